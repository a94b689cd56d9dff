//! Checks what stands in one field, in the terms of ux-spec 8: certain mistakes are refused, doubtful ones are said.

use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_recipes::{Naming, can_be_registered};
use sendoff_values::{ClientId, FieldId, Guid, MailAddress, RedirectAddress, Tenant, TenantId};

use crate::{
    day::{DayReading, read_day},
    google,
    guid::{ID_LENGTH, IdAt, id_at},
    known::Known,
    period::judge_day,
    plain::plain,
    read::MAX_BYTES,
    reading::{Evidence, FoundSecret},
    secret::taken,
    shape::{USUAL_LENGTH, is_cut, is_hidden, is_usual},
};

/// What a person entered, cleaned: entered, not proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// The field it is for; a domain entered as directory is for [`FieldId::TenantDomain`].
    pub field: FieldId,
    /// The value as it is kept.
    pub value: String,
    /// What to say about it; it stops nobody.
    pub caution: Option<Problem>,
}

impl Entered {
    pub(crate) fn new(field: FieldId, value: impl Into<String>) -> Self {
        Self { field, value: value.into(), caution: None }
    }

    fn with(self, caution: Option<Problem>) -> Self {
        Self { caution, ..self }
    }
}

/// Checks the text of one field. Fields that hold a secret are refused here: see [`check_secret`].
pub fn check_field(field: FieldId, text: &str, known: &Known) -> Result<Entered, Problem> {
    let plain = bounded(text)?;
    let clean = unwrapped(&plain);
    if clean.is_empty() {
        return Err(Kind::FieldEmpty.into());
    }
    match field {
        FieldId::ClientId => client_id(clean, known),
        FieldId::TenantId => tenant(clean, known),
        FieldId::TenantDomain => domain(clean),
        FieldId::SecretExpires => expires(clean, known),
        FieldId::RedirectUri => redirect(clean),
        FieldId::Mailbox => mailbox(clean),
        FieldId::Organisation => name(field, clean),
        FieldId::GoogleClientId | FieldId::GoogleProject => google::check(field, clean),
        FieldId::ClientSecret | FieldId::GoogleClientSecret | FieldId::ServiceAccount | FieldId::AppPassword => {
            Err(Kind::NothingRead.into())
        }
    }
}

/// Checks a secret typed or pasted by itself into the field it is for; a whole key file is one, too.
pub fn check_secret_of(field: FieldId, text: &str, known: &Known) -> Result<FoundSecret, Problem> {
    if field == FieldId::ClientSecret {
        return check_secret(text, known);
    }
    let plain = bounded(text)?;
    // A file keeps its braces.
    let clean = if field == FieldId::ServiceAccount { plain.trim() } else { unwrapped(&plain) };
    if clean.is_empty() { Err(Kind::FieldEmpty.into()) } else { google::check_secret(field, clean) }
}

/// Checks a client secret typed or pasted by itself. A Value among other words is taken if it has the usual shape.
pub fn check_secret(text: &str, known: &Known) -> Result<FoundSecret, Problem> {
    let plain = bounded(text)?;
    let clean = unwrapped(&plain);
    if clean.is_empty() {
        return Err(Kind::FieldEmpty.into());
    }
    if let Some((id, _)) = whole_id(clean).filter(|_| known.naming == Naming::InDirectory) {
        return Err(Problem::new(Kind::SecretIdPasted).with(ValueName::Label, label_of(&id, known)));
    }
    if !clean.contains(char::is_whitespace) {
        return whole_word(clean);
    }
    let usual: Vec<&str> = clean.split_whitespace().filter(|word| is_usual(word)).take(2).collect();
    match usual.as_slice() {
        [value] => Ok(taken(value, Evidence::Shape)),
        _ if clean.split_whitespace().any(is_hidden) => Err(Kind::SecretHidden.into()),
        _ => Err(Kind::SecretBroken.into()),
    }
}

/// A secret without blanks: taken whatever its shape, unless it is surely none.
fn whole_word(clean: &str) -> Result<FoundSecret, Problem> {
    if is_hidden(clean) {
        Err(Kind::SecretHidden.into())
    } else if is_cut(clean) {
        let problem = Problem::new(Kind::SecretCut).with(ValueName::Count, clean.len().to_string());
        Err(problem.with(ValueName::ExpectedCount, USUAL_LENGTH))
    } else {
        Ok(taken(clean, Evidence::Shape))
    }
}

fn bounded(text: &str) -> Result<zeroize::Zeroizing<String>, Problem> {
    if text.len() > MAX_BYTES {
        return Err(Problem::new(Kind::PasteTooLarge).with(ValueName::Count, text.len().to_string()));
    }
    Ok(plain(text))
}

/// The text without blanks, quotes, braces and angle brackets around it.
fn unwrapped(text: &str) -> &str {
    text.trim_matches(|around: char| around.is_whitespace() || "\"'`<>{}()[],;".contains(around))
}

/// The label under which an ID is known, for saying what was pasted.
fn label_of(id: &Guid, known: &Known) -> &'static str {
    let is = |other: Option<&Guid>| other == Some(id);
    if known.client_id.as_ref().is_some_and(|client| client.is(id)) {
        "Application (client) ID"
    } else if is(known.tenant_id.as_ref().map(|tenant| &tenant.0))
        || is(known.directory.as_ref().map(|tenant| &tenant.0))
    {
        "Directory (tenant) ID"
    } else if known.object_ids.contains(id) {
        "Object ID"
    } else {
        "Secret ID"
    }
}

fn client_id(text: &str, known: &Known) -> Result<Entered, Problem> {
    if known.naming == Naming::Alone {
        return client_id_alone(text);
    }
    let id = id(text)?;
    let is = |tenant: Option<&TenantId>| tenant.is_some_and(|tenant| tenant.0 == id);
    if is(known.tenant_id.as_ref()) {
        return Err(Problem::new(Kind::SameIdTwice).with(ValueName::ClientId, id.short()));
    }
    if is(known.directory.as_ref()) {
        return Err(Problem::new(Kind::IdsSwapped).with(ValueName::Directory, id.short()));
    }
    not_another(&id, known)?;
    Ok(Entered::new(FieldId::ClientId, id))
}

/// A client ID of whatever shape; one with the usual shape of a secret is none.
fn client_id_alone(text: &str) -> Result<Entered, Problem> {
    if is_usual(text) {
        return Err(Kind::SecretNotHere.into());
    }
    let id: ClientId = text.parse().map_err(|_| Kind::NotAClientId)?;
    Ok(Entered::new(FieldId::ClientId, id))
}

fn tenant(text: &str, known: &Known) -> Result<Entered, Problem> {
    if text.contains('.') || ["common", "organizations", "consumers"].iter().any(|word| word.eq_ignore_ascii_case(text))
    {
        return domain(text);
    }
    let id = id(text)?;
    let is_client = |id: &Guid| known.client_id.as_ref().is_some_and(|client| client.is(id));
    if is_client(&id) {
        return Err(Problem::new(Kind::SameIdTwice).with(ValueName::ClientId, id.short()));
    }
    let directory = known.directory.as_ref().map(|tenant| &tenant.0);
    if directory.is_some_and(is_client) {
        return Err(Problem::new(Kind::IdsSwapped).with(ValueName::Directory, id.short()));
    }
    not_another(&id, known)?;
    let caution = directory.filter(|found| **found != id).map(|found| another_directory(&id, found, known));
    Ok(Entered::new(FieldId::TenantId, id).with(caution))
}

fn another_directory(entered: &Guid, found: &Guid, known: &Known) -> Problem {
    let domain = known.mailbox.as_ref().map_or("", |mailbox| mailbox.domain());
    Problem::new(Kind::DirectoryOfAnother)
        .with(ValueName::Directory, entered.short())
        .with(ValueName::Expected, found.short())
        .with(ValueName::DirectoryDomain, domain)
}

/// Refuses IDs that stood beside another label in an earlier paste.
fn not_another(id: &Guid, known: &Known) -> Result<(), Problem> {
    if known.object_ids.contains(id) {
        Err(Kind::ObjectIdPasted.into())
    } else if known.secret_ids.contains(id) {
        Err(Kind::SecretIdPasted.into())
    } else {
        Ok(())
    }
}

/// The one ID of a text: bare, doubled, or with its label.
fn id(text: &str) -> Result<Guid, Problem> {
    if let Some((id, _)) = whole_id(text) {
        return Ok(id);
    }
    let starts =
        text.char_indices().filter(|(at, first)| first.is_ascii_hexdigit() && starts_word(text, *at)).map(|(at, _)| at);
    let mut found: Vec<Guid> = Vec::new();
    let mut cut = None;
    let mut from = 0;
    for at in starts {
        if found.len() > 1 {
            break;
        }
        match (at >= from).then(|| id_at(text, at)).flatten() {
            Some(IdAt::Whole(id, end)) => {
                from = end;
                if !found.contains(&id) {
                    found.push(id);
                }
            }
            Some(IdAt::Cut(length, _)) => cut = Some(length),
            None => {}
        }
    }
    only(text, found, cut)
}

fn only(text: &str, mut found: Vec<Guid>, cut: Option<usize>) -> Result<Guid, Problem> {
    match (found.len(), cut) {
        (1, None) if text.to_ascii_lowercase().contains("object id") => Err(Kind::ObjectIdPasted.into()),
        (1, None) => found.pop().ok_or_else(|| Kind::NotAnId.into()),
        (2.., _) => Err(Problem::new(Kind::TwoValuesFit).with(ValueName::Count, found.len().to_string())),
        (_, Some(length)) => Err(cut_id(length)),
        (_, None) => Err(no_id(text)),
    }
}

/// An ID that is the whole text, blanks within and a second copy behind it forgiven.
fn whole_id(text: &str) -> Option<(Guid, usize)> {
    let IdAt::Whole(id, end) = id_at(text, 0).filter(|_| text.starts_with(|first: char| first.is_ascii_hexdigit()))?
    else {
        return None;
    };
    let rest = text[end..].trim();
    let again = |rest: &str| whole_id(rest).is_some_and(|(other, _)| other == id);
    (rest.is_empty() || (rest.len() < 200 && again(rest))).then_some((id, end))
}

fn starts_word(text: &str, at: usize) -> bool {
    !text[..at]
        .chars()
        .next_back()
        .is_some_and(|before| before.is_alphanumeric() || matches!(before, '-' | '_' | '~' | '/'))
}

/// Why a text without any ID is none: one that lost characters or hyphens, or something else.
fn no_id(text: &str) -> Problem {
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    let only = text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-' || byte.is_ascii_whitespace());
    if only && digits >= 20 {
        cut_id(text.chars().filter(|next| !next.is_whitespace()).count())
    } else {
        Kind::NotAnId.into()
    }
}

fn cut_id(length: usize) -> Problem {
    Problem::new(Kind::IdCut)
        .with(ValueName::Count, length.to_string())
        .with(ValueName::ExpectedCount, ID_LENGTH.to_string())
}

fn domain(text: &str) -> Result<Entered, Problem> {
    match text.parse() {
        Ok(Tenant::Domain(domain)) => Ok(Entered::new(FieldId::TenantDomain, domain)),
        Ok(Tenant::Id(id)) => Ok(Entered::new(FieldId::TenantId, id.0)),
        Err(_) => Err(Kind::DirectoryMalformed.into()),
    }
}

fn expires(text: &str, known: &Known) -> Result<Entered, Problem> {
    match read_day(text) {
        DayReading::One(day) => {
            let caution = known.today.and_then(|today| judge_day(day, today));
            Ok(Entered::new(FieldId::SecretExpires, day.to_string()).with(caution))
        }
        DayReading::Two(day, other) => Err(Problem::new(Kind::DayUnclear)
            .with(ValueName::Day, day.to_string())
            .with(ValueName::OtherDay, other.to_string())),
        DayReading::None => Err(Kind::DayUnreadable.into()),
    }
}

fn redirect(text: &str) -> Result<Entered, Problem> {
    let address = text.parse::<RedirectAddress>().ok().filter(can_be_registered);
    address
        .map(|address| Entered::new(FieldId::RedirectUri, address.as_str()))
        .ok_or_else(|| Kind::NotARedirectAddress.into())
}

fn mailbox(text: &str) -> Result<Entered, Problem> {
    let inside = text.rsplit_once('<').map_or(text, |(_, inside)| inside);
    let inside = inside.split(['>', '?']).next().unwrap_or_default().trim();
    let scheme = inside.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
    let address: MailAddress = inside[if scheme { 7 } else { 0 }..].trim().parse().map_err(|_| Kind::NotAnAddress)?;
    let caution = elsewhere(address.domain()).map(|kind| Problem::new(kind).with(ValueName::Mailbox, address.as_str()));
    Ok(Entered::new(FieldId::Mailbox, address.as_str()).with(caution))
}

/// Why a mailbox of this domain is none of a Microsoft 365 organisation, when that is sure.
fn elsewhere(domain: &str) -> Option<Kind> {
    if is_personal(domain) {
        Some(Kind::PersonalAddress)
    } else {
        matches!(domain, "gmail.com" | "googlemail.com").then_some(Kind::GmailAddress)
    }
}

/// Whether mailboxes of this domain are personal Microsoft accounts: outlook, hotmail, live in every country, and msn.com.
fn is_personal(domain: &str) -> bool {
    let (name, rest) = domain.split_once('.').unwrap_or((domain, ""));
    let country = rest == "com" || rest.len() == 2 || rest.starts_with("com.") || rest.starts_with("co.");
    (matches!(name, "outlook" | "hotmail" | "live") && country) || domain == "msn.com" || domain == "passport.com"
}

/// A name is kept on disk and shown, so nothing with the usual shape of a secret is taken for one.
fn name(field: FieldId, text: &str) -> Result<Entered, Problem> {
    if text.split_whitespace().any(is_usual) {
        return Err(Kind::SecretNotHere.into());
    }
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Entered::new(field, one_line.chars().take(120).collect::<String>()))
}
