//! Which topics repeat one another: the same title over the same text.

/// Shorter texts say too little to be one another's copies, in bytes without blanks.
const SHORTEST: usize = 24;

/// A number that topics of the same title and text share, whatever their blanks and case. `None` where there is
/// next to no text.
pub(super) fn key(title: &str, plain: &str) -> Option<u64> {
    let mut folded = String::with_capacity(plain.len() + title.len() + 2);
    let words = fold(plain, &mut folded);
    if folded.len() - words < SHORTEST {
        return None;
    }
    fold(title, &mut folded);
    let bytes = blake3::hash(folded.as_bytes());
    let first: [u8; 8] = bytes.as_bytes()[..8].try_into().unwrap_or_default();
    // Zero stands for no text.
    Some(u64::from_le_bytes(first).max(1))
}

/// Adds the words of a text in small letters, with one blank behind each, and says how many there were.
fn fold(text: &str, out: &mut String) -> usize {
    let mut words = 0;
    for word in text.split_whitespace() {
        match word.is_ascii() {
            true => out.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase()))),
            false => out.push_str(&word.to_lowercase()),
        }
        out.push(' ');
        words += 1;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn is_of_title_and_text() {
        let text = "The volume stays where it is, for now.";
        assert_eq!(
            key("A  b", text),
            key("a B", "the volume\nstays where it is,  for now.")
        );
        assert_ne!(key("A", text), key("B", text));
        assert_ne!(
            key("A", text),
            key("A", "Another text that is long enough.")
        );
        assert_eq!(key("A", "Nothing."), None);
    }
}
