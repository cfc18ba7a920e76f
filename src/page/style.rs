//! What the page's own style sheets make bold, as editors write it that have no other way to say so.

use super::tree;
use dom_query::NodeRef;
use std::collections::HashMap;

/// Makes `<strong>` of each `<span>` that is bold by its class or its own style.
pub(super) fn embolden(body: &NodeRef<'_>) {
    let rules = rules(&body.tree.root());
    for span in tree::all(body, "span[class], span[style]") {
        let class = span.class().unwrap_or_default();
        let told = class
            .split_ascii_whitespace()
            .filter_map(|name| rules.get(name));
        // Of several rules the last one holds, and its own style before all.
        let by_class = told.max_by_key(|(at, _)| *at).map(|(_, bold)| *bold);
        let own = span.attr("style").and_then(|style| weight(&style));
        if own.or(by_class) == Some(true) {
            span.rename("strong");
        }
    }
}

/// The classes whose rules say how heavy a text is: where the rule stands, and whether it is bold. Only plain rules count, such as
/// `.c1{font-weight:700}`.
fn rules(root: &NodeRef<'_>) -> HashMap<String, (usize, bool)> {
    let (mut out, mut at) = (HashMap::new(), 0);
    for sheet in tree::all(root, "style") {
        let sheet = sheet.text();
        for rule in sheet.split('}') {
            let Some((name, bold)) = rule
                .split_once('{')
                .and_then(|(name, says)| Some((name, weight(says)?)))
            else {
                continue;
            };
            let name = name.trim().strip_prefix('.').unwrap_or("");
            let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            if !name.is_empty() && name.chars().all(plain) {
                out.insert(name.to_owned(), (at, bold));
                at += 1;
            }
        }
    }
    out
}

/// Whether declarations make a text bold, where they say it.
fn weight(says: &str) -> Option<bool> {
    // Of several the last one holds.
    let all = says.rsplit(';').filter_map(|one| one.split_once(':'));
    let mut told = all.filter(|(name, _)| name.trim().eq_ignore_ascii_case("font-weight"));
    let value = told.next()?.1.trim().to_ascii_lowercase();
    let value = value.trim_end_matches("!important").trim_end();
    let number = value.parse::<u32>().is_ok_and(|n| n >= 600);
    Some(number || value.starts_with("bold"))
}
