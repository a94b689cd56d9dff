//! Records as they are stored: what is written is read back, and nothing else is taken for one.

use proptest::prelude::*;

use super::*;

const CLIENT: &str = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";
const TENANT: &str = "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34";

fn record(secret: &str, token: &str) -> Record {
    let opens = registration(CLIENT, Some(TENANT), secret, Some(token));
    Record { opens, ..of_password("") }
}

fn registration(client_id: &str, tenant_id: Option<&str>, secret: &str, token: Option<&str>) -> Opens {
    Opens::Registration {
        client_id: client_id.parse().unwrap(),
        tenant_id: tenant_id.map(|id| id.parse().unwrap()),
        client_secret: ClientSecret::new(secret.to_owned()),
        refresh_token: token.map(|token| RefreshToken::new(token.to_owned())),
    }
}

fn of_password(password: &str) -> Record {
    Record {
        opens: Opens::Password(AppPassword::new(password.to_owned())),
        mailbox: "office@harbour.example".parse().unwrap(),
        scopes: vec!["Mail.Send".to_owned(), "offline_access".to_owned()],
        proved_at: "2026-11-21T10:58:00Z".parse().unwrap(),
        secret_ends: Some(jiff::civil::date(2027, 5, 21)),
    }
}

fn of_key(key: &str) -> Record {
    let opens = Opens::Key {
        account: "mailer@harbour-mail.iam.gserviceaccount.com".parse().unwrap(),
        client_id: "104118225190287164432".parse().unwrap(),
        key_id: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567".to_owned(),
        key: PrivateKey::new(key.to_owned()),
    };
    Record { opens, ..of_password("") }
}

proptest! {
    #[test]
    fn a_record_of_any_text_comes_back(secret in ".{0,80}", token in "\\PC{0,200}|[\\x00-\\x1f\"\\\\]{0,200}") {
        let text = record(&secret, &token).to_text().unwrap();
        let back = Record::from_text(&text).unwrap();
        prop_assert_eq!(&back.to_text().unwrap(), &text);
        let Opens::Registration { client_secret, refresh_token, .. } = back.opens else { panic!("another form") };
        prop_assert_eq!(client_secret.expose(), secret);
        prop_assert_eq!(refresh_token.as_ref().unwrap().expose(), token);
    }

    #[test]
    fn a_record_of_any_password_comes_back(password in "\\PC{0,200}|[\\x00-\\x1f\"\\\\]{0,200}") {
        let record = of_password(&password);
        prop_assert!(record.to_json().unwrap().capacity() == record.longest_json());
        let back = Record::from_text(&record.to_text().unwrap()).unwrap();
        prop_assert!(back.is_same(&record));
        let Opens::Password(back) = back.opens else { panic!("another form") };
        prop_assert_eq!(back.expose(), password);
    }

    #[test]
    fn a_record_of_any_key_comes_back(key in "\\PC{0,200}|[\\x00-\\x1f\"\\\\]{0,200}") {
        let record = of_key(&key);
        prop_assert!(record.to_json().unwrap().capacity() == record.longest_json());
        let back = Record::from_text(&record.to_text().unwrap()).unwrap();
        prop_assert!(back.is_same(&record) && !back.is_same(&of_password(&key)));
        prop_assert_eq!(back.opens.expose(), key);
    }

    #[test]
    fn the_buffer_never_grows(token in "[\\x00-\\x1f]{0,3000}") {
        let record = record("8xQ", &token);
        prop_assert!(record.to_json().unwrap().capacity() == record.longest_json());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Record::from_text(&bytes).is_err());
    }
}

#[test]
fn a_record_of_an_application_alone_has_no_refresh_token() {
    let alone = Record { opens: registration(CLIENT, Some(TENANT), "8xQ", None), ..record("8xQ", "") };
    let back = Record::from_text(&alone.to_text().unwrap()).unwrap();
    assert!(matches!(back.opens, Opens::Registration { refresh_token: None, .. }));
    assert!(back.is_same(&alone) && !back.is_same(&record("8xQ", "")));
}

#[test]
fn a_record_of_a_provider_without_directories_has_its_client_id_alone() {
    let alone = Record { opens: registration("Mail-~App", None, "8xQ", Some("token")), ..record("8xQ", "token") };
    let back = Record::from_text(&alone.to_text().unwrap()).unwrap();
    let Opens::Registration { client_id, tenant_id, .. } = &back.opens else { panic!("another form") };
    assert_eq!((client_id.as_str(), tenant_id), ("Mail-~App", &None));
    assert!(back.is_same(&alone) && !back.is_same(&record("8xQ", "token")));
}

/// As every version so far has written it.
#[test]
fn a_record_from_before_there_was_a_choice_is_read() {
    let text = STANDARD.encode(
        br#"{"version":1,"client_id":"7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa","tenant_id":"b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34","client_secret":"8xQ","refresh_token":"token","mailbox":"office@harbour.example","scopes":["Mail.Send","offline_access"],"proved_at":"2026-11-21T10:58:00Z","secret_ends":"2027-05-21"}"#,
    );
    assert!(Record::from_text(text.as_bytes()).unwrap().is_same(&record("8xQ", "token")));
}

/// What reads registrations alone tells of a record that a newer program wrote.
#[test]
fn a_record_of_a_password_has_a_form_of_its_own() {
    let text = of_password("abcdefghijklmnop").to_text().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&STANDARD.decode(text.as_slice()).unwrap()).unwrap();
    assert_eq!((&json["version"], &json["client_id"]), (&2.into(), &serde_json::Value::Null));
    let mixed = STANDARD.encode(json.to_string().replace("\"version\":2", "\"version\":1"));
    assert_eq!(Record::from_text(mixed.as_bytes()).unwrap_err(), Fault::Changed);
}

/// A text with an escape in it is copied by the parser to where nobody wipes it.
#[test]
fn a_key_is_stored_without_escapes() {
    let key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC/+Kc=\n-----END PRIVATE KEY-----\n";
    let json = of_key(key).to_json().unwrap();
    assert!(!json.contains(&b'\\'), "{}", String::from_utf8_lossy(&json));
    assert_eq!(Record::from_text(&of_key(key).to_text().unwrap()).unwrap().opens.expose(), key);
}

#[test]
fn stored_text_is_plain_ascii() {
    assert!(record("ä", "ß").to_text().unwrap().is_ascii());
}

#[test]
fn a_newer_record_is_refused_by_name() {
    let text = STANDARD.encode(br#"{"version":4,"more":true}"#);
    assert_eq!(Record::from_text(text.as_bytes()).unwrap_err(), Fault::Newer);
}

#[test]
fn a_record_does_not_print_its_secrets() {
    assert_eq!(format!("{:?}", record("canary", "canary")), "[record]");
    assert_eq!(format!("{:?}", of_password("canary")), "[record]");
    assert_eq!(format!("{:?}", of_key("canary")), "[record]");
}
