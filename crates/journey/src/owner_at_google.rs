//! What an owner asks at Google, where a project takes the place of a directory: who may make one, who looks after Google Workspace,
//! and that nobody but its owner looks after a private account (support.google.com/a/answer/6208960, read 2026-11-23).

use sendoff_recipes::{Access, Answers, Choice, Recipe};
use sendoff_values::StepId;

use crate::owner::Asked;

/// Who looks after the account of the mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeper {
    /// The administrators of a Google Workspace organisation.
    Administrators,
    /// Whoever it belongs to.
    Owner,
}

impl Keeper {
    /// By what was answered: a choice that speaks for domains of private addresses is one for a private account.
    pub(crate) fn of(recipe: &Recipe, answers: &Answers) -> Self {
        let mut chosen = recipe.question.iter().filter_map(|question| question.chosen(answers.get(&question.id)));
        let private = |choice: &Choice| !choice.domains.is_empty();
        if chosen.any(private) { Self::Owner } else { Self::Administrators }
    }
}

/// Before anything is begun.
pub(crate) const fn before(access: Access, keeper: Keeper) -> &'static [Asked] {
    match (keeper, access) {
        (Keeper::Owner, Access::Password) => &[WHO_IS_OWNER, COST_OF_PASSWORD],
        (Keeper::Owner, Access::Delegated | Access::Application | Access::ServiceAccount) => &[WHO_IS_OWNER, COST],
        (Keeper::Administrators, Access::Password) => {
            &[("owner-ask-am-i", "owner-am-i-google-password"), WHO_IS, COST_OF_PASSWORD]
        }
        (Keeper::Administrators, Access::ServiceAccount) => {
            &[("owner-ask-am-i", "owner-am-i-google-key"), WHO_IS, COST]
        }
        (Keeper::Administrators, Access::Delegated | Access::Application) => {
            &[("owner-ask-am-i", "owner-am-i-google-before"), WHO_IS, COST]
        }
    }
}

/// On the page of a step; nothing where no such question arises.
#[expect(clippy::wildcard_enum_match_arm, reason = "few steps have pages of Google's")]
pub(crate) const fn of_step(step: StepId, keeper: Keeper) -> &'static [Asked] {
    match keeper {
        Keeper::Administrators => match step {
            StepId::Project => &[
                ("owner-ask-am-i", "owner-am-i-google-project"),
                WHO_IS,
                ("owner-ask-no-button", "owner-no-button-google-project"),
                COST,
            ],
            StepId::GoogleApi | StepId::GoogleBranding | StepId::GoogleAudience | StepId::GoogleDataAccess => {
                &[NO_BUTTON, WHO_IS]
            }
            StepId::GoogleClient => &[NO_CLIENT, WHO_IS],
            StepId::GoogleAppAccess => &[
                ("owner-ask-am-i", "owner-am-i-google-app-access"),
                WHO_IS,
                ("owner-ask-no-button", "owner-no-button-google-app-access"),
            ],
            StepId::ServiceAccount => &[("owner-ask-no-button", "owner-no-button-google-key"), WHO_IS],
            StepId::Delegation => &[
                ("owner-ask-am-i", "owner-am-i-google-delegation"),
                WHO_IS,
                ("owner-ask-no-button", "owner-no-button-google-delegation"),
            ],
            StepId::TwoStep => &[("owner-ask-no-button", "owner-no-button-two-step"), WHO_IS],
            StepId::AppPassword => &[("owner-ask-no-button", "owner-no-button-app-password"), WHO_IS],
            StepId::Mailbox => &[("owner-ask-no-button", "owner-no-button-gmail"), WHO_IS],
            _ => &[],
        },
        Keeper::Owner => match step {
            StepId::Project => &[WHO_IS_OWNER, ("owner-ask-no-button", "owner-no-button-google-project-private"), COST],
            StepId::GoogleApi | StepId::GoogleBranding | StepId::GoogleAudience | StepId::GoogleDataAccess => {
                &[NO_BUTTON]
            }
            StepId::GoogleClient => &[NO_CLIENT],
            StepId::TwoStep | StepId::AppPassword => {
                &[WHO_IS_OWNER, ("owner-ask-no-button", "owner-no-button-app-password-private")]
            }
            StepId::Mailbox => &[WHO_IS_OWNER, ("owner-ask-no-button", "owner-no-button-gmail-private")],
            _ => &[],
        },
    }
}

const WHO_IS: Asked = ("owner-ask-who-is", "owner-who-is-google");
const WHO_IS_OWNER: Asked = ("owner-ask-who-is", "owner-who-is-private");
const COST: Asked = ("owner-ask-cost", "owner-cost-google");
const COST_OF_PASSWORD: Asked = ("owner-ask-cost", "owner-cost-google-password");
const NO_BUTTON: Asked = ("owner-ask-no-button", "owner-no-button-google");
const NO_CLIENT: Asked = ("owner-ask-no-button", "owner-no-button-google-client");
