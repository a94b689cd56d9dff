//! The application's own table as comma-separated values (RFC 4180), for a spreadsheet.

use csv::{QuoteStyle, Terminator, WriterBuilder};

/// Without it Excel takes UTF-8 for the code page of the computer.
const MARK: &str = "\u{feff}";

/// With these a spreadsheet begins to calculate, full-width forms included (security.md M-17; OWASP, "CSV Injection").
const CALCULATED: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Writes one line of columns and one for each of `lines`, every cell quoted.
///
/// No cell can become a formula: one that begins like one gets an apostrophe before it. What must be exact to the letter is
/// copied from its own row, and a secret is in no table, so that none is ever changed here.
pub fn write_table(columns: &[String], lines: &[Vec<String>]) -> String {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(MARK.as_bytes().to_vec());
    for line in [columns].into_iter().chain(lines.iter().map(Vec::as_slice)) {
        let Ok(()) = writer.write_record(line.iter().map(|cell| guarded(cell))) else {
            unreachable!("lines of any length go into memory")
        };
    }
    let written = writer.into_inner().unwrap_or_default();
    String::from_utf8(written).unwrap_or_default()
}

fn guarded(cell: &str) -> String {
    let calculated = cell.trim_start_matches([' ', '\u{3000}', '\u{feff}']).starts_with(CALCULATED);
    if calculated { format!("'{cell}") } else { cell.to_owned() }
}
