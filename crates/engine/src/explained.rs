//! What an error means that somebody pasted: a page, an answer or a log line of a provider, or the reply of a mail server.

use jiff::Timestamp;
use sendoff_intake::{
    BrowserError, BrowserText, GoogleAnswer, mask_secrets, read_browser_text, read_challenge, read_google_answer,
};
use sendoff_oauth::ProviderRefusal;
use sendoff_problem::{Details, Kind, Problem, Refusal, ReplyCode, ValueName};
use sendoff_recipes::{GoogleError, GoogleErrors, Recipes, SaidBeside};

/// Lines that are looked at; an error stands near the beginning of what people copy.
const MOST_LINES: usize = 400;

/// Bytes of a line that are looked at (security.md M-8), and words in it that may be the code of a reply. Whoever writes a text
/// chooses how many there are, and each is looked up with all that follows it.
const LONGEST_LINE: usize = 2048;
const MOST_CODES: usize = 8;

/// The characters of a reply that are kept.
const MOST_SAID: usize = 400;

/// The first known error of a text. Nothing of it is kept but codes, identifiers and the provider's own words.
pub(crate) fn explained(text: &str, recipes: &Recipes, now: Timestamp) -> Option<Problem> {
    let read = read_browser_text(text);
    // Microsoft's answers have the same form, and always a number.
    let numbered = matches!(&read, BrowserText::Error(error) if error.aadsts.is_some());
    if let Some(problem) = read_google_answer(text).filter(|_| !numbered).and_then(|answer| of_answer(answer, recipes))
    {
        return Some(at(problem, now));
    }
    if let BrowserText::Error(error) = read {
        return Some(at(of_page(text, error, recipes), now));
    }
    let by_reply = || text.lines().take(MOST_LINES).find_map(|line| of_line(line, recipes));
    by_reply().or_else(|| of_words(text, recipes)).map(|problem| at(problem, now))
}

/// The same at this time, unless the text names one.
pub(crate) fn at(problem: Problem, now: Timestamp) -> Problem {
    let details = Details { at: problem.details.at.or(Some(now)), ..problem.details.clone() };
    problem.with_details(details)
}

/// A problem that Google told of, named as its own.
pub(crate) fn of_google(error: &GoogleError, details: Details) -> Problem {
    named_google(error.kind).with_details(details)
}

fn named_google(kind: Kind) -> Problem {
    Problem::new(kind).with(ValueName::Asked, "Google")
}

/// What Google answered a sign-in or a request for a token with.
pub(crate) fn of_sign_in(refusal: &ProviderRefusal, google: &GoogleErrors) -> Problem {
    let beside = SaidBeside { subtype: refusal.suberror.as_deref(), description: refusal.said.as_deref() };
    let kind = google.of_answer(&refusal.error, beside).map_or(Kind::GoogleRefused, |row| row.kind);
    let details = Details { code: Some(refusal.error.clone()), ..Details::from(refusal) };
    named_google(kind).with_details(details)
}

/// An error with a number or a name, from whoever the page is.
pub(crate) fn of_page(text: &str, error: BrowserError, recipes: &Recipes) -> Problem {
    if !error.of_google {
        let kind = recipes.errors().kind_of(error.aadsts, error.error.as_deref());
        return Problem::new(kind).with_details(error.details);
    }
    let kind =
        recipes.google_errors().of_page(error.error.as_deref(), text).map_or(Kind::GoogleRefused, |row| row.kind);
    let problem = named_google(kind).with_details(error.details);
    match error.redirect {
        Some(redirect) => problem.with(ValueName::RedirectUri, redirect.as_str()),
        None => problem,
    }
}

/// A page that shows neither number nor name.
pub(crate) fn of_words(text: &str, recipes: &Recipes) -> Option<Problem> {
    let google = recipes.google_errors();
    let of_google_page = || {
        let details = Details { code: google.code_of_page(text).map(str::to_owned), ..Details::default() };
        google.of_page(None, text).map(|row| of_google(row, details))
    };
    of_google_page().or_else(|| recipes.errors().kind_of_page(text).map(Problem::new))
}

/// An answer in JSON, where Google's is known. Of the sign-in's, others give the same.
fn of_answer(answer: GoogleAnswer, recipes: &Recipes) -> Option<Problem> {
    let google = recipes.google_errors();
    match answer {
        GoogleAnswer::SignIn { error, subtype, details } => {
            let beside = SaidBeside { subtype: subtype.as_deref(), description: details.said.as_deref() };
            google.of_answer(&error, beside).map(|row| of_google(row, details))
        }
        GoogleAnswer::Api { reasons, details } => {
            let (names, said) = (reasons.iter().map(String::as_str).collect::<Vec<_>>(), details.said.clone());
            google.of_api(&names, said.as_deref().unwrap_or_default()).map(|row| of_google(row, details))
        }
    }
}

/// What a mail server says, wherever it stands in the line: a log puts a time before it.
fn of_line(line: &str, recipes: &Recipes) -> Option<Problem> {
    of_challenge(line, recipes).or_else(|| of_reply(&line[..line.floor_char_boundary(LONGEST_LINE)], recipes))
}

fn of_challenge(line: &str, recipes: &Recipes) -> Option<Problem> {
    let decoded = read_challenge(line)?;
    let row = recipes.google_errors().of_challenge(&decoded)?;
    let (code, said) = (Some("334".to_owned()), Some(Details::words(&mask_secrets(&decoded))));
    Some(of_google(row, Details { code, said, ..Details::default() }))
}

fn of_reply(line: &str, recipes: &Recipes) -> Option<Problem> {
    let starts = line.split_whitespace().map(|word| (word.as_ptr().addr() - line.as_ptr().addr(), word));
    let begins = starts.filter_map(|(at, word)| code(word).map(|(code, length)| (&line[at + length..], code)));
    begins.take(MOST_CODES).find_map(|(rest, code)| {
        // Python shows a reply as `(535, b'5.7.8 ...')`.
        let words = rest.trim_start();
        let refusal = Refusal { code, words: words.strip_prefix("b'").unwrap_or(words) };
        let problem = of_refusal(&refusal, line, recipes)?;
        let said: String = mask_secrets(refusal.words).trim().chars().take(MOST_SAID).collect();
        let details = Details { code: Some(refusal.written()), said: Some(said), ..Details::default() };
        Some(problem.with_details(details))
    })
}

/// By Google's table where the line shows that it is Google's, or where the other does not know it.
fn of_refusal(refusal: &Refusal<'_>, line: &str, recipes: &Recipes) -> Option<Problem> {
    let google = recipes.google_errors();
    let of_google = || google.of_reply(refusal).map(|row| named_google(row.kind));
    let of_other = || recipes.replies().meaning(refusal).map(|(kind, _)| Problem::new(kind));
    if google.is_of_google(line) { of_google().or_else(of_other) } else { of_other().or_else(of_google) }
}

/// `535`, and `535-` in a reply of several lines, with the bytes it takes: what may stand right behind it is the finer code.
fn code(word: &str) -> Option<(ReplyCode, usize)> {
    let bare = word.trim_start_matches('(').trim_end_matches([':', '-', ',']);
    if let Some(code) = bare.parse().ok().or_else(|| word.parse().ok()) {
        return Some((code, word.len()));
    }
    let (digits, finer) = word.split_once('-')?;
    let begins = finer.starts_with(|first: char| first.is_ascii_digit());
    Some((digits.parse().ok().filter(|_| begins)?, digits.len() + 1))
}
#[cfg(test)]
mod tests;
