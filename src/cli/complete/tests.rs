//! What is offered for a word.

use super::{beginning, ids_for, is_plain};

#[test]
fn ids_are_offered_by_path_or_by_an_anchor_of_their_own() {
    let ids = ["notes/a#_", "notes/a#x-y", "notes/a#end", "notes/b#end"];
    let ids = ids.map(|id| (id.to_owned(), 1));
    let found = |word: &str| -> Vec<String> {
        let found = ids_for(&ids, word).into_iter();
        found.map(|(id, _)| id).collect()
    };
    assert_eq!(found("x"), ["x-y"]);
    assert_eq!(found("notes/b"), ["notes/b#end"]);
    assert_eq!(found("end"), [""; 0]);
    assert_eq!(
        found(""),
        ["notes/a#_", "x-y", "notes/a#end", "notes/b#end"]
    );
}

#[test]
fn names_are_offered_in_the_case_of_the_word() {
    let names = [("Mitaka".to_owned(), 2), ("Newton".to_owned(), 1)];
    assert_eq!(beginning(&names, "mi"), [("mitaka".to_owned(), 2)]);
    assert_eq!(beginning(&names, "Mi"), [("Mitaka".to_owned(), 2)]);
}

#[test]
fn only_words_are_offered() {
    for name in [
        "a/a",
        "c++",
        "notes/2016-x#y_z",
        "2023.1",
        "zürich",
        "Denver PTG",
    ] {
        assert!(is_plain(name), "{name}");
    }
    for name in [
        "",
        "-x",
        "a ",
        "a  b",
        " a",
        "$(x)",
        "a;b",
        "a\u{1b}b",
        "a'b",
        "#a",
        "a\u{202e}b",
        "~a",
        "a,b",
    ] {
        assert!(!is_plain(name), "{name:?}");
    }
}
