//! Queries that are being typed: what stands at the end is a beginning, written `word|` here.

use super::line;
use crate::query::{parse, parse_begun};

fn check(text: &str, expected: &str) {
    let got = parse_begun(text).map_or_else(|error| format!("error: {error}"), |q| line(&q.root));
    assert_eq!(got, expected, "query: {text}");
}

#[test]
fn the_last_word_is_a_beginning_until_a_blank_follows() {
    check("r", "r|");
    check("rolling upg", "all<rolling upg|>");
    check("rolling upgrades ", "all<rolling upgrades>");
    check("failover OR fail", "any<failover fail|>");
    check("failover OR", "all<failover OR|>");
    check("(failover fail", "all<failover fail|>");
    check("(failover fail)", "all<failover fail>");
    check("failover (", "failover");
    check("upgr*", "upgr…");
    check("upgrade~", "upgrade~2");
}

#[test]
fn so_is_the_value_of_a_field() {
    check("release:new", "release=new|");
    check("a title:mic", "all<a title=mic|>");
    check("title:microversions a", "all<title=microversions a|>");
    check("tag:\"high av", "tag=high av|");
    check("tag:\"high availability\"", "tag=high availability");
}

#[test]
fn what_is_left_out_is_taken_as_it_stands() {
    check("replication -fail", "all<replication not<fail>>");
    check("replication -tag:q", "all<replication not<tag=q>>");
    check("replication NOT fail", "all<replication not<fail>>");
    check("-rate", "-rate|");
}

#[test]
fn an_open_quote_is_no_fault() {
    check("a \"rolling upg", "all<a “rolling” upg|>");
    check("\"rolling ", "“rolling”");
    check("\"roll", "roll|");
    check("a \"", "a");
    check("a -\"", "a");
    check("\"rolling upgrades\"", "“rolling upgrades”");
}

#[test]
fn half_of_a_value_says_nothing_yet() {
    for text in [
        "a tag:",
        "a -tag:",
        "a since:20",
        "a date:2015..20",
        "a has:dec",
        "a re:/x",
        "a (b",
        "a (",
    ] {
        let read = parse_begun(text);
        assert!(read.is_ok(), "{text}: {read:?}");
    }
    check("a since:2015-1", "a");
    check("a since:2015", "all<a since=2015|>");
    check(
        "a since:soon b",
        "error: `since:` needs a date: `soon` is not a date",
    );
    check("tag:", "error: the query is empty");
}

#[test]
fn a_finished_query_is_read_the_same() {
    for text in [
        "a ",
        "a b ",
        "\"a b\"",
        "a -b (c OR d) ",
        "tag:x ",
        "kind: ",
        "re:/x/",
        "a) ",
    ] {
        assert_eq!(parse_begun(text), parse(text), "{text}");
    }
}
