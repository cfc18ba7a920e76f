//! The tokens of a segment: what a reader might copy from it and search for.

use super::Kind;
use super::segments::{Segment, WALL, walled};
use super::signs;
use regex::Regex;

/// Longest code span, and longest token of another kind, in bytes.
const LONGEST_SPAN: usize = 80;
const LONGEST: usize = 160;
/// Signs at an address's end that belong to the sentence, or to emphasis.
const AFTER_ADDRESS: [char; 8] = ['.', ',', ';', ':', '!', '?', '*', '_'];

/// How a kind of token looks, and the signs that tie it to something larger where a word stands behind them.
struct Shape {
    kind: Kind,
    pattern: Regex,
    ties: &'static str,
}

const SHAPES: &[(Kind, &str, &str)] = &[
    (Kind::Option, r"--[A-Za-z][A-Za-z0-9_-]*", "-<!=+*/.:$@#"),
    (
        Kind::Version,
        r"[vV]?[0-9]+(?:\.(?:[0-9]+|x))+(?:-(?:alpha|beta|rc)[.0-9]*)?|[A-Z]-[0-9]",
        ".-/@:,$+#%",
    ),
    (Kind::Hash, r"#[A-Za-z0-9][A-Za-z0-9_-]*", "/#&=?-$@%"),
    (Kind::Handle, r"@{1,2}[A-Za-z0-9][A-Za-z0-9_-]*", "/.@-+:$["),
    (
        Kind::Path,
        r"(?:~/|\.{1,2}/|/)?[A-Za-z0-9_.@+-]+(?:/[A-Za-z0-9_.@+-]+)+/?|(?:~|\.{1,2})?/[A-Za-z0-9_.@+-]+/?",
        "/.:@~-<${}&%#+*=",
    ),
    (
        Kind::Scoped,
        r"[A-Za-z_][A-Za-z0-9_]*(?:::[A-Za-z_][A-Za-z0-9_]*)+",
        ":",
    ),
    (
        Kind::Snake,
        r"[A-Za-z0-9_]*[A-Za-z0-9]_[A-Za-z0-9][A-Za-z0-9_]*",
        "%",
    ),
    (
        Kind::Camel,
        r"[A-Za-z][A-Za-z0-9]*[a-z0-9][A-Z][A-Za-z0-9]*",
        "%",
    ),
    (
        Kind::Dotted,
        r"[A-Za-z$][A-Za-z0-9_$-]*(?:\.[A-Za-z0-9_$-]+)+",
        "./@-$:+%",
    ),
    (
        Kind::Kebab,
        r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+",
        "-.@'’#+%",
    ),
];

/// All shapes of tokens.
pub(crate) struct Scanner {
    address: Regex,
    flag: Regex,
    shapes: Vec<Shape>,
}

impl Scanner {
    pub(crate) fn new() -> Result<Self, String> {
        let regex = |text: &str| Regex::new(text).map_err(|e| e.to_string());
        let shapes = SHAPES.iter().map(|(kind, pattern, ties)| {
            regex(pattern).map(|pattern| Shape {
                kind: *kind,
                pattern,
                ties,
            })
        });
        Ok(Self {
            address: regex("https?://[^\\s)\\]}>\"'`<|\u{1}]+")?,
            flag: regex(r"-[A-Za-z][A-Za-z0-9]*")?,
            shapes: shapes.collect::<Result<_, _>>()?,
        })
    }

    /// Gives every token of `segment` to `take`.
    pub(crate) fn scan(&self, segment: &Segment, take: &mut dyn FnMut(Kind, &str)) {
        let mut take = |kind, text: &str| {
            let most = if kind == Kind::Code {
                LONGEST_SPAN
            } else {
                LONGEST
            };
            if (1..=most).contains(&text.len()) {
                take(kind, text);
            }
        };
        if segment.is_span && is_fair_span(segment.text.trim()) {
            take(Kind::Code, segment.text.trim());
        }
        for found in self.address.find_iter(&segment.text) {
            take(Kind::Url, found.as_str().trim_end_matches(AFTER_ADDRESS));
        }
        let whole = walled(&self.address, &segment.text);
        let text = walled(&self.address, &segment.shown);
        for shape in &self.shapes {
            let text = if shape.kind == Kind::Path {
                &whole
            } else {
                &text
            };
            shape.scan(text, &mut take);
        }
        if segment.is_code {
            for found in self.flag.find_iter(&text) {
                let before = text[..found.start()].chars().next_back();
                if before.is_none_or(|c| c == ' ') && ends(&text[found.end()..], "-=.") {
                    take(Kind::Option, found.as_str());
                }
            }
        }
        signs::scan(segment, &text, &mut take);
    }
}

impl Shape {
    fn scan(&self, text: &str, take: &mut dyn FnMut(Kind, &str)) {
        for found in self.pattern.find_iter(text) {
            let token = self.trimmed(found.as_str());
            let (before, after) = (&text[..found.start()], &text[found.start() + token.len()..]);
            let fits = begins(before, self.ties) && ends(after, self.ties);
            if fits && self.is_right(token) && (!token.starts_with('/') || is_open(before)) {
                take(self.kind, token);
            }
        }
    }

    fn trimmed<'t>(&self, token: &'t str) -> &'t str {
        match self.kind {
            Kind::Path | Kind::Dotted => token.trim_end_matches(['.', '-', '_', '+', '@']),
            Kind::Snake | Kind::Hash | Kind::Handle | Kind::Option => {
                token.trim_end_matches(['_', '-'])
            }
            _ => token,
        }
    }

    /// What the pattern alone cannot say.
    fn is_right(&self, token: &str) -> bool {
        let letters = token.chars().filter(char::is_ascii_alphabetic).count();
        match self.kind {
            Kind::Path => letters > 1 && token.contains('/'),
            Kind::Dotted => letters > 2 && token.contains('.'),
            Kind::Snake => letters > 0 && token.contains('_'),
            _ => true,
        }
    }
}

/// Whether a code span is worth a search: no lone full stop or bracket, no rule, no bar that a table made its author
/// escape.
fn is_fair_span(text: &str) -> bool {
    let is_sign = |c: char| c.is_alphanumeric() || signs::is_sign(c);
    let is_rule = text.len() > 2 && text.chars().all(|c| c == '-');
    text.contains(is_sign) && !is_rule && !text.contains("\\|")
}

/// Whether a token may begin behind `before`: not in a word, not behind an escape, a tag or a tie.
fn begins(before: &str, ties: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        None => true,
        Some('\\' | '_' | WALL) => false,
        Some(c) => !c.is_alphanumeric() && !ties.contains(c),
    }
}

/// Whether a path from the root may begin behind `before`: what stands there may close a regular expression else.
fn is_open(before: &str) -> bool {
    let last = before.chars().next_back();
    last.is_none_or(|c| c.is_whitespace() || "([{\"'“‘|,;".contains(c))
}

/// Whether a token may end before `after`: what ties it to a word there makes it a part of something larger.
fn ends(after: &str, ties: &str) -> bool {
    let mut ahead = after.chars();
    match ahead.next() {
        None => true,
        Some('\\' | '_' | WALL) => false,
        Some('[') if ties.contains('[') => false,
        Some(c) if ties.contains(c) => !ahead.next().is_some_and(|c| c.is_alphanumeric()),
        Some(c) => !c.is_alphanumeric(),
    }
}
