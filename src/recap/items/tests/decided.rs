//! What was decided and handed out: by tables, under headings, in nested lists, and where others say so.

use super::items;
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
fn a_question_behind_a_label_is_no_agreement() {
    assert_eq!(told("AGREED?: move to tooz\n"), ["unknown: move to tooz"]);
}
