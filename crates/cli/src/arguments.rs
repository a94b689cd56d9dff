//! What can be typed.

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Sets up a mailbox so that an application can send mail from it.
#[derive(Debug, Parser)]
#[command(name = "sendoff", version, about, disable_help_subcommand = true)]
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
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// What the text on standard input contains; secrets masked
    Read {
        /// Read it as for this application
        #[arg(long, value_name = "ID")]
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

/// What a rehearsal is done with.
#[derive(Args, Debug)]
pub(crate) struct Rehearsal {
    /// The application
    #[arg(long, value_name = "ID", default_value = "tourtools")]
    pub(crate) recipe: String,
    /// Answer a question of the recipe
    #[arg(long, value_name = "QUESTION=VALUE")]
    pub(crate) answer: Vec<String>,
    /// Let this go wrong once, and mend it
    #[arg(long, value_name = "NAME")]
    pub(crate) fault: Option<String>,
    /// Who goes through the consent pages
    #[arg(long, value_enum, default_value_t = BrowserKind::Robot)]
    pub(crate) browser: BrowserKind,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
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
}

/// What to do with the practice office.
#[derive(Debug, Subcommand)]
pub(crate) enum PracticeCommand {
    /// Runs it, prints its addresses, and goes on until stopped
    Serve {
        /// Start with a ready registration for this application
        #[arg(long, value_name = "RECIPE")]
        seed: Option<String>,
        /// Let this go wrong
        #[arg(long, value_name = "NAME")]
        fault: Vec<String>,
        /// Print one line of JSON
        #[arg(long)]
        json: bool,
    },
}
