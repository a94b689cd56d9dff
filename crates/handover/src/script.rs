//! A recipe written out as a script: what the steps at the portal make, made by commands, for people who prefer that.
//!
//! The script makes the app registration, its enterprise application, permissions, *Expose an API* and the client secret, and
//! ends by printing one block that `crates/intake` reads whole. It holds no secret: the one it has made is printed once, where
//! it runs. What it says to a person comes from the catalogue; every other text is quoted for its shell in one place a dialect.
//!
//! The Azure CLI dialect is run by the tests, under bash with a stand-in for `az`. **The PowerShell dialect has never been run**:
//! it is held against a grammar and against Microsoft's pages only (docs/decisions/script.md).

mod azure_cli;
mod bash;
mod graph_powershell;
mod of_recipe;
mod powershell;
mod registration;
mod request;
mod says;

use sendoff_words::{Text, Words};

pub use of_recipe::{NotWritten, Wishes, registration_of};
pub use registration::{ExposedScope, Redirect, Registration, SecretWish, WantedPermission, WhoConsents};

use says::Says;

/// The shell and the tool a script is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Azure CLI 2.x in bash, as Azure Cloud Shell has both.
    AzureCli,
    /// The modules `Microsoft.Graph.Applications` and `Microsoft.Graph.Identity.SignIns` in PowerShell 5.1 or later.
    GraphPowerShell,
}

impl Dialect {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::AzureCli, Self::GraphPowerShell];

    /// Its word: `--dialect azure-cli`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AzureCli => "azure-cli",
            Self::GraphPowerShell => "graph-powershell",
        }
    }

    /// The dialect of this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dialect| dialect.as_str() == word)
    }

    /// The name suggested for its file.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::AzureCli => "sendoff-set-up.sh",
            Self::GraphPowerShell => "sendoff-set-up.ps1",
        }
    }
}

/// A script, ready to be shown, copied or saved. Nothing in it is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// What it is written for.
    pub dialect: Dialect,
    /// The whole text, with line feeds.
    pub text: String,
    /// How to run it and what to do with what it prints, for whoever shows it.
    pub instructions: Vec<Text>,
}

/// Writes the script of a registration in one dialect.
pub fn script(registration: &Registration, dialect: Dialect, words: &Words) -> Script {
    let says = Says { words, registration, dialect };
    let text = match dialect {
        Dialect::AzureCli => azure_cli::write(registration, &says),
        Dialect::GraphPowerShell => graph_powershell::write(registration, &says),
    };
    Script { dialect, text, instructions: says.instructions() }
}
