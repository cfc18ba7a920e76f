//! Words that say how much something counts and nothing else: `High`, `P1`, `Must have`, `Tier 2`. What stands below them
//! are the priorities; they are none.

/// How much something counts.
const LEVELS: &[&str] = &[
    "could",
    "critical",
    "essential",
    "high",
    "higher",
    "highest",
    "low",
    "lower",
    "lowest",
    "mandatory",
    "medium",
    "moderate",
    "must",
    "normal",
    "optional",
    "should",
    "stretch",
    "urgent",
];
/// Words beside them.
const BESIDE: &[&str] = &[
    "and",
    "goal",
    "goals",
    "have",
    "haves",
    "importance",
    "item",
    "items",
    "level",
    "or",
    "prio",
    "priorities",
    "priority",
    "tier",
    "to",
    "very",
];
/// Words before a number that make it such a level.
const COUNTED: &[&str] = &["level", "prio", "priority", "tier"];
/// Longer texts say more.
const MOST_WORDS: usize = 5;

/// Whether a text names a level alone. What stands behind it in brackets explains it.
pub(super) fn is_level(text: &str) -> bool {
    let lower = text.split(" (").next().unwrap_or(text).to_lowercase();
    let lower = lower.replace(['\'', '\u{2019}'], "");
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let figures = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let level = |at: usize| {
        let word = words[at];
        let before = at.checked_sub(1).map_or("", |at| words[at]);
        LEVELS.contains(&word)
            || word.strip_prefix('p').is_some_and(figures)
            || figures(word) && COUNTED.contains(&before)
            || word == "nice" && words.get(at + 1) == Some(&"to")
    };
    // `1. High`
    let other =
        |at: usize| !(level(at) || BESIDE.contains(&words[at]) || at == 0 && figures(words[at]));
    words.len() <= MOST_WORDS && (0..words.len()).any(level) && !(0..words.len()).any(other)
}

/// Whether a title or a line sets apart what is no priority of the release: `Dropped`, `Deferred to Ocata`, `Liaisons`.
pub(super) fn is_apart(text: &str) -> bool {
    let lower = text.to_lowercase().replace(['\'', '\u{2019}'], "");
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    let first = words.next().unwrap_or("");
    let second = words.next();
    let put_off = ["deferred", "dropped", "moved", "postponed", "removed"].contains(&first);
    let denied = ["no", "non", "not", "wont"].contains(&first);
    let what =
        |word: &str| ["goals", "have", "haves", "items", "priorities", "priority"].contains(&word);
    let when = |word: &str| ["for", "in", "since", "to", "until"].contains(&word);
    let said = match second {
        None => put_off || denied && first == "wont",
        Some(word) => put_off && (what(word) || when(word)) || denied && what(word),
    };
    said || ["liaison", "liaisons"].contains(
        &lower
            .trim_end_matches(':')
            .rsplit([' ', '-'])
            .next()
            .unwrap_or(""),
    )
}

#[cfg(test)]
mod tests {
    use super::{is_apart, is_level};

    #[test]
    fn levels_say_nothing_else() {
        for text in [
            "High",
            "Medium:",
            "Essential",
            "P0",
            "P1:",
            "Must have",
            "Must-haves",
            "Nice to have",
            "Stretch goals",
            "High priority",
            "Tier 1",
            "Priority 2",
            "1. High",
            "Low (if there is time)",
            "Very high",
        ] {
            assert!(is_level(text), "{text}");
        }
        for text in [
            "High availability",
            "P0: cells",
            "Python 3",
            "Low level drivers",
            "Nice",
            "1",
            "",
            "Goals",
            "Priorities",
            "Critical bugs",
        ] {
            assert!(!is_level(text), "{text}");
        }
    }

    #[test]
    fn some_parts_hold_no_priorities() {
        for text in [
            "Dropped",
            "Deferred:",
            "Deferred to Ocata",
            "Liaisons",
            "Cross-project liaisons:",
            "Non-priorities",
            "Not priorities",
            "Won't have",
        ] {
            assert!(is_apart(text), "{text}");
        }
        for text in [
            "Deferred deletion",
            "No downtime upgrades",
            "Moved instances",
            "Docs",
            "",
        ] {
            assert!(!is_apart(text), "{text}");
        }
    }
}
