//! What the person does on a page of a set-up.

use jiff::civil::Date;
use sendoff_intake::{Known, check_field};
use sendoff_recipes::Recipe;
use sendoff_values::{FieldId, StepId};

use crate::{
    answer::{ChoiceId, LONGEST_TEXT, RowId, Said, TickId},
    by_script::{ScriptDialect, ScriptWish},
    context::{Context, values},
    effect::{DaySource, Effect, PageToOpen},
    journey::Journey,
    prepare::PeriodChoice,
    refusal::NotNow,
    rows,
    slot::Slot,
    steps::{Group, group},
};

impl Journey {
    pub(crate) fn said(&mut self, said: Said, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if said.longest_text() > LONGEST_TEXT {
            return Err(NotNow::TooLong);
        }
        match said {
            Said::Press(action) => self.press(&action, context),
            Said::Typed { field, text, version } => self.typed(field, &text, version, context),
            Said::Chosen { choice, option } => self.chosen(&choice, &option, context),
            Said::Ticked { tick, on } => self.ticked(tick, on, context),
            Said::DayTyped { year, month, day } => self.day_typed(year, month, day, context),
            Said::RecipientTyped { text, version } => self.recipient_typed(&text, version, context),
            Said::Copy(row) => self.copy(&row, context),
            Said::CopyNext => self.copy_next(context),
            Said::PastedBack { row, text } => self.pasted_back(row, text, context),
            Said::AnswerTyped { question, text, version } => self.provider_named((&question, &text, version), context),
            Said::Searched { .. }
            | Said::Filtered(_)
            | Said::Sorted(_)
            | Said::Listed { .. }
            | Said::Online(_)
            | Said::ScreenShare(_)
            | Said::Set { .. } => Err(NotNow::NotHere),
        }
    }

    /// Prepare can be edited until the connection is saved, on the page that shows the field.
    fn editable(&self, recipe: &Recipe, field: FieldId) -> Result<(), NotNow> {
        let step = recipe.step(self.current).ok_or(NotNow::NotHere)?;
        let about = self.returning && self.current == StepId::Mailbox;
        let shown =
            step.fields.contains(&field) || (about && matches!(field, FieldId::Mailbox | FieldId::Organisation));
        if self.phase.saved().is_none() && shown { Ok(()) } else { Err(NotNow::NotHere) }
    }

    fn typed(
        &mut self,
        field: FieldId,
        text: &str,
        version: u64,
        context: &Context<'_>,
    ) -> Result<Vec<Effect>, NotNow> {
        self.editable(context.recipe, field)?;
        // What the paste gave no longer stands there as it was.
        self.session.paste = None;
        match field {
            FieldId::ClientId => type_in(&mut self.prepare.client_id, text, version)?,
            FieldId::TenantId => type_in(&mut self.prepare.tenant, text, version)?,
            FieldId::GoogleProject => type_in(&mut self.prepare.project, text, version)?,
            FieldId::Mailbox => return edit(&mut self.edits.mailbox, field, text, version),
            FieldId::Organisation => return edit(&mut self.edits.organisation, field, text, version),
            FieldId::TenantDomain
            | FieldId::ClientSecret
            | FieldId::SecretExpires
            | FieldId::RedirectUri
            | FieldId::GoogleClientId
            | FieldId::GoogleClientSecret
            | FieldId::ServiceAccount
            | FieldId::AppPassword => return Err(NotNow::NotHere),
        }
        self.prepare.judge_ids(&self.about);
        Ok(self.values_changed(context))
    }

    fn chosen(&mut self, choice: &ChoiceId, option: &str, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        match choice {
            ChoiceId::ScriptDialect => {
                let dialect = ScriptDialect::ALL.into_iter().find(|one| one.as_str() == option);
                let dialect = dialect.ok_or(NotNow::NotHere)?;
                return self.wish_script(|wish| wish.dialect = dialect);
            }
            ChoiceId::ScriptMonths => {
                let months = ScriptWish::MONTHS.into_iter().find(|months| months.to_string() == option);
                let months = months.ok_or(NotNow::NotHere)?;
                return self.wish_script(|wish| wish.months = months);
            }
            ChoiceId::Period => {
                self.editable(context.recipe, FieldId::SecretExpires)?;
                let choice = period(option).ok_or(NotNow::NotHere)?;
                self.prepare.end.unreadable = false;
                self.choose_period(choice, self.made_on(context));
            }
            ChoiceId::WhichDay => {
                self.editable(context.recipe, FieldId::SecretExpires)?;
                let (one, other) = self.prepare.end.unclear.ok_or(NotNow::NotHere)?;
                let day: Date = option.parse().map_err(|_| NotNow::NotHere)?;
                if day != one && day != other {
                    return Err(NotNow::NotHere);
                }
                self.set_day(day, DaySource::Read);
            }
            ChoiceId::BrowserPage => return self.browser_shows(option, context),
            ChoiceId::Application | ChoiceId::Question(_) => return Err(NotNow::NotHere),
        }
        Ok(Vec::new())
    }

    /// The day the secret was made, as far as we can know: the day it was pasted.
    fn made_on(&self, context: &Context<'_>) -> Date {
        let zone = context.world.surroundings.zone.clone();
        self.prepare.held().map_or_else(|| context.today(), |(_, at)| at.to_zoned(zone).date())
    }

    fn day_typed(&mut self, year: i16, month: i8, day: i8, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        self.editable(context.recipe, FieldId::SecretExpires)?;
        if self.prepare.end.choice != Some(PeriodChoice::Other) {
            return Err(NotNow::NotHere);
        }
        if let Ok(day) = Date::new(year, month, day) {
            self.set_day(day, DaySource::Entered);
        } else {
            (self.prepare.end.end, self.prepare.end.unreadable) = (None, true);
        }
        Ok(Vec::new())
    }

    fn ticked(&mut self, tick: TickId, on: bool, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        match tick {
            TickId::ScriptApproves => return self.wish_script(|wish| wish.approve = on),
            TickId::Step(step) => {
                let ticked = context.recipe.step(step).is_some_and(|step| step.tick.is_some());
                if step != self.current || !ticked || self.phase.saved().is_some() {
                    return Err(NotNow::NotHere);
                }
                if step == StepId::Provider {
                    return self.confirm_provider(on, context);
                }
                set(&mut self.prepare.ticks, step, on);
                if step == StepId::Approval {
                    // Whoever ticks it says that it was approved; whoever takes the tick away doubts it.
                    self.approval_said(on);
                }
            }
            TickId::Afterwards(action) => {
                let there = usize::from(action) < context.recipe.hand_over.after.len();
                if self.current != StepId::HandOver || self.phase.saved().is_none() || !there {
                    return Err(NotNow::NotHere);
                }
                set(&mut self.afterwards, action, on);
            }
        }
        Ok(Vec::new())
    }

    fn recipient_typed(&mut self, text: &str, version: u64, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        let sending = self.running.as_ref().is_some_and(crate::running::Running::is_awaited);
        if !self.may_test(context) || sending {
            return Err(NotNow::NotHere);
        }
        type_in(&mut self.recipient, text, version)?;
        self.recipient.judge(check_field(FieldId::Mailbox, text, &Known::default()));
        Ok(Vec::new())
    }

    fn pasted_back(&mut self, row: RowId, pasted: String, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        if self.current != StepId::HandOver {
            return Err(NotNow::NotHere);
        }
        let expected = rows::exact(self, context, &row).ok_or(NotNow::NotHere)?;
        Ok(vec![Effect::Compare { row, expected, pasted }])
    }

    /// The portal page of the step that is shown.
    pub(crate) fn portal_page(&self, context: &Context<'_>) -> Result<PageToOpen, NotNow> {
        let step = context.recipe.step(self.current).ok_or(NotNow::NotHere)?;
        let card = step.portal.as_ref().filter(|_| group(self.current) == Group::Prepare).ok_or(NotNow::NotHere)?;
        Ok(PageToOpen { provider: context.provided_by(), page: card.page, values: values(self, context) })
    }
}

/// Takes over what was typed, unless the person was editing a text that has been replaced meanwhile.
fn type_in<T: std::str::FromStr>(slot: &mut Slot<T>, text: &str, version: u64) -> Result<(), NotNow> {
    if version < slot.version {
        return Err(NotNow::Late);
    }
    slot.type_in(text);
    Ok(())
}

fn edit<T: std::str::FromStr>(
    slot: &mut Slot<T>,
    field: FieldId,
    text: &str,
    version: u64,
) -> Result<Vec<Effect>, NotNow> {
    type_in(slot, text, version)?;
    slot.judge(check_field(field, text, &Known::default()));
    Ok(Vec::new())
}

/// The choice of an option's id: a number of days, or `other`.
fn period(option: &str) -> Option<PeriodChoice> {
    if option == OTHER {
        return Some(PeriodChoice::Other);
    }
    let days = sendoff_intake::PERIODS.into_iter().find(|days| days.to_string() == option)?;
    Some(PeriodChoice::Days(days))
}

/// The option "Another date".
pub(crate) const OTHER: &str = "other";

fn set<T: Ord>(ticks: &mut std::collections::BTreeSet<T>, tick: T, on: bool) {
    if on {
        ticks.insert(tick);
    } else {
        ticks.remove(&tick);
    }
}
