//! Work that is handed out among decisions.

use super::cues::among;
use super::nicks::is_nick_of;
use super::owners::before_to;
use super::walk::Note;

/// People by what they do.
const ROLES: &str = "author authors champion champions chair chairs editor editors implementer implementers implementor \
    implementors maintainer maintainers reviewer reviewers scribe secretary volunteer volunteers";

/// Whether an item under a heading for decisions hands out work: `Jo to write it up`. `Fedora will ship it` says what will be,
/// unless who will is known as a person, or by a role.
pub(super) fn hands_out(note: &Note<'_>, text: &str) -> bool {
    if is_handle(text) {
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
    let known = |name: &String| {
        let is_role = among(ROLES, &name.to_lowercase());
        is_role || speaks(name) || note.people.iter().any(|person| is_nick_of(name, person))
    };
    let handle = |word: &str| word.starts_with('@') || word.contains(['|', '^', '`']);
    head.split_whitespace().any(handle) || names.iter().any(known)
}

/// Whether words begin with a handle and what is to be done: `@jo will write it`, but not `@a.#b will be allowed`.
fn is_handle(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let sign = |c: char| c.is_alphanumeric() || "-_".contains(c);
    let handle = words.next().and_then(|word| word.strip_prefix('@'));
    handle.is_some_and(|name| !name.is_empty() && name.chars().all(sign))
        && words
            .next()
            .is_some_and(|word| ["to", "will"].contains(&word))
        && words.next().is_some_and(|verb| verb != "be")
}
