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
