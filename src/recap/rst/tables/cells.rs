//! A cell's lines as one line of Markdown.

use crate::recap::rst::lists::{bullet, enumerator};
use crate::recap::rst::writer::Writer;

/// The Markdown of a cell. Lines that only go on are joined; where its author broke one on purpose, as between the names of
/// several people, the break stays. `width` is the room that the lines had, 0 where that is not known.
pub(super) fn cell(lines: &[&str], width: usize, writer: &Writer<'_>) -> String {
    let mut pieces: Vec<String> = Vec::new();
    let mut last = "";
    for line in lines {
        let text = line.trim();
        match pieces.last_mut() {
            Some(piece) if !text.is_empty() && !last.is_empty() && !is_meant(last, text, width) => {
                piece.push(' ');
                piece.push_str(text);
            }
            _ if text.is_empty() => {}
            _ => pieces.push(text.to_owned()),
        }
        last = text;
    }
    let pieces: Vec<String> = pieces
        .iter()
        .map(|piece| {
            let start = bullet(piece).map_or(0, |(_, start)| start);
            writer.cell(&piece[start..]).replace('\n', " ")
        })
        .collect();
    pieces.join("<br>")
}

/// Whether the break between two lines is meant: the second begins an item, each is a whole reference or a name, or the next
/// word would have fitted.
fn is_meant(above: &str, below: &str, width: usize) -> bool {
    if bullet(below).is_some() || enumerator(below).is_some() {
        return true;
    }
    if above.matches('`').count() % 2 == 1 {
        return false;
    }
    let closed = above.trim_end_matches([',', ';']).ends_with("`_");
    let word = below.split(' ').next().unwrap_or(below);
    let fits = above.chars().count() + 1 + word.chars().count() <= width;
    closed && below.starts_with('`')
        || fits && !below.starts_with('`')
        || is_name(above) && is_name(below)
}

/// Two or three words, each with a capital: `Ann Lee`.
fn is_name(text: &str) -> bool {
    let mut words = text.split(' ');
    let count = text.split(' ').count();
    (2..=3).contains(&count)
        && words.all(|word| word.starts_with(char::is_uppercase) && !word.ends_with(','))
}
