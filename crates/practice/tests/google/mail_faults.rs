//! Every fault of Gmail's mail servers: met where and as it is documented, and after mending everything goes well.

use crate::counter::{Audience, Counter, MAIL};
use crate::mail::{app_password, imap, plain, pop3, submission, submit};
use crate::wire::bearer;
use sendoff_practice::robot::Robot;
use sendoff_practice::{Fault, GoogleAccountKind, MendedBy, OfficeSettings, Surface};

/// What a sign-in by SMTP and a message come to: the reply, as one line.
async fn send(counter: &Counter, auth: &str) -> Result<(), String> {
    let mut wire = crate::wire::Wire::clear(counter.running.addresses().google_smtp()).await;
    wire.hear().await;
    if !wire.ask_smtp("EHLO client.example").await.iter().any(|line| line.contains("STARTTLS")) {
        return Err("no STARTTLS".to_owned());
    }
    drop(wire);
    let mut wire = submission(counter).await;
    let mut said = wire.ask_smtp(auth).await;
    if said[0].starts_with("334 ") {
        said = wire.ask_smtp("").await;
    }
    if !said[0].starts_with("235") {
        return Err(said.join(" "));
    }
    let mailbox = counter.mailbox();
    let said = submit(&mut wire, &mailbox, &mailbox, &counter.mime("a@x.example")).await;
    match said[0].as_str() {
        "" => Err("closed".to_owned()),
        taken if taken.starts_with("250") => Ok(()),
        _ => Err(said.join(" ")),
    }
}

async fn look(counter: &Counter, auth: &str) -> Result<(), String> {
    let mut wire = imap(counter).await;
    wire.say(&format!("a AUTHENTICATE {auth}")).await;
    let said = wire.hear_until(|line| line.starts_with("a ") || line.starts_with("+ ")).await;
    let said = match said.last().unwrap() {
        challenge if challenge.starts_with("+ ") => wire.ask("").await,
        said => said.clone(),
    };
    if said.starts_with("a OK") { Ok(()) } else { Err(said) }
}

async fn fetch(counter: &Counter, auth: &str) -> Result<(), String> {
    let mut wire = pop3(counter).await;
    let said = wire.ask(&format!("AUTH {auth}")).await;
    let said = if said.starts_with("+ ") { wire.ask("").await } else { said };
    if said.starts_with("+OK") { Ok(()) } else { Err(said) }
}

/// The first thing that a client meets who uses all three.
async fn use_mail(counter: &Counter, auth: &str) -> Result<(), String> {
    send(counter, &format!("AUTH {auth}")).await?;
    look(counter, auth).await?;
    fetch(counter, auth).await
}

fn expected(fault: Fault) -> &'static str {
    match fault {
        Fault::SmtpNoStarttls => "no STARTTLS",
        Fault::SmtpDropped => "closed",
        Fault::GoogleBrowserFirst => "534-5.7.14 Please log in with your web browser",
        Fault::GooglePasswordNormal => "534-5.7.9 Application-specific password required",
        Fault::GoogleSmtpRefused => "535-5.7.8 Username and Password not accepted",
        Fault::GoogleSmtpOld => "535 5.7.1 Username and Password not accepted",
        Fault::GoogleSmtpTemporary => "454 4.7.0 Cannot authenticate due to temporary system problem",
        Fault::GoogleSmtpAttempts => "454 4.7.0 Too many login attempts",
        Fault::GoogleSmtpClosed => "421 4.7.0 Try again later",
        Fault::GoogleSmtpMechanism => "504 5.7.4 Unrecognized Authentication Type",
        Fault::GoogleSmtpArgument => "535 5.5.4 Optional Argument",
        Fault::GoogleSmtpUnauthenticated => "530-5.7.0 Authentication Required",
        Fault::GoogleSmtpSyntax => "555 5.5.2 Syntax error",
        Fault::GoogleSmtpRecipientBusy => "450-4.2.1 The user you are trying to contact",
        Fault::GoogleSmtpRecipients => "452 4.5.3 Your message has too many recipients",
        Fault::GoogleSmtpDomain => "553 5.1.2 We weren't able to find the recipient domain",
        Fault::GoogleSmtpTimeout => "451 4.4.2 Timeout - closing connection.",
        Fault::GoogleSmtpQuota => "550-5.4.5 Daily user sending limit exceeded",
        Fault::GoogleSmtpRelay => "550 5.7.0 Mail relay denied",
        Fault::GoogleSmtpBlocked => "550 5.7.1 Our system has detected",
        Fault::GoogleSmtpSize => "552 5.2.3 Your message exceeded",
        Fault::GoogleSmtpMalformed => "554 5.6.0 Mail message is malformed",
        Fault::GoogleImapRefused => "a NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)",
        Fault::GoogleImapCrowded => "a NO [ALERT] Too many simultaneous connections",
        Fault::GooglePopOff => "-ERR [SYS/PERM] Your account is not enabled for POP access",
        Fault::GooglePopRefused => "-ERR [AUTH] Username and password not accepted",
        other => panic!("{other} does not show at Gmail's servers"),
    }
}

#[tokio::test]
async fn every_fault_of_the_mail_servers_is_met_as_documented_and_mended_as_it_says() {
    let own = [Surface::GoogleSmtp, Surface::GoogleImap, Surface::GooglePop3, Surface::GooglePassword];
    let shows = |fault: &Fault| fault.shows_at().iter().any(|surface| own.contains(surface));
    let counter = Counter::with(Audience::Published, OfficeSettings::default()).await;
    let (token, mailbox) = (counter.access(MAIL).await, counter.mailbox());
    let password = plain(&mailbox, &app_password(&counter).await);
    let (by_token, by_password) = (format!("XOAUTH2 {}", bearer(&mailbox, &token)), format!("PLAIN {password}"));
    let mut met = 0;
    for fault in Fault::ALL.into_iter().filter(shows).filter(|fault| *fault != Fault::NetworkGone) {
        let auth = if fault.shows_at() == [Surface::GooglePassword] { &by_password } else { &by_token };
        use_mail(&counter, auth).await.unwrap_or_else(|problem| panic!("before {fault}: {problem}"));
        let before = counter.office().happened().len();
        counter.office().arm(fault);
        let problem = use_mail(&counter, auth).await.expect_err(fault.name());
        assert!(problem.contains(expected(fault)), "{fault}: {problem}");
        let happened = counter.office().happened();
        assert_eq!((happened.len(), happened.last().unwrap().fault), (before + 1, fault));
        if let MendedBy::Portal(action) = fault.mended_by() {
            let portal = url::Url::parse(&counter.running.addresses().portal()).unwrap();
            Robot::new().unwrap().mend(portal, action).await.unwrap();
        }
        use_mail(&counter, auth).await.unwrap_or_else(|problem| panic!("after {fault}: {problem}"));
        met += 1;
    }
    assert_eq!(met, 26);
}

/// Exchange's faults stay at Exchange.
#[tokio::test]
async fn no_fault_of_exchange_shows_at_gmail() {
    let counter = Counter::open().await;
    let shows = |fault: &Fault| {
        let at = fault.shows_at();
        let exchange = [Surface::Smtp, Surface::Imap, Surface::Pop3];
        at.iter().any(|one| exchange.contains(one)) && !at.contains(&Surface::GoogleSmtp)
    };
    let armed: Vec<_> = Fault::ALL.into_iter().filter(shows).collect();
    assert!(armed.len() > 20);
    let token = counter.access(MAIL).await;
    for fault in armed {
        counter.office().arm(fault);
    }
    let mailbox = counter.account(GoogleAccountKind::Mailbox).address;
    use_mail(&counter, &format!("XOAUTH2 {}", bearer(&mailbox, &token))).await.unwrap();
    assert!(counter.office().happened().is_empty());
}
