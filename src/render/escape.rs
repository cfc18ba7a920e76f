//! Text made harmless for the formats it is put into: XML, Markdown, addresses.
//!
//! All of it is cleaned first, so that no control character of a note gets into a file either.

use super::clean::{clean, line};

/// `text` for XML and HTML, between tags and in attributes.
pub(crate) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML has no such characters.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// `text` as one line of Markdown that shows it as it is: nothing in it starts a heading, list, link, tag or entity.
pub(crate) fn markdown(text: &str) -> String {
    let text = line(text);
    let text = text.trim();
    let mut out = String::with_capacity(text.len() + 8);
    // A list's number must not be one: `1.` and `1)` at the start.
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let starts = at == 0 && "-+=".contains(c);
        let numbers = at > 0 && at == digits && ".)".contains(c);
        if starts || numbers || "\\`*_[]<>|#&~$".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out.replace("://", ":\\//")
        .replace("www.", "www\\.")
        .replace('@', "\\@")
}

/// A code span of Markdown.
pub(crate) fn code(text: &str) -> String {
    format!("`{}`", line(text).replace('`', "'"))
}

/// A reason as kb writes them: what stands between backticks is a code span, the rest is text.
pub(crate) fn reason(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return markdown(text);
    }
    let parts = pieces.iter().enumerate().map(|(at, piece)| match at % 2 {
        0 if piece.trim().is_empty() => (*piece).to_owned(),
        0 => {
            let gap = |blank: bool| if blank { " " } else { "" };
            let (before, after) = (piece.starts_with(' '), piece.ends_with(' '));
            format!("{}{}{}", gap(before), markdown(piece), gap(after))
        }
        _ => code(piece),
    });
    parts.collect()
}

/// A name for files and anchors: small letters, digits and `-`, never empty.
pub(crate) fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() || c == '.' && !out.is_empty() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() == 60 {
            break;
        }
    }
    let slug = out.trim_end_matches(['-', '.']);
    if slug.is_empty() {
        "release".to_owned()
    } else {
        slug.to_owned()
    }
}

/// `path` as part of an address: every byte that means something there is percent-encoded, `/` is not.
fn path(path: &str) -> String {
    encoded(path, |b| b.is_ascii_alphanumeric() || b"-._~/".contains(&b))
}

/// The address of lines of a note: `base` with path and lines behind it. Nothing where `base` is one that runs
/// something.
pub(crate) fn link(base: Option<&str>, note: &str, lines: crate::model::Lines) -> Option<String> {
    Some(format!(
        "{}#L{}-L{}",
        note_link(base, note)?,
        lines.start,
        lines.end
    ))
}

/// The address of a note: `base` with the path behind it.
pub(crate) fn note_link(base: Option<&str>, note: &str) -> Option<String> {
    let base = base?;
    let scheme = base
        .split_once(':')
        .map(|(scheme, _)| scheme.to_lowercase());
    // What stands behind a `/` is no scheme.
    let scheme = scheme.filter(|s| !s.contains(['/', '?', '#']));
    if scheme.is_some_and(|s| !["http", "https", "file"].contains(&s.as_str())) {
        return None;
    }
    let base = encoded(base, |b| {
        b.is_ascii_graphic() && !b"\"'<>()\\`{}|^*[]_".contains(&b)
    });
    Some(format!("{base}{}", path(note)))
}

fn encoded(text: &str, is_plain: impl Fn(u8) -> bool) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for b in text.bytes() {
        if is_plain(b) {
            out.push(char::from(b));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{b:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{code, link, markdown, path, xml};
    use crate::model::Lines;
    use crate::recap;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn markdown_shows_any_text_as_it_is(text in "[-+<>/a!\\[\\]()`~ \t\n#*_:=\"&;|$@\\\\x1.wé]{0,40}") {
            let escaped = markdown(&text);
            let shown = recap::plain(&escaped);
            let expected = crate::render::clean::line(&text);
            prop_assert_eq!(shown.text.trim(), expected.trim(), "{:?}", escaped);
            prop_assert_eq!(shown.extra, "");
            prop_assert!(recap::html(&escaped, 1).matches('<').count() <= 2);
        }
    }

    #[test]
    fn xml_has_no_markup_of_notes() {
        assert_eq!(
            xml("<a href=\"x\">'&\u{1b}\u{202e}\u{ffff}"),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;\u{fffd}\u{fffd}\u{fffd}"
        );
    }

    #[test]
    fn markdown_has_no_marks_of_notes() {
        for (text, expected) in [
            ("- a", "\\- a"),
            ("+ a", "\\+ a"),
            ("1. a", "1\\. a"),
            ("12) a", "12\\) a"),
            ("v1.2", "v1.2"),
            ("# a\n## b", "\\# a \\#\\# b"),
            ("===", "\\==="),
            ("a & <b> &amp;", "a \\& \\<b\\> \\&amp;"),
            ("[x](javascript:y)", "\\[x\\](javascript:y)"),
            (
                "http://x.org www.x.org a@b.org",
                "http:\\//x.org www\\.x.org a\\@b.org",
            ),
        ] {
            assert_eq!(markdown(text), expected);
        }
        assert_eq!(code("a`b"), "`a'b`");
    }

    #[test]
    fn addresses_are_encoded_and_run_nothing() {
        let lines = Lines::new(3, 9);
        let of = |base| link(Some(base), "a b/ü#(1).md", lines);
        assert_eq!(path("a b/ü#(1).md"), "a%20b/%C3%BC%23%281%29.md");
        let expected = "https://x.org/n/a%20b/%C3%BC%23%281%29.md#L3-L9";
        assert_eq!(of("https://x.org/n/").as_deref(), Some(expected));
        assert_eq!(of("JavaScript:alert(1)//"), None);
        assert_eq!(of("data:text/html,"), None);
        assert!(of("../a\")<x/").is_some_and(|l| l.starts_with("../a%22%29%3Cx/a%20b")));
        assert_eq!(link(None, "a.md", lines), None);
    }
}
