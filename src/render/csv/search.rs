//! The hits of a search, one a row.

use super::{FACTS, Table, facts};
use crate::kb::{Reason, SearchAnswer, Spot};
use crate::render::hits::value;
use std::io::{self, Write};

/// The hits of a search.
pub fn search(out: &mut dyn Write, answer: &SearchAnswer, raw: bool) -> io::Result<()> {
    let beside = [
        "snippet",
        "snippet_lines",
        "repeats",
        "more_in_recap",
        "explanation",
    ];
    let header: Vec<&str> = ["rank", "score"]
        .into_iter()
        .chain(FACTS)
        .chain(beside)
        .collect();
    let mut table = Table::new(out, raw, &header)?;
    for hit in &answer.hits {
        let mut cells = vec![hit.rank.to_string(), format!("{:.3}", hit.score)];
        cells.extend(facts(&hit.topic));
        cells.push(hit.snippet.text.clone());
        cells.push(joined(&hit.snippet.lines, " ", ToString::to_string));
        let place = |repeat: &Spot| format!("{}:{}", repeat.path, repeat.line);
        cells.push(joined(&hit.repeats, "\n", place));
        cells.push(hit.more_in_recap.to_string());
        let reasons = hit.explanation.as_deref().unwrap_or(&[]);
        let reason = |reason: &Reason| format!("{} {}", reason.what, value(reason));
        cells.push(joined(reasons, "\n", reason));
        table.row(&cells)?;
    }
    table.finish()
}

fn joined<T>(all: &[T], between: &str, shown: impl Fn(&T) -> String) -> String {
    all.iter().map(shown).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::search;
    use crate::render::sample;

    #[test]
    fn a_row_has_what_stands_beside_a_hit() {
        let mut out = Vec::new();
        search(&mut out, &sample::search(), false).unwrap();
        let mut reader = csv::Reader::from_reader(out.as_slice());
        let header = reader.headers().unwrap().clone();
        let row = reader.records().next().unwrap().unwrap();
        let cell = |name: &str| {
            let at = header.iter().position(|column| column == name).unwrap();
            row[at].to_owned()
        };
        assert_eq!(cell("snippet_lines"), "41 42 87");
        assert_eq!(cell("more_in_recap"), "5");
        assert!(cell("repeats").starts_with("notes/2 recap.md:12\n"));
        assert!(cell("explanation").starts_with("replication in the title +12.90\nhow much of "));
    }
}
