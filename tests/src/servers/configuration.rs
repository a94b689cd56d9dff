//! Writes what the servers read: the files under tests/servers/configuration with their words filled in.

use std::{
    fs,
    net::Ipv4Addr,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::{
    Application, DIRECTORY, DOMAIN, MAIL_HOST, PROVIDER_HOST, Ports, Scope, Settings, User, certificates::Identity,
    secrets::Secrets,
};

const DOVECOT: &str = include_str!("../../servers/configuration/dovecot.conf");
const INTROSPECTION: &str = include_str!("../../servers/configuration/introspection.conf");
const POSTFIX: &str = include_str!("../../servers/configuration/main.cf");
const POSTFIX_SERVICES: &str = include_str!("../../servers/configuration/master.cf");

/// A path of a Unix socket has 107 bytes at most, and the servers add up to 40 to their folder.
const LONGEST_FOLDER: usize = 60;

/// The mail server as a client of the provider, which may ask about tokens.
const MAIL_SERVER: &str = "mail-server";

/// All that the files say.
pub(super) struct Configuration<'a> {
    pub(super) folder: &'a Path,
    pub(super) address: Ipv4Addr,
    pub(super) ports: &'a Ports,
    pub(super) applications: [&'a Application; 2],
    pub(super) settings: &'a Settings,
    pub(super) secrets: &'a Secrets,
}

/// A folder for one stack: its name says whose it is, and the users of the servers may look into it.
pub(super) fn new_folder() -> PathBuf {
    let prefix = format!("sendoff-servers-{}-", std::process::id());
    let folder = tempfile::Builder::new().prefix(&prefix).tempdir().expect("a temporary folder").keep();
    let length = folder.as_os_str().len();
    assert!(length <= LONGEST_FOLDER, "{} is too long for the sockets in it: set TMPDIR", folder.display());
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("it is ours");
    folder
}

/// The provider's name for itself (OpenID Connect Discovery section 3).
pub(super) fn issuer(ports: &Ports) -> String {
    format!("https://{PROVIDER_HOST}:{}/{DIRECTORY}/v2.0", ports.provider)
}

impl Configuration<'_> {
    /// Writes every file.
    pub(super) fn write(&self, authority: &str, identity: &Identity) {
        let asking = self.secrets.made();
        self.shown("ca.pem", authority);
        self.shown("server.pem", &identity.certificate);
        self.hidden("server.key", &identity.key);
        self.hidden("provider.json", &self.provider(&asking).to_string());
        self.shown("dovecot.conf", &self.filled(DOVECOT));
        self.shown("mailboxes", &self.mailboxes());
        for scope in Scope::ALL {
            let text = INTROSPECTION.replace("{CLIENT_SECRET}", &asking).replace("{SCOPE}", scope.text());
            self.hidden(&format!("introspection-{}.conf", scope.name()), &self.filled(&text));
        }
        fs::create_dir(self.folder.join("postfix")).expect("the folder is ours");
        fs::set_permissions(self.folder.join("postfix"), fs::Permissions::from_mode(0o755)).expect("it is ours");
        self.shown("postfix/main.cf", &self.filled(POSTFIX));
        self.shown("postfix/master.cf", &self.filled(POSTFIX_SERVICES));
    }

    fn filled(&self, text: &str) -> String {
        let folder = self.folder.display().to_string();
        let auth = if self.settings.auth_offered { "yes" } else { "no" };
        let words = [
            ("FOLDER", folder.as_str()),
            ("DOMAIN", DOMAIN),
            ("DIRECTORY", DIRECTORY),
            ("MAIL_HOST", MAIL_HOST),
            ("AUTH", auth),
        ];
        let mut text = text.replace("{ADDRESS}", &self.address.to_string()).replace("{CLIENT_ID}", MAIL_SERVER);
        for (word, value) in words {
            text = text.replace(&format!("{{{word}}}"), value);
        }
        for (word, port) in self.numbers() {
            text = text.replace(&format!("{{{word}}}"), &port.to_string());
        }
        text.replace("{MAILBOXES}", &receivers()).replace("{SENDERS}", &senders())
    }

    fn numbers(&self) -> [(&'static str, u16); 10] {
        let ports = self.ports;
        [
            ("PROVIDER", ports.provider),
            ("IMAP", ports.imap),
            ("IMAP_TLS", ports.imap_tls),
            ("POP3", ports.pop3),
            ("POP3_TLS", ports.pop3_tls),
            ("SUBMISSION", ports.submission),
            ("SUBMISSION_TLS", ports.submission_tls),
            ("LMTP", ports.lmtp),
            ("SASL", ports.sasl),
            ("QUOTA", ports.quota),
        ]
    }

    /// Dovecot's mailboxes: address, home, and how much may lie in it.
    fn mailboxes(&self) -> String {
        let line = |user: User| {
            let room = if user == User::Full { "userdb_quota_rule=*:bytes=1" } else { "" };
            format!("{}:::::{}/homes/{}::{room}\n", user.address(), self.folder.display(), user.name())
        };
        with_mailbox().map(line).collect()
    }

    fn provider(&self, asking: &str) -> Value {
        json!({
            "issuer": issuer(self.ports),
            "directory": DIRECTORY,
            "domain": DOMAIN,
            "address": self.address,
            "port": self.ports.provider,
            "key": self.folder.join("server.key"),
            "certificate": self.folder.join("server.pem"),
            "cookie_key": self.secrets.made(),
            "scopes": Scope::ALL.map(Scope::text),
            "refresh_tokens_rotate": self.settings.refresh_tokens_rotate,
            "token_seconds": self.settings.token_lifetime.as_secs(),
            "applications": self.applications.map(registered),
            "mail_server": { "client_id": MAIL_SERVER, "client_secret": asking },
        })
    }

    /// Every server may read it, each running as a user of its own.
    fn shown(&self, name: &str, text: &str) {
        self.put(name, text, 0o644);
    }

    /// Only what runs as root may read it.
    fn hidden(&self, name: &str, text: &str) {
        self.put(name, text, 0o600);
    }

    fn put(&self, name: &str, text: &str, mode: u32) {
        let place = self.folder.join(name);
        fs::write(&place, "").expect("the folder is ours");
        fs::set_permissions(&place, fs::Permissions::from_mode(mode)).expect("it is ours");
        fs::write(&place, text).expect("there is room");
    }
}

fn registered(application: &Application) -> Value {
    json!({
        "client_id": application.client_id,
        "client_secret": application.client_secret.expose(),
        "redirect_uris": application.redirects,
    })
}

fn with_mailbox() -> impl Iterator<Item = User> {
    User::ALL.into_iter().filter(|user| user.has_mailbox())
}

/// Postfix' table of those it takes mail for.
fn receivers() -> String {
    with_mailbox().map(|user| format!("{}=1", user.address())).collect::<Vec<_>>().join(", ")
}

/// Postfix' table of who may send as whom.
fn senders() -> String {
    let line = |user: User| format!("{}={}", user.address(), user.sender().address());
    User::ALL.map(line).join(", ")
}
