//! Files: of clients, of keys, of something else, cut, broken, and hostile.

use sendoff_intake::{GoogleClientKind, GoogleFile};
use sendoff_problem::ValueName;
use sendoff_values::{FieldId, SecretShape, StepId};

use crate::{ACCOUNT, CLIENT, PROJECT, SECRET, UNIQUE, check_all, filled, key, reading_of};

const DESKTOP: &str = r#"{"installed":{"client_id":"{C}","project_id":"{P}","auth_uri":"https://accounts.google.com/o/oauth2/auth","token_uri":"https://oauth2.googleapis.com/token","auth_provider_x509_cert_url":"https://www.googleapis.com/oauth2/v1/certs","client_secret":"{G}","redirect_uris":["http://localhost"]}}"#;
const WEB: &str = r#"{"web":{"client_id":"{C}","project_id":"{P}","auth_uri":"https://accounts.google.com/o/oauth2/auth","token_uri":"https://oauth2.googleapis.com/token","auth_provider_x509_cert_url":"https://www.googleapis.com/oauth2/v1/certs","client_secret":"{G}","redirect_uris":["http://127.0.0.1:48443/","https://www.tourtools.com/auth"],"javascript_origins":["https://www.tourtools.com"]}}"#;
const KEY: &str = r#"{
  "type": "service_account",
  "project_id": "{P}",
  "private_key_id": "0123456789abcdef0123456789abcdef01234567",
  "private_key": "{K}",
  "client_email": "{A}",
  "client_id": "{U}",
  "auth_uri": "https://accounts.google.com/o/oauth2/auth",
  "token_uri": "https://oauth2.googleapis.com/token",
  "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
  "client_x509_cert_url": "https://www.googleapis.com/robot/v1/metadata/x509/sendoff%40harbour-mail-471108.iam.gserviceaccount.com",
  "universe_domain": "googleapis.com"
}"#;

const TAKEN: &str =
    "google_client_id={C}/manifest google_project={P}/manifest secret:google_client_secret/usual/manifest";
const OF_WEB: &str = "google_client_id={C}/manifest google_project={P}/manifest redirect_uri=http://127.0.0.1:48443//manifest \
                      redirect_uri=https://www.tourtools.com/auth/manifest secret:google_client_secret/usual/manifest";
const OF_KEY: &str = "google_project={P}/manifest secret:service_account/usual/manifest";

#[test]
fn a_file_of_a_client_gives_everything_however_it_comes() {
    let inner = DESKTOP.strip_prefix(r#"{"installed":"#).unwrap().strip_suffix('}').unwrap();
    let around = format!("Here it is:\n\n{DESKTOP}\n\nRegards, Anna");
    let quoted = DESKTOP.replacen('"', "\u{201c}", 1).replacen('"', "\u{201d}", 1);
    let lines = WEB.replace(",\"", ",\n    \"").replace("{\"", "{\n  \"");
    check_all(
        Some(StepId::GoogleClient),
        &[
            (DESKTOP, TAKEN),
            (WEB, OF_WEB),
            (&lines, OF_WEB),
            (&format!("\u{feff}{DESKTOP}\r\n"), TAKEN),
            (&around, TAKEN),
            (inner, TAKEN),
            (&quoted, TAKEN),
            (&DESKTOP.replace("oauth2.googleapis.com/token", "accounts.google.com/o/oauth2/token"), TAKEN),
            (
                &DESKTOP.replace(r#""project_id":"{P}","#, ""),
                "google_client_id={C}/manifest secret:google_client_secret/usual/manifest",
            ),
            (&DESKTOP.replace("{G}", "Ab3dEf6hIj9lMn2pQr5tUv8x"), &TAKEN.replace("usual", "unusual")),
        ],
    );
}

#[test]
fn desktop_and_web_are_told_apart_and_the_secret_is_whole() {
    for (text, kind, redirects) in [(DESKTOP, GoogleClientKind::Desktop, 1), (WEB, GoogleClientKind::Web, 2)] {
        let reading = reading_of(text, None);
        let Some(GoogleFile::Client(client)) = &reading.google else { panic!("no client") };
        assert_eq!((client.kind, client.redirects.len()), (Some(kind), redirects));
        assert_eq!((client.client_id.as_str(), client.project.as_ref().unwrap().as_str()), (CLIENT, PROJECT));
        let secret = reading.secret.unwrap();
        assert_eq!((secret.field, secret.shape, secret.length), (FieldId::GoogleClientSecret, SecretShape::Usual, 35));
        assert!(secret.secret.expose() == SECRET);
    }
}

#[test]
fn a_key_gives_its_account_and_is_whole() {
    let reading = reading_of(KEY, Some(StepId::ServiceAccount));
    let Some(GoogleFile::ServiceAccount(account)) = &reading.google else { panic!("no account") };
    assert_eq!((account.address.as_str(), account.id.as_str(), account.project.as_str()), (ACCOUNT, UNIQUE, PROJECT));
    assert_eq!(account.key, "0123456789abcdef0123456789abcdef01234567");
    let found = reading.secret.as_ref().unwrap();
    assert!(found.secret.expose() == key());
    assert_eq!((found.field, found.first_three.as_str()), (FieldId::ServiceAccount, ""), "all keys begin alike");
    let shown = format!("{reading:?}{}", serde_json::to_string(&reading.google).unwrap());
    assert!(!shown.contains("MIIEvQ") && !shown.contains("BEGIN"));
    check_all(
        None,
        &[(KEY, OF_KEY), (&KEY.replace('\n', ""), OF_KEY), (&filled(KEY).replace("ASCBK", "ASC\\u0042K"), OF_KEY)],
    );
}

#[test]
fn a_file_is_taken_where_it_belongs_only() {
    check_all(Some(StepId::GoogleClient), &[(KEY, "-service-account-file-pasted")]);
    check_all(Some(StepId::ServiceAccount), &[(DESKTOP, "-client-file-pasted"), (WEB, "-client-file-pasted")]);
    assert!(reading_of(KEY, Some(StepId::GoogleClient)).secret.is_none(), "the key is not kept");
}

#[test]
fn files_of_something_else_are_declined_by_their_name() {
    let phone = DESKTOP.replace(r#","client_secret":"{G}","redirect_uris":["http://localhost"]"#, "");
    check_all(
        Some(StepId::GoogleClient),
        &[
            (&phone, "google_client_id={C}/manifest google_project={P}/manifest -google-file-without-secret"),
            (
                &DESKTOP.replace("{G}", "****x3Mf"),
                "google_client_id={C}/manifest google_project={P}/manifest -google-secret-hidden",
            ),
            (
                "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>CLIENT_ID</key><string>{C}</string>\
                 <key>REVERSED_CLIENT_ID</key><string>com.googleusercontent.apps.407408718192-a1</string></dict></plist>",
                "-google-file-of-phone",
            ),
            (
                r#"{"project_info":{"project_number":"{N}","project_id":"{P}"},"client":[{"oauth_client":[{"client_id":"{C}"}]}]}"#,
                "-google-file-of-firebase",
            ),
            (r#"{"apiKey":"AIzaSyA1b2C3d4E5f6G7h8I9","authDomain":"{P}.firebaseapp.com"}"#, "-google-file-of-firebase"),
            (
                r#"{"account":"","client_id":"{C}","client_secret":"{G}","refresh_token":"1//0g","type":"authorized_user","universe_domain":"googleapis.com"}"#,
                "-google-file-of-tool",
            ),
            (r#"{"type":"external_account","audience":"//iam.googleapis.com/x"}"#, "-google-file-of-tool"),
            (
                r#"{"access_token":"ya29.a0AfB_byC1d2E3f4","expires_in":3599,"scope":"x","token_type":"Bearer"}"#,
                "-google-access-pasted",
            ),
        ],
    );
}

#[test]
fn what_is_cut_or_changed_says_so() {
    let both = format!(r#"{{"installed":{{}},{}"#, &WEB[1..]);
    check_all(
        None,
        &[
            (&DESKTOP[..180], "-google-file-cut"),
            (&KEY[..400], "-google-file-cut"),
            (&DESKTOP.replacen("\",\"", "\" \"", 1), "-google-file-broken"),
            (&DESKTOP.replace("{C}", "{N}"), "-google-file-unfit"),
            (&DESKTOP.replace(r#""{G}""#, "5"), "-google-file-unfit"),
            (&DESKTOP.replace(r#""{G}""#, r#""{G}","client_secret":"{G}""#), "-google-file-unfit"),
            (&both, "-google-file-unfit"),
            (&KEY.replace("{A}", "office@harbour.example"), "-google-file-unfit"),
            (&KEY.replace("{U}", "{C}"), "-google-file-unfit"),
            (&KEY.replace("\"private_key\"", "\"private\""), "-google-file-unfit"),
            (&filled(KEY).replace("-----END", "-END"), "-service-account-key-broken"),
            (&filled(KEY).replace("\\n-----END PRIVATE KEY-----", ""), "-service-account-key-broken"),
        ],
    );
    let named = |text: &str| reading_of(text, None).public.declined[0].named[&ValueName::Label].clone();
    assert_eq!(named(&DESKTOP.replace("{C}", "{N}")), "client_id");
    assert_eq!(named(&KEY.replace("{A}", "office@harbour.example")), "client_email");
}

/// A file must never make a host be sent a secret (security.md S-20).
#[test]
fn a_file_that_names_another_computer_is_refused_whole_and_by_name() {
    for (from, to, host) in [
        (
            "https://oauth2.googleapis.com/token",
            "https://oauth2.googleapis.com.evil.example/token",
            "oauth2.googleapis.com.evil.example",
        ),
        ("https://oauth2.googleapis.com/token", "http://oauth2.googleapis.com/token", "oauth2.googleapis.com"),
        ("https://oauth2.googleapis.com/token", "https://oauth2.googleapis.com:8443/token", "oauth2.googleapis.com"),
        ("https://oauth2.googleapis.com/token", "https://oauth2.googleapis.com@evil.example/token", "evil.example"),
        (
            "https://oauth2.googleapis.com/token",
            "https://oauth2.googleapis.com\\u002eevil.example/token",
            "oauth2.googleapis.com.evil.example",
        ),
        (
            "https://oauth2.googleapis.com/token",
            "https://oauth2.g\u{43e}ogleapis.com/token",
            "oauth2.xn--gogleapis-vjh.com",
        ),
        ("https://oauth2.googleapis.com/token", "https://192.0.2.1/token", "192.0.2.1"),
        ("https://oauth2.googleapis.com/token", "not an address", "not an address"),
        (
            "https://accounts.google.com/o/oauth2/auth",
            "https://accounts.google.com.example/auth",
            "accounts.google.com.example",
        ),
        ("https://www.googleapis.com/oauth2/v1/certs", "https://certs.example/", "certs.example"),
    ] {
        for file in [DESKTOP, WEB, KEY] {
            let text = file.replacen(from, to, 1);
            assert_ne!(text, file);
            let reading = reading_of(&text, None);
            let [declined] = reading.public.declined.as_slice() else { panic!("{to}: not declined") };
            assert_eq!(declined.problem().kind.as_str(), "google-file-elsewhere", "{to}");
            if !host.contains("xn--") {
                assert_eq!(declined.named[&ValueName::Host], host, "{to}");
            }
            assert!(reading.secret.is_none() && reading.google.is_none() && reading.public.fields.is_empty(), "{to}");
        }
    }
    let universe = KEY.replace("\"googleapis.com\"", "\"apis.partner.example\"");
    assert_eq!(reading_of(&universe, None).public.declined[0].named[&ValueName::Host], "apis.partner.example");
}

#[test]
fn no_secret_of_a_file_is_in_what_may_be_shown() {
    for (text, secret) in [(DESKTOP, SECRET), (WEB, SECRET), (KEY, "MIIEvQIBADANBg")] {
        for text in [
            text.to_owned(),
            text.replace("{P}", "{G}"),
            text.replace("https://www.tourtools.com/auth", "https://a.example/{G}"),
        ] {
            let reading = reading_of(&text, None);
            let shown = format!("{reading:?}{}", serde_json::to_string(&(&reading.public, &reading.google)).unwrap());
            assert!(!shown.contains(&filled(secret)), "{} characters", text.len());
        }
    }
}
