//! What stands within a line of text: emphasis and code as people type them, all else as it is.

use crate::recap::escape::{at_start, code, escaped};

/// Marks that set words off, with what they are in Markdown. The longer come first.
const MARKS: [(&str, &str); 6] = [
    ("~~", "~~"),
    ("'''", "**"),
    ("**", "**"),
    ("''", "*"),
    ("*", "*"),
    ("_", "*"),
];

/// A line of words, so that none at its start is taken for a mark of Markdown.
pub(super) fn line(text: &str) -> String {
    at_start(&words(text.trim()))
}

/// Words within a line as Markdown.
pub(super) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut plain = 0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match set_off(text, at) {
            Some((markdown, end)) => {
                out.push_str(&escaped(&text[plain..at]));
                out.push_str(&markdown);
                (plain, at) = (end, end);
            }
            None => at += c.len_utf8(),
        }
    }
    out.push_str(&escaped(&text[plain..]));
    out
}

/// The words that are set off from this byte on as Markdown, and where they end.
fn set_off(text: &str, at: usize) -> Option<(String, usize)> {
    let rest = &text[at..];
    let before = text[..at].chars().next_back().unwrap_or(' ');
    if !"'*_`~".contains(rest.chars().next()?)
        || !(before.is_whitespace() || "([\"-/|:".contains(before))
    {
        return None;
    }
    if let Some(inner) = rest.strip_prefix('`').and_then(|rest| closed(rest, "`")) {
        return Some((code(inner), at + inner.len() + 2));
    }
    let (mark, markdown) = MARKS.iter().find(|(mark, _)| rest.starts_with(mark))?;
    let inner = closed(&rest[mark.len()..], mark)?;
    let sound = !inner.contains(['*', '`', '_']) || *mark == "**" && !inner.contains(['*', '`']);
    let shown = format!("{markdown}{}{markdown}", escaped(inner));
    sound.then(|| (shown, at + inner.len() + 2 * mark.len()))
}

/// What stands before the mark that closes; no blank at its ends, and no letter behind the mark.
fn closed<'t>(rest: &'t str, mark: &str) -> Option<&'t str> {
    let near = crate::recap::source::prefix(rest, 300);
    let end = near.find(mark)?;
    let inner = &rest[..end];
    let behind = rest[end + mark.len()..].chars().next().unwrap_or(' ');
    let ends =
        |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || ".,:;!?()\"'/".contains(c));
    let sound = ends(inner.chars().next()) && ends(inner.chars().next_back());
    (sound && !behind.is_alphanumeric() && !mark.starts_with(behind)).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::{line, words};
    use crate::recap::plain::plain;

    #[test]
    fn keeps_what_people_type() {
        for (text, expected) in [
            ("**Decision:** use it", "**Decision:** use it"),
            (
                "use *this* and _that_, `a*b`",
                "use *this* and *that*, `a*b`",
            ),
            ("'''Decision:''' x ''y''", "**Decision:** x *y*"),
            (
                "2 * 3 * 4 and *.py or *.rs",
                "2 \\* 3 \\* 4 and \\*.py or \\*.rs",
            ),
            (
                "__init__ and a_b_c, don't, it's",
                "\\_\\_init\\_\\_ and a_b_c, don't, it's",
            ),
        ] {
            assert_eq!(words(text), expected);
        }
    }

    #[test]
    fn loses_no_word() {
        for text in [
            "* a",
            "**",
            "a **b",
            "`",
            "x `y",
            "*a* *b* **c**",
            "\u{e9}*\u{e9}*",
            "'' ''",
        ] {
            let shown = plain(&line(text)).text;
            let letters = |text: &str| {
                text.chars()
                    .filter(|c| c.is_alphanumeric())
                    .collect::<String>()
            };
            assert_eq!(letters(&shown), letters(text), "{text}");
        }
    }
}
