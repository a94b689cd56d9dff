//! Pastes as people make them, and what is read from each.
//!
//! In texts and expectations `{C}` is the Application (client) ID, `{T}` the Directory (tenant) ID, `{O}` an Object ID, `{S}`
//! a Secret ID, `{V}` the Value. An expectation lists, by blanks: `field=value/evidence`, `secret/shape/evidence` when the
//! secret is `{V}`, `-declined`, and `?question`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod languages;
mod nearly;

use std::sync::LazyLock;

use sendoff_intake::{Known, Left, Question, ReadContext, Reading, Told, read};
use sendoff_recipes::{ProviderId, Recipes};
use sendoff_values::StepId;

static RECIPES: LazyLock<Recipes> = LazyLock::new(|| Recipes::bundled().unwrap());

const CLIENT: &str = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";
const TENANT: &str = "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34";
const OBJECT: &str = "1d9b5f70-3c2e-4b8a-a5d4-6e7f80912233";
const SECRET_ID: &str = "0c1c6a9e-2d34-4f0d-8f5e-b2f0c6d177ab";
const VALUE: &str = "8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa";

fn filled(text: &str) -> String {
    [("{C}", CLIENT), ("{T}", TENANT), ("{O}", OBJECT), ("{S}", SECRET_ID), ("{V}", VALUE)]
        .iter()
        .fold(text.to_owned(), |text, (place, value)| text.replace(place, value))
}

fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn described(reading: &Reading) -> String {
    let public = &reading.public;
    let mut parts: Vec<String> = public
        .fields
        .iter()
        .map(|found| format!("{}={}/{}", word(&found.field), found.value, word(&found.evidence)))
        .collect();
    if let Some(found) = &reading.secret {
        let value = if found.secret.expose() == VALUE {
            "secret".to_owned()
        } else {
            format!("secret:{}", found.secret.expose())
        };
        parts.push(format!("{value}/{}/{}", word(&found.shape), word(&found.evidence)));
    }
    parts.extend(public.declined.iter().map(|declined| match declined.length {
        Some(length) => format!("-{}:{length}", word(&declined.what)),
        None => format!("-{}", word(&declined.what)),
    }));
    parts.extend(public.questions.iter().map(|question| match question {
        Question::TwoValuesFit { field, values } => format!("?two:{}:{}", word(field), values.len()),
        Question::WhichField { fields, .. } => format!("?which:{}", fields.len()),
        Question::WhichDay { days } => format!("?day:{}:{}", days[0], days[1]),
        Question::SeveralSecrets { count } => format!("?secrets:{count}"),
    }));
    parts.join(" ")
}

fn reading_of(text: &str, step: Option<StepId>, known: &Known) -> Reading {
    let provider = RECIPES.provider(ProviderId::Microsoft).unwrap();
    read(&filled(text), &ReadContext { provider, recipe: RECIPES.recipe("tourtools"), step, known }).unwrap()
}

/// Checks a table of pastes; every row that differs is named.
fn check_all(step: Option<StepId>, known: &Known, table: &[(&str, &str)]) {
    let differing: Vec<String> = table
        .iter()
        .filter_map(|(text, expected)| {
            let reading = reading_of(text, step, known);
            let (found, expected) = (described(&reading), filled(expected));
            assert_eq!(reading.is_empty(), found.is_empty(), "{text:?}");
            (found != expected).then(|| format!("{text:?}\n  found    {found}\n  expected {expected}"))
        })
        .collect();
    assert!(differing.is_empty(), "{} of {}\n{}", differing.len(), table.len(), differing.join("\n"));
}

const BOTH: &str = "client_id={C}/label tenant_id={T}/label";

#[test]
fn overview_pages() {
    check_all(
        Some(StepId::Tenant),
        &Known::default(),
        &[
            // Essentials, selected and copied: label, colon and value on lines of their own.
            (
                "Display name\n:\nTourTools mail\nApplication (client) ID\n:\n{C}\nObject ID\n:\n{O}\nDirectory (tenant) ID\n:\n{T}\n\
                 Supported account types\n:\nMy organization only\nClient credentials\n:\n0 certificate, 1 secret\nRedirect URIs\n:\n\
                 2 web, 0 spa, 0 public client\nApplication ID URI\n:\napi://{C}\nManaged application in local directory\n:\nTourTools mail\n\
                 State\n:\nActivated",
                "client_id={C}/label tenant_id={T}/label -object_id",
            ),
            (
                "Application (client) ID : {C}\nObject ID : {O}\nDirectory (tenant) ID : {T}",
                "client_id={C}/label tenant_id={T}/label -object_id",
            ),
            (
                "Application (client) ID\t{C}\nObject ID\t{O}\nDirectory (tenant) ID\t{T}\n",
                "client_id={C}/label tenant_id={T}/label -object_id",
            ),
            ("Application (client) ID\r\n{C}\r\n\r\nDirectory (tenant) ID\r\n{T}\r\n", BOTH),
            ("Application (client) ID {C} Directory (tenant) ID {T}", BOTH),
            (
                "Application (client) ID {C}Copy to clipboard\nObject ID {O}Copy to clipboard\nDirectory (tenant) ID {T}Copy to clipboard",
                "client_id={C}/label tenant_id={T}/label -object_id",
            ),
            (
                "Application (client) ID {C} Copy to clipboard Object ID {O} Copy to clipboard Directory (tenant) ID {T} Copy to clipboard",
                "client_id={C}/label tenant_id={T}/label -object_id",
            ),
            // Two columns: all labels, then all values.
            (
                "Application (client) ID\nObject ID\nDirectory (tenant) ID\n{C}\n{O}\n{T}",
                "client_id={C}/label tenant_id={T}/label -object_id",
            ),
            (
                "Application (client) ID\tObject ID\tDirectory (tenant) ID\n{C}\t{O}\t{T}",
                "client_id={C}/column tenant_id={T}/column -object_id",
            ),
            ("| Application (client) ID | {C} |\n|---|---|\n| Directory (tenant) ID | {T} |", BOTH),
            ("- Application (client) ID: `{C}`\n- Directory (tenant) ID: `{T}`", BOTH),
            ("* **Application (client) ID**: {C}\n* **Directory (tenant) ID**: {T}", BOTH),
            ("Directory (tenant) ID: {T}\nApplication (client) ID: {C}", BOTH),
            ("DIRECTORY (TENANT) ID: {T}\nAPPLICATION (CLIENT) ID: {C}", BOTH),
            ("Client ID = {C}; Tenant ID = {T}", BOTH),
            ("Hi, the Application (client) ID of our new app is {C} and the Directory (tenant) ID is {T}. Bye", BOTH),
            ("Here: Application (client) ID and Directory (tenant) ID: {C}, {T}", BOTH),
            ("{C} (Application (client) ID)\n{T} (Directory (tenant) ID)", BOTH),
            ("{C} - Client ID\n{T} - Tenant ID", BOTH),
            (
                "Anwendungs-ID (Client)\n{C}\nObjekt-ID\n{O}\nVerzeichnis-ID (Mandant)\n{T}",
                "client_id={C}/label tenant_id={T}/label -object_id",
            ),
            ("ID d\u{2019}application (client) : {C}\nID de l\u{2019}annuaire (locataire) : {T}", BOTH),
            ("Application (client) ID: {C}\nApplication (client) ID: {C}", "client_id={C}/label"),
            ("Object ID: {O}", "-object_id"),
            ("Object ID\n{O}\nDirectory (tenant) ID\n{T}", "tenant_id={T}/label -object_id"),
            // A label whose value was not selected takes nothing from its neighbour.
            ("Application (client) ID\nObject ID\n{O}", "-object_id"),
            ("Application (client) ID\nObject ID: {O}\n{T}", "-object_id ?which:2"),
            // An ID far below a label without a value is not its value.
            ("Directory (tenant) ID\nnothing\nwas\nselected\nhere\n{O}", "?which:2"),
            ("Application (client) ID\nObject ID\nDirectory (tenant) ID\n{C}\n{T}", "?two:client_id:2"),
            ("Application (client) ID: {C}\nApplication (client) ID: {O}", "?two:client_id:2"),
        ],
    );
}

#[test]
fn noise_around_and_inside_ids_is_forgiven() {
    check_all(
        Some(StepId::Tenant),
        &Known::default(),
        &[
            ("Application (client) ID: \"{C}\"\nDirectory (tenant) ID: '{T}'", BOTH),
            ("Application (client) ID: {{C}}\nDirectory (tenant) ID: <{T}>", BOTH),
            ("Application\u{a0}(client)\u{a0}ID:\u{a0}{C}\u{a0}\nDirectory (tenant) ID:\u{3000}{T}", BOTH),
            ("Application (client) ID: \u{feff}{C}\u{200b}\nDirectory (tenant) ID: \u{202a}{T}\u{202c}", BOTH),
            ("Application (client) ID: 7f3c1a52-0b8e-\n4d0e-9a61-2f8c51d7b0aa\nDirectory (tenant) ID: {T}", BOTH),
            ("Application (client) ID: 7f3c1a52\u{ad}-0b8e-4d0e-9a61-2f8c\u{200b}51d7b0aa\nTenant ID: {T}", BOTH),
            (
                "Application (client) ID: 7f3c1a52\u{2011}0b8e\u{2011}4d0e\u{2011}9a61\u{2011}2f8c51d7b0aa\nTenant ID: {T}",
                BOTH,
            ),
            (
                "Application (client) ID: ７ｆ３ｃ１ａ５２－０ｂ８ｅ－４ｄ０ｅ－９ａ６１－２ｆ８ｃ５１ｄ７ｂ０ａａ\nTenant ID: {T}",
                BOTH,
            ),
            ("Client ID: 7F3C1A52-0B8E-4D0E-9A61-2F8C51D7B0AA\nTenant ID: {T}", BOTH),
            ("Client ID: {C}{C}\nTenant ID: {T} {T}", BOTH),
            ("\u{201c}Client ID\u{201d}: \u{201c}{C}\u{201d}, \u{ab}Tenant ID\u{bb}: \u{ab}{T}\u{bb}", BOTH),
            ("> Client ID: {C}\n> Tenant ID: {T}", BOTH),
        ],
    );
}

#[test]
fn single_values() {
    let known = Known::default();
    let with_client = Known { client_id: Some(CLIENT.parse().unwrap()), ..Known::default() };
    let with_directory = Known { directory: Some(TENANT.parse().unwrap()), ..Known::default() };
    let with_object = Known { object_ids: vec![OBJECT.parse().unwrap()], ..Known::default() };
    let ids = Some(StepId::Tenant);
    check_all(ids, &known, &[("{C}", "?which:2"), ("{C}\n{T}", "?two:client_id:2"), ("the id is {C}", "?which:2")]);
    check_all(
        ids,
        &with_client,
        &[
            ("{T}", "tenant_id={T}/shape"),
            ("{C}", "client_id={C}/shape"),
            ("{C} {T}", "client_id={C}/shape tenant_id={T}/shape"),
        ],
    );
    check_all(
        ids,
        &with_directory,
        &[
            ("{C}", "client_id={C}/shape"),
            ("{T}", "tenant_id={T}/shape"),
            ("{C}\n{T}", "tenant_id={T}/shape client_id={C}/shape"),
        ],
    );
    check_all(ids, &with_object, &[("{O}", "-object_id")]);
    check_all(
        Some(StepId::Mailbox),
        &known,
        &[
            ("mailto:office@harbour.example", "mailbox=office@harbour.example/shape"),
            ("Office <office@harbour.example>", "mailbox=office@harbour.example/shape"),
            ("\u{ff4f}ffice@harbour.example", "mailbox=office@harbour.example/shape"),
        ],
    );
    check_all(
        None,
        &known,
        &[
            ("office@harbour.example", "mailbox=office@harbour.example/shape"),
            ("nothing of use", ""),
            ("", ""),
            (" \n\t ", ""),
        ],
    );
}

#[test]
fn cut_ids() {
    check_all(
        Some(StepId::Tenant),
        &Known::default(),
        &[
            (
                "Application (client) ID: 7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0a\nDirectory (tenant) ID: {T}",
                "tenant_id={T}/label -cut_id:35",
            ),
            ("7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0", "-cut_id:34"),
            ("f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa", "-cut_id:35"),
            ("Application (client) ID\n{C}a", "-cut_id:37"),
            ("Object ID: 1d9b5f70-3c2e-4b8a-a5d4-6e7f8091223", ""),
        ],
    );
}

#[test]
fn secret_rows() {
    let found = "secret_expires=2027-05-21/shape secret/usual/column -secret_id";
    check_all(
        Some(StepId::ClientSecret),
        &Known::default(),
        &[
            ("{V}", "secret/usual/shape"),
            ("  \"{V}\" \n", "secret/usual/shape"),
            ("TourTools mail\t5/21/2027\t{V}\t{S}", found),
            ("TourTools mail 5/21/2027 {V} Copy to clipboard {S} Copy to clipboard Delete", found),
            ("TourTools mail\n5/21/2027\n{V}\n{S}", "secret_expires=2027-05-21/shape secret/usual/shape -secret_id"),
            ("{S}\t{V}\t5/21/2027\tTourTools mail", found),
            (
                "Description\tExpires\tValue\tSecret ID\nTourTools mail\t5/21/2027\t{V}\t{S}",
                "secret_expires=2027-05-21/column secret/usual/column -secret_id",
            ),
            (
                "Description Expires Value Secret ID\nTourTools mail 2027-05-21 {V} {S}",
                "secret_expires=2027-05-21/column secret/usual/column -secret_id",
            ),
            (
                "Description\nExpires\nValue\nCopied\nSecret ID\nTourTools mail\n21 May 2027\n{V}\n{S}",
                "secret_expires=2027-05-21/label secret/usual/label -secret_id",
            ),
            (
                "Beschreibung\tG\u{fc}ltig bis\tWert\tGeheime ID\nTourTools mail\t21.5.2027\t{V}\t{S}",
                "secret_expires=2027-05-21/column secret/usual/column -secret_id",
            ),
            (
                "Value: {V}\nSecret ID: {S}\nExpires: 21 May 2027",
                "secret_expires=2027-05-21/label secret/usual/label -secret_id",
            ),
            ("Secret ID: {S}\nValue: {V}", "secret/usual/label -secret_id"),
            // An older row is hidden; the new one is taken, with its own day.
            (
                "Description\tExpires\tValue\tSecret ID\nold\t1/13/2027\tabc******************\t{O}\nnew\t5/21/2027\t{V}\t{S}",
                "secret_expires=2027-05-21/column secret/usual/column -secret_id -secret_id",
            ),
            ("{S}", "-secret_id"),
            ("Secret ID\n{S}", "-secret_id"),
            ("Value\n{S}", "-secret_id"),
            ("8xQ*****************", "-hidden_secret"),
            (
                "TourTools mail\t5/21/2027\t8xQ\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\t{S}",
                "secret_expires=2027-05-21/shape -hidden_secret -secret_id",
            ),
            ("mail 4/3/2027 {V} {S}", "secret/usual/column -secret_id ?day:2027-04-03:2027-03-04"),
            ("mail 4/4/2027 {V} {S}", "secret_expires=2027-04-04/shape secret/usual/column -secret_id"),
            ("{V} {V}", "secret/usual/shape"),
            ("8xQ8Q~3kTm0vqsLw_9aP zR4yBn-cDf6HjK1uEgXa", "-other"),
            ("{V}\nabc1Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa", "?secrets:2"),
            // Older shapes: by their label, their place, or alone.
            ("Value: Zm9vYmFyYmF6cXV4MTIzNDU2", "secret:Zm9vYmFyYmF6cXV4MTIzNDU2/unusual/label"),
            (
                "TourToolsMail2026Secret\t5/21/2027\tZm9vYmFyYmF6cXV4MTIzNDU2\t{S}",
                "secret_expires=2027-05-21/shape -secret_id ?secrets:2",
            ),
            ("a]b@c:d.E/f0123456789[]=", "secret:a]b@c:d.E/f0123456789[]=/unusual/shape"),
            ("{\u{a0}{V}\u{200b}}", "secret/usual/shape"),
        ],
    );
}

#[test]
fn manifests_settings_and_answers() {
    check_all(
        None,
        &Known::default(),
        &[
            (
                "{\"id\":\"{O}\",\"appId\":\"{C}\",\"publisherDomain\":\"harbour.onmicrosoft.com\"}",
                "client_id={C}/manifest tenant_domain=harbour.onmicrosoft.com/shape -object_id",
            ),
            (
                "{\n  \"id\": \"{O}\",\n  \"appId\": \"{C}\",\n  \"displayName\": \"TourTools mail\",\n  \"requiredResourceAccess\": [{\"resourceAppId\": \
                 \"00000003-0000-0000-c000-000000000000\", \"resourceAccess\": [{\"id\": \"e383f46e-2787-4529-855e-0e479a3ffac0\"}]}]\n}",
                "client_id={C}/manifest -object_id -object_id",
            ),
            (
                "{\n  \"appId\": \"{C}\",\n  \"displayName\": \"TourTools mail\",\n  \"password\": \"{V}\",\n  \"tenant\": \"{T}\"\n}",
                "client_id={C}/manifest tenant_id={T}/manifest secret/usual/manifest",
            ),
            (
                "AZURE_CLIENT_ID={C}\nAZURE_TENANT_ID={T}\nAZURE_CLIENT_SECRET={V}",
                "client_id={C}/manifest tenant_id={T}/manifest secret/usual/manifest",
            ),
            ("client_id: {C}\ntenant_id: {T}", "client_id={C}/manifest tenant_id={T}/manifest"),
            (
                "\"passwordCredentials\":[{\"endDateTime\":\"2027-05-21T23:30:00-05:00\",\"hint\":\"8xQ\",\"keyId\":\"{S}\",\"secretText\":\"{V}\",\
                 \"startDateTime\":\"2026-11-22T00:00:00Z\"}]",
                "secret_expires=2027-05-22/manifest secret/usual/manifest -secret_id",
            ),
            ("export MY_OWN_NAME={V}", "secret/usual/shape"),
        ],
    );
}

#[test]
fn addresses() {
    let both = "client_id={C}/address tenant_id={T}/address";
    check_all(
        Some(StepId::Tenant),
        &Known::default(),
        &[
            (
                "https://entra.microsoft.com/{T}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/{C}/isMSAApp~/false",
                both,
            ),
            (
                "https://portal.azure.com/#@{T}/blade/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/Overview/appId/{C}",
                both,
            ),
            (
                "https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/{C}/isMSAApp~/false",
                "client_id={C}/address",
            ),
            ("https://login.microsoftonline.com/{T}/oauth2/v2.0/authorize?client_id={C}&scope=Mail.Send", both),
            (
                "https://entra.microsoft.com/harbour.example/#view/x/appId/{C}",
                "client_id={C}/address tenant_domain=harbour.example/address",
            ),
            // Look-alikes and hosts of others say nothing.
            ("https://entra.rnicrosoft.com/{T}/#view/x/appId/{C}", ""),
            ("https://entra.microsoft.com.evil.example/{T}/#view/x/appId/{C}", ""),
            ("https://entra.microsoft.com@evil.example/{T}/appId/{C}", ""),
            ("https://entra.microsoft.com:8443/{T}/appId/{C}", ""),
            ("http://portal.azure.com/{T}/appId/{C}", ""),
            // The label wins over the address.
            (
                "Client ID: {O}\nhttps://entra.microsoft.com/{T}/#view/x/appId/{C}",
                "client_id={O}/label tenant_id={T}/address",
            ),
            (
                "Redirect URIs: https://www.tourtools.com/auth/ , http://localhost/mail-setup",
                "redirect_uri=https://www.tourtools.com/auth//label",
            ),
            ("Application ID URI: api://{C}", ""),
            ("Redirect URI: https://www.tourtools.com/auth/?x={V}", ""),
            ("Redirect URI: https://www.tourtools.com/auth/?x=8xQ8Q%7E3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa", ""),
            ("Redirect URI: http://localhost:49152/mail-setup?code=0.AXoA-canary&state=s", ""),
        ],
    );
}

#[test]
fn the_script_face_masks_the_secret_and_says_why() {
    let reading = reading_of("Client ID: {C}\nObject ID: {O}\nValue: {V}\nExpires: 4/3/2027", None, &Known::default());
    let title = |left: Left<'_>| match left {
        Left::Declined(declined) => declined.kind.as_str().to_owned(),
        Left::Question(_) => "asked".to_owned(),
    };
    let script = reading.script(|left| Told { title: title(left), why: "w".to_owned(), fix: vec!["f".to_owned()] });
    let script = serde_json::to_value(script).unwrap();
    assert_eq!(
        script,
        serde_json::json!({
            "fields": [
                {"field": "client_id", "value": CLIENT, "evidence": "label"},
                {"field": "client_secret", "value": "8xQ\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}", "evidence": "label"},
            ],
            "declined": [
                {"what": "object_id", "values": [OBJECT], "title": "object-id-pasted", "why": "w", "fix": ["f"]},
                {"what": "other", "values": ["2027-04-03", "2027-03-04"], "title": "asked", "why": "w", "fix": ["f"]},
            ],
        })
    );
}
