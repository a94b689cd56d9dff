//! One way to read any of our files: within limits, into a closed schema, with errors that name the place.

use serde::de::DeserializeOwned;

use crate::key::place_of_key;

/// The largest file that is read (security.md M-16).
pub const MAX_BYTES: usize = 256 * 1024;

/// The deepest nesting of tables and lists (security.md M-16).
pub const MAX_DEPTH: usize = 16;

/// The most values and tables a file may have: four times what the longest of ours has, so that every way to answer a
/// stranger's file is looked at in a moment.
pub const MAX_VALUES: usize = 4_096;

/// Characters of a key that an error repeats.
const LONGEST_KEY: usize = 120;

/// Where a file is wrong, and how.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecipeError {
    /// It is larger than 256 KiB.
    #[error("{file}: it has {bytes} bytes; {MAX_BYTES} are allowed")]
    TooLarge {
        /// The file.
        file: String,
        /// Its size.
        bytes: usize,
    },
    /// Its tables and lists lie too deep within each other.
    #[error("{file}: tables and lists lie {depth} deep; {MAX_DEPTH} are allowed")]
    TooDeep {
        /// The file.
        file: String,
        /// How deep.
        depth: usize,
    },
    /// It has more values than anybody could mean.
    #[error("{file}: it has {values} values and tables; {MAX_VALUES} are allowed")]
    TooMany {
        /// The file.
        file: String,
        /// How many.
        values: usize,
    },
    /// It is not TOML, or a key is missing, unknown, or holds what it may not hold.
    #[error("{file}:{line}:{column}: {key}: {what}")]
    Malformed {
        /// The file.
        file: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in characters.
        column: usize,
        /// The key, such as `step[3].title`; empty at the top.
        key: String,
        /// What is wrong with it.
        what: String,
    },
    /// Each key is right by itself, but two do not fit together.
    #[error("{file}:{line}:{column}: {key}: {what}")]
    Inconsistent {
        /// The file.
        file: String,
        /// Where the key stands, counted from 1; the first line where it is missing.
        line: usize,
        /// Counted from 1, in characters.
        column: usize,
        /// The key that does not fit.
        key: String,
        /// What it does not fit.
        what: String,
    },
}

/// What does not fit within a file that was read: the key and what is wrong with it.
pub(crate) struct Misfit {
    pub(crate) key: String,
    pub(crate) what: String,
}

/// A misfit at this key unless `fits`.
pub(crate) fn require(fits: bool, key: &str, what: impl Into<String>) -> Result<(), Misfit> {
    if fits { Ok(()) } else { Err(Misfit { key: key.to_owned(), what: what.into() }) }
}

/// What is checked after every key is right by itself.
pub(crate) trait Checked: DeserializeOwned {
    /// Says which key does not fit the others.
    fn check(&self) -> Result<(), Misfit>;
}

/// Reads `text` within the limits; `file` names it in errors.
pub(crate) fn read<T: Checked>(file: &str, text: &str) -> Result<T, RecipeError> {
    let value: T = read_unchecked(file, text)?;
    value.check().map_err(|misfit| inconsistent(file, text, misfit))?;
    Ok(value)
}

/// The same before its keys are held against each other.
pub(crate) fn read_unchecked<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, RecipeError> {
    if text.len() > MAX_BYTES {
        return Err(RecipeError::TooLarge { file: file.to_owned(), bytes: text.len() });
    }
    let malformed = |error: toml::de::Error| locate(file, text, &error);
    let table: toml::Table = toml::from_str(text).map_err(malformed)?;
    let depth = table.values().map(depth).max().unwrap_or(0);
    if depth > MAX_DEPTH {
        return Err(RecipeError::TooDeep { file: file.to_owned(), depth });
    }
    let values = table.values().map(count).sum();
    if values > MAX_VALUES {
        return Err(RecipeError::TooMany { file: file.to_owned(), values });
    }
    toml::from_str(text).map_err(malformed)
}

/// A misfit with the place of its key in the file.
pub(crate) fn inconsistent(file: &str, text: &str, misfit: Misfit) -> RecipeError {
    let Misfit { key, what } = misfit;
    let (line, column) = line_and_column(text, place_of_key(text, &key).unwrap_or(0));
    RecipeError::Inconsistent { file: file.to_owned(), line, column, key, what }
}

/// Levels of tables and lists; the parser itself stops at 80, so this recursion is bounded.
fn depth(value: &toml::Value) -> usize {
    let inner = match value {
        toml::Value::Table(table) => table.values().map(depth).max(),
        toml::Value::Array(list) => list.iter().map(depth).max(),
        toml::Value::String(_)
        | toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_) => return 1,
    };
    1 + inner.unwrap_or(0)
}

/// Values, tables and lists.
fn count(value: &toml::Value) -> usize {
    match value {
        toml::Value::Table(table) => 1 + table.values().map(count).sum::<usize>(),
        toml::Value::Array(list) => 1 + list.iter().map(count).sum::<usize>(),
        toml::Value::String(_)
        | toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_) => 1,
    }
}

fn locate(file: &str, text: &str, error: &toml::de::Error) -> RecipeError {
    let start = error.span().map_or(0, |span| text.floor_char_boundary(span.start));
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let (line, column) = line_and_column(text, start);
    let key = key_at(text, line_start).chars().take(LONGEST_KEY).collect();
    let what = error.message().to_owned();
    RecipeError::Malformed { file: file.to_owned(), line, column, key, what }
}

/// Both counted from 1, the column in characters.
pub(crate) fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The key on the line that starts at `at`, below the nearest table header: `step[3].title`.
fn key_at(text: &str, at: usize) -> String {
    let line = text[at..].lines().next().unwrap_or_default();
    if let Some(header) = header_of(line) {
        return numbered(&text[..at + line.len()], header);
    }
    let name = line.split_once('=').map_or("", |(name, _)| name.trim());
    let above = text[..at].lines().rev().find_map(header_of);
    let table = above.map(|header| numbered(&text[..at], header)).unwrap_or_default();
    [table.as_str(), name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

/// The name within `[name]` or `[[name]]`.
fn header_of(line: &str) -> Option<&str> {
    let inside = line.trim().strip_prefix('[')?.split(']').next()?;
    let name = inside.trim_start_matches('[').trim();
    (!name.is_empty() && !name.contains(['"', '{', ','])).then_some(name)
}

/// The header, with the number of its entry if it is one of a list.
fn numbered(above: &str, header: &str) -> String {
    let list = format!("[[{header}]]");
    match above.lines().filter(|line| line.trim() == list).count() {
        0 => header.to_owned(),
        count => format!("{header}[{count}]"),
    }
}
