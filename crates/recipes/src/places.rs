//! Whether every text of a tailored recipe names values that there will be.

use crate::{
    access::Access,
    hand_over::HandOverValue,
    naming::Naming,
    read::{Misfit, require},
    recipe::Recipe,
    run::{Run, Runs},
    step::Step,
    template::{Placeholder, Template, Values},
};

/// `recipe` is tailored to one way to answer, in which `typed` is typed.
pub(crate) fn check(recipe: &Recipe, typed: &Values) -> Result<(), Misfit> {
    let there = |place: &Placeholder| match place {
        Placeholder::Answer(_) => typed.get(place).is_some(),
        Placeholder::Redirect | Placeholder::RedirectEncoded | Placeholder::RedirectHost => recipe.redirect.is_some(),
        Placeholder::AuthorizationEndpoint | Placeholder::TokenEndpoint => recipe.found.is_some(),
        // An instruction that names them has its labels by now.
        Placeholder::Permissions | Placeholder::AccountTypes => false,
        Placeholder::Project => recipe.access.registers() && recipe.provider.naming() == Naming::InProject,
        Placeholder::Tenant => recipe.provider.naming() != Naming::InProject,
        Placeholder::ClientId | Placeholder::Requests => recipe.access.registers(),
        Placeholder::AssistantRedirect => recipe.access.has_client(),
        Placeholder::ServiceAccount | Placeholder::KeyId => recipe.access == Access::ServiceAccount,
        Placeholder::Mailbox
        | Placeholder::MailboxQuoted
        | Placeholder::Organisation
        | Placeholder::RegistrationName
        | Placeholder::RegistrationNameQuoted => true,
    };
    let missing = named(recipe).find(|(_, place)| !there(place));
    match missing {
        Some((key, place)) => require(false, &key, format!("nothing stands for {{{}}}", place.word())),
        None => Ok(()),
    }
}

/// Every place a text names, with the part of the recipe it stands in.
fn named(recipe: &Recipe) -> impl Iterator<Item = (String, &Placeholder)> {
    let hand_over = &recipe.hand_over;
    let at = |key: &'static str| move |runs| (key.to_owned(), runs);
    let said = recipe.before.iter().map(|said| &said.text).map(at("before"));
    let said = said.chain(hand_over.after.iter().map(|said| &said.text).map(at("hand_over.after")));
    let said = said.chain([&hand_over.place].map(at("hand_over.place")));
    let said = said.chain(recipe.trap.iter().map(|trap| (format!("trap {}", trap.step.as_str()), &trap.text)));
    let changes = hand_over.change.iter().flat_map(|change| [&change.what, &change.undo]);
    let said = said.chain(changes.map(at("hand_over.change")));
    let said = said.chain(recipe.step.iter().flat_map(instructions));
    let rows = recipe.step.iter().flat_map(|step| &step.copy);
    let rows = rows.map(|row| (format!("step.copy {}", row.label), &row.value));
    let checks = recipe.network.iter().map(|check| ("network.host".to_owned(), &check.host));
    let delegate = recipe.delegate.iter().map(|delegate| ("delegate.address".to_owned(), &delegate.address));
    let templates = rows.chain(handed_over(recipe)).chain(checks).chain(delegate);
    said.flat_map(in_runs).chain(templates.flat_map(in_template))
}

fn instructions(step: &Step) -> impl Iterator<Item = (String, &Runs)> {
    let card = step.portal.iter().flat_map(|card| card.actions.iter().map(|said| &said.text).chain([&card.different]));
    let expected = step.expect.iter().map(|said| &said.text);
    card.chain(expected).chain(&step.administrator).map(|runs| (format!("step {}", step.id.as_str()), runs))
}

fn handed_over(recipe: &Recipe) -> impl Iterator<Item = (String, &Template)> {
    recipe.hand_over.field.iter().flat_map(|field| {
        let value = match &field.value {
            HandOverValue::Text(template) => Some(template),
            HandOverValue::Choose(_) | HandOverValue::Secret(_) => None,
        };
        let other = field.alternative.iter().map(|alternative| &alternative.text);
        value.into_iter().chain(other).map(|template| (format!("hand_over.field {}", field.label), template))
    })
}

fn in_runs((key, runs): (String, &Runs)) -> impl Iterator<Item = (String, &Placeholder)> {
    runs.iter().filter_map(move |run| match run {
        Run::Value(place) => Some((key.clone(), place)),
        Run::Plain(_) | Run::PortalLabel(_) => None,
    })
}

fn in_template((key, template): (String, &Template)) -> impl Iterator<Item = (String, &Placeholder)> {
    template.places().map(move |place| (key.clone(), place))
}
