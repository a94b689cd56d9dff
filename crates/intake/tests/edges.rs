//! The edges of what is read: one character more or less, and where a word ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use jiff::civil::date;
use sendoff_intake::{
    BrowserText, DayReading, Known, MAX_BYTES, ReadContext, check_field, check_secret, judge_secret_shape,
    mask_secrets, read, read_browser_text, read_day,
};
use sendoff_problem::{Kind, ValueName};
use sendoff_recipes::{ProviderId, Recipes};
use sendoff_values::{FieldId, SecretShape};

const CLIENT: &str = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";
const VALUE: &str = "8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa";

fn client_id(text: &str) -> Result<String, Kind> {
    check_field(FieldId::ClientId, text, &Known::default()).map(|entered| entered.value).map_err(|problem| problem.kind)
}

fn secret(text: &str) -> Result<String, Kind> {
    check_secret(text, &Known::default()).map(|found| found.secret.expose().to_owned()).map_err(|problem| problem.kind)
}

#[test]
fn a_text_of_exactly_the_bound_is_read_and_one_byte_more_is_not() {
    let recipes = Recipes::bundled().unwrap();
    let provider = recipes.provider(ProviderId::Microsoft).unwrap();
    let known = Known::default();
    let context = ReadContext { provider, recipe: None, step: None, known: &known };
    assert_eq!(MAX_BYTES, 1_048_576);
    let padded = |text: &str, length: usize| format!("{text}{}", " ".repeat(length - text.len()));
    assert!(read(&padded(CLIENT, MAX_BYTES), &context).is_ok());
    assert!(read(&padded(CLIENT, MAX_BYTES + 1), &context).is_err());
    let address = "http://localhost:49152/mail-setup?code=x&state=y";
    assert!(matches!(read_browser_text(&padded(address, MAX_BYTES)), BrowserText::Redirect(_)));
    assert!(matches!(read_browser_text(&padded(address, MAX_BYTES + 1)), BrowserText::Unknown));
    assert_eq!(client_id(&padded(CLIENT, MAX_BYTES)).as_deref(), Ok(CLIENT));
    assert!(client_id(&padded(CLIENT, MAX_BYTES + 1)).is_err());
}

#[test]
fn an_id_ends_where_its_word_ends() {
    for behind in ["", " ", ",", ".", "\"", ")", "/"] {
        assert_eq!(client_id(&format!("{CLIENT}{behind}")).as_deref(), Ok(CLIENT), "{behind:?}");
    }
    for behind in ["x", "_", "-", "~", "é", "-x"] {
        assert!(client_id(&format!("{CLIENT}{behind}")).is_err(), "{behind:?}");
    }
}

#[test]
fn a_secret_id_is_known_though_it_was_pasted_twice() {
    for text in [CLIENT.to_owned(), format!("{CLIENT}{CLIENT}"), format!("{CLIENT}\n{CLIENT}")] {
        assert_eq!(secret(&text), Err(Kind::SecretIdPasted), "{text:?}");
    }
    assert_eq!(secret(VALUE).as_deref(), Ok(VALUE));
}

#[test]
fn behind_the_name_of_a_secret_three_characters_are_hidden_and_two_are_not() {
    assert_eq!(mask_secrets("client_secret=abc"), "client_secret=[hidden]");
    assert_eq!(mask_secrets("client_secret=ab"), "client_secret=ab");
}

#[test]
fn a_time_of_day_behind_a_date_is_passed_over() {
    let day = DayReading::One(date(2027, 5, 21));
    for text in ["5/21/2027, 12:00:00 AM", "5/21/2027 12:00 pm", "21.5.2027 23:59", "2027-05-21 23:59:59"] {
        assert_eq!(read_day(text), day, "{text}");
    }
    for text in ["2027-05-21_x", "2027-05-21-x", "2027-05-21x"] {
        assert_ne!(read_day(text), day, "{text}");
    }
}

#[test]
fn beginnings_of_secrets_are_hidden_from_twenty_one_characters_on() {
    for beginning in ["eyJ", "ya29.", "GOCSPX-", "abc1Q%7E", "abc1Q~"] {
        let of = |length: usize| format!("{beginning}{}", "x".repeat(length - beginning.len()));
        assert_eq!(mask_secrets(&of(21)), "[hidden]", "{beginning}");
        assert_eq!(mask_secrets(&of(20)), of(20), "{beginning}");
    }
    assert_eq!(mask_secrets(&format!("x/abc1Q~{}", "x".repeat(20))), "[hidden]");
    assert_eq!(
        mask_secrets(&format!("bc1Q~{}", "x".repeat(30))),
        format!("bc1Q~{}", "x".repeat(30)),
        "no room before it"
    );
}

#[test]
fn a_hidden_value_among_words_is_named() {
    assert_eq!(secret("Value 8xQ***************** Copy"), Err(Kind::SecretHidden));
    assert_eq!(secret("Value of the client secret"), Err(Kind::SecretBroken));
}

#[test]
fn an_answer_without_a_code_holds_none() {
    let holds = |query: &str| match read_browser_text(&format!("http://localhost:49152/mail-setup?{query}")) {
        BrowserText::Redirect(address) => address.holds_code(),
        BrowserText::Error(_) | BrowserText::Unknown => panic!("{query} is an answer"),
    };
    assert!(holds("code=x&state=y"));
    assert!(!holds("error=access_denied&state=y"));
}

#[test]
fn an_error_is_read_encoded_or_not() {
    for text in ["AADSTS65004: User+declined", "AADSTS65004%3A+User+declined", "AADSTS65004%3a User declined"] {
        let BrowserText::Error(error) = read_browser_text(text) else { panic!("{text} is no error") };
        assert_eq!(error.aadsts, Some(65_004), "{text}");
    }
}

#[test]
fn one_strange_character_makes_a_value_unusual() {
    assert_eq!(judge_secret_shape(VALUE), SecretShape::Usual);
    for strange in ['#', '!', '/', '='] {
        let text: String =
            VALUE.chars().enumerate().map(|(at, letter)| if at == 20 { strange } else { letter }).collect();
        assert_eq!(judge_secret_shape(&text), SecretShape::Unusual, "{text}");
    }
}

#[test]
fn an_id_in_place_of_a_secret_is_called_what_it_is() {
    let mut known = Known::default();
    let label = |known: &Known| check_secret(CLIENT, known).unwrap_err().values[&ValueName::Label].clone();
    assert_eq!(label(&known), "Secret ID");
    known.object_ids = vec![CLIENT.parse().unwrap()];
    assert_eq!(label(&known), "Object ID");
    known.directory = Some(CLIENT.parse().unwrap());
    assert_eq!(label(&known), "Directory (tenant) ID");
    known = Known { tenant_id: known.directory.take(), ..known };
    assert_eq!(label(&known), "Directory (tenant) ID");
    known.client_id = Some(CLIENT.parse().unwrap());
    assert_eq!(label(&known), "Application (client) ID");
}

#[test]
fn an_id_without_its_hyphens_is_cut_and_a_longer_word_is_none() {
    let bare = CLIENT.replace('-', "");
    for text in [bare.clone(), bare.replacen('0', " 0", 2), bare.replacen('0', "-0", 1)] {
        assert_eq!(client_id(&text), Err(Kind::IdCut), "{text}");
    }
    let cut = check_field(FieldId::ClientId, &bare.replacen('0', " 0", 2), &Known::default()).unwrap_err();
    assert_eq!(cut.values[&ValueName::Count], "32", "blanks are not counted");
    for text in [format!("{bare}xyz"), format!("{bare}, x"), "deadbeefdeadbeefdea".to_owned()] {
        assert_eq!(client_id(&text), Err(Kind::NotAnId), "{text}");
    }
}
