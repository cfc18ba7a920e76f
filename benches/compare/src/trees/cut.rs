//! Long notes cut into many small ones, at the borders of paragraphs and headings.

use super::seed::Seed;

/// A note has one to three kilobytes, two in the mean.
const LEAST: usize = 1024;
const SPREAD: usize = 2048;
/// A paragraph above this is cut at the end of a line.
const PARAGRAPH: usize = 3072;

/// The pieces of `text`; one that does not begin with a heading gets the last one before it, so that each is a note of
/// its own.
pub fn cut(text: &str, seed: &mut Seed) -> Vec<String> {
    let mut out = Vec::new();
    let mut note = String::new();
    let mut heading = String::from("# Notes\n");
    let mut wanted = LEAST + seed.below(SPREAD);
    for paragraph in paragraphs(text) {
        if note.len() + paragraph.len() / 2 > wanted && !note.trim().is_empty() {
            out.push(std::mem::take(&mut note));
            wanted = LEAST + seed.below(SPREAD);
        }
        if note.is_empty() && !paragraph.starts_with('#') {
            note.push_str(&heading);
            note.push('\n');
        }
        if let Some(line) = paragraph.lines().rev().find(|line| is_heading(line)) {
            heading = format!("{line}\n");
        }
        note.push_str(paragraph);
    }
    if !note.trim().is_empty() {
        out.push(note);
    }
    out
}

fn is_heading(line: &str) -> bool {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&level) && line[level..].starts_with(' ')
}

/// Text up to a blank line, up to a heading, or up to the end of a line where it is long; nothing is left out.
fn paragraphs(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut at, mut fenced, mut blank) = (0, 0, false, false);
    for line in text.split_inclusive('\n') {
        let border = !fenced && (blank || is_heading(line));
        if at > start && (border || at - start > PARAGRAPH) {
            out.push(&text[start..at]);
            start = at;
        }
        fenced ^= line.trim_start().starts_with("```");
        blank = line.trim().is_empty();
        at += line.len();
    }
    out.push(&text[start..]);
    out
}
