//! Single fields, days, and text from the browser: what is taken, refused and said.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use jiff::civil::{Date, date};
use sendoff_intake::{BrowserText, DayReading, Known, check_field, check_secret, read_browser_text, read_day};
use sendoff_problem::{Kind, ValueName};
use sendoff_recipes::Naming;
use sendoff_values::{FieldId, SecretShape};

const CLIENT: &str = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";
const TENANT: &str = "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34";
const OTHER: &str = "1d9b5f70-3c2e-4b8a-a5d4-6e7f80912233";
const VALUE: &str = "8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa";

/// The value taken, or the kind of the refusal.
fn entered(field: FieldId, text: &str, known: &Known) -> Result<String, Kind> {
    check_field(field, text, known).map(|entered| entered.value).map_err(|problem| problem.kind)
}

fn caution(field: FieldId, text: &str, known: &Known) -> Option<Kind> {
    check_field(field, text, known).unwrap().caution.map(|problem| problem.kind)
}

fn known(client: Option<&str>, tenant: Option<&str>, directory: Option<&str>) -> Known {
    let id = |text: &str| text.parse().unwrap();
    Known {
        client_id: client.map(|text| text.parse().unwrap()),
        tenant_id: tenant.map(id),
        directory: directory.map(id),
        mailbox: Some("office@harbour.example".parse().unwrap()),
        today: Some(date(2026, 11, 22)),
        ..Known::default()
    }
}

/// Where a provider names registrations by a client ID alone, no GUID is asked for, and none is taken for something else.
#[test]
fn a_client_id_alone_is_kept_to_the_letter() {
    let alone = Known { naming: Naming::Alone, ..Known::default() };
    for (text, id) in [
        ("s6BhdRkqt3", "s6BhdRkqt3"),
        (" \"Mail-App\"\r\n", "Mail-App"),
        (&CLIENT.to_uppercase(), &CLIENT.to_uppercase()),
        ("1-a.apps.example.com", "1-a.apps.example.com"),
    ] {
        assert_eq!(entered(FieldId::ClientId, text, &alone), Ok(id.to_owned()), "{text:?}");
    }
    let long = "x".repeat(256);
    for (text, kind) in [
        ("", Kind::FieldEmpty),
        ("two words", Kind::NotAClientId),
        (long.as_str(), Kind::NotAClientId),
        (VALUE, Kind::SecretNotHere),
    ] {
        assert_eq!(entered(FieldId::ClientId, text, &alone), Err(kind), "{text:?}");
    }
    assert_eq!(check_secret(CLIENT, &alone).unwrap().secret.expose(), CLIENT, "some providers write secrets like this");
    assert_eq!(check_secret(CLIENT, &Known::default()).unwrap_err().kind, Kind::SecretIdPasted);
}

#[test]
fn ids_are_cleaned_or_refused_by_name() {
    let nothing = Known::default();
    for text in [
        CLIENT.to_owned(),
        CLIENT.to_uppercase(),
        format!(" {{{CLIENT}}}\r\n"),
        format!("\u{201c}{CLIENT}\u{201d}"),
        format!("<{CLIENT}>"),
        format!("{CLIENT}{CLIENT}"),
        format!("{CLIENT} {CLIENT}"),
        format!("Application (client) ID: {CLIENT}"),
        CLIENT.replace("-9a61", "\n-9a61"),
        CLIENT.replace('-', "\u{2013}"),
    ] {
        assert_eq!(entered(FieldId::ClientId, &text, &nothing), Ok(CLIENT.to_owned()), "{text:?}");
    }
    for (text, kind) in [
        ("", Kind::FieldEmpty),
        (" \u{a0}\u{200b}\n", Kind::FieldEmpty),
        (&CLIENT[1..], Kind::IdCut),
        (&CLIENT[..35], Kind::IdCut),
        (&CLIENT.replace('-', ""), Kind::IdCut),
        ("TourTools mail", Kind::NotAnId),
        ("office@harbour.example", Kind::NotAnId),
        (VALUE, Kind::NotAnId),
        (&format!("{CLIENT} {OTHER}"), Kind::TwoValuesFit),
        (&format!("Object ID: {OTHER}"), Kind::ObjectIdPasted),
    ] {
        assert_eq!(entered(FieldId::ClientId, text, &nothing), Err(kind), "{text:?}");
    }
    let cut = check_field(FieldId::TenantId, &TENANT[..35], &nothing).unwrap_err();
    assert_eq!((cut.values[&ValueName::Count].as_str(), cut.values[&ValueName::ExpectedCount].as_str()), ("35", "36"));
}

#[test]
fn swapped_and_doubled_ids_are_caught() {
    let client = FieldId::ClientId;
    let tenant = FieldId::TenantId;
    assert_eq!(entered(client, TENANT, &known(None, Some(TENANT), None)), Err(Kind::SameIdTwice));
    assert_eq!(entered(tenant, CLIENT, &known(Some(CLIENT), None, None)), Err(Kind::SameIdTwice));
    assert_eq!(entered(client, TENANT, &known(None, None, Some(TENANT))), Err(Kind::IdsSwapped));
    assert_eq!(entered(tenant, CLIENT, &known(Some(TENANT), None, Some(TENANT))), Err(Kind::IdsSwapped));
    let seen = Known { object_ids: vec![OTHER.parse().unwrap()], ..Known::default() };
    assert_eq!(entered(client, OTHER, &seen), Err(Kind::ObjectIdPasted));
    let seen = Known { secret_ids: vec![OTHER.parse().unwrap()], ..Known::default() };
    assert_eq!(entered(client, OTHER, &seen), Err(Kind::SecretIdPasted));
    assert_eq!(entered(client, CLIENT, &known(Some(CLIENT), Some(TENANT), Some(TENANT))), Ok(CLIENT.to_owned()));
}

#[test]
fn a_directory_may_be_named_by_its_domain_and_another_one_is_mentioned() {
    let nothing = Known::default();
    let domain = check_field(FieldId::TenantId, "Harbour.onmicrosoft.com", &nothing).unwrap();
    assert_eq!((domain.field, domain.value.as_str()), (FieldId::TenantDomain, "harbour.onmicrosoft.com"));
    for text in ["common", "organizations", "Consumers", "a..b", "harbour.example/x"] {
        assert_eq!(entered(FieldId::TenantId, text, &nothing), Err(Kind::DirectoryMalformed), "{text}");
    }
    assert_eq!(caution(FieldId::TenantId, OTHER, &known(None, None, Some(TENANT))), Some(Kind::DirectoryOfAnother));
    assert_eq!(caution(FieldId::TenantId, TENANT, &known(None, None, Some(TENANT))), None);
}

#[test]
fn mailboxes_and_redirects() {
    let nothing = Known::default();
    for text in [
        "office@harbour.example",
        "mailto:office@harbour.example?subject=x",
        "Harbour <office@harbour.example>",
        "MAILTO:office@Harbour.Example ",
    ] {
        assert_eq!(entered(FieldId::Mailbox, text, &nothing), Ok("office@harbour.example".to_owned()), "{text}");
    }
    assert_eq!(entered(FieldId::Mailbox, "office", &nothing), Err(Kind::NotAnAddress));
    for (text, elsewhere) in [
        ("a@outlook.com", Some(Kind::PersonalAddress)),
        ("a@hotmail.co.uk", Some(Kind::PersonalAddress)),
        ("a@live.de", Some(Kind::PersonalAddress)),
        ("a@msn.com", Some(Kind::PersonalAddress)),
        ("a@gmail.com", Some(Kind::GmailAddress)),
        ("a@googlemail.com", Some(Kind::GmailAddress)),
        ("a@outlook.harbour.example", None),
        ("a@live.example.org", None),
    ] {
        assert_eq!(caution(FieldId::Mailbox, text, &nothing), elsewhere, "{text}");
    }
    let redirect = FieldId::RedirectUri;
    assert_eq!(
        entered(redirect, " https://www.tourtools.com/auth/ ", &nothing),
        Ok("https://www.tourtools.com/auth/".to_owned())
    );
    assert_eq!(
        entered(redirect, "http://localhost/mail-setup", &nothing),
        Ok("http://localhost/mail-setup".to_owned())
    );
    for text in [
        "http://tourtools.com/auth",
        "http://127.0.0.1/x",
        "tourtools.com/auth",
        "http://localhost.evil.example/",
        "https://a b",
    ] {
        assert_eq!(entered(redirect, text, &nothing), Err(Kind::NotARedirectAddress), "{text}");
    }
}

#[test]
fn secrets_are_warned_about_and_only_certain_mistakes_refused() {
    let known = known(Some(CLIENT), None, None);
    let shape = |text: &str| check_secret(text, &known).map(|found| found.shape).map_err(|problem| problem.kind);
    assert_eq!(shape(VALUE), Ok(SecretShape::Usual));
    assert_eq!(shape(&format!("\u{200b} \"{VALUE}\"\n")), Ok(SecretShape::Usual));
    assert_eq!(shape(&format!("TourTools mail 5/21/2027 {VALUE} {OTHER}")), Ok(SecretShape::Usual));
    assert_eq!(shape("Zm9vYmFyYmF6cXV4MTIzNDU2"), Ok(SecretShape::Unusual));
    assert_eq!(shape("abc"), Ok(SecretShape::Odd));
    assert_eq!(shape(&"x".repeat(65)), Ok(SecretShape::Odd));
    assert_eq!(shape(""), Err(Kind::FieldEmpty));
    assert_eq!(shape(OTHER), Err(Kind::SecretIdPasted));
    assert_eq!(shape("8xQ*****************"), Err(Kind::SecretHidden));
    assert_eq!(shape("abc def"), Err(Kind::SecretBroken));
    assert_eq!(shape(&VALUE.replace("_9a", " 9a")), Err(Kind::SecretBroken));
    let found = check_secret(VALUE, &known).unwrap();
    assert_eq!((found.length, found.first_three.as_str(), found.secret.expose()), (40, "8xQ", VALUE));
    let said = check_secret(CLIENT, &known).unwrap_err();
    assert_eq!(said.values[&ValueName::Label], "Application (client) ID");
    assert_eq!(check_field(FieldId::ClientSecret, VALUE, &known).unwrap_err().kind, Kind::NothingRead);
}

#[test]
fn days_in_many_forms() {
    let may = date(2027, 5, 21);
    for text in [
        "2027-05-21",
        "2027/05/21",
        "2027.5.21",
        "5/21/2027",
        "21/5/2027",
        "21.05.2027",
        "21.5.27",
        "21. 5. 2027",
        "21-05-2027",
        "05-21-2027",
        "21 May 2027",
        "21 may 2027",
        "May 21, 2027",
        "May 21 2027",
        "21st of May 2027",
        "21-May-2027",
        "Friday 21 May 2027",
        "Friday, May 21, 2027",
        "Fr., 21. Mai 2027",
        "21 mai 2027",
        "21 de mayo de 2027",
        "21 mei 2027",
        "5/21/2027, 12:00:00 AM",
        "5/21/2027 11:59 PM",
        "21.05.2027 23:59",
        "2027-05-21T10:00:00Z",
        "2027-05-20T23:30:00-05:00",
        "2027-05-21 10:00:00",
        "Expires: 5/21/2027",
        "\u{200e}5/\u{200e}21/\u{200e}2027",
        "5/21/2027,\u{202f}12:00:00\u{202f}AM",
        "\"5/21/2027\"",
    ] {
        assert_eq!(read_day(text), DayReading::One(may), "{text:?}");
    }
    let two = |one: Date, other: Date| DayReading::Two(one, other);
    assert_eq!(read_day("4/3/2027"), two(date(2027, 4, 3), date(2027, 3, 4)));
    assert_eq!(read_day("04-03-27"), two(date(2027, 4, 3), date(2027, 3, 4)));
    assert_eq!(read_day("4/3/2027 1:00 PM"), two(date(2027, 4, 3), date(2027, 3, 4)));
    assert_eq!(read_day("4/4/2027"), DayReading::One(date(2027, 4, 4)));
    assert_eq!(read_day("29 Feb 2028"), DayReading::One(date(2028, 2, 29)));
    assert_eq!(read_day("19 January 2038"), DayReading::One(date(2038, 1, 19)));
    assert_eq!(read_day("31/12/9999"), DayReading::One(date(9999, 12, 31)));
    for text in [
        "",
        "soon",
        "29 Feb 2027",
        "31/31/2027",
        "2027",
        "5/2027",
        "180 days",
        "1/2/3",
        "12:30",
        "2027-05-211",
        "7f3c1a52-0b8e",
        "99999999999/1/1",
    ] {
        assert_eq!(read_day(text), DayReading::None, "{text:?}");
    }
}

#[test]
fn the_day_field_asks_and_warns() {
    let known = known(None, None, None);
    let expires = FieldId::SecretExpires;
    assert_eq!(entered(expires, "21 May 2027", &known), Ok("2027-05-21".to_owned()));
    let unclear = check_field(expires, "4/3/2027", &known).unwrap_err();
    assert_eq!((unclear.kind, unclear.values[&ValueName::Day].as_str()), (Kind::DayUnclear, "2027-04-03"));
    assert_eq!(unclear.values[&ValueName::OtherDay], "2027-03-04");
    assert_eq!(entered(expires, "soon", &known), Err(Kind::DayUnreadable));
    assert_eq!(caution(expires, "2026-12-04", &known), Some(Kind::DaySoon));
    assert_eq!(caution(expires, "2026-11-01", &known), Some(Kind::SecretPastDay));
    assert_eq!(caution(expires, "2030-01-01", &known), Some(Kind::DayTooFar));
    assert_eq!(caution(expires, "2027-05-21", &known), None);
}

/// The address, the number, the `error` value, or nothing.
fn browser(text: &str) -> String {
    match read_browser_text(text) {
        BrowserText::Redirect(address) => format!("redirect {}", address.expose()),
        BrowserText::Error(error) => match error.aadsts {
            Some(number) => format!("AADSTS{number}"),
            None => format!("error {}", error.error.unwrap_or_default()),
        },
        BrowserText::Unknown => String::new(),
    }
}

#[test]
fn addresses_from_the_browser() {
    for (text, expected) in [
        (
            "http://localhost:53121/mail-setup?code=0.AX&state=abc",
            "redirect http://localhost:53121/mail-setup?code=0.AX&state=abc",
        ),
        (
            " \"http://localhost:53121/mail-setup?code=0.AX&state=abc\"\n",
            "redirect http://localhost:53121/mail-setup?code=0.AX&state=abc",
        ),
        (
            "localhost:53121/mail-setup?code=0.AX&state=abc",
            "redirect http://localhost:53121/mail-setup?code=0.AX&state=abc",
        ),
        (
            "127.0.0.1:53121/mail-setup?code=0.AX&state=abc",
            "redirect http://127.0.0.1:53121/mail-setup?code=0.AX&state=abc",
        ),
        (
            "http://localhost:53121/mail-setup?code=0.AX\n BY&state=abc",
            "redirect http://localhost:53121/mail-setup?code=0.AXBY&state=abc",
        ),
        (
            "It says: http://localhost:53121/mail-setup?code=0.AX&state=abc refused to connect",
            "redirect http://localhost:53121/mail-setup?code=0.AX&state=abc",
        ),
        (
            "http://localhost:53121/mail-setup?error=access_denied&error_description=AADSTS65004%3a+User+declined&state=abc",
            "redirect http://localhost:53121/mail-setup?error=access_denied&error_description=AADSTS65004%3a+User+declined&state=abc",
        ),
        ("http://localhost:53121/mail-setup", ""),
        ("http://localhost.evil.example/?code=1&state=2", "redirect http://localhost.evil.example/?code=1&state=2"),
        ("https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=x", ""),
        ("This site can\u{2019}t be reached. localhost refused to connect.", ""),
    ] {
        assert_eq!(browser(text), expected, "{text:?}");
    }
    assert_eq!(format!("{:?}", read_browser_text("http://localhost/x?code=canary")), "Redirect([redirect])");
}

#[test]
fn error_pages_from_the_browser() {
    for (text, expected) in [
        ("AADSTS50011", "AADSTS50011"),
        ("aadsts50011: the redirect uri", "AADSTS50011"),
        ("AADSTS 50011", "AADSTS50011"),
        ("\u{ff21}\u{ff21}\u{ff24}\u{ff33}\u{ff34}\u{ff33}50011", "AADSTS50011"),
        ("50011", "AADSTS50011"),
        ("Error Code: 50011", "AADSTS50011"),
        ("Fehlercode: 700016", "AADSTS700016"),
        ("https://login.microsoftonline.com/error?code=50011", "AADSTS50011"),
        ("{\"error\":\"invalid_client\",\"error_codes\":[7000215]}", "AADSTS7000215"),
        ("{\"error\":\"invalid_client\"}", "error invalid_client"),
        ("error=access_denied", "error access_denied"),
        ("error_description=AADSTS900971%3a+No+reply+address+provided.", "AADSTS900971"),
        ("AADSTS900023: Specified tenant identifier 'x' is neither", "AADSTS900023"),
        (
            "The redirect URI 'http://localhost/mail-setup' specified in the request does not match. AADSTS50011",
            "AADSTS50011",
        ),
        ("Sorry, something went wrong", ""),
        ("12", ""),
        ("", ""),
    ] {
        assert_eq!(browser(text), expected, "{text:?}");
    }
}

#[test]
fn an_error_page_gives_its_details_and_no_secret() {
    let page = format!(
        "Sign in\nSorry, but we\u{2019}re having trouble signing you in.\n\nAADSTS50011: The redirect URI does not match, {VALUE} either.\n\
         Request Id: {OTHER}\nCorrelation Id: {CLIENT}\nTimestamp: 2026-11-22T10:52:11Z\n"
    );
    let BrowserText::Error(error) = read_browser_text(&page) else { panic!("an error") };
    assert_eq!(error.details.code.as_deref(), Some("AADSTS50011"));
    assert_eq!(error.details.said.as_deref(), Some("The redirect URI does not match, [hidden] either."));
    assert_eq!(error.details.trace_id.as_deref(), Some(OTHER));
    assert_eq!(error.details.correlation_id.as_deref(), Some(CLIENT));
    assert_eq!(error.details.at.unwrap().to_string(), "2026-11-22T10:52:11Z");
    let BrowserText::Error(error) =
        read_browser_text("AADSTS65001: x Trace ID: 1 Correlation ID: 2 Timestamp: 2026-11-22 10:52:11Z")
    else {
        panic!("an error")
    };
    assert_eq!((error.details.said.as_deref(), error.details.at.is_some()), (Some("x"), true));
}

#[test]
fn a_secret_is_no_name_of_an_organisation() {
    let nothing = Known::default();
    assert_eq!(entered(FieldId::Organisation, " Harbour  Travel ", &nothing), Ok("Harbour Travel".to_owned()));
    let refused = entered(FieldId::Organisation, "Harbour 8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa", &nothing);
    assert_eq!(refused, Err(Kind::SecretNotHere));
}

#[test]
fn a_value_whose_end_was_not_copied_is_told_by_its_length() {
    let problem = check_secret(&VALUE[..24], &Known::default()).unwrap_err();
    assert_eq!((problem.kind, problem.values[&ValueName::Count].as_str()), (Kind::SecretCut, "24"));
    assert_eq!(check_secret("8xQ8Q~3kTm0v qsLw_9aPzR4yBn", &Known::default()).unwrap_err().kind, Kind::SecretBroken);
}
