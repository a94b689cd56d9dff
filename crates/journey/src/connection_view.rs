//! The page of one saved connection.

use jiff::{Timestamp, civil::Date};
use sendoff_recipes::Access;
use sendoff_words::{Args, Text, days_between};

use crate::{
    action::Action,
    block::Block,
    connection::{Connection, Deleting, Secret},
    context::Context,
    effect::{DaySource, QueryDays},
    health,
    lists::{ConnectionView, Fact, Health, Meter},
    opening::marked_name,
    prepare::PeriodChoice,
    proof::SavedRecord,
    screen::{Button, Dialog, DialogName, Footer, Header, Note, PageName, Screen, Tone},
    view::{blank, filled, known, link, outlined, recipe_gone, window_title},
    world::World,
};

/// The page; without the recipe (a connection of another version), one that says so and lets it be deleted.
pub(crate) fn screen(connection: &Connection, now: Timestamp, world: &World<'_>) -> Screen {
    let journey = &connection.journey;
    let Some((chosen, record)) = journey.chosen_with(world).zip(journey.phase.saved()) else {
        return recipe_gone(journey, world);
    };
    let context = chosen.context(world, now);
    let page = Page::of(connection, record, &context);
    let organisation = &journey.about.organisation;
    Screen {
        window_title: window_title(world, &world.words.label("connection-title"), Some(organisation)),
        header: Header {
            organisation: Some(organisation.clone()),
            application: Some(marked_name(context.recipe, world)),
            provider: Some(context.provider.name.to_string()),
            saved_at: None,
            saved: None,
        },
        lead: page.lead(),
        notes: page.notes(),
        blocks: vec![Block::Connection(page.view())],
        footer: page.footer(),
        dialog: page.dialog(),
        ..blank(PageName::Connection, Text::plain(organisation), Some(organisation), world)
    }
}

/// What the parts of the page are written from.
struct Page<'a> {
    connection: &'a Connection,
    record: &'a SavedRecord,
    context: &'a Context<'a>,
    days: QueryDays,
    ends: Option<Date>,
    health: Health,
}

impl<'a> Page<'a> {
    fn of(connection: &'a Connection, record: &'a SavedRecord, context: &'a Context<'a>) -> Self {
        let days = health::days(context.now, &context.world.surroundings.zone);
        let ends = connection.journey.secret_ends();
        let told = health::of(ends, connection.journey.checked_at(), &days);
        // A secret that has ended is to be renewed, whether it is here or not.
        let missing = connection.secret == Secret::Missing && told != Health::Expired;
        let health = if missing { Health::SecretMissing } else { told };
        Self { connection, record, context, days, ends, health }
    }

    fn args(&self) -> Args {
        let mailbox = self.connection.journey.about.mailbox.as_str();
        self.context.named().value("mailbox", mailbox)
    }

    fn lead(&self) -> Text {
        self.context.words().text("connection-lead", &self.args())
    }

    fn notes(&self) -> Vec<Note> {
        let unknown = match &self.connection.secret {
            Secret::Unknown(problem) => Some(problem),
            Secret::Looking | Secret::There | Secret::Missing => None,
        };
        let note = |problem| {
            let words = self.context.words().problem_words(problem, &known(&self.connection.journey, self.context));
            Note { tone: Tone::Caution, text: self.context.words().problem_line(&words) }
        };
        unknown.into_iter().chain(&self.connection.problem).map(note).collect()
    }

    fn view(&self) -> ConnectionView {
        ConnectionView {
            health: self.health,
            health_words: health::tag(self.health, self.ends, self.context.words()),
            panel: self.panel(),
            primary: self.primary(),
            facts: vec![self.sign_in(), self.test(), self.secret(), self.values(), self.saved()],
        }
    }

    /// What is so, and what follows.
    fn panel(&self) -> Text {
        let words = self.context.words();
        let args = self.args();
        let day = |ends: Date| args.clone().name("day", words.day(ends));
        let left = |ends: Date| days_between(self.days.today, ends);
        let access = self.connection.journey.access_ends();
        match (self.health, self.ends) {
            (Health::Expired, Some(ends)) => {
                words.text(if access { "panel-access-ended" } else { "panel-expired" }, &day(ends))
            }
            (Health::RenewSoon | Health::RenewNow, Some(ends)) => {
                let args = args.clone().number("days", left(ends)).name("day", words.weekday(ends));
                words.text(if access { "panel-access-ends" } else { "panel-renew" }, &args)
            }
            (Health::SecretMissing, _) if self.context.world.surroundings.practice => {
                words.say(&self.context.of_secret("panel-secret-missing-practice"))
            }
            (Health::SecretMissing, _) => words.say(&self.context.of_secret("panel-secret-missing")),
            (Health::NotChecked, _) => {
                let seen = self.connection.journey.checked_at().unwrap_or(self.record.saved_at);
                let day = seen.to_zoned(self.context.world.surroundings.zone.clone()).date();
                words.text("panel-not-checked", &args.name("day", words.day_from(day, self.days.today)))
            }
            (_, Some(ends)) => words.text("panel-healthy", &day(ends)),
            (_, None) => words.say("panel-healthy-no-date"),
        }
    }

    /// The one filled button: what the panel asks for.
    fn primary(&self) -> Option<Button> {
        let line = |id: &str| self.context.line(id);
        if self.is_busy() {
            return None;
        }
        match self.health {
            // A new secret would not lengthen what somebody gave by signing in.
            Health::Expired | Health::RenewSoon | Health::RenewNow if self.connection.journey.access_ends() => {
                Some(filled(Action::SignInAgain, line(self.again())))
            }
            Health::Expired | Health::RenewSoon | Health::RenewNow => {
                Some(filled(Action::RenewSecret, line(&self.context.of_secret("button-renew"))))
            }
            Health::SecretMissing => {
                Some(filled(Action::AddSecret, line(&self.context.of_secret("button-add-secret"))))
            }
            Health::NotChecked => Some(filled(Action::SignInAgain, line(self.again()))),
            Health::Healthy | Health::Unfinished => None,
        }
    }

    /// What testing it again is called.
    fn again(&self) -> &'static str {
        match self.context.recipe.access {
            Access::Delegated => "button-sign-in-test",
            Access::Application | Access::ServiceAccount => "button-access-test",
            Access::Password => "button-test-again",
        }
    }

    fn is_busy(&self) -> bool {
        self.connection.taking || self.connection.deleting == Deleting::UnderWay
    }

    /// An action of a row, unless the panel has it already or its secret is not here.
    fn action(&self, action: Action, id: &str) -> Option<Button> {
        let asked = self.primary().is_some_and(|primary| primary.action == action);
        (!asked && !self.is_busy()).then(|| outlined(action, self.context.line(id)))
    }

    fn fact(&self, label: &str, value: Text, at: Option<Timestamp>, action: Option<Button>) -> Fact {
        let caption = at.map(|at| Text::plain(self.context.when(at)));
        Fact { label: self.context.line(label), value, caption, meter: None, action }
    }

    fn sign_in(&self) -> Fact {
        let words = self.context.words();
        let (label, value) = match &self.record.account {
            Some(account) => ("fact-sign-in", words.text("fact-signed-in", &Args::none().value("account", account))),
            None => ("fact-access", self.context.say(&self.context.of_secret("fact-access-alone"))),
        };
        let access_ends = self.connection.journey.access_ends();
        let usable = self.health != Health::Expired || access_ends;
        let there = !matches!(self.connection.secret, Secret::Missing) && usable;
        let action = self.action(Action::SignInAgain, self.again()).filter(|_| there);
        let fact = self.fact(label, value, Some(self.record.signed_in_at), action);
        if access_ends { self.ending(fact, "fact-access-ends") } else { fact }
    }

    fn test(&self) -> Fact {
        let id = if self.record.arrived == Some(true) { "fact-arrived" } else { "fact-accepted" };
        self.fact("fact-test", self.context.say(id), Some(self.record.tested_at), None)
    }

    fn secret(&self) -> Fact {
        let words = self.context.words();
        let args = Args::none().start("first", &self.record.first_three).name("keychain", &self.record.keychain);
        let (id, again) = match &self.connection.secret {
            Secret::Looking => ("fact-secret-looking", None),
            Secret::There if self.context.recipe.access == Access::ServiceAccount => ("fact-key-there", None),
            Secret::There => ("fact-secret-there", None),
            Secret::Missing => ("fact-secret-missing", None),
            Secret::Unknown(_) => ("fact-secret-unknown", Some((Action::LookAgain, "button-look-again"))),
        };
        let renew = self.context.of_secret("button-renew");
        let (action, label) = again.unwrap_or((Action::RenewSecret, &renew));
        let fact =
            self.fact(&self.context.of_secret("fact-secret"), words.text(id, &args), None, self.action(action, label));
        if self.connection.journey.access_ends() {
            return fact;
        }
        // Without a person nothing else ends the access.
        self.ending(fact, if self.context.is_alone() { "fact-secret-ends-all" } else { "fact-secret-ends" })
    }

    /// With the day it ends, and how much of its time is used.
    fn ending(&self, fact: Fact, said: &str) -> Fact {
        let words = self.context.words();
        let caption = self.ends.map(|day| words.text(said, &Args::none().name("day", words.day(day))));
        Fact { meter: self.meter(), caption: caption.or(fact.caption), ..fact }
    }

    /// How much of the secret's time is used.
    fn meter(&self) -> Option<Meter> {
        let end = self.connection.journey.prepare.end.end?;
        let begun = match (end.source, self.connection.journey.prepare.end.choice) {
            (DaySource::Period, Some(PeriodChoice::Days(days))) => {
                end.day.checked_sub(jiff::Span::new().days(days)).ok()?
            }
            _ => self.record.saved_at.to_zoned(self.context.world.surroundings.zone.clone()).date(),
        };
        let all = u32::try_from(days_between(begun, end.day)).ok().filter(|all| *all > 0)?;
        let used = u32::try_from(days_between(begun, self.days.today).max(0)).ok()?.min(all);
        let words = Args::none().number("used", used).number("all", all);
        Some(Meter { used, all, words: self.context.words().line("fact-secret-used", &words) })
    }

    fn values(&self) -> Fact {
        let action = self.action(Action::OpenHandOver, "button-open-hand-over");
        self.fact("fact-values", self.context.say("fact-hand-over"), None, action)
    }

    fn saved(&self) -> Fact {
        let args = Args::none().name("when", self.context.when(self.record.saved_at));
        self.fact("fact-history", self.context.words().text("fact-saved", &args), None, None)
    }

    fn footer(&self) -> Footer {
        let words = self.context.words();
        let back = link(Action::ToConnections, words.label("button-to-connections"));
        let delete = || outlined(Action::DeleteConnection, words.label("button-delete"));
        let secondary = [Some(back), (!self.is_busy()).then(delete)];
        Footer { primary: None, secondary: secondary.into_iter().flatten().collect(), position: None }
    }

    fn dialog(&self) -> Option<Dialog> {
        if self.connection.deleting != Deleting::Asked {
            return None;
        }
        let words = self.context.words();
        let args = self.args().name("organisation", &self.connection.journey.about.organisation);
        let delete = Button {
            tone: crate::screen::ButtonTone::Danger,
            ..outlined(Action::DeleteForGood, words.label("button-delete-for-good"))
        };
        Some(Dialog {
            name: DialogName::DeleteConnection,
            title: words.text("delete-title", &args),
            text: words.text(&self.context.of_secret("delete-text"), &args),
            blocks: Vec::new(),
            buttons: vec![delete],
            keep: outlined(Action::KeepConnection, words.label("button-keep")),
        })
    }
}
