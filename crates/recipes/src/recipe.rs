//! One application: its questions, its steps, and what it is given in the end.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;
use sendoff_values::{FieldId, MailAddress, StepId};
use serde::Deserialize;

use crate::{
    access::{Access, Audience, AudienceRule, Delegate},
    condition::{Settled, When},
    ends::Ends,
    found::FoundRule,
    hand_over::HandOver,
    naming::Naming,
    national::{self, National},
    network::NetworkCheck,
    opened::Origin,
    permission::{GrantedIn, Permission, Platform, PlatformRule},
    places,
    probe::{Probe, ProbeKind},
    provider::{ProvidedBy, ProviderId},
    question::{Answers, Question},
    read::{Checked, Misfit, RecipeError, inconsistent, read_unchecked, require},
    redirect::{RedirectPlan, RedirectRule},
    run::Runs,
    said::Said,
    step::Step,
    text::{Id, Label, Text},
};

/// One recipe, checked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Version of the schema: 1.
    pub schema: u32,
    /// Its word: `--recipe ID`.
    pub id: Id,
    /// The application's name.
    pub name: Label,
    /// What the application is for, in a word or three.
    pub purpose: Text,
    /// Who runs the mailbox; in a tailored recipe the provider of the answers.
    pub provider: ProviderId,
    /// Whether it can be set up in the national clouds of its provider too. It is written for the worldwide one.
    #[serde(default)]
    pub clouds: bool,
    /// The same recipe as it is in each of them.
    #[serde(skip)]
    pub(crate) elsewhere: Arc<BTreeMap<ProviderId, Recipe>>,
    /// The name suggested for the app registration.
    pub registration_name: Label,
    /// In whose name the application acts.
    #[serde(default)]
    pub access: Access,
    /// Whose accounts the registration is for; without a rule, those of its own directory.
    #[serde(default)]
    pub audience: Vec<AudienceRule>,
    /// The platform both redirect addresses belong under; none where nothing is registered.
    pub platform: Option<Platform>,
    /// Another platform, for some answers.
    #[serde(default)]
    pub platform_for: Vec<PlatformRule>,
    /// Says that the vendor did not write this.
    pub not_by_vendor: Text,
    /// What to have ready.
    pub before: Vec<Said>,
    /// The vendor's guide it was drawn from.
    pub guide: Guide,
    /// Whom to ask.
    pub support: Support,
    /// How the application's redirect address is found, if it has one.
    pub redirect: Option<RedirectRule>,
    /// Questions before the steps are fixed.
    #[serde(default)]
    pub question: Vec<Question>,
    /// Who signs in where it is not the mailbox itself.
    pub delegate: Option<Delegate>,
    /// Computers that must be reachable.
    #[serde(default)]
    pub network: Vec<NetworkCheck>,
    /// How a provider is named that is found in the set-up itself; every other provider has a file.
    pub found: Option<FoundRule>,
    /// What the test does, in order.
    pub probe: Vec<Probe>,
    /// Permissions the registration needs; none where nothing is registered.
    #[serde(default)]
    pub permission: Vec<Permission>,
    /// The steps in order.
    pub step: Vec<Step>,
    /// What ends the access; without it, the end of the secret alone.
    #[serde(default)]
    pub ends: Vec<Ends>,
    /// What the application is given.
    pub hand_over: HandOver,
    /// What goes wrong most often.
    pub trap: Vec<Trap>,
    /// Where it comes from. No file says so of itself.
    #[serde(skip)]
    pub origin: Origin,
}

/// The vendor's guide.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Its name.
    pub title: Text,
    /// Its date.
    pub date: Date,
    /// When the recipe was last compared with it.
    pub checked: Date,
}

/// The vendor's support.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Its address, to show and copy.
    pub address: Label,
    /// What it offers.
    pub note: Text,
}

/// Something that goes wrong often, and how it shows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trap {
    /// Where it is met.
    pub step: StepId,
    /// What happens and what to do instead.
    pub text: Runs,
    /// When it is met.
    #[serde(default)]
    pub when: When,
}

impl Recipe {
    /// Reads a recipe; `file` names it in errors. The text may come from a stranger.
    pub fn read(file: &str, text: &str) -> Result<Self, RecipeError> {
        let recipe = Self::parse(file, text)?;
        recipe.check().map_err(|misfit| inconsistent(file, text, misfit))?;
        Ok(recipe)
    }

    /// The same before its parts are held against each other. What a national cloud has in place of names and hosts is put into the
    /// text, so that nothing a recipe ever says can be left out.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, RecipeError> {
        let alone: Self = read_unchecked(file, text)?;
        if !alone.clouds {
            return Ok(alone);
        }
        national::whole(file, text)?;
        let asking = national::asking(text);
        let recipe: Self = read_unchecked(file, &asking)?;
        let there = |cloud: &National| Ok((cloud.id, read_unchecked(file, &cloud.rewritten(&asking))?));
        let elsewhere = national::all()?.iter().map(there).collect::<Result<_, RecipeError>>()?;
        Ok(Self { elsewhere: Arc::new(elsewhere), ..recipe })
    }

    /// What set-ups and connections name it by: the id of a bundled one, the fingerprint of one from a file.
    pub fn key(&self) -> String {
        match self.origin {
            Origin::Bundled => self.id.to_string(),
            Origin::File(fingerprint) => fingerprint.to_string(),
        }
    }

    /// Whether somebody opened it from a file.
    pub const fn is_from_file(&self) -> bool {
        matches!(self.origin, Origin::File(_))
    }

    /// The step of this id, if the recipe has it.
    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.step.iter().find(|step| step.id == id)
    }

    /// The question of this id, if the recipe asks it.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.question.iter().find(|question| question.id.as_str() == id)
    }

    /// The redirect addresses that follow from the answers; nothing while one must still be typed, and where the application
    /// has none.
    pub fn redirect_plan(&self, answers: &Answers) -> Option<RedirectPlan> {
        self.redirect.as_ref()?.plan(&self.question, answers, &self.typed(answers))
    }

    /// Whether something is sent in the test.
    pub fn sends(&self) -> bool {
        self.probe.iter().any(|probe| probe.kind.sends())
    }

    /// With whom a set-up by this recipe is; the recipe is tailored.
    pub fn provided_by(&self) -> ProvidedBy {
        ProvidedBy::Bundled(self.provider)
    }

    /// What is asked for at sign-in, in the recipe's order, each once.
    pub fn requests(&self) -> impl Iterator<Item = &str> {
        let mut seen = BTreeSet::new();
        self.permission
            .iter()
            .map(|permission| permission.request.as_str())
            .filter(move |request| seen.insert(*request))
    }

    /// The permissions that stand at the registration: all but those that are given elsewhere, as by a role in Exchange.
    pub fn listed(&self) -> impl Iterator<Item = &Permission> {
        self.permission.iter().filter(|permission| permission.granted == GrantedIn::Entra)
    }

    /// Whether somebody's browser comes back from a sign-in, so that the registration needs an address for it.
    pub fn answers_a_browser(&self) -> bool {
        self.access == Access::Delegated
    }

    /// Whose accounts the registration is for; the recipe is tailored.
    pub fn audience(&self) -> Audience {
        self.audience.first().map_or(Audience::SingleTenant, |rule| rule.kind)
    }

    /// What ends the access of a sign-in; the recipe is tailored.
    pub fn ends(&self) -> Option<&Ends> {
        self.ends.first()
    }

    /// Who signs in in the mailbox's place, if somebody does.
    pub fn delegate(&self, answers: &Answers) -> Option<MailAddress> {
        let settled = Settled::by(&self.question, answers);
        let delegate = self.delegate.as_ref().filter(|delegate| delegate.when.holds(&settled))?;
        delegate.address.fill(&self.typed(answers)).ok()?.parse().ok()
    }
}

impl Checked for Recipe {
    fn check(&self) -> Result<(), Misfit> {
        self.misfits().into_iter().next().map_or(Ok(()), Err)
    }
}

impl Recipe {
    /// Everything that does not fit: of the parts by themselves, or if they are right, of the ways to answer.
    pub(crate) fn misfits(&self) -> Vec<Misfit> {
        let schema = require(self.schema == 1, "schema", "this program reads schema 1");
        let parts = [schema, self.check_questions(), self.hand_over.check()].into_iter();
        let parts = parts.chain(self.question.iter().map(Question::check)).chain(self.step.iter().map(Step::check));
        let found: Vec<_> = parts.chain(self.check_conditions()).filter_map(Result::err).collect();
        if found.is_empty() { self.misfits_of_ways() } else { found }
    }
}

impl Recipe {
    fn check_questions(&self) -> Result<(), Misfit> {
        let twice = |id: &Id| self.question.iter().filter(|question| question.id == *id).count() > 1;
        let double = self.question.iter().find(|question| twice(&question.id));
        require(double.is_none(), "question", "a question stands twice")
    }

    /// What must hold once the answers are fixed; `self` has been tailored to them.
    pub(crate) fn check_way(&self, way: &Settled) -> Result<(), Misfit> {
        self.check_registration()?;
        self.check_permissions()?;
        require(!self.probe.is_empty(), "probe", "nothing is tried in the test")?;
        self.check_order()?;
        self.check_fields()?;
        self.step.iter().try_for_each(Step::check_way)?;
        self.hand_over.check_way()?;
        let typed = self.samples(way);
        if let Some(redirect) = &self.redirect {
            redirect.check_way(&self.question, &typed)?;
        }
        self.check_found(&typed)?;
        places::check(self, &typed)?;
        self.check_reach(way)
    }

    /// Whose accounts, who signs in, and which computers must be reachable.
    fn check_reach(&self, way: &Settled) -> Result<(), Misfit> {
        let answers = self.answers_of(way);
        require(self.audience.len() <= 1, "audience", "two rules hold at once")?;
        require(self.ends.len() <= 1, "ends", "two of them hold at once")?;
        let delegate = self.delegate.is_none() || self.delegate(&answers).is_some();
        require(delegate, "delegate.address", "it makes no mail address")?;
        let stepped = self.step(StepId::Network).is_some();
        require(stepped != self.network.is_empty(), "network", "checks and the step network belong together")?;
        self.network.iter().try_for_each(|check| check.check_way(self, &answers))
    }

    /// What belongs to a registration, and to a password, which has none and opens mail servers alone.
    fn check_registration(&self) -> Result<(), Misfit> {
        let client = self.access.has_client();
        require(self.platform.is_some() == client, "platform", "it belongs to a registration with an ID of its own")?;
        if client {
            return Ok(());
        }
        let ours = self.provider.naming() == Naming::InProject;
        require(ours, "access", "there are app passwords and service accounts at Google alone")?;
        let apart = self.redirect.is_none() && self.delegate.is_none() && self.audience.is_empty();
        require(apart, "access", "nobody signs in: no redirect address, no audience, and nobody who does it instead")?;
        if self.access.registers() {
            return Ok(());
        }
        let mail = |probe: &Probe| matches!(probe.kind, ProbeKind::Smtp | ProbeKind::Imap | ProbeKind::Pop3);
        require(self.probe.iter().all(mail), "probe", "a password opens mail servers alone")
    }

    fn check_permissions(&self) -> Result<(), Misfit> {
        let twice = |name: &Label| self.permission.iter().filter(|permission| permission.name == *name).count() > 1;
        let double = self.permission.iter().find(|permission| twice(&permission.name));
        require(double.is_none(), "permission", "a permission stands twice")?;
        let needed = self.permission.iter().any(|permission| permission.needed);
        require(needed || !self.access.registers(), "permission", "none is needed")?;
        self.permission.iter().try_for_each(|permission| permission.check_way(self.access))?;
        self.permission.iter().try_for_each(|permission| self.check_resource(permission))
    }

    /// The test shows one access to everybody it asks, so everybody must be of the resource it is for.
    fn check_resource(&self, permission: &Permission) -> Result<(), Misfit> {
        // What the names of a provider of somebody's own mean is known to that provider alone.
        if self.found.is_some() {
            return Ok(());
        }
        let key = format!("permission {}", permission.name);
        let shown = |probe: &Probe| permission.resource().is_none_or(|asked| probe.kind.resources().contains(&asked));
        let stranger = self.probe.iter().find(|probe| !shown(probe)).map_or("", |probe| probe.kind.as_str());
        require(stranger.is_empty(), &key, format!("its access is for another resource than the probe {stranger}"))
    }

    /// Without these nothing can be proved; a desktop registration has no secret, but at Google.
    fn check_fields(&self) -> Result<(), Misfit> {
        let asked =
            |field: FieldId| self.step.iter().flat_map(|step| &step.fields).filter(|one| **one == field).count();
        let naming = self.provider.naming();
        let secret = self.platform != Some(Platform::Desktop) || naming == Naming::InProject;
        let secret = secret.then_some(self.access.secret());
        let place = match naming {
            Naming::InDirectory => Some(FieldId::TenantId),
            Naming::InProject => Some(FieldId::GoogleProject),
            Naming::Alone => None,
        };
        let client = self.access.has_client().then_some(FieldId::ClientId);
        let registered = client.into_iter().chain(place.filter(|_| self.access.registers()));
        for field in registered.chain(secret) {
            require(asked(field) == 1, "step.fields", format!("one step asks for {}, once", field.as_str()))?;
        }
        let given = self.hand_over.field.iter().filter_map(|field| field.value.secret());
        let unasked = given.filter(|id| asked(*id) == 0).count();
        require(unasked == 0, "hand_over.field", "no step asks for the secret that is handed over")
    }

    /// Every step once, and proving and finishing last in their order.
    fn check_order(&self) -> Result<(), Misfit> {
        let ids: Vec<StepId> = self.step.iter().map(|step| step.id).collect();
        let twice = ids.iter().find(|id| ids.iter().filter(|other| other == id).count() > 1);
        require(twice.is_none(), "step", "a step stands twice")?;
        let last = [StepId::SignIn, StepId::Test, StepId::Save, StepId::HandOver];
        if self.access.signs_in() {
            require(ids.ends_with(&last), "step", "the last four are sign-in, test, save, hand-over")?;
        } else {
            let alone = ids.ends_with(&last[1..]) && !ids.contains(&StepId::SignIn);
            require(alone, "step", "nobody signs in, and the last three are test, save, hand-over")?;
        }
        let redirect = !self.answers_a_browser() && ids.contains(&StepId::RedirectUri);
        require(!redirect, "step redirect-uri", "nobody signs in for an application alone")?;
        let met = self.trap.iter().all(|trap| ids.contains(&trap.step));
        require(met, "trap", "its step is not in the recipe")
    }
}
