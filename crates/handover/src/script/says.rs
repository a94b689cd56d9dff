//! What a script says: sentences of the catalogue as comments, and as lines it prints.
//!
//! In bash a comment is a command that does nothing with a quoted text: zsh, the shell of macOS, takes lines that begin with `#` for
//! commands when they are pasted (zsh manual, `INTERACTIVE_COMMENTS`), and a name in one would be run.

use sendoff_problem::is_unfit;
use sendoff_recipes::PermissionKind;
use sendoff_words::{Args, Text, Words};

use super::{Dialect, Registration, bash::quote};

/// Columns of a comment, with its mark.
const COLUMNS: usize = 110;

/// Lines around the block, without their words.
const RULE: &str = "==========";

/// The catalogue, filled for one script.
pub(super) struct Says<'a> {
    pub(super) words: &'a Words,
    pub(super) registration: &'a Registration,
    pub(super) dialect: Dialect,
}

impl Says<'_> {
    fn args(&self) -> Args {
        Args::none()
            .name("name", &self.registration.display_name)
            .name("application", &self.registration.application)
            .portal("clear", self.clear())
            .portal("shell", self.registration.cloud.as_ref().map_or("shell.azure.com", |cloud| cloud.shell.as_str()))
    }

    /// The command that empties the screen.
    const fn clear(&self) -> &'static str {
        match self.dialect {
            Dialect::AzureCli => "clear",
            Dialect::GraphPowerShell => "Clear-Host",
        }
    }

    /// A sentence as one line.
    pub(super) fn line(&self, id: &str) -> String {
        self.words.line(id, &self.args()).chars().filter(|character| !is_unfit(*character)).collect()
    }

    /// A sentence as lines of comment, which end with the last one.
    pub(super) fn comment(&self, id: &str, indent: &str) -> String {
        let lines = wrapped(&self.line(id), COLUMNS - indent.len());
        lines.iter().flat_map(|line| [indent.to_owned(), self.remark(line), "\n".to_owned()]).collect()
    }

    /// One line that does nothing. Behind a last character that is not ASCII stands a blank: Windows PowerShell may read a file in a
    /// code page in which its last byte and the next one are one character, which must not be the end of the line.
    fn remark(&self, line: &str) -> String {
        match self.dialect {
            Dialect::AzureCli => format!(": {}", quote(line)),
            Dialect::GraphPowerShell if line.ends_with(|last: char| !last.is_ascii()) => format!("# {line} "),
            Dialect::GraphPowerShell => format!("# {line}"),
        }
    }

    /// Between two sentences.
    const fn gap(&self) -> &'static str {
        match self.dialect {
            Dialect::AzureCli => "\n",
            Dialect::GraphPowerShell => "#\n",
        }
    }

    /// What stands at the head of the script, as comments.
    pub(super) fn head(&self) -> String {
        let (how, tried) = match self.dialect {
            Dialect::AzureCli => ("script-how-azure-cli", "script-tried-azure-cli"),
            Dialect::GraphPowerShell => ("script-how-graph-powershell", "script-tried-graph-powershell"),
        };
        let application = self.registration.wants(PermissionKind::Application);
        let approves = if application { "script-who-approves-application" } else { "script-who-approves" };
        let approve = self.registration.approve.then_some(approves);
        let secret = self.registration.secret.as_ref().map(|_| "script-secret-note");
        let ids = ["script-title", how, "script-who"].into_iter().chain(approve).chain(secret);
        ids.chain(["script-stops", tried]).map(|id| self.comment(id, "")).collect::<Vec<_>>().join(self.gap())
    }

    /// How to run it, and what to do with what it prints.
    pub(super) fn instructions(&self) -> Vec<Text> {
        let how = match self.dialect {
            Dialect::AzureCli => "script-how-azure-cli",
            Dialect::GraphPowerShell => "script-how-graph-powershell",
        };
        [how, "script-stops", self.afterwards()].into_iter().map(|id| self.words.text(id, &self.args())).collect()
    }

    /// What to do with the block.
    pub(super) const fn afterwards(&self) -> &'static str {
        if self.registration.secret.is_some() { "script-afterwards" } else { "script-afterwards-without-secret" }
    }

    /// The line before the block.
    pub(super) fn block_begins(&self) -> String {
        format!("{RULE} {} {RULE}", self.line("script-block-begins"))
    }

    /// The line after the block.
    pub(super) fn block_ends(&self) -> String {
        format!("{RULE} {} {RULE}", self.line("script-block-ends"))
    }
}

/// Breaks a sentence between words, to lines of so many columns with their mark.
fn wrapped(sentence: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in sentence.split_whitespace() {
        let length = 2 + line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && length > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}
