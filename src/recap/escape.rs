//! Words of another markup as Markdown that says just these words.

use super::plain::inline;

/// Words within a line, so that no sign of theirs is taken for markup of Markdown.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut rest = text;
    // One alone strikes nothing out.
    let strikes = text.matches('~').nth(1).is_some();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if needs_backslash(c, before, after) || c == '~' && strikes {
            out.push('\\');
        }
        out.push(c);
        before = c;
        rest = after;
    }
    out
}

/// One line of words as Markdown that is read as these words, in a title and in a heading: as it is where that does, else with
/// as few backslashes as do. Blanks are folded.
#[must_use]
pub fn as_markdown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let says_it =
        |markdown: &String| inline(markdown) == text && inline(&format!("# {markdown}")) == text;
    let all = || {
        let signs = text.chars().flat_map(|c| {
            let mark = c.is_ascii_punctuation().then_some('\\');
            mark.into_iter().chain([c])
        });
        signs.collect()
    };
    let few = [text.clone(), escaped_line(&text)];
    few.into_iter().find(says_it).unwrap_or_else(all)
}

/// A line of words, so that none at its start is taken for a heading, list, quote, rule, fence or tag of an engine in
/// Markdown. Blanks at its ends go.
pub(crate) fn escaped_line(text: &str) -> String {
    at_start(&escaped(text.trim()))
}

/// A line of Markdown whose start is made to be text.
pub(crate) fn at_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &line[digits..];
    let is_mark = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    if (1..10).contains(&digits) && behind.starts_with(['.', ')']) && is_mark(&behind[1..]) {
        return format!("{}\\{behind}", &line[..digits]);
    }
    let ruled = |mark: char| {
        let marks = line.chars().filter(|c| *c == mark).count();
        marks >= 2 && line.chars().all(|c| c == mark || c == ' ')
    };
    let special = line.starts_with(['#', '>', '=', '|'])
        || defines(line)
        || line.starts_with("~~~")
        || line.starts_with(['-', '+', '*']) && is_mark(&line[1..])
        || "-=*_".chars().any(ruled)
        || line.starts_with("+++")
        || line.starts_with("{:")
        || line.starts_with("{%");
    if special {
        format!("\\{line}")
    } else {
        line.to_owned()
    }
}

/// Whether a sign between `before` and `after` would be markup.
fn needs_backslash(c: char, before: char, after: &str) -> bool {
    let next = after.chars().next().unwrap_or(' ');
    match c {
        '\\' => next.is_ascii_punctuation() || next == ' ' || after.is_empty(),
        '*' | '`' => true,
        // Within a word it is no markup.
        '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
        '<' => next.is_ascii_alphabetic() || "/!?".contains(next),
        '&' => is_entity(after),
        ']' => next == '(',
        '[' => next == '^',
        _ => false,
    }
}

/// Whether what follows `&` makes the name of a character of it: `amp;`, `#35;`.
fn is_entity(after: &str) -> bool {
    let name = after.trim_start_matches('#');
    let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    rest.len() < name.len() && rest.starts_with(';')
}

/// Whether a line defines a link: `[name]: address`.
fn defines(line: &str) -> bool {
    line.starts_with('[') && line.contains("]:")
}

/// Code within a line.
pub(crate) fn code(text: &str) -> String {
    let most = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(most + 1);
    match text.starts_with('`') || text.ends_with('`') {
        true => format!("{fence} {text} {fence}"),
        false => format!("{fence}{text}{fence}"),
    }
}

/// A fence that is longer than any run of its sign in these lines of code.
pub(crate) fn fence<'c>(lines: impl Iterator<Item = &'c str>) -> String {
    let runs = lines.flat_map(|text| text.split(|c| c != '`'));
    let most = runs.map(str::len).max().unwrap_or(0);
    "`".repeat(most.max(2) + 1)
}

/// A comment: kept and found, but not shown.
pub(crate) fn comment(text: &str) -> String {
    let mut out = String::from("<!-- ");
    let mut before = ' ';
    for c in text.trim().chars() {
        // Two of them may end it.
        if before == '-' && (c == '-' || c == '>') {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out.push_str(" -->");
    out
}

/// A link. A target that has blanks or brackets is still one.
pub(crate) fn link(markdown: &str, target: &str) -> String {
    let target: String = target.split_whitespace().collect();
    let target = target
        .replace('<', "%3C")
        .replace('>', "%3E")
        .replace('\\', "%5C");
    format!("[{markdown}](<{target}>)")
}

#[cfg(test)]
mod tests {
    use super::{at_start, code, comment, escaped_line, link};
    use crate::recap::plain::plain;

    #[test]
    fn says_just_the_words() {
        for words in [
            "a *b* c_d_e __init__ `x` <tag> a < b",
            "# From the ml2 plugin",
            "1. one",
            "- dash",
            "-- ",
            "--",
            "====",
            "> said",
            "~~~",
            "+++",
            "*** end",
            "#123",
            "AT&T &amp; &#35; x",
            "[a](b) [c]: d [^1]",
            "C:\\dir\\*",
            "a | b",
            "end\\",
            "\\",
            "~~struck~~",
            "{: .note}",
            "{% include a %}",
        ] {
            assert_eq!(
                plain(&escaped_line(words)).text,
                words.trim(),
                "{}",
                escaped_line(words)
            );
        }
    }

    #[test]
    fn writes_code_comments_and_links() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(comment("a --> b"), "<!-- a - - > b -->");
        assert_eq!(comment("a ---> b-"), "<!-- a - - - > b- -->");
        assert_eq!(link("a", "http://x/(y) z"), "[a](<http://x/(y)z>)");
        assert_eq!(at_start("**bold**"), "**bold**");
    }
}
