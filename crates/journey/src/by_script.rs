//! *Do it by script*: a page that shows what the steps in the portal make as one script, and takes back what it prints.
//!
//! The engine writes the script ([`Effect::WriteScript`]). It is run by whoever answers for it, never by us. What it prints in
//! the end comes in like every other paste; then the steps it has made are ticked, and the person stands where they are needed.

use sendoff_recipes::{Answers, Naming, Recipe};
use sendoff_values::{FieldId, StepId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    context::{Context, values},
    effect::{Effect, PageToOpen},
    journey::Journey,
    refusal::NotNow,
    running::Goal,
    steps::{Group, group},
};

/// What is pressed for or on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ScriptPress {
    /// Show the page.
    Open,
    /// Back to the step it was opened on.
    Close,
    /// Copy the script.
    Copy,
    /// Save it as a file.
    Save,
    /// Open the provider's shell in the browser.
    OpenShell,
}

/// The shell and the tool a script is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScriptDialect {
    /// Azure CLI in bash.
    #[default]
    AzureCli,
    /// Microsoft Graph PowerShell.
    GraphPowerShell,
}

impl ScriptDialect {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::AzureCli, Self::GraphPowerShell];

    /// Its word, as `sendoff recipes script --dialect` takes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AzureCli => "azure-cli",
            Self::GraphPowerShell => "graph-powershell",
        }
    }
}

/// What a script is written for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptWish {
    /// The recipe's id.
    pub recipe: String,
    /// The answers to its questions.
    pub answers: Answers,
    /// The shell and the tool.
    pub dialect: ScriptDialect,
    /// How many months the client secret lasts: one of [`ScriptWish::MONTHS`].
    pub months: u8,
    /// Whether the script approves for everybody, which takes an administrator.
    pub approve: bool,
}

impl ScriptWish {
    /// The months that are offered. The last is Entra's limit (learn.microsoft.com/entra/identity-platform/how-to-add-credentials,
    /// copy of 2025-01-29).
    pub const MONTHS: [u8; 5] = [3, 6, 12, 18, 24];
}

/// A script as the engine wrote it. Nothing in it is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenScript {
    /// The whole text, with line feeds.
    pub text: String,
    /// The name suggested for its file.
    pub file_name: String,
}

/// The page, while it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ByScript {
    pub(crate) wish: ScriptWish,
    pub(crate) script: Scripted,
    /// Whether it was copied or saved as it stands now.
    pub(crate) taken: bool,
}

/// How far the script of the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scripted {
    /// The engine writes it.
    Asked,
    /// It is there.
    Written(WrittenScript),
    /// None can be written for this application.
    Impossible,
}

/// What the script that was pasted back has done, said once on the page the person is led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scriptwork {
    /// Redirect addresses that should stand in what it printed, and do not.
    pub(crate) missing: Vec<String>,
}

impl Journey {
    /// Whether the steps in the portal may be done by script: offered where they begin, while nothing is saved.
    pub(crate) fn offers_script(&self) -> bool {
        // The scripts are those of Microsoft's portal.
        let there = self.current == StepId::AppRegistration && self.about.naming == Naming::InDirectory;
        there && self.phase.saved().is_none() && !self.is_renewal()
    }

    pub(crate) fn press_script(&mut self, press: ScriptPress, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        match press {
            ScriptPress::Open => self.open_script(),
            ScriptPress::Close => self.close_script(),
            ScriptPress::Copy => {
                let text = self.written_script()?.text.clone();
                self.script_taken();
                Ok(vec![Effect::CopyText(text)])
            }
            ScriptPress::Save => {
                self.written_script()?;
                self.set_out(Goal::Script, context)
            }
            ScriptPress::OpenShell => self.open_shell(context),
        }
    }

    fn open_script(&mut self) -> Result<Vec<Effect>, NotNow> {
        if self.session.by_script.is_some() || !self.offers_script() {
            return Err(NotNow::NotHere);
        }
        let (recipe, answers) = (self.about.recipe.clone(), self.about.answers.clone());
        let months = ScriptWish::MONTHS[ScriptWish::MONTHS.len() - 1];
        let wish = ScriptWish { recipe, answers, dialect: ScriptDialect::default(), months, approve: false };
        self.turn_page();
        self.session.by_script = Some(ByScript { wish: wish.clone(), script: Scripted::Asked, taken: false });
        Ok(vec![Effect::WriteScript(Box::new(wish))])
    }

    fn close_script(&mut self) -> Result<Vec<Effect>, NotNow> {
        self.session.by_script.as_ref().ok_or(NotNow::NotHere)?;
        self.leave_script();
        self.turn_page();
        Ok(Vec::new())
    }

    fn open_shell(&self, context: &Context<'_>) -> Result<Vec<Effect>, NotNow> {
        self.written_script()?;
        let page = sendoff_recipes::PortalPage::CloudShell;
        Ok(vec![Effect::OpenPage(PageToOpen { provider: context.provided_by(), page, values: values(self, context) })])
    }

    /// The script that is shown.
    pub(crate) fn written_script(&self) -> Result<&WrittenScript, NotNow> {
        match self.session.by_script.as_ref().map(|page| &page.script) {
            Some(Scripted::Written(script)) => Ok(script),
            Some(Scripted::Asked | Scripted::Impossible) | None => Err(NotNow::NotHere),
        }
    }

    pub(crate) fn script_taken(&mut self) {
        if let Some(page) = &mut self.session.by_script {
            page.taken = true;
        }
    }

    /// Another wish: the script is written anew.
    pub(crate) fn wish_script(&mut self, change: impl FnOnce(&mut ScriptWish)) -> Result<Vec<Effect>, NotNow> {
        let page = self.session.by_script.as_mut().ok_or(NotNow::NotHere)?;
        let mut wish = page.wish.clone();
        change(&mut wish);
        if wish == page.wish {
            return Ok(Vec::new());
        }
        page.wish = wish.clone();
        page.taken = false;
        Ok(vec![Effect::WriteScript(Box::new(wish))])
    }

    /// The engine has written a script, or found that none can be written.
    pub(crate) fn script_written(
        &mut self,
        wish: &ScriptWish,
        script: Option<WrittenScript>,
    ) -> Result<Vec<Effect>, NotNow> {
        let page = self.session.by_script.as_mut().filter(|page| page.wish == *wish).ok_or(NotNow::Late)?;
        page.script = script.map_or(Scripted::Impossible, Scripted::Written);
        Ok(Vec::new())
    }

    /// After a paste on the page: when everything the script prints came in, the steps it made are ticked and the page gives
    /// way to the first one that still needs the person.
    pub(crate) fn take_block(&mut self, redirects: &[String], context: &Context<'_>) {
        let Some(page) = &self.session.by_script else { return };
        if !self.came_in_whole(context.recipe) {
            return;
        }
        let approved = page.wish.approve;
        let missing = self.unregistered(redirects, context);
        for step in made(context.recipe, approved, missing.is_empty()) {
            self.prepare.ticks.insert(step);
        }
        self.leave_script();
        self.turn_page();
        let next = self.first_open(context.recipe);
        self.go(next);
        self.session.scriptwork = Some(Scriptwork { missing });
    }

    /// Whether the last paste gave every value that the script prints.
    fn came_in_whole(&self, recipe: &Recipe) -> bool {
        let found = self.session.paste.as_ref().map(|report| report.found.as_slice()).unwrap_or_default();
        prints(recipe).iter().all(|field| found.contains(field))
            && [StepId::Tenant, StepId::ClientSecret].into_iter().all(|step| self.is_complete(recipe, step))
    }

    /// The addresses that the redirect step wants and that were not printed.
    fn unregistered(&self, printed: &[String], context: &Context<'_>) -> Vec<String> {
        let plan = context.recipe.redirect_plan(&self.about.answers);
        let own = plan.iter().map(|plan| plan.registered.as_str());
        let assistant = context.recipe.answers_a_browser().then_some(&context.provider.assistant_redirect);
        let wanted = own.chain(assistant.map(sendoff_values::RedirectAddress::as_str));
        wanted.filter(|one| !printed.iter().any(|printed| printed == one)).map(str::to_owned).collect()
    }

    fn first_open(&self, recipe: &Recipe) -> StepId {
        let open = |step: &&sendoff_recipes::Step| group(step.id) == Group::Prepare && !self.open(step).is_empty();
        let prove = |step: &&sendoff_recipes::Step| group(step.id) == Group::Prove;
        let next = recipe.step.iter().find(open).or_else(|| recipe.step.iter().find(prove));
        next.map_or(self.current, |step| step.id)
    }

    /// Shows another page of the same step.
    fn turn_page(&mut self) {
        self.page += 1;
        self.session.leave_page();
    }

    /// The page is left, and what went wrong on it with it.
    pub(crate) fn leave_script(&mut self) {
        self.session.by_script = None;
        self.trouble.take_if(|trouble| trouble.goal == Goal::Script);
    }
}

/// The fields that what the script prints fills.
pub(crate) fn prints(recipe: &Recipe) -> Vec<FieldId> {
    let asked = |field: &FieldId| recipe.step.iter().any(|step| step.fields.contains(field));
    let all = [FieldId::ClientId, FieldId::TenantId, FieldId::ClientSecret, FieldId::SecretExpires];
    all.into_iter().filter(asked).collect()
}

/// The steps that a script does. Where approving is a step of its own it stays with the person, who has seen whether the script
/// was let; elsewhere it is part of the permissions, which are then not done without it.
fn made(recipe: &Recipe, approved: bool, redirects: bool) -> Vec<StepId> {
    let separate = recipe.step(StepId::Approval).is_some();
    let steps = [
        (StepId::AppRegistration, true),
        (StepId::RedirectUri, redirects),
        (StepId::Permissions, approved || separate),
        (StepId::ExposeApi, true),
    ];
    let there = |step: StepId| recipe.step(step).is_some_and(|step| step.tick.is_some());
    steps.into_iter().filter(|(step, done)| *done && there(*step)).map(|(step, _)| step).collect()
}
