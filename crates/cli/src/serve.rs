//! `sendoff practice serve`: the practice office by itself, until it is stopped.

use sendoff_practice::{Fault, Office, OfficeSettings};

use crate::{Ended, NotFoundOut, to_json};

/// Runs the office, prints its addresses in one line of JSON or for people, and waits for the end.
pub(crate) async fn run(seed: Option<&str>, faults: &[String], json: bool) -> Result<Ended, NotFoundOut> {
    let settings = OfficeSettings {
        seed: seed.map(str::parse).transpose().map_err(|error| NotFoundOut::because("no such office", &error))?,
        faults: faults.iter().map(|name| fault(name)).collect::<Result<_, _>>()?,
        ..OfficeSettings::default()
    };
    let folder = tempfile::tempdir().map_err(|error| NotFoundOut::because("no temporary folder", &error))?;
    let office = Office::start(settings).await.map_err(|error| NotFoundOut::because("no practice office", &error))?;
    let announcement =
        office.announcement(folder.path()).map_err(|error| NotFoundOut::because("no announcement", &error))?;
    if json {
        println!("{}", to_json(&announcement)?);
    } else {
        println!("Portal     {}", announcement.microsoft.portal);
        println!("Inbox      {}", announcement.inbox);
        println!("Authority  {}", announcement.microsoft.authority);
        println!("Trust      {}", announcement.ca_file.display());
        for account in &announcement.microsoft.accounts {
            println!("Account    {}  {}", account.address, account.password);
        }
        println!("The office is open until you stop it with Ctrl+C.");
    }
    stopped().await;
    office.stop().await;
    Ok(Ended::Well)
}

/// The fault of this name.
pub(crate) fn fault(name: &str) -> Result<Fault, NotFoundOut> {
    let known = || Fault::ALL.iter().map(|fault| fault.name()).collect::<Vec<_>>().join(", ");
    name.parse().map_err(|_| NotFoundOut(format!("there is no fault {name}; there are: {}", known())))
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
