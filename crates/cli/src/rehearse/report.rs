//! What a rehearsal found out, in the words of the script face. Secrets are masked: they never get here.

use serde::Serialize;

/// `sendoff rehearse --json`.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    /// The recipe's id.
    pub(crate) recipe: String,
    /// Every step in order.
    pub(crate) steps: Vec<StepReport>,
    /// What was proved: labels of the summary.
    pub(crate) proved: Vec<String>,
    /// The message the server accepted.
    pub(crate) sent: Option<SentReport>,
    /// What was read back from the mailbox; this recipe only sends.
    pub(crate) read: Vec<String>,
    /// Whether the vault gave back what was saved.
    pub(crate) saved: bool,
    /// The application's fields.
    #[serde(rename = "handover")]
    pub(crate) hand_over: Vec<HandOverReport>,
    /// How long it took.
    pub(crate) seconds: u64,
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

/// One explained error.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ProblemReport {
    /// The kind's word.
    pub(crate) kind: String,
    /// The code as the provider writes it.
    pub(crate) code: Option<String>,
    /// What happened, as the person read it.
    pub(crate) title: String,
    /// The step it sent the person to.
    pub(crate) step: Option<String>,
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
    /// Prints it for people.
    pub(crate) fn print(&self) {
        for step in &self.steps {
            println!("{:<18} {}", step.id, step.state);
            if let Some(problem) = &step.problem {
                println!("{:<18} {}", "", problem.title);
            }
        }
        if let Some(sent) = &self.sent {
            println!("\nTest message in the practice inbox: {}", sent.message_id);
        }
        println!("Proved: {}", self.proved.join(", "));
        println!("Saved and read back: {}\n", if self.saved { "yes" } else { "no" });
        for row in &self.hand_over {
            println!("{:<16} {}", row.label, row.value);
        }
        println!("\n{} seconds", self.seconds);
    }
}
