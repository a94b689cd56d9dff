//! Cloud Shell, as far as a set-up script needs it. Nothing is run: the lines are read one by one, the requests in them are made
//! to the practice directory, and what the script would print is printed. A request the office does not know ends it.
//!
//! Commands and options: Azure CLI 2.91.0 (`az rest`, `az ad`, `az account`); bodies: learn.microsoft.com/graph/api, resources
//! application, oAuth2PermissionGrant and appRoleAssignment (copies of 2025).

mod request;
mod words;

use super::{Office, PortalRefusal};
use crate::directory::AppId;
use jiff::ToSpan as _;
use jiff::tz::TimeZone;
use thiserror::Error;
use words::{Variables, Word, words};

/// Why a script ended before its end.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ShellRefusal {
    /// There is nothing in it that the office reads.
    #[error("This is not a script for Azure CLI in bash, or not the whole of it.")]
    NoScript,
    /// A command the office does not know.
    #[error("The practice shell does not know this request: {0}")]
    Unknown(String),
    /// A body that is not what the request takes.
    #[error("The body of the request {0} cannot be read.")]
    Body(String),
    /// A registration of this name is there.
    #[error("There is an app registration {0} already. Nothing was changed.")]
    Exists(String),
    /// The directory refuses it.
    #[error("{0}")]
    Portal(#[from] PortalRefusal),
}

/// A script while it is read.
struct Shell<'a> {
    office: &'a Office,
    variables: Variables,
    app: Option<AppId>,
    printed: Vec<String>,
}

impl Office {
    /// Reads a script for Azure CLI in bash and makes its requests. What it would print, as far as the first refusal.
    pub fn read_shell_script(&self, text: &str) -> (String, Option<ShellRefusal>) {
        let mut shell = Shell { office: self, variables: Variables::default(), app: None, printed: Vec::new() };
        let refusal = shell.read(text).err();
        (shell.printed.concat(), refusal)
    }
}

impl Shell<'_> {
    fn read(&mut self, text: &str) -> Result<(), ShellRefusal> {
        self.variables.set("tenant_id", self.office.tenant().to_string());
        self.variables.set("account", "practice".to_owned());
        let joined = text.replace("\r\n", "\n").replace("\\\n", " ");
        for line in joined.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            self.line(line)?;
        }
        if self.app.is_some() { Ok(()) } else { Err(ShellRefusal::NoScript) }
    }

    fn line(&mut self, line: &str) -> Result<(), ShellRefusal> {
        if let Some(command) = az(line) {
            let words: Vec<String> = words(command, &self.variables).into_iter().map(Word::into_text).collect();
            self.request(&words)
        } else if let Some(period) = line.strip_prefix("ends=$(date -u -d '+") {
            self.ends(period)
        } else {
            if let Some(said) = line.strip_prefix("printf ") {
                self.print(said);
            }
            Ok(())
        }
    }

    /// `+6 months -1 day`, at the end of that day.
    fn ends(&mut self, period: &str) -> Result<(), ShellRefusal> {
        let months = period.split(' ').next().and_then(|months| months.parse::<i64>().ok());
        let today = self.office.lock().now().to_zoned(TimeZone::UTC).date();
        let day = months.filter(|months| (1..=24).contains(months)).map(|months| today.checked_add(months.months()));
        let day = day.and_then(Result::ok).and_then(|day| day.checked_sub(1.day()).ok());
        let day = day.ok_or(PortalRefusal::Lifetime)?;
        self.variables.set("ends", format!("{day}T23:59:59Z"));
        Ok(())
    }

    /// What goes to standard output: the format once for each word, once for each address where it is one.
    fn print(&mut self, said: &str) {
        if said.contains(">&2") || said.contains(" | ") {
            return;
        }
        let all: Vec<Vec<Word>> = match self.variables.get("redirects") {
            Some(redirects) if said.contains("$redirect\"") => {
                let redirects: Vec<String> = redirects.lines().map(str::to_owned).collect();
                let each = |redirect: String| words(said, &self.variables.with("redirect", redirect));
                redirects.into_iter().map(each).collect()
            }
            _ => vec![words(said, &self.variables)],
        };
        for words in all {
            let mut words = words.into_iter().map(Word::into_text);
            let format = words.next().unwrap_or_default().replace("\\n", "\n");
            self.printed.extend(words.map(|word| format.replace("%s", &word)));
        }
    }
}

/// The command of Azure CLI in a line, if that is what it does.
fn az(line: &str) -> Option<&str> {
    let (before, command) = line.split_once("az ")?;
    let begins = before.is_empty() || before.ends_with("$(") || before.ends_with("patiently ");
    (begins && !before.contains('\'')).then_some(command)
}
