//! One block a hit, a line that counts, and the counts by value where they are wanted.

use super::rows::{LEAST, rows};
use super::short::{self, KIND};
use super::{QUIET, TITLE, facts, place, placed};
use crate::kb::{Reason, SearchAnswer, SearchHit};
use crate::model::Item;
use crate::render::clean::line;
use crate::render::hits::{View, counted, is_explained, more, repeats, value};
use crate::render::measure::Ruler;
use anstyle::Style;
use std::io::{self, Write};

/// What needs no style.
const PLAIN: Style = Style::new();

/// Columns before the facts of a hit that go on in another line.
const HANGING: usize = 4;
/// Most lines of a hit's item.
const ITEM_LINES: usize = 2;

/// The hits of a search, or nothing where there are none.
pub fn search(out: &mut dyn Write, answer: &SearchAnswer, view: View<'_>) -> io::Result<()> {
    if is_explained(answer) {
        writeln!(out, "understood as: {}\n", line(&answer.understood))?;
    }
    for hit in &answer.hits {
        block(out, hit, view)?;
    }
    if answer.total == 0 {
        return Ok(());
    }
    writeln!(out, "{}", counted(answer, view.by_recap))?;
    if let Some(facets) = &answer.facets {
        writeln!(out)?;
        super::facets::facets(out, facets, view.width)?;
    }
    Ok(())
}

/// What to say beside the hits: what else was searched for, what they have only a part of, and what was perhaps meant.
#[must_use]
pub fn beside(answer: &SearchAnswer) -> Vec<String> {
    let also = line(&answer.also.join(", "));
    let also = (!also.is_empty()).then(|| format!("also searched: {also}"));
    let partial = answer.partial.as_deref().map(line);
    let hints = answer.hints.iter().filter(|_| answer.total > 0);
    let hints = hints.map(|hint| format!("hint: {hint}"));
    also.into_iter().chain(partial).chain(hints).collect()
}

/// What to say where nothing was found: how the query was understood, and what to try.
#[must_use]
pub fn nothing_found(answer: &SearchAnswer) -> Vec<String> {
    let why = answer
        .nothing
        .clone()
        .unwrap_or_else(|| "nothing found".to_owned());
    let mut out = vec![why, format!("understood as: {}", answer.understood)];
    out.extend(answer.hints.iter().map(|hint| format!("hint: {hint}")));
    out
}

fn block(out: &mut dyn Write, hit: &SearchHit, view: View<'_>) -> io::Result<()> {
    match &hit.item {
        Some(item) => item_head(out, hit, item, view)?,
        None => topic_head(out, hit, view)?,
    }
    rows(out, &hit.snippet, view.width)?;
    for item in &hit.matching {
        item_row(out, item, view)?;
    }
    let repeated = repeats(&hit.repeats, str::to_owned);
    for said in repeated.into_iter().chain(more(hit)) {
        below(out, &said, QUIET, view)?;
    }
    if let Some(reasons) = &hit.explanation {
        explained(out, hit, reasons)?;
    }
    writeln!(out)
}

fn topic_head(out: &mut dyn Write, hit: &SearchHit, view: View<'_>) -> io::Result<()> {
    let topic = &hit.topic;
    writeln!(out, "{TITLE}{}{TITLE:#}", line(&topic.title))?;
    if !topic.breadcrumb.is_empty() {
        below(out, &line(&topic.breadcrumb.join(" > ")), QUIET, view)?;
    }
    below(out, &facts(topic), PLAIN, view)?;
    write!(out, "  ")?;
    placed(out, &topic.path, &place(topic), view.files)?;
    writeln!(out)
}

/// A decision, action, priority or question that was asked for by its kind.
fn item_head(out: &mut dyn Write, hit: &SearchHit, item: &Item, view: View<'_>) -> io::Result<()> {
    writeln!(
        out,
        "{TITLE}{}{TITLE:#} {QUIET}in{QUIET:#} {}",
        short::kind(item),
        line(&item.topic_title)
    )?;
    below(out, &facts(&hit.topic), PLAIN, view)?;
    write!(out, "  ")?;
    let place = format!("{}:{}", line(&item.path), item.lines().start);
    placed(out, &item.path, &place, view.files)?;
    writeln!(out)
}

/// A line below a title, broken where the terminal ends.
fn below(out: &mut dyn Write, text: &str, style: Style, view: View<'_>) -> io::Result<()> {
    let mut indent = HANGING / 2;
    for row in Ruler::Columns.wrap(text, room(view, HANGING), usize::MAX) {
        writeln!(out, "{:indent$}{style}{row}{style:#}", "")?;
        indent = HANGING;
    }
    Ok(())
}

/// The columns that are left beside so many others.
fn room(view: View<'_>, taken: usize) -> f64 {
    // No terminal has more columns than an `f64` counts.
    view.width.saturating_sub(taken).max(LEAST) as f64
}

/// An item of a hit in at most so many lines that it does not hide the hits behind it.
fn item_row(out: &mut dyn Write, item: &Item, view: View<'_>) -> io::Result<()> {
    let kind = format!("{}:", short::kind(item));
    let words = line(&item.text.replace('\n', "; "));
    let place = format!(":{}", item.lines().start);
    let room = room(view, HANGING + 1 + place.len());
    let rows = Ruler::Columns.wrap(&format!("{kind} {words}"), room, ITEM_LINES);
    let mut indent = HANGING / 2;
    for (at, row) in rows.iter().enumerate() {
        write!(out, "{:indent$}", "")?;
        match row.strip_prefix(&kind).filter(|_| at == 0) {
            Some(words) => write!(out, "{KIND}{kind}{KIND:#}{words}")?,
            None => write!(out, "{row}")?,
        }
        if at + 1 == rows.len() {
            write!(out, " {QUIET}{place}{QUIET:#}")?;
        }
        writeln!(out)?;
        indent = HANGING;
    }
    Ok(())
}

/// The reasons for a score below each other, and the score that they come to.
fn explained(out: &mut dyn Write, hit: &SearchHit, reasons: &[Reason]) -> io::Result<()> {
    let rows = reasons
        .iter()
        .map(|reason| (value(reason), line(&reason.what)));
    let score = (format!("={:.2}", hit.score), "score".to_owned());
    let rows: Vec<(String, String)> = rows.chain([score]).collect();
    let width = rows.iter().map(|(value, _)| value.len()).max().unwrap_or(0);
    for (value, what) in rows {
        writeln!(out, "  {value:>width$}  {QUIET}{what}{QUIET:#}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{View, beside, search};
    use crate::render::sample;
    use crate::render::terminal::Files;

    fn shown(view: View<'_>, answer: &crate::kb::SearchAnswer) -> String {
        let mut out = Vec::new();
        search(&mut out, answer, view).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    const WIDE: View<'_> = View {
        width: 100,
        by_recap: false,
        files: Files::NONE,
    };

    #[test]
    fn a_hit_says_all_that_stands_beside_it() {
        insta::assert_snapshot!(shown(WIDE, &sample::search()), @r#"
        understood as: all of: replication, ha

        Replication of *whole* back ends
          Design sessions
          Newton · cinder · Design Summit · 2016-05-06 · #replication #a/a
          notes/3 recap (final).md:13
          41 | Failover of replication
          42 | …and then <script>alert(1)</script> & �[31mred� �evil� "quoted" 'x' {{ 7 * 7 }} {% raw %}
          ...
          87 | replication
          decision, agreed of jgriffith, Ana <ana@example.org>: Replication comes first :21
          same text in 4 other topics: notes/2 recap.md:12, notes/3 recap.md:13, notes/4 recap.md:14, + 1
            more
          5 more hits in this recap
          +12.90  replication in the title
           x1.25  how much of the query it holds as written
           -0.50  <script>alert(1)</script> & �[31mred� �evil� "quoted" 'x' {{ 7 * 7 }} {% raw %}
          =16.12  score

        Lunch
          Design sessions
          Kilo · cinder · Design Summit · 2016-05-06 · #replication #a/a
          notes/0 recap (final).md:23
          same text in 1 other topic: notes/7 recap.md:17
          1 more hit in this recap
          =0.50  score

        2 of 34 topics in 12 recaps

        tags      tag-1 39, tag-2 38, tag-3 37, tag-4 36, tag-5 35, tag-6 34, tag-7 33, tag-8 32, tag-9 31,
                  tag-10 30, + 4 more
        releases  Mitaka 7, Newton 12
        projects  cin|der� 19
        years     2016 30, 2015 4
        "#);
    }

    #[test]
    fn recaps_are_counted_where_each_hit_is_one() {
        let answer = sample::search();
        let view = View {
            by_recap: true,
            ..WIDE
        };
        assert!(shown(view, &answer).contains("\n\n2 of 34 recaps\n\n"));
        assert!(shown(WIDE, &answer).contains("\n\n2 of 34 topics in 12 recaps\n\n"));
    }

    #[test]
    fn no_hits_are_wanted_but_counts() {
        let mut answer = sample::search();
        answer.hits.clear();
        let text = shown(WIDE, &answer);
        assert!(
            text.starts_with("34 topics in 12 recaps\n\ntags      "),
            "{text}"
        );
        answer.total = 0;
        assert_eq!(shown(WIDE, &answer), "");
    }

    #[test]
    fn says_what_else_was_searched_and_what_is_partial() {
        let mut answer = sample::search();
        assert_eq!(
            beside(&answer),
            [
                "also searched: high availability, HA \u{fffd}[31m",
                "no topic has all the words"
            ]
        );
        answer.also.clear();
        answer.partial = None;
        assert!(beside(&answer).is_empty());
    }
}
