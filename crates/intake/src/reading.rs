//! What was read: a part that may be shown, and the secret apart from it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_values::{AppPassword, ClientSecret, FieldId, PrivateKey, SecretShape};
use serde::{Deserialize, Serialize};

use crate::{
    google::{self, GoogleFile},
    guid::ID_LENGTH,
    manifest::Manifest,
    shape::USUAL_LENGTH,
};

/// What a value was recognised by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// The label beside it.
    Label,
    /// The heading of its column.
    Column,
    /// The key of a manifest or settings file.
    Manifest,
    /// Its place in the address of a portal page.
    Address,
    /// Its shape, and what is known already.
    Shape,
}

/// A value that may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// Which field it belongs into.
    pub field: FieldId,
    /// The value, cleaned.
    pub value: String,
    /// What it was recognised by.
    pub evidence: Evidence,
}

/// What was recognised and not taken, in the closed words of the script face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclinedWhat {
    /// *Object ID*.
    ObjectId,
    /// *Secret ID*.
    SecretId,
    /// A Value that the portal had hidden already.
    HiddenSecret,
    /// An ID with too few or too many characters.
    CutId,
    /// Something else.
    Other,
}

/// One thing that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declined {
    /// What it is.
    pub what: DeclinedWhat,
    /// Why, as the kind whose sentences explain it.
    pub kind: Kind,
    /// The ID, for recognising it when it is pasted again; nothing for all other things.
    pub id: Option<String>,
    /// How many characters a cut ID has.
    pub length: Option<usize>,
    /// What the sentences about it name beside that. No secret is in it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub named: BTreeMap<ValueName, String>,
}

impl Declined {
    /// Something that is declined with these sentences and no word of its own.
    pub(crate) fn of(kind: Kind) -> Self {
        Self { what: DeclinedWhat::Other, kind, id: None, length: None, named: BTreeMap::new() }
    }

    /// The same, with one more thing to name.
    pub(crate) fn naming(mut self, name: ValueName, value: impl Into<String>) -> Self {
        self.named.insert(name, value.into());
        self
    }

    /// What is said about it.
    pub fn problem(&self) -> Problem {
        let all = self.named.iter().map(|(name, value)| (*name, value.clone()));
        let problem = all.fold(Problem::new(self.kind), |problem, (name, value)| problem.with(name, value));
        match self.length {
            Some(length) => problem
                .with(ValueName::Count, length.to_string())
                .with(ValueName::ExpectedCount, whole_length(self.kind)),
            None => problem,
        }
    }
}

/// How many characters the whole of a cut value has.
#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else is cut is an ID")]
fn whole_length(kind: Kind) -> String {
    match kind {
        Kind::SecretCut => USUAL_LENGTH.to_owned(),
        Kind::GoogleSecretCut => google::whole_length(),
        _ => ID_LENGTH.to_string(),
    }
}

/// What only the person can decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Question {
    /// Several values fit one field: which one stands next to its label?
    TwoValuesFit {
        /// The field.
        field: FieldId,
        /// The values, in the order of the text; four at most.
        values: Vec<String>,
    },
    /// One value fits several fields.
    WhichField {
        /// The value.
        value: String,
        /// The fields.
        fields: Vec<FieldId>,
    },
    /// A date can be read two ways.
    WhichDay {
        /// Month before day, then day before month.
        days: [Date; 2],
    },
    /// Several secrets: each has to be pasted by itself.
    SeveralSecrets {
        /// How many.
        count: usize,
    },
}

/// The part that may be shown, kept and written down. No secret is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicReading {
    /// Values by field; a field stands once, only redirect URIs may be several.
    pub fields: Vec<Found>,
    /// What was not taken, and why.
    pub declined: Vec<Declined>,
    /// What has to be asked.
    pub questions: Vec<Question>,
}

impl PublicReading {
    /// The value found for this field.
    pub fn value(&self, field: FieldId) -> Option<&str> {
        self.fields.iter().find(|found| found.field == field).map(|found| found.value.as_str())
    }
}

/// A secret, by what it is of. It does not print, compare or serialise.
#[derive(Debug)]
pub enum SecretText {
    /// Of a registration.
    Client(ClientSecret),
    /// Of a mailbox at Google.
    AppPassword(AppPassword),
    /// Of a service account at Google.
    Key(PrivateKey),
}

impl SecretText {
    /// The secret itself. The caller must not store, print or log it.
    pub fn expose(&self) -> &str {
        match self {
            Self::Client(secret) => secret.expose(),
            Self::AppPassword(password) => password.expose(),
            Self::Key(key) => key.expose(),
        }
    }
}

/// A secret that was found. It does not print, compare or serialise.
#[derive(Debug)]
pub struct FoundSecret {
    /// Which field it belongs into.
    pub field: FieldId,
    /// The secret.
    pub secret: SecretText,
    /// What its shape says.
    pub shape: SecretShape,
    /// Characters.
    pub length: u32,
    /// Its first three characters: what Entra itself shows as a hint. Nothing of a key, since all begin alike.
    pub first_three: String,
    /// What it was recognised by.
    pub evidence: Evidence,
}

/// Everything that was read from one text.
#[derive(Debug, Default)]
pub struct Reading {
    /// What may be shown.
    pub public: PublicReading,
    /// The secret, if there was one.
    pub secret: Option<FoundSecret>,
    /// The manifest, if there was one, whether or not it is that of the registration that is set up. No secret is in it.
    pub manifest: Option<Manifest>,
    /// The file of Google's, if there was one. No secret is in it.
    pub google: Option<GoogleFile>,
}

impl Reading {
    /// Nothing but this was recognised.
    pub(crate) fn declining(declined: Declined) -> Self {
        Self { public: PublicReading { declined: vec![declined], ..PublicReading::default() }, ..Self::default() }
    }

    /// Whether nothing was recognised at all.
    pub fn is_empty(&self) -> bool {
        let files = self.manifest.is_some() || self.google.is_some();
        self.secret.is_none() && !files && self.public == PublicReading::default()
    }

    /// What `sendoff read --json` prints. `tell` puts into words what did not go into a field; questions stand among it.
    pub fn script(&self, tell: impl Fn(Left<'_>) -> Told) -> ScriptReading {
        let field =
            |found: &Found| ScriptField { field: found.field, value: found.value.clone(), evidence: found.evidence };
        let public = &self.public;
        let left = public.declined.iter().map(Left::Declined).chain(public.questions.iter().map(Left::Question));
        ScriptReading {
            fields: public.fields.iter().map(field).chain(self.secret.as_ref().map(FoundSecret::script)).collect(),
            declined: left.map(|left| left.script(tell(left))).collect(),
        }
    }
}

/// Something that did not go into a field, for whoever puts it into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left<'a> {
    /// It was recognised and not taken.
    Declined(&'a Declined),
    /// It has to be asked.
    Question(&'a Question),
}

impl Left<'_> {
    fn script(self, told: Told) -> ScriptDeclined {
        let what = match self {
            Self::Declined(declined) => declined.what,
            Self::Question(_) => DeclinedWhat::Other,
        };
        ScriptDeclined { what, values: self.values(), told }
    }

    /// The texts it is about, as far as they may be shown.
    fn values(self) -> Vec<String> {
        match self {
            Self::Declined(declined) => declined.id.iter().cloned().collect(),
            Self::Question(Question::TwoValuesFit { values, .. }) => values.clone(),
            Self::Question(Question::WhichField { value, .. }) => vec![value.clone()],
            Self::Question(Question::WhichDay { days }) => days.iter().map(ToString::to_string).collect(),
            Self::Question(Question::SeveralSecrets { .. }) => Vec::new(),
        }
    }
}

impl FoundSecret {
    fn script(&self) -> ScriptField {
        let value = format!("{}{}", self.first_three, "•".repeat(12));
        ScriptField { field: self.field, value, evidence: self.evidence }
    }
}

/// `{"fields":[...],"declined":[...]}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScriptReading {
    /// What was found; secrets masked.
    pub fields: Vec<ScriptField>,
    /// What was not taken.
    pub declined: Vec<ScriptDeclined>,
}

/// `{"field","value","evidence"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScriptField {
    /// The closed word.
    pub field: FieldId,
    /// The value, or the first three characters of a secret and dots.
    pub value: String,
    /// What it was recognised by.
    pub evidence: Evidence,
}

/// `{"what","values","title","why","fix"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScriptDeclined {
    /// The closed word.
    pub what: DeclinedWhat,
    /// The texts it is about; none that may be a secret.
    pub values: Vec<String>,
    /// The sentences.
    #[serde(flatten)]
    pub told: Told,
}

/// Sentences about one thing that was not taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    /// What it is.
    pub title: String,
    /// Why it was not taken.
    pub why: String,
    /// What to do about it.
    pub fix: Vec<String>,
}
