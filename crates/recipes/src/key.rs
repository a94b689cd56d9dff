//! Where in a file a key stands: `redirect.otherwise`, `step mailbox`, `hand_over.field Client ID`.
//!
//! A key is names of tables with dots between them; behind a space may follow what an entry of a list is called, by its
//! `id`, `label`, `name`, `kind` or `step`.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// What entries of a list are called by.
const CALLED_BY: &[&str] = &["id", "label", "name", "kind", "step"];

/// A value on the way to the key, and the byte where it is pointed at.
struct Found<'a, 'text> {
    value: &'a DeValue<'text>,
    at: usize,
}

/// The byte at which the key stands, or else the nearest table around it that is there. Nothing where the text is no TOML or
/// not even the first name is in it.
pub(crate) fn place_of_key(text: &str, key: &str) -> Option<usize> {
    let document = DeTable::parse(text).ok()?;
    let (path, called) = key.split_once(' ').map_or((key, None), |(path, called)| (path, Some(called)));
    let mut names = path.split('.');
    let mut found = within(document.get_ref(), names.next()?);
    for name in names {
        let deeper: Vec<_> =
            found.iter().filter_map(|one| one.value.as_table()).flat_map(|table| within(table, name)).collect();
        if deeper.is_empty() {
            break;
        }
        found = deeper;
    }
    let named = called.and_then(|called| found.iter().find_map(|one| name_of(one.value, called)));
    named.or_else(|| found.first().map(|one| one.at))
}

/// Whether a file has this key, by its whole path and its name: for tables that point into recipes.
pub fn has_key(text: &str, key: &str) -> bool {
    let Ok(document) = DeTable::parse(text) else { return false };
    let (path, called) = key.split_once(' ').map_or((key, None), |(path, called)| (path, Some(called)));
    let mut tables = vec![document.get_ref()];
    let mut found = Vec::new();
    for name in path.split('.') {
        found = tables.iter().flat_map(|table| within(table, name)).collect();
        tables = found.iter().filter_map(|one: &Found<'_, '_>| one.value.as_table()).collect();
    }
    called.map_or(!found.is_empty(), |called| found.iter().any(|one| name_of(one.value, called).is_some()))
}

/// What the table holds under the name: the value itself, or every entry of a list.
fn within<'a, 'text>(table: &'a DeTable<'text>, name: &str) -> Vec<Found<'a, 'text>> {
    let Some((key, value)) = table.iter().find(|(key, _)| key.get_ref().as_ref() == name) else { return Vec::new() };
    match value.get_ref().as_array() {
        Some(list) => list.iter().map(|entry| Found { value: entry.get_ref(), at: entry.span().start }).collect(),
        None => vec![Found { value: value.get_ref(), at: key.span().start }],
    }
}

/// Where the entry says that it is called so.
fn name_of(value: &DeValue<'_>, called: &str) -> Option<usize> {
    let table = value.as_table()?;
    let says =
        |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| named_so(key, value, called).then(|| key.span().start);
    table.iter().find_map(says)
}

fn named_so(key: &Spanned<impl AsRef<str>>, value: &Spanned<DeValue<'_>>, called: &str) -> bool {
    CALLED_BY.contains(&key.get_ref().as_ref()) && value.get_ref().as_str() == Some(called)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "schema = 1\n[redirect]\nquestion = \"a\"\n[[step]]\nid = \"one\"\ncopy = [{ label = \"Name\" }]\n\
                        [[step]]\nid = \"two\"\ncopy = [{ label = \"Redirect URI\" }]\n[step.portal]\npath = [\"x\"]\n";

    fn line(key: &str) -> Option<&str> {
        let at = place_of_key(TEXT, key)?;
        let start = TEXT[..at].rfind('\n').map_or(0, |newline| newline + 1);
        TEXT[start..].lines().next()
    }

    #[test]
    fn a_key_is_found_by_path_and_name() {
        assert_eq!(line("schema"), Some("schema = 1"));
        assert_eq!(line("redirect.question"), Some("question = \"a\""));
        assert_eq!(line("step two"), Some("id = \"two\""));
        assert_eq!(line("step.copy Redirect URI"), Some("copy = [{ label = \"Redirect URI\" }]"));
        assert_eq!(line("step.portal"), Some("[step.portal]"));
    }

    #[test]
    fn what_is_missing_is_shown_where_it_belongs() {
        assert_eq!(line("redirect.otherwise"), Some("[redirect]"));
        assert_eq!(line("step three"), Some("[[step]]"));
        assert_eq!(line("probe"), None);
        assert!(has_key(TEXT, "step two") && has_key(TEXT, "step.copy Name"));
        assert!(!has_key(TEXT, "step three") && !has_key(TEXT, "redirect.otherwise") && !has_key("= nonsense", "step"));
    }
}
