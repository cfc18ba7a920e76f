//! Which lines of a text are titles.
//!
//! A title is the first line after an empty one. It is capitalised like a title, ends like none of a sentence, holds no signs of
//! code, does not go on in the next line, and is clearly shorter than the lines it heads. Where a text marks its titles
//! (`Title` over `-----`, `== Title ==`, `## Title`), the marks tell it.

use super::blocks::Block;
use super::case::{Case, case};
use super::lists;
use super::posts;
use super::tables;
use crate::recap::dates::is_day;
use crate::recap::labels::label;
use crate::recap::lines::Line;
use crate::recap::parts::part_kind;
use std::collections::HashMap;
use std::ops::Range;

/// How a title stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// Between empty lines.
    Alone,
    /// Right above what it heads.
    Above,
    /// Marked, with a level of its own where its mark has one.
    Marked(Mark),
}

/// What marks a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// So many signs before it.
    Level(usize),
    /// A line of this sign below it.
    Rule(char),
}

/// A title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title<'t> {
    /// Which block it begins.
    pub(super) block: usize,
    /// How many lines of that block it takes.
    pub(super) count: usize,
    pub(super) text: &'t str,
    pub(super) stand: Stand,
}

/// What heads lines of so many characters is shorter than this share of them, in hundredths.
const SHORTER: usize = 86;
const MUCH_SHORTER: usize = 60;
/// Lines shorter than this head nothing: they are names, addresses, verses.
const LEAST: usize = 30;
/// Words of a title that is capitalised as a sentence.
const FEW: usize = 5;

/// The titles of a text, in order.
pub(super) fn titles<'b>(blocks: &[Block<'b>]) -> Vec<Title<'b>> {
    let hashes = blocks
        .iter()
        .flat_map(|b| b.lines)
        .any(|line| hashed(line.text).is_some_and(|(level, _)| level > 1));
    let mut out: Vec<Title<'b>> = Vec::new();
    for block in blocks {
        let found = marked(block, hashes).or_else(|| plain(block, blocks));
        out.extend(found);
    }
    // A title that heads nothing is none.
    while let Some(last) = out.last() {
        let block = &blocks[last.block];
        let heads = last.count < block.lines.len() || block.index + 1 < blocks.len();
        if heads || matches!(last.stand, Stand::Marked(_)) {
            break;
        }
        out.pop();
    }
    out
}

/// The titles within some blocks. One that is said again is the name of a speaker, but for those of parts such as
/// `Action items` and for days.
pub(super) fn of_post<'t>(titles: &[Title<'t>], blocks: Range<usize>) -> Vec<Title<'t>> {
    // They stand in the order of their blocks.
    let from = titles.partition_point(|title| title.block < blocks.start);
    let until = titles.partition_point(|title| title.block < blocks.end);
    let own = || titles[from..until.max(from)].iter();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for title in own() {
        *counts.entry(title.text.to_lowercase()).or_default() += 1;
    }
    let sound = |title: &&Title<'_>| {
        let again = counts
            .get(&title.text.to_lowercase())
            .is_some_and(|count| *count > 1);
        let marked = matches!(title.stand, Stand::Marked(_));
        !again || marked || part_kind(title.text).is_some() || is_day(title.text)
    };
    own().filter(sound).cloned().collect()
}

/// A title that its marks tell.
fn marked<'b>(block: &Block<'b>, hashes: bool) -> Option<Title<'b>> {
    let title = |count: usize, text: &'b str, mark: Mark| {
        Some(Title {
            block: block.index,
            count,
            text: text.trim(),
            stand: Stand::Marked(mark),
        })
    };
    let first = block.lines[0].text;
    if let Some((level, text)) = wiki(first) {
        return title(1, text, Mark::Level(level));
    }
    if let Some((level, text)) =
        hashed(first).filter(|_| hashes && (block.lines.len() == 1 || !block.is_code))
    {
        return title(1, text, Mark::Level(level));
    }
    let rule = |at: usize| block.lines.get(at).and_then(|line| rule(line.text));
    let fits = |text: &str, count: usize| {
        let wide = text.trim().chars().count();
        wide <= 100
            && count * 2 >= wide
            && text.contains(char::is_alphanumeric)
            && (lists::mark(text).is_none() || lists::numbered(text).is_some())
    };
    match (rule(0), rule(1), rule(2)) {
        (Some((above, _)), None, Some((below, count))) if above == below => {
            let text = block.lines[1].text;
            fits(text, count)
                .then(|| title(3, text, Mark::Rule(below)))
                .flatten()
        }
        (None, Some((sign, count)), _)
            if fits(first, count)
                && !first.starts_with('|')
                && !block.lines[1].text.starts_with(' ') =>
        {
            title(2, first, Mark::Rule(sign))
        }
        _ => None,
    }
}

/// A title that only its looks tell.
fn plain<'b>(block: &Block<'b>, blocks: &[Block<'b>]) -> Option<Title<'b>> {
    let first = block.lines[0];
    let text = unmarked(first.text.trim());
    let found = |count: usize, stand: Stand| {
        Some(Title {
            block: block.index,
            count,
            text,
            stand,
        })
    };
    // A title in the middle of the first line is one that its author centred.
    let centred = block.index == 0 && block.lines.len() == 1 && lists::mark(first.text).is_none();
    if block.is_code || first.indent() > 0 && !centred || tables::is_row(first.text) {
        return None;
    }
    if let Some(rest) = lists::numbered(text).or_else(|| roman(text)) {
        let titled = match block.lines.len() {
            1 => is_numbered_title(rest, blocks.get(block.index + 1)),
            _ => case(rest) == Some(Case::Title) && heads_words(rest, block),
        };
        let stand = if block.lines.len() == 1 {
            Stand::Alone
        } else {
            Stand::Above
        };
        return titled.then(|| found(1, stand))?;
    }
    // A line that tells when something was posted is no title of its own.
    if lists::mark(first.text).is_some() || posts::day(text).is_some_and(|day| day != text) {
        return None;
    }
    let case = title_case(text)?;
    let facts = &block.lines[1..];
    let dated = !facts.is_empty() && facts.iter().all(|line| posts::day(line.text).is_some());
    if block.lines.len() == 1 || dated && case == Case::Title {
        let next = blocks.get(block.index + 1)?;
        let above = block
            .index
            .checked_sub(1)
            .and_then(|above| blocks[above].lines.last());
        // What a colon announces is no title.
        let announced = above.is_some_and(|line| line.text.ends_with(':'));
        return (!announced && (dated || heads_next(text, case, next)))
            .then(|| found(1, Stand::Alone))?;
    }
    heads_own(text, case, block).then(|| found(1, Stand::Above))?
}

/// How a title is capitalised; a day and the name of an event are titles however they are.
fn title_case(text: &str) -> Option<Case> {
    if is_day(text) && text.chars().count() <= 40 {
        return Some(Case::Title);
    }
    case(text).map(|case| {
        if posts::names_event(text) {
            Case::Title
        } else {
            case
        }
    })
}

/// Whether the first line of a block, at its left edge, heads words and no list.
fn heads_words(text: &str, block: &Block<'_>) -> bool {
    let next = block.lines[1];
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let shouted = capitals >= 3 && !text.contains(char::is_lowercase);
    let headed = || next.indent() == 0 && heads_own(text, Case::Title, block);
    lists::mark(next.text).is_none() && (shouted || headed())
}

/// The text behind a Roman number: `IV. Open discussion`.
fn roman(text: &str) -> Option<&str> {
    let (number, rest) = text.split_once(['.', ')'])?;
    let sound =
        !number.is_empty() && number.len() <= 5 && number.chars().all(|c| "IVX".contains(c));
    sound.then(|| rest.strip_prefix(' ')).flatten()
}

/// Whether a line between empty ones heads the block that follows.
fn heads_next(text: &str, case: Case, next: &Block<'_>) -> bool {
    let long = text.chars().count();
    let wide = next.width();
    let marked = lists::mark(next.lines[0].text).is_some()
        || tables::is_row(next.lines[0].text)
        || next.is_code;
    // A name above the addresses that a mail's marks lead to is a signature.
    let addresses = next
        .lines
        .iter()
        .all(|line| line.text.starts_with('[') && line.text.contains("://"));
    if addresses && !text.contains(' ') {
        return false;
    }
    match case {
        // What follows may be a title too, and so no longer.
        Case::Title => true,
        Case::Sentence => {
            let few = text.split_whitespace().count() <= FEW;
            long * 100 <= wide * MUCH_SHORTER || few && marked
        }
    }
}

/// Whether the first line of a block heads the others.
fn heads_own(text: &str, case: Case, block: &Block<'_>) -> bool {
    let next = block.lines[1];
    let below = &block.lines[1..];
    // At the top of a text stand facts of it: its date, who was there.
    let byline = |line: &Line<'_>| {
        let short = line.text.chars().count() <= 60 && lists::mark(line.text).is_none();
        posts::names_event(text)
            && below.len() <= 3
            && short
            && !line.text.ends_with(['.', ':', ','])
    };
    let told = |line: &Line<'_>| is_fact(line.text) || byline(line);
    if block.index == 0 && case == Case::Title && below.iter().all(told) {
        return true;
    }
    let listed = lists::mark(next.text).is_some() || tables::is_row(next.text.trim());
    let words = text.split_whitespace().count();
    if listed || next.indent() > 0 && case == Case::Title {
        return case == Case::Title || words <= FEW;
    }
    let wide = below
        .iter()
        .map(|line| line.text.chars().count())
        .max()
        .unwrap_or(0);
    let long = text.chars().count();
    let word = next.text.split_whitespace().next().unwrap_or("");
    // A line that is broken because the next word had no room goes on.
    let wrapped =
        next.text.starts_with(char::is_lowercase) || long + 1 + word.chars().count() > wide;
    let share = match case {
        Case::Title => SHORTER,
        Case::Sentence => MUCH_SHORTER,
    };
    let few = case == Case::Title || words <= FEW;
    wide >= LEAST && !wrapped && few && long * 100 <= wide * share
}

/// A date, a label with what it tells, or an address.
fn is_fact(text: &str) -> bool {
    let told = label(text).is_some_and(|found| !found.value.is_empty());
    told || posts::day(text).is_some() || text.trim_start().starts_with("http")
}

/// Whether `1. Replication` between empty lines is a title: words follow that are no further item.
fn is_numbered_title(rest: &str, next: Option<&Block<'_>>) -> bool {
    let Some(next) = next else {
        return false;
    };
    let first = next.lines[0];
    case(rest).is_some() && first.indent() == 0 && lists::numbered(first.text).is_none()
}

/// `*Title*`, `**Title**` and `_Title_` without their marks.
fn unmarked(text: &str) -> &str {
    for mark in ["**", "__", "*", "_"] {
        let inner = text
            .strip_prefix(mark)
            .and_then(|rest| rest.strip_suffix(mark));
        if let Some(inner) = inner.filter(|inner| {
            !inner.contains(['*', '_']) && !inner.starts_with(' ') && !inner.is_empty()
        }) {
            return inner;
        }
    }
    text
}

/// `== Title ==`.
pub(super) fn wiki(text: &str) -> Option<(usize, &str)> {
    let level = text.bytes().take_while(|b| *b == b'=').count();
    let inner = text.get(level..)?;
    let title = inner.strip_suffix(&text[..level])?.trim();
    let sound =
        (1..=6).contains(&level) && inner.starts_with(' ') && title.contains(char::is_alphanumeric);
    (sound && !title.starts_with('=') && !title.ends_with('=')).then_some((level, title))
}

/// Whether all lines begin with a number sign, as items of wikis do.
pub(super) fn numbers(lines: &[Line<'_>]) -> bool {
    lines.iter().all(|line| line.text.starts_with("# "))
}

/// `## Title`.
fn hashed(text: &str) -> Option<(usize, &str)> {
    let level = text.bytes().take_while(|b| *b == b'#').count();
    let rest = text.get(level..)?.strip_prefix(' ')?;
    let sound = (1..=6).contains(&level) && rest.contains(char::is_alphanumeric);
    sound.then(|| (level, rest.trim().trim_end_matches('#').trim_end()))
}

/// The sign that a line consists of, and how often.
pub(super) fn rule(text: &str) -> Option<(char, usize)> {
    let text = text.trim();
    let sign = text
        .chars()
        .next()
        .filter(|c| "=-~*_#^+\u{2014}\u{2500}".contains(*c))?;
    let count = text.chars().count();
    (count >= 3 && text.chars().all(|c| c == sign)).then_some((sign, count))
}
