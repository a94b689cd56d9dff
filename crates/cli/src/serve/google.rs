//! Google's side of what `sendoff practice serve` prints for people.

use sendoff_practice::{GoogleAccountKind, GoogleAnnouncement, Office, Seed};
use sendoff_words::{Args, Words};

use super::{NAME, row, servers};

/// Addresses, the client of a seed, and who can sign in.
pub(super) fn print(words: &Words, office: &Office, google: &GoogleAnnouncement, seed: Option<Seed>) {
    println!("\n{}", words.label("terminal-office-google"));
    row("Google Cloud console", &google.console);
    row("Authorize endpoint", &google.authorize);
    row("Token endpoint", &google.token);
    row("Gmail API", &google.gmail);
    servers(&google.mail);
    if let (Some(seed), Some(client)) = (seed, &google.client) {
        println!("\n{}", words.line("terminal-office-ready", &Args::none().name("recipe", seed.name())));
        row("Client ID", &client.client_id);
        row("Client secret (practice)", &client.client_secret);
    }
    println!("\n{}", words.label("terminal-office-google-people"));
    for account in ACCOUNTS.iter().filter_map(|kind| office.google_account(*kind)) {
        println!("  {}", words.label(role(account.kind)));
        println!("  {:<NAME$}  {}", account.address, account.password.reveal());
    }
}

/// Who there is, in the order in which a tester needs them.
const ACCOUNTS: [GoogleAccountKind; 5] = [
    GoogleAccountKind::Mailbox,
    GoogleAccountKind::Colleague,
    GoogleAccountKind::Administrator,
    GoogleAccountKind::Stranger,
    GoogleAccountKind::Private,
];

fn role(kind: GoogleAccountKind) -> &'static str {
    match kind {
        GoogleAccountKind::Mailbox => "terminal-account-mailbox",
        GoogleAccountKind::Colleague => "terminal-account-colleague",
        GoogleAccountKind::Administrator => "terminal-account-google-administrator",
        GoogleAccountKind::Stranger => "terminal-account-outsider",
        GoogleAccountKind::Private => "terminal-account-private",
    }
}
