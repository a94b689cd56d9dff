//! One of each server, running.

use std::{
    fmt, fs,
    net::{IpAddr, Ipv4Addr},
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::Duration,
};

use sendoff_wire::{LookUpFault, Names};

use super::{
    Application, Authority, MAIL_HOST, PROVIDER_HOST, Ports,
    certificates::made_for,
    configuration::{Configuration, issuer, new_folder},
    keeper::Keeper,
    ports::own_address,
    readiness,
    secrets::Secrets,
};

/// The provider of the tests, beside its lock file.
const PROVIDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/servers/provider/provider.mjs");

/// What has to be there before the servers start, made as the user that looks like root. Nobody but root may look into one home.
const GROUND: &str = "cd FOLDER && mkdir run state spool data homes && chown mail:mail homes && chown postfix data \
    && mkdir -m 700 homes/closed && cd /";

/// How many lines of each are shown.
const TAIL: usize = 25;

/// How the servers behave where they are not as usual.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How long an access token is good; whole seconds.
    pub token_lifetime: Duration,
    /// Whether a refresh token is good once only, and its use brings a new one.
    pub refresh_tokens_rotate: bool,
    /// Whether Postfix offers AUTH.
    pub auth_offered: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { token_lifetime: Duration::from_hours(1), refresh_tokens_rotate: false, auth_offered: true }
    }
}

/// One of the servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// oidc-provider.
    Provider,
    /// Dovecot: IMAP, POP3, and what Postfix asks.
    Dovecot,
    /// Postfix: submission.
    Postfix,
}

impl Server {
    fn name(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Dovecot => "dovecot",
            Self::Postfix => "postfix",
        }
    }
}

/// A provider, a Dovecot and a Postfix that know each other; they end with the value.
pub struct Stack {
    keeper: Keeper,
    folder: PathBuf,
    address: Ipv4Addr,
    ports: Ports,
    authority: Authority,
    application: Application,
    application_alone: Application,
    secrets: Secrets,
}

impl Stack {
    /// As usual.
    ///
    /// # Panics
    /// If a server does not start; the end of its log says why, without any secret.
    pub fn start() -> Self {
        Self::with(&Settings::default())
    }

    /// As these settings say.
    ///
    /// # Panics
    /// As [`Stack::start`].
    pub fn with(settings: &Settings) -> Self {
        let folder = new_folder();
        let keeper = Keeper::of(folder.clone());
        let address = own_address();
        let (ports, secrets) = (Ports::free(address), Secrets::default());
        let (application, application_alone) = (Application::in_directory(&secrets), Application::alone(&secrets));
        let (authority, identity) = made_for(address);
        let configuration = Configuration {
            folder: &folder,
            address,
            ports: &ports,
            applications: [&application, &application_alone],
            settings,
            secrets: &secrets,
        };
        configuration.write(&authority.pem, &identity);
        let stack = Self { keeper, folder, address, ports, authority, application, application_alone, secrets };
        stack.start_servers();
        stack
    }

    /// All at once, but Dovecot before Postfix: one that finds nobody to ask waits a minute before it serves anybody.
    fn start_servers(&self) {
        let place = self.folder.display();
        self.keeper.does(&GROUND.replace("FOLDER", &place.to_string()));
        self.run(Server::Provider, &["node", PROVIDER, &format!("{place}/provider.json")]);
        self.run(Server::Dovecot, &["dovecot", "-F", "-c", &format!("{place}/dovecot.conf")]);
        self.await_greetings(Server::Dovecot);
        self.run(Server::Postfix, &["postfix", "-c", &format!("{place}/postfix"), "start-fg"]);
        self.await_greetings(Server::Provider);
        self.await_greetings(Server::Postfix);
    }

    fn run(&self, server: Server, program: &[&str]) {
        let name = server.name();
        self.keeper.start(name, &format!("{name}.out"), program);
    }

    fn await_greetings(&self, server: Server) {
        let (name, ports) = (server.name(), &self.ports);
        let greetings: &[(u16, &str)] = match server {
            Server::Provider => &[(ports.provider, "")],
            Server::Dovecot => {
                &[(ports.imap, "* OK"), (ports.pop3, "+OK"), (ports.lmtp, "220 "), (ports.sasl, "VERSION")]
            }
            Server::Postfix => &[(ports.submission, "220 ")],
        };
        for (port, begins) in greetings {
            let heard = readiness::wait((self.address, *port), begins, || self.keeper.end_of(name));
            heard.unwrap_or_else(|reason| panic!("{name} does not start: {reason}\n{}", self.log_of(server)));
        }
    }

    /// Where all of them are.
    pub fn address(&self) -> Ipv4Addr {
        self.address
    }

    /// On which ports.
    pub fn ports(&self) -> &Ports {
        &self.ports
    }

    /// Whom to believe about them.
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// What the provider calls itself; its discovery document is below it.
    pub fn issuer(&self) -> String {
        issuer(&self.ports)
    }

    /// The application that is registered at the provider as in a directory.
    pub fn application(&self) -> &Application {
        &self.application
    }

    /// Another one, whose ID is a text of the provider's own.
    pub fn application_alone(&self) -> &Application {
        &self.application_alone
    }

    /// Who says where [`PROVIDER_HOST`] and [`MAIL_HOST`] are, and knows no other name.
    pub fn names(&self) -> Arc<dyn Names> {
        Arc::new(StackNames(self.address))
    }

    /// Stops a server in its tracks: connections stay open, and nobody answers.
    pub fn pause(&self, server: Server) {
        self.keeper.signal(server.name(), "STOP");
    }

    /// Lets a paused server go on.
    pub fn resume(&self, server: Server) {
        self.keeper.signal(server.name(), "CONT");
    }

    /// Ends a server for good, and waits until it has: nobody listens any more.
    pub fn end(&self, server: Server) {
        self.keeper.signal(server.name(), "TERM");
        while self.keeper.end_of(server.name()).is_none() {
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The end of what a server printed and of what it logged, with every secret hidden.
    pub fn log_of(&self, server: Server) -> String {
        let end = |ending| {
            let text = fs::read(self.folder.join(format!("{}.{ending}", server.name()))).unwrap_or_default();
            let text = self.secrets.hidden_in(&String::from_utf8_lossy(&text));
            let lines: Vec<&str> = text.lines().collect();
            lines[lines.len().saturating_sub(TAIL)..].join("\n")
        };
        format!("{}\n{}", end("out"), end("log"))
    }

    /// Where their files are, as long as the stack runs.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn secrets(&self) -> &Secrets {
        &self.secrets
    }
}

impl fmt::Debug for Stack {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Stack")
            .field("address", &self.address)
            .field("ports", &self.ports)
            .finish_non_exhaustive()
    }
}

#[derive(Debug)]
struct StackNames(Ipv4Addr);

impl Names for StackNames {
    fn look_up(&self, host: &str) -> Result<Vec<IpAddr>, LookUpFault> {
        let known = [PROVIDER_HOST, MAIL_HOST].contains(&host);
        if known { Ok(vec![self.0.into()]) } else { Err(LookUpFault::Unknown) }
    }

    fn is_online(&self) -> bool {
        true
    }
}
