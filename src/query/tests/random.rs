//! Any text: nothing panics, every leaf has a place, every plain word is kept.

use crate::query::{Node, describe, parse, parse_begun};
use proptest::prelude::*;

fn spans(node: &Node, text: &str) {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| spans(node, text)),
        Node::Not(node) | Node::Wider(node, _) | Node::Begun(node) => spans(node, text),
        Node::Word(leaf)
        | Node::Phrase(leaf)
        | Node::Near(leaf, _)
        | Node::Prefix(leaf)
        | Node::Fuzzy(leaf, _)
        | Node::Regex(leaf)
        | Node::Field(_, leaf) => {
            assert!(!leaf.span.of(text).is_empty(), "{leaf:?} in {text:?}");
        }
    }
}

fn never_panics(text: &str) {
    if let Ok(query) = parse_begun(text) {
        spans(&query.root, text);
    }
    match parse(text) {
        Ok(query) => {
            spans(&query.root, text);
            assert!(!describe(&query).is_empty());
        }
        Err(error) => {
            let span = error.span();
            assert!(
                span.is_none_or(|span| !span.of(text).is_empty()),
                "{error} in {text:?}"
            );
            assert!(error.hint().is_some());
        }
    }
}

proptest! {
    #[test]
    fn reads_any_text(text in any::<String>()) {
        never_panics(&text);
    }

    #[test]
    fn reads_any_signs(text in "([()\"“”„«»*~/5\\\\: é-]|re:/|has:|abc|OR|AND|NOT|tag|date|a|[.][.]|2015){0,40}") {
        never_panics(&text);
    }

    #[test]
    fn reads_any_words_with_signs(words in prop::collection::vec(
        "(re:/|has:|-|\"|„|«|[(]|tag:)?[a-zé*~/\\\\_-]{0,5}(\\*|~[0-9]{0,25}|\"~[0-9]{1,22}|/|»|[)]|\\\\\\*)?", 0..12)) {
        never_panics(&words.join(" "));
    }

    #[test]
    fn quotes_make_anything_literal(text in "[a-z*~/(): -]{1,20}") {
        prop_assume!(!text.trim().is_empty());
        let query = parse(&format!("\"{text}\"")).unwrap();
        prop_assert!(matches!(&query.root, Node::Phrase(phrase) if phrase.text == text));
    }

    #[test]
    fn keeps_every_plain_word(words in prop::collection::vec("[a-zé0-9_/+.]{1,9}(-[a-z0-9]{1,4})?", 1..20)) {
        let query = parse(&words.join(" ")).unwrap();
        let terms: Vec<String> = query.root.terms().map(|text| text.text.clone()).collect();
        prop_assert_eq!(terms, words);
    }
}
