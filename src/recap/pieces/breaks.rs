//! Line breaks of the source: which of them a reader should see.
//!
//! A paragraph is filled anew for every width, so most of them become blanks. Some are the only sign of what the writer meant:
//! `##Heading` without a blank, a line of its own in bold, `Date: ...` below `Place: ...`, bullets that Markdown does not know.

use super::Run;
use super::making::SOFT;

/// Columns that a label before a colon has at most.
const LABEL: usize = 24;

/// Runs whose soft breaks are a blank, a line feed, or nothing between characters that are written without blanks.
pub(super) fn settled(mut runs: Vec<Run>) -> Vec<Run> {
    let all: String = runs.iter().map(|run| run.text.as_str()).collect();
    if !all.contains(SOFT) {
        return runs;
    }
    let mut kinds = breaks(&all, &marked(&runs)).into_iter();
    for run in &mut runs {
        let mut text = String::with_capacity(run.text.len());
        for c in run.text.chars() {
            match c {
                SOFT => text.push_str(kinds.next().unwrap_or(" ")),
                c => text.push(c),
            }
        }
        run.text = text;
    }
    runs
}

/// What becomes of each soft break.
fn breaks(all: &str, marked: &[bool]) -> Vec<&'static str> {
    let ends = all.match_indices(['\n', SOFT]);
    let ends: Vec<usize> = ends.map(|(at, _)| at).chain([all.len()]).collect();
    let mut out = Vec::new();
    let mut start = 0;
    for (index, pair) in ends.windows(2).enumerate() {
        let (before, after) = (&all[start..pair[0]], &all[pair[0] + 1..pair[1]]);
        start = pair[0] + 1;
        if !all[pair[0]..].starts_with(SOFT) {
            continue;
        }
        let is_marked = |line: usize| marked.get(line).copied().unwrap_or(false);
        // A bold sentence may go over several lines.
        let stands_alone = is_marked(index) != is_marked(index + 1);
        out.push(match () {
            () if stands_alone || is_title(before) || begins_anew(after) => "\n",
            () if before.ends_with(is_joined) && after.starts_with(is_joined) => "",
            () => " ",
        });
    }
    out
}

/// For each line whether all that it says is strong or emphasised.
fn marked(runs: &[Run]) -> Vec<bool> {
    // Whether it says something, and whether some of it is plain.
    let mut lines = vec![(false, false)];
    for run in runs {
        for (index, line) in run.text.split(['\n', SOFT]).enumerate() {
            if index > 0 {
                lines.push((false, false));
            }
            let says = !line.trim().is_empty();
            if let Some((any, plain)) = lines.last_mut() {
                *any |= says;
                *plain |= says && !run.look.strong && !run.look.emphasis;
            }
        }
    }
    let marked = lines.into_iter().map(|(any, plain)| any && !plain);
    marked.collect()
}

/// `##Heading`, which is none in Markdown.
fn is_title(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    (2..=6).contains(&(line.len() - text.len())) && text.starts_with(char::is_alphanumeric)
}

/// Whether a line begins something: a bullet, a number, a label.
fn begins_anew(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default();
    let has_more = words.next().is_some();
    let bullet = [
        "\u{2022}", "\u{b7}", "\u{25e6}", "\u{2023}", "\u{2013}", "\u{2014}", "->", "=>",
        "\u{2192}", "o",
    ];
    // A row of a table that begins in the middle of nowhere.
    if first.starts_with('|') && line.matches('|').count() > 1 {
        return true;
    }
    let digits = first.trim_end_matches(['.', ')']);
    let number = digits.len() < first.len()
        && (1..=3).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit());
    has_more && (bullet.contains(&first) || number) || is_title(line) || has_label(line)
}

/// `Date: 2016-05-06`: a word or two that begin large, and a colon.
fn has_label(line: &str) -> bool {
    let Some((label, rest)) = line.split_once(':') else {
        return false;
    };
    rest.starts_with(' ')
        && label.chars().count() <= LABEL
        && label.starts_with(char::is_uppercase)
        && label.split(' ').count() <= 3
        && label
            .chars()
            .all(|c| c.is_alphanumeric() || " -/_".contains(c))
}

/// Whether text goes on behind a character without a blank.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}')
}
