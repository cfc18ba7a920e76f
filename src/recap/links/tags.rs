//! The attributes of HTML tags that name a place, or lead to one.

use html_escape::decode_html_entities;

/// What an attribute does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// Names a place: `id`, `name`.
    Place,
    /// Leads to one: `href`.
    Target,
}

/// The attributes of some HTML with their values and places. Comments have none.
pub(super) fn attributes(html: &str) -> Vec<(usize, Name, String)> {
    let mut out = Vec::new();
    if html.trim_start().starts_with("<!--") || !html.contains('=') {
        return out;
    }
    let mut at = 0;
    for piece in html.split('<') {
        let tag = piece.split('>').next().unwrap_or_default();
        if at > 0 {
            within(tag, at, &mut out);
        }
        at += piece.len() + 1;
    }
    out
}

/// Those of one tag, which begins at this byte.
fn within(tag: &str, begin: usize, out: &mut Vec<(usize, Name, String)>) {
    let mut from = 0;
    while let Some(length) = tag[from..].find('=') {
        let at = from + length;
        let before = tag[from..at].trim_end();
        let is_letter = |c: char| c.is_ascii_alphabetic() || c == '-';
        let name = before.trim_start_matches(|c| !is_letter(c));
        let name = name.rsplit(|c| !is_letter(c)).next().unwrap_or_default();
        from = at + 1;
        let name = match name.to_ascii_lowercase().as_str() {
            "id" | "name" => Name::Place,
            "href" => Name::Target,
            _ => continue,
        };
        if let Some(value) = value(&tag[from..]) {
            out.push((begin + at, name, decode_html_entities(value).into_owned()));
        }
    }
}

fn value(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let quote = text.chars().next()?;
    match quote {
        '"' | '\'' => text[1..].split_once(quote).map(|(value, _)| value),
        _ => text.split(|c: char| c.is_whitespace() || c == '>').next(),
    }
}
