//! Which topics repeat one another: the same title over the same text.

/// Shorter texts say too little to be one another's copies, in bytes without blanks.
const SHORTEST: usize = 24;

/// A number that topics of the same title and text share, whatever their blanks and case. `None` where there is
/// next to no text.
pub(super) fn key(title: &str, plain: &str) -> Option<u64> {
    let mut hasher = blake3::Hasher::new();
    let mut length = 0;
    for word in plain.split_whitespace() {
        length += word.len();
        hasher.update(word.to_lowercase().as_bytes());
        hasher.update(b" ");
    }
    if length < SHORTEST {
        return None;
    }
    for word in title.split_whitespace() {
        hasher.update(word.to_lowercase().as_bytes());
        hasher.update(b" ");
    }
    let bytes = hasher.finalize();
    let first: [u8; 8] = bytes.as_bytes()[..8].try_into().unwrap_or_default();
    // Zero stands for no text.
    Some(u64::from_le_bytes(first).max(1))
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
