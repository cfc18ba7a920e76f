//! Sections that hold one part of a release's priorities each: `Essential priorities`, `Goals`, `High`, `P1`.
//!
//! Below a title that announces priorities, a section whose own title ends in such a word or is a level lists some of them,
//! in a list or with headings. Where there is one, the titles of the sections are no priorities themselves, and a section
//! beside it that begins with a list is another.

use super::announced::{Announced, announced, is_ordered, is_other};
use super::levels::{is_apart, is_level};
use super::{Makings, cues};
use crate::recap::outline::Section;

/// What the last word of such a title is.
const GROUPS: &[&str] = &["priorities", "goals", "themes", "efforts"];
/// Longer titles are about something else.
const MOST_WORDS: usize = 4;
/// Titles above one another that are looked through.
const MOST_ABOVE: usize = 6;
/// Titles of sections that tell more of the priorities listed before them.
const TELLING: &[&str] = &[
    "background",
    "details",
    "links",
    "notes",
    "purpose",
    "references",
    "schedule",
];

/// What a section's priorities are announced by.
pub(super) struct Told {
    pub(super) announced: Announced,
    /// Why its list is one of priorities.
    pub(super) rule: String,
    /// The section that announces them, where that is another one.
    pub(super) above: Option<usize>,
}

/// Whether a title, or an item over a list, names a part of the priorities.
pub(super) fn is_group(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let last = words.last().map_or("", |word| word.trim_end_matches(':'));
    let named =
        words.len() <= MOST_WORDS && GROUPS.contains(&last) && !words.iter().any(|w| is_other(w));
    (named || is_level(title)) && !is_apart(title)
}

impl Makings<'_> {
    /// The priorities that a section's title announces, or the title of one above it.
    pub(super) fn told(&self, section: &Section) -> Option<Told> {
        let title = self.title(section);
        if let Some(announced) = announced(title, self.catalogue) {
            let rule = format!("under `{title}`");
            return Some(Told {
                announced,
                rule,
                above: None,
            });
        }
        let named = is_group(title);
        let most = if named { MOST_ABOVE } else { 1 };
        let mut above = section.parent;
        for _ in 0..most {
            let at = above?;
            let section_above = self.sections.get(at)?;
            let name = self.title(section_above);
            if let Some(announced) = announced(name, self.catalogue) {
                if !named && !self.is_beside_groups(section, section_above) {
                    return None;
                }
                let lead = section_above.own;
                let mut lines = (lead.start..=lead.end).map(|n| self.source.line(n).to_lowercase());
                let ordered = lines.any(|line| is_ordered(&line));
                return Some(Told {
                    announced: announced.or_ordered(ordered),
                    rule: format!("under `{title}` of `{name}`"),
                    above: Some(at),
                });
            }
            if is_apart(name) {
                return None;
            }
            above = section_above.parent;
        }
        None
    }

    /// Whether a section below this one lists some of its priorities.
    pub(super) fn has_groups(&self, section: &Section) -> bool {
        let mut below = self.sections.iter().enumerate().filter(|(_, s)| {
            s.own.start > section.own.start
                && s.own.start <= section.tree.end
                && is_group(self.title(s))
        });
        below.any(|(at, s)| {
            let listed = |u: &crate::recap::units::Unit| u.list().is_some() || u.table().is_some();
            self.units_of(s).iter().any(listed)
                || self.sections.iter().any(|s| s.parent == Some(at))
        })
    }

    /// Whether a section right below `above` begins with a list, and others there are groups by their titles.
    fn is_beside_groups(&self, section: &Section, above: &Section) -> bool {
        let title = self.title(section);
        let lower = title.to_lowercase();
        let last = lower.rsplit(' ').next().unwrap_or("");
        let other = is_apart(title)
            || TELLING.contains(&last)
            || lower.split(' ').any(is_other)
            || cues::of_section(title).is_some();
        let begins = || {
            self.units_of(section)
                .first()
                .is_some_and(|u| u.list().is_some())
        };
        !other && begins() && self.has_groups(above)
    }

    fn title(&self, section: &Section) -> &str {
        section
            .heading
            .map_or("", |at| self.headings[at].title.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::is_group;

    #[test]
    fn knows_parts_of_a_list() {
        for title in [
            "Goals",
            "Essential Priorities",
            "Inter-Project Goals",
            "Stretch goals:",
            "Themes",
            "High",
            "Must have",
        ] {
            assert!(is_group(title), "{title}");
        }
        for title in [
            "Goals Details",
            "Shifting to a Theme",
            "Completed goals",
            "Deferred priorities",
            "What we mean by our goals",
            "Details",
        ] {
            assert!(!is_group(title), "{title}");
        }
    }
}
