//! Whatever Markdown is drawn for a terminal, of whatever width, no line of it does anything to the terminal.

use super::is_hostile;
use kb::render::terminal::{Drawn, body};

pub(super) fn check(data: &[u8]) {
    let Some((first, markdown)) = data.split_first() else {
        return;
    };
    let markdown = String::from_utf8_lossy(markdown);
    // The first byte has the width, and whether targets and marks are shown.
    let how = Drawn {
        width: usize::from(first >> 2) * 3,
        targets: first & 1 != 0,
        marks: first & 2 != 0,
    };
    let lines = body(&markdown, "Title", how);
    for line in &lines {
        let breaks = |c: char| is_hostile(c) || c == '\n' || c == '\t';
        assert!(!line.text().contains(breaks), "{line:?}");
        for link in line.spans.iter().filter_map(|span| span.link.as_deref()) {
            // A hyperlink stands in a control sequence, which ends with the first sign that is not printable ASCII.
            assert!(link.bytes().all(|byte| byte.is_ascii_graphic()), "{link:?}");
            let scheme = link.split(':').next().unwrap_or("");
            let leads = ["http", "https", "mailto"];
            assert!(
                leads.contains(&scheme.to_ascii_lowercase().as_str()),
                "{link:?}"
            );
        }
    }
    assert_eq!(
        lines,
        body(&markdown, "Title", how),
        "drawn twice, drawn alike"
    );
}
