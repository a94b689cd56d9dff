//! The words of the recipes: everything in them that a person reads keeps to the content guidelines, and a new key is either
//! data or is read here.

use std::{fs, path::Path};

use sendoff_words::avoided_in;
use toml::Value;

/// Keys under which sentences stand that are shown: `[...]` marks words of a portal or of the application, `{...}` a value.
const READ: &[&str] = &[
    "actions",
    "administrator",
    "after",
    "allows",
    "before",
    "caution",
    "different",
    "expect",
    "hint",
    "if_it_fails",
    "not_by_vendor",
    "note",
    "place",
    "purpose",
    "reason",
    "remark",
    "tick",
    "undo",
    "what",
    "when",
    "why",
];

/// Keys whose sentences are shown in some tables, and are words of others in the rest.
const READ_IN: &[(&str, &str)] = &[
    ("step", "label"),
    ("step", "title"),
    ("question", "title"),
    ("choice", "label"),
    ("trap", "text"),
    ("actions", "text"),
    ("before", "text"),
    ("expect", "text"),
    ("after", "text"),
];

/// Keys of ids, addresses, sources and words that belong to the portal or to the application.
const DATA: &[&str] = &[
    "access",
    "address",
    "api",
    "cell",
    "checked",
    "choose",
    "date",
    "default",
    "domains",
    "example",
    "field",
    "fields",
    "granted",
    "group",
    "host",
    "id",
    "imap",
    "is",
    "issuer",
    "kind",
    "label",
    "name",
    "otherwise",
    "page",
    "path",
    "permissions",
    "platform",
    "pop3",
    "portal_label",
    "provider",
    "question",
    "registration_name",
    "request",
    "secret",
    "smtp",
    "source",
    "step",
    "text",
    "title",
    "value",
];

#[test]
fn recipes_keep_the_voice() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../recipes/applications");
    let (mut read, mut wrong) = (0, Vec::new());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let recipe: Value = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        read += check(&recipe, "", "", &path.display().to_string(), &mut wrong);
    }
    println!("{read} texts of recipes read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(read > 100, "only {read} texts were found");
}

/// Checks everything under a key of a table; gives how many sentences it was.
fn check(value: &Value, table: &str, key: &str, file: &str, wrong: &mut Vec<String>) -> usize {
    match value {
        Value::Table(entries) => entries.iter().map(|(name, value)| check(value, key, name, file, wrong)).sum(),
        Value::Array(values) => values.iter().map(|value| check(value, table, key, file, wrong)).sum(),
        Value::String(text) if READ.contains(&key) || READ_IN.contains(&(table, key)) => {
            wrong.extend(avoided_in(&ours(text)).map(|word| format!("{file}, {table}.{key}: {word:?} in {text}")));
            1
        }
        Value::String(text) => {
            wrong.extend((!DATA.contains(&key)).then(|| format!("{file}: is {table}.{key} read by people? {text}")));
            0
        }
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => 0,
    }
}

/// A sentence without the words of the portal and without values.
fn ours(text: &str) -> String {
    let mut ours = String::new();
    let mut theirs = 0_usize;
    for one in text.chars() {
        match one {
            '[' | '{' => theirs += 1,
            ']' | '}' => theirs = theirs.saturating_sub(1),
            one if theirs == 0 => ours.push(one),
            _ => {}
        }
    }
    ours
}
