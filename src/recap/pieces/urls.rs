//! Addresses that stand in text as they are: links without a mark.

use super::Run;
use std::sync::Arc;

/// What an address begins with.
const BEGINNINGS: [&str; 2] = ["https://", "http://"];

/// The same runs with each address in text as a run of its own that leads there.
pub(super) fn linked(runs: Vec<Run>) -> Vec<Run> {
    let mut out = Vec::with_capacity(runs.len());
    for run in runs {
        if run.link.is_some() || run.look.code || !run.text.contains("://") {
            out.push(run);
            continue;
        }
        let mut rest = run.text.as_str();
        while let Some((start, end)) = address(rest) {
            out.extend(part(&run, &rest[..start], None));
            let target = &rest[start..end];
            out.extend(part(&run, target, Some(Arc::from(target))));
            rest = &rest[end..];
        }
        out.extend(part(&run, rest, None));
    }
    out
}

fn part(run: &Run, text: &str, link: Option<Arc<str>>) -> Option<Run> {
    (!text.is_empty()).then(|| Run {
        text: text.to_owned(),
        look: run.look,
        link,
    })
}

/// The bytes of the first address in a text.
fn address(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let found = BEGINNINGS
            .iter()
            .filter_map(|b| text[from..].find(b).map(|at| (from + at, b.len())));
        let (start, head) = found.min()?;
        let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"`|".contains(c);
        let end = text[start..].find(ends).map_or(text.len(), |at| start + at);
        let length = without_end(&text[start..end]).len();
        if length > head {
            return Some((start, start + length));
        }
        from = start + head;
    }
}

/// An address without the signs of the sentence behind it.
fn without_end(text: &str) -> &str {
    let mut text = text;
    loop {
        let shorter = text.trim_end_matches([
            '.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '\u{2019}', '\u{201d}', '\u{3002}',
        ]);
        let closed = |open: char, close: char| {
            shorter.ends_with(close)
                && shorter.matches(close).count() > shorter.matches(open).count()
        };
        let shorter = match closed('(', ')') || closed('[', ']') || closed('{', '}') {
            true => &shorter[..shorter.len() - 1],
            false => shorter,
        };
        if shorter.len() == text.len() {
            return text;
        }
        text = shorter;
    }
}
