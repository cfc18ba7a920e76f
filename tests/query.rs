//! Holds `docs/query.md` to the language, line by line: every table is asked and compared.
//!
//! `KB_UPDATE_DOCS=1 cargo test --test query` writes what kb says into the page.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use kb::config::{Lookup, Root};
use kb::kb::{Kb, Mode, Opening, SearchRequest};
use kb::query::{self, Field, MAX_BYTES, MAX_DEPTH, MAX_GAP, MAX_REGEX_BYTES, MAX_TERMS};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

fn page() -> PathBuf {
    root().join("docs/query.md")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The cells of a table's line, `None` for any other line. `\|` is a bar within a cell.
fn cells(line: &str) -> Option<Vec<String>> {
    let row = line.strip_prefix('|')?.strip_suffix('|')?;
    let row = row.replace("\\|", "\0");
    let cell = |cell: &str| cell.trim().replace('\0', "|");
    Some(row.split('|').map(cell).collect())
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|c| c.replace('|', "\\|")).collect();
    format!("| {} |", cells.join(" | "))
}

/// The repository as a knowledge base, its index somewhere else.
fn open(index: &Path) -> Kb {
    let lookup = Lookup {
        root: Some(root()),
        cwd: root(),
        env_root: None,
        index: Some(index),
        cache: None,
    };
    let opening = Opening {
        mode: Mode::Sync,
        patience: Duration::from_secs(1),
        progress: &mut |_| {},
    };
    Kb::open(Root::find(&lookup).unwrap(), opening).unwrap()
}

/// What a column says about a query, `None` for one that is written by hand.
fn said(column: &str, text: &str, kb: &Kb) -> Option<String> {
    let parsed = query::parse(text);
    Some(match column {
        "read as" => format!("`{}`", query::describe(&parsed.unwrap())),
        "error" => parsed.unwrap_err().to_string(),
        "hint" => parsed.unwrap_err().hint().unwrap(),
        "first found" => first_found(text, kb),
        _ => return None,
    })
}

/// A list that is searched while a query is typed is never empty where the whole query finds something.
#[test]
fn what_is_typed_letter_by_letter_always_finds_something() {
    let folder = tempfile::tempdir().unwrap();
    let kb = open(folder.path());
    for text in [
        "replication",
        "rolling upgrades",
        "active/active",
        "\"rolling upgrades\" cinder",
        "release:newton",
        "release:mitaka..newton failover",
        "project:cinder",
        "tag:high-availability",
        "tag:HA",
        "title:microversions",
        "replication since:2015-10",
        "has:decision",
        "kind:decision",
        "(failover OR failback) replication",
        "the order of upgrading",
        "allow_availability_zone_fallback",
    ] {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        for end in ends {
            let request = SearchRequest {
                query: text[..end].to_owned(),
                typing: true,
                limit: 1,
                ..SearchRequest::default()
            };
            match kb.search(&request) {
                Ok(found) => {
                    let last = text[..end].rsplit(' ').next().unwrap();
                    let is_field = Field::ALL.iter().any(|f| f.name().starts_with(last));
                    assert!(
                        is_field || found.value.total > 0,
                        "{}: {found:?}",
                        &text[..end]
                    );
                    assert!(found.unknown.is_empty(), "{}: {found:?}", &text[..end]);
                }
                // What says nothing yet leaves what is shown.
                Err(error) => {
                    assert_eq!(error.to_string(), "the query is empty", "{}", &text[..end])
                }
            }
        }
    }
}

/// A word that is whole comes before those that only begin so; with a blank behind it, it is alone.
#[test]
fn whole_words_come_before_those_that_begin_so() {
    let folder = tempfile::tempdir().unwrap();
    let kb = open(folder.path());
    let titles = |query: &str| -> Vec<String> {
        let request = SearchRequest {
            query: query.to_owned(),
            typing: true,
            limit: 100,
            ..SearchRequest::default()
        };
        let hits = kb.search(&request).unwrap().value.hits;
        hits.into_iter().map(|hit| hit.topic.title).collect()
    };
    for word in ["replication", "upgrade", "backup", "HA"] {
        let (mut begun, mut whole) = (titles(word), titles(&format!("{word} ")));
        begun.truncate(whole.len());
        begun.sort();
        whole.sort();
        assert_eq!(begun, whole, "{word}");
    }
}

fn first_found(text: &str, kb: &Kb) -> String {
    let request = SearchRequest {
        query: text.to_owned(),
        limit: 1,
        ..SearchRequest::default()
    };
    match kb.search(&request) {
        Ok(answer) => match answer.value.hits.first() {
            Some(hit) => hit.topic.title.clone(),
            None => "nothing".to_owned(),
        },
        Err(error) => format!("error: {error}"),
    }
}

fn limit(name: &str) -> String {
    let limit = match name {
        "bytes in a query" => MAX_BYTES,
        "words, phrases and fields in a query" => MAX_TERMS,
        "groups within each other" => MAX_DEPTH,
        "words between near words" => MAX_GAP as usize,
        "bytes in a regular expression" => MAX_REGEX_BYTES,
        _ => panic!("no limit is called `{name}`"),
    };
    limit.to_string()
}

/// The page as kb would write it, and the queries that it asks.
fn rewritten(page: &str, kb: &Kb) -> (String, Vec<String>) {
    let mut header: Option<Vec<String>> = None;
    let mut queries = Vec::new();
    let mut out = String::new();
    for line in page.lines() {
        let found = cells(line);
        let new = match (&header, found) {
            (_, None) => {
                header = None;
                line.to_owned()
            }
            (None, Some(names)) => {
                header = Some(names);
                line.to_owned()
            }
            (Some(_), Some(cells)) if cells[0].starts_with("---") => line.to_owned(),
            (Some(names), Some(mut cells)) => {
                assert_eq!(names.len(), cells.len(), "{line}");
                fill(names, &mut cells, kb);
                if names[0] == "query" {
                    queries.push(cells[0].trim_matches('`').to_owned());
                }
                row(&cells)
            }
        };
        out += &new;
        out.push('\n');
    }
    (out, queries)
}

/// Writes what kb says into the cells of a line.
fn fill(names: &[String], cells: &mut [String], kb: &Kb) {
    if names[0] == "limit" {
        cells[1] = limit(&cells[0]);
        return;
    }
    assert_eq!(names[0], "query", "a table that nothing checks: {names:?}");
    let quoted = cells[0].strip_prefix('`').and_then(|c| c.strip_suffix('`'));
    let text = quoted.unwrap().to_owned();
    for (name, cell) in names.iter().zip(cells).skip(1) {
        if let Some(said) = said(name, &text, kb) {
            *cell = said;
        }
    }
}

#[test]
fn the_page_says_what_kb_says() {
    let index = tempfile::tempdir().unwrap();
    let kb = open(index.path());
    let written = fs::read_to_string(page()).unwrap();
    let (expected, queries) = rewritten(&written, &kb);
    if std::env::var_os("KB_UPDATE_DOCS").is_some_and(|value| value == "1") {
        fs::write(page(), &expected).unwrap();
        return;
    }
    for (at, (line, expected)) in written.lines().zip(expected.lines()).enumerate() {
        let mend = "run `KB_UPDATE_DOCS=1 cargo test --test query` and look at what changed";
        assert_eq!(line, expected, "docs/query.md:{}: {mend}", at + 1);
    }
    assert_eq!(written, expected);
    assert!(queries.len() > 100, "only {} queries seen", queries.len());
}

#[test]
fn the_page_has_every_field_and_limit() {
    let written = fs::read_to_string(page()).unwrap();
    for field in Field::ALL {
        let row = format!("\n| `{field}:");
        assert!(written.contains(&row), "`{field}:` has no line of its own");
    }
    for value in Field::RECORDED {
        assert!(written.contains(&format!("`{value}`")), "has:{value}");
    }
    let limits = written.split("| limit | most |").nth(1).unwrap();
    let rows = limits.lines().filter_map(cells).skip(1);
    assert_eq!(rows.count(), 5, "a limit is missing, or new here");
}

#[test]
fn the_page_links_to_its_own_sections() {
    let written = fs::read_to_string(page()).unwrap();
    let sections: Vec<&str> = written
        .lines()
        .filter_map(|l| l.strip_prefix("## "))
        .collect();
    let anchor = |title: &str| format!("](#{})", title.to_lowercase().replace(' ', "-"));
    for section in &sections {
        assert!(
            written.contains(&anchor(section)),
            "nothing leads to `{section}`"
        );
    }
    for link in written.split("](#").skip(1) {
        let link = format!("](#{})", link.split(')').next().unwrap());
        assert!(sections.iter().any(|s| anchor(s) == link), "{link}");
    }
}
