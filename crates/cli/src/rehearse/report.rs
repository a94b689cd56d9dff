//! What a rehearsal found out, in the words of the script face. Secrets are masked: they never get here.

use sendoff_engine::{
    screens::ProblemView,
    script::{self, Told},
};
use sendoff_problem::{Kind, WhoActs};
use sendoff_words::{Args, Text, Words};
use serde::Serialize;

use super::reading::goes_to;
use crate::{arguments::ApprovalWay, explanation::rows};

/// How many columns the name of a step or a row takes.
const NAME: usize = 19;

/// `sendoff rehearse --json`.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    /// The recipe's id.
    pub(crate) recipe: String,
    /// Every step in order.
    pub(crate) steps: Vec<StepReport>,
    /// What was made to go wrong, if anything was.
    pub(crate) fault: Option<FaultReport>,
    /// How an administrator approved, where the recipe asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) approval: Option<ApprovalReport>,
    /// What the registration's manifest was found to differ in, where it was pasted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) manifest: Option<ManifestReport>,
    /// What stood out among the permissions granted, where something did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) permissions: Option<PermissionsReport>,
    /// What was proved: labels of the summary.
    pub(crate) proved: Vec<String>,
    /// The message the server accepted.
    pub(crate) sent: Option<SentReport>,
    /// By which ways the mailbox was opened and read.
    pub(crate) read: Vec<&'static str>,
    /// Whether the vault gave back what was saved.
    pub(crate) saved: bool,
    /// The application's fields.
    #[serde(rename = "handover")]
    pub(crate) hand_over: Vec<HandOverReport>,
    /// How long it took.
    pub(crate) seconds: u64,
}

/// How an administrator approved.
#[derive(Debug, Serialize)]
pub(crate) struct ApprovalReport {
    /// The way.
    pub(crate) way: ApprovalWay,
    /// What was refused before, by the words of its kinds.
    pub(crate) refused: Vec<String>,
    /// Whether it was approved.
    pub(crate) approved: bool,
}

/// What stood out among the permissions granted, by their names.
#[derive(Debug, Default, Serialize)]
pub(crate) struct PermissionsReport {
    /// Needed and not granted, whenever it was.
    pub(crate) missing: Vec<String>,
    /// Told as a caution.
    pub(crate) cautions: Vec<String>,
}

/// What a manifest was found to differ in, as the person read it.
#[derive(Debug, Serialize)]
pub(crate) struct ManifestReport {
    /// What stops the set-up.
    pub(crate) differs: Vec<String>,
    /// What stops nothing.
    pub(crate) worth_a_look: Vec<String>,
}

impl PermissionsReport {
    fn print(&self, words: &Words) {
        for (entry, names) in [("permissions-missing-at-first", &self.missing), ("permissions-caution", &self.cautions)]
        {
            if !names.is_empty() {
                let args = Args::none().name("names", names.join(", "));
                println!("\n{}", words.line(&format!("terminal-{entry}"), &args));
            }
        }
    }
}

impl ManifestReport {
    fn print(&self, words: &Words) {
        let differ = self.differs.is_empty() && self.worth_a_look.is_empty();
        let entry = if differ { "terminal-manifest-fits" } else { "terminal-manifest-differs" };
        println!("\n{}", words.label(entry));
        self.differs.iter().chain(&self.worth_a_look).for_each(|line| println!("  {line}"));
    }
}

/// One step.
#[derive(Debug, Serialize)]
pub(crate) struct StepReport {
    /// Its word.
    pub(crate) id: String,
    /// How it ended: `done`, or the mark of the rail.
    pub(crate) state: String,
    /// The problem that was explained on the way, if any.
    pub(crate) problem: Option<ProblemReport>,
}

/// One explained error: the words of `sendoff explain` where they are the same.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ProblemReport {
    /// The kind's word.
    pub(crate) kind: String,
    /// The code as the provider writes it; none where the provider gave none.
    pub(crate) code: Option<String>,
    /// What happened, why, what to do: as the person read it.
    #[serde(flatten)]
    pub(crate) told: Told,
    /// The step it sent the person to; none where they stay.
    pub(crate) step: Option<String>,
    /// Who must act.
    pub(crate) who_acts: Option<WhoActs>,
    /// Whether it was mended, tried again, and worked.
    pub(crate) mended: bool,
    /// Who must act, as the person read it.
    #[serde(skip)]
    who: String,
    /// The entry of the catalogue that says what mends it.
    #[serde(skip)]
    how: Option<&'static str>,
}

impl ProblemReport {
    /// What stands on the screen; `how` names the words for what mends it.
    pub(crate) fn of(words: &Words, problem: &ProblemView, how: Option<&'static str>) -> Self {
        let code = words.label("detail-code");
        let kind = serde_json::from_value::<Kind>(serde_json::Value::String(problem.kind.clone())).ok();
        let said = words.label("detail-said");
        let detail = |label: &str| problem.details.iter().find(|row| row.label == label).map(|row| row.value.as_str());
        Self {
            kind: problem.kind.clone(),
            code: detail(&code).map(str::to_owned),
            told: Told {
                title: problem.title.line(),
                why: problem.why.line(),
                fix: problem.steps.iter().map(Text::line).collect(),
            },
            step: goes_to(problem).map(|step| step.as_str().to_owned()),
            who_acts: kind.map(|kind| script::who_acts(kind, detail(&code), detail(&said)).unwrap_or(kind.who_acts())),
            mended: false,
            who: problem.who.as_ref().map_or_else(|| words.label("terminal-you"), Text::line),
            how,
        }
    }

    fn print(&self, words: &Words) {
        println!("{:<NAME$}{}", "", self.told.title);
        let mut further = vec![("terminal-who", self.who.clone())];
        further.extend(self.code.clone().map(|code| ("terminal-code", code)));
        further.push(("terminal-mended", self.end(words)));
        for row in rows(words, &self.told, further) {
            println!("{:<NAME$}{row}", "");
        }
    }

    fn end(&self, words: &Words) -> String {
        let Some(how) = self.how.filter(|_| self.mended) else { return words.label("terminal-not-mended") };
        let how = Args::none().name("how", words.label(how));
        match &self.step {
            Some(step) => words.line("terminal-mended-at", &how.name("step", step)),
            None => words.line("terminal-mended-here", &how),
        }
    }
}

/// What was made to go wrong, and what came of it.
#[derive(Debug, Serialize)]
pub(crate) struct FaultReport {
    /// As `--fault` takes it.
    pub(crate) name: &'static str,
    /// What it does.
    pub(crate) does: &'static str,
    /// Whether it took effect.
    pub(crate) happened: bool,
    /// How it was got past, if it was.
    pub(crate) ended: Option<FaultEnd>,
}

/// How a fault was got past.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FaultEnd {
    /// It was explained, mended and tried again.
    Mended,
    /// The assistant waited or asked again by itself.
    WaitedOut,
    /// It stopped nothing and was told as a caution.
    Cautioned,
}

impl FaultReport {
    fn print(&self, words: &Words) {
        println!("\n{}: {}\n  {}", words.label("terminal-fault"), self.name, self.does);
        let entry = match (self.happened, self.ended) {
            (false, _) => "terminal-fault-not-seen",
            (true, Some(FaultEnd::WaitedOut)) => "terminal-waited-out",
            (true, Some(FaultEnd::Cautioned)) => "terminal-cautioned",
            (true, Some(FaultEnd::Mended) | None) => "terminal-fault-explained",
        };
        println!("  {}", words.label(entry));
    }
}

/// The test message.
#[derive(Debug, Serialize)]
pub(crate) struct SentReport {
    /// By which route.
    pub(crate) route: &'static str,
    /// Its identifier as the inbox has it; the inbox gives the message for it.
    pub(crate) message_id: String,
}

/// One field of the application.
#[derive(Debug, Serialize)]
pub(crate) struct HandOverReport {
    /// The application's own label.
    pub(crate) label: String,
    /// The value; dots for a secret.
    pub(crate) value: String,
}

impl Report {
    /// Whether it went to the end, no manifest that was pasted differs, and what was to go wrong did.
    pub(crate) fn is_well(&self) -> bool {
        let registered = self.manifest.as_ref().is_none_or(|manifest| manifest.differs.is_empty());
        self.saved && registered && self.fault.as_ref().is_none_or(|fault| fault.happened)
    }

    /// Prints it for people.
    pub(crate) fn print(&self, words: &Words) {
        for step in &self.steps {
            println!("{:<NAME$}{}", step.id, step.state);
            if let Some(problem) = &step.problem {
                problem.print(words);
            }
        }
        if let Some(fault) = &self.fault {
            fault.print(words);
        }
        if let Some(manifest) = &self.manifest {
            manifest.print(words);
        }
        if let Some(permissions) = &self.permissions {
            permissions.print(words);
        }
        println!();
        if self.saved {
            self.print_end(words);
        } else {
            println!("{}", words.label("terminal-not-saved"));
        }
        let seconds = i64::try_from(self.seconds).unwrap_or(i64::MAX);
        println!("\n{}", words.line("terminal-took", &Args::none().number("count", seconds)));
    }

    fn print_end(&self, words: &Words) {
        if let Some(sent) = &self.sent {
            println!("{}: {}", words.label("terminal-sent"), sent.message_id);
        }
        println!("{}: {}", words.label("terminal-proved"), self.proved.join(", "));
        println!("{}: {}\n", words.label("terminal-saved"), words.label("terminal-yes"));
        let widest = self.hand_over.iter().map(|row| row.label.chars().count() + 1).max().unwrap_or_default().max(NAME);
        for row in &self.hand_over {
            println!("{:<widest$}{}", row.label, row.value);
        }
    }
}
