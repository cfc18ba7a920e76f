//! Queries that are too large or cannot be read, as a user gives them: one clear message, no answer.

use crate::sandbox::Sandbox;

/// What kb says to a query on standard input that it refuses.
#[track_caller]
fn refused(kb: &Sandbox, query: &str) -> String {
    let run = kb.kb_reads(&["search", "-"], query.as_bytes());
    run.failed_with(2).to_owned()
}

#[test]
fn huge_queries_are_refused_in_short() {
    let kb = Sandbox::with_recaps();
    let n = 100_000;
    let texts = [
        "(".repeat(n),
        ")".repeat(n),
        format!("{}a{}", "(".repeat(n), ")".repeat(n)),
        "\"(".repeat(n),
        "word* ".repeat(n),
        "re:/a/ OR ".repeat(n),
        "x".repeat(1 << 20),
        "word ".repeat(1 << 18),
    ];
    for text in texts {
        let told = refused(&kb, &text);
        assert!(
            told.starts_with("error: the query is too long: "),
            "{told:.200}"
        );
        assert!(told.contains(" of at most 4096"), "{told:.200}");
        assert!(told.contains("\nhint: "), "{told:.200}");
        assert!(told.len() < 400, "{} bytes", told.len());
    }
}

#[test]
fn queries_that_fit_may_still_ask_for_too_much() {
    let kb = Sandbox::with_recaps();
    let deep = refused(&kb, &"(".repeat(4096));
    assert!(deep.contains("nested too deep: more than 64"), "{deep}");
    let many = refused(&kb, &"abc~ ".repeat(800));
    assert!(many.contains("too many terms: more than 256"), "{many}");
    let far = refused(&kb, "\"a b\"~9223372036854775808");
    assert!(far.contains("at most 100 words apart"), "{far}");
    let long = refused(&kb, &format!("re:/{}/", "a".repeat(1000)));
    assert!(long.contains("1000 bytes of at most 256"), "{long}");
    for told in [deep, many, far, long] {
        assert!(told.contains('^') && told.contains("\nhint: "), "{told}");
    }
}

#[test]
fn a_caret_stands_under_the_place() {
    let kb = Sandbox::with_recaps();
    let told = |query: &str| kb.kb(&["search", query]).failed_with(2).to_owned();
    insta::assert_snapshot!(told("a (b"), @r"
    error: this `(` is not closed
     --> query:1:3
      |
    1 | a (b
      |   ^
    hint: close it with `)`, or write `\(` for the sign itself
    ");
    insta::assert_snapshot!(told("has:beer"), @r"
    error: `has:` does not know `beer`
     --> query:1:5
      |
    1 | has:beer
      |     ^^^^
    hint: write `has:priority`, `has:decision`, `has:action` or `has:question`
    ");
    insta::assert_snapshot!(told("\"a b\"~500"), @r#"
    error: the words may stand at most 100 words apart
     --> query:1:7
      |
    1 | "a b"~500
      |       ^^^
    hint: leave out the quotes and the number to find the words anywhere in a topic
    "#);
    insta::assert_snapshot!(told("re:/abc"), @r"
    error: this regular expression is not closed
     --> query:1:1
      |
    1 | re:/abc
      | ^^^^
    hint: close it with `/`, or write `re\:/` for the text itself
    ");
}
