//! Part headings: Conclusion, Attendees, Agenda, ... stand inside their topic and are none themselves.

use crate::model::PartKind;

const OUTCOME: &[&str] = &[
    "conclusion",
    "conclusions",
    "resolution",
    "resolutions",
    "decision",
    "decisions",
    "outcome",
    "outcomes",
    "consensus",
    "agreed",
    "agreements",
    "decisions made",
    "final resolution",
];
const SUMMARY: &[&str] = &[
    "summary",
    "summary of key points",
    "speaker's summary of key points",
    "speaker summary of key points",
    "key points",
];
const ACTIONS: &[&str] = &[
    "action",
    "actions",
    "action item",
    "action items",
    "action items, by person",
    "ais",
    "next steps",
    "todo",
    "todos",
    "to do",
    "to-do",
    "to dos",
    "to-dos",
    "follow up",
    "follow ups",
    "follow-ups",
];
const PEOPLE: &[&str] = &[
    "attendees",
    "attendance",
    "participants",
    "present",
    "in attendance",
    "meeting attendees",
    "attending",
    "remote attendees",
    "remote participants",
    "regrets",
    "absent",
    "apologies",
    "meeting roles",
    "people present",
    "roll call",
];
const AGENDA: &[&str] = &[
    "agenda",
    "meeting agenda",
    "proposed agenda",
    "agenda items",
];
const REFERENCE: &[&str] = &[
    "links",
    "references",
    "useful links",
    "important links",
    "related links",
    "see also",
    "next meeting",
    "next meetings",
    "recording",
    "recordings",
];

/// The part that a heading announces: one of the known words, or several joined by `/`, `&`, `,` or `and`
/// (`Conclusion/Resolution`, `Summary and conclusion`), or one before a colon (`Decision: use tooz`).
pub(crate) fn part_kind(title: &str) -> Option<PartKind> {
    let lower = title.to_lowercase().replace('\u{2019}', "'");
    let text = lower
        .split(':')
        .next()
        .unwrap_or("")
        .trim()
        .trim_matches(|c: char| "*_`()[].!".contains(c));
    let text = text
        .strip_prefix("in ")
        .filter(|rest| OUTCOME.contains(rest))
        .unwrap_or(text);
    if let Some(kind) = word_kind(text) {
        return Some(kind);
    }
    // `People present (lines said)`
    if let Some((people, _)) = text.split_once(" (")
        && PEOPLE.contains(&people)
    {
        return Some(PartKind::People);
    }
    let joined = text.replace(" and ", "/").replace(['&', ','], "/");
    let mut kinds = joined.split('/').map(|piece| word_kind(piece.trim()));
    let first = kinds.next()??;
    kinds.try_fold(first, |strongest, kind| {
        kind.map(|kind| stronger(strongest, kind))
    })
}

fn word_kind(word: &str) -> Option<PartKind> {
    [
        (OUTCOME, PartKind::Outcome),
        (SUMMARY, PartKind::Summary),
        (ACTIONS, PartKind::Actions),
        (PEOPLE, PartKind::People),
        (AGENDA, PartKind::Agenda),
        (REFERENCE, PartKind::Reference),
    ]
    .into_iter()
    .find_map(|(words, kind)| words.contains(&word).then_some(kind))
}

/// `Summary / Conclusion` holds the outcome.
fn stronger(a: PartKind, b: PartKind) -> PartKind {
    if b == PartKind::Outcome { b } else { a }
}

#[cfg(test)]
mod tests {
    use super::part_kind;
    use crate::model::PartKind;

    #[test]
    fn knows_parts_in_their_forms() {
        for (title, kind) in [
            ("Conclusion/Resolution", PartKind::Outcome),
            ("Conclusion / Decision", PartKind::Outcome),
            ("Summary and conclusion", PartKind::Outcome),
            ("In conclusion", PartKind::Outcome),
            ("Speaker\u{2019}s Summary of Key Points", PartKind::Summary),
            ("Action Items", PartKind::Actions),
            ("Decision: use tooz", PartKind::Outcome),
            ("Attendance", PartKind::People),
            ("People present (lines said)", PartKind::People),
            ("Action items, by person", PartKind::Actions),
        ] {
            assert_eq!(part_kind(title), Some(kind), "{title}");
        }
    }

    #[test]
    fn leaves_topics() {
        for title in [
            "Action item review",
            "Adoption of the agenda",
            "Notes",
            "Decision making",
            "Links and anchors",
            "Topic",
        ] {
            assert_eq!(part_kind(title), None, "{title}");
        }
    }
}
