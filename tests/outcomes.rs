//! Recall and precision of priorities, decisions and actions over fixtures in the shapes of real recaps.
//!
//! Each fixture says which lines hold a record of which kind, and all of them: what kb finds beyond that is wrong.
//! Weak records are asked for where a fixture marks them, and otherwise left out.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and this one prints what it measured"
)]

use kb::model::{Catalogue, Given, Item, ItemKind, Strength};
use kb::recap::vocabulary::builtin;
use kb::recap::{Input, Reader};
use std::collections::BTreeMap;
use std::process::ExitCode;

/// A recap; a line that ends in `<-- kind` or `<-- weak kind` holds the beginning of a record of that kind.
const RECAPS: &[(&str, &str)] = &[
    ("minutes/2021-03-02.md", include_str!("outcomes/weekly.md")),
    ("minutes/2019-10-24.md", include_str!("outcomes/triage.md")),
    (
        "minutes/2017-notes.md",
        include_str!("outcomes/committee.md"),
    ),
    (
        "minutes/2016-11-10-lifecycle.md",
        include_str!("outcomes/sessions.md"),
    ),
    (
        "minutes/2019-07-23.md",
        include_str!("outcomes/transcript.md"),
    ),
    (
        "notes/2016-05-06-cinder-newton-recap.md",
        include_str!("outcomes/summit.md"),
    ),
    (
        "notes/2018-02-01-cinder-queens-priorities.md",
        include_str!("outcomes/table.md"),
    ),
    ("notes/README.md", include_str!("outcomes/README.md")),
    (
        "notes/ironic/rocky-priorities.rst",
        include_str!("outcomes/priorities.rst"),
    ),
    ("minutes/nova.txt", include_str!("outcomes/minutes.txt")),
    (
        "notes/2022-04-05-cinder-zed.md",
        include_str!("outcomes/blank.md"),
    ),
    ("logs/cinder.txt", include_str!("outcomes/channel.txt")),
    (
        "pads/2018-09-12-cinder.txt",
        include_str!("outcomes/pad.txt"),
    ),
];

/// Expected, found and right records.
#[derive(Default)]
struct Count {
    expected: usize,
    found: usize,
    right: usize,
}

/// The recap without its marks, and the marks: line, kind, whether weak.
fn marked(text: &str) -> (String, Vec<(u32, String, bool)>) {
    let mut marks = Vec::new();
    let mut out = String::new();
    for (index, line) in text.lines().enumerate() {
        let (line, mark) = line
            .split_once(" <-- ")
            .map_or((line, None), |(l, m)| (l, Some(m)));
        for kind in mark.into_iter().flat_map(|m| m.split(", ")) {
            let weak = kind.strip_prefix("weak ");
            let number = u32::try_from(index + 1).unwrap();
            marks.push((number, weak.unwrap_or(kind).to_owned(), weak.is_some()));
        }
        out.push_str(line);
        out.push('\n');
    }
    (out, marks)
}

fn read(path: &str, text: &str) -> Vec<Item> {
    let (vocabulary, catalogue, given) = (builtin(), Catalogue::openstack(), Given::default());
    let input = Input {
        path,
        id_base: path.trim_end_matches(".md"),
        bytes: text.as_bytes(),
        given: &given,
    };
    Reader::new(&vocabulary, &catalogue)
        .read(&input)
        .remove(0)
        .items
}

fn main() -> ExitCode {
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (path, text) in RECAPS {
        let (text, marks) = marked(text);
        let items = read(path, &text);
        for kind in ItemKind::ALL {
            let count = counts.entry(kind.name()).or_default();
            let wanted: Vec<_> = marks
                .iter()
                .filter(|(_, name, _)| name == kind.name())
                .collect();
            let of_kind: Vec<&Item> = items.iter().filter(|i| i.kind() == kind).collect();
            let is = |item: &&&Item, (line, _, weak): &(u32, String, bool)| {
                item.lines().start == *line && *weak == (item.strength == Strength::Weak)
            };
            count.expected += wanted.len();
            for mark in &wanted {
                match of_kind.iter().any(|item| is(&item, mark)) {
                    true => count.right += 1,
                    false => wrong.push(format!("{path}:{}: no {}", mark.0, mark.1)),
                }
            }
            for item in of_kind.iter().filter(|i| i.strength == Strength::Strong) {
                count.found += 1;
                if !wanted.iter().any(|mark| is(&item, mark)) {
                    wrong.push(format!(
                        "{path}:{}: unwanted {kind}: {}",
                        item.lines().start,
                        item.text
                    ));
                }
            }
            count.found += wanted.iter().filter(|(_, _, weak)| *weak).count();
        }
    }
    println!("\nkind        expected  found  recall  precision");
    for (kind, count) in &counts {
        let share = |of: usize| count.right as f64 / of.max(1) as f64;
        println!(
            "{kind:10}  {:8}  {:5}  {:6.3}  {:9.3}",
            count.expected,
            count.found,
            share(count.expected),
            share(count.found)
        );
    }
    wrong.iter().for_each(|line| println!("{line}"));
    let seen = counts.values().map(|c| c.expected).sum::<usize>();
    if wrong.is_empty() && seen > 40 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
