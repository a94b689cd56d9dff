//! Why a command ends without its answer, and how that is said: on stderr, as a sentence or, with `--json`, as one JSON object
//! `{"error":{"kind","message","choices"}}`.

use std::process::ExitCode;

use clap::{
    CommandFactory,
    error::{ContextKind, ContextValue, ErrorKind},
};
use serde::Serialize;

use crate::{NotFoundOut, arguments::Arguments};

/// Why a command ends without its answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    /// What was typed is no use of this program. It names what there is.
    #[error(transparent)]
    Usage(#[from] Box<clap::Error>),
    /// What it was asked about is not fit to be looked at; a sentence.
    #[error("{0}")]
    NotWell(String),
    /// It could not be found out.
    #[error(transparent)]
    NotFoundOut(#[from] NotFoundOut),
}

/// What `--json` prints on stderr.
#[derive(Serialize)]
struct Told {
    error: ToldError,
}

#[derive(Serialize)]
struct ToldError {
    kind: &'static str,
    message: String,
    choices: Vec<String>,
}

impl From<clap::Error> for Refusal {
    fn from(error: clap::Error) -> Self {
        Self::Usage(Box::new(error))
    }
}

impl Refusal {
    /// `value` stands where only one of `choices` can: the same words as for a value that clap itself refuses.
    pub(crate) fn no_such(argument: String, value: &str, choices: Vec<String>) -> Self {
        let mut error = clap::Error::new(ErrorKind::InvalidValue).with_cmd(&Arguments::command());
        error.insert(ContextKind::InvalidArg, ContextValue::String(argument));
        error.insert(ContextKind::InvalidValue, ContextValue::String(value.to_owned()));
        error.insert(ContextKind::ValidValue, ContextValue::Strings(choices));
        error.into()
    }

    /// What was typed does not fit together; a sentence.
    pub(crate) fn wrong_usage(sentence: &str) -> Self {
        Box::new(clap::Error::raw(ErrorKind::ArgumentConflict, format!("{sentence}\n"))).into()
    }

    /// Says it, and gives the exit code.
    pub(crate) fn tell(&self, json: bool) -> ExitCode {
        if let Self::Usage(asked) = self
            && !asked.use_stderr()
        {
            // Help and version are an answer.
            let _ = asked.print();
            return ExitCode::SUCCESS;
        }
        match self {
            _ if json => eprintln!("{}", self.to_json()),
            Self::Usage(error) if self.no_such_sentence().is_none() => eprint!("{}", error.render()),
            Self::Usage(_) | Self::NotWell(_) | Self::NotFoundOut(_) => eprintln!("error: {}", self.message()),
        }
        ExitCode::from(self.code())
    }

    fn code(&self) -> u8 {
        match self {
            Self::NotWell(_) => 1,
            Self::Usage(_) => 2,
            Self::NotFoundOut(_) => 3,
        }
    }

    fn to_json(&self) -> String {
        let kind = match self {
            Self::NotWell(_) => "not-well",
            Self::Usage(_) => "wrong-usage",
            Self::NotFoundOut(_) => "not-found-out",
        };
        let told = Told { error: ToldError { kind, message: self.message(), choices: self.choices() } };
        serde_json::to_string(&told).unwrap_or_default()
    }

    /// One line.
    fn message(&self) -> String {
        if let Some(sentence) = self.no_such_sentence() {
            return sentence;
        }
        let text = self.to_string();
        let line = text.lines().next().unwrap_or_default();
        line.strip_prefix("error: ").unwrap_or(line).to_owned()
    }

    /// A name there is none of, with all that there are.
    fn no_such_sentence(&self) -> Option<String> {
        let Self::Usage(error) = self else { return None };
        let text = |kind| match error.get(kind) {
            Some(ContextValue::String(text)) if !text.is_empty() => Some(text.as_str()),
            _ => None,
        };
        let (value, argument) = text(ContextKind::InvalidValue).zip(text(ContextKind::InvalidArg))?;
        let choices = Some(self.choices()).filter(|choices| !choices.is_empty())?;
        Some(format!("there is no '{value}' for {argument}; there are: {}", choices.join(", ")))
    }

    /// What there is in place of what was typed.
    fn choices(&self) -> Vec<String> {
        let Self::Usage(error) = self else { return Vec::new() };
        match error.get(ContextKind::ValidValue).or_else(|| error.get(ContextKind::ValidSubcommand)) {
            Some(ContextValue::Strings(choices)) => choices.clone(),
            Some(ContextValue::String(choice)) => vec![choice.clone()],
            _ => Vec::new(),
        }
    }
}
