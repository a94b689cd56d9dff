//! A look into a mailbox by Graph: the name of its newest message, and its calendars. No content is asked for.

use sendoff_problem::{Problem, ValueName};
use sendoff_values::{AccessToken, Stage, StageState};
use sendoff_wire::{Answer, Request};
use serde::{Deserialize, de::IgnoredAny};

use super::{GraphRoute, refusal::Call, route::Walk};
use crate::{Header, LineKey, LookReport, Looked, Speaker, StageReport, asking::said};

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// The header of one message; `Mail.ReadBasic` is enough.
    Mail,
    /// That, and the list of calendars; `Calendars.Read` is needed, too.
    MailAndCalendars,
}

/// A list as Graph gives it.
#[derive(Deserialize)]
struct List<T> {
    value: Vec<T>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MessageAnswer {
    internet_message_id: Option<String>,
}

impl GraphRoute<'_> {
    /// Looks into the owner's mailbox with `access`. Each stage is reported as it begins and ends: connection, access, header
    /// and, where they are looked at, calendars. Dropping the future stops it.
    pub async fn look(
        &self,
        access: &AccessToken,
        look: Look,
        report: &mut (dyn FnMut(StageReport) + Send),
    ) -> LookReport {
        let mut walk = Walk::new(*self, access, report);
        let outcome = walk.look(look).await;
        LookReport { transcript: walk.asking.finish(&outcome), outcome }
    }
}

impl Walk<'_> {
    async fn look(&mut self, look: Look) -> Result<Looked, Problem> {
        self.asking.stages.begin(Stage::Connect);
        let header = self.newest().await?;
        let calendars = match look {
            Look::Mail => None,
            Look::MailAndCalendars => Some(self.calendars().await?),
        };
        Ok(Looked { messages: None, header, calendars })
    }

    async fn newest(&mut self) -> Result<Option<Header>, Problem> {
        let answer = self.listed("messages", "$top=1&$select=internetMessageId").await?;
        self.access_was_shown(&answer, Call::LookAtMail)?;
        self.asking.stages.begin(Stage::ReadHeader);
        if answer.status() != 200 {
            return Err(self.refused(&answer, Call::LookAtMail));
        }
        let Some(newest) = answer.json::<List<MessageAnswer>>()?.value.into_iter().next() else {
            self.asking.stages.end(StageState::Skipped);
            return Ok(None);
        };
        let name = newest.internet_message_id.map(|id| self.asking.scribe.clean(&id)).filter(|id| !id.is_empty());
        let values: Vec<_> = name.iter().map(|name| (ValueName::Code, name.as_str())).collect();
        self.asking.scribe.note(Speaker::Provider, LineKey::HeaderRead, &values, &said(&answer));
        self.asking.stages.end(StageState::Done);
        Ok(Some(Header { message_id: name }))
    }

    async fn calendars(&mut self) -> Result<u32, Problem> {
        self.asking.stages.begin(Stage::ListCalendars);
        let answer = self.listed("calendars", "$top=50&$select=id").await?;
        if answer.status() != 200 {
            return Err(self.refused(&answer, Call::LookAtCalendars));
        }
        let count = u32::try_from(answer.json::<List<IgnoredAny>>()?.value.len()).unwrap_or(u32::MAX);
        let values = [(ValueName::Count, &*count.to_string())];
        self.asking.scribe.note(Speaker::Provider, LineKey::CalendarsListed, &values, &said(&answer));
        self.asking.stages.end(StageState::Done);
        Ok(count)
    }

    async fn listed(&mut self, what: &str, query: &str) -> Result<Answer, Problem> {
        let mut url = self.route.url(&[what]);
        url.set_query(Some(query));
        let answer = self.asking.ask(|access| Request::get(url.clone()).bearer(access), LineKey::Asked, &[]).await;
        answer.map_err(Problem::from)
    }

    /// Ends the stage of access: every answer but 401 means that Graph knew what it was shown.
    pub(super) fn access_was_shown(&mut self, answer: &Answer, call: Call) -> Result<(), Problem> {
        if answer.status() == 401 {
            return Err(self.refused(answer, call));
        }
        self.asking.stages.end(StageState::Done);
        Ok(())
    }
}
