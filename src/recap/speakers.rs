//! Who speaks in a transcript.

use super::labels::without_bullet;
use std::collections::{HashMap, HashSet};

/// The initials of those who speak in a note.
pub(crate) type Speakers = HashSet<String>;

/// The initials of who speaks in a line: `MM: ...`, `**DE**: ...`, the first of `AB/CD: ...`.
pub(crate) fn speaker(line: &str) -> Option<&str> {
    let text = without_bullet(line).trim_start_matches(['*', '_']);
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let (initials, after) = text.split_at(letters);
    let after = after.trim_start_matches(['*', '_']);
    let several = after.starts_with(['/', '&', ',']) && after.len() > 3;
    let speaks = after.starts_with(':') || several && after.contains(':');
    ((2..=4).contains(&letters) && speaks).then_some(initials)
}

/// Who speaks in more than one line of a note: once, `API: ...` is a label.
pub(crate) fn speakers(text: &str) -> Speakers {
    let mut said: HashMap<&str, usize> = HashMap::new();
    for initials in text.lines().filter_map(speaker) {
        *said.entry(initials).or_default() += 1;
    }
    let twice = said.into_iter().filter(|(_, times)| *times > 1);
    twice.map(|(initials, _)| initials.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::speakers;

    #[test]
    fn speak_more_than_once() {
        let text = "DLM: I agree\n\n* **DLM**: And more\nAPI: once\nA longer: line\n";
        let found = speakers(text);
        assert_eq!(found.iter().collect::<Vec<_>>(), ["DLM"]);
    }
}
