//! One conversation with a mail server: what is asked and answered is written down, and every fault gets its kind.

use sendoff_problem::{Details, Kind, Problem, Refusal, ReplyCode, ReplyRule, ValueName, kind_of_reply};
use sendoff_values::{Stage, StageState};
use sendoff_wire::{Cause, Encrypted, Talk, Wire, WireFault};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};

use crate::{LineKey, Speaker, StageReport, Transcript, access::SignIn, stage::Stages, transcript::Scribe};

/// Bytes of one answer, all its lines together (security.md M-8).
pub(crate) const LONGEST_ANSWER: usize = 64 * 1024;

/// So many challenges in one sign-in are answered (security.md M-7).
pub(crate) const MOST_CHALLENGES: usize = 10;

/// What is known of a conversation apart from its connection.
pub(crate) struct Notes<'a> {
    pub(crate) sign_in: &'a SignIn<'a>,
    pub(crate) stages: Stages<'a>,
    scribe: Scribe<'a>,
    rules: &'a [ReplyRule],
    place: (&'a str, u16),
}

impl<'a> Notes<'a> {
    pub(crate) fn new(
        sign_in: &'a SignIn<'a>,
        place: (&'a str, u16),
        rules: &'a [ReplyRule],
        report: &'a mut (dyn FnMut(StageReport) + Send),
    ) -> Self {
        Self { sign_in, stages: Stages::new(report), scribe: Scribe::new(sign_in.secrets()), rules, place }
    }

    /// Ends the stage under way as `outcome` says, and gives out what was written down.
    pub(crate) fn finish<T>(mut self, outcome: &Result<T, Problem>) -> Transcript {
        if outcome.is_err() {
            self.stages.end(StageState::Failed);
        }
        self.scribe.finish()
    }

    /// Finds the server and connects: the first two stages. The second one stays open until encryption stands.
    pub(crate) async fn connect(&mut self, wire: &Wire) -> Result<Talk<TcpStream>, Problem> {
        self.stages.begin(Stage::FindServer);
        let (host, port) = self.place;
        let server = wire.find(host, port).await.map_err(|fault| self.lost(fault))?;
        self.stages.end(StageState::Done);
        self.stages.begin(Stage::Connect);
        let talk = server.talk().await.map_err(|fault| self.lost(fault))?;
        self.note(Speaker::Us, LineKey::Reached, &[], &format!("{host}:{port}"));
        Ok(talk)
    }

    /// The encrypted conversation.
    pub(crate) async fn encrypt(&mut self, talk: Talk<TcpStream>) -> Result<Talk<Encrypted>, Problem> {
        let talk = talk.encrypt().await.map_err(|fault| self.lost(fault))?;
        self.encrypted();
        Ok(talk)
    }

    /// Encryption stands.
    pub(crate) fn encrypted(&mut self) {
        self.note(Speaker::Us, LineKey::Connected, &[], "");
    }

    /// Writes a line down; it names the host besides `values`.
    pub(crate) fn note(&mut self, speaker: Speaker, key: LineKey, values: &[(ValueName, &str)], raw: &str) {
        let values: Vec<_> = values.iter().copied().chain([(ValueName::Host, self.place.0)]).collect();
        self.scribe.note(speaker, key, &values, raw);
    }

    /// `text` fit to show, without the secrets of the conversation.
    pub(crate) fn clean(&self, text: &str) -> String {
        self.scribe.clean(text)
    }

    /// The connection brought no answer.
    pub(crate) fn lost(&mut self, fault: WireFault) -> Problem {
        let raw = fault.chain.join(": ");
        self.note(Speaker::Us, LineKey::NoAnswer, &[], &raw);
        fault.into()
    }

    /// The server refused: the kind is what the rules say of it, else what a refusal at this point means.
    pub(crate) fn refused(&mut self, code: ReplyCode, words: &str, otherwise: Kind) -> Problem {
        let refusal = Refusal { code, words };
        let kind = kind_of_reply(self.rules, &refusal).unwrap_or_else(|| without_a_rule(&refusal, otherwise));
        let written = self.clean(&refusal.written());
        let said = self.clean(words);
        self.note(Speaker::Provider, LineKey::Refused, &[(ValueName::Code, &written)], &said);
        let details = Details { code: Some(written.clone()), said: Some(said), ..Details::default() };
        self.problem(kind).with(ValueName::Code, written).with_details(details)
    }

    /// What came belongs to no conversation of this protocol, or not to this point of it.
    pub(crate) fn not_understood(&mut self, said: &str) -> Problem {
        let said = self.clean(said);
        self.note(Speaker::Provider, LineKey::NotUnderstood, &[], &said);
        self.problem(Kind::ServerNotUnderstood).with_details(Details { said: Some(said), ..Details::default() })
    }

    /// A problem of `kind` that names the host.
    pub(crate) fn problem(&self, kind: Kind) -> Problem {
        Problem::new(kind).with(ValueName::Host, self.place.0)
    }
}

/// What the standards say of a refusal that no rule knows (RFC 5321 sections 3.8 and 4.2.1).
fn without_a_rule(refusal: &Refusal<'_>, otherwise: Kind) -> Kind {
    match refusal.code {
        ReplyCode::Smtp(421) | ReplyCode::Bye => Kind::ServerTurnedAway,
        ReplyCode::Smtp(400..=499) => Kind::ProviderBusy,
        ReplyCode::Bad => Kind::ServerNotUnderstood,
        ReplyCode::Smtp(_) | ReplyCode::No | ReplyCode::Err => otherwise,
    }
}

/// A conversation under way.
pub(crate) struct Dialogue<'n, 'a, S> {
    pub(crate) talk: Talk<S>,
    pub(crate) notes: &'n mut Notes<'a>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Dialogue<'_, '_, S> {
    /// Says one command, `shown` in the transcript. An answer that is there before anything was asked is somebody else's
    /// or belongs to another command: every answer after it would be taken for the wrong one.
    pub(crate) async fn ask(&mut self, command: &str, shown: &str) -> Result<(), Problem> {
        if !self.talk.is_read().await {
            let early = self.line().await?;
            return Err(self.notes.not_understood(&early));
        }
        self.say(command, shown).await
    }

    /// Says one command without looking at what came meanwhile.
    pub(crate) async fn say(&mut self, command: &str, shown: &str) -> Result<(), Problem> {
        self.notes.note(Speaker::Us, LineKey::Asked, &[], shown);
        let line = zeroize::Zeroizing::new([command, "\r\n"].concat());
        self.talk.say(line.as_bytes()).await.map_err(|fault| self.notes.lost(fault))
    }

    /// The next line.
    pub(crate) async fn line(&mut self) -> Result<String, Problem> {
        self.talk.line().await.map_err(|fault| self.notes.lost(fault))
    }

    /// An answer has grown over the limit.
    pub(crate) fn too_much(&mut self) -> Problem {
        self.notes.note(Speaker::Provider, LineKey::NotUnderstood, &[], "");
        self.notes.problem(Cause::SaidTooMuch.kind())
    }
}
