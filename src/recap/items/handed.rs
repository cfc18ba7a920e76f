//! Work that is handed out among decisions.

use super::nicks::is_nick_of;
use super::owners::before_to;
use super::walk::Note;

/// Whether an item under a heading for decisions hands out work: `Jo to write it up`. `Fedora will ship it` says what will be,
/// unless who will is known as a person.
pub(super) fn hands_out(note: &Note<'_>, text: &str) -> bool {
    let mut words = text.split_whitespace();
    let handle = words.next().is_some_and(|word| word.starts_with('@'));
    if handle
        && words
            .next()
            .is_some_and(|word| ["to", "will"].contains(&word))
    {
        return true;
    }
    let names = before_to(text);
    if names.is_empty() {
        return false;
    }
    let promised = text
        .split_once(" will ")
        .filter(|(head, _)| !head.contains(" to "));
    let Some((head, _)) = promised else {
        return true;
    };
    let speaks = |name: &String| {
        let initials: String = name
            .split(' ')
            .filter_map(|word| word.chars().next())
            .collect();
        note.speakers.contains(name) || note.speakers.contains(&initials)
    };
    let known =
        |name: &String| speaks(name) || note.people.iter().any(|person| is_nick_of(name, person));
    let handle = |word: &str| word.starts_with('@') || word.contains(['|', '^', '`']);
    head.split_whitespace().any(handle) || names.iter().any(known)
}
