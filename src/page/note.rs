//! A page as a note: its facts as front matter, and its text.

use super::{Page, tree};
use crate::model::PartialDate;

/// What is said of a page beside what it says itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// The project that it is about.
    pub project: Option<String>,
    /// The release.
    pub release: Option<String>,
    /// The event.
    pub event: Option<String>,
    /// When it was written; wins over what the page says.
    pub date: Option<PartialDate>,
}

/// The text of the note for a page from a file of this name.
#[must_use]
pub fn note(page: &Page, stated: &Stated, file: &str) -> String {
    let mut out = String::from("---\n");
    let mut field = |key: &str, value: Option<&str>| {
        let value = value.map(tree::one_line).filter(|value| !value.is_empty());
        if let Some(value) = value {
            out.push_str(&format!("{key}: {}\n", quoted(&value)));
        }
    };
    let date = stated.date.or(page.date).map(|date| date.to_string());
    field(
        "title",
        page.title
            .as_deref()
            .map(tree::one_line)
            .map(|title| as_markdown(&title))
            .as_deref(),
    );
    field("project", stated.project.as_deref());
    field("release", stated.release.as_deref());
    field("event", stated.event.as_deref());
    field("date", date.as_deref());
    field(
        "author",
        page.authors
            .first()
            .filter(|_| page.authors.len() == 1)
            .map(String::as_str),
    );
    field("source", page.address.as_deref().or(Some(file)));
    if page.authors.len() > 1 {
        let names: Vec<String> = page.authors.iter().map(|name| quoted(name)).collect();
        out.push_str(&format!("authors: [{}]\n", names.join(", ")));
    }
    // The blank line keeps a rule at the top of the text from being read as a second front matter.
    out.push_str("---\n\n");
    out.push_str(&page.markdown);
    out
}

/// A title as Markdown, which is what kb reads titles as: no sign of it is taken for a mark or a tag.
fn as_markdown(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut before = ' ';
    let mut rest = title.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let within = before.is_alphanumeric() && next.is_alphanumeric();
        let marks = match c {
            '*' | '`' | '\\' => true,
            '_' => !within,
            '<' => next.is_ascii_alphabetic() || "/!?".contains(next),
            '&' => next.is_ascii_alphabetic() || next == '#',
            ']' => "([".contains(next),
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// A value of YAML in double quotes: always in them, so that no value is read as a number, a date, a boolean, a comment or
/// a line of its own; and with all that is not plain text escaped.
#[must_use]
pub fn quoted(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if is_odd(c) => match u32::from(c) {
                code @ ..=0xFFFF => out.push_str(&format!("\\u{code:04X}")),
                code => out.push_str(&format!("\\U{code:08X}")),
            },
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What YAML does not take as it is, breaks a line, or cannot be seen.
fn is_odd(c: char) -> bool {
    let invisible = [
        '\u{200b}'..='\u{200f}',
        '\u{2028}'..='\u{202e}',
        '\u{2060}'..='\u{206f}',
    ];
    c.is_control()
        || invisible.iter().any(|range| range.contains(&c))
        || matches!(
            c,
            '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::{Page, Stated, note};
    use std::collections::BTreeMap;

    #[test]
    fn front_matter_is_yaml_whatever_is_in_it() {
        for evil in [
            "a: b # c",
            "no",
            "2024.10",
            "'x' \"y\" \\n",
            "--- x",
            "- x",
            "{{ x }} {a: b}",
            "!!python/object x",
            "*a &b",
            "\u{202e}x\u{2028}y\u{feff}z",
            "\u{1f600} \u{e0041}",
            "%x @y `z`",
        ] {
            let page = Page {
                title: Some(evil.to_owned()),
                date: None,
                authors: Vec::new(),
                address: None,
                markdown: "---\nx: y\n---\n".to_owned(),
            };
            let stated = Stated {
                project: Some(format!("p\n{evil}\u{1b}")),
                ..Stated::default()
            };
            let text = note(&page, &stated, "x.html");
            let yaml = text.split("---\n").nth(1).unwrap();
            let read: BTreeMap<String, String> = serde_saphyr::from_str(yaml).unwrap();
            let title = super::as_markdown(&super::tree::one_line(evil));
            assert_eq!(read["title"], title, "{yaml}");
            assert_eq!(yaml.lines().count(), 3, "{yaml}");
            assert_eq!(read["source"], "x.html");
        }
    }
}
