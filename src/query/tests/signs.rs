//! The signs that widen words: where they are operators, and where they stay text.

use super::{check, describe, parse};

#[test]
fn reads_near_words() {
    check("\"near words\"~5", "“near words”~5");
    check("a “b c”~1 d", "all<a “b c”~1 d>");
    check("(\"a b\"~5 OR c)", "any<“a b”~5 c>");
    check("a -\"b c\"~2", "all<a not<“b c”~2>>");
    check("\"a b\"~0", "“a b”");
    check("\"word\"~5", "“word”");
    check("\"\"~5 a", "a");
    check("a -\"\"~5 b", "all<a b>");
}

#[test]
fn keeps_other_text_behind_phrases() {
    check("\"a b\"~", "all<“a b” ~>");
    check("\"a b\" ~5", "all<“a b” ~5>");
    check("\"a b\"~5x", "all<“a b” ~5x>");
    check("\"a b\"~x", "all<“a b” ~x>");
    check("\"a b\"~-5", "all<“a b” ~-5>");
    check("title:\"a b\"~5", "all<title=a b ~5>");
}

#[test]
fn reads_prefixes() {
    check("replic*", "replic…");
    check("await*", "await…");
    check(
        "os-bri* volume_type* volume_* v2.1a*",
        "all<os-bri… volume_type… volume_… v2.1a…>",
    );
    check("(abc* OR d)", "any<abc… d>");
    check("a -abc* NOT abc*", "all<a not<abc…> not<abc…>>");
    check(
        "nova:cell* 高可用* cafe\u{301}*",
        "all<nova:cell… 高可用… cafe\u{301}…>",
    );
    check("-abc*", "-abc…");
    check("NOT abc*", "all<NOT abc…>");
    check("~/abc*", "~/abc…");
}

#[test]
fn reads_fuzzy_words() {
    check("nova~", "nova~1");
    check("gorka~", "gorka~1");
    check("cinder~", "cinder~2");
    check("cinder~1 gorka~2", "all<cinder~1 gorka~2>");
    check("(abc~) -abd~1", "all<abc~1 not<abd~1>>");
    check("os-brik~", "os-brik~2");
}

#[test]
fn keeps_signs_that_are_text() {
    let words = r"a* ab* x1* C* C++* =>* **bold** *emph* *abc* a*b abc*d abc*. ab~ ~ ~5 ~~gone~~ ~/foo HEAD~3
        abc~0 abc~12 abc~x abc*~ abc~* /v3/volumes/ /etc/ /abc/ re: re:abc re:\/abc x-re:/a/ SELECT/* */ ??=*";
    for word in words.split_whitespace() {
        check(word, word);
        check(&format!("a {word} b"), &format!("all<a {word} b>"));
    }
    check("title:foo* tag:abc~", "all<title=foo* tag=abc~>");
    check("a\\ bcd*", "a bcd*");
}

#[test]
fn takes_the_meaning_from_last_signs() {
    check(r"await\*", "await*");
    check(r"cinder\~ cinder\~2", "all<cinder~ cinder~2>");
    check(r"\* a\* await\\* \d+\*", r"all<\* a\* await\* \d+\*>");
    check("\"await*\"", "“await*”");
    check(r"re\:/a/", "re:/a/");
}

#[test]
fn reads_regular_expressions() {
    check("re:/repl.*/", "/repl.*/");
    check("RE:/a/ b", "all</a/ b>");
    check("a -re:/b.c/", "all<a not</b.c/>>");
    check("(re:/a(b|c)\"/ OR d)", "any</a(b|c)\"/ d>");
    check("re:/a b/ c", "all</a b/ c>");
    check(r"re:/\/v[23]/", "//v[23]/");
    check(r"re:/\d+\\/", r"/\d+\\/");
    let query = parse("x re:/abc/").unwrap();
    let spans: Vec<_> = query
        .root
        .terms()
        .map(|text| text.span.of("x re:/abc/"))
        .collect();
    assert_eq!(spans, ["x", "abc"]);
}

#[test]
fn reads_what_topics_have() {
    check("has:decision HAS:Actions", "all<has=decision has=action>");
    check(
        "has:priorities has:QUESTION -has:questions",
        "all<has=priority has=question not<has=question>>",
    );
    check("has:\"decisions\"", "has=decision");
}

#[test]
fn reads_all_kinds_of_quotes() {
    check("”discard”", "“discard”");
    check("„live migration“ ‟a b”", "all<“live migration” “a b”>");
    check(
        "«live migration» -«a b»~3",
        "all<“live migration” not<“a b”~3>>",
    );
    check("title:«live migration»", "title=live migration");
    check("docs » home", "all<docs » home>");
    check("« docs", "all<« docs>");
    check(r"\«a b»", "all<«a b»>");
}

#[test]
fn reads_pasted_code() {
    check("export v from \"mod\";", "all<export v from “mod” ;>");
    check("type: \"bytes\"", "all<type: “bytes”>");
    check("a 5\" disk", "all<a 5\" disk>");
    check("foo( std::vec<( (: a", "all<foo( std::vec<( (: a>");
    check("([a, b", "all<([a, b>");
    check("(: a)", "all<: a>");
    check("if (", "all<if (>");
    check("for ( async of", "all<for ( async of>");
    check("for ( async ) of", "all<for async of>");
    check("a -(: b", "all<a -(: b>");
    check("char *name = \"x\";", "all<char *name = “x” ;>");
}

#[test]
fn says_how_it_understood_them() {
    let said = |text: &str| describe(&parse(text).unwrap());
    assert_eq!(
        said("\"near words\"~5"),
        "\"near words\" with at most 5 words between"
    );
    assert_eq!(
        said("\"a b\"~1 c"),
        "all of: \"a b\" with at most 1 word between, c"
    );
    assert_eq!(
        said("flat* -nova~"),
        "all of: words that begin with flat, not words like nova (1 edit)"
    );
    assert_eq!(said("flatmap~"), "words like flatmap (2 edits)");
    assert_eq!(said("re:/a.b/"), "words of the form /a.b/");
    assert_eq!(
        said("has:action -has:decisions"),
        "all of: has an action, has no decision"
    );
}
