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

fn owners(text: &str) -> String {
    let found = items(text);
    found.first().map_or(String::new(), |i| i.owners.join("+"))
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
fn where_stars_close_does_not_decide() {
    let text = "- **ACTION** (al): email the operators\n- *ACTION* (bo): write the helper\n- **AGREED** (9-1): keep runways\n- *DECISION* (vote 5/2): use it\n- **AGREED** (for Newton) keep v1\n- AGREED (for Newton) keep v2\n- **Agreed** (as proposed) go\n";
    check(
        text,
        &[
            "1-1 action email the operators",
            "2-2 action write the helper",
            "3-3 decision keep runways",
            "4-4 decision use it",
            "5-5 decision (for Newton) keep v1",
            "6-6 decision (for Newton) keep v2",
            "7-7 decision (as proposed) go",
        ],
    );
    assert_eq!(owners(text), "al");
}

#[test]
fn marks_among_the_words_go_in_pairs() {
    assert_eq!(
        read(&[
            "AGREED: **drop** the foo driver",
            "Decision: *Cells* go first",
            "ACTION: **Jo** to write it",
            "We agreed on the scheme: **filter first**, then weigh.",
            "Agreed: *.pyc files are ignored",
            "**Decision: use it** at once",
            "**Decision: use it\n  now** and then",
            "[Decision: keep it] for a year",
            "(Decision: keep f(x))",
            "==Decision: keep g==",
            "==Decision==: keep h",
            "#agreed **drop** the bar driver",
        ]),
        [
            "decision drop the foo driver",
            "decision Cells go first",
            "action Jo to write it",
            "decision filter first, then weigh.",
            "decision *.pyc files are ignored",
            "decision use it at once",
            "decision use it now and then",
            "decision keep it for a year",
            "decision keep f(x)",
            "decision keep g",
            "decision keep h",
            "decision drop the bar driver",
        ],
    );
    let text = "[action: al] announce it (before 2022-11-04)\n";
    check(text, &["1-1 action announce it (before 2022-11-04)"]);
    assert_eq!(owners(text), "al");
}

#[test]
fn a_colon_between_digits_ends_no_label() {
    assert_eq!(
        read(&[
            "Decided on Wednesdays 14:00 UTC.",
            "Agreed at 10:30 to freeze on Friday",
            "Consensus is 3:1 for keeping it",
            "Decision 3: use it",
        ]),
        [
            "decision Decided on Wednesdays 14:00 UTC.",
            "decision Agreed at 10:30 to freeze on Friday",
            "decision Consensus is 3:1 for keeping it",
            "decision use it",
        ],
    );
}

#[test]
fn labels_name_who_is_to_act() {
    for (text, who) in [
        ("- AI @ann: test it", "ann"),
        ("- **AI @ann**: test it", "ann"),
        ("- TODO @al: test all of it", "al"),
        ("- Action @al: test it", "al"),
        ("- ACTION al: test it", "al"),
        ("- AI al: test it", "al"),
        ("- ACTION al to test it", "al"),
        ("- Action on Ann: test it", "Ann"),
        ("- Action for Ann: test it", "Ann"),
        ("- TODO list: test it", ""),
        ("- \u{1f4cc} AI: Ann to test it", "Ann"),
        ("- \u{27a1}\u{fe0f} Action: Ann to test it", "Ann"),
    ] {
        assert_eq!(owners(text), who, "{text}");
    }
    assert_eq!(
        read(&[
            "AI policy: we need one",
            "AI Gateway: a talk",
            "AI needs to be talked about",
            "ACTION required: none of us",
            "Action jo: no label",
        ]),
        Vec::<String>::new(),
    );
}

#[test]
fn words_of_labels() {
    check(
        "TODO list:\n\n- write it\n\n## TODO list\n\n- ask them\n\n## Notes\n\nActions arising:\n\n- go on\n\nAgreed upon: keep it\n\n\u{2705} Decision: use it\n\n**\u{2705} Decision:** use that\n\n| Topic | What was agreed |\n|---|---|\n| Logs | drop them |\n",
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

#[test]
fn links_are_no_labels() {
    check(
        "- [[Project Next Steps]] and [[Roadmap]]\n- [[Action Items]] of May\n- [[Decision]] of May\n- [Next steps] for all\n\n[[Next Steps]] are there.\n\n[Next steps]: https://x.example/1\n",
        &[],
    );
    check(
        "- [AI] Jo to go\n\n[AI]: Al to go too\n",
        &["1-1 action Jo to go", "3-3 action Al to go too"],
    );
}

#[test]
fn callouts_have_labels_for_titles() {
    check(
        "> [!success] Decision\n> Keep the old one.\n\n> [!todo] Action items\n> - [ ] Ann to go\n\n> [!todo]\n> - [x] Bo to go\n\n> [!info] Cells\n> Talk of it.\n",
        &[
            "1-2 decision Keep the old one.",
            "5-5 action Ann to go",
            "8-8 action Bo to go",
        ],
    );
    check("- Decision: keep it ^d1\n", &["1-1 decision keep it"]);
}
