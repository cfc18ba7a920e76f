//! What cannot be read: the message, the place and the hint of each error.

use crate::query::{Field, MAX_REGEX_BYTES, parse};

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
fn explains_what_cannot_be_read() {
    let quote = r#"close it with `"`, or write `\"` for the sign itself"#;
    check_error("a “b c", "this quote is not closed", "“", quote);
    check_error("tag:\"x", "this quote is not closed", "\"", quote);
    let group = r"close it with `)`, or write `\(` for the sign itself";
    check_error("a (b c", "this `(` is not closed", "(", group);
    let value = r"put the value right after the colon, or write `tag\:` for the word itself";
    check_error("a tag:\"\" b", "`tag:` has no value", "tag:", value);
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
fn explains_what_has_takes() {
    let hint = "write `has:priority`, `has:decision`, `has:action` or `has:question`";
    check_error("a has:beer", "`has:` does not know `beer`", "beer", hint);
    check_error(
        "has:\"my actions\"",
        "`has:` does not know `my actions`",
        "\"my actions\"",
        hint,
    );
    for kind in Field::RECORDED {
        assert!(hint.contains(&format!("`has:{kind}`")), "{kind}");
    }
}

#[test]
fn explains_gaps() {
    let hint = "leave out the quotes and the number to find the words anywhere in a topic";
    let message = "the words may stand at most 100 words apart";
    for digits in [
        "101",
        "500",
        "4294967296",
        "9223372036854775808",
        "99999999999999999999999",
    ] {
        check_error(&format!("x \"a b\"~{digits}"), message, digits, hint);
    }
}

#[test]
fn explains_regular_expressions() {
    let close = r"close it with `/`, or write `re\:/` for the text itself";
    let message = "this regular expression is not closed";
    check_error("x re:/abc", message, "re:/", close);
    check_error(r"re:/abc\/", message, "re:/", close);
    check_error("-re:/", message, "re:/", close);
    let empty = r"write it as `re:/repl.*/`, or `re\://` for the text itself";
    check_error(
        "x re:// y",
        "this regular expression is empty",
        "re://",
        empty,
    );
    check_error(
        "re:/ /",
        "this regular expression is empty",
        "re:/ /",
        empty,
    );
    let slash = r"write `\/` for a slash in the expression, a blank behind its end";
    let message = "this `/` ends the regular expression, and text follows";
    check_error("re:/a/b/", message, "/", slash);
    let long = "x".repeat(MAX_REGEX_BYTES + 1);
    let message = "this regular expression is too long: 257 bytes of at most 256";
    let hint = "look for the words themselves, with `OR` between them";
    check_error(&format!("re:/{long}/"), message, &long, hint);
    assert!(parse(&format!("re:/{}/", &long[1..])).is_ok());
}
