//! Reads the words of a paste that is no file.

use sendoff_problem::Kind;
use sendoff_values::{FieldId, MailAddress, ProjectId};

use super::{
    Wanted,
    secret::{app_password, is_in_groups, refused, taken},
    shape::{Shape, is_old_secret},
    words::{Word, words},
};
use crate::reading::{Declined, Evidence, Found, FoundSecret, PublicReading, Question, Reading};

/// Values that a question offers at most, and things declined at most.
const MOST: usize = 4;
const MOST_DECLINED: usize = 16;

/// Labels in Google's console, in small letters.
const CLIENT_ID: &str = "client id";
const CLIENT_SECRET: &[&str] = &["client secret", "client_secret", "clientsecret"];
const PROJECT_ID: &[&str] = &["project id", "project_id", "projectid"];
const PROJECT_NUMBER: &[&str] = &["project number", "project_number"];
/// What names the project in an address of the console, and in a line for its command-line tool.
const PROJECT_IN_ADDRESS: &str = "project=";
const PROJECT_IN_COMMAND: &[&str] = &["--project", "config set project"];

pub(super) fn read(text: &str, wanted: Wanted) -> Reading {
    let password = wanted == Wanted::AppPassword || (wanted == Wanted::Anything && is_in_groups(text));
    if password && !text.trim().is_empty() {
        return app_password(text).map_or_else(
            || Reading::declining(Declined::of(Kind::NotAnAppPassword)),
            |secret| Reading { secret: Some(secret), ..Reading::default() },
        );
    }
    let words = words(text);
    let mut public = PublicReading::default();
    client_id(&words, &mut public);
    let secret = secret(&words, wanted, &mut public);
    project(&words, wanted, &mut public);
    mailbox(&words, wanted, &mut public);
    decline(&words, wanted, secret.is_some(), &mut public);
    Reading { public, secret, ..Reading::default() }
}

/// Whether something in it can be nothing but Google's.
pub(super) fn is_of_google(text: &str) -> bool {
    let own = |word: &Word<'_>| {
        matches!(
            word.shape,
            Some(
                Shape::ClientId
                    | Shape::ClientIdCut
                    | Shape::NoClientId
                    | Shape::Secret
                    | Shape::SecretCut(_)
                    | Shape::ApiKey
                    | Shape::ServiceAccount
                    | Shape::OfPhone
            )
        ) || (matches!(word.shape, Some(Shape::Access | Shape::Code)) && !word.text.starts_with("eyJ"))
    };
    is_in_groups(text) || words(text).iter().any(own)
}

fn client_id(words: &[Word<'_>], public: &mut PublicReading) {
    let mut ids: Vec<(String, Evidence)> = Vec::new();
    for word in words.iter().filter(|word| word.shape == Some(Shape::ClientId)) {
        let id = word.text.to_ascii_lowercase();
        let labelled = word.is_labelled(CLIENT_ID) || word.is_labelled("client_id");
        if ids.len() < MOST && !ids.iter().any(|(known, _)| *known == id) {
            ids.push((id, if labelled { Evidence::Label } else { Evidence::Shape }));
        }
    }
    match ids.as_slice() {
        [] => {}
        [(id, evidence)] => {
            public.fields.push(Found { field: FieldId::GoogleClientId, value: id.clone(), evidence: *evidence });
        }
        several => {
            let values = several.iter().map(|(id, _)| id.clone()).collect();
            public.questions.push(Question::TwoValuesFit { field: FieldId::GoogleClientId, values });
        }
    }
}

/// The one secret: of today's shape, else of another where its label or its step says so.
fn secret(words: &[Word<'_>], wanted: Wanted, public: &mut PublicReading) -> Option<FoundSecret> {
    let mut texts = distinct(words.iter().filter(|word| word.shape == Some(Shape::Secret)));
    if texts.is_empty() {
        let alone = wanted == Wanted::Client && words.len() == 1;
        let named = |word: &&Word<'_>| CLIENT_SECRET.iter().any(|label| word.is_labelled(label));
        let old = |word: &&Word<'_>| matches!(word.shape, None | Some(Shape::Project)) && is_old_secret(word.text);
        texts = distinct(words.iter().filter(old).filter(|word| alone || named(word)));
    }
    match texts.as_slice() {
        [] => None,
        [word] => {
            let named = CLIENT_SECRET.iter().any(|label| word.is_labelled(label));
            Some(taken(word.text, if named { Evidence::Label } else { Evidence::Shape }))
        }
        several => {
            public.questions.push(Question::SeveralSecrets { count: several.len() });
            None
        }
    }
}

/// Words of different texts, in order.
fn distinct<'a, 'w>(words: impl Iterator<Item = &'w Word<'a>>) -> Vec<&'w Word<'a>>
where
    'a: 'w,
{
    let mut kept: Vec<&Word<'_>> = Vec::new();
    for word in words {
        if kept.len() < MOST_DECLINED && !kept.iter().any(|other| other.text == word.text) {
            kept.push(word);
        }
    }
    kept
}

/// The project: beside its label, in an address of the console, or alone at its step.
fn project(words: &[Word<'_>], wanted: Wanted, public: &mut PublicReading) {
    let fits = |word: &&Word<'_>| word.text.parse::<ProjectId>().is_ok();
    let labelled =
        |labels: &[&str]| words.iter().find(|word| fits(word) && labels.iter().any(|label| word.is_labelled(label)));
    let addressed = || words.iter().find(|word| fits(word) && word.before.ends_with(PROJECT_IN_ADDRESS));
    let alone = || words.first().filter(|word| wanted == Wanted::Project && words.len() == 1 && fits(word));
    let found = labelled(PROJECT_ID).map(|word| (word, Evidence::Label));
    let found = found.or_else(|| addressed().map(|word| (word, Evidence::Address)));
    let found = found.or_else(|| labelled(PROJECT_IN_COMMAND).map(|word| (word, Evidence::Label)));
    if let Some((word, evidence)) = found.or_else(|| alone().map(|word| (word, Evidence::Shape))) {
        public.fields.push(Found { field: FieldId::GoogleProject, value: word.text.to_owned(), evidence });
    } else if wanted == Wanted::Project
        && !words.is_empty()
        && words.iter().all(|word| word.shape.is_none_or(is_common))
    {
        public.declined.push(Declined::of(Kind::NotAProjectId));
    }
}

/// Whether people use words of this shape in names, too.
fn is_common(shape: Shape) -> bool {
    shape == Shape::Project
}

/// A mailbox that stands alone or is asked for.
fn mailbox(words: &[Word<'_>], wanted: Wanted, public: &mut PublicReading) {
    let mut mails: Vec<MailAddress> = words
        .iter()
        .filter(|word| word.shape == Some(Shape::Mail))
        .take(64)
        .filter_map(|word| word.text.parse().ok())
        .collect();
    mails.dedup_by(|one, other| one.is_same_mailbox(other));
    if let [mailbox] = mails.as_slice()
        && (wanted == Wanted::Mailbox || words.len() == 1)
    {
        let (field, value) = (FieldId::Mailbox, mailbox.to_string());
        public.fields.push(Found { field, value, evidence: Evidence::Shape });
    }
}

/// What has the shape of something that is not asked for, each kind once.
fn decline(words: &[Word<'_>], wanted: Wanted, secret: bool, public: &mut PublicReading) {
    let project = public.value(FieldId::GoogleProject).is_some();
    for word in words {
        let passed = match word.shape {
            // The number stands beside the ID on every page of a project, and a page of secrets shows those that are hidden now.
            Some(Shape::ProjectNumber) => project || !is_number_of_project(word, words, wanted),
            Some(Shape::SecretHidden) => secret,
            _ => false,
        };
        let declined = word.shape.filter(|_| !passed).and_then(refused);
        let new = declined.filter(|new| !public.declined.iter().any(|old| old.kind == new.kind));
        if public.declined.len() < MOST_DECLINED {
            public.declined.extend(new);
        }
    }
}

/// Whether a number is surely that of a project: it has the label, or it is all there is.
fn is_number_of_project(word: &Word<'_>, words: &[Word<'_>], wanted: Wanted) -> bool {
    let alone = words.len() == 1 && matches!(wanted, Wanted::Project | Wanted::Client);
    alone || PROJECT_NUMBER.iter().any(|label| word.is_labelled(label))
}
