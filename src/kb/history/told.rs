//! What a topic's text says of a thing, by its sentences.

use super::asked::Mentions;
use crate::kb::reports::Said;
use crate::model::{Item, ItemKind};
use crate::recap::{Statement, said};
use crate::store::Written;
use std::collections::BTreeMap;

/// Most sentences of an entry.
pub(super) const SENTENCES: usize = 2;
/// Longer sentences count for less, in words.
const LONG: usize = 45;

/// The sentences that tell the most of it: first what settles it, then what else is said. Where the title is about the thing
/// and no sentence says anything of it, the first is told: it is what the topic says.
pub(super) fn sentences(mentions: &Mentions<'_>, written: &Written, items: &[Item]) -> Vec<Said> {
    let all = said(&written.markdown);
    let titled = mentions.is_titled();
    let settling = Settling::of(items);
    let line = |statement: &Statement| written.numbers.at(statement.line.saturating_sub(1));
    let mut scored: Vec<(i32, usize)> = Vec::new();
    for (index, statement) in all.iter().enumerate() {
        let end = all.get(index + 1).map_or(u32::MAX, line);
        let settled = settling.says((line(statement), end), &statement.text);
        let mentioned = mentions.in_text(&statement.text);
        let score = score(statement, mentioned, titled, settled);
        scored.extend(score.map(|score| (-score, index)));
    }
    scored.sort_unstable();
    if scored.is_empty() && titled {
        let first = all.iter().position(|said| !said.text.ends_with(':'));
        scored.extend(first.map(|index| (0, index)));
    }
    let said = scored.iter().take(SENTENCES).map(|(_, index)| &all[*index]);
    said.map(|statement| Said {
        text: statement.text.clone(),
        line: line(statement),
    })
    .collect()
}

/// The decisions of a topic, and what it left open, by the lines that they stand in: a topic may have very many.
struct Settling<'i>(BTreeMap<u32, Vec<&'i str>>);

impl<'i> Settling<'i> {
    fn of(items: &'i [Item]) -> Self {
        let mut lines: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        let settles =
            |item: &&Item| matches!(item.kind(), ItemKind::Decision | ItemKind::Undecided);
        for item in items.iter().filter(settles) {
            let place = item.lines();
            for line in place.start..=place.end {
                lines.entry(line).or_default().push(&item.text);
            }
        }
        Self(lines)
    }

    /// Whether one of them is said by a text that stands in these lines.
    fn says(&self, (start, end): (u32, u32), text: &str) -> bool {
        let near = self.0.range(start..=end.max(start));
        let mut items = near.flat_map(|(_, items)| items);
        items.any(|item| item.contains(text) || text.contains(item))
    }
}

/// How much a sentence tells of the thing, `None` where it is about something else.
fn score(statement: &Statement, mentions: bool, titled: bool, settled: bool) -> Option<i32> {
    let text = &statement.text;
    let lower = format!(" {} ", text.to_lowercase());
    let says = |words: &str| words.split('|').any(|word| lower.contains(word));
    let outcome = says(OUTCOME);
    let stands = says(STANDS);
    // In a topic about the thing, what it settles need not name it again.
    if !mentions && !(titled && (settled || outcome || stands)) || text.ends_with(':') {
        return None;
    }
    let words = text.split_whitespace().count();
    let mention = if titled { 2 } else { 4 };
    let mut score = mention * i32::from(mentions) + 6 * i32::from(settled) + 4 * i32::from(outcome);
    score += 2 * i32::from(stands) + i32::from(says(PLAN)) - 2 * i32::from(text.ends_with('?'));
    score -= 2 * i32::from(words > LONG) + 4 * i32::from(words < 4);
    // `This` and `it` lean on a sentence that is not shown.
    score -= i32::from(
        lower.trim_start().starts_with("this ") || lower.trim_start().starts_with("it is "),
    );
    Some(score)
}

/// Words of sentences that say what was settled.
const OUTCOME: &str = " agreed| decided|consensus| conclusion| approved| accepted| adopted| rejected| deferred| postponed| delayed|\
too soon|not yet|good enough| chosen| settled| no longer|dropped| withdrawn|comes first";
/// Words of sentences that say how something stands.
const STANDS: &str = " completed| landed| merged| implemented| supported| introduced| added| will be |workaround|still stands|\
 continues| ongoing|is left| remains|work has started|is being worked| released| ready| concern";
/// Words of sentences that say what is to be done.
const PLAN: &str =
    " will | plan| goal| should | want| needs | need to | next | first step| priority| propos";
