//! A Workspace organisation of its own, its people, a private account, and somebody of another organisation.

use super::workspace::Workspace;
use crate::directory::Concealed;
use crate::random::Random;
use serde::{Deserialize, Serialize};

/// What an account is there to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GoogleAccountKind {
    /// The mailbox that the application is meant to send from.
    Mailbox,
    /// Another person of the organisation: the wrong one to sign in with.
    Colleague,
    /// Decides for the whole organisation.
    Administrator,
    /// A private account, of no organisation.
    Private,
    /// Of another organisation's Workspace.
    Stranger,
}

/// One account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GoogleAccount {
    /// About 21 digits (`sub`).
    pub id: String,
    /// What it is there to show.
    pub kind: GoogleAccountKind,
    /// Address of the account and its mailbox.
    pub address: String,
    /// Name shown to people.
    pub name: String,
    /// Password for the sign-in page.
    pub password: Concealed,
    /// Domain of its Workspace (`hd`); `None` for a private account.
    pub domain: Option<String>,
    /// 2-Step Verification is on.
    #[serde(default)]
    pub two_step: bool,
    /// App passwords, oldest first.
    #[serde(default)]
    pub app_passwords: Vec<GoogleAppPassword>,
    /// POP is off in the settings of Gmail.
    #[serde(default)]
    pub pop_off: bool,
}

/// A password for one application.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GoogleAppPassword {
    /// App name.
    pub name: String,
    /// Sixteen letters. The page shows them once.
    pub value: Concealed,
}

impl GoogleAccount {
    /// Whether this is one of its app passwords, without blanks.
    pub(crate) fn takes_app_password(&self, sent: &str) -> bool {
        self.two_step && self.app_passwords.iter().any(|own| own.value.reveal() == sent)
    }

    /// Whether this is its address, in any letter case.
    pub(crate) fn is_at(&self, address: &str) -> bool {
        self.address.eq_ignore_ascii_case(address)
    }

    /// What it is there to show, in a few words.
    pub(crate) fn about(&self) -> &'static str {
        match self.kind {
            GoogleAccountKind::Mailbox => "the mailbox to send from",
            GoogleAccountKind::Colleague => "a colleague",
            GoogleAccountKind::Administrator => "the administrator of the Workspace",
            GoogleAccountKind::Private => "a private account",
            GoogleAccountKind::Stranger => "of another organisation",
        }
    }
}

/// Fresh ones. Domains are under `.example` (RFC 2606), so no message can ever leave for them.
pub(super) fn found(random: &mut Random) -> (Workspace, Vec<GoogleAccount>) {
    let domain = format!("workspace-{}.example", random.clear_text(5));
    let other = format!("workspace-{}.example", random.clear_text(5));
    let private = format!("pat.{}@gmail.example", random.clear_text(5));
    let people = vec![
        account(random, GoogleAccountKind::Mailbox, "Tours Office", format!("office@{domain}"), Some(&domain)),
        account(random, GoogleAccountKind::Colleague, "Robin Berg", format!("robin.berg@{domain}"), Some(&domain)),
        account(random, GoogleAccountKind::Administrator, "Alex Admin", format!("admin@{domain}"), Some(&domain)),
        account(random, GoogleAccountKind::Private, "Pat Private", private, None),
        account(random, GoogleAccountKind::Stranger, "Kim Elsewhere", format!("kim@{other}"), Some(&other)),
    ];
    let workspace = Workspace {
        domain,
        name: "Practice Tours".to_owned(),
        restricted: false,
        trusted: Vec::new(),
        delegations: Vec::new(),
        no_keys: false,
    };
    (workspace, people)
}

fn account(
    random: &mut Random,
    kind: GoogleAccountKind,
    name: &str,
    address: String,
    domain: Option<&str>,
) -> GoogleAccount {
    GoogleAccount {
        id: format!("1{}", random.digits(20)),
        kind,
        address,
        name: name.to_owned(),
        password: Concealed::new(random.clear_text(12)),
        domain: domain.map(str::to_owned),
        two_step: false,
        app_passwords: Vec::new(),
        pop_off: false,
    }
}
