//! Marks that people and bots leave: labels in odd places, commands, struck words, times, nicks.

use super::{check, items};
use crate::model::Detail;

#[test]
fn labels_in_the_middle_of_a_paragraph_are_weak() {
    check(
        "We looked at it. Decision: groups fail over together. Then AI: Jo to write it.\n\nIt was hard. Outcome: tbd.\n",
        &[
            "1-1 weak decision groups fail over together.",
            "1-1 weak action Jo to write it.",
        ],
    );
}

#[test]
fn what_is_struck_out_is_undone_or_done() {
    let found = items("- ~~AI: jo to go~~\n- AI: al to go\n");
    let done = found
        .iter()
        .map(|i| matches!(i.detail, Detail::Action { done: true, .. }));
    assert_eq!(done.collect::<Vec<_>>(), [true, false]);
    check(
        "- ~~Decision: drop v1~~\n- Decision: ~~drop v2~~ keep v2\n- ~~**Agreed:** drop v3~~ (undone)\n",
        &["2-2 decision keep v2"],
    );
    check(
        "## Newton priorities\n\n1. Cells\n2. ~~Quotas~~ moved to Ocata\n3. ~~HA~~\n",
        &["3-3 priority Cells"],
    );
}

#[test]
fn what_is_left_of_struck_words_counts() {
    let found = items(
        "## Action items\n\n- ~~Ann~~ Bob to go\n- Ann to go by ~~2016-06-01~~ 2016-07-01\n- [x] ACTION: Ed to go\n",
    );
    let shown = found.iter().map(|i| match &i.detail {
        Detail::Action { done, due } => format!("{} {done} {due:?}", i.owners.join(" ")),
        other => format!("{other:?}"),
    });
    let shown: Vec<String> = shown.collect();
    assert_eq!(
        (shown[0].as_str(), shown[2].as_str()),
        ("Bob false None", "Ed true None")
    );
    assert!(
        shown[1].contains("2016") && shown[1].contains('7'),
        "{shown:?}"
    );
    check("~~Decision: use it.~~ Overturned in June.\n", &[]);
    check(
        "Rejected decisions:\n\n- use it\n\nTo do so, we expect:\n\n- talk\n",
        &[],
    );
}

#[test]
fn labels_in_brackets_links_and_quotations() {
    check(
        "It was merged (TODO: link), see [it](TODO: link).\n\nGus came. (AI: Hal to send it)\n\nA talk: \"Infra and AI: What Comes Next\" it was.\n",
        &["3-3 weak action Hal to send it"],
    );
}

#[test]
fn things_own_nothing() {
    let text = "## Action items\n\n- CI/CD to be fixed\n- x86_64, eth0 to be tested\n- README.md to say so\n- OpenStack to follow\n- v2 and v3 to ship\n";
    for item in items(text) {
        assert!(item.owners.is_empty(), "{item:?}");
    }
    let text = "Attendees: kk, ll\n\nAI: DuncanT, hemna and al_x to go\n\nAI: kk & ll to go too\n\nAI: Ann Lee, Bo Ray and Cy Dee to sing\n";
    let owners: Vec<String> = items(text).iter().map(|i| i.owners.join("+")).collect();
    assert_eq!(
        owners,
        ["DuncanT+hemna+al_x", "kk+ll", "Ann Lee+Bo Ray+Cy Dee"]
    );
}

#[test]
fn minutes_with_times() {
    check(
        "10:00 Start.\n10:10 Decision: use it.\n10:20 AI: Bob to write it\nby June\n10:30 End.\n",
        &["2-2 decision use it.", "3-4 action Bob to write it by June"],
    );
}

#[test]
fn a_label_alone_over_a_list_announces_it() {
    check(
        "TODO\n\n- jo to go\n\nDecisions\n\n- drop v2\n\nOutlook\n\n- rain\n",
        &["3-3 action jo to go", "7-7 decision drop v2"],
    );
}

#[test]
fn what_a_bot_is_told_counts() {
    check(
        "Talk.\n#agreed use it\n#info and\n#action jo to go\nby May\n\n- #rejected the other one\n",
        &[
            "2-2 decision use it",
            "4-5 action jo to go by May",
            "7-7 decision the other one",
        ],
    );
}
