//! The test: every way the application will use, tried once each, one after the other. The first that fails ends it.
//! Accepted means that the server said so; a look changes nothing.

use jiff::Timestamp;
use sendoff_journey::{StageDetail, TestPlan, Tested, TranscriptLine};
use sendoff_mail::{
    Credential, GmailRoute, GraphRoute, Look, LookReport, Mark, Mechanism, Owner, ReadProtocol, ReadRoute, Security,
    SmtpRoute, Speaker, StageReport, TestMessage, TestReport, Transcript,
};
use sendoff_problem::{Kind, Problem};
use sendoff_recipes::{Access, MailServer, Naming, ProbeKind, Provider};
use sendoff_values::{AccessToken, AppPassword, MailAddress};
use url::Url;

use crate::{
    report::Reporter,
    way::{Way, table_fault},
};

/// The version whose behaviour is documented and supported (learn.microsoft.com/graph/versioning-and-support).
const GRAPH_VERSION: &str = "/v1.0";

/// Exchange Online takes XOAUTH2 alone
/// (learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth).
/// Of somebody's own mail server nothing is known but what it offers.
const fn mechanisms(provider: &Provider) -> &'static [Mechanism] {
    match provider.id.naming() {
        // Gmail announces both; its own page describes this one (developers.google.com/workspace/gmail/imap/xoauth2-protocol).
        Naming::InDirectory | Naming::InProject => &[Mechanism::Xoauth2],
        Naming::Alone => Mechanism::ALL,
    }
}

/// Submission that is encrypted from the first byte (RFC 8314 section 3.3).
const SUBMISSIONS: u16 = 465;

/// What one test is done with.
pub struct Test<'a> {
    /// The provider.
    pub way: &'a Way,
    /// What is tried.
    pub plan: &'a TestPlan,
    /// What opens the mailbox.
    pub opened: &'a Opened,
    /// 16 random bytes for the message's own names.
    pub mark: [u8; 16],
    /// Now.
    pub now: Timestamp,
}

/// What opens the mailbox.
pub enum Opened {
    /// What a sign-in gave.
    Token(AccessToken),
    /// A password that was made for the application.
    Password(AppPassword),
}

impl Opened {
    fn credential(&self) -> Credential<'_> {
        match self {
            Self::Token(token) => token.into(),
            Self::Password(password) => password.into(),
        }
    }

    /// No recipe shows a password to anything but a mail server.
    fn token(&self) -> Result<&AccessToken, Problem> {
        match self {
            Self::Token(token) => Ok(token),
            Self::Password(_) => Err(table_fault("a password opens mail servers alone")),
        }
    }
}

/// What one part gave.
struct Part {
    message_id: Option<String>,
    transcript: Transcript,
}

impl Test<'_> {
    /// Goes through the parts.
    ///
    /// # Errors
    /// If a server refused a part, or nobody can know whether it did.
    pub async fn run(&self, reporter: &Reporter) -> Result<Tested, Problem> {
        let mut tested = Tested { message_id: None, transcripts: Vec::new() };
        for (part, probe) in (0..).zip(&self.plan.probes) {
            let done = self.part(*probe, &reporter.of_part(part)).await.map_err(|problem| self.by_itself(problem))?;
            tested.message_id = tested.message_id.or(done.message_id);
            tested.transcripts.push(lines(&done.transcript));
        }
        Ok(tested)
    }

    async fn part(&self, probe: ProbeKind, reporter: &Reporter) -> Result<Part, Problem> {
        let tell = &mut |stage: StageReport| reporter.say(stage.stage, stage.state, StageDetail::None);
        let base = self.graph();
        let graph = GraphRoute { wire: &self.way.wire, base: &base, owner: self.sender(), codes: &self.way.codes };
        let shared = GraphRoute { owner: self.opened(), ..graph };
        match probe {
            ProbeKind::GraphSend => sent(graph.send(self.opened.token()?, &self.message()?, tell).await),
            ProbeKind::GraphMail => looked(shared.look(self.opened.token()?, Look::Mail, tell).await),
            ProbeKind::GraphMailAndCalendars => {
                looked(shared.look(self.opened.token()?, Look::MailAndCalendars, tell).await)
            }
            ProbeKind::GmailSend => {
                let (base, codes) = (self.way.provider.graph(), &*self.way.codes);
                let gmail = GmailRoute { wire: &self.way.wire, base, codes };
                sent(gmail.send(self.account(), self.opened.token()?, &self.message()?, tell).await)
            }
            ProbeKind::Smtp => {
                let route = self.smtp(self.server(probe)?);
                sent(route.send(self.account(), self.opened.credential(), &self.message()?, tell).await)
            }
            ProbeKind::Imap => {
                let route = self.reading(self.server(probe)?, ReadProtocol::Imap);
                looked(route.look(&self.plan.from, self.opened.credential(), tell).await)
            }
            ProbeKind::Pop3 => {
                let route = self.reading(self.server(probe)?, ReadProtocol::Pop3);
                looked(route.look(&self.plan.from, self.opened.credential(), tell).await)
            }
        }
    }

    /// What a mail server refuses an application by itself is mended in Exchange, not by signing in; and Google gives one number to
    /// a password and to an access that it does not take.
    fn by_itself(&self, problem: Problem) -> Problem {
        let alone = self.plan.acts == Access::Application;
        let kind = if alone && problem.kind == Kind::MailAccessRefused {
            Kind::ApplicationNotLetIn
        } else if self.plan.acts != Access::Password && problem.kind == Kind::GoogleMailSignInRefused {
            Kind::GoogleMailAccessRefused
        } else {
            problem.kind
        };
        Problem { kind, ..problem }
    }

    fn message(&self) -> Result<TestMessage, Problem> {
        let TestPlan { from, to, subject, body, .. } = self.plan;
        Ok(TestMessage::worded(from, to, subject, body, self.now, Mark(self.mark))?)
    }

    /// Whose access it is: SMTP is signed in to as the person who may send as the mailbox, while IMAP and POP3 are signed
    /// in to as the mailbox that is opened (protocol-facts 4, shared mailboxes).
    fn account(&self) -> &MailAddress {
        self.plan.on_behalf_by.as_ref().unwrap_or(&self.plan.from)
    }

    /// Who sends by Graph: whoever signed in, or the mailbox where nobody did.
    fn sender(&self) -> Owner<'_> {
        match self.plan.acts {
            Access::Delegated => Owner::SignedIn,
            Access::Application | Access::Password | Access::ServiceAccount => Owner::Mailbox(&self.plan.from),
        }
    }

    /// Whose mailbox Graph opens: the shared one where somebody else signed in.
    fn opened(&self) -> Owner<'_> {
        self.plan.on_behalf_by.as_ref().map_or(self.sender(), |_| Owner::Mailbox(&self.plan.from))
    }

    fn graph(&self) -> Url {
        let mut base = self.way.provider.graph().clone();
        base.set_path(GRAPH_VERSION);
        base
    }

    fn server(&self, probe: ProbeKind) -> Result<&MailServer, Problem> {
        let servers = self.way.provider.mail();
        servers.and_then(|servers| servers.of(probe)).ok_or_else(|| table_fault("no such mail server"))
    }

    fn smtp<'b>(&'b self, server: &'b MailServer) -> SmtpRoute<'b> {
        SmtpRoute {
            wire: &self.way.wire,
            host: &server.host,
            port: server.port,
            security: if server.port == SUBMISSIONS { Security::Tls } else { Security::StartTls },
            mechanisms: mechanisms(&self.way.provider),
            rules: &self.way.replies,
        }
    }

    fn reading<'b>(&'b self, server: &'b MailServer, protocol: ReadProtocol) -> ReadRoute<'b> {
        ReadRoute {
            wire: &self.way.wire,
            host: &server.host,
            port: server.port,
            protocol,
            mechanisms: mechanisms(&self.way.provider),
            rules: &self.way.replies,
        }
    }
}

fn sent(report: TestReport) -> Result<Part, Problem> {
    let accepted = report.outcome?;
    Ok(Part { message_id: Some(accepted.message_id), transcript: report.transcript })
}

fn looked(report: LookReport) -> Result<Part, Problem> {
    report.outcome?;
    Ok(Part { message_id: None, transcript: report.transcript })
}

fn lines(transcript: &Transcript) -> Vec<TranscriptLine> {
    let line = |line: &sendoff_mail::Line| TranscriptLine { ours: line.speaker == Speaker::Us, text: line.raw.clone() };
    transcript.lines.iter().map(line).collect()
}
