//! Links of the book, the README and what stands beside it lead somewhere.

use crate::page::{self, Page, root};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

#[test]
fn every_link_leads_somewhere() {
    let pages = page::all();
    let mut count = 0;
    for page in &pages {
        for link in targets(&page.text) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            count += 1;
            follow(page, &link);
        }
    }
    assert!(count > 100, "{count}");
}

/// In the book there is nothing but `docs/`.
#[test]
fn no_link_leads_out_of_the_book() {
    for page in page::all() {
        let inside = page.path.starts_with("docs/");
        for link in targets(&page.text).iter().filter(|_| inside) {
            assert!(!link.starts_with("../"), "{}: {link}", page.path);
        }
    }
}

#[track_caller]
fn follow(page: &Page, link: &str) {
    let here = root().join(&page.path);
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let file = match path {
        "" => here.clone(),
        path => here.parent().unwrap().join(path),
    };
    assert!(file.exists(), "{}: there is no {link}", page.path);
    if !anchor.is_empty() {
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            anchors(&text).contains(anchor),
            "{}: no heading for {link}",
            page.path
        );
    }
}

fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// Where links and pictures lead.
fn targets(text: &str) -> Vec<String> {
    let target = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    };
    events(text).filter_map(target).collect()
}

/// The anchors of headings, as GitHub and mdBook make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut anchors = BTreeSet::new();
    let mut heading: Option<String> = None;
    for event in events(text) {
        match (event, &mut heading) {
            (Event::Start(Tag::Heading { .. }), _) => heading = Some(String::new()),
            (Event::Text(text) | Event::Code(text), Some(words)) => words.push_str(&text),
            (Event::End(TagEnd::Heading(_)), Some(words)) => {
                let kept = words.trim().chars().filter_map(|sign| match sign {
                    ' ' => Some('-'),
                    '-' | '_' => Some(sign),
                    _ => sign.is_alphanumeric().then_some(sign),
                });
                let name = kept.collect::<String>().to_lowercase();
                let times = seen.entry(name.clone()).or_default();
                anchors.insert(match *times {
                    0 => name,
                    times => format!("{name}-{times}"),
                });
                *times += 1;
                heading = None;
            }
            _ => {}
        }
    }
    anchors
}
