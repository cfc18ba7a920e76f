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
    let text = "### Decisions\n\n- Fedora will ship KDE by default\n- The WG will publish the draft as CR\n- Jo to write it\n";
    assert_eq!(
        told(&format!("## A\n\n{text}")),
        [
            "agreed: Fedora will ship KDE by default",
            "agreed: The WG will publish the draft as CR",
            "Jo does Jo to write it",
        ]
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
