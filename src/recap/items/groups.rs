//! Sections that hold one part of a release's priorities each: `Essential priorities`, `Goals`, `Stretch goals`.
//!
//! Below a title that announces priorities, a section whose own title ends in such a word lists some of them. Where there is
//! one, the titles of the sections are no priorities themselves.

use super::Makings;
use super::priorities::{Announced, announced, is_ordered};
use crate::recap::outline::Section;

/// What the last word of such a title is.
const GROUPS: &[&str] = &["priorities", "goals", "themes", "efforts"];
/// Longer titles are about something else.
const MOST_WORDS: usize = 4;
/// Titles above one another that are looked through.
const MOST_ABOVE: usize = 6;

/// What a section's priorities are announced by.
pub(super) struct Told {
    pub(super) announced: Announced,
    /// Why its list is one of priorities.
    pub(super) rule: String,
    /// The section that announces them, where that is another one.
    pub(super) above: Option<usize>,
}

fn is_group(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let last = words.last().map_or("", |word| word.trim_end_matches(':'));
    words.len() <= MOST_WORDS
        && GROUPS.contains(&last)
        && !words.iter().any(|w| super::priorities::is_other(w))
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
        if !is_group(title) {
            return None;
        }
        let mut above = section.parent;
        for _ in 0..MOST_ABOVE {
            let at = above?;
            let section = self.sections.get(at)?;
            let name = self.title(section);
            if let Some(announced) = announced(name, self.catalogue) {
                let lead = section.own;
                let mut lines = (lead.start..=lead.end).map(|n| self.source.line(n).to_lowercase());
                let ordered = lines.any(|line| is_ordered(&line));
                return Some(Told {
                    announced: announced.or_ordered(ordered),
                    rule: format!("under `{title}` of `{name}`"),
                    above: Some(at),
                });
            }
            above = section.parent;
        }
        None
    }

    /// Whether a section below this one lists some of its priorities.
    pub(super) fn has_groups(&self, section: &Section) -> bool {
        let below = self.sections.iter().filter(|s| {
            s.own.start > section.own.start
                && s.own.start <= section.tree.end
                && is_group(self.title(s))
        });
        below.into_iter().any(|s| {
            self.units_of(s)
                .iter()
                .any(|u| u.list().is_some() || u.table().is_some())
        })
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
        ] {
            assert!(is_group(title), "{title}");
        }
        for title in [
            "Goals Details",
            "Shifting to a Theme",
            "Completed goals",
            "What we mean by our goals",
            "Details",
        ] {
            assert!(!is_group(title), "{title}");
        }
    }
}
