//! Finds a secret wherever it stands: in every form in which it can be written, in the bytes of any channel. It is worth
//! something only where it has been shown to find what was planted: see [`Detector::proves_itself_in`].

mod channel;
mod forms;

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use sendoff_practice::{HandedOut, HandedOutKind};

pub use channel::{Channel, Place, running, running_under};
pub use forms::Form;

/// A value that must stand nowhere.
#[derive(Clone)]
pub struct Canary {
    /// What it is.
    pub kind: HandedOutKind,
    /// The parts of it that no other value has; each is looked for.
    parts: Vec<String>,
}

impl Canary {
    /// One value.
    pub fn new(kind: HandedOutKind, value: &str) -> Self {
        let parts = if kind == HandedOutKind::IdToken {
            // Every ID token begins alike; what follows the names of its claims, and the signature, do not.
            let mut parts = value.rsplit('.').take(2);
            let (signature, claims) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            vec![signature.to_owned(), claims[claims.len().saturating_sub(40)..].to_owned()]
        } else {
            vec![value.to_owned()]
        };
        Self { kind, parts }
    }
}

/// One find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Find {
    /// What was found.
    pub kind: HandedOutKind,
    /// As what it was written.
    pub form: Form,
}

/// Looks for many canaries in all their forms at once.
pub struct Detector {
    canaries: Vec<Canary>,
    search: AhoCorasick,
    /// What each pattern means.
    meaning: Vec<Find>,
}

impl Detector {
    /// One that looks for these.
    ///
    /// # Panics
    /// If there is none, or one too short to be known by its ends.
    pub fn new(canaries: Vec<Canary>) -> Self {
        assert!(!canaries.is_empty(), "nothing to look for");
        let (mut patterns, mut meaning) = (Vec::new(), Vec::new());
        for canary in &canaries {
            for part in &canary.parts {
                assert!(part.len() >= 12, "a canary of {} characters is in everything", part.len());
                for form in Form::ALL {
                    let needles = form.needles(part);
                    meaning.extend(needles.iter().map(|_| Find { kind: canary.kind, form }));
                    patterns.extend(needles);
                }
            }
        }
        let search = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(&patterns);
        Self { canaries, search: search.unwrap_or_else(|error| panic!("{error}")), meaning }
    }

    /// One that looks for everything that an office has handed out.
    pub fn for_all(handed_out: &[HandedOut]) -> Self {
        Self::new(handed_out.iter().map(|one| Canary::new(one.kind, &one.value)).collect())
    }

    /// How many values it looks for, by their kinds.
    pub fn kinds(&self) -> BTreeSet<HandedOutKind> {
        self.canaries.iter().map(|canary| canary.kind).collect()
    }

    /// How many values it looks for.
    pub fn count(&self) -> usize {
        self.canaries.len()
    }

    /// What stands in these bytes.
    pub fn search(&self, bytes: &[u8]) -> BTreeSet<Find> {
        self.search.find_overlapping_iter(bytes).map(|found| self.meaning[found.pattern().as_usize()]).collect()
    }

    /// Where something stands in a channel that may not stand there, in words for the test's end.
    pub fn found_in(&self, channel: &Channel) -> Vec<String> {
        let mut found = Vec::new();
        for place in &channel.places {
            let finds = self.search(&place.bytes).into_iter().filter(|find| !channel.allowed.contains(&find.kind));
            found.extend(
                finds.map(|find| format!("{}: {:?} as {:?} in {}", channel.name, find.kind, find.form, place.name)),
            );
        }
        found
    }

    /// Plants one canary after the other in the channel, in every form, and counts how often it is found as what it is. A
    /// neighbour of the same length, one character off at either end, must not be.
    ///
    /// # Panics
    /// If a neighbour is found.
    pub fn proves_itself_in(&self, channel: &Channel) -> Proof {
        let mut proof = Proof::default();
        for (at, form) in Form::ALL.into_iter().enumerate() {
            let canary = &self.canaries[at % self.canaries.len()];
            let value = &canary.parts[0];
            let found = form.leaks(value).iter().all(|leak| {
                let find = Find { kind: canary.kind, form };
                self.search(&channel.with(leak)).contains(&find)
            });
            proof.planted += 1;
            proof.found += usize::from(found);
            let neighbour = neighbour(value);
            for leak in form.leaks(&neighbour) {
                assert!(self.search(&leak).is_empty(), "{form:?}: a neighbour of the canary is taken for it");
            }
        }
        proof
    }
}

/// How often something was planted, and how often found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Planted.
    pub planted: usize,
    /// Found as what it is.
    pub found: usize,
}

/// Another text of the same shape: each character of either end is the next one.
fn neighbour(value: &str) -> String {
    let next = |one: char| match one {
        'z' => 'a',
        'Z' => 'A',
        '9' => '0',
        one if one.is_ascii_alphanumeric() => char::from_u32(u32::from(one) + 1).unwrap_or(one),
        one => one,
    };
    value.chars().map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "k7B8Q~hGz_0xLw-uQ3.fYc9TtVnRa5SdEeJp2mW1";

    fn detector() -> Detector {
        Detector::new(vec![Canary::new(HandedOutKind::ClientSecret, SECRET)])
    }

    #[test]
    fn every_form_is_found_as_itself() {
        for form in Form::ALL {
            for leak in form.leaks(SECRET) {
                let found = detector().search(&leak);
                assert!(found.contains(&Find { kind: HandedOutKind::ClientSecret, form }), "{form:?}: {found:?}");
            }
        }
    }

    #[test]
    fn a_part_is_enough_where_the_rest_was_cut_off() {
        let (head, tail) = (&SECRET[..20], &SECRET[20..]);
        for form in Form::ALL.into_iter().filter(|form| !matches!(form, Form::Text | Form::Ends)) {
            for part in [head, tail] {
                let found = form.leaks(part).iter().any(|leak| !detector().search(leak).is_empty());
                assert!(found, "{form:?} of {part}");
            }
        }
    }

    #[test]
    fn three_characters_a_mask_and_a_neighbour_are_no_find() {
        for text in ["k7B••••••••••••", "k7B8Q~", &neighbour(SECRET)] {
            assert_eq!(detector().search(text.as_bytes()), BTreeSet::new(), "{text}");
        }
    }

    #[test]
    fn an_id_token_is_known_by_what_only_it_has() {
        let token = format!("eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJ2ZXIiOiIyLjAi{SECRET}{SECRET}.{SECRET}");
        let detector = Detector::new(vec![Canary::new(HandedOutKind::IdToken, &token)]);
        assert!(detector.search(b"eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJ2ZXIiOiIyLjAi").is_empty());
        assert!(!detector.search(token.as_bytes()).is_empty());
    }
}
