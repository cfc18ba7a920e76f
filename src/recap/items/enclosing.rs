//! Marks that are opened before a label, and where they close: behind the label, behind its words, or lines below.

/// Marks that set words off. Obsidian's highlighter is `==x==`.
pub(super) const EMPHASIS: &[char] = &['*', '_', '`', '~', '='];

/// What is opened at the start of a text, and the text inside.
pub(super) fn opened(text: &str) -> (&str, &str) {
    let inner = text.trim_start_matches(|c: char| EMPHASIS.contains(&c) || "[(".contains(c));
    (&text[..text.len() - inner.len()], inner)
}

/// A text without the emphasis that closes at its start, and what is still open of `opened`.
pub(super) fn closed<'l>(text: &'l str, opened: &'l str) -> (&'l str, &'l str) {
    let left = opened.trim_end_matches(EMPHASIS);
    match left.len() < opened.len() && text.starts_with(EMPHASIS) {
        true => (text.trim_start_matches(EMPHASIS), left),
        false => (text, opened),
    }
}

/// Words without the marks at their ends that close what was opened before them, and what is still open then. Other marks come in
/// pairs, or are signs: `**drop** it`, `*.pyc`.
pub(super) fn trimmed<'l>(text: &'l str, opened: &'l str) -> (&'l str, &'l str) {
    let (mut text, mut opened) = (text.trim(), opened);
    // `**[x]**`
    let nested = last(opened).is_some_and(|(left, _)| !left.is_empty());
    if let Some(inner) = text.strip_suffix(all(opened).as_str()).filter(|_| nested) {
        return (inner.trim_end(), "");
    }
    while let Some((left, closing)) = last(opened) {
        let Some(at) = unpaired(text, &closing) else {
            break;
        };
        let behind = at + closing.len();
        if at == 0 {
            text = text[behind..].trim_start();
        } else if behind == text.len() {
            text = text[..at].trim_end();
        } else {
            break;
        }
        opened = left;
    }
    (text, opened)
}

/// Words without the marks among them that close what was opened before them.
pub(super) fn shut(mut text: String, mut opened: &str) -> String {
    while let Some((left, closing)) = last(opened) {
        if let Some(at) = unpaired(&text, &closing) {
            // The address goes with the link whose text the label stands in.
            let address = text[at..]
                .strip_prefix("](")
                .and_then(|rest| rest.find(')'));
            let length = address.map_or(closing.len(), |length| length + "]()".len());
            text.replace_range(at..at + length, "");
        }
        opened = left;
    }
    text
}

/// What closes all marks that were opened.
fn all(mut opened: &str) -> String {
    let mut out = String::new();
    while let Some((left, closing)) = last(opened) {
        out.push_str(&closing);
        opened = left;
    }
    out
}

/// What closes the mark that was opened last, and what was opened before that.
fn last(opened: &str) -> Option<(&str, String)> {
    let mark = opened.chars().next_back()?;
    let closing = match mark {
        '[' => "]".to_owned(),
        '(' => ")".to_owned(),
        _ => {
            let left = opened.trim_end_matches(mark);
            return Some((left, opened[left.len()..].to_owned()));
        }
    };
    Some((&opened[..opened.len() - 1], closing))
}

/// Where a mark stands that closes nothing that is opened in the text.
pub(super) fn unpaired(text: &str, closing: &str) -> Option<usize> {
    let opening = match closing {
        "]" => '[',
        ")" => '(',
        _ => return odd(text, closing),
    };
    let mut depth = 0_usize;
    text.char_indices().find_map(|(at, c)| {
        if c == opening {
            depth += 1;
        } else if closing.starts_with(c) {
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        }
        None
    })
}

/// Of an odd number of equal marks the last where it ends the text, else the first. Those inside words and behind a backslash are signs.
fn odd(text: &str, mark: &str) -> Option<usize> {
    let sets_off = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let after = text[at + mark.len()..].chars().next();
        let inside =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        before != Some('\\') && !(inside && mark.starts_with('_'))
    };
    let all: Vec<usize> = text
        .match_indices(mark)
        .map(|(at, _)| at)
        .filter(sets_off)
        .collect();
    let last = *all.last()?;
    if all.len().is_multiple_of(2) {
        return None;
    }
    if last + mark.len() == text.len() {
        Some(last)
    } else {
        all.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{shut, trimmed};

    #[test]
    fn marks_close_where_they_were_opened() {
        for (text, opened, expected) in [
            ("** use it", "**", ("use it", "")),
            (" **Default to it", "**", ("Default to it", "")),
            ("use it.**", "**", ("use it.", "")),
            ("use foo_bar_", "_", ("use foo_bar", "")),
            ("use it]**", "**[", ("use it", "")),
            ("use f(x) it)", "(", ("use f(x) it", "")),
            ("use **v2** now**", "**", ("use **v2** now", "")),
            ("**drop** it", "", ("**drop** it", "")),
            ("*.pyc go", "", ("*.pyc go", "")),
            ("use it", "**", ("use it", "**")),
        ] {
            assert_eq!(trimmed(text, opened), expected, "{text}");
        }
        assert_eq!(shut("use it** and go".to_owned(), "**"), "use it and go");
        assert_eq!(shut("use it](a.md) now".to_owned(), "["), "use it now");
        assert_eq!(shut("use it] and [go]".to_owned(), "["), "use it and [go]");
    }
}
