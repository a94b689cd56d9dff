//! What a file of Google's says beside the values in it: whose a key is, and whether a client goes with the recipe.

use sendoff_intake::{GoogleClient, GoogleClientKind, GoogleFile};
use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_recipes::{Access, Naming, Platform};

use crate::{context::Context, effect::Effect, event::PasteRead, journey::Journey, registration::addresses};

impl Journey {
    /// A key says nothing without whose it is, so both come from the one file.
    pub(crate) fn take_account(&mut self, file: Option<GoogleFile>, context: &Context<'_>) {
        let wanted = context.recipe.access == Access::ServiceAccount;
        if let Some(GoogleFile::ServiceAccount(account)) = file.filter(|_| wanted) {
            self.prepare.account = Some(account);
        }
    }

    /// Why the file of a client does not go with the recipe. Its severity says whether it can be used all the same.
    pub(crate) fn misfit_of_file(&self, read: &PasteRead, context: &Context<'_>) -> Option<Problem> {
        let Some(GoogleFile::Client(client)) = read.google.as_deref() else { return None };
        if context.recipe.provider.naming() != Naming::InProject {
            return None;
        }
        match (client.kind?, context.recipe.platform?) {
            (GoogleClientKind::Desktop, Platform::Web) => Some(Kind::GoogleClientIsDesktop.into()),
            (GoogleClientKind::Web, Platform::Desktop) => Some(Kind::GoogleClientIsWeb.into()),
            (GoogleClientKind::Web, Platform::Web) => self.missing_in(client, context),
            (GoogleClientKind::Desktop, Platform::Desktop) | (_, Platform::SinglePage) => None,
        }
    }

    /// The first redirect URI of the recipe that the client does not name.
    fn missing_in(&self, client: &GoogleClient, context: &Context<'_>) -> Option<Problem> {
        let expected = addresses(context.recipe, &self.about.answers, context.world);
        let missing = expected.into_iter().find(|address| !client.redirects.contains(address))?;
        Some(Problem::new(Kind::GoogleRedirectNotInFile).with(ValueName::RedirectUri, missing.as_str()))
    }

    /// Nothing of this file is taken, since what stands in it belongs together.
    pub(crate) fn refuse_file(&mut self, read: PasteRead, refused: Problem, context: &Context<'_>) -> Vec<Effect> {
        let mut report = self.report_on(&read);
        self.session.aim = None;
        report.problems.push(refused);
        self.blame_secret(&report, context);
        self.session.paste = Some(report);
        read.held.into_iter().map(|(_, held)| Effect::Forget(held.handle)).collect()
    }
}
