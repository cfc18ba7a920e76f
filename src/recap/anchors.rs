//! Anchors as GitHub makes them, so that an id's last part is also the link to its heading.

use std::collections::HashMap;

/// Gives each heading of one note its anchor, in order.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    used: HashMap<String, u32>,
}

impl Anchors {
    /// The anchor of the next heading: lower case, no punctuation but `-` and `_`, `-` for blanks; a repeat
    /// gets `-1`, `-2`, ... A heading of punctuation alone is `section`.
    pub(crate) fn next(&mut self, title: &str) -> String {
        let base = slug(title);
        let mut anchor = base.clone();
        let mut count = self.used.get(&base).copied();
        while let Some(n) = count {
            let tried = format!("{base}-{}", n + 1);
            count = if self.used.contains_key(&tried) {
                Some(n + 1)
            } else {
                None
            };
            self.used.insert(base.clone(), n + 1);
            anchor = tried;
        }
        self.used.insert(anchor.clone(), 0);
        anchor
    }
}

/// The anchor of a heading that is the first of its words.
#[must_use]
pub fn slug(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '_' || c == '-' {
            out.push(c);
        } else if c.is_whitespace() {
            out.push('-');
        }
    }
    if out.is_empty() || out == "_" {
        "section".to_owned()
    } else {
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Anchors;

    #[test]
    fn follows_the_rule() {
        let mut anchors = Anchors::default();
        for (title, expected) in [
            ("C-Vol Active/Active HA", "c-vol-activeactive-ha"),
            ("Conclusion", "conclusion"),
            ("Conclusion", "conclusion-1"),
            ("Conclusion 1", "conclusion-1-1"),
            ("Conclusion", "conclusion-2"),
            ("???", "section"),
        ] {
            assert_eq!(anchors.next(title), expected);
        }
    }
}
