//! The Azure CLI script, run by real bash to its end with a stand-in for `az`, and what it prints read back.

use std::{
    collections::BTreeSet,
    env, fs,
    io::Write,
    process::{Output, Stdio},
};

use percent_encoding::percent_decode_str;
use sendoff_handover::{Dialect, Registration};
use sendoff_intake::{Known, PublicReading, ReadContext, Reading, read};
use sendoff_recipes::{ProviderId, Recipes};
use sendoff_values::FieldId;
use serde_json::Value;

use crate::{
    record::Record,
    samples::{HOSTILE, ODD_ADDRESS, all, bare, everything, in_cloud, tourtools, written},
    stand_in::{APP_ID, Folder, SECRET, TENANT_ID, Wrong},
};

fn run(registration: &Registration, wrong: Wrong) -> (Folder, Output) {
    let folder = Folder::new();
    let output = folder.run(&written(registration, Dialect::AzureCli).text, wrong);
    keep_invocations(&folder);
    (folder, output)
}

/// For `cargo xtask azure-help`, which hands them to the real parser.
fn keep_invocations(folder: &Folder) {
    if let Some(file) = env::var_os("KEEP_INVOCATIONS") {
        let mut file = fs::OpenOptions::new().create(true).append(true).open(file).unwrap();
        for words in folder.words() {
            writeln!(file, "{}", serde_json::to_string(&words).unwrap()).unwrap();
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What intake finds in a paste, as the window has it before anything is known.
fn pasted(text: &str) -> Reading {
    let recipes = Recipes::bundled().unwrap();
    let provider = recipes.provider(ProviderId::Microsoft).unwrap();
    let known = Known::default();
    let context = ReadContext { provider, recipe: recipes.recipe("tourtools"), step: None, known: &known };
    read(text, &context).unwrap()
}

fn check_read_whole(reading: &Reading, redirects: &[&str]) {
    let PublicReading { fields, declined, questions } = &reading.public;
    assert!(declined.is_empty() && questions.is_empty(), "{declined:?} {questions:?}");
    assert_eq!(reading.public.value(FieldId::ClientId), Some(APP_ID));
    assert_eq!(reading.public.value(FieldId::TenantId), Some(TENANT_ID));
    assert_eq!(reading.secret.as_ref().unwrap().secret.expose(), SECRET);
    let found: Vec<&str> =
        fields.iter().filter(|one| one.field == FieldId::RedirectUri).map(|one| one.value.as_str()).collect();
    assert_eq!(found, redirects);
    let labelled = |one: &sendoff_intake::Found| one.evidence == sendoff_intake::Evidence::Label;
    assert!(fields.iter().all(labelled), "{fields:?}");
    assert!(reading.public.value(FieldId::SecretExpires).is_some());
}

#[test]
fn the_script_runs_to_its_end_and_every_field_fills() {
    let redirects = ["https://www.tourtools.com/auth/", "http://localhost/mail-setup"];
    for approve in [false, true] {
        let (folder, output) = run(&tourtools(approve), Wrong::Nothing);
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "{err}");
        let begin = out.find("========== copy").unwrap();
        let block = &out[begin..out.rfind(" ==========").unwrap()];
        check_read_whole(&pasted(block), &redirects);
        // People copy too much: with all that stood on the screen it is the same.
        check_read_whole(&pasted(&format!("dana@Azure:~$ bash script.sh\n{err}{out}\ndana@Azure:~$ ")), &redirects);
        assert!(out.ends_with("clear\n"), "{out}");
        assert_eq!(folder.slept(), [""; 0]);
    }
}

#[test]
fn what_is_made_is_what_the_recipe_says() {
    let (folder, _) = run(&tourtools(true), Wrong::Nothing);
    let calls = folder.calls();
    let body = |method: &str, path: &str| -> Vec<Value> {
        let fits = calls.iter().filter(|call| {
            call.value("--method") == Some(method) && call.value("--url").is_some_and(|url| url.ends_with(path))
        });
        fits.map(|call| serde_json::from_str(call.value("--body").unwrap()).unwrap()).collect()
    };
    let made = &body("post", "/applications")[0];
    assert_eq!((&made["displayName"], &made["signInAudience"]), (&"TourTools mail".into(), &"AzureADMyOrg".into()));
    assert_eq!(made["web"]["redirectUris"][1], "http://localhost/mail-setup");
    assert_eq!(made["requiredResourceAccess"][0]["resourceAccess"].as_array().unwrap().len(), 4);
    let exposed = body("patch", "555555555555");
    assert_eq!(exposed[0]["identifierUris"][0], format!("api://{APP_ID}"));
    assert_eq!(exposed[0]["api"]["oauth2PermissionScopes"][0]["value"], "sendMail");
    let authorised = &exposed[1]["api"]["preAuthorizedApplications"][0];
    assert_eq!(authorised["appId"], APP_ID);
    assert_eq!(authorised["delegatedPermissionIds"][0], exposed[1]["api"]["oauth2PermissionScopes"][0]["id"]);
    let approved = &body("post", "/oauth2PermissionGrants")[0];
    assert_eq!(approved["scope"], "Mail.Send Mail.Send.Shared offline_access User.Read");
    assert_eq!(approved["consentType"], "AllPrincipals");
    assert_eq!(body("post", "/addPassword")[0]["passwordCredential"]["displayName"], "TourTools mail");
}

/// The cloud is set before anything is asked, and Graph of no other is ever asked.
#[test]
fn in_a_national_cloud_everything_is_asked_there() {
    for (provider, cloud, graph) in [
        (ProviderId::MicrosoftUsGovernment, "AzureUSGovernment", "https://graph.microsoft.us/"),
        (ProviderId::MicrosoftUsDefense, "AzureUSGovernment", "https://dod-graph.microsoft.us/"),
        (ProviderId::MicrosoftChina, "AzureChinaCloud", "https://microsoftgraph.chinacloudapi.cn/"),
    ] {
        let (folder, output) = run(&in_cloud(provider), Wrong::Nothing);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let calls = folder.calls();
        assert_eq!((calls[0].command.as_str(), calls[0].value("--name")), ("cloud set", Some(cloud)));
        // Azure CLI has one name for both clouds of the US Government, and asks Graph of the first by itself.
        let own = calls.iter().any(|call| call.command == "cloud update");
        assert_eq!(own, provider == ProviderId::MicrosoftUsDefense);
        let asked: Vec<&str> = calls.iter().filter_map(|call| call.value("--url")).collect();
        assert!(asked.len() > 3 && asked.iter().all(|url| url.starts_with(graph)), "{provider:?}: {asked:?}");
        let powershell = written(&in_cloud(provider), Dialect::GraphPowerShell).text;
        assert!(powershell.contains("Connect-MgGraph -Environment "), "{powershell}");
    }
}

#[test]
fn the_secret_lasts_a_day_less_than_its_months() {
    let (folder, output) = run(&everything("Six months"), Wrong::Nothing);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let reading = pasted(&text(&output.stdout));
    let ends = reading.public.value(FieldId::SecretExpires).unwrap().to_owned();
    let today = folder.bash(&["-c", "date -u +%Y-%m-%d"], Wrong::Nothing).output().unwrap();
    let days = |day: &str| day.parse::<jiff::civil::Date>().unwrap();
    let lasts = (days(&ends) - days(text(&today.stdout).trim())).get_days();
    assert!((180..=184).contains(&lasts), "{lasts} days");
}

#[test]
fn every_call_of_every_script_is_one_that_azure_cli_knows() {
    let (mut used, mut calls) = (BTreeSet::new(), 0);
    for registration in all() {
        let (folder, output) = run(&registration, Wrong::Nothing);
        assert!(output.status.success(), "{}", text(&output.stderr));
        for call in folder.calls() {
            calls += 1;
            used.insert(call.command);
        }
    }
    // What the script only names, for the person to run.
    let script = written(&tourtools(true), Dialect::AzureCli).text;
    assert!(script.contains("az ad app delete --id $app_id"));
    let record = Record::read();
    let named: Vec<String> = "ad app delete --id x".split(' ').map(str::to_owned).collect();
    used.insert(record.take_apart(&named).unwrap().command);
    let known: BTreeSet<String> = record.commands.keys().cloned().collect();
    assert_eq!(used, known, "every recorded command is used");
    println!("{calls} calls of {} commands, {} {}", used.len(), record.package, record.version);
}

#[test]
fn no_secret_is_in_a_script_and_it_is_printed_once() {
    for registration in all() {
        let script = written(&registration, Dialect::AzureCli).text;
        assert!(!script.contains(SECRET) && !script.contains("Q~"));
    }
    let (folder, output) = run(&tourtools(true), Wrong::Nothing);
    assert_eq!(text(&output.stdout).matches(SECRET).count(), 1);
    assert!(!text(&output.stderr).contains(SECRET));
    assert!(folder.words().iter().flatten().all(|word| !word.contains(SECRET)), "never in an argument");
}

/// Which calls were made, what was said, and that there is no block.
fn check_stops(wrong: Wrong, calls: usize, says: &[&str]) -> Folder {
    let (folder, output) = run(&tourtools(true), wrong);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{wrong:?}");
    assert_eq!(folder.words().len(), calls, "{wrong:?}: {:?}", folder.words());
    assert!(!out.contains("=====") && !out.contains(SECRET), "{wrong:?}: {out}");
    for sentence in says {
        assert!(err.contains(sentence), "{wrong:?}: {sentence:?} is not in {err}");
    }
    folder
}

#[test]
fn it_stops_where_nobody_is_signed_in() {
    check_stops(Wrong::NotSignedIn, 1, &["not signed in", "Nothing was changed", "az login --allow-no-subscriptions"]);
    let folder = Folder::new().without_azure_cli();
    let path = folder.path("bin");
    let script = written(&tourtools(false), Dialect::AzureCli).text;
    fs::write(folder.path("script.sh"), script).unwrap();
    // Only bash itself is on this path.
    let bash = env::split_paths(&env::var_os("PATH").unwrap()).map(|one| one.join("bash")).find(|one| one.exists());
    let output =
        std::process::Command::new(bash.unwrap()).arg(folder.path("script.sh")).env("PATH", path).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("There is no Azure CLI on this computer."), "{}", text(&output.stderr));
}

#[test]
fn it_stops_where_the_name_exists() {
    let says = ["There is an app registration TourTools mail already", "Nothing was changed", APP_ID, "another name"];
    check_stops(Wrong::NameExists, 2, &says);
}

#[test]
fn it_stops_where_the_person_may_not_register() {
    check_stops(Wrong::MayNotRegister, 3, &["Insufficient privileges", "Nothing was changed", "Application Developer"]);
}

#[test]
fn what_is_half_made_is_named_with_the_way_to_remove_it() {
    let delete = format!("az ad app delete --id {APP_ID}");
    let folder = check_stops(Wrong::NoSecrets, 12, &["made no client secret", "Remove it before", &delete]);
    assert_eq!(folder.slept(), ["5", "10", "20"], "it was patient");
}

#[test]
fn what_is_not_known_everywhere_yet_is_waited_for() {
    let (folder, output) = run(&tourtools(false), Wrong::NotKnownYet);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(folder.slept(), ["5", "10"]);
    assert!(pasted(&text(&output.stdout)).secret.is_some());
}

#[test]
fn without_approval_the_set_up_is_whole_all_the_same() {
    let (_, output) = run(&everything("Everything"), Wrong::MayNotApprove);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let err = text(&output.stderr);
    assert!(err.contains("not approved for everybody yet") && err.contains("Grant admin consent"), "{err}");
    assert!(pasted(&text(&output.stdout)).secret.is_some());
}

#[test]
fn a_registration_without_secret_and_redirects_prints_the_ids_alone() {
    let (_, output) = run(&bare(), Wrong::Nothing);
    let out = text(&output.stdout);
    let reading = pasted(&out);
    assert!(reading.secret.is_none() && reading.public.fields.len() == 2, "{:?}", reading.public);
    assert!(!out.contains("Secret value") && !out.contains("Redirect URI:") && !out.contains("clear"), "{out}");
}

#[test]
fn hostile_texts_make_what_they_say_and_nothing_else() {
    for name in HOSTILE {
        let (folder, output) = run(&everything(name), Wrong::Nothing);
        assert!(output.status.success(), "{name:?}: {}", text(&output.stderr));
        let calls = folder.calls();
        let url = calls[1].value("--url").unwrap();
        let filter = url.split(['=', '&']).nth(1).unwrap();
        let wanted = format!("displayName eq '{}'", name.replace('\'', "''"));
        assert_eq!(percent_decode_str(filter).decode_utf8().unwrap(), wanted);
        let made: Value = serde_json::from_str(calls[2].value("--body").unwrap()).unwrap();
        assert_eq!(made["displayName"], *name);
        assert_eq!(made["publicClient"]["redirectUris"][0], "http://localhost/mail-setup");
        assert_eq!(made["web"]["redirectUris"][0], ODD_ADDRESS);
        let left: BTreeSet<String> =
            fs::read_dir(folder.path("")).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap()).collect();
        let known = ["application.json", "bin", "calls", "script.sh"].map(str::to_owned);
        assert_eq!(left, BTreeSet::from(known), "{name:?}");
    }
}

/// Cloud Shell is given the text by pasting: line by line, with history expansion, in a shell that must live on.
#[test]
fn it_can_be_pasted_into_a_shell_that_goes_on_afterwards() {
    for (name, wrong) in [("!! TourTools' !mail", Wrong::Nothing), ("TourTools mail", Wrong::NameExists)] {
        let folder = Folder::new();
        let registration = Registration { display_name: name.to_owned(), ..tourtools(false) };
        let mut bash = folder.bash(&["-i"], wrong);
        let mut bash = bash.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let script = written(&registration, Dialect::AzureCli).text;
        bash.stdin.take().unwrap().write_all(format!("set -H\n{script}echo still here\n").as_bytes()).unwrap();
        let output = bash.wait_with_output().unwrap();
        let out = text(&output.stdout);
        assert!(out.contains("still here"), "{out}\n{}", text(&output.stderr));
        assert_eq!(pasted(&out).secret.is_some(), wrong == Wrong::Nothing);
        if wrong == Wrong::Nothing {
            let made: Value = serde_json::from_str(folder.calls()[2].value("--body").unwrap()).unwrap();
            assert_eq!(made["displayName"], name);
        }
    }
}
