//! Every link of ours leads to a page, from whatever page it stands on.

use crate::notes::ALL;
use crate::server::Served;
use std::collections::{BTreeSet, VecDeque};

/// Pages that are looked at.
const MOST: usize = 400;

fn links(body: &str) -> impl Iterator<Item = String> {
    let values = body.split(" href=\"").skip(1);
    let values = values.filter_map(|rest| rest.split('"').next());
    values.map(|value| {
        value
            .replace("&#38;", "&")
            .replace("&amp;", "&")
            .replace("&#39;", "'")
            .replace("&quot;", "\"")
    })
}

#[test]
fn every_link_leads_somewhere() {
    let kb = Served::new(&ALL);
    let mut seen = BTreeSet::from(["/".to_owned()]);
    let mut next = VecDeque::from(["/".to_owned()]);
    let mut looked = 0;
    while let Some(path) = next.pop_front() {
        let page = kb.get(&path);
        assert_eq!(page.status, 200, "{path}");
        looked += 1;
        if !page.header("content-type").starts_with("text/html") {
            continue;
        }
        for name in ["<main ", "<header", "<nav", "<h1"] {
            assert!(page.body.contains(name), "{path}: no {name}");
        }
        assert_eq!(page.body.matches("<h1").count(), 1, "{path}");
        assert!(
            !page.body.contains(" style=") && !page.body.contains("<style"),
            "{path}"
        );
        let ids: Vec<&str> = page
            .body
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let unique: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: {ids:?}");
        for link in links(&page.body) {
            assert!(
                link.starts_with('/')
                    || link.starts_with('#')
                    || link == "https://example.org/groups",
                "{path}: {link}"
            );
            if link.starts_with('/') && seen.len() < MOST && seen.insert(link.clone()) {
                next.push_back(link);
            }
        }
    }
    assert!(looked > 100, "{looked}");
}
