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
fn a_question_behind_a_label_is_no_agreement() {
    assert_eq!(told("AGREED?: move to tooz\n"), ["unknown: move to tooz"]);
}
