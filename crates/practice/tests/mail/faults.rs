//! Every fault of the mail servers: one whole look at them meets it, and after mending the next goes well.

use crate::common::Desk;
use crate::imap::{self, tagged};
use crate::pop3;
use crate::smtp::{sign_in, submit};
use crate::wire::{IMAP, POP, SMTP, Wire, token};
use sendoff_practice::directory::AccountKind;
use sendoff_practice::robot::Robot;
use sendoff_practice::{Delegation, Fault, MendedBy, OfficeSettings, Seed, Surface};
use std::time::Duration;
use url::Url;

const DELAY: Duration = Duration::from_millis(400);

/// A token for each server.
struct Tokens {
    smtp: String,
    imap: String,
    pop: String,
}

impl Tokens {
    async fn of(desk: &Desk) -> Self {
        Self { smtp: token(desk, SMTP).await, imap: token(desk, IMAP).await, pop: token(desk, POP).await }
    }
}

/// Sends a message by SMTP and looks for it by IMAP and POP3, as the owner and in the shared mailbox; the first thing that is not as
/// it should be.
async fn use_mail(desk: &Desk, tokens: &Tokens) -> Result<(), String> {
    let (own, shared) = (desk.mailbox(), desk.office().account(AccountKind::Shared).unwrap().address);
    for from in [&own, &shared] {
        send(desk, tokens, &own, from).await?;
    }
    for user in [&own, &shared] {
        look_by_imap(desk, tokens, user).await?;
        let (_, said) = pop3::opened(desk, user, &tokens.pop).await;
        expect(&said, "+OK")?;
    }
    Ok(())
}

async fn send(desk: &Desk, tokens: &Tokens, own: &str, from: &str) -> Result<(), String> {
    let mut wire = Wire::clear(desk.running.addresses().smtp()).await;
    expect(&wire.hear().await, "220")?;
    if !wire.ask_smtp("EHLO client.example").await.iter().any(|line| line.ends_with("STARTTLS")) {
        return Err("no STARTTLS".to_owned());
    }
    expect(&wire.ask("STARTTLS").await, "220")?;
    let mut wire = wire.start_tls(desk).await;
    wire.ask_smtp("EHLO client.example").await;
    expect(&sign_in(&mut wire, own, &tokens.smtp).await, "235")?;
    expect(&submit(&mut wire, from, from, own, "fault@client.example").await, "250")
}

async fn look_by_imap(desk: &Desk, tokens: &Tokens, user: &str) -> Result<(), String> {
    let (mut wire, said) = imap::opened(desk, user, &tokens.imap).await;
    expect(&said, "a OK")?;
    let said = tagged(&mut wire, "EXAMINE INBOX").await;
    expect(said.last().unwrap(), "t1 OK")
}

fn expect(said: &str, begin: &str) -> Result<(), String> {
    if said.starts_with(begin) { Ok(()) } else { Err(said.split(" [").next().unwrap().to_owned()) }
}

/// What the fault shows as, without the trace.
fn shown(fault: Fault) -> &'static str {
    match fault {
        Fault::SmtpOffForOrganisation | Fault::SmtpSwitchDelay => {
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."
        }
        Fault::SmtpOffForMailbox => {
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox."
        }
        Fault::SmtpRefused => "535 5.7.3 Authentication unsuccessful",
        Fault::SmtpSecurityDefaults => {
            "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy"
        }
        Fault::SmtpBasicDisabled => "535 5.7.139 Authentication unsuccessful, basic authentication is disabled",
        Fault::SmtpCriteria => {
            "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated"
        }
        Fault::SmtpCredentials => "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect",
        Fault::SmtpNotAllowed => "535 5.7.139 Authentication unsuccessful, user or tenant not allowed",
        Fault::SmtpFederationDown => {
            "535 5.7.139 Authentication unsuccessful, the request failed because federated STS service was unreachable"
        }
        Fault::SmtpFederationInsecure => {
            "535 5.7.139 Authentication unsuccessful, the request failed because the federated STS URL does not support HTTPS"
        }
        Fault::SmtpBasicRetired => "550 5.7.30 Basic authentication is not supported for Client Submission.",
        Fault::SmtpTemporary => "454 4.7.0 Temporary authentication failure",
        Fault::SmtpNoStarttls => "no STARTTLS",
        Fault::SmtpNotAuthenticated => "530 5.7.57 Client not authenticated to send mail.",
        Fault::SmtpBusy => "432 4.3.2 Concurrent connections limit exceeded",
        Fault::SmtpRecipientBusy => "432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded",
        Fault::SmtpHeldUp => "451 4.7.500",
        Fault::SmtpSendAsDenied | Fault::SendAsMissing => {
            "550 5.7.60 SMTP; Client does not have permissions to send as this sender"
        }
        Fault::SmtpSubmissionDenied => "554 5.2.252 SendAsDenied;",
        Fault::SmtpQuota => "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceeded",
        Fault::SmtpRestricted => "550 5.1.8",
        Fault::SmtpMailboxFull => "554 5.2.2 mailbox full",
        Fault::SmtpReputation => "550 5.7.708",
        Fault::ImapOff | Fault::ImapNotConnected | Fault::FullAccessMissing => {
            "t1 BAD User is authenticated but not connected."
        }
        Fault::ImapRefused => "a NO AUTHENTICATE failed.",
        Fault::ImapThrottled => "t1 BAD Request is throttled.",
        Fault::PopOff | Fault::PopRefused => pop3::FAILED,
        Fault::SmtpDropped => "",
        other => panic!("{other} is none of the mail servers'"),
    }
}

fn of_mail_servers() -> Vec<Fault> {
    let servers = [Surface::Smtp, Surface::Imap, Surface::Pop3, Surface::SharedSend, Surface::SharedRead];
    let shows = |fault: &Fault| fault.shows_at().iter().all(|surface| servers.contains(surface));
    Fault::ALL.into_iter().filter(shows).collect()
}

async fn desk() -> Desk {
    let desk = Desk::seeded(Seed::Smtp, OfficeSettings { delay: DELAY, ..OfficeSettings::default() }).await;
    let shared = desk.office().account(AccountKind::Shared).unwrap().address;
    for right in [Delegation::SendAs, Delegation::FullAccess] {
        desk.office().delegate(&shared, right, &desk.mailbox()).unwrap();
    }
    desk
}

#[tokio::test]
async fn each_is_met_once_and_after_mending_everything_goes_well() {
    let desk = desk().await;
    let portal = Url::parse(&desk.running.addresses().portal()).unwrap();
    let mut robot = Robot::new().unwrap();
    let tokens = Tokens::of(&desk).await;
    assert_eq!(use_mail(&desk, &tokens).await, Ok(()));
    let all = of_mail_servers();
    assert!(all.len() >= 30, "{}", all.len());
    for fault in all {
        desk.running.arm(fault);
        let met = use_mail(&desk, &tokens).await.expect_err(fault.name());
        assert!(met.starts_with(shown(fault)) && (met.is_empty() == shown(fault).is_empty()), "{fault}: {met}");
        assert_eq!(desk.office().happened().last().unwrap().fault, fault);
        match fault.mended_by() {
            MendedBy::Portal(action) => {
                assert!(use_mail(&desk, &tokens).await.is_err(), "{fault} ends by itself");
                robot.mend(portal.clone(), action).await.unwrap();
            }
            MendedBy::Waiting => tokio::time::sleep(DELAY).await,
            _ => {}
        }
        assert_eq!(use_mail(&desk, &tokens).await, Ok(()), "{fault} is mended");
    }
}

#[tokio::test]
async fn a_message_whose_answer_is_lost_has_arrived_all_the_same() {
    let desk = desk().await;
    let tokens = Tokens::of(&desk).await;
    desk.running.arm(Fault::SmtpDropped);
    assert_eq!(send(&desk, &tokens, &desk.mailbox(), &desk.mailbox()).await, Err(String::new()));
    assert_eq!(desk.arrived("fault@client.example").await.len(), 1);
}

#[tokio::test]
async fn a_switch_that_is_not_known_yet_is_known_at_once_when_the_fault_is_taken_back() {
    let settings = OfficeSettings { delay: Duration::from_hours(1), ..OfficeSettings::default() };
    let desk = Desk::seeded(Seed::Smtp, settings).await;
    let tokens = Tokens::of(&desk).await;
    desk.running.arm(Fault::SmtpSwitchDelay);
    assert!(send(&desk, &tokens, &desk.mailbox(), &desk.mailbox()).await.is_err());
    assert!(send(&desk, &tokens, &desk.mailbox(), &desk.mailbox()).await.is_err());
    desk.office().disarm(Fault::SmtpSwitchDelay);
    assert_eq!(send(&desk, &tokens, &desk.mailbox(), &desk.mailbox()).await, Ok(()));
}

#[tokio::test]
async fn when_the_network_goes_the_port_refuses_and_comes_back() {
    let settings = OfficeSettings { outage: Duration::from_millis(300), ..OfficeSettings::default() };
    let desk = Desk::seeded(Seed::Smtp, settings).await;
    let token = token(&desk, IMAP).await;
    let at = desk.running.addresses().imap();
    desk.running.arm(Fault::NetworkGone);
    let mut cut = tokio::net::TcpStream::connect(at).await.unwrap();
    let mut nothing = Vec::new();
    assert!(matches!(tokio::io::AsyncReadExt::read_to_end(&mut cut, &mut nothing).await, Ok(0) | Err(_)));
    let until = std::time::Instant::now() + Duration::from_secs(10);
    while tokio::net::TcpStream::connect(at).await.is_err() {
        assert!(std::time::Instant::now() < until, "the port does not come back");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(imap::opened(&desk, &desk.mailbox(), &token).await.1, "a OK AUTHENTICATE completed.");
}
