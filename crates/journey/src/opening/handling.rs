//! What is pressed and what happens while a recipe from a file is looked at.

use crate::{
    action::Action,
    effect::Effect,
    opening::{Opening, RecipeEffect, RecipeEvent, RecipePress, Removing, Shown},
    questions::{QuestionPage, Questions, Step},
    refusal::NotNow,
    world::World,
};

type Taken = Result<Vec<Effect>, NotNow>;

impl Questions {
    /// A press while a file is shown: what is about it, and the ways back.
    #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else is on the page")]
    pub(crate) fn press_over(&mut self, action: &Action, world: &World<'_>) -> Result<Step, NotNow> {
        if self.opening_is_busy() {
            return Err(NotNow::Busy);
        }
        match action {
            Action::Recipe(press) => self.press_recipe(*press, world).map(Step::Stay),
            Action::Back => self.press_recipe(RecipePress::Decline, world).map(Step::Stay),
            Action::ToConnections => Ok(Step::Leave(self.leave())),
            _ => Err(NotNow::NotHere),
        }
    }

    /// A press about recipes from files, on any page that offers it.
    pub(crate) fn press_recipe(&mut self, press: RecipePress, world: &World<'_>) -> Taken {
        let takes_files = self.takes_files();
        match (press, &mut self.opening) {
            (RecipePress::Open, None | Some(Opening::Wrong(_))) if takes_files => {
                self.recipe_not_read = None;
                Ok(vec![Effect::Recipe(RecipeEffect::Choose)])
            }
            (RecipePress::Show, None) if takes_files => self.show_chosen(world),
            (RecipePress::Decline, Some(_)) => Ok(self.close_opening()),
            (RecipePress::Accept, Some(Opening::Shown(_))) => self.accept(world),
            (RecipePress::Remove, Some(Opening::Shown(shown))) if shown.is_accepted(world) => {
                (shown.removing, shown.problem) = (Removing::Counting, None);
                Ok(vec![Effect::Recipe(RecipeEffect::CountUse(shown.opened.recipe.id.clone()))])
            }
            (RecipePress::Keep, Some(Opening::Shown(shown))) => {
                shown.removing = Removing::No;
                Ok(Vec::new())
            }
            (RecipePress::RemoveForGood, Some(Opening::Shown(shown)))
                if matches!(shown.removing, Removing::Asked { .. }) =>
            {
                shown.removing = Removing::UnderWay;
                Ok(vec![Effect::Recipe(RecipeEffect::Remove(shown.opened.recipe.id.clone()))])
            }
            _ => Err(NotNow::NotHere),
        }
    }

    /// What the engine tells of a recipe from a file.
    pub(crate) fn hear_of_recipe(&mut self, event: RecipeEvent, world: &World<'_>) -> Taken {
        match event {
            RecipeEvent::Read(opened) => self.show_opening(Opening::Shown(Box::new(Shown::of(*opened)))),
            RecipeEvent::Wrong(checkup) => self.show_opening(Opening::Wrong(checkup)),
            RecipeEvent::NotRead(problem) => {
                self.recipe_not_read = Some(problem);
                Ok(Vec::new())
            }
            RecipeEvent::Accepted(fingerprint) => {
                self.shown(|shown| shown.keeping && shown.opened.fingerprint == fingerprint)?;
                self.use_recipe(&fingerprint.to_string(), world)
            }
            RecipeEvent::NotAccepted(problem) => {
                let shown = self.shown(|shown| shown.keeping)?;
                (shown.keeping, shown.problem) = (false, Some(problem));
                Ok(Vec::new())
            }
            RecipeEvent::Used { connections, set_ups } => {
                let shown = self.shown(|shown| shown.removing == Removing::Counting)?;
                shown.removing = Removing::Asked { connections, set_ups };
                Ok(Vec::new())
            }
            RecipeEvent::Removed => {
                self.shown(|shown| shown.removing == Removing::UnderWay)?;
                Ok(self.removed(world))
            }
            RecipeEvent::NotRemoved(problem) => {
                let shown = self.shown(|shown| shown.removing != Removing::No)?;
                (shown.removing, shown.problem) = (Removing::No, Some(problem));
                Ok(Vec::new())
            }
        }
    }

    /// Whether a file may be opened from here: not while a set-up is about to begin.
    fn takes_files(&self) -> bool {
        !self.starting && self.page != QuestionPage::BeforeYouBegin
    }

    fn opening_is_busy(&self) -> bool {
        matches!(&self.opening, Some(Opening::Shown(shown)) if shown.is_busy())
    }

    /// What is shown, if the event is about it.
    fn shown(&mut self, is_meant: impl FnOnce(&Shown) -> bool) -> Result<&mut Shown, NotNow> {
        match &mut self.opening {
            Some(Opening::Shown(shown)) if is_meant(shown) => Ok(shown),
            _ => Err(NotNow::Late),
        }
    }

    /// A file that comes in while another is being kept or removed would hide what comes of that.
    fn show_opening(&mut self, opening: Opening) -> Taken {
        if !self.takes_files() {
            return Err(NotNow::NotHere);
        }
        if self.opening_is_busy() {
            return Err(NotNow::Busy);
        }
        self.opening = Some(opening);
        (self.recipe_not_read, self.tried) = (None, false);
        self.turns += 1;
        Ok(Vec::new())
    }

    fn show_chosen(&mut self, world: &World<'_>) -> Taken {
        let fingerprint = self.recipe.as_ref().and_then(|key| key.parse().ok()).ok_or(NotNow::NotHere)?;
        let opened = world.recipes.accepted(fingerprint).ok_or(NotNow::NotHere)?;
        self.show_opening(Opening::Shown(Box::new(Shown::of(opened.clone()))))
    }

    fn close_opening(&mut self) -> Vec<Effect> {
        self.opening = None;
        self.turns += 1;
        Vec::new()
    }

    /// What was accepted before is used at once; anything else is kept first.
    fn accept(&mut self, world: &World<'_>) -> Taken {
        let shown = self.shown(|shown| shown.removing == Removing::No)?;
        if shown.is_accepted(world) {
            let key = shown.opened.recipe.key();
            return self.use_recipe(&key, world);
        }
        (shown.keeping, shown.problem) = (true, None);
        Ok(vec![Effect::Recipe(RecipeEffect::Accept(Box::new(shown.opened.clone())))])
    }

    /// Back to the questions, with this application chosen.
    fn use_recipe(&mut self, key: &str, world: &World<'_>) -> Taken {
        let mut effects = self.choose_application(key, world)?;
        effects.extend(self.close_opening());
        Ok(effects)
    }

    /// Back to the questions; what was chosen may be gone.
    fn removed(&mut self, world: &World<'_>) -> Vec<Effect> {
        if self.recipe(world).is_none() {
            self.recipe = None;
            self.answers.clear();
        }
        self.close_opening()
    }
}
