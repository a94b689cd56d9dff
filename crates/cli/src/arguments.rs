//! What can be typed. A name that there is none of is refused here, with all that there are.

use std::path::PathBuf;

use clap::{
    Args, Parser, Subcommand, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use sendoff_engine::{
    by_script::{Dialect, MOST_MONTHS},
    script,
};
use sendoff_practice::{Fault, Seed};

/// What stands under the help.
const AFTER: &str = "\
Exit codes: 0 done, 1 the thing asked about is not well, 2 wrong usage, 3 could not be found out.
With --json a command prints one JSON object; what it refuses it says on stderr, as {\"error\":{\"kind\",\"message\",\"choices\"}}.
No command here touches your keychain or reaches Microsoft: set-ups for real work are made in the window, sendoff-desktop.";

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "sendoff", version, about = "Reads what was copied from a portal, and rehearses a whole set-up in the practice office", after_help = AFTER)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Which applications there are, their questions and steps
    Recipes {
        /// What to do with one of them; without it they are listed.
        #[command(subcommand)]
        command: Option<RecipesCommand>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// What the text on standard input contains; secrets masked
    Read {
        /// Read it as for this application
        #[arg(long, value_name = "ID", value_parser = recipes())]
        recipe: Option<String>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// A whole set-up against the practice office, consent included
    Rehearse(Rehearsal),
    /// The practice office by itself
    Practice {
        /// What to do with it.
        #[command(subcommand)]
        command: PracticeCommand,
    },
}

/// What else to do with recipes.
#[derive(Debug, Subcommand)]
pub(crate) enum RecipesCommand {
    /// What is wrong with a recipe file, with line and column, for every way to answer
    Check {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Writes out what the steps in the portal make, as a script that ends by printing one block to paste
    Script(ScriptWishes),
}

/// What a script is written with.
#[derive(Args, Debug)]
pub(crate) struct ScriptWishes {
    /// The application
    #[arg(value_name = "ID", value_parser = recipes())]
    pub(crate) recipe: String,
    /// The shell and the tool it is for
    #[arg(long, value_name = "NAME", value_parser = dialects(), default_value = Dialect::AzureCli.as_str())]
    pub(crate) dialect: Dialect,
    /// Answer a question of the recipe (see `sendoff recipes`); an address of your own is its own answer
    #[arg(long, value_name = "QUESTION=VALUE", value_parser = answer)]
    pub(crate) answer: Vec<(String, String)>,
    /// Another name for the app registration than the recipe suggests
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// How many months the client secret lasts
    #[arg(long, value_name = "NUMBER", default_value_t = MOST_MONTHS, value_parser = clap::value_parser!(u8).range(1..=i64::from(MOST_MONTHS)))]
    pub(crate) months: u8,
    /// Approve the permissions for everybody as well, which takes an administrator
    #[arg(long)]
    pub(crate) approve: bool,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

/// What a rehearsal is done with.
#[derive(Args, Debug)]
pub(crate) struct Rehearsal {
    /// The application
    #[arg(long, value_name = "ID", default_value = "tourtools", value_parser = recipes())]
    pub(crate) recipe: String,
    /// The application of this recipe file, opened and accepted in the practice office as it would be in the window
    #[arg(long, value_name = "FILE", conflicts_with = "recipe")]
    pub(crate) recipe_file: Option<PathBuf>,
    /// Answer a question of the recipe (see `sendoff recipes`); an address of your own is its own answer
    #[arg(long, value_name = "QUESTION=VALUE", value_parser = answer)]
    pub(crate) answer: Vec<(String, String)>,
    /// Let this go wrong once, and mend it; --help says what each does
    #[arg(long, value_name = "NAME", value_parser = faults())]
    pub(crate) fault: Option<Fault>,
    /// Whose mailbox is set up, and who signs in
    #[arg(long, value_enum, default_value_t = Whose::Own)]
    pub(crate) account: Whose,
    /// Do the steps in the portal by the script for Azure CLI, read by the practice portal
    #[arg(long)]
    pub(crate) by_script: bool,
    /// Paste the registration's manifest once everything in the portal is done, and see that nothing differs
    #[arg(long, conflicts_with = "by_script")]
    pub(crate) paste_manifest: bool,
    /// Who goes through the consent pages
    #[arg(long, value_enum, default_value_t = BrowserKind::Robot)]
    pub(crate) browser: BrowserKind,
    /// How an administrator approves, where the recipe asks for it
    #[arg(long, value_enum, default_value_t = ApprovalWay::Page)]
    pub(crate) approval: ApprovalWay,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

/// Whose mailbox is set up. What a recipe does not let in, ends with the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Whose {
    /// The organisation's.
    Own,
    /// Another organisation's.
    OtherOrganisation,
    /// A guest's of the organisation.
    Guest,
    /// A personal Microsoft account's.
    Personal,
}

/// Who goes through the consent pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BrowserKind {
    /// A robot that reads and submits the pages over HTTP.
    Robot,
    /// The system browser.
    System,
    /// Nobody: the address is printed and the redirect waited for.
    None,
    /// Somebody at another computer: the address is printed, and the one their browser then shows is read from standard
    /// input.
    Elsewhere,
}

/// How an administrator approves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ApprovalWay {
    /// On the approval page that the assistant opens.
    Page,
    /// The same, after somebody tried who may not approve, and after the administrator cancelled.
    Detours,
    /// By the link of the note, after the first check found nothing approved.
    Note,
    /// In the portal.
    Portal,
}

/// What to do with the practice office.
#[derive(Debug, Subcommand)]
pub(crate) enum PracticeCommand {
    /// Runs it, prints its addresses and accounts, and goes on until stopped
    Serve {
        /// Start with a ready registration for this application
        #[arg(long, value_name = "RECIPE", value_parser = seeds())]
        seed: Option<Seed>,
        /// Let this go wrong; --help says what each does
        #[arg(long, value_name = "NAME", value_parser = faults())]
        fault: Vec<Fault>,
        /// Print one line of JSON
        #[arg(long)]
        json: bool,
    },
}

/// The recipes of this build by their words. A build whose recipes cannot be read has none.
fn recipes() -> PossibleValuesParser {
    let there_are = script::recipes().map(|summary| summary.recipes).unwrap_or_default();
    PossibleValuesParser::new(there_are.into_iter().map(|recipe| PossibleValue::new(recipe.id).help(recipe.name)))
}

fn dialects() -> impl TypedValueParser<Value = Dialect> {
    let there_are = Dialect::ALL.map(|dialect| {
        let help = match dialect {
            Dialect::AzureCli => "bash, as in Azure Cloud Shell",
            Dialect::GraphPowerShell => "PowerShell with the module Microsoft.Graph",
        };
        PossibleValue::new(dialect.as_str()).help(help)
    });
    PossibleValuesParser::new(there_are).try_map(|word| Dialect::named(&word).ok_or("no such dialect"))
}

fn faults() -> impl TypedValueParser<Value = Fault> {
    let there_are = Fault::ALL.map(|fault| PossibleValue::new(fault.name()).help(fault.describe()));
    PossibleValuesParser::new(there_are).try_map(|name| name.parse())
}

fn seeds() -> impl TypedValueParser<Value = Seed> {
    PossibleValuesParser::new(Seed::ALL.map(Seed::name)).try_map(|name| name.parse())
}

fn answer(text: &str) -> Result<(String, String), &'static str> {
    let (question, value) = text.split_once('=').ok_or("an answer is QUESTION=VALUE")?;
    Ok((question.to_owned(), value.to_owned()))
}
