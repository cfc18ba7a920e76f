//! Queries as data: text in, the tree as a line out.

mod begun;
mod errors;
mod limits;
mod random;
mod signs;

use super::{Node, describe, parse};

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
        Node::Begun(node) => format!("{}|", line(node)),
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
