//! What is too large, or looks as if it could become so.

use super::check;
use crate::query::{MAX_BYTES, MAX_DEPTH, MAX_GAP, MAX_TERMS, QueryError, parse};

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
fn refuses_any_text_that_is_too_long() {
    let texts = [
        "(".repeat(100_000),
        ")".repeat(100_000),
        format!("{}{}", "(".repeat(50_000), ")".repeat(50_000)),
        "()".repeat(50_000),
        "\"".repeat(100_000),
        "“„«»”".repeat(100_000),
        "-".repeat(100_000),
        "\\".repeat(100_000),
        "x".repeat(1 << 20),
        "x* ".repeat(100_000),
        "re:/a/ ".repeat(100_000),
    ];
    for text in texts {
        let bytes = text.len();
        assert_eq!(parse(&text), Err(QueryError::TooLong { bytes }));
    }
}

#[test]
fn reads_any_text_that_is_not() {
    let full = |piece: &str| piece.repeat(MAX_BYTES / piece.len());
    let half = MAX_BYTES / 2;
    assert!(matches!(parse(&full("(")), Err(QueryError::TooDeep { .. })));
    let pairs = "(".repeat(half) + &")".repeat(half);
    assert!(matches!(parse(&pairs), Err(QueryError::TooDeep { .. })));
    let quotes = full("(\"a ");
    assert!(matches!(parse(&quotes), Err(QueryError::TooDeep { .. })));
    assert_eq!(parse(&full("( )")), Err(QueryError::Empty));
    assert_eq!(parse(&full("\"")), Err(QueryError::Empty));
    for word in [
        full("()"),
        full(")"),
        full("-"),
        full("(:"),
        full("*"),
        full("x~"),
    ] {
        check(&word, &word);
    }
    for many in [
        full("abc* "),
        full("abc~ "),
        full("\"a b\"~5 "),
        full("re:/a/ "),
        full("has:action "),
    ] {
        assert!(
            matches!(parse(&many), Err(QueryError::TooManyTerms { .. })),
            "{many}"
        );
    }
}

#[test]
fn keeps_numbers_in_their_bounds() {
    check("\"a b\"~100", "“a b”~100");
    assert_eq!(MAX_GAP, 100);
    check("\"a b\"~0000000000000000000000005", "“a b”~5");
    check("a^1e308", "a^1e308");
    check("flatmap~9223372036854775808", "flatmap~9223372036854775808");
    check("tag:x~9223372036854775808", "tag=x~9223372036854775808");
}
