//! The answer that comes back by the browser: read strictly, judged in a fixed order, `state` before everything else.
//!
//! What fails a check is noise: it is named, and the attempt goes on. Only a code or an error that knows the `state` and
//! comes from the right issuer ends the wait.

use sendoff_problem::Kind;
use sendoff_values::{AuthorizationCode, RedirectAddress, State};
use url::Url;

use crate::{
    AnswerIssuer, Attempt, ProviderRefusal, ResponseMode,
    attempt::{AcceptedCode, same},
    form::{self, FormFault, Pair},
};

/// The longest code that is taken, in bytes. Entra's run to a few KiB; Google names 256 bytes.
const LONGEST_CODE: usize = 16 * 1024;

/// How an answer arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// In the query of a request.
    Query,
    /// In the body of a form.
    Form,
    /// Pasted by the person from the browser's address bar.
    Pasted,
}

/// What an answer is.
#[derive(Debug)]
pub enum Verdict {
    /// Not the answer; the attempt goes on.
    Noise(NoiseReason),
    /// The one code.
    Code(AcceptedCode),
    /// The provider itself says no.
    Refused(ProviderRefusal),
}

/// A parameter that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Parameter {
    /// `state`
    State,
    /// `code`
    Code,
    /// `error`
    Error,
    /// `error_description`
    ErrorDescription,
    /// `error_subcode`, which Entra adds when the person cancels.
    ErrorSubcode,
    /// `iss` (RFC 9207)
    Issuer,
    /// `admin_consent`, of Entra's admin-consent endpoint. A sign-in ignores it.
    AdminConsent,
    /// `tenant`, beside it: the directory in which it was approved.
    Directory,
    /// `scope`, beside it: what was approved.
    Scope,
    /// Any other; its value is ignored.
    Other,
}

/// Why something is not the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum NoiseReason {
    /// It is no form at all.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] FormFault),
    /// A control character where none belongs.
    #[error("a control character")]
    ControlCharacter,
    /// The pasted text is not the redirect address of this attempt.
    #[error("not the redirect address")]
    NotOurAddress,
    /// No `state`, or an empty one.
    #[error("no state")]
    NoState,
    /// The `state` of another attempt, or an invented one.
    #[error("the state of another attempt")]
    WrongState,
    /// A parameter stands there twice (RFC 6749 section 3.1).
    #[error("{0:?} stands there twice")]
    Twice(Parameter),
    /// Both a code and an error.
    #[error("both a code and an error")]
    CodeAndError,
    /// Neither a code nor an error; where approval is waited for, neither that nor an error.
    #[error("neither an answer nor an error")]
    NeitherCodeNorError,
    /// `iss` names another issuer (RFC 9207 section 2.4).
    #[error("another issuer")]
    WrongIssuer,
    /// `iss` is there and empty.
    #[error("an empty issuer")]
    EmptyIssuer,
    /// `iss` is missing although the provider announces it.
    #[error("no issuer")]
    NoIssuer,
    /// The code is too long or holds characters no code has (RFC 6749 appendix A.11).
    #[error("a malformed code")]
    MalformedCode,
    /// The error holds characters no error has (RFC 6749 section 4.1.2.1).
    #[error("a malformed error")]
    MalformedError,
    /// An approval that does not say in which directory.
    #[error("no directory")]
    NoDirectory,
    /// A code in the query although it was to come in a form.
    #[error("a code that came the wrong way")]
    WrongWay,
}

impl NoiseReason {
    /// What it is for the person who pasted it.
    pub fn kind(self) -> Kind {
        match self {
            Self::WrongState => Kind::AnswerOfAnother,
            Self::Unreadable(_) | Self::NotOurAddress | Self::NoState => Kind::AnswerUnreadable,
            Self::ControlCharacter
            | Self::Twice(_)
            | Self::CodeAndError
            | Self::NeitherCodeNorError
            | Self::WrongIssuer
            | Self::EmptyIssuer
            | Self::NoIssuer
            | Self::MalformedCode
            | Self::MalformedError
            | Self::NoDirectory
            | Self::WrongWay => Kind::AnswerNotBelieved,
        }
    }

    /// Whether whoever sent it knew the `state`: then it is no stray request but an answer that breaks a rule, and the
    /// person should hear of it.
    pub fn knew_state(self) -> bool {
        match self {
            Self::Unreadable(_)
            | Self::ControlCharacter
            | Self::NotOurAddress
            | Self::NoState
            | Self::WrongState
            | Self::Twice(Parameter::State) => false,
            Self::Twice(_)
            | Self::CodeAndError
            | Self::NeitherCodeNorError
            | Self::WrongIssuer
            | Self::EmptyIssuer
            | Self::NoIssuer
            | Self::MalformedCode
            | Self::MalformedError
            | Self::NoDirectory
            | Self::WrongWay => true,
        }
    }
}

pub(crate) fn judge(attempt: &Attempt, carrier: Carrier, text: &[u8]) -> Verdict {
    let judged = match carrier {
        Carrier::Query | Carrier::Form => judge_pairs(attempt, carrier, text),
        Carrier::Pasted => {
            pasted_query(attempt.redirect(), text).and_then(|query| judge_pairs(attempt, carrier, query.as_bytes()))
        }
    };
    judged.unwrap_or_else(Verdict::Noise)
}

fn judge_pairs(attempt: &Attempt, carrier: Carrier, text: &[u8]) -> Result<Verdict, NoiseReason> {
    let pairs = form::read(text)?;
    let answer = Answer::knowing(&attempt.state, &pairs)?;
    check_issuer(attempt, answer.issuer)?;
    match (answer.code, answer.error) {
        (Some(_), Some(_)) => Err(NoiseReason::CodeAndError),
        (None, None) => Err(NoiseReason::NeitherCodeNorError),
        (Some(code), None) => accept(attempt, carrier, code),
        (None, Some(error)) => answer.refusal(error).map(Verdict::Refused),
    }
}

/// The parameters that are read. Empty ones count as absent (RFC 6749 section 3.1), but for `iss`.
#[derive(Default)]
pub(crate) struct Answer<'a> {
    state: Option<&'a str>,
    pub(crate) code: Option<&'a str>,
    pub(crate) error: Option<&'a str>,
    description: Option<&'a str>,
    subcode: Option<&'a str>,
    issuer: Option<&'a str>,
    pub(crate) admin_consent: Option<&'a str>,
    pub(crate) directory: Option<&'a str>,
    pub(crate) scope: Option<&'a str>,
    twice: Option<Parameter>,
}

impl<'a> Answer<'a> {
    /// Those of an answer that knows `state`, each once. The `state` is compared before anything else is looked at.
    pub(crate) fn knowing(state: &State, pairs: &'a [Pair]) -> Result<Self, NoiseReason> {
        let answer = Self::from(pairs)?;
        if !same(state.expose(), answer.state.ok_or(NoiseReason::NoState)?) {
            return Err(NoiseReason::WrongState);
        }
        answer.twice.map_or(Ok(answer), |parameter| Err(NoiseReason::Twice(parameter)))
    }

    /// What the provider says no with.
    pub(crate) fn refusal(&self, error: &str) -> Result<ProviderRefusal, NoiseReason> {
        ProviderRefusal::from_redirect(error, self.description, self.subcode).ok_or(NoiseReason::MalformedError)
    }

    fn from(pairs: &'a [Pair]) -> Result<Self, NoiseReason> {
        let mut answer = Self::default();
        for (index, pair) in pairs.iter().enumerate() {
            let parameter = parameter(&pair.name);
            if !is_clean(parameter, pair) {
                return Err(NoiseReason::ControlCharacter);
            }
            if pairs[..index].iter().any(|earlier| *earlier.name == *pair.name) {
                if parameter == Parameter::State {
                    return Err(NoiseReason::Twice(parameter));
                }
                answer.twice.get_or_insert(parameter);
            }
            answer.put(parameter, &pair.value);
        }
        Ok(answer)
    }

    fn put(&mut self, parameter: Parameter, value: &'a str) {
        let present = (!value.is_empty()).then_some(value);
        match parameter {
            Parameter::State => self.state = present,
            Parameter::Code => self.code = present,
            Parameter::Error => self.error = present,
            Parameter::ErrorDescription => self.description = present,
            Parameter::ErrorSubcode => self.subcode = present,
            Parameter::Issuer => self.issuer = Some(value),
            Parameter::AdminConsent => self.admin_consent = present,
            Parameter::Directory => self.directory = present,
            Parameter::Scope => self.scope = present,
            Parameter::Other => {}
        }
    }
}

fn parameter(name: &str) -> Parameter {
    match name {
        "state" => Parameter::State,
        "code" => Parameter::Code,
        "error" => Parameter::Error,
        "error_description" => Parameter::ErrorDescription,
        "error_subcode" => Parameter::ErrorSubcode,
        "iss" => Parameter::Issuer,
        "admin_consent" => Parameter::AdminConsent,
        "tenant" => Parameter::Directory,
        "scope" => Parameter::Scope,
        _ => Parameter::Other,
    }
}

/// Entra's descriptions have line breaks; nothing else may hold a control character.
fn is_clean(parameter: Parameter, pair: &Pair) -> bool {
    let breaks_allowed = parameter == Parameter::ErrorDescription;
    let clean =
        |character: char| !character.is_control() || (breaks_allowed && matches!(character, '\r' | '\n' | '\t'));
    pair.name.chars().all(|character| !character.is_control()) && pair.value.chars().all(clean)
}

fn check_issuer(attempt: &Attempt, issuer: Option<&str>) -> Result<(), NoiseReason> {
    match (issuer, attempt.endpoints.answer_issuer) {
        (Some(""), _) => Err(NoiseReason::EmptyIssuer),
        (Some(iss), _) if !attempt.endpoints.issuer.allows_in_answer(iss) => Err(NoiseReason::WrongIssuer),
        (None, AnswerIssuer::Required) => Err(NoiseReason::NoIssuer),
        (Some(_), _) | (None, AnswerIssuer::Optional) => Ok(()),
    }
}

fn accept(attempt: &Attempt, carrier: Carrier, code: &str) -> Result<Verdict, NoiseReason> {
    if attempt.response_mode() == ResponseMode::FormPost && carrier == Carrier::Query {
        return Err(NoiseReason::WrongWay);
    }
    if code.len() > LONGEST_CODE || !code.bytes().all(|byte| (0x20..=0x7e).contains(&byte)) {
        return Err(NoiseReason::MalformedCode);
    }
    let code = AuthorizationCode::new(code.to_owned());
    Ok(Verdict::Code(AcceptedCode { code, state: attempt.state.duplicate() }))
}

/// The query of a pasted address, if it is this redirect address. The quotes, angle brackets and line
/// breaks that copying adds are taken off.
pub(crate) fn pasted_query(redirect: &RedirectAddress, text: &[u8]) -> Result<String, NoiseReason> {
    if text.len() > form::LARGEST {
        return Err(FormFault::TooLong.into());
    }
    let text = std::str::from_utf8(text).map_err(|_| FormFault::NotUtf8)?;
    let text = text.trim_matches(|character: char| character.is_whitespace() || "\"'<>".contains(character));
    let pasted = Url::parse(text).map_err(|_| NoiseReason::NotOurAddress)?;
    let ours = Url::parse(redirect.as_str()).map_err(|_| NoiseReason::NotOurAddress)?;
    let place = |url: &Url| (url.origin(), url.path().to_owned());
    if place(&pasted) != place(&ours) || !pasted.username().is_empty() || pasted.password().is_some() {
        return Err(NoiseReason::NotOurAddress);
    }
    pasted.query().map(str::to_owned).ok_or(NoiseReason::NoState)
}
