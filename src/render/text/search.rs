//! One block a hit, and a last line that counts.

use super::{MATCH, PLACE, QUIET, TITLE, counted, facts, place, short};
use crate::kb::{SearchAnswer, SearchHit, Snippet};
use crate::model::Item;
use crate::render::clean::{is_hostile, line};
use std::io::{self, Write};

/// The hits of a search, or nothing where there are none.
pub fn search(out: &mut dyn Write, answer: &SearchAnswer) -> io::Result<()> {
    for hit in &answer.hits {
        block(out, hit)?;
    }
    if answer.total > 0 {
        writeln!(out, "{}", counted(answer))?;
    }
    Ok(())
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

fn block(out: &mut dyn Write, hit: &SearchHit) -> io::Result<()> {
    let topic = &hit.topic;
    if let Some(item) = &hit.item {
        return item_block(out, hit, item);
    }
    writeln!(out, "{TITLE}{}{TITLE:#}", line(&topic.title))?;
    if !topic.breadcrumb.is_empty() {
        writeln!(
            out,
            "  {QUIET}{}{QUIET:#}",
            line(&topic.breadcrumb.join(" > "))
        )?;
    }
    let facts = facts(topic);
    if !facts.is_empty() {
        writeln!(out, "  {facts}")?;
    }
    writeln!(out, "  {PLACE}{}{PLACE:#}", place(topic))?;
    rows(out, &hit.snippet)?;
    for item in &hit.matching {
        short::row(out, "  ", item)?;
    }
    writeln!(out)
}

/// A decision, action, priority or question that was asked for by its kind.
fn item_block(out: &mut dyn Write, hit: &SearchHit, item: &Item) -> io::Result<()> {
    writeln!(
        out,
        "{TITLE}{}{TITLE:#} {QUIET}in{QUIET:#} {}",
        short::kind(item),
        line(&item.topic_title)
    )?;
    let facts = facts(&hit.topic);
    if !facts.is_empty() {
        writeln!(out, "  {facts}")?;
    }
    short::place(out, "  ", item)?;
    rows(out, &hit.snippet)?;
    writeln!(out)
}

/// The snippet's rows, with what matched marked. Hostile characters are replaced one by one, so that the
/// marks stay in their places.
fn rows(out: &mut dyn Write, snippet: &Snippet) -> io::Result<()> {
    let mut marks = snippet.highlights.iter().peekable();
    let mut at = 0;
    for row in snippet.text.split('\n') {
        write!(out, "  {QUIET}|{QUIET:#} ")?;
        for c in row.chars() {
            let c = if c == '\t' {
                ' '
            } else if is_hostile(c) {
                '\u{fffd}'
            } else {
                c
            };
            if marks.peek().is_some_and(|m| m.0 == at) {
                write!(out, "{MATCH}")?;
            }
            write!(out, "{c}")?;
            at += 1;
            if marks.next_if(|m| m.1 == at).is_some() {
                write!(out, "{MATCH:#}")?;
            }
        }
        at += 1;
        writeln!(out)?;
    }
    Ok(())
}
