//! The list is a question, answered from memory.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]
#![expect(clippy::print_stdout, reason = "the figure is part of the result")]

mod common;

use std::time::{Duration, Instant};

use common::{Notes, header, id, note, now};
use jiff::civil::date;
use sendoff_ledger::{Days, Direction, EntryKind, Filter, Header, ListQuery, Need, SortBy};

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
    ledger.query(query).unwrap().rows.into_iter().map(|row| row.summary.organisation).collect()
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
        assert!(ledger.query(&query).unwrap().rows.iter().all(|row| row.summary.next_date.is_none()));
    }
}

#[test]
fn filter_and_search_narrow_the_total() {
    let (_folder, ledger) = rows(30);
    let connections = Filter { kind: Some(EntryKind::Connection), ..Filter::default() };
    let query =
        ListQuery { range: 0..2, filter: connections, search: "OFFICE client".to_owned(), ..ListQuery::default() };
    let page = ledger.query(&query).unwrap();
    assert_eq!((page.total, page.range, page.rows.len()), (10, 0..2, 2));
    assert_eq!(ledger.query(&ListQuery { search: "nobody".to_owned(), range: 0..9, ..query }).unwrap().total, 0);
}

#[test]
fn a_range_beyond_the_end_is_cut() {
    let (_folder, ledger) = rows(5);
    let page = ledger.query(&ListQuery { range: 3..900, ..ListQuery::default() }).unwrap();
    assert_eq!((page.range, page.rows.len()), (3..5, 2));
    assert_eq!(ledger.query(&ListQuery { range: 70..90, ..ListQuery::default() }).unwrap().range, 5..5);
}

/// Today, the day from which a date is far, and the moment before which a check is old.
fn days() -> Days {
    let checked_since = "2026-11-07T10:58:00Z".parse().unwrap();
    Days { today: date(2026, 11, 21), soon: date(2026, 12, 21), checked_since }
}

/// One of each need, in no order.
fn one_of_each() -> (tempfile::TempDir, Notes) {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Notes::open(folder.path(), now()).unwrap();
    let rows = [
        ("Quayside Books", EntryKind::Connection, Some(date(2027, 5, 4)), Some(now())),
        ("Brook Dental", EntryKind::SetUp, Some(date(2026, 11, 25)), None),
        ("Harbour Travel", EntryKind::Connection, Some(date(2026, 12, 21)), Some(now())),
        ("Old Mill", EntryKind::Connection, Some(date(2027, 5, 3)), "2026-11-07T10:57:59Z".parse().ok()),
        ("Alder & Finch", EntryKind::Connection, Some(date(2026, 11, 20)), Some(now())),
        ("Zoë Café", EntryKind::Connection, Some(date(2026, 12, 12)), Some(now())),
    ];
    for (number, (organisation, kind, next_date, checked_at)) in (0..).zip(rows) {
        let mut header = header(number);
        (header.kind, header.summary.next_date, header.summary.checked_at) = (kind, next_date, checked_at);
        header.summary.organisation = organisation.into();
        header.summary.mailbox = "office@example.com".into();
        header.summary.application_name = "TourTools".into();
        ledger.put(&header, &note("x")).unwrap();
    }
    (folder, ledger)
}

fn by_need() -> ListQuery {
    ListQuery { range: 0..10, sort: SortBy::Need, direction: Direction::Rising, days: days(), ..ListQuery::default() }
}

#[test]
fn what_needs_somebody_comes_first() {
    let (_folder, ledger) = one_of_each();
    let wanted = ["Alder & Finch", "Zoë Café", "Harbour Travel", "Brook Dental", "Old Mill", "Quayside Books"];
    assert_eq!(organisations(&ledger, &by_need()), wanted);
    let page = ledger.query(&by_need()).unwrap();
    assert_eq!((page.all.ended, page.all.ends_soon, page.all.unfinished), (1, 2, 1));
    assert_eq!((page.all.not_checked, page.all.well, page.all.all()), (1, 1, 6));
    assert_eq!(
        page.next,
        Some((date(2026, 12, 12), "Zoë Café".to_owned())),
        "what is past is not next, nor is a set-up's day"
    );
}

#[test]
fn needs_are_filtered_and_counted_under_the_search() {
    let (_folder, ledger) = one_of_each();
    let needs = Filter { needs: vec![Need::Ended, Need::EndsSoon], ..Filter::default() };
    let query = ListQuery { filter: needs, search: "tourtools e".to_owned(), ..by_need() };
    let page = ledger.query(&query).unwrap();
    assert_eq!(page.total, 3);
    assert_eq!((page.found.all(), page.all.all()), (6, 6), "every mailbox has an e");
    let none = ledger.query(&ListQuery { search: "quayside".to_owned(), ..query }).unwrap();
    assert_eq!((none.total, none.found.all(), none.all.all()), (0, 1, 6));
}

#[test]
fn accents_and_case_do_not_count_in_a_search() {
    let (_folder, ledger) = one_of_each();
    for search in ["zoe CAFE", "ZOË café", "cafe\u{301}", "  ZOE  "] {
        let query = ListQuery { search: search.to_owned(), ..by_need() };
        assert_eq!(organisations(&ledger, &query), ["Zoë Café"], "{search}");
    }
}

#[test]
fn a_row_is_given_with_those_around_it() {
    let (_folder, ledger) = rows(100);
    let query = ListQuery {
        range: 0..10,
        around: Some(id(70)),
        sort: SortBy::Organisation,
        direction: Direction::Rising,
        ..ListQuery::default()
    };
    let page = ledger.query(&query).unwrap();
    assert_eq!((page.range, page.rows[5].summary.organisation.as_str()), (65..75, "Client 070"));
    let elsewhere = ledger.query(&ListQuery { search: "client 001".to_owned(), ..query }).unwrap();
    assert_eq!(elsewhere.range, 0..1, "a row that is not in the result changes nothing");
}

/// As many rows, written without waiting for the disk.
fn many(count: u32) -> (tempfile::TempDir, Notes) {
    let folder = tempfile::tempdir().unwrap();
    for header in (0..count).map(row) {
        let path = folder.path().join(format!("{}.json", header.id));
        let entry = serde_json::json!({ "version": 1, "header": header, "payload": note("x") });
        std::fs::write(path, entry.to_string()).unwrap();
    }
    let ledger = Notes::open(folder.path(), now()).unwrap();
    (folder, ledger)
}

/// What a key may take before its answer shows (ux-spec 7.2).
const A_KEY: Duration = Duration::from_millis(50);

#[test]
fn ten_thousand_rows_are_searched_in_a_fraction_of_a_key() {
    const SEARCHES: [&str; 6] = ["c", "cl", "client 9", "CLIENT 99 office", "nobody", "harbour tour"];
    let (_folder, ledger) = many(10_000);
    let mut slowest = Duration::ZERO;
    for search in SEARCHES {
        let query = ListQuery { range: 0..120, search: search.to_owned(), ..by_need() };
        let begun = Instant::now();
        let page = ledger.query(&query).unwrap();
        slowest = slowest.max(begun.elapsed());
        assert_eq!(page.all.all(), 10_000, "{search}");
    }
    let share = slowest.as_secs_f64() / A_KEY.as_secs_f64();
    println!("10,000 rows: the slowest of {} searches took {share:.2} of the 50 ms of a key", SEARCHES.len());
}
