//! The application's table, as it is written for one organisation among several.

use sendoff_journey::{Journey, TableInput};
use sendoff_values::ConnectionId;
use serde_json::json;

use super::*;
use crate::{records, table};

/// A saved connection of SalesPad: organisation, mailbox and its answers.
fn saved(number: u8, organisation: &str, mailbox: &str, answers: &serde_json::Value) -> Journey {
    let (client, tenant) = ("7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa", "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34");
    let at = "2026-11-22T10:58:31Z";
    let about = json!({ "organisation": organisation, "mailbox": mailbox, "recipe": "salespad", "answers": answers,
        "directory": null });
    let record = json!({ "tenant": tenant, "client_id": client, "first_three": "8xQ", "account": mailbox, "granted": [],
        "signed_in_at": at, "tested_at": at, "probes": ["smtp"], "message_id": "1@harbour.example", "arrived": true,
        "saved_at": at, "keychain": "GNOME Keyring" });
    let stored = json!({ "schema": 1, "id": format!("5f0a1f63-93d2-4f0e-8f7b-0c5e3c1f2a{number:02}"), "about": about,
        "started_at": at, "step": "hand-over", "ticks": [], "client_id": client, "tenant": tenant,
        "secret_was_held": true, "directory_found": null, "recipient": "", "history": {}, "saved": record, "afterwards": [],
        "end": { "choice": null, "end": null, "unclear": null, "unreadable": false } });
    serde_json::from_value(stored).unwrap()
}

fn account_of(user: &str) -> serde_json::Value {
    json!({ "module": { "choice": "smtp-setup" }, "user": { "typed": user } })
}

#[tokio::test]
async fn a_table_has_every_connection_of_its_organisation_and_no_other() {
    let office = Office::start(OfficeSettings::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (_answers, inbox) = mpsc::unbounded_channel();
    let (desk, _screens) = Desk::open(
        office::workplace(&office, folder.path(), PracticeKeychain::new()).await,
        (None, Remembered::default()),
        inbox,
        CancellationToken::new(),
    );
    let shared = Arc::clone(&desk.seat.shared);
    let asking = saved(1, "Harbour Travel", "sales@harbour.example", &account_of("=anna"));
    let everybody = json!({ "module": { "choice": "sales-email-confirmation" } });
    for journey in [
        &asking,
        &saved(2, "HARBOUR Travel", "accounts@harbour.example", &account_of("ben")),
        &saved(3, "Mill Lane", "office@mill.example", &account_of("cleo")),
        &saved(4, "Harbour Travel", "all@harbour.example", &everybody),
    ] {
        records::remember(&shared, journey);
    }
    let input = TableInput {
        connection: ConnectionId::clone(asking.id()),
        organisation: "Harbour Travel".to_owned(),
        recipe: "salespad".to_owned(),
        line: asking.table_line(shared.now(), &shared.world(&shared.recipes.now())).unwrap(),
        file_name: "table".to_owned(),
    };
    table::write(&shared, &input).await.unwrap();
    let written = std::fs::read_to_string(folder.path().join("table.csv")).unwrap();
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines.len(), 3, "{written}");
    assert!(lines[1].contains("\"accounts@harbour.example\"") && lines[1].contains("\"ben\""), "{written}");
    assert!(lines[2].contains("\"sales@harbour.example\"") && lines[2].contains("\"'=anna\""), "{written}");
    office.stop().await;
}
