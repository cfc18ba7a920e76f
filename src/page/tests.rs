#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::{Page, PageError, read};

fn page(html: &str) -> Page {
    read(html.as_bytes()).unwrap_or_else(|error| panic!("{error}: {html}"))
}

#[test]
fn tmp() {
    let page = page(include_str!("../../tests/fixtures/pages/blog.html"));
    assert_eq!(page.markdown, "");
    let _ = PageError::NoText;
}
