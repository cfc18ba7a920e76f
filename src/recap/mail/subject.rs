//! The subject of a mail: its title, and the tags in brackets before it.

/// What mail programs put before the subject of an answer or a forwarded mail, without the colon.
const PREFIXES: &[&str] = &[
    "re",
    "fw",
    "fwd",
    "aw",
    "wg",
    "antw",
    "sv",
    "vs",
    "vb",
    "tr",
    "res",
    "enc",
    "rv",
    "odp",
    "ynt",
    "r\u{e9}f",
    "\u{56de}\u{590d}",
    "\u{7b54}\u{590d}",
    "\u{8f6c}\u{53d1}",
];
/// Tags that a list or a gateway puts before all subjects.
const LISTS: &[&str] = &[
    "dev",
    "users",
    "user",
    "discuss",
    "announce",
    "list",
    "openstack",
    "openstack-docs",
    "openstack-infra",
    "openstack-qa",
    "openstack-tc",
    "external",
    "ext",
    "spam",
    "bulk",
];
/// Ends of the names of lists.
const ENDS: &[&str] = &[
    "-dev",
    "-devel",
    "-discuss",
    "-discussion",
    "-users",
    "-user",
    "-announce",
    "-operators",
    "-list",
    "-general",
    "-sigs",
    "-sig",
    "-commits",
    "-maintainers",
    "-l",
];

/// So many tags are taken off a subject.
const MOST_TAGS: usize = 20;
/// Longer words in brackets are no tag, in bytes.
const LONGEST: usize = 60;

/// A subject taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Subject {
    /// What it says, with its tags but without those of lists and without `Re:`.
    pub(super) title: String,
    /// Its tags, without brackets and without those of lists.
    pub(super) tags: Vec<String>,
    /// Tags of lists.
    pub(super) lists: Vec<String>,
}

/// Takes a subject apart. `names` are names of the lists it was sent to, in lower case.
pub(super) fn subject(text: &str, names: &[String]) -> Subject {
    let mut out = Subject::default();
    let mut rest = text.trim_start();
    let mut kept = String::new();
    loop {
        if let Some(after) = without_prefix(rest) {
            rest = after;
        } else if let Some((tag, after)) = bracketed(rest).filter(|_| out.tags.len() < MOST_TAGS) {
            rest = after;
            if is_list(tag, names) {
                out.lists.push(tag.to_owned());
                continue;
            }
            out.tags.extend(topics(tag));
            kept.push('[');
            kept.push_str(tag);
            kept.push(']');
        } else {
            break;
        }
    }
    let gap = if kept.is_empty() || rest.is_empty() {
        ""
    } else {
        " "
    };
    out.title = format!("{kept}{gap}{}", rest.trim_end());
    out
}

/// What the words in brackets say that a mail is about: `[tc/uc]` is about two. Which patch of a series it is, in which version, is
/// nothing that others are about too: `[PATCH nova v2 1/2]` is about nova.
fn topics(tag: &str) -> Vec<String> {
    let words: Vec<&str> = tag.split_whitespace().collect();
    let told: Vec<&str> = words
        .into_iter()
        .filter(|word| !is_of_series(word))
        .collect();
    let told = told.join(" ");
    let parts = told.split([',', '/', '|']).map(str::trim);
    parts.filter(|p| !p.is_empty()).map(str::to_owned).collect()
}

/// `PATCH`, `RFC`, `v2`, `PATCHv2`, `1/2`.
fn is_of_series(word: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let lower = word.to_lowercase();
    let plain = lower.strip_prefix("patch").unwrap_or(&lower);
    let is_version = plain.strip_prefix('v').is_some_and(is_number);
    let is_place = lower
        .split_once('/')
        .is_some_and(|(n, of)| is_number(n) && is_number(of));
    plain.is_empty() || lower == "rfc" || is_version || is_place
}

/// What follows `Re:`, `RE[2]:` or `Fwd :`.
fn without_prefix(text: &str) -> Option<&str> {
    let end = text.find([':', '\u{ff1a}']).filter(|end| *end <= 16)?;
    let word = text[..end].trim_end();
    let word = word.split(['[', '(']).next().unwrap_or(word).trim_end();
    let mark = text[end..].chars().next().map_or(1, char::len_utf8);
    let is_prefix = PREFIXES.contains(&word.to_lowercase().as_str());
    is_prefix.then(|| text[end + mark..].trim_start())
}

/// The words in brackets that a text begins with, and what follows them.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('[')?;
    let end = inside.find(']').filter(|end| *end <= LONGEST)?;
    let tag = inside[..end].trim();
    let is_tag = tag.contains(char::is_alphanumeric) && !tag.contains('[');
    is_tag.then(|| (tag, inside[end + 1..].trim_start()))
}

fn is_list(tag: &str, names: &[String]) -> bool {
    let lower = tag.to_lowercase();
    LISTS.contains(&lower.as_str())
        || ENDS.iter().any(|end| lower.ends_with(end))
        || names.contains(&lower)
}

#[cfg(test)]
mod tests {
    use super::subject;

    #[test]
    fn takes_subjects_apart() {
        for (text, title, tags, lists) in [
            (
                "Re: [openstack-dev] [cinder] Midcycle recap",
                "[cinder] Midcycle recap",
                "cinder",
                "openstack-dev",
            ),
            (
                "[nova][cinder] Re: multiattach",
                "[nova][cinder] multiattach",
                "nova cinder",
                "",
            ),
            ("AW: Fwd: RE[2]: plans: next", "plans: next", "", ""),
            (
                "[ptl][all] [tc/uc] Goals",
                "[ptl][all][tc/uc] Goals",
                "ptl all tc uc",
                "",
            ),
            ("[PATCH 1/2] Fix it", "[PATCH 1/2] Fix it", "", ""),
            ("[RFC PATCH v2 3/4] x", "[RFC PATCH v2 3/4] x", "", ""),
            ("[PATCHv3 nova 0/12] x", "[PATCHv3 nova 0/12] x", "nova", ""),
            ("[all hands][v2] x", "[all hands][v2] x", "all hands", ""),
            ("[storage] [acme] x", "[storage] x", "storage", "acme"),
            ("Report: all good", "Report: all good", "", ""),
            ("[] [1 x", "[] [1 x", "", ""),
            ("[dev]", "", "", "dev"),
            ("", "", "", ""),
        ] {
            let found = subject(text, &["acme".to_owned()]);
            assert_eq!(found.title, title, "{text}");
            assert_eq!(found.tags.join(" "), tags, "{text}");
            assert_eq!(found.lists.join(" "), lists, "{text}");
        }
    }
}
