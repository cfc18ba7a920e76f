//! How deep titles stand.

use super::titles::{Mark, Stand, Title};

/// The levels of a post's titles.
#[derive(Debug, Default)]
pub(super) struct Levels {
    /// The signs of rules, in the order in which they come up.
    rules: Vec<char>,
    /// The block of the title that stands above all.
    top: Option<usize>,
    /// The level of titles without marks.
    plain: usize,
    /// What is added to the place of a rule.
    base: usize,
    /// What is added to a level that is written.
    more: usize,
}

/// Whether a title stands above all others: none has a mark of its level, or of one above it.
fn is_above(top: &Title<'_>, titles: &[Title<'_>]) -> bool {
    let level = |title: &Title<'_>| match title.stand {
        Stand::Marked(Mark::Level(level)) => Some(level),
        _ => None,
    };
    let others = titles.iter().skip(1).filter_map(level).min();
    level(top)
        .zip(others)
        .is_none_or(|(own, others)| own < others)
}

impl Levels {
    /// The levels of these titles, of which the first stands above all others where `is_titled`.
    pub(super) fn of(titles: &[Title<'_>], is_titled: bool) -> Self {
        let top = titles
            .first()
            .filter(|top| is_titled && is_above(top, titles));
        let mut rules = Vec::new();
        let mut deepest = 0;
        for title in titles {
            match title.stand {
                Stand::Marked(Mark::Rule(sign)) if !rules.contains(&sign) => rules.push(sign),
                Stand::Marked(Mark::Level(level)) => deepest = deepest.max(level),
                _ => {}
            }
        }
        let marked_top = top.is_some_and(|top| matches!(top.stand, Stand::Marked(Mark::Rule(_))));
        let base = if marked_top || top.is_none() { 1 } else { 2 };
        let below_rules = if rules.is_empty() {
            0
        } else {
            base + rules.len() - 1
        };
        Self {
            plain: (deepest.max(below_rules) + 1).clamp(2, 6),
            rules,
            top: top.map(|top| top.block),
            base,
            more: 0,
        }
    }

    /// The levels of titles that all stand below one of another markup.
    pub(super) fn below_a_title(titles: &[Title<'_>]) -> Self {
        let mut out = Self::of(titles, false);
        out.base += 1;
        out.plain = (out.plain + 1).clamp(2, 6);
        out.more = 1;
        out
    }

    /// The level of a title, from 1.
    pub(super) fn of_title(&self, title: &Title<'_>) -> usize {
        if self.top == Some(title.block) {
            return 1;
        }
        match title.stand {
            Stand::Marked(Mark::Level(level)) => level + self.more,
            Stand::Marked(Mark::Rule(sign)) => {
                self.base
                    + self
                        .rules
                        .iter()
                        .position(|known| *known == sign)
                        .unwrap_or(0)
            }
            _ => self.plain,
        }
    }
}
