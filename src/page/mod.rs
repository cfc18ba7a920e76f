//! Saved web pages: bytes to a title, facts and Markdown.
//!
//! The way of a page: `encoding` (bytes to text), `parse` (text to a tree, within limits), `head` (its own address, title,
//! date and authors), `style` (what a style sheet makes bold), `chrome` (menus and the like go), `place` (where the main text stands), `tidy` (the tree made such
//! that Markdown can say it), `markdown` (the tree as text), `note` (the text with its front matter), `name` (what the note
//! is called). Parser, search for the main text and Markdown are those of `html5ever`, `dom_smoothie` and `dom_query`.
//! Nothing is fetched, and nothing of a page is carried over that a browser would run.

mod chrome;
mod encoding;
mod head;
mod markdown;
mod name;
mod note;
mod parse;
mod place;
mod style;
mod tidy;
mod tree;

pub use name::slug;
pub use note::{Stated, note, quoted};

use crate::model::PartialDate;
use head::Head;

/// A page that was read: what it says, and what it tells of itself. What it does not tell is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its title, without the name of its site.
    pub title: Option<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its own address.
    pub address: Option<String>,
    /// Its main text, as Markdown.
    pub markdown: String,
}

/// Why a page cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// It has no text, or nothing but menus.
    #[error("no text found")]
    NoText,
    /// It is a web archive: several files in one.
    #[error("it is a web archive, not a page")]
    Archive,
    /// It is nothing that a browser would show as a page.
    #[error("it is no text: it has NUL bytes")]
    Binary,
    /// Its elements stand too deep in one another.
    #[error("its elements are nested more than {} deep", parse::DEEPEST)]
    TooDeep,
    /// It has too many elements.
    #[error("it has more than {} elements and pieces of text", parse::MOST)]
    TooMany,
    /// It broke the reader.
    #[error("it cannot be read")]
    Unreadable,
}

impl PageError {
    /// How to mend it, where we know.
    #[must_use]
    pub fn hint(self) -> Option<&'static str> {
        match self {
            Self::NoText => Some(
                "a page that scripts fill is empty on the disk: save it from the browser as a complete page, or copy its text",
            ),
            Self::Archive => Some("save it from the browser as HTML"),
            Self::Binary => Some("name pages that were saved as HTML"),
            Self::TooDeep | Self::TooMany => {
                Some("save the part of it that matters as a page of its own")
            }
            Self::Unreadable => None,
        }
    }
}

/// Bytes of stack for reading a page. The tree's depth is bounded, and each level takes a few frames of the converter.
const STACK: usize = 64 << 20;

/// Reads a page.
///
/// # Errors
/// Where it is no page, has no text, or is made to keep its reader busy.
pub fn read(bytes: &[u8]) -> Result<Page, PageError> {
    if is_archive(bytes) {
        return Err(PageError::Archive);
    }
    let text = encoding::text(bytes)?;
    // A thread of its own, so that depth costs its stack and no other, and what breaks a crate costs one page.
    std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().stack_size(STACK);
        let reading = reader.spawn_scoped(scope, || read_text(&text));
        let reading = reading.map_err(|_| PageError::Unreadable)?;
        reading.join().unwrap_or(Err(PageError::Unreadable))
    })
}

fn read_text(text: &str) -> Result<Page, PageError> {
    let document = parse::parse(text)?;
    let head = Head::of(&document);
    let body = tree::body(&document).ok_or(PageError::NoText)?;
    style::embolden(&body);
    chrome::remove(&body);
    let main = place::main_text(&document, &body);
    let title = head.title(&main);
    let date = head.date.or_else(|| head::date_in(&main));
    let authors = match head.authors.is_empty() {
        true => head::authors_in(&main),
        false => head.authors.clone(),
    };
    tidy::tidy(&main, &head, title.as_deref());
    let markdown = markdown::markdown(&main);
    if !markdown.contains(char::is_alphanumeric) {
        return Err(PageError::NoText);
    }
    Ok(Page {
        title,
        date,
        authors,
        address: head.address,
        markdown,
    })
}

/// Whether bytes are a web archive: a mail message that holds a page and its pictures, or Safari's property list.
fn is_archive(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"bplist") {
        return true;
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let head = start.split("<html").next().unwrap_or("");
    !start.trim_start().starts_with('<')
        && head.contains("mime-version:")
        && head.contains("multipart/related")
}

#[cfg(test)]
mod tests;
