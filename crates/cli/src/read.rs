//! `sendoff read`: what does this text contain?

use std::io::{IsTerminal, Read};

use sendoff_engine::script::{self, Left, Question, ScriptReading, Told};
use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_values::FieldId;
use sendoff_words::{Args, Words};
use zeroize::Zeroizing;

use crate::{
    Ended, NotFoundOut,
    explanation::{line, of_entry, of_problem, rows},
    refusal::Refusal,
    to_json,
};

/// How many columns the name of a field takes.
const NAME: usize = 21;

/// Reads standard input and prints what it contains.
pub(crate) fn print(recipe: Option<&str>, json: bool) -> Result<Ended, Refusal> {
    let words = Words::english();
    let text = standard_input(&words)?;
    let application = recipe.map(application).transpose()?;
    let tell = |left: Left<'_>| tell(&words, left, application.as_deref());
    let reading = match script::read(&text, recipe, tell) {
        Ok(reading) => reading,
        Err(script::NotRead::Text(problem)) => return Err(not_well(&of_problem(&words, &problem, None))),
        Err(error) => return Err(NotFoundOut::because("nothing was read", &error).into()),
    };
    if json {
        println!("{}", to_json(&reading)?);
    } else {
        print_for_people(&words, &reading, text.trim().is_empty());
    }
    Ok(if reading.fields.is_empty() { Ended::NotWell } else { Ended::Well })
}

fn print_for_people(words: &Words, reading: &ScriptReading, empty: bool) {
    for field in &reading.fields {
        println!("{:<NAME$}{}", field.field.as_str(), field.value);
    }
    for declined in &reading.declined {
        let values = if declined.values.is_empty() { String::new() } else { declined.values.join(", ") + ": " };
        print_told(words, "not taken", &format!("{values}{}", declined.told.title), &declined.told);
    }
    if reading.fields.is_empty() && reading.declined.is_empty() {
        let entry = if empty { "terminal-nothing-given" } else { "terminal-nothing-read" };
        let told = of_entry(words, entry, &Args::none());
        print_told(words, "nothing", &told.title, &told);
    }
}

fn print_told(words: &Words, name: &str, title: &str, told: &Told) {
    println!("{name:<NAME$}{title}");
    for row in rows(words, told, Vec::new()) {
        println!("{:<NAME$}{row}", "");
    }
}

/// Why something did not go into a field, and what to do about it.
fn tell(words: &Words, left: Left<'_>, application: Option<&str>) -> Told {
    let explain = |problem: &Problem| of_problem(words, problem, application);
    match left {
        Left::Declined(declined) => explain(&declined.problem()),
        Left::Question(Question::TwoValuesFit { field, .. }) => {
            explain(&Problem::new(Kind::TwoValuesFit).with(ValueName::Label, portal_label(*field)))
        }
        Left::Question(Question::WhichDay { days: [day, other] }) => explain(
            &Problem::new(Kind::DayUnclear)
                .with(ValueName::Day, day.to_string())
                .with(ValueName::OtherDay, other.to_string()),
        ),
        Left::Question(Question::WhichField { fields, .. }) => {
            of_entry(words, "terminal-which-field", &Args::none().name("fields", any_of(words, fields)))
        }
        Left::Question(Question::SeveralSecrets { count }) => {
            let count = i64::try_from(*count).unwrap_or(i64::MAX);
            of_entry(words, "terminal-several-secrets", &Args::none().number("count", count))
        }
    }
}

fn any_of(words: &Words, fields: &[FieldId]) -> String {
    let labels = fields.iter().map(|field| portal_label(*field).to_owned());
    let joined =
        labels.reduce(|one, other| words.line("terminal-or", &Args::none().portal("one", one).portal("other", other)));
    joined.unwrap_or_default()
}

/// What the portal calls it.
fn portal_label(field: FieldId) -> &'static str {
    match field {
        FieldId::ClientId => "Application (client) ID",
        FieldId::TenantId => "Directory (tenant) ID",
        FieldId::ClientSecret => "Value",
        FieldId::SecretExpires => "Expires",
        FieldId::RedirectUri => "Redirect URI",
        FieldId::GoogleClientId => "Client ID",
        FieldId::GoogleClientSecret => "Client secret",
        FieldId::GoogleProject => "Project ID",
        FieldId::TenantDomain
        | FieldId::Mailbox
        | FieldId::Organisation
        | FieldId::ServiceAccount
        | FieldId::AppPassword => field.as_str(),
    }
}

/// The application's name.
fn application(recipe: &str) -> Result<String, NotFoundOut> {
    let summary = script::recipes().map_err(|error| NotFoundOut::because("the recipes cannot be read", &error))?;
    let name = summary.recipes.into_iter().find(|one| one.id == recipe).map(|one| one.name);
    name.ok_or_else(|| NotFoundOut(format!("there is no recipe {recipe}")))
}

fn not_well(told: &Told) -> Refusal {
    Refusal::NotWell(line(told))
}

/// One byte more than is taken, so that a longer text is noticed.
fn standard_input(words: &Words) -> Result<Zeroizing<String>, Refusal> {
    let input = std::io::stdin();
    if input.is_terminal() {
        let keys = if cfg!(windows) { "Ctrl+Z, Enter" } else { "Ctrl+D" };
        eprintln!("{}", words.line("terminal-paste-here", &Args::none().name("keys", keys)));
    }
    let mut bytes = Zeroizing::new(Vec::new());
    let limit = u64::try_from(script::LONGEST).unwrap_or(u64::MAX).saturating_add(1);
    let read = input.lock().take(limit).read_to_end(&mut bytes);
    read.map_err(|error| NotFoundOut::because("standard input cannot be read", &error))?;
    if bytes.len() > script::LONGEST {
        return Err(not_well(&of_problem(words, &Kind::PasteTooLarge.into(), None)));
    }
    let text = std::str::from_utf8(&bytes).map(|text| Zeroizing::new(text.to_owned()));
    text.map_err(|_| not_well(&of_entry(words, "terminal-not-text", &Args::none())))
}
