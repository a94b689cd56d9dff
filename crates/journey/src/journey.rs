//! The place of one set-up.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};
use sendoff_intake::{Known, Manifest, check_field};
use sendoff_problem::Problem;
use sendoff_recipes::{Access, Recipe};
use sendoff_values::{ConnectionId, FieldId, MailAddress, OperationNumber, StepId};
use serde::{Deserialize, Serialize};

use crate::{
    about::About,
    accesses::Accesses,
    answer::RowId,
    approval::Approval,
    by_script::{ByScript, Scriptwork},
    chosen_file::Choosing,
    context::Context,
    effect::{ComesBack, Effect},
    event::{Comparison, Event},
    phase::Phase,
    prepare::{Prepare, SecretKey},
    proof::Credentials,
    refusal::NotNow,
    running::{Errand, Goal, Logs, Running, Trouble},
    screen::Screen,
    slot::Slot,
    stored::Stored,
    typed_answer::TypedAnswers,
    view,
    world::World,
};

/// One set-up, from its first step to its hand-over. It holds no secret: reading it back is resuming it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Stored", try_from = "Stored")]
pub struct Journey {
    pub(crate) id: ConnectionId,
    pub(crate) about: About,
    pub(crate) started_at: Timestamp,
    pub(crate) prepare: Prepare,
    pub(crate) phase: Phase,
    /// The step that is shown.
    pub(crate) current: StepId,
    /// Rises when another page is shown.
    pub(crate) page: u64,
    /// Counts every Continue that found something.
    pub(crate) attempt: u64,
    /// The step whose problems are shown because Continue was pressed there.
    pub(crate) tried: Option<StepId>,
    pub(crate) running: Option<Running>,
    pub(crate) next_operation: u64,
    pub(crate) logs: Logs,
    pub(crate) trouble: Option<Trouble>,
    pub(crate) errand: Option<Errand>,
    /// The person came from the summary and goes back there.
    pub(crate) returning: bool,
    /// Mailbox and organisation while they are changed.
    pub(crate) edits: Edits,
    /// When the last test messages were sent; three at most.
    pub(crate) sends: Vec<Timestamp>,
    /// To whom the test message goes.
    pub(crate) recipient: Slot<MailAddress>,
    pub(crate) session: Session,
    pub(crate) history: History,
    /// What is known of an administrator's approval.
    pub(crate) approval: Option<Approval>,
    /// The application's own actions that were ticked.
    pub(crate) afterwards: BTreeSet<u8>,
    /// The connection as it was saved, while other values are proved for it. It counts until they are saved.
    pub(crate) renewing: Option<Box<Journey>>,
}

/// What belongs to this sitting only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Session {
    /// When portal pages were opened.
    pub(crate) opened: BTreeMap<StepId, Timestamp>,
    /// The secret comes from the keychain, and is there whatever happens here.
    pub(crate) secret_is_kept: bool,
    /// The row that is being copied.
    pub(crate) copying: Option<(OperationNumber, RowId)>,
    /// Rows that were copied.
    pub(crate) copied: BTreeSet<RowId>,
    /// The secret's row that was copied last, and when it is taken off the clipboard.
    pub(crate) copied_secret: Option<(RowId, Timestamp)>,
    /// The row that was to be copied last, and why it was not.
    pub(crate) uncopied: Option<(RowId, Problem)>,
    /// What the last paste gave.
    pub(crate) paste: Option<PasteReport>,
    /// The manifest that was pasted last, or why it could not be read.
    pub(crate) manifest: Option<Result<Box<Manifest>, Problem>>,
    /// The file that is asked for.
    pub(crate) choosing: Option<Choosing>,
    /// The field the last paste was aimed at.
    pub(crate) aim: Option<FieldId>,
    /// Rows that were pasted back.
    pub(crate) compared: BTreeMap<RowId, Comparison>,
    /// Something went wrong beside any operation: a page or a file.
    pub(crate) aside: Option<Problem>,
    /// Where the sheet was written.
    pub(crate) sheet: Option<String>,
    /// Whether the reminder was written.
    pub(crate) reminder: bool,
    /// Where the file with access was written.
    pub(crate) token_file: Option<String>,
    /// Whether the application's table was written.
    pub(crate) table: bool,
    /// The file that was written last, until that is no longer said.
    pub(crate) written: Option<Written>,
    /// Whether the values alone are shown, in a narrow window.
    pub(crate) strip: bool,
    /// The page *Do it by script*, while it is open.
    pub(crate) by_script: Option<ByScript>,
    /// What a script has done, until the next page.
    pub(crate) scriptwork: Option<Scriptwork>,
    /// How the answer of a sign-in comes back, as the person wanted it last.
    pub(crate) comes_back: ComesBack,
    /// The names of the provider while they are typed.
    pub(crate) names: TypedAnswers,
    /// Whether browsers go by a proxy to what was reached last.
    pub(crate) by_proxy: bool,
    /// When the set-up was last written down.
    pub(crate) remembered: Option<Timestamp>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// What for.
    pub(crate) goal: Goal,
    /// Where.
    pub(crate) path: String,
}

/// The set-up's own facts while the person changes them; they take effect on Continue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Edits {
    pub(crate) mailbox: Slot<MailAddress>,
    pub(crate) organisation: Slot<String>,
}

/// What the last paste gave, for the line under the paste box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PasteReport {
    pub(crate) step: StepId,
    /// Whether it was pasted as a manifest.
    pub(crate) of_manifest: bool,
    /// What was taken, wherever it belongs; each once.
    pub(crate) found: Vec<FieldId>,
    pub(crate) problems: Vec<Problem>,
}

/// What happened in earlier sittings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct History {
    /// The last time somebody signed in.
    pub(crate) signed_in_at: Option<Timestamp>,
    /// The last time a test message was accepted.
    pub(crate) tested_at: Option<Timestamp>,
    /// Whether the application's machine was reached when it was first tried: then nothing was opened for it.
    #[serde(default)]
    pub(crate) reached_at_once: bool,
    /// The accesses that were given.
    #[serde(default)]
    pub(crate) accesses: Accesses,
    /// Whether this set-up was read back.
    #[serde(skip)]
    pub(crate) resumed: bool,
}

impl Journey {
    /// A new set-up for what the questions gave, begun now at the recipe's first step.
    pub fn new(id: ConnectionId, about: About, first: StepId, now: Timestamp) -> Self {
        let mut journey = Self {
            id,
            about,
            started_at: now,
            prepare: Prepare::default(),
            phase: Phase::Preparing,
            current: first,
            page: 0,
            attempt: 0,
            tried: None,
            running: None,
            next_operation: 1,
            logs: Logs::default(),
            trouble: None,
            errand: None,
            returning: false,
            edits: Edits::default(),
            sends: Vec::new(),
            recipient: Slot::default(),
            session: Session::default(),
            history: History::default(),
            approval: None,
            afterwards: BTreeSet::new(),
            renewing: None,
        };
        let mailbox = journey.about.mailbox.clone();
        journey.set_recipient(mailbox.as_str());
        journey
    }

    /// Takes one event. A refused one changes nothing.
    ///
    /// Whenever what is worth writing down has changed, the last effect is [`Effect::Remember`].
    pub fn handle(&mut self, event: Event, now: Timestamp, world: &World<'_>) -> Result<Vec<Effect>, NotNow> {
        let chosen = self.chosen_with(world).ok_or(NotNow::NotHere)?;
        let context = chosen.context(world, now);
        let mut next = self.clone();
        let mut effects = next.take(event, &context)?;
        if !next.is_renewal() && Stored::of(&next) != Stored::of(self) {
            effects.push(Effect::Remember(Box::new(next.clone())));
        }
        *self = next;
        Ok(effects)
    }

    /// What is shown. Without a recipe of this name (a set-up of another version), a page that says so.
    pub fn screen(&self, now: Timestamp, world: &World<'_>) -> Screen {
        match self.chosen_with(world) {
            Some(chosen) => view::screen(self, &chosen.context(world, now)),
            None => view::recipe_gone(self, world),
        }
    }

    fn take(&mut self, event: Event, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        match event {
            Event::Said(said) => self.said(said, context),
            // What is being saved was proved; a paste that comes now must not take its proof away.
            Event::Read(read) if self.is_saving() => Ok(read.forgotten()),
            Event::Held(_, held) if self.is_saving() => Ok(vec![Effect::Forget(held.handle)]),
            Event::Read(read) => Ok(self.read(read, context)),
            Event::FileChosen { operation, file } => self.file_chosen(operation, file, context),
            Event::Held(field, held) => Ok(self.typed_secret(field, held, context)),
            Event::BrowserText(text) => Ok(self.browser_text(text)),
            Event::ClipboardUnreadable(target, problem) => self.clipboard_unreadable(target, problem),
            Event::Stage(report) => self.stage(&report),
            Event::Finished { operation, outcome } => self.finished(operation, *outcome, context),
            Event::AttemptWarned { operation, problem } => self.judged(operation, problem),
            Event::Compared { row, comparison } => self.compared(row, comparison, context),
            Event::ScriptWritten(wish, script) => self.script_written(&wish, script),
            Event::PageOpened => {
                self.page_opened(context.now);
                Ok(Vec::new())
            }
            Event::PageNotOpened(problem) | Event::NotRemembered(problem) => {
                self.session.aside = Some(problem);
                Ok(Vec::new())
            }
            Event::Remembered => {
                self.session.remembered = Some(context.now);
                Ok(Vec::new())
            }
            Event::Copied(operation) => self.copied(operation, None),
            Event::SecretCopied(operation, clears_at) => self.copied(operation, Some(clears_at)),
            Event::NotCopied(operation, problem) => self.not_copied(operation, problem),
            Event::Checked(_)
            | Event::Connections(_)
            | Event::ConnectionsNotRead(_)
            | Event::Loaded(_)
            | Event::NotLoaded(..)
            | Event::NewId(_)
            | Event::SecretLooked(..)
            | Event::SecretNotTaken(_)
            | Event::Deleted { .. }
            | Event::NotDeleted(..)
            | Event::UndoOver(_)
            | Event::Restored(_)
            | Event::NotRestored(..)
            | Event::Practice(_)
            | Event::SettingsKept
            | Event::SettingsNotKept(_)
            | Event::SettingsNotRead(_)
            | Event::Recipe(_)
            | Event::FolderNotOpened(_) => Err(NotNow::NotHere),
        }
    }

    /// The set-up's id.
    pub fn id(&self) -> &ConnectionId {
        &self.id
    }

    /// For which mailbox, application and organisation it is.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// The step that is shown.
    pub fn step(&self) -> StepId {
        self.current
    }

    /// When it was saved; `None` until then.
    pub fn saved_at(&self) -> Option<Timestamp> {
        self.phase.saved().map(|record| record.saved_at)
    }

    /// When the connection was last seen to work; `None` until it is saved.
    pub fn checked_at(&self) -> Option<Timestamp> {
        self.phase.saved().map(|record| record.signed_in_at.max(record.tested_at))
    }

    /// Whether the day on which something ends is that of the access, and not of a secret.
    pub(crate) fn access_ends(&self) -> bool {
        self.prepare.end.end.is_some_and(|end| end.source == crate::effect::DaySource::Granted)
    }

    /// The day the secret ends, once that is known.
    pub fn secret_ends(&self) -> Option<Date> {
        self.prepare.end.end.map(|end| end.day)
    }

    /// What the reading of a paste may build on.
    pub fn known(&self, today: Date) -> Known {
        self.prepare.known(&self.about, today)
    }

    /// Numbers operations from `first` on, so that a late result of another set-up cannot be taken for one of this.
    pub(crate) fn number_from(&mut self, first: u64) {
        self.next_operation = self.next_operation.max(first);
    }

    /// What a check of the secret needs, once all of it is there.
    pub(crate) fn secret_key(&self) -> Option<SecretKey> {
        self.prepare.secret_key(self.about.naming)
    }

    /// What a sign-in would use, or a test where nobody signs in before it, once all of it is there.
    pub(crate) fn credentials(&self, recipe: &Recipe) -> Option<Credentials> {
        match recipe.access {
            Access::Delegated | Access::Application => {}
            Access::Password => return self.password_alone(),
            Access::ServiceAccount => return self.key_of_account(recipe),
        }
        let key = self.secret_key()?;
        Some(Credentials {
            tenant: key.tenant,
            client_id: Some(key.client_id),
            secret: key.secret,
            mailbox: self.about.mailbox.clone(),
            permissions: recipe.requests().map(str::to_owned).collect(),
            account: None,
        })
    }

    /// What a service account would sign with.
    fn key_of_account(&self, recipe: &Recipe) -> Option<Credentials> {
        let account = self.prepare.account.clone()?;
        Some(Credentials {
            tenant: None,
            client_id: Some(account.id.clone().into()),
            secret: self.prepare.secret_handle()?,
            mailbox: self.about.mailbox.clone(),
            permissions: recipe.requests().map(str::to_owned).collect(),
            account: Some(account),
        })
    }

    /// What a test by a password would use.
    fn password_alone(&self) -> Option<Credentials> {
        let (secret, mailbox) = (self.prepare.secret_handle()?, self.about.mailbox.clone());
        Some(Credentials { tenant: None, client_id: None, secret, mailbox, permissions: Vec::new(), account: None })
    }

    pub(crate) fn set_recipient(&mut self, text: &str) {
        self.recipient.put(text);
        self.recipient.judge(check_field(FieldId::Mailbox, text, &Known::default()));
    }

    /// Shows another page.
    pub(crate) fn go(&mut self, step: StepId) {
        if self.current != step {
            self.current = step;
            self.page += 1;
            self.tried = None;
            self.leave_script();
            self.session.leave_page();
        }
    }
}

impl Session {
    /// What was said on one page is not said on the next.
    pub(crate) fn leave_page(&mut self) {
        self.scriptwork = None;
        self.paste = None;
        self.aside = None;
        self.uncopied = None;
        self.written = None;
    }
}

impl Journey {
    /// Whether there is a secret that leaving would lose.
    pub(crate) fn has_unsaved_secret(&self) -> bool {
        self.phase.saved().is_none() && self.prepare.held().is_some() && !self.session.secret_is_kept
    }

    /// Whether a live step has succeeded and only Continue is left to press.
    pub(crate) fn may_move_on(&self) -> bool {
        let done = (self.current == StepId::SignIn && self.phase.sign_in().is_some())
            || (self.current == StepId::Test && self.phase.test().is_some());
        done && !self.is_awaited() && self.trouble_here().is_none()
    }

    /// The person leaves: what is under way ends, the unproved secret and the access are forgotten. Nothing while saving.
    pub(crate) fn leave(&mut self) -> Option<Vec<Effect>> {
        if self.is_saving() {
            return None;
        }
        let running = self.running.take().map(|running| running.operation);
        let choosing = self.session.choosing.take().map(|choosing| choosing.operation);
        let copying = self.session.copying.take().map(|(operation, _)| operation);
        let mut effects: Vec<Effect> = running.into_iter().chain(choosing).chain(copying).map(Effect::Cancel).collect();
        if !self.is_renewal() {
            effects.push(Effect::Remember(Box::new(self.clone())));
        }
        effects.extend(self.prepare.secret_handle().map(Effect::Forget));
        effects.extend(self.drop_proof());
        Some(effects)
    }
}
