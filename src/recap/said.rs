//! What a stretch of a recap says, sentence by sentence: for summaries and histories.

use super::sentences::sentences;
use super::source::Source;
use super::units::{UnitKind, units};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A sentence of running text or of a list item. Headings, code and tables say nothing here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its words without markup, on one line.
    pub text: String,
    /// Its first line, from 1 at the beginning of the Markdown.
    pub line: u32,
    /// Whether it stands in a list item.
    pub in_list: bool,
    /// Whether it is the first of its paragraph or list item.
    pub leads: bool,
}

/// The sentences of `markdown`, top to bottom. Where the Markdown cannot be parsed there are none.
#[must_use]
pub fn said(markdown: &str) -> Vec<Statement> {
    let (source, _) = Source::new(markdown.as_bytes());
    let source = source.engineless().unwrap_or(source);
    let parsed = catch_unwind(AssertUnwindSafe(|| units(&source, source.text(), 0)));
    let mut out = Vec::new();
    for unit in parsed.unwrap_or_default() {
        let in_list = match unit.kind {
            UnitKind::Paragraph => unit.depth > 0,
            UnitKind::Item { .. } => true,
            UnitKind::Row { .. } | UnitKind::Other => continue,
        };
        let found = sentences(&source, unit.lines).into_iter().enumerate();
        out.extend(found.map(|(index, sentence)| Statement {
            text: sentence.text,
            line: sentence.lines.start,
            in_list,
            leads: index == 0,
        }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn leaves_out_what_a_blogs_engine_reads() {
        let text = "{: .no_toc}\n\n* TOC\n{:toc}\n\n{% highlight sh %}\nls. Ls\n{% endhighlight %}\n\nOne [a](b){:.c} two.\n{: .d}\n";
        let found: Vec<_> = said(text).into_iter().map(|s| (s.text, s.line)).collect();
        assert_eq!(found, [("One a two.".to_owned(), 10)]);
    }

    #[test]
    fn leaves_out_what_is_no_sentence() {
        let text = "## Title\n\nOne. Two\ngoes on.\n\n- item: a. B.\n\n```\ncode\n```\n\n| a |\n|---|\n| b |\n";
        let found: Vec<_> = said(text)
            .into_iter()
            .map(|s| (s.text, s.line, s.in_list, s.leads))
            .collect();
        let expected = [
            ("One.", 3, false, true),
            ("Two goes on.", 3, false, false),
            ("item: a.", 6, true, true),
            ("B.", 6, true, false),
        ];
        let expected: Vec<_> = expected.map(|(t, l, i, f)| (t.to_owned(), l, i, f)).into();
        assert_eq!(found, expected);
    }
}
