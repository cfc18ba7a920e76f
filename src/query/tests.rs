//! Queries as data: text in, the tree as a line out.

use super::{MAX_BYTES, MAX_DEPTH, MAX_TERMS, Node, QueryError, describe, parse};
use proptest::prelude::*;

/// A tree as a line: `all<a any<b not<c>>>`, words bare, phrases quoted, fields as `tag=x`.
fn line(node: &Node) -> String {
    let many = |sign: &str, nodes: &[Node]| {
        let nodes: Vec<String> = nodes.iter().map(line).collect();
        format!("{sign}<{}>", nodes.join(" "))
    };
    match node {
        Node::And(nodes) => many("all", nodes),
        Node::Or(nodes) => many("any", nodes),
        Node::Not(node) => format!("not<{}>", line(node)),
        Node::Word(text) => text.text.clone(),
        Node::Phrase(text) => format!("“{}”", text.text),
        Node::Wider(node, _) => line(node),
        Node::Near(text, gap) => format!("“{}”~{gap}", text.text),
        Node::Prefix(text) => format!("{}…", text.text),
        Node::Fuzzy(text, edits) => format!("{}~{edits}", text.text),
        Node::Regex(text) => format!("/{}/", text.text),
        Node::Field(field, text) => format!("{field}={}", text.text),
    }
}

fn check(text: &str, expected: &str) {
    let got = parse(text).map_or_else(|error| format!("error: {error}"), |q| line(&q.root));
    assert_eq!(got, expected, "query: {text}");
}

/// The error of a query: its message, the text it points at, its hint.
fn check_error(text: &str, message: &str, at: &str, hint: &str) {
    let error = parse(text).unwrap_err();
    assert_eq!(error.to_string(), message, "query: {text}");
    assert_eq!(
        error.span().map_or("", |span| span.of(text)),
        at,
        "query: {text}"
    );
    assert_eq!(error.hint().as_deref(), Some(hint), "query: {text}");
}

#[test]
fn joins_words_and_phrases() {
    check("  live \t migration ", "all<live migration>");
    check("\"live migration\" nova", "all<“live migration” nova>");
    check("“live migration”", "“live migration”");
    check("a\"\"b \"\" c", "all<a\"\"b c>");
    check(r#""say \"hi\" \o/""#, r#"“say "hi" \o/”"#);
    check("\"a\"b", "all<“a” b>");
}

#[test]
fn or_binds_weaker_than_and() {
    check("a b OR c", "any<all<a b> c>");
    check("a (b OR c)", "all<a any<b c>>");
    check("a AND b or c", "all<a b or c>");
    check("a (b (c d))", "all<a b c d>");
    check("(a OR b) OR c", "any<a b c>");
}

#[test]
fn leaves_out() {
    check("a -b", "all<a not<b>>");
    check("a NOT b", "all<a not<b>>");
    check("a -(b c)", "all<a not<all<b c>>>");
    check("a -\"b c\" -tag:d", "all<a not<“b c”> not<tag=d>>");
    check("a NOT -b", "all<a b>");
    check("a -(-b)", "all<a b>");
    check("a OR -b", "any<a not<b>>");
    check("-tag:a", "not<tag=a>");
    check("a -\"\" b", "all<a b>");
}

#[test]
fn keeps_literal_tokens() {
    let words = r#"[WIP] C++ A/A /v3 N-1 don't eth1.cfg ??= =>* #! { * ~ -x --rate -1 -> - foo() f(x) :) :( ) ()
        5" https://x nova:cells std::vec path::Path OR AND NOT -OR a^1e308 C:\Users \d+ Tag date или 高可用"#;
    for word in words.split_whitespace() {
        check(word, word);
        let alone = word.starts_with('-') && word[1..].starts_with(char::is_alphabetic);
        if !alone && !matches!(word, "AND" | "OR" | "NOT") {
            check(&format!("a {word} b"), &format!("all<a {word} b>"));
        }
    }
    check("- *", "all<- *>");
    check("([WIP] OR N-1)", "any<[WIP] N-1>");
    check("a :) b", "all<a :) b>");
    check("(foo() OR f(x))", "any<foo() f(x)>");
}

#[test]
fn takes_idle_operators_as_words() {
    check("OR a", "all<OR a>");
    check("a OR", "all<a OR>");
    check("AND a AND", "all<AND a AND>");
    check("NOT NULL", "all<NOT NULL>");
    check("a NOT", "all<a NOT>");
    check("a OR OR b", "any<all<a OR> b>");
    check("(a OR) b", "all<a OR b>");
    check("a -NOT", "all<a not<NOT>>");
}

#[test]
fn takes_the_meaning_from_signs() {
    check(r"a \-b", "all<a -b>");
    check(r"a \OR b", "all<a OR b>");
    check(r"\(a\) b", "all<(a) b>");
    check(r#"\"a b"#, "all<\"a b>");
    check(r"tag\:x \Tag:y", "all<tag:x Tag:y>");
    check(r"a\ b", "a b");
    check("a\\", "a\\");
}

#[test]
fn reads_fields() {
    check(
        "TAG:ha title:\"live migration\"",
        "all<tag=ha title=live migration>",
    );
    check(
        "(release:Mitaka OR release:Newton)",
        "any<release=Mitaka release=Newton>",
    );
    check("tag:a:b", "tag=a:b");
    check("date:2015..2016-05", "date=2015..2016-05");
    check(
        "since:2015-10 until:\"2016\"",
        "all<since=2015-10 until=2016>",
    );
    check("kind:whatever", "kind=whatever");
    check("path:notes/a(1).md", "path=notes/a(1).md");
}

#[test]
fn explains_what_cannot_be_read() {
    let quote = r#"close it with `"`, or write `\"` for the sign itself"#;
    check_error("a “b c", "this quote is not closed", "“", quote);
    check_error("tag:\"x", "this quote is not closed", "\"", quote);
    let group = r"close it with `)`, or write `\(` for the sign itself";
    check_error("a (b c", "this `(` is not closed", "(", group);
    let value = r"put the value right after the colon, or write `tag\:` for the word itself";
    check_error("a tag: b", "`tag:` has no value", "tag:", value);
    check_error("(a Tag:\"\")", "`tag:` has no value", "Tag:", value);
    let each = "name the field each time: `(tag:a OR tag:b)`";
    check_error(
        "tag:(a b)",
        "`tag:` takes one value, not a group",
        "tag:(",
        each,
    );
    check_error("", "the query is empty", "", "give a word to look for");
    check_error(
        " \"\" ( ) ",
        "the query is empty",
        "",
        "give a word to look for",
    );
}

#[test]
fn explains_bad_dates() {
    let range = "write it as 2015, 2015-10 or 2015-10-27; a range as 2015-10..2016-05";
    check_error(
        "date:soon",
        "`date:` needs a date: `soon` is not a date",
        "soon",
        range,
    );
    check_error(
        "x date:..",
        "`date:` needs a date: `..` names no date",
        "..",
        range,
    );
    let message = "`date:` needs a date: `2016..2015` ends before it begins";
    check_error(
        "date:2016..2015",
        message,
        "2016..2015",
        "put the earlier date first",
    );
    let day = "write it as 2015, 2015-10 or 2015-10-27; a range goes with `date:`";
    check_error(
        "since:2015..",
        "`since:` needs a date: `2015..` is not a date",
        "2015..",
        day,
    );
}

#[test]
fn refuses_what_is_too_large() {
    let deep = |n: usize| format!("{}a{}", "(".repeat(n), ")".repeat(n));
    assert!(parse(&deep(MAX_DEPTH)).is_ok());
    assert!(matches!(
        parse(&deep(MAX_DEPTH + 1)),
        Err(QueryError::TooDeep { .. })
    ));
    assert!(matches!(
        parse(&"(".repeat(100_000)),
        Err(QueryError::TooLong { .. })
    ));
    assert!(matches!(
        parse(&"a ".repeat(500_000)),
        Err(QueryError::TooLong { .. })
    ));
    assert!(parse(&"a".repeat(MAX_BYTES)).is_ok());
    assert!(parse(&"a ".repeat(MAX_TERMS)).is_ok());
    let error = parse(&"a ".repeat(MAX_TERMS + 1)).unwrap_err();
    assert_eq!(error.span().map(|span| span.start), Some(2 * MAX_TERMS));
    assert!(matches!(
        parse(&"OR ".repeat(1_000)),
        Err(QueryError::TooManyTerms { .. })
    ));
}

#[test]
fn says_how_it_understood() {
    let said = |text: &str| describe(&parse(text).unwrap());
    assert_eq!(
        said("active/active \"repl v2.1\" tag:replication -nova"),
        "all of: active/active, \"repl v2.1\", tag replication, not nova"
    );
    assert_eq!(
        said("a (b OR title:\"c d\")"),
        "all of: a, (any of: b, title \"c d\")"
    );
    assert_eq!(said("a -(b c)"), "all of: a, not (all of: b, c)");
}

#[test]
fn tells_what_is_looked_for() {
    let query = parse("a (\"b c\" OR tag:d) -e -tag:f").unwrap();
    let terms: Vec<&str> = query.root.terms().map(|text| text.text.as_str()).collect();
    assert_eq!(terms, ["a", "b c"]);
    let fields: Vec<&str> = query
        .root
        .fields()
        .map(|(_, text)| text.text.as_str())
        .collect();
    assert_eq!(fields, ["d"]);
    let leaves_out = |text: &str| parse(text).unwrap().root.only_leaves_out();
    assert!(leaves_out("-a -b") && leaves_out("a OR -b") && leaves_out("-tag:a"));
    assert!(!leaves_out("a -b") && !leaves_out("(-a b) OR c"));
}

fn spans(node: &Node, text: &str) {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| spans(node, text)),
        Node::Not(node) | Node::Wider(node, _) => spans(node, text),
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
    fn reads_any_signs(text in "([()\"“”\\\\: é-]|OR|AND|NOT|tag|date|a|[.][.]|2015){0,40}") {
        never_panics(&text);
    }

    #[test]
    fn keeps_every_plain_word(words in prop::collection::vec("[a-zé0-9_/+.]{1,9}(-[a-z0-9]{1,4})?", 1..20)) {
        let query = parse(&words.join(" ")).unwrap();
        let terms: Vec<String> = query.root.terms().map(|text| text.text.clone()).collect();
        prop_assert_eq!(terms, words);
    }
}
