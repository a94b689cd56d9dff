//! What an error means that somebody pasted: a page or a log line of the provider, or the reply of a mail server.

use jiff::Timestamp;
use sendoff_intake::{BrowserText, mask_secrets, read_browser_text};
use sendoff_problem::{Details, Problem, Refusal, ReplyCode};
use sendoff_recipes::{ErrorCatalogue, ReplyCatalogue};

/// Lines that are looked at; an error stands near the beginning of what people copy.
const MOST_LINES: usize = 400;

/// The characters of a reply that are kept.
const MOST_SAID: usize = 400;

/// The first known error of a text. Nothing of it is kept but codes, identifiers and the provider's own words.
pub(crate) fn explained(
    text: &str,
    catalogue: &ErrorCatalogue,
    replies: &ReplyCatalogue,
    now: Timestamp,
) -> Option<Problem> {
    if let BrowserText::Error(error) = read_browser_text(text) {
        let kind = catalogue.kind_of(error.aadsts, error.error.as_deref());
        let details = Details { at: error.details.at.or(Some(now)), ..error.details };
        return Some(Problem::new(kind).with_details(details));
    }
    let by_reply = || text.lines().take(MOST_LINES).find_map(|line| of_reply(line, replies, now));
    let by_page = || catalogue.kind_of_page(text).map(Problem::new);
    by_reply().or_else(by_page)
}

/// A refusal of a mail server, wherever its code stands in the line: a log puts a time before it.
fn of_reply(line: &str, replies: &ReplyCatalogue, now: Timestamp) -> Option<Problem> {
    let starts = line.split_whitespace().map(|word| (word.as_ptr().addr() - line.as_ptr().addr(), word));
    starts.filter_map(|(at, word)| Some((&line[at + word.len()..], code(word)?))).find_map(|(rest, code)| {
        let refusal = Refusal { code, words: rest.trim_start() };
        let (kind, _) = replies.meaning(&refusal)?;
        let said: String = mask_secrets(&line[line.len() - rest.len()..]).trim().chars().take(MOST_SAID).collect();
        let details = Details { code: Some(refusal.written()), said: Some(said), at: Some(now), ..Details::default() };
        Some(Problem::new(kind).with_details(details))
    })
}

/// `535`, and `535-` in a reply of several lines.
fn code(word: &str) -> Option<ReplyCode> {
    word.trim_end_matches([':', '-']).parse().ok().or_else(|| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use sendoff_problem::Kind;
    use sendoff_recipes::Recipes;

    use super::*;

    fn kind(text: &str) -> Option<(Kind, Option<String>)> {
        let recipes = Recipes::bundled().unwrap();
        let now = "2026-11-22T10:00:00Z".parse().unwrap();
        let problem = explained(text, recipes.errors(), recipes.replies(), now)?;
        Some((problem.kind, problem.details.code))
    }

    #[test]
    fn pages_logs_and_replies_are_told_apart() {
        let code = |code: &str| Some(code.to_owned());
        assert_eq!(
            kind("AADSTS7000215: Invalid client secret provided."),
            Some((Kind::SecretRefused, code("AADSTS7000215")))
        );
        assert_eq!(
            kind("2026-11-22 09:58:11 S: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.").map(|(_, code)| code),
            Some(code("535 5.7.139"))
        );
        assert_eq!(kind("It does not work since Monday, all 535 of us wait."), None);
        assert_eq!(kind(""), None);
    }

    #[test]
    fn no_secret_of_a_log_is_kept() {
        let recipes = Recipes::bundled().unwrap();
        let now = "2026-11-22T10:00:00Z".parse().unwrap();
        let line = "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. \
                    client_secret=8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa";
        let problem = explained(line, recipes.errors(), recipes.replies(), now).unwrap();
        assert!(!format!("{problem:?}").contains("3kTm0vqs"));
    }
}
