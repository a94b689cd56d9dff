//! One field by itself: what is entered, what is refused and as what.

use sendoff_intake::{Known, check_field, check_secret_of};
use sendoff_problem::{Kind, ValueName};
use sendoff_values::{FieldId, SecretShape};

use crate::filled;

fn entered(field: FieldId, text: &str) -> Result<String, Kind> {
    let known = Known::default();
    check_field(field, &filled(text), &known).map(|entered| entered.value).map_err(|problem| problem.kind)
}

fn secret(field: FieldId, text: &str) -> Result<(u32, SecretShape), Kind> {
    let found = check_secret_of(field, &filled(text), &Known::default()).map_err(|problem| problem.kind)?;
    assert_eq!(found.field, field);
    Ok((found.length, found.shape))
}

#[test]
fn a_client_id_or_what_it_is_instead() {
    for text in [
        "{C}",
        " {C}\n",
        "\"{C}\",",
        "Client ID: {C}",
        "\u{200b}{C}\u{200b}",
        "407408718192-A1B2C3D4E5F6G7H8I9J0K1L2M3N4O5P6.apps.googleusercontent.com",
    ] {
        assert_eq!(entered(FieldId::GoogleClientId, text), Ok(filled("{C}")), "{text}");
    }
    for (text, kind) in [
        ("", Kind::FieldEmpty),
        ("407408718192-a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6", Kind::GoogleClientIdCut),
        ("x.apps.googleusercontent.com", Kind::NotAGoogleClientId),
        ("mail", Kind::NotAGoogleClientId),
        ("{G}", Kind::SecretNotHere),
        ("{N}", Kind::ProjectNumberPasted),
        ("{U}", Kind::UniqueIdPasted),
        ("{A}", Kind::ServiceAccountPasted),
        ("AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q", Kind::GoogleApiKeyPasted),
        ("7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa", Kind::OfMicrosoftPasted),
        ("{C} 1{C}", Kind::TwoValuesFit),
    ] {
        assert_eq!(entered(FieldId::GoogleClientId, text), Err(kind), "{text}");
    }
}

#[test]
fn a_project_by_its_id_and_by_nothing_else() {
    for text in [
        "{P}",
        " {P} ",
        "projects/{P}",
        "Project ID: {P}",
        "Project name\nHarbour mail\nProject number\n{N}\nProject ID\n{P}",
        "https://console.cloud.google.com/auth/clients?project={P}",
        "https://console.cloud.google.com/apis/library/gmail.googleapis.com?authuser=1&project={P}&hl=de",
    ] {
        assert_eq!(entered(FieldId::GoogleProject, text), Ok(filled("{P}")), "{text}");
    }
    for (text, kind) in [
        ("", Kind::FieldEmpty),
        ("{N}", Kind::ProjectNumberPasted),
        ("Harbour mail", Kind::ProjectNamePasted),
        ("Reederei Hafen", Kind::ProjectNamePasted),
        ("mail", Kind::NotAProjectId),
        ("harbour_mail", Kind::NotAProjectId),
        ("{A}", Kind::ServiceAccountPasted),
        ("{C}", Kind::NotAProjectId),
    ] {
        assert_eq!(entered(FieldId::GoogleProject, text), Err(kind), "{text}");
    }
}

#[test]
fn a_client_secret_is_taken_unless_it_is_surely_something_else() {
    let field = FieldId::GoogleClientSecret;
    for (text, shape) in [
        ("{G}", SecretShape::Usual),
        ("\"{G}\"", SecretShape::Usual),
        ("Client secret {G}", SecretShape::Usual),
        ("Ab3dEf6hIj9lMn2pQr5tUv8x", SecretShape::Unusual),
        ("whatever-it-is", SecretShape::Odd),
    ] {
        assert_eq!(secret(field, text).map(|(_, shape)| shape), Ok(shape), "{text}");
    }
    for (text, kind) in [
        ("", Kind::FieldEmpty),
        ("****x3Mf", Kind::GoogleSecretHidden),
        ("••••••••", Kind::GoogleSecretHidden),
        ("GOCSPX-1a2B3c4D5e6F7g8H9i0", Kind::GoogleSecretCut),
        ("GOCSPX-1a2B3c4D 5e6F7g8H9i0J1k2L3m4N", Kind::GoogleSecretCut),
        ("two words", Kind::GoogleSecretBroken),
        ("{C}", Kind::ClientIdNotHere),
        ("1//0gA1b2C3d4E5f6CgYIARAAGBASNwF-L9IrA1b2C3", Kind::GoogleAccessPasted),
        ("ya29.a0AfB_byC1d2E3f4G5h6I7", Kind::GoogleAccessPasted),
        ("4/0AX4XfWh1a2B3c4D5e6F7g8H9i0J1", Kind::GoogleCodePasted),
        ("AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q", Kind::GoogleApiKeyPasted),
        ("8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa", Kind::OfMicrosoftPasted),
    ] {
        assert_eq!(secret(field, text), Err(kind), "{text}");
    }
    let cut = check_secret_of(field, "GOCSPX-1a2B3c4D", &Known::default()).unwrap_err();
    assert_eq!((cut.values[&ValueName::Count].as_str(), cut.values[&ValueName::ExpectedCount].as_str()), ("15", "35"));
}

#[test]
fn an_app_password_has_sixteen_letters() {
    let field = FieldId::AppPassword;
    for text in ["abcd efgh ijkl mnop", "abcdefghijklmnop", "abcd\u{a0}efgh\u{a0}ijkl\u{a0}mnop"] {
        assert_eq!(secret(field, text), Ok((16, SecretShape::Usual)), "{text}");
    }
    for text in [
        "Hafen-2026!",
        "abcd efgh ijkl mno",
        "abcdefghijklmnopq",
        "{G}",
        "{C}",
        "office@harbour.example",
        "1234 5678 9012 3456",
    ] {
        assert_eq!(secret(field, text), Err(Kind::NotAnAppPassword), "{text}");
    }
    assert_eq!(secret(field, "  "), Err(Kind::FieldEmpty));
}

#[test]
fn a_key_comes_as_its_file() {
    let field = FieldId::ServiceAccount;
    for (text, kind) in [
        ("", Kind::FieldEmpty),
        ("{A}", Kind::ServiceAccountPasted),
        ("{U}", Kind::UniqueIdPasted),
        ("hello", Kind::ServiceAccountKeyMissing),
        ("-----BEGIN PRIVATE KEY-----", Kind::ServiceAccountKeyMissing),
        (r#"{"type":"service_account","project_id":"{P}"}"#, Kind::GoogleFileUnfit),
        (r#"{"type":"service_account","project_id""#, Kind::GoogleFileCut),
        (r#"{"installed":{"client_id":"{C}","client_secret":"{G}"}}"#, Kind::ClientFilePasted),
        (r#"{"type":"authorized_user"}"#, Kind::GoogleFileOfTool),
    ] {
        assert_eq!(secret(field, text).map(|_| ()), Err(kind), "{text}");
    }
}
