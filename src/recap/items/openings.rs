//! What may stand before a label on its line: a time, an arrow, a pictogram, the kind of a callout.

use crate::recap::bot;
use crate::recap::labels::ARROWS;

/// A line without the time that minutes may have before it: `10:20 AI: x`, `[10:20] AI: x`.
pub(super) fn without_time(text: &str) -> &str {
    let (first, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
    let time = first.trim_matches(['[', ']', '(', ')']);
    match bot::is_time(time) {
        true => rest.trim_start_matches(['-', '\u{2013}', ' ', '\t']),
        false => text,
    }
}

/// A line without the arrow that it begins with.
pub(super) fn without_arrow(text: &str) -> &str {
    let bare = ARROWS
        .iter()
        .chain(&["\u{2192} "])
        .find_map(|arrow| text.strip_prefix(arrow));
    bare.map_or(text, str::trim_start)
}

/// A line without the backslash that breaks it in Markdown.
pub(super) fn without_break(text: &str) -> &str {
    let slashes = text.len() - text.trim_end_matches('\\').len();
    if slashes % 2 == 1 {
        &text[..text.len() - 1]
    } else {
        text
    }
}

/// A text without the pictograms that it begins with: `\u{2705} Decision: x`.
pub(super) fn without_pictogram(text: &str) -> &str {
    let rest = text.trim_start_matches(is_pictogram);
    let apart = rest.len() < text.len() && rest.starts_with(char::is_whitespace);
    if apart { rest.trim_start() } else { text }
}

/// Arrows, boxes, dingbats and emoji, and what joins them and says how they are drawn.
fn is_pictogram(c: char) -> bool {
    matches!(u32::from(c),
        0x2190..=0x21FF | 0x2300..=0x23FF | 0x25A0..=0x27BF | 0x2900..=0x297F | 0x2B00..=0x2BFF | 0xFE0E..=0xFE0F | 0x200D
        | 0x20E3 | 0x1F000..=0x1FAFF)
}

/// The title of a callout, `> [!success] Decision`, where `text` is its line without marks before it. Without one its kind is its title.
pub(super) fn callout<'l>(line: &str, text: &'l str) -> Option<&'l str> {
    let (kind, title) = text.strip_prefix("[!")?.split_once(']')?;
    let quoted = line.trim_start().starts_with('>');
    let is_kind = !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || c == '-');
    let title = title.trim_start_matches(['+', '-']).trim();
    (quoted && is_kind).then_some(if title.is_empty() { kind } else { title })
}

/// A line without the name that Obsidian gives its block: `keep it ^d1`.
pub(in crate::recap) fn without_block_name(line: &str) -> &str {
    let Some((text, name)) = line.trim_end().rsplit_once(" ^") else {
        return line;
    };
    let spelled = name.len() > 1 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if spelled && !text.trim().is_empty() {
        text.trim_end()
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::{callout, without_block_name, without_pictogram};

    #[test]
    fn pictograms_stand_apart() {
        assert_eq!(without_pictogram("\u{2705} Decision: x"), "Decision: x");
        assert_eq!(without_pictogram("\u{27a1}\u{fe0f} Action: x"), "Action: x");
        assert_eq!(without_pictogram("\u{2192}x"), "\u{2192}x");
    }

    #[test]
    fn callouts_have_a_kind_and_a_title() {
        assert_eq!(
            callout("> [!todo]- Action items", "[!todo]- Action items"),
            Some("Action items")
        );
        assert_eq!(callout("> [!todo]", "[!todo]"), Some("todo"));
        assert_eq!(callout("[!todo] x", "[!todo] x"), None);
    }

    #[test]
    fn blocks_have_names() {
        assert_eq!(without_block_name("keep it ^d1"), "keep it");
        for line in ["keep ^ it", "x ^2", "a^b1", "^d1"] {
            assert_eq!(without_block_name(line), line);
        }
    }
}
