//! The sentences of a problem: what happened, why, what to do, who must do it.

use jiff::civil::Date;
use sendoff_problem::{Problem, ValueName, WhoActs};

use crate::{args::Args, run::Text, words::Words};

/// The most actions an explained error may have (ux-spec 10.1).
pub const MOST_ACTIONS: usize = 3;

/// What is known of the set-up, for sentences that name it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The organisation.
    pub organisation: Option<String>,
    /// The application.
    pub application: Option<String>,
    /// Who runs the mailbox, as a sentence names them.
    pub provider: Option<String>,
    /// The mailbox.
    pub mailbox: Option<String>,
    /// The keychain by its own name.
    pub keychain: Option<String>,
    /// The redirect URI of this assistant, as it has to be registered.
    pub redirect_uri: Option<String>,
    /// The permissions the application needs.
    pub permissions: Option<String>,
    /// Who must act, where more is known than the kind says.
    pub who: Option<WhoActs>,
}

/// A problem as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemWords {
    /// What happened.
    pub title: Text,
    /// Why.
    pub why: Text,
    /// What to do: one to three.
    pub actions: Vec<Text>,
    /// The label of the button that helps.
    pub button: String,
    /// Who must act, when it is not the person at this computer.
    pub who: Option<Text>,
}

impl Words {
    /// The sentences of `problem`. Values it does not bring come from `known`, and then from the catalogue's own words
    /// ("the account"), so that no sentence is left with a hole.
    pub fn problem_words(&self, problem: &Problem, known: &Known) -> ProblemWords {
        let id = format!("problem-{}", problem.kind.as_str());
        let args = self.problem_args(problem, known);
        let action = |number: usize| self.find(&format!("{id}.do-{number}"), &args);
        ProblemWords {
            title: self.text(&id, &args).begin_large(),
            why: self.text(&format!("{id}.why"), &args).begin_large(),
            actions: (1..=MOST_ACTIONS).map_while(action).collect(),
            button: self.line(&format!("{id}.button"), &args),
            who: self.who(known.who.unwrap_or_else(|| problem.kind.who_acts()), &args),
        }
    }

    fn who(&self, who: WhoActs, args: &Args) -> Option<Text> {
        let id = match who {
            WhoActs::You => return None,
            WhoActs::TenantAdmin => "who-tenant-admin",
            WhoActs::ExchangeAdmin => "who-exchange-admin",
            WhoActs::MailboxOwner => "who-mailbox-owner",
            WhoActs::WorkspaceAdmin => "who-workspace-admin",
            WhoActs::NobodyWait => "who-nobody-wait",
        };
        Some(self.text(id, args))
    }

    /// A problem as one line under a field: what happened, why, and the first thing to do.
    pub fn problem_line(&self, words: &ProblemWords) -> Text {
        let first = words.actions.first().cloned().unwrap_or_default();
        let args = Args::none().text("title", &words.title).text("why", &words.why).text("do", &first);
        self.text("status-problem", &args)
    }

    fn problem_args(&self, problem: &Problem, known: &Known) -> Args {
        ValueName::ALL.iter().fold(Args::none(), |args, name| {
            let given = problem.values.get(name).or_else(|| known.get(*name));
            self.problem_arg(args, *name, given)
        })
    }

    fn problem_arg(&self, args: Args, name: ValueName, given: Option<&String>) -> Args {
        let word = name.as_str();
        let Some(given) = given.filter(|text| !text.trim().is_empty()) else {
            return args.name(word, self.label(&format!("fallback-{word}")));
        };
        match name {
            ValueName::Count | ValueName::ExpectedCount | ValueName::Seconds | ValueName::Line | ValueName::Column => {
                match given.parse::<i64>() {
                    Ok(number) => args.number(word, number),
                    Err(_) => args.name(word, given),
                }
            }
            ValueName::Difference => match given.parse::<i64>() {
                Ok(seconds) => args.name(word, self.span(seconds.unsigned_abs())),
                Err(_) => args.name(word, given),
            },
            ValueName::Day | ValueName::OtherDay => match given.parse::<Date>() {
                Ok(day) => args.name(word, self.day(day)),
                Err(_) => args.name(word, given),
            },
            ValueName::Organisation
            | ValueName::Application
            | ValueName::Asked
            | ValueName::Keychain
            | ValueName::Part
            | ValueName::Cloud => args.name(word, given),
            ValueName::Label | ValueName::Platform => args.portal(word, given),
            ValueName::Mailbox
            | ValueName::SignedInAs
            | ValueName::Expected
            | ValueName::ClientId
            | ValueName::Directory
            | ValueName::DirectoryDomain
            | ValueName::RedirectUri
            | ValueName::Permissions
            | ValueName::Host
            | ValueName::Port
            | ValueName::Issuer
            | ValueName::Path
            | ValueName::Provider
            | ValueName::Code => args.value(word, given),
        }
    }
}

impl Known {
    fn get(&self, name: ValueName) -> Option<&String> {
        match name {
            ValueName::Organisation => self.organisation.as_ref(),
            ValueName::Application => self.application.as_ref(),
            ValueName::Asked => self.provider.as_ref(),
            ValueName::Mailbox | ValueName::Expected => self.mailbox.as_ref(),
            ValueName::Keychain => self.keychain.as_ref(),
            ValueName::RedirectUri => self.redirect_uri.as_ref(),
            ValueName::Permissions => self.permissions.as_ref(),
            ValueName::SignedInAs
            | ValueName::ClientId
            | ValueName::Directory
            | ValueName::DirectoryDomain
            | ValueName::Platform
            | ValueName::Count
            | ValueName::ExpectedCount
            | ValueName::Seconds
            | ValueName::Day
            | ValueName::OtherDay
            | ValueName::Host
            | ValueName::Port
            | ValueName::Issuer
            | ValueName::Difference
            | ValueName::Path
            | ValueName::Part
            | ValueName::Code
            | ValueName::Label
            | ValueName::Cloud
            | ValueName::Provider
            | ValueName::Line
            | ValueName::Column => None,
        }
    }
}
