//! The hits of a search under a heading each.

use crate::kb::{Facets, Reason, SearchAnswer, SearchHit, Snippet};
use crate::render::escape::{code, markdown as escaped};
use crate::render::facets::{MORE, blocks, shown};
use crate::render::hits::{View, counted, is_explained, more, repeats, value};
use crate::render::text::{facts, place};
use std::io::{self, Write};

/// The hits of a search.
pub fn search(out: &mut dyn Write, answer: &SearchAnswer, view: View<'_>) -> io::Result<()> {
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
    use crate::render::terminal::Files;
    use crate::render::{View, sample};

    #[test]
    fn a_hit_says_all_that_stands_beside_it() {
        let view = View {
            width: 80,
            by_recap: false,
            files: Files::NONE,
        };
        let mut out = Vec::new();
        search(&mut out, &sample::search(), view).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
        # Search: replication ha

        Understood as: all of: replication, ha

        ## 1. Replication of \*whole\* back ends

        Newton · cinder · Design Summit · 2016-05-06 · \#replication \#a/a  
        `notes/3 recap (final).md:13`

        > `41` Failover of replication  
        > `42` …and then \<script\>alert(1)\</script\> \& �\[31mred� �evil� "quoted" 'x' {{ 7 \* 7 }} {% raw %}  
        > …  
        > `87` replication

        Same text in 4 other topics: `notes/2 recap.md:12`, `notes/3 recap.md:13`, `notes/4 recap.md:14`, + 1 more

        5 more hits in this recap

        - `+12.90` replication in the title
        - `x1.25` how much of the query it holds as written
        - `-0.50` \<script\>alert(1)\</script\> \& �\[31mred� �evil� "quoted" 'x' {{ 7 \* 7 }} {% raw %}
        - `=16.12` score

        ## 2. Lunch

        Kilo · cinder · Design Summit · 2016-05-06 · \#replication \#a/a  
        `notes/0 recap (final).md:23`

        Same text in 1 other topic: `notes/7 recap.md:17`

        1 more hit in this recap

        - `=0.50` score

        2 of 34 topics in 12 recaps

        - tags: tag-1 (39), tag-2 (38), tag-3 (37), tag-4 (36), tag-5 (35), tag-6 (34), tag-7 (33), tag-8 (32), tag-9 (31), tag-10 (30), + 4 more
        - releases: Mitaka (7), Newton (12)
        - projects: cin\|der� (19)
        - years: 2016 (30), 2015 (4)
        "#);
    }
}
