//! The line with which a pad of HackMD names its tags: a heading ``###### tags: `a` `b` ``.

use super::{Field, Metadata};
use crate::recap::source::Source;

/// The tags of such a line.
pub(crate) fn tags(line: &str) -> Option<Vec<String>> {
    let rest = line.trim_start_matches('#');
    let marks = line.len() - rest.len();
    let (name, rest) = rest.trim_start().split_once(':')?;
    let is_line =
        (1..=6).contains(&marks) && ["tags", "tag"].contains(&name.to_lowercase().as_str());
    let mut pieces = rest.trim().split('`');
    let mut out = Vec::new();
    // Nothing but blanks and commas stands between the tags.
    while let Some(between) = pieces.next().filter(|_| is_line) {
        if !between.chars().all(|c| c.is_whitespace() || c == ',') {
            return None;
        }
        let Some(tag) = pieces.next() else { break };
        out.extend(Some(tag.trim().to_owned()).filter(|tag| !tag.is_empty()));
    }
    let closed = rest.matches('`').count() % 2 == 0;
    (!out.is_empty() && closed).then_some(out)
}

/// Reads the tags of these lines of a note; those in code are none.
pub(super) fn read(source: &Source, out: &mut Metadata) {
    let mut fenced = false;
    for line in out.body_line()..=source.line_count() {
        let text = source.line(line);
        fenced ^= text.trim_start().starts_with("```");
        let found = text.starts_with('#').then(|| tags(text)).flatten();
        if let Some(values) = found.filter(|_| !fenced) {
            let key = "tags".to_owned();
            out.fields.push(Field { key, values, line });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn knows_lines_of_tags() {
        let named = |line: &str| tags(line).map(|tags| tags.join("+"));
        assert_eq!(
            named("###### tags: `T-lang` `minutes`").as_deref(),
            Some("T-lang+minutes")
        );
        assert_eq!(named("# Tags: `a`, `b`\r").as_deref(), Some("a+b"));
        for line in [
            "tags: `a`",
            "## Tags: what are they",
            "## Tags: `a` or b",
            "## tags:",
            "## tags: `a",
            "## Topics: `a`",
        ] {
            assert_eq!(named(line), None, "{line}");
        }
    }
}
