//! What people type is found however the note has it.

use super::{Sketch, memory, query, text};
use crate::query::Node;

/// What is asked, and the text it must be found in.
fn table() -> Vec<(String, String)> {
    let same = [
        "active/active",
        "active-active",
        "A/A",
        "v2.1",
        "N-1",
        "/v3",
        "c-vol",
        "allow_availability_zone_fallback",
        "--rate",
        "don't",
        "don’t",
        "[WIP]",
        "C++",
        "eth1.cfg",
        "/etc/neutron/plugins/ml2/ml2_conf.ini",
        "https://x.org/a?b=c",
        "??=",
        "=>",
        "::",
        "|>",
        "os-brick",
        "c#",
        "@alice",
        "#1234",
        "100%",
        "权限",
        "权限管理",
        "Zürich",
        "x86_64",
        "nova-compute",
        "libvirt+kvm",
        "~/.config",
        "F5",
        "1.29.0",
        "日本語テキスト",
        "한국어",
        "😀",
    ];
    let pairs = [
        ("active/active", "active-active"),
        ("active-active", "active/active"),
        (
            "availability zone fallback",
            "allow_availability_zone_fallback",
        ),
        ("ml2_conf", "/etc/neutron/plugins/ml2/ml2_conf.ini"),
        ("ml2_conf.ini", "/etc/neutron/plugins/ml2/ml2_conf.ini"),
        ("plugins/ml2", "/etc/neutron/plugins/ml2/ml2_conf.ini"),
        ("don't", "don’t"),
        ("don’t", "don't"),
        ("??=", "a??=b"),
        ("=>", "foo=>bar"),
        ("v3", "/v3/volumes"),
        ("/v3", "/v3/volumes"),
        ("C++", "c++/cli"),
        ("zurich", "Zürich"),
        ("Zürich", "Zu\u{308}rich"),
        ("Zürich", "zurich"),
        ("限", "权限管理"),
        ("x.org", "https://x.org/a?b=c"),
        ("file", "ﬁle"),
    ];
    let hash = "0123456789".repeat(30);
    let mut table: Vec<_> = same.map(|text| (text.to_owned(), text.to_owned())).into();
    table.extend(pairs.map(|(ask, text)| (ask.to_owned(), text.to_owned())));
    table.push((hash.clone(), hash));
    table
}

#[test]
fn finds_what_people_type_bare_and_quoted() {
    for (ask, held) in table() {
        let forms = [
            format!("we said {held} again"),
            format!("we said `{held}` again"),
            format!("we said ({held}) again"),
            format!("“{held}”"),
            format!("we said {held}, and {held}: so."),
            format!("about {held}."),
            format!("[{held}]"),
        ];
        let plain = Sketch::new(
            "other.md",
            1,
            "Other",
            "nothing of that sort: b c d rate active",
        );
        let mut sketches = vec![plain];
        sketches.extend(
            forms
                .iter()
                .zip(1..)
                .map(|(body, line)| Sketch::new("a.md", line, "T", body)),
        );
        let store = memory(&sketches);
        let bare = if ask.contains(' ') {
            Node::And(ask.split(' ').map(|word| Node::Word(text(word))).collect())
        } else {
            Node::Word(text(&ask))
        };
        for node in [bare, Node::Phrase(text(&ask))] {
            let found = super::find(&store, &query(node.clone()), 100, 0).unwrap();
            let lines: Vec<u32> = found
                .hits
                .iter()
                .map(|hit| hit.topic.lines().start)
                .collect();
            for (body, line) in forms.iter().zip(1..) {
                assert!(lines.contains(&line), "{node:?} finds no {body}");
                let marked = found.matcher.ranges(body);
                assert!(!marked.is_empty(), "{node:?} marks nothing in {body}");
            }
        }
    }
}

#[test]
fn finds_no_more_than_asked() {
    let store = memory(&[
        Sketch::new("a.md", 1, "T", "plan c and b, vol 2"),
        Sketch::new("b.md", 1, "T", "active and passive"),
        Sketch::new("c.md", 1, "T", "fallback zone availability"),
    ]);
    for ask in [
        "C++",
        "active/active",
        "availability_zone_fallback",
        "c-vol",
        "??=",
    ] {
        for node in [Node::Word(text(ask)), Node::Phrase(text(ask))] {
            let found = super::find(&store, &super::query(node), 10, 0).unwrap();
            assert_eq!(found.with_all, 0, "{ask}");
        }
    }
}

#[test]
fn finds_other_forms_of_a_word_but_not_between_quotes() {
    let bodies = ["upgrade", "upgrades", "upgrading"];
    let store = memory(&bodies.map(|body| Sketch::new(body, 1, "T", body)));
    for ask in bodies {
        let found = super::ids(&store, Node::Word(text(ask)));
        assert_eq!(found.len(), 3, "{ask}");
        assert_eq!(found[0], format!("{ask}#1"), "as written comes first");
        assert_eq!(
            super::ids(&store, Node::Phrase(text(ask))),
            [format!("{ask}#1")]
        );
    }
}

#[test]
fn marks_what_matches() {
    let body = "Rolling upgrades — “cells” v2, upgrade the Zu\u{308}rich C++ node";
    let both = Node::Or(vec![
        Node::Phrase(text("rolling upgrades")),
        Node::Word(text("upgrade")),
        Node::Word(text("zurich")),
        Node::Word(text("c++")),
        Node::Not(Box::new(Node::Word(text("node")))),
    ]);
    let matcher = super::super::Matcher::new(&query(both));
    let marked: Vec<&str> = matcher
        .ranges(body)
        .iter()
        .map(|(a, b)| &body[*a..*b])
        .collect();
    assert_eq!(
        marked,
        ["Rolling upgrades", "upgrade", "Zu\u{308}rich", "C++"]
    );
}

proptest::proptest! {
    #[test]
    fn whatever_is_written_marks_itself(body in "(\\PC|[-=>:/ a-c\u{301}中文']){0,40}") {
        for node in [Node::Word(text(&body)), Node::Phrase(text(&body))] {
            let ranges = super::super::Matcher::new(&query(node)).ranges(&body);
            let any = !super::super::analysis::tokens(&body).is_empty();
            let signs = super::super::signs::row(&body).is_some();
            assert!(!ranges.is_empty() || !any, "{body:?}");
            assert!(ranges.is_empty() || any || signs, "{body:?}");
            assert!(ranges.iter().all(|(a, b)| body.get(*a..*b).is_some()));
            assert!(ranges.windows(2).all(|two| two[0].1 < two[1].0));
        }
    }
}
