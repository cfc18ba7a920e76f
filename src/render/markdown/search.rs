//! The hits of a search under a heading each.

use crate::kb::{Facets, Reason, SearchAnswer, SearchHit, Snippet};
use crate::render::escape::{code, markdown as escaped};
use crate::render::facets::{MORE, blocks, shown};
use crate::render::hits::{View, counted, is_explained, more, repeats, value};
use crate::render::text::{facts, place};
use std::io::{self, Write};

/// The hits of a search.
pub fn search(out: &mut dyn Write, answer: &SearchAnswer, view: View) -> io::Result<()> {
    writeln!(out, "# Search: {}\n", escaped(&answer.query))?;
    if is_explained(answer) {
        writeln!(out, "Understood as: {}\n", escaped(&answer.understood))?;
    }
    for hit in &answer.hits {
        block(out, hit)?;
    }
    writeln!(out, "{}", counted(answer, view.by_recap))?;
    match &answer.facets {
        Some(facets) => counts(out, facets),
        None => Ok(()),
    }
}

fn block(out: &mut dyn Write, hit: &SearchHit) -> io::Result<()> {
    writeln!(out, "## {}. {}\n", hit.rank, escaped(&hit.topic.title))?;
    let facts = escaped(&facts(&hit.topic));
    writeln!(out, "{facts}  \n{}\n", code(&place(&hit.topic)))?;
    quoted(out, &hit.snippet)?;
    let repeated = repeats(&hit.repeats, code);
    for said in repeated.into_iter().chain(more(hit)) {
        writeln!(out, "{}\n", capital(&said))?;
    }
    match &hit.explanation {
        Some(reasons) => explained(out, hit, reasons),
        None => Ok(()),
    }
}

/// The rows of a snippet behind their line numbers, each on a line of its own.
fn quoted(out: &mut dyn Write, snippet: &Snippet) -> io::Result<()> {
    let mut rows = Vec::new();
    for (index, row) in snippet.text.lines().enumerate() {
        if snippet.gaps.contains(&index) {
            rows.push("\u{2026}".to_owned());
        }
        let number = snippet.lines.get(index);
        let number = number.map_or_else(String::new, |number| format!("`{number}` "));
        rows.push(format!("{number}{}", escaped(row)));
    }
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "> {}\n", rows.join("  \n> "))
}

fn explained(out: &mut dyn Write, hit: &SearchHit, reasons: &[Reason]) -> io::Result<()> {
    for reason in reasons {
        writeln!(out, "- `{}` {}", value(reason), escaped(&reason.what))?;
    }
    writeln!(out, "- `={:.2}` score\n", hit.score)
}

/// A list of what was counted.
fn counts(out: &mut dyn Write, facets: &Facets) -> io::Result<()> {
    let mut gap = "\n";
    for (name, counts) in blocks(facets) {
        let values = shown(counts).iter();
        let mut values: Vec<String> = values
            .map(|(value, count)| format!("{} ({count})", escaped(value)))
            .collect();
        let more = counts.len() - values.len();
        if more > 0 {
            values.push(format!("{MORE}{more} more"));
        }
        writeln!(out, "{gap}- {name}: {}", values.join(", "))?;
        gap = "";
    }
    Ok(())
}

/// A sentence's beginning.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::search;
    use crate::render::{View, sample};

    #[test]
    fn a_hit_says_all_that_stands_beside_it() {
        let view = View {
            width: 80,
            by_recap: false,
        };
        let mut out = Vec::new();
        search(&mut out, &sample::search(), view).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @"");
    }
}
