//! Shapes of decisions, actions and priorities as recaps have them, in our own words.

mod decided;
mod groups;
mod labelled;
mod marked;
mod named;

use crate::model::{Catalogue, Given, Item, ItemKind};
use crate::recap::vocabulary::builtin;
use crate::recap::{Input, Reader};

/// The items of a note.
fn items(text: &str) -> Vec<Item> {
    let (vocabulary, catalogue) = (builtin(), Catalogue::openstack());
    let given = Given::default();
    let input = Input {
        path: "notes/2016-05-06-cinder-newton-recap.md",
        id_base: "notes/x",
        bytes: text.as_bytes(),
        given: &given,
    };
    Reader::new(&vocabulary, &catalogue).read(&input)[0]
        .items
        .clone()
}

/// `line-line kind text`, a line each.
fn shape(text: &str) -> Vec<String> {
    let one = |i: &Item| {
        let lines = i.lines();
        let weak = if i.strength == crate::model::Strength::Weak {
            "weak "
        } else {
            ""
        };
        format!(
            "{}-{} {weak}{} {}",
            lines.start,
            lines.end,
            i.kind(),
            i.text
        )
    };
    items(text).iter().map(one).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(shape(text), expected, "{text}");
}

#[test]
fn reads_priorities_under_a_heading() {
    let text = "## Priorities for Newton\n\nThe list:\n\n- HA\n  - detail\n- Upgrades (@jo)\n\nThis text is about\n\n- other things\n";
    check(text, &["5-5 priority HA", "7-7 priority Upgrades (@jo)"]);
    let found = items(text);
    assert_eq!(found[1].owners, ["jo"]);
    assert_eq!(
        (found[1].rank(), found[1].releases[0].as_str()),
        (2, "Newton")
    );
}

#[test]
fn reads_priorities_after_a_line_and_in_tables() {
    let text = "## Meetup\n\n- one\n\nRelease priorities:\n\n1. A\n2. B\n\nThen:\n\n- c\n";
    check(text, &["7-7 priority A", "8-8 priority B"]);
    let text = "## Mitaka priorities\n\n| Priority | Owner |\n|---|---|\n| A | Jo Bo, Al |\n| | Cy |\n| B | |\n";
    check(text, &["5-6 priority A", "7-7 priority B"]);
    assert_eq!(items(text)[0].owners, ["Jo Bo", "Al", "Cy"]);
}

#[test]
fn reads_priorities_with_headings_of_their_own() {
    check(
        "## Newton priorities\n\nText.\n\n### A\n\nx\n\n### B\n",
        &["5-5 priority A", "9-9 priority B"],
    );
}

#[test]
fn leaves_other_priorities() {
    for text in [
        "## Priorities\n\n- a\n- b\n",
        "## Key Priorities\n\n- a\n",
        "## Completed priorities of Mitaka\n\n- a\n",
        "## Agenda\n\n- Newton priorities\n- Release priorities\n",
    ] {
        check(text, &[]);
    }
}

#[test]
fn reads_decisions_in_every_markup() {
    let text = "## T\n\n- Decision: a is it\n- **Agreed:** b\n  goes on\n- talk\n\nDECISION - c it is\n\n[DECISION: d it is]\n\n**DECISION 65.1.** e\n\n_Decision_\nf is it\n";
    check(
        text,
        &[
            "3-3 decision a is it",
            "4-5 decision b goes on",
            "8-8 decision c it is",
            "10-10 decision d it is",
            "12-12 decision e",
            "14-15 decision f is it",
        ],
    );
}

#[test]
fn reads_lists_below_a_label() {
    check(
        "## T\n\n- consensus:\n    - warn them\n    - but not yet\n- talk\n",
        &["3-5 decision warn them\nbut not yet"],
    );
    check(
        "## T\n\nSome of the decisions were:\n\n- a it is\n- b it is\n\nText again.\n",
        &["5-5 decision a it is", "6-6 decision b it is"],
    );
    check(
        "## T\n\n* Decisions:\n  * a it is\n  * b it is\n",
        &["4-4 decision a it is", "5-5 decision b it is"],
    );
}

#[test]
fn reads_what_is_under_a_heading() {
    let text = "## T\n\nTalk.\n\n### Conclusion\n\n- Stage 2\n  - with Jo\n- Jo to write it\n- https://x.example/1\n\nAfter.\n\n## U\n\n### Conclusion\n\nWe keep it.\n";
    check(
        text,
        &[
            "7-8 decision Stage 2\nwith Jo",
            "9-9 action Jo to write it",
            "18-18 decision We keep it.",
        ],
    );
}

#[test]
fn says_where_nothing_was_decided() {
    check(
        "## T\n\n### Conclusion\n\nNo conclusion recorded.\n",
        &["5-5 undecided No conclusion recorded."],
    );
    check(
        "## T\n\n- No clear conclusion: all are fine\n- Decision: ???\n- Decision: See below\n",
        &["3-3 undecided No clear conclusion: all are fine"],
    );
}

#[test]
fn reads_tables() {
    let text = "## T\n\n| Topic | Decision | Owner |\n|---|---|---|\n| Logs | keep them | Jo |\n| Bots | ??? | |\n\nAction Item | Owner(s)\n---|---\nWrite | Al Bo\nAsk | A, B\n";
    check(
        text,
        &[
            "5-5 decision Logs: keep them",
            "10-10 action Write",
            "11-11 action Ask",
        ],
    );
    assert_eq!(items(text)[2].owners, ["A", "B"]);
}

#[test]
fn reads_actions() {
    let text = "## T\n\nAI (luke): write it\n\n* AI: Jo to ask (done)\n* talk\n   * ACTION: ship it by 2016-06-01\n\n## Action items\n\n- [x] Jo to test\n- [ ] review\n\n## Action item review\n\n- [ ] old\n";
    check(
        text,
        &[
            "3-3 action write it",
            "5-5 action Jo to ask (done)",
            "7-7 action ship it by 2016-06-01",
            "11-11 action Jo to test",
            "12-12 action review",
        ],
    );
    let found = items(text);
    assert!(found[1].is_done() && found[3].is_done() && !found[4].is_done());
    assert_eq!(found[2].due().unwrap().to_string(), "2016-06-01");
    assert_eq!(found[0].owners, ["luke"]);
}

#[test]
fn leaves_initials_boxes_and_roles() {
    check(
        "Attendees: Ann Ibn (AI), B\n\n## T\n\nAI: we should\n\n- [ ] one\n- [x] two\n* Action item scribe: Jo\n",
        &[],
    );
}

#[test]
fn marks_what_only_sentences_say() {
    let text = "## T\n\nTalk. It was decided to keep\nit. Fine.\n\nUntil it was agreed that x, no.\n\nJo: we agreed to it.\n\nWas it agreed that we go?\n\nSo on. AI: call them.\n";
    check(
        text,
        &[
            "3-4 weak decision It was decided to keep it.",
            "12-12 weak action call them.",
        ],
    );
}

#[test]
fn reads_open_questions() {
    check(
        "## T\n\nOpen questions:\n\n- Which one?\n- When?\n\n## Questions\n\n- Not marked?\n",
        &["5-5 question Which one?", "6-6 question When?"],
    );
}

#[test]
fn says_a_thing_once() {
    let same = "the old interface is kept for another two cycles";
    check(
        &format!(
            "## T\n\n- Decision: {same}\n\n## U\n\n- Agreed: {same}.\n- Agreed: yes\n\n## V\n\n- Agreed: yes\n"
        ),
        &[
            &format!("3-3 decision {same}"),
            "8-8 decision yes",
            "12-12 decision yes",
        ],
    );
    assert_eq!(
        items("## T\n\n- Decision: a\n- Decision: b\n")[1].id,
        "notes/x#t/decision-2"
    );
}

#[test]
fn knows_kinds_by_name() {
    for kind in ItemKind::ALL {
        assert_eq!(ItemKind::of_name(kind.name()), Some(kind));
    }
}

#[test]
fn what_explains_an_action_is_no_other() {
    let text = "## Action items\n\n- [ ] meet about it\n  - topics to include\n  - [ ] ask first\n- Jo to write it\n  - with pictures\n  - Al to help\n- plan\n  - one step\n";
    check(
        text,
        &[
            "3-3 action meet about it",
            "5-5 action ask first",
            "6-6 action Jo to write it",
            "8-8 action Al to help",
            "9-9 action plan",
            "10-10 action one step",
        ],
    );
}

#[test]
fn a_sentence_of_an_item_says_what_it_is_about() {
    check(
        "- Odd quotas: they are slow. It was agreed to\n  mend them.\n",
        &["1-2 weak decision Odd quotas: It was agreed to mend them."],
    );
}

#[test]
fn marks_of_lists_are_no_words() {
    check("**Decision:** 1) use it\n", &["1-1 decision 1) use it"]);
    let found = shape("Long talk. \\\nIt was agreed to go on. \\\nMore.\n");
    assert_eq!(found, ["2-2 weak decision It was agreed to go on."]);
}

#[test]
fn a_ticked_box_without_an_action_ticks_no_other() {
    let found = items("## Actions\n\n- [ ] Jo to write it\n- [x] None\n");
    assert_eq!(found.len(), 1);
    assert!(!found[0].is_done());
}

#[test]
fn reads_parts_of_a_list_of_priorities() {
    let text = "# Newton Project Priorities\n\nIn order of priority.\n\n## Essential priorities\n\n- A\n- B\n\n## Stretch Goals\n\n| Goal | Owner |\n|---|---|\n| C | Jo<br>Al |\n\n## Details\n\n### A\n\n- not one\n";
    check(
        text,
        &["7-7 priority A", "8-8 priority B", "14-14 priority C"],
    );
    let found = items(text);
    assert_eq!(
        (found[2].rank(), found[2].owners.as_slice()),
        (3, &["Jo".to_owned(), "Al".to_owned()][..])
    );
    assert_eq!(
        found[2].rule,
        "under `Stretch Goals` of `Newton Project Priorities`"
    );
    check(
        "# 2025.1 Project Work Items\n\nEach has:\n\n- a name\n\n| Name | Champions |\n|---|---|\n| A | jo |\n",
        &["9-9 priority A"],
    );
    check("## Priorities for Pike\n\n1. A\n", &["3-3 priority A"]);
}

#[test]
fn lists_below_another_label_are_no_priorities() {
    let text = "## Priorities for Newton\n\nDecisions:\n\n- Drop it\n- Keep that\n\nAIs:\n\n- Tom: write it\n- ???\n";
    check(
        text,
        &[
            "5-5 decision Drop it",
            "6-6 decision Keep that",
            "10-10 action Tom: write it",
        ],
    );
    let text = "## Priorities for Newton\n\n- A\n\n### Decisions\n\n- Agreed to go\n";
    check(text, &["3-3 priority A", "7-7 decision Agreed to go"]);
}

#[test]
fn code_quotes_and_footnotes_announce_nothing() {
    check(
        "- a\n\n  ```\n  Decision: x\n  # TODO: Jo to write y\n  ```\n",
        &[],
    );
    check("On Monday, Jo Lee wrote:\n> Decision: x\n", &[]);
    check(
        "> Decision: use it\n> at once\n",
        &["1-2 decision use it at once"],
    );
    check(
        "## Action items\n\n- Jo to go\n\n[^a]: Al to stay\n",
        &["3-3 action Jo to go"],
    );
}

#[test]
fn words_keep_the_signs_at_their_end() {
    check("Decision: drop foo\\_\n", &["1-1 decision drop foo_"]);
    check("Decision: use **v2**\n", &["1-1 decision use v2"]);
    check(
        "ACTION: Jo to go\\\nAnd more\n",
        &["1-2 action Jo to go And more"],
    );
}

#[test]
fn actions_by_person_are_those_above_once_more() {
    check(
        "## Action items\n\n- Jo to go\n\n## Action items, by person\n\n- Jo\n  - Jo to go\n",
        &["3-3 action Jo to go"],
    );
}

#[test]
fn tables_tell_by_their_columns() {
    check(
        "## Rocky priorities\n\n| # | Topic | Owner |\n|---|---|---|\n| 1 | Cells | Dan |\n| 2 | Bugs | Ed |\n",
        &["5-5 priority Cells", "6-6 priority Bugs"],
    );
    check(
        "## Zed priorities\n\n- Deploy\n\nThese came of it:\n\n| Action | Owner |\n|---|---|\n| Write it | Jo |\n",
        &["3-3 priority Deploy", "9-9 action Write it"],
    );
    check(
        "## Action items\n\n| Who | What |\n|---|---|\n| Jo | Write it |\n",
        &["5-5 action Write it"],
    );
    check(
        "| No. | Topic | Decision |\n|---|---|---|\n| 1 | Merge | by M2 |\n",
        &["3-3 decision Merge: by M2"],
    );
}

#[test]
fn labels_below_a_priority_count() {
    check(
        "## Rocky priorities\n\n1. Drivers\n   - Decision: remove one\n2. HA\n",
        &[
            "3-3 priority Drivers",
            "4-4 decision remove one",
            "5-5 priority HA",
        ],
    );
}
