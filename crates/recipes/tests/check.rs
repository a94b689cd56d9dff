//! What somebody writing a recipe is told: everything that is wrong, where, and for which answers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use sendoff_recipes::{Checkup, Fingerprint, Recipes};

const SHOPCTRL: &str = include_str!("../../../recipes/applications/shopctrl.toml");

fn checked(text: &str) -> Checkup {
    Recipes::bundled().unwrap().permissions().check_recipe("shop.toml", text)
}

/// The file with passages replaced.
fn changed(passages: &[(&str, &str)]) -> String {
    passages.iter().fold(SHOPCTRL.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from:?} is not in the recipe");
        text.replacen(from, to, 1)
    })
}

/// The lines that are pointed at.
fn lines<'a>(text: &'a str, checkup: &Checkup) -> Vec<&'a str> {
    checkup.errors.iter().map(|error| text.lines().nth(error.line.unwrap() - 1).unwrap()).collect()
}

#[test]
fn a_right_file_is_well_for_every_way_to_answer() {
    let checkup = checked(SHOPCTRL);
    assert_eq!((checkup.well, checkup.ways), (true, 20));
    assert_eq!((checkup.errors, checkup.cautions), (vec![], vec![]));
    let json = serde_json::to_value(checked(SHOPCTRL)).unwrap();
    assert_eq!(
        json,
        serde_json::json!({"file": "shop.toml", "well": true, "ways": 20, "errors": [], "cautions": [], "fingerprint": Fingerprint::of(SHOPCTRL).digits()})
    );
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let text = changed(&[
        ("default = \"both\"", "default = \"none\""),
        (
            "reason = \"Microsoft must know ShopCtrl before it lets it use the mailbox.\"",
            "reason = \"It must know it\"",
        ),
        ("question = \"acceptance-host\", given = true }] }]", "question = \"acceptance\", given = true }] }]"),
    ]);
    let checkup = checked(&text);
    assert!(!checkup.well);
    let keys: Vec<_> = checkup.errors.iter().map(|error| error.key.as_str()).collect();
    assert_eq!(keys, ["redirect.beside", "question direction", "step app-registration"], "{checkup:?}");
    let beside = SHOPCTRL
        .lines()
        .find(|line| line.starts_with("beside"))
        .unwrap()
        .replace("acceptance-host\", g", "acceptance\", g");
    assert_eq!(lines(&text, &checkup), [beside.as_str(), "id = \"direction\"", "id = \"app-registration\""]);
}

#[test]
fn what_is_wrong_for_some_answers_is_told_with_the_first_of_them() {
    let probe = "[[probe]]\nkind = \"smtp\"\nwhen = [{ question = \"direction\", is = [\"sending\", \"both\"] }]\n";
    let text = changed(&[
        (probe, ""),
        (
            "value = \"https://{answer.acceptance-host}/Mail/Microsoft365/Auth.aspx\", note = \"One registration serves both environments\", when = [{ question = \"acceptance-host\", given = true }]",
            "value = \"https://{answer.acceptance-host}/\"",
        ),
    ]);
    let checkup = checked(&text);
    let [row, probe] = checkup.errors.as_slice() else { panic!("{checkup:?}") };
    let (row, probe) = if row.key == "probe" { (probe, row) } else { (row, probe) };
    assert!(probe.what.contains("direction=sending"), "{probe:?}");
    assert_eq!(row.key, "step.copy The acceptance host needs");
    assert!(row.what.contains("acceptance-host left out"), "{row:?}");
    assert!(text.lines().nth(row.line.unwrap() - 1).unwrap().contains("The acceptance host needs"));
}

#[test]
fn what_the_engine_could_be_led_to_by_a_strangers_file_is_refused() {
    let network = "[[network]]\nhost = \"router.example\"\nport = 23\nwhy = \"Because.\"\n\n[hand_over]";
    let step =
        "[[step]]\nid = \"network\"\nlabel = \"N\"\ntitle = \"N\"\nreason = \"N.\"\n\n[[step]]\nid = \"sign-in\"";
    let checkup = checked(&changed(&[("[hand_over]", network), ("[[step]]\nid = \"sign-in\"", step)]));
    assert_eq!(checkup.errors[0].key, "network.host", "{checkup:?}");
    let zero = checked(&changed(&[("[hand_over]", &network.replace("23", "0"))]));
    assert!(!zero.well, "no port 0");
    let application = checked(&changed(&[("platform = \"web\"", "platform = \"web\"\naccess = \"application\"")]));
    assert!(application.errors.iter().any(|error| error.what.contains("nobody signs in")), "{application:?}");
}

#[test]
fn nothing_of_a_strangers_file_reaches_a_terminal_as_a_command() {
    let checkup = checked(&changed(&[("provider = \"microsoft\"", "provider = \"\\u001b[2Jmicrosoft\"")]));
    let [error] = checkup.errors.as_slice() else { panic!("{checkup:?}") };
    assert!(error.what.contains("[2Jmicrosoft") && !error.what.contains('\u{1b}'), "{error:?}");
}

#[test]
fn what_may_not_be_meant_is_a_caution() {
    let approval = SHOPCTRL.find("[[step]]\nid = \"approval\"").unwrap();
    let after = SHOPCTRL.find("[[step]]\nid = \"client-secret\"").unwrap();
    let text = [&SHOPCTRL[..approval], &SHOPCTRL[after..]].concat();
    let text = text.replace("name = \"SMTP.Send\"", "name = \"SMTP.Sned\"");
    let checkup = checked(&text);
    assert!(checkup.well, "{checkup:?}");
    let cautions: Vec<_> =
        checkup.cautions.iter().map(|one| (one.key.as_str(), one.what.contains("approve"))).collect();
    assert_eq!(
        cautions,
        [
            ("permission IMAP.AccessAsUser.All", true),
            ("permission POP.AccessAsUser.All", true),
            ("permission SMTP.Sned", false)
        ]
    );
    assert!(checkup.cautions.iter().all(|one| one.line.is_some_and(|line| line > 1)));
}

#[test]
fn a_file_that_is_no_recipe_has_one_place() {
    for (text, line) in [("schema = ", Some(1)), ("", Some(1)), ("schema = 1\nid = \"A B\"\n", Some(2))] {
        let checkup = checked(text);
        assert_eq!((checkup.well, checkup.errors.len(), checkup.errors[0].line), (false, 1, line), "{checkup:?}");
    }
    let large = checked(&"#".repeat(sendoff_recipes::MAX_BYTES + 1));
    assert_eq!((large.well, large.errors[0].line), (false, None));
}

/// Access for Microsoft Graph is never shown to a mail server, nor the other way round.
#[test]
fn one_access_is_for_one_resource() {
    let probe = "[[probe]]\nkind = \"smtp\"\nwhen = [{ question = \"direction\", is = [\"sending\", \"both\"] }]\n";
    let graph =
        "[[probe]]\nkind = \"graph-send\"\nwhen = [{ question = \"direction\", is = [\"sending\", \"both\"] }]\n";
    let send = "request = \"https://outlook.office.com/SMTP.Send\"";
    for passages in [
        vec![(probe, graph)],
        vec![(send, "request = \"https://graph.microsoft.com/Mail.Send\"")],
        vec![(send, "request = \"Mail.Send\"")],
        vec![(send, "request = \"https://evil.example/SMTP.Send\"")],
    ] {
        let checkup = checked(&changed(&passages));
        let told = checkup.errors.iter().any(|error| error.what.contains("for another resource than the probe"));
        assert!(told, "{passages:?}: {checkup:?}");
    }
}
