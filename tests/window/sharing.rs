//! What somebody sees who looks at a shared screen: everything that stands in the page, in the window's title and in its
//! picture, which is read by Tesseract; and the search in all of it for what must not be seen (ux-spec 12).

use std::{fs, process::Command};

use tempfile::TempDir;

/// So many characters of a secret or an ID in a row, as read from a picture, are no coincidence and no mask: a mask leaves
/// four at each end.
const TELLING: usize = 9;

/// One thing that was on the screen.
struct Seen {
    page: String,
    place: &'static str,
    text: String,
}

/// What must not be seen.
#[derive(Clone)]
pub(crate) enum Unseen {
    /// A secret or an ID, whole or in a telling part.
    Value(&'static str, String),
    /// An address: its domain may be seen.
    Address(String),
}

/// The recorded screens of a walk.
#[derive(Default)]
pub(crate) struct Recording {
    seen: Vec<Seen>,
    pictures: Vec<(String, Vec<u8>)>,
}

impl Recording {
    /// Adds what stands in these places of a page.
    pub(crate) fn add(&mut self, page: &str, places: &[(&'static str, String)]) {
        let seen = |(place, text): &(&'static str, String)| Seen { page: page.to_owned(), place, text: text.clone() };
        self.seen.extend(places.iter().map(seen));
    }

    /// Adds the picture of a page, which is read later.
    pub(crate) fn picture(&mut self, page: &str, picture: Vec<u8>) {
        self.pictures.push((page.to_owned(), picture));
    }

    /// Everything that was on the screen, by its page and place.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (String, &str)> {
        self.seen.iter().map(|seen| (format!("{} of {}", seen.place, seen.page), seen.text.as_str()))
    }

    /// Leaves every picture but each `step`th unread: reading takes a second each.
    pub(crate) fn thin_out(&mut self, step: usize) {
        let pictures = std::mem::take(&mut self.pictures);
        self.pictures = pictures.into_iter().step_by(step).collect();
    }

    /// How many pages were recorded.
    pub(crate) fn pages(&self) -> usize {
        self.pictures.len()
    }

    /// Reads the pictures. Two at a time: it takes a second each.
    pub(crate) fn read_pictures(&mut self) {
        let pictures = std::mem::take(&mut self.pictures);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let numbered: Vec<_> = pictures.into_iter().enumerate().collect();
        for pair in numbered.chunks(2) {
            let read = std::thread::scope(|scope| {
                let reading = |(number, (_, picture)): &(usize, (String, Vec<u8>))| {
                    let (number, picture, folder) = (*number, picture.clone(), &folder);
                    scope.spawn(move || words_of(&picture, number, folder))
                };
                let readers: Vec<_> = pair.iter().map(reading).collect();
                readers.into_iter().map(|one| one.join().expect("a reader")).collect::<Vec<_>>()
            });
            let seen = pair.iter().zip(read);
            self.seen.extend(seen.map(|((_, (page, _)), text)| Seen { page: page.clone(), place: "picture", text }));
        }
    }

    /// Where something was seen that must not be, in words for the test's end.
    pub(crate) fn found(&self, unseen: &[Unseen]) -> Vec<String> {
        let all = self.seen.iter().flat_map(|seen| unseen.iter().map(move |one| (seen, one)));
        all.filter(|(seen, one)| one.is_in(seen)).map(|(seen, one)| describe(seen, one)).collect()
    }
}

impl Unseen {
    fn is_in(&self, seen: &Seen) -> bool {
        let read = seen.place == "picture";
        match self {
            Self::Value(_, value) if read => longest_common(&folded(value), &folded(&seen.text)) >= TELLING,
            Self::Value(_, value) => longest_common(value, &seen.text) >= TELLING,
            // With the character before the sign, the name begins to show.
            Self::Address(address) => {
                let (text, address) =
                    if read { (folded(&seen.text), folded(address)) } else { (seen.text.clone(), address.clone()) };
                let domain = address.split_once('@').map_or("", |(_, domain)| domain);
                longest_common(&address, &text) > domain.len() + 2
            }
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Value(name, _) => name,
            Self::Address(address) => address,
        }
    }
}

fn describe(seen: &Seen, unseen: &Unseen) -> String {
    format!("{} is seen on {}, in its {}", unseen.name(), seen.page, seen.place)
}

/// Tesseract's reading of a picture, enlarged as it likes its letters.
fn words_of(picture: &[u8], number: usize, folder: &TempDir) -> String {
    let file = folder.path().join(format!("{number}.png"));
    fs::write(&file, picture).expect("a file");
    let read = Command::new("tesseract").arg(&file).args(["-", "--psm", "11", "--dpi", "100"]).output();
    let read = read.expect("Tesseract reads pictures (Debian: tesseract-ocr)");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    String::from_utf8_lossy(&read.stdout).into_owned()
}

/// Without what a reader of pictures takes for something else: blanks, and letters that look alike.
fn folded(text: &str) -> String {
    text.chars().filter(|one| !one.is_whitespace()).filter_map(look_alike).collect()
}

fn look_alike(one: char) -> Option<char> {
    Some(match one.to_ascii_lowercase() {
        'o' | 'q' | '©' | 'ø' => '0',
        'l' | 'i' | '|' | '!' | ']' | '[' => '1',
        's' | '$' | '§' => '5',
        'b' => '8',
        'z' => '2',
        'g' | '9' => 'g',
        '-' | '—' | '–' | '_' | '~' | '.' | ',' | '·' => return None,
        other => other,
    })
}

/// The length of the longest stretch that both have.
fn longest_common(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut longest = 0;
    let mut before = vec![0; other.len() + 1];
    for left in &one {
        let mut row = vec![0; other.len() + 1];
        for (at, right) in other.iter().enumerate() {
            if left == right {
                row[at + 1] = before[at] + 1;
                longest = longest.max(row[at + 1]);
            }
        }
        before = row;
    }
    longest
}
