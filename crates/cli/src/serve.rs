//! `sendoff practice serve`: the practice office by itself, until it is stopped.

mod google;

use sendoff_practice::{
    AnnouncedMail, AnnouncedRegistration, Announcement, Fault, Office, OfficeSettings, RunningOffice, Seed,
    directory::{Account, AccountKind},
};
use sendoff_words::{Args, Words};

use crate::{Ended, NotFoundOut, to_json};

/// How many columns the name of a row takes.
const NAME: usize = 28;

/// Runs the office, prints its addresses in one line of JSON or for people, and waits for the end.
pub(crate) async fn run(seed: Option<Seed>, faults: Vec<Fault>, json: bool) -> Result<Ended, NotFoundOut> {
    let settings = OfficeSettings { seed, faults: faults.clone(), ..OfficeSettings::default() };
    let folder = tempfile::tempdir().map_err(|error| NotFoundOut::because("no temporary folder", &error))?;
    let office = Office::start(settings).await.map_err(|error| NotFoundOut::because("no practice office", &error))?;
    let announcement =
        office.announcement(folder.path()).map_err(|error| NotFoundOut::because("no announcement", &error))?;
    if json {
        println!("{}", to_json(&announcement)?);
    } else {
        print_for_people(&Words::english(), &office, &announcement, seed, &faults);
    }
    stopped().await;
    office.stop().await;
    Ok(Ended::Well)
}

/// Everything that a tester types somewhere, whole: the next office has other IDs, and these secrets open nothing else.
fn print_for_people(
    words: &Words,
    office: &RunningOffice,
    announcement: &Announcement,
    seed: Option<Seed>,
    faults: &[Fault],
) {
    let microsoft = &announcement.microsoft;
    println!("{}\n", words.label("terminal-office"));
    row("Portal", &microsoft.portal);
    row("Inbox", &announcement.inbox);
    row("Authorize endpoint", &microsoft.authorize);
    row("Token endpoint", &microsoft.token);
    row("Graph", &microsoft.graph);
    row("Authority", &microsoft.authority);
    servers(&microsoft.mail);
    row("CA to trust (PEM)", &announcement.ca_file.display().to_string());
    if let (Some(seed), Some(registration)) = (seed, &microsoft.registration) {
        print_registration(words, seed, registration);
    } else if seed.is_none() {
        let how = Args::none().portal("how", format!("--seed {}", Seed::ALL.map(Seed::name).join(", ")));
        println!("\n{}", words.line("terminal-office-empty", &how));
    }
    println!("\n{}", words.label("terminal-office-people"));
    for account in ACCOUNTS.iter().filter_map(|kind| office.office().account(*kind)) {
        println!("  {}", words.label(role(account.kind)));
        println!("  {:<NAME$}  {}", account.address, password(&account));
    }
    if let Some(shared) = &microsoft.mail.shared {
        println!("  {}\n  {shared}", words.label(role(AccountKind::Shared)));
    }
    google::print(words, office.office(), &announcement.google, seed);
    print_faults(words, faults);
    println!("\n{}", words.label("terminal-office-stop"));
}

fn servers(mail: &AnnouncedMail) {
    for (name, server) in [
        ("SMTP (STARTTLS)", &mail.smtp),
        ("SMTP (TLS)", &mail.smtps),
        ("IMAP (TLS)", &mail.imap),
        ("POP3 (TLS)", &mail.pop3),
    ] {
        row(name, &format!("{}:{} for {}", server.host, server.port, server.stands_for));
    }
}

/// Who there is, in the order in which a tester needs them.
const ACCOUNTS: [AccountKind; 6] = [
    AccountKind::Mailbox,
    AccountKind::Colleague,
    AccountKind::Administrator,
    AccountKind::Outsider,
    AccountKind::Guest,
    AccountKind::Personal,
];

fn role(kind: AccountKind) -> &'static str {
    match kind {
        AccountKind::Mailbox => "terminal-account-mailbox",
        AccountKind::Colleague => "terminal-account-colleague",
        AccountKind::Administrator => "terminal-account-administrator",
        AccountKind::Outsider => "terminal-account-outsider",
        AccountKind::Shared => "terminal-account-shared",
        AccountKind::Guest => "terminal-account-guest",
        AccountKind::Personal => "terminal-account-personal",
    }
}

fn password(account: &Account) -> &str {
    account.password.reveal()
}

fn print_registration(words: &Words, seed: Seed, registration: &AnnouncedRegistration) {
    println!("\n{}", words.line("terminal-office-ready", &Args::none().name("recipe", seed.name())));
    row("Directory (tenant) ID", &registration.tenant_id);
    row("Application (client) ID", &registration.client_id);
    row("Client secret (practice)", &registration.client_secret);
    row("Redirect URI", &registration.redirect_uri);
}

fn print_faults(words: &Words, faults: &[Fault]) {
    if faults.is_empty() {
        return;
    }
    println!("\n{}", words.label("terminal-office-faults"));
    for fault in faults {
        println!("  {:<NAME$}  {}", fault.name(), fault.describe());
    }
}

fn row(name: &str, value: &str) {
    println!("{name:<NAME$}{value}");
}

/// Ctrl+C, and on Unix the signal that asks a program to end.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut end) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = end.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
