//! A saved web page becomes a note that is read, or is refused with a reason.

use super::markdown;
use kb::page::{Stated, note, read, slug};

pub(super) fn check(data: &[u8]) {
    match read(data) {
        Ok(page) => {
            let text = note(&page, &Stated::default(), "page.html");
            markdown::hold("notes/page.md", text.as_bytes());
            let title = page.title.as_deref().unwrap_or("page");
            let name = slug(page.date, &[title]);
            let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
            assert!(
                name.chars().all(is_name) && !name.starts_with('.'),
                "{name:?}"
            );
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
