//! What a file says itself: every text of it, as it stands there, in frames of its own.

use sendoff_recipes::{HandOverField, Question, Recipe, Run, Runs, Step};
use sendoff_words::{Args, Run as ShownRun, RunKind, Text};

use crate::{
    block::{Block, Quoted, QuotedRow},
    rows::portal_label,
    world::World,
};

/// Frames of the file's words, one a heading of ours.
pub(super) struct ItsWords<'a> {
    pub(super) recipe: &'a Recipe,
    pub(super) world: &'a World<'a>,
}

impl ItsWords<'_> {
    /// Whom it speaks for, as it says.
    pub(super) fn about(&self) -> Block {
        let recipe = self.recipe;
        let guide = [
            plain(&recipe.guide.title),
            self.day("recipe-file-dated", recipe.guide.date),
            self.day("recipe-file-compared", recipe.guide.checked),
        ];
        let support = [plain(&recipe.support.address), plain(&recipe.support.note)];
        self.quoted(vec![
            self.row("recipe-file-name", vec![plain(&recipe.name)]),
            self.row("recipe-file-purpose", vec![plain(&recipe.purpose)]),
            self.row("recipe-file-id", vec![plain(&recipe.id)]),
            self.row("recipe-file-author", vec![plain(&recipe.not_by_vendor)]),
            self.row("recipe-file-guide", guide.into()),
            self.row("recipe-file-support", support.into()),
            self.row("recipe-file-registration", vec![plain(&recipe.registration_name)]),
        ])
    }

    /// Why it says a computer must be reachable; nothing where none must.
    pub(super) fn network(&self) -> Option<Block> {
        let row = |check: &sendoff_recipes::NetworkCheck| QuotedRow {
            label: Text::value(check.host.to_string()),
            texts: vec![plain(&check.why)],
        };
        self.quoted_if_any(self.recipe.network.iter().map(row).collect())
    }

    /// What it says each permission is for.
    pub(super) fn permissions(&self) -> Block {
        let row = |permission: &sendoff_recipes::Permission| QuotedRow {
            label: Text::portal(permission.name.as_str()),
            texts: vec![plain(&permission.allows)],
        };
        self.quoted(self.recipe.permission.iter().map(row).collect())
    }

    /// What it asks; nothing where it asks nothing.
    pub(super) fn questions(&self) -> Option<Block> {
        let row = |question: &Question| {
            let mut texts = vec![plain(&question.title), plain(&question.why)];
            texts.extend(question.typed.iter().map(|typed| plain(&typed.example)));
            for choice in &question.choice {
                texts.push(plain(&choice.label));
                texts.extend(choice.hint.iter().chain(&choice.caution).map(plain));
                texts.extend(choice.domains.iter().map(|domain| self.domain(domain.as_str())));
            }
            texts.extend(self.standing(question));
            QuotedRow { label: Text::value(question.id.as_str()), texts }
        };
        self.quoted_if_any(self.recipe.question.iter().map(row).collect())
    }

    /// A domain whose mailboxes speak for a choice.
    fn domain(&self, domain: &str) -> Text {
        self.world.words.text("recipe-file-domain", &Args::none().value("domain", domain))
    }

    /// What counts while nobody answers, and how it is folded.
    fn standing(&self, question: &Question) -> Vec<Text> {
        let words = self.world.words;
        let stands = question
            .chosen(None)
            .map(|choice| words.text("recipe-file-stands", &Args::none().name("choice", choice.label.as_str())));
        let quiet = question.quiet.as_ref();
        let quiet = quiet.map(|label| words.text("recipe-file-quiet", &Args::none().name("label", label.as_str())));
        stands.into_iter().chain(quiet).collect()
    }

    /// What ends the access, with the days it counts.
    pub(super) fn ends(&self) -> Option<Block> {
        let days = |days: u16| self.world.words.text("recipe-file-days", &Args::none().number("days", u32::from(days)));
        let row = |ends: &sendoff_recipes::Ends| QuotedRow {
            label: self.world.words.say("recipe-file-ends"),
            texts: [plain(&ends.text)].into_iter().chain(ends.days.map(days)).collect(),
        };
        self.quoted_if_any(self.recipe.ends.iter().map(row).collect())
    }

    /// Its steps, with every instruction and note.
    pub(super) fn steps(&self) -> Block {
        let before = self.recipe.before.iter().map(|said| runs(&said.text)).collect();
        let mut rows = vec![self.row("recipe-file-before", before)];
        rows.extend(self.recipe.step.iter().map(|step| self.step(step)));
        self.quoted(rows)
    }

    fn step(&self, step: &Step) -> QuotedRow {
        let mut texts = vec![plain(&step.title), plain(&step.reason)];
        texts.extend(step.remark.iter().map(plain));
        if let Some(card) = &step.portal {
            texts.push(plain(&card.name));
            texts.push(Text(joined(card.path.iter().map(|label| Text::portal(label.as_str())))));
            texts.extend(card.actions.iter().map(|said| runs(&said.text)));
            texts.extend([runs(&card.different), plain(&card.source), self.day("recipe-file-compared", card.checked)]);
        }
        texts.extend(step.expect.iter().map(|said| runs(&said.text)));
        texts.extend(step.copy.iter().filter_map(|row| row.note.as_ref()).map(plain));
        texts.extend(self.asked_for(step));
        texts.extend(step.tick.iter().map(plain));
        texts.extend(step.administrator.iter().map(runs));
        let traps = self.recipe.trap.iter().filter(|trap| trap.step == step.id);
        texts.extend(traps.map(|trap| runs(&trap.text)));
        QuotedRow { label: plain(&step.label), texts }
    }

    /// The values that are pasted or typed at a step.
    fn asked_for(&self, step: &Step) -> Option<Text> {
        let naming = self.recipe.provider.naming();
        let labels = step.fields.iter().filter_map(|field| portal_label(*field, naming)).map(Text::portal);
        let labels = Text(joined(labels));
        (!labels.0.is_empty())
            .then(|| self.world.words.text("recipe-file-step-takes", &Args::none().text("labels", &labels)))
    }

    /// What it says about the application, and how to undo everything.
    pub(super) fn hand_over(&self) -> Block {
        let hand_over = &self.recipe.hand_over;
        let notes = hand_over.field.iter().flat_map(|field| {
            let others = field.alternative.iter().map(|other| plain(&other.when));
            field.note.iter().map(plain).chain(others)
        });
        let changes = hand_over.change.iter().flat_map(|change| [runs(&change.what), runs(&change.undo)]);
        let in_portal = hand_over.field.iter().filter_map(|field| self.in_portal(field));
        self.quoted(vec![
            self.row("recipe-file-place", vec![runs(&hand_over.place)]),
            self.row("recipe-file-in-portal", in_portal.collect()),
            self.row("recipe-file-notes", notes.collect()),
            self.row("recipe-file-after", hand_over.after.iter().map(|said| runs(&said.text)).collect()),
            self.row("recipe-file-fails", vec![plain(&hand_over.if_it_fails)]),
            self.row("recipe-file-changes", changes.collect()),
        ])
    }

    /// What the portal calls the value of a field.
    fn in_portal(&self, field: &HandOverField) -> Option<Text> {
        let args = Args::none().portal("label", field.label.as_str());
        let args = args.portal("portal", field.portal_label.as_ref()?.as_str());
        Some(self.world.words.text("recipe-file-field-in-portal", &args))
    }

    fn row(&self, label: &str, texts: Vec<Text>) -> QuotedRow {
        QuotedRow { label: self.world.words.say(label), texts }
    }

    fn day(&self, id: &str, day: jiff::civil::Date) -> Text {
        self.world.words.text(id, &Args::none().name("day", self.world.words.day(day)))
    }

    fn quoted_if_any(&self, rows: Vec<QuotedRow>) -> Option<Block> {
        (!rows.is_empty()).then(|| self.quoted(rows))
    }

    fn quoted(&self, rows: Vec<QuotedRow>) -> Block {
        let rows = rows.into_iter().filter(|row| !row.texts.is_empty()).collect();
        Block::Quoted(Quoted { label: self.world.words.label("recipe-file-says"), rows })
    }
}

fn plain(text: &impl ToString) -> Text {
    Text::plain(text.to_string())
}

/// An instruction as it stands in the file: its labels as labels, and its places by their words.
fn runs(runs: &Runs) -> Text {
    let run = |run: &Run| match run {
        Run::Plain(text) => ShownRun { kind: RunKind::Plain, text: text.clone() },
        Run::PortalLabel(label) => ShownRun { kind: RunKind::Portal, text: label.clone() },
        Run::Value(place) => ShownRun { kind: RunKind::Value, text: format!("{{{}}}", place.word()) },
    };
    Text(runs.iter().map(run).collect())
}

/// One label after the other.
fn joined(labels: impl Iterator<Item = Text>) -> Vec<ShownRun> {
    let mut all = Vec::new();
    for label in labels {
        if !all.is_empty() {
            all.push(ShownRun { kind: RunKind::Plain, text: " ".to_owned() });
        }
        all.extend(label.0);
    }
    all
}
