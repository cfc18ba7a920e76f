//! Markdown events to blocks: what stands at the top level of a note, and its links and code spans.
//!
//! The one constructor of the Markdown parser. `Options::all()` panics on odd input (upstream 1109, 1110),
//! so the subset is spelled out here and a test pins it.

use super::links::{Gather, Ties};
use crate::model::Span;
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// What a top-level block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// A heading of this level, ATX or setext.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// A table.
    Table,
    /// A code block; whether it stands between fences.
    Code {
        /// Whether it stands between fences.
        fenced: bool,
    },
    /// A quote, HTML, a rule, a footnote.
    Other,
}

/// A top-level block and its bytes in the note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// What it is.
    pub(crate) kind: BlockKind,
    /// Its bytes.
    pub(crate) span: Span,
    /// For a heading its text without markup, else empty.
    pub(crate) text: String,
}

/// A link target or code span with the place it stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placed {
    /// First byte.
    pub(crate) at: usize,
    /// The target or the code.
    pub(crate) text: String,
}

/// The top-level blocks of a note, in order, with all its links and code spans.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    /// The blocks.
    pub(crate) blocks: Vec<Block>,
    /// Link and image targets.
    pub(crate) links: Vec<Placed>,
    /// Inline code.
    pub(crate) code: Vec<Placed>,
    /// Code, HTML, links and images that go over several lines of text.
    pub(crate) inside: Vec<Span>,
    /// Links that could lead to notes, and names of places.
    pub(crate) ties: Ties,
}

/// A parser over `text` with the options of the whole program.
pub(crate) fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, options())
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// What an alert such as `> [!WARNING]` is headed with.
pub(crate) fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

/// The blocks of `body`, which starts `offset` bytes into the note.
pub(crate) fn blocks(body: &str, offset: usize) -> Blocks {
    let mut out = Blocks::default();
    let mut depth = 0_usize;
    let mut ties = Gather::new(body, offset);
    for (event, range) in parser(body).into_offset_iter() {
        ties.take(&event, &range);
        let span = Span::new(range.start + offset, range.end + offset);
        if is_inside(&event) && body.get(range).is_some_and(|text| text.contains('\n')) {
            out.inside.push(span);
        }
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    out.blocks.push(Block {
                        kind: kind_of(&tag),
                        span,
                        text: String::new(),
                    });
                }
                if let Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } = tag {
                    out.links.push(Placed {
                        at: span.start,
                        text: dest_url.into_string(),
                    });
                }
                depth += 1;
            }
            Event::End(TagEnd::HtmlBlock) | Event::End(_) => depth = depth.saturating_sub(1),
            Event::Rule | Event::Html(_) if depth == 0 => {
                out.blocks.push(Block {
                    kind: BlockKind::Other,
                    span,
                    text: String::new(),
                });
            }
            Event::Code(code) => {
                add_heading_text(&mut out.blocks, depth, &code);
                out.code.push(Placed {
                    at: span.start,
                    text: code.into_string(),
                });
            }
            Event::Text(text) => add_heading_text(&mut out.blocks, depth, &text),
            Event::SoftBreak | Event::HardBreak => add_heading_text(&mut out.blocks, depth, " "),
            _ => {}
        }
    }
    out.ties = ties.done();
    out
}

/// Whether all of an event is no text that blocks could begin in.
fn is_inside(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Code(_) | Event::InlineHtml(_) | Event::Start(Tag::Link { .. } | Tag::Image { .. })
    )
}

fn kind_of(tag: &Tag<'_>) -> BlockKind {
    match tag {
        Tag::Heading { level, .. } => BlockKind::Heading(*level as u8),
        Tag::Paragraph => BlockKind::Paragraph,
        Tag::List(_) => BlockKind::List,
        Tag::Table(_) => BlockKind::Table,
        Tag::CodeBlock(kind) => BlockKind::Code {
            fenced: matches!(kind, CodeBlockKind::Fenced(_)),
        },
        _ => BlockKind::Other,
    }
}

fn add_heading_text(blocks: &mut [Block], depth: usize, text: &str) {
    if let Some(block) = blocks.last_mut().filter(|_| depth > 0)
        && matches!(block.kind, BlockKind::Heading(_))
    {
        block.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::{BlockKind, blocks, options};
    use pulldown_cmark::Options;

    #[test]
    fn uses_the_options_that_hold() {
        let tried = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_GFM;
        assert_eq!(options(), tried, "others panic on odd input");
    }

    #[test]
    fn finds_the_top_level() {
        let text = "# A `b` [c](http://d)\n\n> # quoted\n\n- # listed\n\n---\n\nText <http://e>\n";
        let found = blocks(text, 10);
        let kinds: Vec<_> = found.blocks.iter().map(|b| b.kind).collect();
        use BlockKind::{Heading, List, Other, Paragraph};
        assert_eq!(kinds, [Heading(1), Other, List, Other, Paragraph]);
        assert_eq!(found.blocks[0].text, "A b c");
        assert_eq!(found.blocks[0].span.start, 10);
        let links: Vec<_> = found.links.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(links, ["http://d", "http://e"]);
    }
}
