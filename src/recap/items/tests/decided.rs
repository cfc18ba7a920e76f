//! What was decided and handed out: by tables, under headings, in nested lists, and where others say so.

use super::{check, items};
use crate::model::Detail;

/// `outcome: text` of each decision, `owner does text` of each action.
fn told(text: &str) -> Vec<String> {
    let one = |item: &crate::model::Item| match &item.detail {
        Detail::Decision { outcome } => format!("{outcome}: {}", item.text),
        Detail::Action { .. } => format!("{} does {}", item.owners.join("+"), item.text),
        other => format!("{other:?}"),
    };
    items(text).iter().map(one).collect()
}

#[test]
fn who_will_do_it_is_known() {
    let text = "### Decisions\n\n- Fedora will ship KDE by default\n- The WG will publish the draft as CR\n- Jo to write it\n- Editors will look into it\n";
    assert_eq!(
        told(&format!("## A\n\n{text}")),
        [
            "agreed: Fedora will ship KDE by default",
            "agreed: The WG will publish the draft as CR",
            "Jo does Jo to write it",
            "Editors does Editors will look into it",
        ]
    );
    assert_eq!(
        told("## A\n\n### Decisions\n\n- @a.#b will be allowed\n"),
        ["agreed: @a.#b will be allowed"]
    );
    for (people, item, owner) in [
        ("Attendees: Ann Bee, Cy Dee", "Ann will write it", "Ann"),
        ("Attendees: Ann Bee, Cy Dee", "AB will write it", "AB"),
        (
            "Attendees: Ann Bee, Cy Dee",
            "Cy Dee will write it",
            "Cy Dee",
        ),
        ("Talk.", "@cy will write it", "cy"),
    ] {
        let found = told(&format!("{people}\n\n## A\n\n### Decisions\n\n- {item}\n"));
        assert_eq!(found, [format!("{owner} does {item}")]);
    }
}

#[test]
fn a_row_is_one_decision() {
    assert_eq!(
        told(
            "| ID | Decision | Status | Decided by |\n|---|---|---|---|\n| D-11 | Adopt DCO | rejected | Board |\n| D-12 | Adopt SPDX | in force | Jo |\n"
        ),
        ["rejected: D-11: Adopt DCO", "agreed: D-12: Adopt SPDX"]
    );
    assert_eq!(
        told(
            "| Decision | Yes | No | Result |\n|---|---|---|---|\n| Move to GitLab | 2 | 4 | lost |\n| Keep it | 4 | 2 | won |\n"
        ),
        ["rejected: Move to GitLab", "agreed: Keep it"]
    );
    assert_eq!(
        told("| Motion | Yes | No | Result |\n|---|---|---|---|\n| Move out | 2 | 4 | lost |\n"),
        ["rejected: Move out"]
    );
    assert_eq!(
        told(
            "| Decision | Outcome |\n|---|---|\n| Use the ring | approved |\n| Drop v1 | parked |\n| Add a queue | |\n"
        ),
        [
            "agreed: Use the ring",
            "deferred: Drop v1",
            "agreed: Add a queue"
        ]
    );
}

#[test]
fn the_cell_of_a_decision_says_what_came_of_it() {
    assert_eq!(
        told(
            "| Proposal | Decision |\n|---|---|\n| Adopt DCO | No |\n| Reject invalid headers | Approved |\n| Postpone the freeze | Approved |\n| Use tabs | \u{2705} |\n| Use blanks | \u{274c} |\n| Drop v1 | +7/-0 |\n| Open | ??? |\n"
        ),
        [
            "rejected: Adopt DCO: No",
            "agreed: Reject invalid headers: Approved",
            "agreed: Postpone the freeze: Approved",
            "agreed: Use tabs: \u{2705}",
            "rejected: Use blanks: \u{274c}",
            "agreed: Drop v1: +7/-0",
        ]
    );
    assert_eq!(
        told("| Decision | Done |\n|---|---|\n| Keep the ring | no |\n"),
        ["agreed: Keep the ring"]
    );
    let found =
        items("| Action | Action by | Due by |\n|---|---|---|\n| Write it | Jo | 2016-06-01 |\n");
    assert_eq!(found[0].owners, ["Jo"]);
    assert!(found[0].due().is_some());
    // A table of tests decides nothing.
    check("| Test | Result |\n|---|---|\n| a | passed |\n", &[]);
    check("| Proposal | Status |\n|---|---|\n| a | done |\n", &[]);
}

#[test]
fn a_label_over_a_nested_list_needs_no_colon() {
    for label in ["Actions", "Action items", "Next steps", "**Actions**"] {
        let text = format!(
            "* Good things\n  * cake\n* {label}\n  - mo to write the guide\n  - sl will send a list\n* Jokes\n  * none\n"
        );
        check(
            &text,
            &[
                "4-4 action mo to write the guide",
                "5-5 action sl will send a list",
            ],
        );
    }
    check(
        "* Decisions\n  * drop v1\n  * keep v2\n* Next steps\n",
        &["2-2 decision drop v1", "3-3 decision keep v2"],
    );
    check(
        "* Decision\n  * drop v1\n  * since it is old\n",
        &["1-3 decision drop v1\nsince it is old"],
    );
    for about in [
        "Action items are good",
        "Slack incident follow-up",
        "Name resolution",
    ] {
        check(&format!("* {about}\n  * jo to go\n"), &[]);
    }
}

#[test]
fn a_name_alone_behind_a_label_owns_what_is_below() {
    assert_eq!(
        told("- ACTION: dims\n  - write the guide\n  - ask the board\n- ACTION: @al:\n  - go\n"),
        [
            "dims does write the guide",
            "dims does ask the board",
            "al does go"
        ]
    );
    assert_eq!(
        told("Attendees: Jo Lee, Al Bo\n\n- ACTION: Jo\n  - the guide\n"),
        ["Jo does the guide"]
    );
    check(
        "- ACTION: cleanup\n  - of all drivers\n  - and of tests\n",
        &["1-1 action cleanup"],
    );
}

#[test]
fn what_others_say_in_a_quote_is_theirs() {
    check("> Steve Lee wrote:\n> AGREED: drop podman\n", &[]);
    check("> On Fri, Steve wrote:\n> > Agreed: drop docker\n", &[]);
    check(
        "> AGREED: use it\n>\n> On Fri, Steve wrote:\n> > Agreed: drop it\n",
        &["1-1 decision use it"],
    );
    check(
        "> Talk. We agreed to drop\n> docker.\n",
        &["1-2 weak decision We agreed to drop docker."],
    );
}

#[test]
fn tags_that_strike_out_count() {
    check(
        "<s>AGREED: x it is</s>\n\n- <del>Agreed: y it is</del>\n",
        &[],
    );
}

#[test]
fn struck_cells_count_as_struck() {
    check(
        "## Pike priorities\n\n| # | Topic | Owner |\n|---|---|---|\n| 1 | Cells | jo |\n| 2 | ~~API keys~~ | rd |\n| | | al |\n| 3 | ~~v1~~ v2 | ed |\n",
        &["5-5 priority Cells", "8-8 priority v2"],
    );
    check(
        "| Topic | Decision |\n|---|---|\n| Logs | ~~keep them~~ |\n| Bots | keep <s>two</s> one |\n",
        &["4-4 decision Bots: keep  one"],
    );
    let found = items("Action | Owner\n---|---\n~~Write it~~ | Jo\nAsk | Al\n");
    let done: Vec<bool> = found.iter().map(crate::model::Item::is_done).collect();
    assert_eq!(
        (done.as_slice(), found[0].text.as_str()),
        (&[true, false][..], "Write it")
    );
}

#[test]
fn marks_of_containers_end_what_stands_above() {
    for (opens, ends) in [
        (":::info", ":::"),
        ("::: {.note}", ":::"),
        ("{{% notice note %}}", "{{% /notice %}}"),
        ("{{< alert >}}", "{{< /alert >}}"),
    ] {
        check(
            &format!(
                "Talk.\n\n{opens}\n**Decision:** use the crate\n{ends}\n\nACTION: jo to go\n{ends}\n"
            ),
            &["4-4 decision use the crate", "7-7 action jo to go"],
        );
    }
}

#[test]
fn a_question_behind_a_label_is_no_agreement() {
    assert_eq!(told("AGREED?: move to tooz\n"), ["unknown: move to tooz"]);
}
