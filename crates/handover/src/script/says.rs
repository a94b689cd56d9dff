//! What a script says: sentences of the catalogue as comments, and as lines it prints.

use std::fmt::Write;

use sendoff_recipes::PermissionKind;
use sendoff_words::{Args, Text, Words};

use super::{Dialect, Registration};

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
        self.words.line(id, &self.args()).chars().filter(|character| is_plain(*character)).collect()
    }

    /// A sentence as lines of comment, which end with the last one.
    pub(super) fn comment(&self, id: &str, indent: &str) -> String {
        wrapped(&self.line(id), indent)
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
        ids.chain(["script-stops", tried]).map(|id| self.comment(id, "")).collect::<Vec<_>>().join("#\n")
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

/// Whether a character may stand in a script as itself: it is shown, takes its place in the line, and does not reorder, hide or
/// break what stands around it (Unicode TR 36 section 2.5).
pub(super) fn is_plain(character: char) -> bool {
    let hides =
        matches!(character, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}');
    let orders = matches!(character, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    let marks =
        matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
    !character.is_control() && !hides && !orders && !marks
}

/// Breaks a sentence between words.
fn wrapped(sentence: &str, indent: &str) -> String {
    let mut lines = String::new();
    let mut line = String::new();
    for word in sentence.split_whitespace() {
        let length = indent.len() + 2 + line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && length > COLUMNS {
            let _ = writeln!(lines, "{indent}# {line}");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines + &format!("{indent}# {line}\n")
}
