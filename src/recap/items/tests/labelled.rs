//! Labels in the markups and words that people use, and what only looks like one.

use super::{check, items};

/// Each line in a list of its own: its records, `kind text`, a line each.
fn read(lines: &[&str]) -> Vec<String> {
    let text = format!("# Sync\n\n- {}\n", lines.join("\n- "));
    let found = items(&text);
    found
        .iter()
        .map(|i| format!("{} {}", i.kind(), i.text))
        .collect()
}

#[test]
fn words_beside_names_are_no_roster() {
    assert_eq!(
        read(&[
            "ACTION: Jo Lee (jo) to post it; deadline 2020-07-10",
            "ACTION: (al) email the operators",
            "ACTION: al to find volunteers for the docs",
            "ACTION: bo to talk to the third party driver reviewers",
            "ACTION: review https://x.example/1",
            "AGREED: (for Newton) keep the v1 API",
            "AGREED: Rolling Upgrades (N-1) first",
            "AGREED: Generic Groups (tiramisu) default in Newton",
            "AGREED: two volunteers run the bug smash",
            "AGREED: every spec needs two core reviewers",
            "AGREED: merge https://x.example/2",
            "Decision: present results first",
            "Decision: Jo Lee (jo)",
            "Decision: Reviewers: AB, CD",
            "AGREED: https://x.example/3",
        ]),
        [
            "action Jo Lee (jo) to post it; deadline 2020-07-10",
            "action (al) email the operators",
            "action al to find volunteers for the docs",
            "action bo to talk to the third party driver reviewers",
            "action review https://x.example/1",
            "decision (for Newton) keep the v1 API",
            "decision Rolling Upgrades (N-1) first",
            "decision Generic Groups (tiramisu) default in Newton",
            "decision two volunteers run the bug smash",
            "decision every spec needs two core reviewers",
            "decision merge https://x.example/2",
            "decision present results first",
        ],
    );
    check(
        "Action items:\n\n- Jo Lee (jo): document the steps\n- (Ann) tests for osd\n- [ ] (unassigned) docs for mon\n\n## Decisions\n\n- (unanimous) drop the old one\n- Jo Lee (Example)\n- AB and CD volunteered to review\n",
        &[
            "3-3 action Jo Lee (jo): document the steps",
            "4-4 action (Ann) tests for osd",
            "5-5 action (unassigned) docs for mon",
            "9-9 decision (unanimous) drop the old one",
        ],
    );
    check(
        "Decision: go for it this cycle\nTimeline: T-3\nVolunteers: al\n",
        &["1-3 decision go for it this cycle Timeline: T-3 Volunteers: al"],
    );
}

#[test]
fn words_of_labels() {
    check(
        "TODO list:\n\n- write it\n\n## TODO list\n\n- ask them\n\n## Notes\n\nActions arising:\n\n- go on\n\nAgreed upon: keep it\n\nOutcome: use it\n\n**Outcome:** use that\n\n| Topic | What was agreed |\n|---|---|\n| Logs | drop them |\n",
        &[
            "3-3 action write it",
            "7-7 action ask them",
            "13-13 action go on",
            "15-15 decision keep it",
            "17-17 decision use it",
            "19-19 decision use that",
            "23-23 decision Logs: drop them",
        ],
    );
}

#[test]
fn headings_of_one_decision() {
    check(
        "# A\n\n## Decision Outcome\n\nChosen option: \"REST\", because all know it.\n\n## Final decision\n\nWe will use it.\n\n## Meeting outcome\n\n- Use that\n\n## Decision on quotas\n\nWe will talk.\n",
        &[
            "5-5 decision Chosen option: \"REST\", because all know it.",
            "9-9 decision We will use it.",
            "13-13 decision Use that",
        ],
    );
}
