//! The list is a question, answered from memory.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

mod common;

use std::time::{Duration, Instant};

use common::{Notes, header, note, now};
use jiff::civil::date;
use sendoff_ledger::{Direction, EntryKind, Filter, Header, ListQuery, SortBy};

fn rows(count: u32) -> (tempfile::TempDir, Notes) {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    for number in 0..count {
        ledger.put(&row(number), &note("x")).unwrap();
    }
    (folder, ledger)
}

/// Organisation `Client 007`, every third a connection, every second with a date.
fn row(number: u32) -> Header {
    let mut header = header(number);
    header.changed_at += Duration::from_secs(u64::from(number));
    header.summary.organisation = format!("Client {number:03}");
    header.kind = if number.is_multiple_of(3) { EntryKind::Connection } else { EntryKind::SetUp };
    header.summary.next_date = number.is_multiple_of(2).then(|| date(2027, 1, 1 + i8::try_from(number % 28).unwrap()));
    header
}

fn organisations(ledger: &Notes, query: &ListQuery) -> Vec<String> {
    ledger.query(query).rows.into_iter().map(|row| row.summary.organisation).collect()
}

#[test]
fn the_newest_come_first_unless_asked_otherwise() {
    let (_folder, ledger) = rows(20);
    let newest = ListQuery { range: 0..3, ..ListQuery::default() };
    assert_eq!(organisations(&ledger, &newest), ["Client 019", "Client 018", "Client 017"]);
    let by_name =
        ListQuery { range: 1..3, sort: SortBy::Organisation, direction: Direction::Rising, ..ListQuery::default() };
    assert_eq!(organisations(&ledger, &by_name), ["Client 001", "Client 002"]);
}

#[test]
fn rows_without_a_date_come_last_either_way() {
    let (_folder, ledger) = rows(6);
    for direction in [Direction::Rising, Direction::Falling] {
        let query = ListQuery { range: 3..6, sort: SortBy::NextDate, direction, ..ListQuery::default() };
        assert!(ledger.query(&query).rows.iter().all(|row| row.summary.next_date.is_none()));
    }
}

#[test]
fn filter_and_search_narrow_the_total() {
    let (_folder, ledger) = rows(30);
    let connections = Filter { kind: Some(EntryKind::Connection), ..Filter::default() };
    let query =
        ListQuery { range: 0..2, filter: connections, search: "OFFICE client".to_owned(), ..ListQuery::default() };
    let page = ledger.query(&query);
    assert_eq!((page.total, page.range, page.rows.len()), (10, 0..2, 2));
    assert_eq!(ledger.query(&ListQuery { search: "nobody".to_owned(), range: 0..9, ..query }).total, 0);
}

#[test]
fn a_range_beyond_the_end_is_cut() {
    let (_folder, ledger) = rows(5);
    let page = ledger.query(&ListQuery { range: 3..900, ..ListQuery::default() });
    assert_eq!((page.range, page.rows.len()), (3..5, 2));
    assert_eq!(ledger.query(&ListQuery { range: 70..90, ..ListQuery::default() }).range, 5..5);
}

#[test]
fn a_thousand_rows_are_answered_at_once() {
    let (_folder, ledger) = rows(1_000);
    let begun = Instant::now();
    let page = ledger.query(&ListQuery { range: 500..550, sort: SortBy::Organisation, ..ListQuery::default() });
    assert_eq!((page.total, page.rows.len()), (1_000, 50));
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}
