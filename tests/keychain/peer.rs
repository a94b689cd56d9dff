//! A program of somebody else's, which reads and overwrites entries by the plain `keyring` crate: `NAME` reads,
//! `NAME TEXT` overwrites; it answers with the entry's content. As `keychain-peer prompter` it takes the place of the
//! program that asks for passwords, and never asks.

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().nth(1).as_deref() == Some("prompter") {
        return own_the_prompter();
    }
    for line in std::io::stdin().lines() {
        let line = line?;
        let (name, text) = line.split_once(' ').unwrap_or((&line, ""));
        let entry = keyring::Entry::new("Sendoff", name)?;
        if !text.is_empty() {
            entry.set_secret(text.as_bytes())?;
        }
        say(&entry.get_secret()?)?;
    }
    Ok(())
}

/// Until its input ends.
#[cfg(target_os = "linux")]
fn own_the_prompter() -> Result<(), Box<dyn std::error::Error>> {
    let builder = zbus::blocking::connection::Builder::session()?.name("org.gnome.keyring.SystemPrompter")?;
    let _owner = builder.build()?;
    say(br#"{"owns":true}"#)?;
    std::io::stdin().lines().for_each(drop);
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn own_the_prompter() -> Result<(), Box<dyn std::error::Error>> {
    Err("only GNOME Keyring asks through a program on the bus".into())
}

fn say(line: &[u8]) -> std::io::Result<()> {
    let mut output = std::io::stdout().lock();
    output.write_all(line)?;
    writeln!(output)?;
    output.flush()
}
