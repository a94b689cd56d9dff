//! The catalogue of Google's errors: which are in it, what each says, and what no row may be.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use sendoff_problem::{Details, Kind, Problem, Refusal, WhoActs};
use sendoff_recipes::{GoogleErrors, Recipes, SaidBeside};

const FILE: &str = include_str!("../../../recipes/errors/google.toml");

/// Every error that can be met and has a name or number of its own, by its table.
const NAMES: &[(&str, &[&str])] = &[
    (
        "answer",
        &[
            "invalid_client",
            "deleted_client",
            "invalid_grant",
            "unauthorized_client",
            "access_denied",
            "unsupported_grant_type",
            "unsupported_response_type",
            "invalid_scope",
            "invalid_request",
            "use_dpop_nonce",
            "invalid_dpop_proof",
            "internal_failure",
            "scope_not_granted",
            "no_refresh_token",
        ],
    ),
    (
        "page",
        &[
            "redirect_uri_mismatch",
            "invalid_request",
            "invalid_scope",
            "unsupported_response_type",
            "admin_policy_enforced",
            "access_not_configured",
            "org_internal",
            "access_denied",
            "unverified_app_screen",
            "user_cap_reached",
            "disallowed_useragent",
            "invalid_client",
            "deleted_client",
            "sa-key-creation-disabled",
            "sa-key-upload-disabled",
            "app-passwords-missing",
        ],
    ),
    (
        "api",
        &[
            "accessNotConfigured",
            "SERVICE_DISABLED",
            "insufficientPermissions",
            "authError",
            "badRequest",
            "invalidArgument",
            "failedPrecondition",
            "delegationDenied",
            "domainPolicy",
            "dailyLimitExceeded",
            "userRateLimitExceeded",
            "rateLimitExceeded",
            "backendError",
            "notFound",
        ],
    ),
    (
        "reply",
        &[
            "535", "534", "530", "454", "421", "450", "451", "452", "504", "550", "552", "553", "554", "555", "NO",
            "-ERR",
        ],
    ),
];

#[test]
fn every_error_that_can_be_met_has_a_row() {
    let file: toml::Table = FILE.parse().unwrap();
    for (table, names) in NAMES {
        let rows = file[*table].as_array().unwrap();
        let there: BTreeSet<&str> = rows.iter().map(|row| row["code"].as_str().unwrap()).collect();
        for name in *names {
            assert!(there.contains(name), "{table} {name}");
        }
    }
}

/// The words are those of its kind, and every kind has them (a test of the room `words`).
#[test]
fn every_row_has_a_kind_a_step_and_who_acts() {
    let recipes = Recipes::bundled().unwrap();
    let rows: Vec<_> = recipes.google_errors().all().collect();
    assert!(rows.len() > 100, "{}", rows.len());
    for row in rows {
        let kind = row.kind.as_str();
        assert_eq!(row.step.is_none(), row.who() == WhoActs::NobodyWait, "{kind}: {}", row.title());
        let stays = [Kind::ServerTurnedAway, Kind::SignInNotOffered, Kind::ClockWrong].contains(&row.kind);
        assert!(row.kind.step().is_some() || stays || row.who() == WhoActs::NobodyWait, "{kind} leads nowhere");
        assert!(row.kind != Kind::GoogleRefused && row.kind != Kind::MicrosoftRefused, "{kind}");
        assert!(row.retry || row.who() != WhoActs::NobodyWait, "{kind}: what only waiting mends may be tried again");
    }
}

#[test]
fn the_number_decides_and_where_it_does_not_what_is_said() {
    let recipes = Recipes::bundled().unwrap();
    let google = recipes.google_errors();
    let answer =
        |error, subtype, description| google.of_answer(error, SaidBeside { subtype, description }).map(|row| row.kind);
    assert_eq!(answer("invalid_grant", Some("invalid_rapt"), None), Some(Kind::GoogleSessionEnded));
    assert_eq!(answer("invalid_grant", Some("other"), None), Some(Kind::GoogleAccessEnded));
    assert_eq!(
        answer("invalid_grant", None, Some("TOKEN has been Expired or Revoked.")),
        Some(Kind::GoogleTestingEnded)
    );
    assert_eq!(answer("Invalid_Grant", None, None), None, "an error is spelled as the standard says");
    assert_eq!(google.of_page(Some("access_denied"), "").map(|row| row.kind), Some(Kind::GoogleNotATester));
    assert_eq!(
        answer("access_denied", None, None),
        Some(Kind::GoogleApprovalDeclined),
        "by the browser it is a person's no"
    );
    let api = |reasons: &[&str], message| google.of_api(reasons, message).map(|row| row.kind);
    assert_eq!(
        api(&["Unknown", "rateLimitExceeded"], "User-rate limit exceeded (Mail sending)"),
        Some(Kind::GoogleSendingLimit)
    );
    assert_eq!(api(&["rateLimitExceeded"], ""), Some(Kind::ProviderBusy));
    assert_eq!(api(&["PERMISSION_DENIED"], ""), None);
    let reply =
        |code: &str, words| google.of_reply(&Refusal { code: code.parse().unwrap(), words }).map(|row| row.kind);
    assert_eq!(reply("535", "5.7.8 no"), Some(Kind::GoogleMailSignInRefused));
    assert_eq!(reply("535", "5.7.80 no"), None, "a number is compared whole");
    assert_eq!(reply("534", "5.7.14 no"), Some(Kind::GoogleBrowserSignInNeeded));
    assert_eq!(reply("534", "5.7.1 no"), None);
    let challenge = |json| google.of_challenge(json).map(|row| row.kind);
    assert_eq!(challenge("{ \"status\" : \"400\" }"), Some(Kind::GoogleMailAccessRefused));
    assert_eq!(challenge("{\"status\":\"200\"}"), None);
}

#[test]
fn a_problem_is_told_by_the_row_it_came_from() {
    let recipes = Recipes::bundled().unwrap();
    let told = |kind, code: &str, said: &str| {
        let details = Details { code: Some(code.to_owned()), said: Some(said.to_owned()), ..Details::default() };
        recipes.told(&Problem::new(kind).with_details(details)).map(|told| told.title.to_string())
    };
    for (kind, code, said, title) in [
        (
            Kind::GoogleClientUnknown,
            "invalid_client",
            "The OAuth client was not found.",
            "Google knows no application of this ID",
        ),
        (Kind::GoogleSessionEnded, "invalid_grant", "", "The organisation asks for a fresh sign-in"),
        (Kind::GoogleNotATester, "access_denied", "", "The application is in Testing, and this account is no tester"),
        (Kind::GmailApiOff, "SERVICE_DISABLED", "", "The Gmail API is not switched on in the project"),
        (
            Kind::GoogleMailAccessRefused,
            "334",
            "{\"status\":\"400\"}",
            "The access is not one for mail programs, or for another mailbox",
        ),
        (Kind::GoogleAppPasswordNeeded, "534 5.7.9", "5.7.9 Application-specific", "An app password is needed"),
        // Microsoft's own stay Microsoft's.
        (Kind::ApprovalDeclined, "access_denied", "", "Approval was not given"),
        (Kind::SecretRefused, "invalid_client", "", "ID and secret were not accepted"),
    ] {
        assert_eq!(told(kind, code, said).as_deref(), Some(title), "{code}");
    }
}

#[test]
fn a_file_with_a_slip_is_refused() {
    assert!(GoogleErrors::read("google.toml", FILE).is_ok());
    for (from, to) in [
        ("says = \"was not found\"", "says = \"Was not found\""),
        ("says = \"was not found\"\n", ""),
        ("source = \"gam\"", "source = \"nowhere\""),
        ("code = \"535\"", "code = \"235\""),
        ("retry = true", "retried = true"),
        ("code = \"backendError\"\n", ""),
        ("code = \"backendError\"", "code = \"authError\""),
        ("kind = \"google-client-unknown\"", "kind = \"google-client-unheard-of\""),
    ] {
        assert!(FILE.contains(from), "{from}");
        assert!(GoogleErrors::read("google.toml", &FILE.replacen(from, to, 1)).is_err(), "{to}");
    }
}
