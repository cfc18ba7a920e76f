//! What HTML within Markdown adds: the text between its tags.

use super::Making;
use crate::recap::pieces::Run;
use crate::recap::plain::Html;
use html_escape::decode_html_entities;

/// Elements of HTML that stand within a line.
const INLINE: [&str; 28] = [
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark",
    "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
    "wbr",
];

impl Making {
    /// Text between tags is for readers, tags and comments are not.
    pub(super) fn html(&mut self, html: &str) {
        let mut rest = html;
        while !rest.is_empty() {
            let piece = Html::first(rest, self.in_comment);
            match &piece {
                Html::Text(text) => {
                    self.say(&decode_html_entities(&text.replace('\n', " ")), false)
                }
                Html::Hidden(tag) => self.tag(tag),
                Html::Comment { is_open, .. } => self.in_comment = *is_open,
            }
            rest = &rest[piece.text().len()..];
        }
    }

    /// What a tag of HTML comes to: nothing, a gap between cells, or a new line.
    fn tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']).to_ascii_lowercase();
        let name: &str = name
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        match name {
            "" => {}
            "td" | "th" => self.say(" ", false),
            name if INLINE.contains(&name) => {}
            "br" => self.mark('\n'),
            _ => {
                let begins = |run: &Run| run.text.trim_end_matches(' ').ends_with('\n');
                if !self.runs.last().is_none_or(begins) {
                    self.mark('\n');
                }
            }
        }
    }
}
