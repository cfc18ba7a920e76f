//! The words and numbers of a text that a date may be made of.

/// The months as words, in small letters.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A word or number of a text, with its bytes.
#[derive(Clone, Copy)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Piece<'_> {
    pub(super) fn number(&self, most_digits: usize) -> Option<u32> {
        let digits = self.text.bytes().take_while(u8::is_ascii_digit).count();
        let suffix = &self.text[digits..];
        let sound =
            (1..=most_digits).contains(&digits) && ["", "st", "nd", "rd", "th"].contains(&suffix);
        sound.then(|| self.text[..digits].parse().ok()).flatten()
    }

    pub(super) fn year(&self) -> Option<i32> {
        let sound = self.text.len() == 4 && self.text.bytes().all(|b| b.is_ascii_digit());
        let year = sound.then(|| self.text.parse::<i32>().ok()).flatten()?;
        (1970..=2100).contains(&year).then_some(year)
    }

    pub(super) fn month(&self) -> Option<u32> {
        let word = self.text.to_lowercase();
        let known = |m: &str| {
            *m == *word
                || (word.len() >= 3
                    && (m[..3] == word || (word == "sept" && m.starts_with("sept"))))
        };
        MONTHS
            .iter()
            .position(|m| known(m))
            .and_then(|at| u32::try_from(at + 1).ok())
    }
}

/// The words and numbers of a text, in order.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                out.push(Piece {
                    text: &text[first..at],
                    start: first,
                    end: at,
                });
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// What stands between two pieces.
pub(super) fn between<'t>(text: &'t str, a: &Piece<'_>, b: &Piece<'_>) -> &'t str {
    text.get(a.end..b.start).unwrap_or("")
}
