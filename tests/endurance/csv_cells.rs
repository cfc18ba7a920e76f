//! CSV comes back as it went: whatever stands in a cell, a reader after RFC 4180 gives it again, but for the sign
//! that keeps a spreadsheet from running it.

use kb::kb::Finding;
use kb::model::{Diagnostic, Severity};
use kb::render::{clean, csv as written};
use proptest::prelude::*;

const CELLS: &str = "[-=+@\t\r\n,;\"'| a-cé\u{1b}\u{202e}\u{0}\u{feff}0-9]{0,12}";

/// What a cell that a spreadsheet runs may begin with; wide signs are the narrow ones to some of them.
const RUNS: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// A table of findings: their cells take any text.
fn findings(cells: &[(String, String, String)]) -> Vec<Finding> {
    let finding = |(path, message, hint): &(String, String, String)| Finding {
        path: path.clone(),
        diagnostic: Diagnostic::of_file(Severity::Warning, "code", message.clone())
            .with_hint(hint.clone()),
    };
    cells.iter().map(finding).collect()
}

/// What a cell is when it comes back.
fn expected(text: &str, raw: bool) -> String {
    let clean = clean::clean(text);
    let runs = clean.starts_with(RUNS);
    if runs && !raw {
        format!("'{clean}")
    } else {
        clean.into_owned()
    }
}

fn table(cells: &[(String, String, String)], raw: bool) -> Vec<Vec<String>> {
    let mut bytes = Vec::new();
    written::check(&mut bytes, &findings(cells), raw).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let header: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let at = |name: &str| header.iter().position(|column| column == name).unwrap();
    let columns = [at("path"), at("message"), at("hint")];
    let row = |row: csv::StringRecord| columns.map(|at| row[at].to_owned()).to_vec();
    reader
        .records()
        .map(|record| row(record.unwrap()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn cells_come_back(cells in prop::collection::vec((CELLS, CELLS, CELLS), 0..6), raw in any::<bool>()) {
        let rows = table(&cells, raw);
        prop_assert_eq!(rows.len(), cells.len());
        for (row, (path, message, hint)) in rows.iter().zip(&cells) {
            let wanted: Vec<String> = [path, message, hint].iter().map(|cell| expected(cell, raw)).collect();
            prop_assert_eq!(row, &wanted);
            for cell in row {
                prop_assert!(raw || !cell.starts_with(RUNS), "{:?} runs", cell);
                prop_assert!(!cell.contains(clean::is_hostile));
            }
        }
    }
}

/// What a spreadsheet runs, and what only looks like it.
const EVIL: [&str; 13] = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "'=1",
    "\u{feff}=1",
    "=cmd|' /C x'!A0",
    "\"=1\"",
    "",
];

#[test]
fn what_a_spreadsheet_runs_is_named_by_hand() {
    let cells: Vec<_> = EVIL
        .map(|text| (text.to_owned(), text.to_owned(), text.to_owned()))
        .into();
    let rows = table(&cells, false);
    let first: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    let safe = [
        "'=1+1",
        "'+1",
        "'-1",
        "'@x",
        "'\t=1",
        "\u{fffd}=1",
        "'\n=1",
        " =1",
        "'=1",
        "\u{fffd}=1",
        "'=cmd|' /C x'!A0",
        "\"=1\"",
        "",
    ];
    assert_eq!(first, safe);
}
