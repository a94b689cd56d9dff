//! Mail servers that follow a script, more than three hundred of them: whatever they do at whichever point, no message counts
//! as accepted that was not, no conversation goes on over its time, and each refusal gets its name.

#![expect(clippy::unwrap_used, reason = "a test stops where it breaks")]
#![expect(clippy::print_stdout, reason = "the counts are part of the result")]

mod access;
mod encryption;
mod everywhere;
mod password;
mod protocols;
mod refusals;
mod run;
mod stub;

use protocols::{NEWEST, Protocol};
use run::{Ends, MAILBOX, check, rules, run, sent};
use sendoff_mail::LineKey;
use sendoff_problem::ValueName;
use sendoff_values::{Stage, StageState};

#[tokio::test]
async fn a_message_is_accepted_in_five_stages() {
    for protocol in [Protocol::Smtp, Protocol::Smtps] {
        let ran = run(protocol, protocol.script()).await;
        assert_eq!(ran.ends, Ends::Well, "{protocol:?} {}", ran.told);
        let in_order =
            [Stage::FindServer, Stage::Connect, Stage::AcceptAccess, Stage::AcceptSender, Stage::AcceptMessage];
        let expected: Vec<_> =
            in_order.iter().flat_map(|stage| [(*stage, StageState::Working), (*stage, StageState::Done)]).collect();
        assert_eq!(ran.stages, expected, "{protocol:?}");
        let said: Vec<&str> = ran.heard.encrypted.lines().take(4).collect();
        assert_eq!(said[0], "EHLO [127.0.0.1]");
        assert!(said[1].starts_with("AUTH XOAUTH2 dXNlcj1vZmZpY2VAaGFyYm91ci5leGFtcGxl"), "{}", said[1]);
        let size = sent().len();
        assert_eq!(said[2..], [format!("MAIL FROM:<{MAILBOX}> SIZE={size}"), format!("RCPT TO:<{MAILBOX}>")]);
        assert!(
            ran.heard.encrypted.ends_with(&format!("DATA\r\n{}.\r\nNOOP\r\nQUIT\r\n", sent())),
            "{}",
            ran.heard.encrypted
        );
    }
}

#[tokio::test]
async fn a_mailbox_is_looked_into_in_five_stages_and_nothing_in_it_is_changed() {
    let commands = [
        (Protocol::Imap, "a3 EXAMINE INBOX\r\na4 FETCH 3 BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]\r\n"),
        (Protocol::Pop3, "STAT\r\nTOP 2 0\r\n"),
    ];
    for (protocol, commands) in commands {
        let ran = run(protocol, protocol.script()).await;
        assert_eq!(ran.ends, Ends::Well, "{protocol:?} {}", ran.told);
        let stages: Vec<_> =
            ran.stages.iter().filter(|(_, state)| *state == StageState::Done).map(|one| one.0).collect();
        let all = [Stage::FindServer, Stage::Connect, Stage::AcceptAccess, Stage::OpenMailbox, Stage::ReadHeader];
        assert_eq!(stages, all, "{protocol:?}");
        assert!(ran.heard.encrypted.ends_with(commands), "{}", ran.heard.encrypted);
        let looked = ran.looked.unwrap();
        assert_eq!(looked.header.unwrap().message_id.as_deref(), Some(NEWEST));
        assert_eq!(looked.messages, Some(if protocol == Protocol::Imap { 3 } else { 2 }));
    }
}

#[tokio::test]
async fn an_empty_inbox_is_no_fault() {
    for (protocol, at, says) in
        [(Protocol::Imap, "examine", "* 0 EXISTS\r\n{tag} OK done\r\n"), (Protocol::Pop3, "stat", "+OK 0 0\r\n")]
    {
        let script = protocol.script().saying(at, says);
        let ran = run(protocol, script).await;
        assert_eq!(ran.ends, Ends::Well);
        assert_eq!(ran.looked.unwrap().header, None);
        assert_eq!(ran.stages.last(), Some(&(Stage::ReadHeader, StageState::Skipped)));
    }
}

#[tokio::test]
async fn the_transcript_says_who_said_what_and_hides_the_access() {
    let ran = run(Protocol::Smtp, Protocol::Smtp.script()).await;
    let raw: Vec<&str> =
        ran.transcript.lines.iter().map(|line| line.raw.as_str()).filter(|raw| !raw.is_empty()).collect();
    assert!(raw.contains(&"AUTH XOAUTH2 [hidden]"), "{raw:?}");
    assert!(raw.contains(&"250 mail.test Hello\n250 SIZE 157286400\n250 AUTH LOGIN XOAUTH2\n250 8BITMIME"), "{raw:?}");
    let handed = ran.transcript.lines.iter().find(|line| line.key == LineKey::HandedOver).unwrap();
    assert_eq!(handed.values[&ValueName::Mailbox], MAILBOX);
    assert_eq!(handed.values[&ValueName::Count], sent().len().to_string());
    let last = ran.transcript.lines.last().unwrap();
    assert_eq!((last.key, last.raw.as_str()), (LineKey::TookOver, "250 2.0.0 OK <queued@mail.test>"));
    assert!(ran.transcript.lines.is_sorted_by_key(|line| line.at));
}

/// Every script of every table, all counted.
#[tokio::test]
async fn no_server_is_believed_that_accepted_nothing_and_none_takes_more_than_its_time() {
    let rows = [everywhere::rows(), refusals::rows(), access::rows(), encryption::rows(), password::rows()].concat();
    let rows: &'static [run::Row] = rows.leak();
    let accepting = rows.iter().filter(|row| row.ends == Ends::Well).count();
    let slowest = check(rows).await;
    println!(
        "{} scripted servers, {} of them refusing, lying, slow, huge, silent or gone: 0 believed wrongly, the slowest {:.1} s",
        rows.len(),
        rows.len() - accepting,
        slowest.as_secs_f32()
    );
    assert!(rows.len() - accepting >= 200, "{}", rows.len());
    assert!(rules().len() >= 60);
}
