//! The files that are part of the program.

use std::sync::Arc;

use serde::Deserialize;

use crate::{
    catalogue::ErrorCatalogue,
    codes::CodeCatalogue,
    google_errors::GoogleErrors,
    mail_home::MailHomes,
    naming::Naming,
    national,
    opened::OpenedRecipe,
    permissions::Permissions,
    provider::{Addresses, PracticePages, ProvidedBy, Provider, ProviderId},
    read::{Checked, Misfit, RecipeError, inconsistent, read, require},
    recipe::Recipe,
    replies::ReplyCatalogue,
    summary::RecipesSummary,
    text::Id,
    waiting::Waits,
};

/// Every file of `recipes/applications/` with its name, listed by `build.rs`.
pub(crate) const APPLICATIONS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/applications.rs"));
const OFFERED: &str = include_str!("../../../recipes/offered.toml");
const MICROSOFT: &str = include_str!("../../../recipes/providers/microsoft.toml");
const GOOGLE: &str = include_str!("../../../recipes/providers/google.toml");
const DISCOVERED: &str = include_str!("../../../recipes/providers/discovered.toml");
const PERMISSIONS: &str = include_str!("../../../recipes/providers/microsoft-permissions.toml");
const PRACTICE: &str = include_str!("../../../recipes/providers/practice.toml");
const ENTRA: &str = include_str!("../../../recipes/errors/entra.toml");
const GRAPH: &str = include_str!("../../../recipes/errors/graph.toml");
const GOOGLE_ERRORS: &str = include_str!("../../../recipes/errors/google.toml");
const WAITING: &str = include_str!("../../../recipes/errors/waiting.toml");
const MAIL_HOMES: &str = include_str!("../../../recipes/mail-homes.toml");
const EXCHANGE: &str = include_str!("../../../recipes/errors/exchange.toml");

/// Everything the program knows about applications, providers and their errors.
#[derive(Clone, Debug)]
pub struct Recipes {
    applications: Vec<Recipe>,
    same_application: Vec<Vec<Id>>,
    /// Accepted from files, the newest last.
    pub(crate) opened: Vec<OpenedRecipe>,
    providers: Vec<Arc<Provider>>,
    practice: PracticePages,
    permissions: Permissions,
    errors: ErrorCatalogue,
    replies: ReplyCatalogue,
    codes: CodeCatalogue,
    google_errors: GoogleErrors,
    waits: Waits,
    mail_homes: MailHomes,
}

/// Which recipes are offered, in which order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfferFile {
    schema: u32,
    offered: Vec<Id>,
    same_application: Vec<Vec<Id>>,
}

impl Checked for OfferFile {
    fn check(&self) -> Result<(), Misfit> {
        require(self.schema == 1, "schema", "this program reads schema 1")?;
        let there = |id: &Id| APPLICATIONS.iter().any(|(file, _)| *file == file_of(id));
        require(self.offered.iter().all(there), "offered", "there is no file of this name")?;
        let offered = self.same_application.iter().flatten().all(|id| self.offered.contains(id));
        require(offered, "same_application", "a recipe is not offered")
    }
}

/// Microsoft's worldwide cloud first, then its national ones; Google; last what holds for whichever a set-up names.
fn providers() -> Result<Vec<Arc<Provider>>, RecipeError> {
    let file = "recipes/providers/microsoft.toml";
    let misfit = || Misfit { key: "login_host".to_owned(), what: "it does not make an address in a cloud".to_owned() };
    let all = Provider::read(file, MICROSOFT)?.with_clouds(national::all()?);
    let all = all.ok_or_else(|| inconsistent(file, MICROSOFT, misfit()))?;
    let google = Provider::read_google("recipes/providers/google.toml", GOOGLE)?;
    let discovered = Provider::read_discovered("recipes/providers/discovered.toml", DISCOVERED)?;
    Ok(all.into_iter().chain([google, discovered]).map(Arc::new).collect())
}

fn file_of(id: &Id) -> String {
    format!("recipes/applications/{id}.toml")
}

impl Recipes {
    /// Reads the bundled files; they are tested, so an error here is a mistake of a build.
    pub fn bundled() -> Result<Self, RecipeError> {
        let offered: OfferFile = read("recipes/offered.toml", OFFERED)?;
        let files = offered.offered.iter().flat_map(|id| APPLICATIONS.iter().filter(|(file, _)| *file == file_of(id)));
        Ok(Self {
            same_application: offered.same_application,
            applications: files.map(|(file, text)| Recipe::read(file, text)).collect::<Result<_, _>>()?,
            opened: Vec::new(),
            providers: providers()?,
            practice: PracticePages::read("recipes/providers/practice.toml", PRACTICE)?,
            permissions: Permissions::read("recipes/providers/microsoft-permissions.toml", PERMISSIONS)?,
            errors: ErrorCatalogue::read("recipes/errors/entra.toml", ENTRA)?,
            replies: ReplyCatalogue::read("recipes/errors/exchange.toml", EXCHANGE)?,
            codes: CodeCatalogue::read("recipes/errors/graph.toml", GRAPH)?,
            google_errors: GoogleErrors::read("recipes/errors/google.toml", GOOGLE_ERRORS)?,
            waits: Waits::read("recipes/errors/waiting.toml", WAITING)?,
            mail_homes: MailHomes::read("recipes/mail-homes.toml", MAIL_HOMES)?,
        })
    }

    /// Every bundled recipe, offered or not, by file name.
    pub fn written() -> Result<Vec<Recipe>, RecipeError> {
        APPLICATIONS.iter().map(|(file, text)| Recipe::read(file, text)).collect()
    }

    /// The same with every provider as a practice office at its addresses plays it.
    pub fn practised_at(mut self, addresses: impl Fn(ProviderId) -> Addresses) -> Self {
        let practised =
            |provider: &Arc<Provider>| Arc::new(provider.practised_at(&addresses(provider.id), &self.practice));
        self.providers = self.providers.iter().map(practised).collect();
        self
    }

    /// The same with this provider, in the place of one that is named as it is.
    #[cfg(feature = "test-names")]
    pub fn provided_by(mut self, provider: &Provider) -> Self {
        self.providers.retain(|one| one.id != provider.id);
        self.providers.push(Arc::new(provider.clone()));
        self
    }

    /// The same with one more recipe offered.
    #[cfg(feature = "test-names")]
    pub fn offering(mut self, recipe: Recipe) -> Self {
        self.applications.push(recipe);
        self
    }

    /// Every bundled recipe that is offered, in the order of the application page. Those from files are [`opened`](Self::opened).
    pub fn recipes(&self) -> &[Recipe] {
        &self.applications
    }

    /// The recipe of this [key](Recipe::key): an offered one, or any that was accepted from a file.
    pub fn recipe(&self, key: &str) -> Option<&Recipe> {
        let bundled = self.applications.iter().find(|recipe| recipe.id.as_str() == key);
        bundled.or_else(|| self.accepted(key.parse().ok()?).map(|opened| &opened.recipe))
    }

    /// The same application as that of `id`, with a provider that names registrations this way.
    pub fn same_application(&self, id: &Id, naming: Naming) -> Option<&Recipe> {
        let same = self.same_application.iter().find(|same| same.contains(id))?;
        self.applications.iter().find(|recipe| same.contains(&recipe.id) && recipe.provider.naming() == naming)
    }

    /// The provider of this id.
    pub fn provider(&self, id: ProviderId) -> Option<&Provider> {
        self.providers().find(|provider| provider.id == id)
    }

    /// Every provider whose file is part of the program.
    pub fn providers(&self) -> impl Iterator<Item = &Provider> {
        self.providers.iter().map(|provider| &**provider)
    }

    /// The provider of a set-up; nothing where another version of the program knew it.
    pub fn provider_of(&self, set_up: &ProvidedBy) -> Option<Arc<Provider>> {
        match set_up {
            ProvidedBy::Bundled(id) => self.providers.iter().find(|provider| provider.id == *id).cloned(),
            ProvidedBy::Found(found) => Some(Arc::new(self.provider(ProviderId::Discovered)?.as_found(found))),
        }
    }

    /// What is known of Microsoft's permissions.
    pub fn permissions(&self) -> &Permissions {
        &self.permissions
    }

    /// Which kind an error of a provider is.
    pub fn errors(&self) -> &ErrorCatalogue {
        &self.errors
    }

    /// Which kind a refusal of a mail server is.
    pub fn replies(&self) -> &ReplyCatalogue {
        &self.replies
    }

    /// Which kind an error code of Graph's is.
    pub fn codes(&self) -> &CodeCatalogue {
        &self.codes
    }

    /// Which kind an error of Google's is.
    pub fn google_errors(&self) -> &GoogleErrors {
        &self.google_errors
    }

    /// What may only be waiting.
    pub fn waits(&self) -> &Waits {
        &self.waits
    }

    /// Where mailboxes are, by their domains and exchanges.
    pub fn mail_homes(&self) -> &MailHomes {
        &self.mail_homes
    }

    /// What `sendoff recipes --json` prints.
    pub fn summary(&self) -> RecipesSummary {
        RecipesSummary { recipes: self.applications.iter().map(Into::into).collect() }
    }
}
