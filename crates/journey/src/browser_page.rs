//! Pages on which a browser stays when signing in cannot go on. Google tells the application nothing of them (protocol facts 5.7:
//! developers.google.com/identity/protocols/oauth2/web-server, "Authorization errors", read 2026-11-21); Microsoft's have a number,
//! which is pasted.

use sendoff_problem::Kind;
use sendoff_recipes::Naming;
use sendoff_words::Words;

use crate::{
    answer::ChoiceId,
    block::{Choice, ChoiceOption, Fold},
};

const AT_GOOGLE: &[Kind] = &[
    Kind::GoogleAppUnverified,
    Kind::GoogleNotATester,
    Kind::GoogleInternalOnly,
    Kind::GoogleAdminBlocks,
    Kind::GoogleRedirectMismatch,
    Kind::GoogleClientUnknown,
    Kind::GoogleClientDeleted,
    Kind::GoogleUserCap,
];

/// The pages people meet most, by the problem each means.
pub(crate) const fn usual(naming: Naming) -> &'static [Kind] {
    match naming {
        Naming::InProject => AT_GOOGLE,
        Naming::InDirectory | Naming::Alone => &[],
    }
}

/// Asks which it is, in a fold; nothing where no page is usual.
pub(crate) fn question(naming: Naming, told: Option<Kind>, words: &Words) -> Option<Choice> {
    let option = |kind: &Kind| ChoiceOption {
        id: kind.as_str().to_owned(),
        label: words.say(&format!("browser-page-{}", kind.as_str())),
        hint: None,
    };
    let kinds = usual(naming);
    let chosen = told.filter(|told| kinds.contains(told));
    (!kinds.is_empty()).then(|| Choice {
        id: ChoiceId::BrowserPage,
        anchor: "choice-browser-page".to_owned(),
        label: words.say("browser-page-which"),
        hint: None,
        options: kinds.iter().map(option).collect(),
        chosen: chosen.map(|kind| kind.as_str().to_owned()),
        status: None,
        fold: Some(Fold { line: words.label("browser-page-fold"), open: chosen.is_some() }),
        extra: None,
    })
}
