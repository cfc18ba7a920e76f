//! Markdown to plain text, for indexing, snippets and titles.

use super::blocks::parser;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A stretch of Markdown without its markup.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Plain {
    /// What a reader sees, in source order, with line breaks where the source or a block has them.
    pub text: String,
    /// What a reader does not see but may search for: link targets, HTML tags, definitions.
    pub extra: String,
}

/// The plain text of `markdown`. Where the parser fails on it, the text is as it stands.
#[must_use]
pub fn plain(markdown: &str) -> Plain {
    let parsed = catch_unwind(AssertUnwindSafe(|| parsed(markdown)));
    parsed.unwrap_or_else(|_| Plain {
        text: markdown.to_owned(),
        extra: String::new(),
    })
}

fn parsed(markdown: &str) -> Plain {
    let mut out = Plain::default();
    let mut events = parser(markdown).into_offset_iter();
    for (event, _) in events.by_ref() {
        out.take(event);
    }
    let mut definitions: Vec<_> = events
        .reference_definitions()
        .iter()
        .map(|(label, d)| (d.span.start, label.to_owned(), d.dest.to_string()))
        .collect();
    definitions.sort_unstable();
    for (_, label, target) in definitions {
        out.hidden(&label);
        out.hidden(&target);
    }
    out.text.truncate(out.text.trim_end().len());
    out
}

impl Plain {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak | Event::HardBreak | Event::Rule => self.new_line(),
            Event::FootnoteReference(label) => self.hidden(&label),
            Event::TaskListMarker(done) => self.text.push_str(if done { "[x] " } else { "[ ] " }),
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Link {
                dest_url, title, ..
            }
            | Tag::Image {
                dest_url, title, ..
            } => {
                self.hidden(dest_url);
                self.hidden(title);
            }
            Tag::FootnoteDefinition(label) => self.hidden(label),
            Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Fenced(info)) => self.hidden(info),
            Tag::Item => {
                self.new_line();
                self.text.push_str("- ");
            }
            Tag::Paragraph if self.text.ends_with("- ") => {}
            Tag::Paragraph | Tag::List(_) | Tag::Table(_) | Tag::HtmlBlock => self.new_line(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::TableCell => self.text.push_str("  "),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock => self.new_line(),
            _ => {}
        }
    }

    /// Text between tags is for readers, tags and comments are not.
    fn html(&mut self, html: &str) {
        for (index, piece) in html.split('<').enumerate() {
            match piece.split_once('>').filter(|_| index > 0) {
                Some((tag, text)) => {
                    self.hidden(tag);
                    self.text.push_str(text);
                }
                None if index == 0 => self.text.push_str(piece),
                None => self.hidden(piece),
            }
        }
    }

    fn new_line(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn hidden(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.extra.push_str(text);
            self.extra.push('\n');
        }
    }
}

/// One line of Markdown as plain text, blanks folded.
pub(crate) fn inline(markdown: &str) -> String {
    // `1) We could` is not a list here.
    let text = markdown.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && text[digits..].starts_with([')', '.']);
    let (number, rest) = text.split_at(if numbered { digits + 1 } else { 0 });
    let plain = plain(rest).text;
    let words: Vec<&str> = plain.split_whitespace().collect();
    let gap = if numbered && rest.starts_with(char::is_whitespace) {
        " "
    } else {
        ""
    };
    format!("{number}{gap}{}", words.join(" "))
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::{inline, plain};

    #[test]
    fn keeps_what_is_read_and_what_is_hidden() {
        let found = plain(
            "## Title\n\nSome **bold** [link](http://x.org/a) and `code`.\n\n- one\n- two\n\n[r]: http://y.org\n",
        );
        assert_eq!(found.text, "Title\nSome bold link and code.\n- one\n- two");
        assert_eq!(found.extra, "http://x.org/a\nr\nhttp://y.org\n");
    }

    #[test]
    fn keeps_tables_code_and_html() {
        let found =
            plain("| a | b |\n|---|---|\n| 1 | 2 |\n\n```sh\nls -l\n```\n<b>x</b> <!-- y -->\n");
        assert_eq!(found.text, "a  b\n1  2\nls -l\nx");
        assert!(found.extra.contains("!-- y --") && found.extra.contains("sh"));
    }

    #[test]
    fn folds_a_line() {
        assert_eq!(inline("**A**  _b_ `c`"), "A b c");
    }
}
