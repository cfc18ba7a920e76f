//! Markdown drawn for a terminal: lines of styled text, filled to a width.
//!
//! What comes out is clean: no control character of a note, no sign that turns text around, no target that runs anything.
//! Whoever shows the lines adds colours and hyperlinks (`Line::write`) or cells of a screen.

mod drawing;
mod inline;
mod links;
mod table;
mod words;

use crate::recap::pieces::{Piece, pieces, text_of};
use anstyle::{AnsiColor, Style};
use drawing::Drawing;
use std::io::{self, Write};

pub(in crate::render) use links::linked;
pub use links::{Files, Lead, file_url};

/// Headings.
const HEADING: Style = Style::new().bold();
/// What stands for marks: bullets, bars, rules, targets.
const QUIET: Style = Style::new().dimmed();
/// Code.
const CODE: Style = AnsiColor::Green.on_default();
/// Links.
const LINK: Style = AnsiColor::Cyan.on_default().underline();

/// A line of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its parts; no two neighbours look alike.
    pub spans: Vec<Span>,
}

/// Text in one style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// The text, clean and without line breaks.
    pub text: String,
    /// How it looks.
    pub style: Style,
    /// Where it leads: an address of the web or of mail, as it may stand in a control sequence.
    pub link: Option<String>,
}

/// How Markdown is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Drawn {
    /// Columns that a line may have. Code and addresses go over it rather than being broken.
    pub width: usize,
    /// Whether targets of links stand behind their text, for those who cannot follow it.
    pub targets: bool,
    /// Whether Markdown's marks stand around what is strong, emphasised, struck out or code, for those who see no styles.
    pub marks: bool,
}

impl Drawn {
    /// Of so many columns, for who sees styles and cannot follow links.
    #[must_use]
    pub fn styled(width: usize) -> Self {
        Self {
            width,
            targets: true,
            marks: false,
        }
    }
}

/// How a topic is read: drawn for a terminal, or its Markdown as it is.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'r> {
    /// How its Markdown is drawn; `None` leaves it as it is.
    pub drawn: Option<Drawn>,
    /// Whether links are hyperlinks.
    pub hyperlinks: bool,
    /// Where places lead to.
    pub files: Files<'r>,
}

/// The text of a topic, without the heading that says its title once more.
#[must_use]
pub fn body(markdown: &str, title: &str, how: Drawn) -> Vec<Line> {
    match pieces(markdown).as_slice() {
        [Piece::Heading { text, .. }, rest @ ..] if says(&text_of(text), title) => drawn(rest, how),
        all => drawn(all, how),
    }
}

/// Whether a heading says no more than a title that was made of it: cleaned, and cut where it is long.
fn says(heading: &str, title: &str) -> bool {
    let words = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = |text: &str| text.trim_end_matches([':', ' ', '#']).to_owned();
    let cut = title.strip_suffix('\u{2026}');
    bare(&words) == bare(title) || cut.is_some_and(|start| words.starts_with(start))
}

/// The lines of pieces.
#[must_use]
pub fn drawn(pieces: &[Piece], how: Drawn) -> Vec<Line> {
    let mut drawing = Drawing::new(how);
    drawing.all(pieces, false);
    drawing.done()
}

impl Line {
    /// The text without styles.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// Writes it with its styles, and with its links as hyperlinks where they are wanted.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write(&self, out: &mut dyn Write, hyperlinks: bool) -> io::Result<()> {
        for span in &self.spans {
            let (style, text) = (span.style, &span.text);
            match span.link.as_deref().filter(|_| hyperlinks) {
                Some(link) => links::linked(out, link, &format_args!("{style}{text}{style:#}"))?,
                None => write!(out, "{style}{text}{style:#}")?,
            }
        }
        writeln!(out)
    }

    /// Adds a part, to the last one where both look alike.
    fn push(&mut self, span: &Span) {
        match self.spans.last_mut() {
            Some(last) if last.style == span.style && last.link == span.link => {
                last.text.push_str(&span.text);
            }
            _ if span.text.is_empty() => {}
            _ => self.spans.push(span.clone()),
        }
    }
}

impl Span {
    /// Text in a style that leads nowhere.
    fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
            link: None,
        }
    }

    /// Another text that looks like this one and leads where it does. The text of this one may be long: it is not copied.
    fn like(&self, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: self.style,
            link: self.link.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
