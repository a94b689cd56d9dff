//! A program that does nothing but save and read, so that it can be stopped, killed and started again from outside.
//!
//! `keychain-saver FOLDER QUIET GIVE_UP` (milliseconds) takes one command a line and answers each with one line of JSON.
//! `keychain-saver FOLDER count TIMES` counts in an entry instead, opening the folder anew each time, as another window would.
//! It uses vault, ledger and saving as the engine does, on the keychain of the session bus it was started with.

use std::{
    io::{BufRead, Write},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;
use sendoff_engine::saving::{self, Proved, SaveFailed, TestPassed};
use sendoff_ledger::{Cause, EntryKind, Header, Ledger, LedgerError, OneFile, Opened, Summary};
use sendoff_problem::Problem;
use sendoff_values::{ClientSecret, ConnectionId, RefreshToken, Stage, StageState};
use sendoff_vault::{Opens, Patience, Record, StoreChoice, Vault};
use serde_json::{Value, json};

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Fallible<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [folder, "count", times] = &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        return count(Path::new(folder), times.parse()?);
    }
    let [folder, quiet, give_up] = &arguments[..] else { return Err("keychain-saver FOLDER QUIET GIVE_UP".into()) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    runtime.block_on(serve(
        Path::new(folder),
        Duration::from_millis(quiet.parse()?),
        Duration::from_millis(give_up.parse()?),
    ))
}

/// Adds one to the number in the entry, so many times. Says how often another process had the folder.
fn count(folder: &Path, times: usize) -> Fallible<()> {
    let mut waited = 0_u64;
    let mut written = 0;
    while written < times {
        let ledger: Ledger<String> = match Ledger::open(folder, when()?) {
            Err(LedgerError { cause: Cause::InUse, .. }) => {
                waited += 1;
                std::thread::sleep(Duration::from_millis(1));
                continue;
            }
            opened => opened?,
        };
        let before = ledger.get(&id()?)?.map_or(Ok(0), |(_, number)| number.parse::<usize>())?;
        ledger.put(&set_up("a counter")?, &(before + 1).to_string())?;
        written += 1;
    }
    say(&json!({ "written": written, "waited": waited }))
}

async fn serve(folder: &Path, quiet: Duration, give_up: Duration) -> Fallible<()> {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let asking = Arc::new(move || _ = counter.fetch_add(1, Ordering::SeqCst));
    let saver = Saver {
        vault: Vault::open(StoreChoice::System, Patience { quiet, give_up, asking }),
        ledger: Ledger::open_or_wait(folder, when()?)?,
        settings: found_set(folder)?.file,
    };
    while let Some(line) = next_line()? {
        let mut answer = saver.answer(&line).await?;
        answer["asked"] = asked.swap(0, Ordering::SeqCst).into();
        say(&answer)?;
    }
    Ok(())
}

/// Locks the input for this line only: a save in steps reads from it too.
fn next_line() -> Fallible<Option<String>> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok((!line.is_empty()).then(|| line.trim_end().to_owned()))
}

fn say(answer: &Value) -> Fallible<()> {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{answer}")?;
    Ok(output.flush()?)
}

struct Saver {
    vault: Vault,
    ledger: Ledger<String>,
    /// Stands for the settings: the same file by the same hand.
    settings: OneFile,
}

impl Saver {
    async fn answer(&self, line: &str) -> Fallible<Value> {
        let words: Vec<&str> = line.split(' ').collect();
        Ok(match words[..] {
            ["probe"] => told(self.vault.probe().await.map(|keychain| json!({ "keychain": keychain.as_str() }))),
            ["save", word, length] => self.save(word, length.parse()?, false).await?,
            ["save-in-steps", word, length] => self.save(word, length.parse()?, true).await?,
            ["read"] => self.read().await?,
            ["recover"] => self.recover().await?,
            ["remember", word] => written(self.ledger.put(&set_up(word)?, &word.to_owned())),
            ["open-again"] => written(self.ledger.open_again(when()?).map(drop)),
            ["remembered"] => json!({ "word": self.ledger.get(&id()?)?.map(|(_, word)| word) }),
            ["set", word] => written(self.settings.write(&word)),
            ["found-set"] => json!({ "word": found_set(self.ledger.folder())?.value }),
            ["forget"] => {
                self.ledger.remove(&id()?)?;
                let left = self.vault.forget(&id()?).await;
                told(match left {
                    Ok(left) => self.vault.clear_shown(&id()?, left).await.map(|_| json!({})),
                    Err(fault) => Err(fault),
                })
            }
            _ => return Err(format!("no such command: {line}").into()),
        })
    }

    async fn save(&self, word: &str, length: usize, in_steps: bool) -> Fallible<Value> {
        let proved = proved(word, length)?;
        let outcome =
            saving::save(&self.vault, &self.ledger, &proved, &|stage, state| report(in_steps, stage, state)).await;
        Ok(match outcome {
            Ok(saved) => json!({ "ok": true, "leftover": saved.leftover.map(|cause| cause.kind()) }),
            Err(SaveFailed { step, cause, left }) => {
                let left = format!("{left:?}");
                json!({ "ok": false, "kind": cause.kind(), "step": step.as_str(), "left": left, "said": cause.to_string() })
            }
        })
    }

    /// The word that both rooms hold, or what is wrong. `agree` says that every byte of the record is as it was saved.
    async fn read(&self) -> Fallible<Value> {
        let record = match self.vault.read(&id()?).await {
            Ok(record) => record,
            Err(fault) => {
                let remembered = self.ledger.get(&id()?)?.is_some();
                return Ok(
                    json!({ "ok": false, "kind": fault.kind(), "remembered": remembered, "said": fault.to_string() }),
                );
            }
        };
        let Some((header, word)) = self.ledger.get(&id()?)? else { return Ok(json!({ "ok": true, "agree": false })) };
        let length = record.opens.expose().len();
        let same = record.is_same(proved(&word, length)?.record()) && header.kind == EntryKind::Connection;
        Ok(json!({ "ok": true, "word": word, "length": length, "agree": same }))
    }

    async fn recover(&self) -> Fallible<Value> {
        let decided = saving::recover(&self.vault, &self.ledger).await?;
        let outcomes: Vec<String> = decided.iter().map(|one| format!("{:?}", one.outcome)).collect();
        let is_done = decided.iter().all(|one| one.outcome.is_ok());
        Ok(json!({ "ok": is_done, "decided": outcomes }))
    }
}

/// In steps: after each report a line is said, and the next line of input lets saving go on.
fn report(in_steps: bool, stage: Stage, state: StageState) {
    if in_steps {
        let said = say(&json!({ "stage": stage, "state": state }));
        if said.is_err() || !matches!(next_line(), Ok(Some(_))) {
            std::process::abort();
        }
    }
}

fn told(outcome: Result<Value, sendoff_vault::Fault>) -> Value {
    match outcome {
        Ok(mut value) => {
            value["ok"] = true.into();
            value
        }
        Err(fault) => {
            let said = fault.to_string();
            json!({ "ok": false, "kind": Problem::from(fault).kind, "said": said })
        }
    }
}

fn found_set(folder: &Path) -> Fallible<Opened<String>> {
    Ok(OneFile::open(folder, "settings.json", 1, when()?))
}

fn written(outcome: Result<(), LedgerError>) -> Value {
    match outcome {
        Ok(()) => json!({ "ok": true }),
        Err(error) => json!({ "ok": false, "kind": error.kind(), "said": error.to_string() }),
    }
}

fn set_up(organisation: &str) -> Fallible<Header> {
    let summary = Summary { organisation: organisation.to_owned(), ..Summary::default() };
    Ok(Header { id: id()?, kind: EntryKind::SetUp, changed_at: when()?, summary })
}

fn id() -> Fallible<ConnectionId> {
    Ok("5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a11".parse()?)
}

fn when() -> Fallible<Timestamp> {
    Ok("2026-11-21T10:58:00Z".parse()?)
}

/// Values that all follow from the word and the length of the secret.
fn proved(word: &str, length: usize) -> Fallible<Proved<String>> {
    let summary = Summary { organisation: word.to_owned(), application: "tourtools".to_owned(), ..Summary::default() };
    let header = Header { id: id()?, kind: EntryKind::SetUp, changed_at: when()?, summary };
    let record = Record {
        opens: Opens::Registration {
            client_id: "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa".parse()?,
            tenant_id: Some("b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34".parse()?),
            client_secret: ClientSecret::new(word.chars().cycle().take(length).collect()),
            refresh_token: Some(RefreshToken::new(format!("0.AXoA-{word}"))),
        },
        mailbox: "office@harbour.example".parse()?,
        scopes: vec!["Mail.Send".to_owned(), "offline_access".to_owned()],
        proved_at: when()?,
        secret_ends: None,
    };
    let test = TestPassed { accepted_at: when()?, message_id: "1@harbour.example".to_owned() };
    Ok(Proved::after(&test, header, word.to_owned(), record))
}
