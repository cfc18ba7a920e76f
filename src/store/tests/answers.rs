//! Filters, signs, limits, order, and the lists a store gives.

use super::{Sketch, StoreError, field, ids, memory, query, word};
use crate::query::{Field, Node};

fn sketches() -> Vec<Sketch> {
    let first = Sketch {
        tags: &["cells", "rolling-upgrades"],
        release: "Mitaka",
        event: "Mitaka Design Summit",
        date: "2015-10",
        ..Sketch::new("2015/cells.md", 3, "Cells v2", "cells scale out")
    };
    let second = Sketch {
        line: 9,
        title: "Upgrades",
        body: "upgrade the cells in place".to_owned(),
        tags: &["rolling-upgrades"],
        ..first.clone()
    };
    let third = Sketch {
        tags: &["cells"],
        release: "2023.1",
        date: "2023-03-28",
        ..Sketch::new("2023/ptg.md", 1, "Volumes", "volumes and quotas")
    };
    let undated = Sketch::new("misc.md", 1, "Notes", "volumes without a date");
    vec![first, second, third, undated]
}

fn and(nodes: Vec<Node>) -> Node {
    Node::And(nodes)
}

fn not(node: Node) -> Node {
    Node::Not(Box::new(node))
}

const A: &str = "2015/cells#3";
const B: &str = "2015/cells#9";
const C: &str = "2023/ptg#1";
const D: &str = "misc#1";

#[test]
fn filters_by_fields() {
    let store = memory(&sketches());
    let table: &[(Field, &str, &[&str])] = &[
        (Field::Tag, "cells", &[A, C]),
        (Field::Tag, "Rolling Upgrades", &[A, B]),
        (Field::Release, "mitaka", &[A, B]),
        (Field::Project, "Nova", &[A, B, C, D]),
        (Field::Event, "design summit", &[A, B]),
        (Field::Event, "tokyo", &[]),
        (Field::Title, "cell", &[A]),
        (Field::Kind, "topic", &[A, B, C, D]),
        (Field::Kind, "preamble", &[]),
        (Field::Path, "2015", &[A, B]),
        (Field::Path, "*/PTG.md", &[C]),
        (Field::Path, "20[12]?/*", &[A, B, C]),
        (Field::Path, "nowhere", &[]),
        (Field::Date, "2015", &[A, B]),
        (Field::Date, "2015-10-31", &[A, B]),
        (Field::Date, "2015-11..2023", &[C]),
        (Field::Date, "..2016", &[A, B]),
        (Field::Since, "2015-10-15", &[A, B, C]),
        (Field::Since, "2024", &[]),
        (Field::Until, "2015", &[A, B]),
    ];
    for (f, value, expected) in table {
        assert_eq!(ids(&store, field(*f, value)), *expected, "{f:?} {value}");
    }
}

#[test]
fn joins_and_denies() {
    let store = memory(&sketches());
    let found = |node| ids(&store, node);
    let mut both = found(and(vec![word("cells"), word("upgrade")]));
    both.sort();
    assert_eq!(both, [A, B]);
    assert_eq!(
        found(and(vec![word("volumes"), not(field(Field::Tag, "cells"))])),
        [D]
    );
    assert_eq!(
        found(Node::Or(vec![word("quotas"), word("without")])).len(),
        2
    );
    assert_eq!(found(and(vec![word("volumes"), word("&")])).len(), 2);
    assert_eq!(found(not(not(word("quotas")))), [C]);
    let either = Node::Or(vec![word("quotas"), not(word("volumes"))]);
    let mut either = found(and(vec![field(Field::Tag, "cells"), either]));
    either.sort();
    assert_eq!(either, [A, C]);
}

#[test]
fn says_why_nothing_can_match() {
    let store = memory(&sketches());
    for node in [
        not(word("cells")),
        and(vec![not(word("cells")), not(word("volumes"))]),
        Node::Or(vec![word("cells"), not(word("volumes"))]),
        word(""),
        Node::Phrase(super::text("--- , .")),
        and(vec![]),
        field(Field::Tag, "!"),
        field(Field::Title, " "),
    ] {
        let found = super::find(&store, &query(node.clone()), 10, 0).unwrap();
        assert_eq!(found.total, 0, "{node:?}");
        assert!(found.nothing.is_some(), "{node:?}");
    }
    let found = super::find(&store, &query(word("absent")), 10, 0).unwrap();
    assert!(found.nothing.is_none());
}

#[test]
fn refuses_values_that_mean_nothing() {
    let store = memory(&sketches());
    for (f, value) in [
        (Field::Since, "soon"),
        (Field::Date, ".."),
        (Field::Until, "2015-99"),
        (Field::Path, "a[b"),
    ] {
        let found = super::find(&store, &query(field(f, value)), 10, 0);
        assert!(matches!(found, Err(StoreError::BadQuery { .. })), "{value}");
    }
}

#[test]
fn takes_any_limit() {
    let store = memory(&sketches());
    let all = query(field(Field::Project, "nova"));
    for (limit, offset, hits) in [
        (0, 0, 0),
        (2, 0, 2),
        (2, 3, 1),
        (usize::MAX, 0, 4),
        (usize::MAX, usize::MAX, 0),
        (1, 4, 0),
    ] {
        let found = super::find(&store, &all, limit, offset).unwrap();
        assert_eq!((found.hits.len(), found.total, found.recaps), (hits, 4, 3));
    }
}

#[test]
fn breaks_ties_by_path_and_line() {
    let same = |path, line| Sketch::new(path, line, "Same", "the same words");
    let store = memory(&[
        same("b.md", 10),
        same("b.md", 9),
        same("a.md", 7),
        same("c.md", 1),
    ]);
    let order = ["a#7", "b#9", "b#10", "c#1"];
    assert_eq!(ids(&store, word("same")), order);
    let topics = store.topics(None).unwrap();
    assert_eq!(
        topics.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(),
        order
    );
}

#[test]
fn ranks_titles_first() {
    let store = memory(&[
        Sketch::new("a.md", 1, "Other", "quotas quotas quotas are in the body"),
        Sketch::new("b.md", 1, "Quotas", "the title has it"),
    ]);
    assert_eq!(ids(&store, word("quotas")), ["b#1", "a#1"]);
}

#[test]
fn lists_what_it_holds() {
    let store = memory(&sketches());
    assert_eq!(
        store.topics_with_markdown(None).unwrap()[0].1.markdown,
        "raw"
    );
    let filter = query(field(Field::Release, "2023.1"));
    assert_eq!(store.topics(Some(&filter)).unwrap().len(), 1);
    let id = store.topics_as(Some(&filter), |topic| topic.id).unwrap();
    assert_eq!(id, [store.topics(Some(&filter)).unwrap()[0].id.clone()]);
    let recaps = store.recaps(None).unwrap();
    let paths: Vec<&str> = recaps.iter().map(|r| r.recap.path.as_str()).collect();
    assert_eq!(paths, ["2015/cells.md", "2023/ptg.md", "misc.md"]);
    assert_eq!(recaps[0].topics, 2);
    assert_eq!(store.recaps(Some(&filter)).unwrap().len(), 1);
    assert_eq!(
        store.topic(A).unwrap().map(|t| t.0.title).as_deref(),
        Some("Cells v2")
    );
    assert!(store.topic("nope").unwrap().is_none());
    let found = store.ids_containing("CELLS#").unwrap();
    assert_eq!(found[1], (B.to_owned(), "Upgrades".to_owned()));
    let values = |f| store.field_values(f).unwrap();
    assert_eq!(
        values(Field::Tag),
        [("cells".to_owned(), 2), ("rolling-upgrades".to_owned(), 2)]
    );
    assert_eq!(
        values(Field::Release),
        [("2023.1".to_owned(), 1), ("Mitaka".to_owned(), 2)]
    );
    assert_eq!(
        values(Field::Event),
        [("Mitaka Design Summit".to_owned(), 2)]
    );
    assert_eq!(values(Field::Title), []);
}

#[test]
fn answers_from_nothing() {
    for store in [
        memory(&[]),
        memory(&[Sketch::new("a.md", 1, "T", "undated")]),
    ] {
        assert_eq!(
            ids(&store, field(Field::Since, "2000")),
            Vec::<String>::new()
        );
        assert_eq!(ids(&store, field(Field::Path, "x*")), Vec::<String>::new());
        assert_eq!(store.field_values(Field::Release).unwrap(), []);
        assert_eq!(store.ids_containing("zzz").unwrap(), []);
    }
}
