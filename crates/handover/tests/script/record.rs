//! What Azure CLI says about its commands (`cargo xtask azure-help`), and what holds for one call.

use std::collections::BTreeMap;

use serde::Deserialize;

const RECORD: &str = include_str!("azure-cli.json");

/// The record.
#[derive(Deserialize)]
pub(crate) struct Record {
    pub(crate) package: String,
    pub(crate) version: String,
    pub(crate) recorded: String,
    pub(crate) commands: BTreeMap<String, KnownCommand>,
}

#[derive(Deserialize)]
pub(crate) struct KnownCommand {
    pub(crate) summary: String,
    options: Vec<KnownOption>,
}

#[derive(Deserialize)]
struct KnownOption {
    names: Vec<String>,
    takes: Takes,
    required: bool,
    values: Option<Vec<String>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Takes {
    Nothing,
    One,
    Many,
}

/// One call of `az`, taken apart.
pub(crate) struct Call {
    pub(crate) command: String,
    pub(crate) options: BTreeMap<String, Vec<String>>,
}

impl Call {
    /// The value of an option that takes one.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.options.get(name)?.first().map(String::as_str)
    }
}

impl Record {
    pub(crate) fn read() -> Self {
        serde_json::from_str(RECORD).unwrap()
    }

    /// Takes a call apart as the recorded commands allow, or says what Azure CLI would refuse.
    pub(crate) fn take_apart(&self, words: &[String]) -> Result<Call, String> {
        let first = words.iter().position(|word| word.starts_with('-')).unwrap_or(words.len());
        let command = words[..first].join(" ");
        let known = self.commands.get(&command).ok_or_else(|| format!("'{command}' is not recognized"))?;
        let options = known.options(&words[first..])?;
        let given = |option: &KnownOption| option.names.iter().any(|name| options.contains_key(name));
        match known.options.iter().find(|option| option.required && !given(option)) {
            Some(missing) => Err(format!("the following arguments are required: {}", missing.names.join("/"))),
            None => Ok(Call { command, options }),
        }
    }
}

impl KnownCommand {
    fn options(&self, words: &[String]) -> Result<BTreeMap<String, Vec<String>>, String> {
        let mut options: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut at = 0;
        while let Some(name) = words.get(at) {
            let known = self.options.iter().find(|option| option.names.contains(name));
            let known = known.ok_or_else(|| format!("unrecognized arguments: {name}"))?;
            let most = match known.takes {
                Takes::Nothing => 0,
                Takes::One => 1,
                Takes::Many => usize::MAX,
            };
            let values: Vec<String> =
                words[at + 1..].iter().take(most).take_while(|word| !word.starts_with('-')).cloned().collect();
            at += 1 + values.len();
            if values.is_empty() && known.takes != Takes::Nothing {
                return Err(format!("argument {name}: expected one argument"));
            }
            known.check(name, &values)?;
            if options.insert(name.clone(), values).is_some() {
                return Err(format!("{name} stands twice"));
            }
        }
        Ok(options)
    }
}

impl KnownOption {
    fn check(&self, name: &str, values: &[String]) -> Result<(), String> {
        let fits = |value: &String| self.values.as_ref().is_none_or(|known| known.contains(value));
        match values.iter().find(|value| !fits(value)) {
            Some(wrong) => Err(format!("argument {name}: invalid choice: {wrong}")),
            None => Ok(()),
        }
    }
}

#[test]
fn the_record_says_where_it_is_from() {
    let record = Record::read();
    assert_eq!(record.package, "azure-cli");
    assert!(record.version.split('.').count() == 3 && record.recorded.len() == 10);
    assert!(record.commands.values().all(|command| !command.summary.is_empty() && command.options.len() > 4));
}

#[test]
fn what_azure_cli_refuses_is_refused_here() {
    let record = Record::read();
    let said = |line: &str| record.take_apart(&line.split(' ').map(str::to_owned).collect::<Vec<_>>()).err();
    assert_eq!(said("ad sp create --id x --query id --output tsv"), None);
    assert_eq!(said("ad sp make --id x").as_deref(), Some("'ad sp make' is not recognized"));
    assert_eq!(said("ad sp create").as_deref(), Some("the following arguments are required: --id"));
    assert_eq!(said("ad sp create --id x --force").as_deref(), Some("unrecognized arguments: --force"));
    assert_eq!(said("ad sp create --id x --output xml").as_deref(), Some("argument --output: invalid choice: xml"));
    assert_eq!(said("rest --url").as_deref(), Some("argument --url: expected one argument"));
}
