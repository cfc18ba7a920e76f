//! Which rows are shown, how they are cut, what is marked in them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::{Passage, Snippet, snippet};
use crate::model::LineNumbers;
use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_oneof, proptest};
use unicode_segmentation::UnicodeSegmentation as _;

/// The snippet of a text for all places of these words, its first line being line 1.
fn of(text: &str, words: &[&str]) -> Snippet {
    let mut ranges: Vec<(usize, usize)> = words
        .iter()
        .flat_map(|word| text.match_indices(word))
        .map(|(at, word)| (at, at + word.len()))
        .collect();
    ranges.sort_unstable();
    taken(text, &ranges)
}

fn taken(text: &str, ranges: &[(usize, usize)]) -> Snippet {
    let lines: Vec<u32> = (0..).take(text.lines().count()).collect();
    let passage = Passage {
        text,
        lines: &lines,
        numbers: &LineNumbers::from(1),
    };
    snippet(passage, ranges, &[])
}

/// The texts that are marked.
fn marked(snippet: &Snippet) -> Vec<String> {
    let cut = |(start, end): &(usize, usize)| {
        let chars = snippet.text.chars();
        chars.skip(*start).take(end - start).collect()
    };
    snippet.highlights.iter().map(cut).collect()
}

#[test]
fn one_stretch_where_it_holds_all() {
    let found = of(
        "one\ntwo\nthree é match and\nfour match other\nfive\nmatch",
        &["match", "other"],
    );
    assert_eq!(found.text, "three é match and\nfour match other\nfive");
    assert_eq!(found.highlights, [(8, 13), (23, 28), (29, 34)]);
    assert_eq!(found.lines, [3, 4, 5]);
    assert!(found.gaps.is_empty());
}

#[test]
fn several_stretches_where_they_hold_more() {
    let far = "filler\n".repeat(30);
    let text = format!("intro\nred\n{far}red and green\n\nmore green\n{far}blue\n{far}red");
    let found = of(&text, &["red", "green", "blue"]);
    assert_eq!(found.text, "red and green\nblue");
    assert_eq!((found.lines, found.gaps), (vec![33, 66], vec![1]));
    let text = format!("red\n\ngreen\n{far}blue");
    let found = of(&text, &["red", "green", "blue"]);
    assert_eq!(found.lines, [1, 3, 34]);
    assert_eq!(found.gaps, [2], "a blank line is no gap");
    let text = format!("rounded\n{far}rounding\n{far}rounds");
    let found = of(&text, &["rounded", "rounding", "rounds"]);
    assert_eq!(found.lines, [1, 2, 3], "forms of a word are one thing");
    let colours = ["red", "green", "blue", "white", "black"];
    let text = colours.join(&format!("\n{far}"));
    let found = of(&text, &colours);
    assert_eq!(
        (found.text.as_str(), found.gaps),
        ("red\ngreen\nblue", vec![1, 2])
    );
}

#[test]
fn the_beginning_where_nothing_matches() {
    assert_eq!(of("", &[]), Snippet::default());
    assert_eq!(of("\n \n", &["x"]), Snippet::default());
    let found = of("\n one\n\ntwo \nthree\nfour", &[]);
    assert_eq!(found.text, "one\ntwo\nthree");
    assert_eq!(found.lines, [2, 4, 5]);
}

#[test]
fn long_lines_are_cut_around_what_matched() {
    let words = "word ".repeat(200);
    let found = of(&words, &[]);
    assert!(found.text.ends_with("word\u{2026}") && found.text.starts_with("word"));
    let text = format!("{words}needle {words}");
    let found = of(&text, &["needle"]);
    assert!(
        found.text.starts_with("\u{2026}word word"),
        "{}",
        found.text
    );
    assert!(found.text.ends_with("word\u{2026}"), "{}", found.text);
    assert_eq!(found.text.find("needle"), Some("\u{2026}".len() + 40));
    assert!((120..=138).contains(&found.text.chars().count()));
    assert_eq!(marked(&found), ["needle"]);
    let end = of(&format!("{words}needle"), &["needle"]);
    assert!(end.text.ends_with(" word needle") && end.text.chars().count() > 120);
    let begin = of(&format!("needle {words}"), &["needle"]);
    assert!(begin.text.starts_with("needle word") && begin.text.ends_with('\u{2026}'));
}

#[test]
fn two_matches_of_one_long_line_have_a_row_each() {
    let words = "word ".repeat(100);
    let text = format!("{words}needle {words}thread {words}\nlast");
    let found = of(&text, &["needle", "thread"]);
    let rows: Vec<&str> = found.text.lines().collect();
    assert_eq!(rows.len(), 3);
    assert!(
        rows[0].contains("needle") && rows[1].contains("thread"),
        "{rows:?}"
    );
    assert!(
        rows[..2]
            .iter()
            .all(|row| row.starts_with('\u{2026}') && row.ends_with('\u{2026}'))
    );
    assert_eq!((found.lines, found.gaps), (vec![1, 1, 2], vec![]));
    // Rows that go on in each other have nothing left out between them.
    let text = format!("needle {}thread {words}", "word ".repeat(31));
    let found = of(&text, &["needle", "thread"]);
    let rows: Vec<&str> = found.text.lines().collect();
    assert!(
        rows[0].ends_with("word") && rows[1].starts_with("word word") && rows[1].contains("thread"),
        "{rows:?}"
    );
}

#[test]
fn a_solid_line_is_cut_between_characters() {
    let solid = "x".repeat(100_000);
    let found = taken(&solid, &[(99_999, 100_000)]);
    assert_eq!(marked(&found), ["x"]);
    let found = taken(&solid, &[(0, 100_000)]);
    assert_eq!(found.highlights, [(0, 136)]);
    let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
    let found = taken(&family.repeat(200), &[]);
    let shown = found.text.strip_suffix('\u{2026}').unwrap();
    assert!(shown.graphemes(true).all(|one| one == family), "{shown}");
    let stack = format!("e{}", "\u{301}".repeat(5000));
    let found = taken(&stack, &[(0, 1)]);
    assert_eq!(found.highlights.len(), 1);
}

#[test]
fn marks_hold_whole_characters() {
    let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
    for (text, word, expected) in [
        (format!("a {family} b"), "\u{1f469}", family.to_owned()),
        ("cafe\u{301} au lait".into(), "cafe", "cafe\u{301}".into()),
        ("cafe\u{301} au lait".into(), "\u{301}", "e\u{301}".into()),
        ("東京都の会議".into(), "京都", "京都".into()),
        ("שָׁלוֹם עולם".into(), "ש", "שָׁ".into()),
        (
            "\u{1f1e9}\u{1f1ea} flag".into(),
            "\u{1f1ea}",
            "\u{1f1e9}\u{1f1ea}".into(),
        ),
        ("one two\r\nthree".into(), "two", "two".into()),
    ] {
        let found = of(&text, &[word]);
        assert_eq!(marked(&found), [expected], "{text}");
        assert!(!found.text.contains('\r'), "{text}");
    }
    let both = of("e\u{301}", &["e", "\u{301}"]);
    assert_eq!(both.highlights, [(0, 2)]);
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-c]{1,12} ",
        2 => "[a-c]{1,90}",
        2 => Just("\n".to_owned()),
        1 => Just("\r\n".to_owned()),
        1 => Just(" ".repeat(7)),
        1 => "[\u{300}-\u{303}\u{1f468}\u{200d}\u{1f1e6}-\u{1f1e8}\u{600}\u{5d0}-\u{5d3}日本語é\u{85}\u{2028}\u{a0}]{1,60}",
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn marks_ascend_on_edges_inside_the_text(text in text(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..60)) {
        let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| edges[cut.index(edges.len())]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let ranges: Vec<(usize, usize)> = cuts.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        let found = taken(&text, &ranges);
        let rows = found.text.split('\n').count();
        prop_assert!(rows <= 6);
        prop_assert!(found.text.is_empty() || found.lines.len() == rows);
        prop_assert!(found.text.split('\n').all(|row| row.chars().count() <= 138));
        prop_assert!(found.lines.is_sorted());
        let mut chars = 0;
        let mut edges = vec![0];
        for cluster in found.text.graphemes(true) {
            chars += cluster.chars().count();
            edges.push(chars);
        }
        for (start, end) in &found.highlights {
            prop_assert!(start < end && edges.contains(start) && edges.contains(end));
        }
        prop_assert!(found.highlights.is_sorted_by(|one, next| one.1 <= next.0));
        let shown = ranges.iter().any(|(start, end)| !text[*start..*end].trim().is_empty());
prop_assert!(!shown || !found.highlights.is_empty());
    }
}
