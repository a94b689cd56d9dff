//! The stand-in for `az`: a few lines of bash that start this test program once more, which takes the call apart by the record,
//! answers as Microsoft Graph does, and prints as `az` does with `--query` and `--output`.

use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};

use crate::record::{Call, Record};

pub(crate) const APP_ID: &str = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";
pub(crate) const TENANT_ID: &str = "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34";
pub(crate) const SECRET: &str = "8xQ8Q~3kTm0vqsLw_9aPzR4yBn-cDf6HjK1uEgXa";
const OBJECT_ID: &str = "11111111-2222-4333-8444-555555555555";
const PRINCIPAL_ID: &str = "22222222-3333-4444-8555-666666666666";

/// Microsoft Graph in every cloud (learn.microsoft.com/graph/deployments).
const GRAPHS: [&str; 4] = [
    "https://graph.microsoft.com",
    "https://graph.microsoft.us",
    "https://dod-graph.microsoft.us",
    "https://microsoftgraph.chinacloudapi.cn",
];

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    Nothing,
    NotSignedIn,
    NameExists,
    MayNotRegister,
    NotKnownYet,
    MayNotApprove,
    NoSecrets,
}

impl Wrong {
    const ALL: [Self; 7] = [
        Self::Nothing,
        Self::NotSignedIn,
        Self::NameExists,
        Self::MayNotRegister,
        Self::NotKnownYet,
        Self::MayNotApprove,
        Self::NoSecrets,
    ];
}

/// A folder with `az` and `sleep`, which come first on the path of what is run.
pub(crate) struct Folder(tempfile::TempDir);

const CALL: &str = "SENDOFF_TEST_CALL";
const FOLDER: &str = "SENDOFF_TEST_FOLDER";
const WRONG: &str = "SENDOFF_TEST_WRONG";

/// `az`: its words into a file, the answer from files.
const AZ: &str = r#"#!/usr/bin/env bash
call=$SENDOFF_TEST_FOLDER/calls/$(printf '%03d' "$(ls "$SENDOFF_TEST_FOLDER/calls" | grep -c words)")
printf '%s\0' "$@" > "$call.words"
SENDOFF_TEST_CALL=$call "$SENDOFF_TEST_PROGRAM" --exact stand_in::answers_as_azure_cli --ignored > /dev/null 2>&1 \
  || { echo 'the stand-in broke' >&2; exit 70; }
cat "$call.err" >&2
cat "$call.out"
exit "$(cat "$call.code")"
"#;

const SLEEP: &str = "#!/usr/bin/env bash\necho \"$1\" >> \"$SENDOFF_TEST_FOLDER/slept\"\n";

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::create_dir(folder.path("calls")).unwrap();
        fs::create_dir(folder.path("bin")).unwrap();
        for (name, text) in [("az", AZ), ("sleep", SLEEP)] {
            let program = folder.path("bin").join(name);
            fs::write(&program, text).unwrap();
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        }
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Without `az`, as on a computer that has none.
    pub(crate) fn without_azure_cli(self) -> Self {
        fs::remove_file(self.path("bin/az")).unwrap();
        self
    }

    /// bash with the stand-ins before everything else.
    pub(crate) fn bash(&self, arguments: &[&str], wrong: Wrong) -> Command {
        let rest = env::var_os("PATH").unwrap();
        let folders = std::iter::once(self.path("bin")).chain(env::split_paths(&rest));
        let mut bash = Command::new("bash");
        bash.args(["--noprofile", "--norc"]).args(arguments).current_dir(self.0.path());
        bash.env("PATH", env::join_paths(folders).unwrap()).env(FOLDER, self.0.path()).env(WRONG, format!("{wrong:?}"));
        bash.env("SENDOFF_TEST_PROGRAM", env::current_exe().unwrap()).env("HOME", self.0.path());
        bash.stdin(Stdio::null());
        bash
    }

    /// Runs a script to its end.
    pub(crate) fn run(&self, script: &str, wrong: Wrong) -> Output {
        let file = self.path("script.sh");
        fs::write(&file, script).unwrap();
        self.bash(&[&file.to_string_lossy()], wrong).output().unwrap()
    }

    /// Every call so far, taken apart.
    pub(crate) fn calls(&self) -> Vec<Call> {
        let record = Record::read();
        self.words().iter().map(|words| record.take_apart(words).unwrap()).collect()
    }

    /// The words of every call so far.
    pub(crate) fn words(&self) -> Vec<Vec<String>> {
        let mut files: Vec<PathBuf> =
            fs::read_dir(self.path("calls")).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|ending| ending == "words"));
        files.sort();
        files.iter().map(|file| words_of(file)).collect()
    }

    /// How many seconds it would have slept, each time.
    pub(crate) fn slept(&self) -> Vec<String> {
        fs::read_to_string(self.path("slept")).unwrap_or_default().lines().map(str::to_owned).collect()
    }
}

fn words_of(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    text.split_terminator('\0').map(str::to_owned).collect()
}

/// Not a test: what `az` in the folder starts.
#[test]
#[ignore = "the stand-in starts it"]
fn answers_as_azure_cli() {
    let Some(call) = env::var_os(CALL).map(PathBuf::from) else { return };
    let said = env::var_os(WRONG).unwrap();
    let wrong = Wrong::ALL.into_iter().find(|wrong| *format!("{wrong:?}") == *said).unwrap();
    let understood =
        Record::read().take_apart(&words_of(&call.with_extension("words"))).map_err(|refusal| (2, refusal));
    let answered = understood.and_then(|call| answer(&call, wrong).map(|answer| printed(&call, answer)));
    let (code, out, err) = match answered {
        Ok(out) => (0, out, "WARNING: what this prints may be worth protecting\n".to_owned()),
        Err((code, refusal)) => (code, String::new(), format!("ERROR: {refusal}\n")),
    };
    fs::write(call.with_extension("out"), out).unwrap();
    fs::write(call.with_extension("err"), err).unwrap();
    fs::write(call.with_extension("code"), code.to_string()).unwrap();
}

/// `--query`, then `--output`, as azure-cli's knack prints: a list of texts is a line each in `tsv`.
fn printed(call: &Call, answer: Value) -> String {
    let found = match call.value("--query") {
        None => answer,
        Some(query) => {
            let found = jmespath::compile(query).unwrap().search(answer).unwrap();
            serde_json::to_value(&found).unwrap()
        }
    };
    let line = |value: &Value| value.as_str().map_or_else(|| "None\n".to_owned(), |text| format!("{text}\n"));
    match (call.value("--output").unwrap_or("json"), &found) {
        ("none", _) | (_, Value::Null) => String::new(),
        ("tsv", Value::Array(values)) => values.iter().map(line).collect(),
        ("tsv", value) => line(value),
        _ => format!("{found:#}\n"),
    }
}

/// What Azure CLI answers to a call, or its exit code and what it says.
fn answer(call: &Call, wrong: Wrong) -> Result<Value, (i32, String)> {
    match call.command.as_str() {
        "account show" if wrong == Wrong::NotSignedIn => Err((1, "Please run 'az login' to setup account.".to_owned())),
        "account show" => {
            Ok(json!({ "tenantId": TENANT_ID, "user": { "name": "dana@harbour.example", "type": "user" } }))
        }
        "ad sp create" if wrong == Wrong::NotKnownYet && again("principal") < 2 => {
            Err((1, "The appId of the service principal does not reference a valid application object.".to_owned()))
        }
        "ad sp create" => Ok(json!({ "id": PRINCIPAL_ID, "appId": call.value("--id") })),
        "ad sp show" => Ok(json!({ "id": "33333333-4444-4555-8666-777777777777", "appId": call.value("--id") })),
        "ad app show" => Ok(application()),
        "cloud set" | "cloud update" => Ok(Value::Null),
        "rest" => rest(call, wrong),
        other => Err((2, format!("nothing is recorded for {other}"))),
    }
}

/// How often this was asked before, in this folder.
fn again(what: &str) -> usize {
    let file = PathBuf::from(env::var_os(FOLDER).unwrap()).join(what);
    let before = fs::read_to_string(&file).unwrap_or_default();
    fs::write(&file, format!("{before}.")).unwrap();
    before.len()
}

fn rest(call: &Call, wrong: Wrong) -> Result<Value, (i32, String)> {
    let address =
        call.value("--url").unwrap().split_once("/v1.0/").filter(|(graph, _)| GRAPHS.contains(graph)).unwrap().1;
    let path = address.split('?').next().unwrap();
    let body: Value = call.value("--body").map_or(Value::Null, |body| serde_json::from_str(body).unwrap());
    let denied = "Forbidden({\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"Insufficient privileges to complete the operation.\"}})";
    match (call.value("--method").unwrap(), path) {
        ("get", "applications") if wrong == Wrong::NameExists => Ok(json!({ "value": [{ "appId": APP_ID }] })),
        ("get", "applications") => Ok(json!({ "value": [] })),
        ("post", "applications") if wrong == Wrong::MayNotRegister => Err((1, denied.to_owned())),
        ("post", "applications") => Ok(keep(body)),
        ("patch", path) if path == format!("applications/{OBJECT_ID}") => Ok(Value::Null),
        ("post", path) if path.ends_with("/addPassword") && wrong == Wrong::NoSecrets => {
            Err((1, "Bad Request({\"error\":{\"code\":\"CredentialTypeNotAllowedAsPerAppPolicy\"}})".to_owned()))
        }
        ("post", path) if path == format!("applications/{OBJECT_ID}/addPassword") => {
            let ends = &body["passwordCredential"]["endDateTime"];
            Ok(json!({ "secretText": SECRET, "hint": "8xQ", "endDateTime": ends, "keyId": PRINCIPAL_ID }))
        }
        ("post", _) if wrong == Wrong::MayNotApprove => Err((1, denied.to_owned())),
        ("post", "oauth2PermissionGrants") => Ok(json!({ "id": "grant" })),
        ("post", path) if path == format!("servicePrincipals/{PRINCIPAL_ID}/appRoleAssignments") => Ok(body),
        (method, path) => Err((1, format!("nothing is recorded for {method} {path}"))),
    }
}

fn kept() -> PathBuf {
    PathBuf::from(env::var_os(FOLDER).unwrap()).join("application.json")
}

/// The new application, with the IDs it gets.
fn keep(mut body: Value) -> Value {
    body["id"] = OBJECT_ID.into();
    body["appId"] = APP_ID.into();
    fs::write(kept(), body.to_string()).unwrap();
    body
}

fn application() -> Value {
    serde_json::from_str(&fs::read_to_string(kept()).unwrap()).unwrap()
}
