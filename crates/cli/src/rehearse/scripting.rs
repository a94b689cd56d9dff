//! The person who prefers commands: takes the script, has the practice portal read it, and brings back what it prints.

use std::time::Duration;

use sendoff_engine::screens::{Action, Block, ChoiceId, PageName, Said, Screen, ScriptPress, TickId};

use super::{person::Person, reading::told};
use crate::NotFoundOut;

/// How often the clipboard is looked at.
const MOST_LOOKS: u32 = 500;

/// Between two looks at it.
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// One of the periods that are offered, and not the one that is chosen already.
const MONTHS: &str = "12";

/// What a script that approves posts to, for people and for the application itself.
const APPROVALS: [&str; 2] = ["/oauth2PermissionGrants", "/appRoleAssignments"];

impl Person<'_> {
    /// Does the steps in the portal by script, from the first of them to the first page that then still needs somebody.
    pub(super) async fn do_by_script(&mut self) -> Result<(), NotFoundOut> {
        self.watching.press_on(Action::ByScript(ScriptPress::Open)).await?;
        self.watching.until("the script is there", |screen| script(screen).is_some()).await?;
        self.choose(ChoiceId::ScriptMonths, MONTHS).await?;
        let approves = is_offered(&self.watching.screen());
        if approves {
            self.watching.say(Said::Ticked { tick: TickId::ScriptApproves, on: true })?;
        }
        let wished = |screen: &Screen| {
            script(screen).is_some_and(|text| {
                text.contains("+12 months") && APPROVALS.iter().any(|approval| text.contains(approval)) == approves
            })
        };
        self.watching.until("the script is as wished", wished).await?;
        self.watching.press(Action::ByScript(ScriptPress::Copy))?;
        let taken = |screen: &Screen| super::reading::primary(screen) == Some(Action::Paste);
        self.watching.until("the script is copied", taken).await?;
        let printed = self.run_in_practice().await?;
        self.clipboard.put(printed);
        self.watching.press(Action::Paste)?;
        let left = self.watching.until("the block is read", |screen| screen.name != PageName::Script).await;
        left.map(drop).map_err(|_| NotFoundOut(format!("the block is not taken: {}", told(&self.watching.screen()))))
    }

    async fn run_in_practice(&mut self) -> Result<String, NotFoundOut> {
        self.watching.press(Action::ByScript(ScriptPress::OpenShell))?;
        let page = self.opened.recv().await.ok_or_else(|| NotFoundOut("no shell was opened".to_owned()))?;
        let text = self.copied_script().await?;
        let printed = self.robot.run_script(page, &text).await;
        printed.map_err(|error| NotFoundOut::because("the robot cannot run the script", &error))
    }

    /// Nothing on the screen tells when the clipboard has what was copied.
    async fn copied_script(&self) -> Result<String, NotFoundOut> {
        let screen = self.watching.screen();
        let shown = script(&screen).unwrap_or_default();
        for _ in 0..MOST_LOOKS {
            let text = self.clipboard.text();
            if text == shown {
                return Ok(text);
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        Err(NotFoundOut("the script is not on the clipboard".to_owned()))
    }
}

/// Whether the script can be asked to approve: there is nothing to approve where the registration lists no permission.
fn is_offered(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| matches!(block, Block::Tick(tick) if tick.id == TickId::ScriptApproves))
}

/// The script on the screen.
fn script(screen: &Screen) -> Option<&str> {
    screen.blocks.iter().find_map(|block| match block {
        Block::Script(script) => Some(script.text.as_str()),
        _ => None,
    })
}
