//! Python's smtplib, imaplib and poplib: clients that nobody here wrote.

use crate::wire::{IMAP, POP, SMTP, ready, token};
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

const CLIENT: &str = include_str!("client.py");

#[tokio::test]
async fn a_message_sent_by_smtplib_is_found_by_imaplib_and_poplib() {
    let desk = ready().await;
    let folder = tempfile::tempdir().unwrap();
    let announced = desk.running.announcement(folder.path()).unwrap();
    let told = json!({
        "mail": announced.microsoft.mail,
        "ca": announced.ca_file,
        "mailbox": desk.mailbox(),
        "smtp": token(&desk, SMTP).await,
        "imap": token(&desk, IMAP).await,
        "pop": token(&desk, POP).await,
    });
    let output = tokio::task::spawn_blocking(move || run(&told)).await.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found, json!({"imap": "<python@client.example>", "pop": "<python@client.example>", "count": 1}));
    assert_eq!(desk.arrived("python@client.example").await.len(), 1);
}

fn run(told: &Value) -> Output {
    let mut python = Command::new("python3")
        .args(["-c", CLIENT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    python.stdin.take().unwrap().write_all(told.to_string().as_bytes()).unwrap();
    python.wait_with_output().unwrap()
}
