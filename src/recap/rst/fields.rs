//! Field lists: `:Name: text`. The first one of a note is its metadata.

use super::titles;
use super::writer::Writer;
use crate::recap::lines::{Line, hanging, indented};

/// The name of a field and where its text begins.
pub(super) fn field(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix(':')?;
    let ends = |at: &usize| {
        let behind = &inner[at + 1..];
        !inner[..*at].ends_with('\\') && (behind.is_empty() || behind.starts_with(' '))
    };
    let end = inner.match_indices(':').map(|(at, _)| at).find(ends)?;
    let name = &inner[..end];
    let sound = !name.trim().is_empty() && name.len() <= 60 && !name.contains('`');
    let behind = &inner[end + 1..];
    let blanks = behind.len() - behind.trim_start().len();
    (sound && name == name.trim()).then_some((name, end + 2 + blanks))
}

impl Writer<'_> {
    /// A field list, each field a paragraph `Name: text`.
    pub(super) fn fields(&mut self, lines: &[Line<'_>]) -> usize {
        let is_metadata = !self.begun && self.depth == 0;
        let is_above = is_metadata && self.styles.is_empty() && titles::follows(lines);
        let mut at = 0;
        while let Some((name, start)) = lines.get(at).and_then(|line| field(line.text)) {
            let count = 1 + indented(&lines[at + 1..], 1);
            let own = &lines[at..at + count];
            if is_metadata {
                let text: Vec<&str> = hanging(own, start)
                    .iter()
                    .map(|line| line.text.trim())
                    .collect();
                self.field(name, &text.join(" "), own[0].no);
            }
            match is_above {
                // Of a field above the title nothing is shown.
                true => self.comments(own),
                false => self.one_field(name, own, start),
            }
            at += count;
            at += lines[at..]
                .iter()
                .take_while(|line| line.is_blank())
                .count();
        }
        // What is told of the note at its top is no text of it yet.
        self.begun &= !is_metadata;
        at
    }

    fn one_field(&mut self, name: &str, own: &[Line<'_>], start: usize) {
        let inner = hanging(own, start);
        let text = inner.iter().take_while(|line| !line.is_blank()).count();
        if text == 0 || text == 1 && inner[0].text.len() < 2 {
            self.said(&format!("{name}:"), own[0].place());
            self.nested(&inner);
            self.gap();
            return;
        }
        let first = format!("{name}: {}", inner[0].text);
        let mut lines = vec![Line::new(&first, own[0].no)];
        lines.extend(inner[1..text].iter().map(|line| line.dedented(usize::MAX)));
        self.paragraph(&lines);
        self.gap();
        self.nested(&inner[text..]);
    }
}
