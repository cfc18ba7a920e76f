//! What is read of mails that are broken, and how long that takes.

use super::{codes, facts, items, one, readings, topics};
use crate::recap::plain::plain;
use std::fmt::Write;
use std::time::Instant;

const HEAD: &str = "From: Jo <jo@example.org>\nSubject: a\nDate: Mon, 2 May 2016 10:00:00 +0000\n";

fn with(header: &str, body: &str) -> String {
    format!("{HEAD}{header}\n{body}")
}

#[test]
fn bodies_that_cannot_be_decoded() {
    for (header, body, line, words) in [
        (
            "Content-Transfer-Encoding: base64\n",
            "aGVsbG8gd29ybGQ=\n$$$ raw words\n",
            7,
            "hello world\n$$$ raw words",
        ),
        (
            "Content-Transfer-Encoding: base64\n",
            "aGVsbG8gd29ybGQg!aGVsbG8gd29ybGQK\n",
            6,
            "hello world hello world",
        ),
        (
            "Content-Transfer-Encoding: base64\n",
            "aGVsbG8gd29ybGQKa\n",
            6,
            "hello world",
        ),
        (
            "Content-Transfer-Encoding: quoted-printable\n",
            "a=ZZb c=3Dd\n",
            6,
            "a=ZZb c=d",
        ),
        ("Content-Transfer-Encoding: rot13\n", "words\n", 1, "words"),
        (
            "Content-Type: text/plain; charset=klingon\n",
            "w\u{f6}rds\n",
            1,
            "w\u{f6}rds",
        ),
    ] {
        let reading = one(with(header, body));
        let found = codes(&reading, "mail-encoding");
        assert!(
            found.len() == 1 && found[0].starts_with(&format!("{line} ")),
            "{found:?}"
        );
        let text = plain(&reading.text).text;
        assert!(text.contains(words), "{text}");
    }
    let mut bytes = with("Content-Type: text/plain; charset=utf-8\n", "fine\nbroken ").into_bytes();
    bytes.extend_from_slice(b"\xff\xfe words\n");
    let reading = one(&bytes);
    assert_eq!(
        codes(&reading, "mail"),
        ["7 mail-encoding: bytes that are not UTF-8"]
    );
    assert!(codes(&reading, "utf-8").is_empty());
}

#[test]
fn headers_that_are_broken() {
    let reading = one(
        "From: Jo <jo@example.org>\nthis is no header\nSubject: a\nDate: Mon, 2 May 2016 10:00:00 +0000\nDecision - we begin at once.\n\nAGREED: yes.\n",
    );
    assert_eq!(
        codes(&reading, "mail-header"),
        [
            "2 mail-header: a line that is no header",
            "5 mail-header: the text begins without a blank line below the header"
        ]
    );
    assert_eq!(items(&reading), ["5-5 we begin at once", "7-7 yes"]);
    assert!(plain(&reading.text).text.contains("we begin at once"));
}

#[test]
fn mails_of_which_little_is_left() {
    assert_eq!(topics(&one("")), [""; 0]);
    assert_eq!(topics(&one("\n \n")), [""; 0]);
    assert_eq!(topics(&one("just words\nand more\n")), ["1-2 0 x"]);
    let separator = "From jo@example.org Tue May  3 16:20:11 2016\n";
    assert_eq!(topics(&one(separator)), ["1-1 1 (no subject)"]);
    let several = format!("{separator}{HEAD}\nfirst\n\n{separator}\n\n{separator}{HEAD}Content-Ty");
    let all = readings("mail/x.mbox", several.as_bytes());
    assert_eq!(
        all.iter().map(|r| facts(r).2).collect::<Vec<_>>(),
        ["2016-05-02", "2016-05-03", "2016-05-02"]
    );
    let reading = one(with(
        "Content-Type: multipart/mixed; boundary=b\n",
        "--b\n\nDecision: kept.\n\nand cu",
    ));
    assert_eq!(
        codes(&reading, "mail"),
        ["1 mail-part: a part of this mail is never closed"]
    );
    assert_eq!(items(&reading), ["8-8 kept"]);
    let reading = one(with(
        "Content-Type: multipart/mixed; boundary=b\n",
        "Decision: no part at all.\n",
    ));
    assert_eq!(items(&reading), ["6-6 no part at all"]);
}

/// Grows with its text and no faster.
#[test]
fn long_mails_take_no_longer_than_they_are() {
    let start = Instant::now();
    let long = "word ".repeat(400_000);
    one(with("", &long));
    one(with(
        "Content-Type: text/html\n",
        &format!("{}{}", "<!-- ".repeat(50_000), "<b &amp;".repeat(50_000)),
    ));
    one(with("", &">".repeat(300_000)));
    one(with("", &"=?utf-8?q?x".repeat(50_000)));
    one(format!("Subject: {}\n\nx\n", "=?utf-8?b?".repeat(30_000)));
    one("a\n".repeat(100_000));
    one(with(
        "Content-Type: multipart/mixed; boundary=b\n",
        &"--b\n".repeat(30_000),
    ));
    let mut many = String::new();
    for n in 0..3_000 {
        let _ = write!(
            many,
            "From jo@example.org Tue May  3 16:20:11 2016\nSubject: mail {n}\nFrom: Jo <jo@example.org>\n\nDecision: {n}.\n\n"
        );
    }
    assert_eq!(readings("mail/x.mbox", many.as_bytes()).len(), 3_000);
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}

#[test]
fn parts_a_thousand_deep() {
    let mut text = HEAD.to_owned();
    for n in 0..1_000 {
        let _ = write!(
            text,
            "Content-Type: multipart/mixed; boundary=\"b{n}\"\n\n--b{n}\n"
        );
    }
    text.push_str("\nDecision: deep down.\n");
    assert_eq!(items(&one(&text)).len(), 1);
    for n in (0..1_000).rev() {
        let _ = writeln!(text, "--b{n}--");
    }
    let reading = one(&text);
    assert_eq!(items(&reading).len(), 1);
    assert!(codes(&reading, "mail").is_empty());
    let text = format!("{HEAD}Content-Type: message/rfc822\n\n").repeat(1_000)
        + HEAD
        + "\nDecision: theirs.\n";
    let reading = one(text);
    assert!(items(&reading).is_empty() && reading.text.contains("theirs"));
}

#[test]
fn headers_of_another_charset() {
    let of = |subject: &[u8]| {
        let mut bytes = b"From: Jo <jo@example.org>\nSubject: ".to_vec();
        bytes.extend_from_slice(subject);
        bytes.extend_from_slice(b"\nDate: Mon, 2 May 2016 10:00:00 +0000\n\nx\n");
        let reading = one(&bytes);
        (facts(&reading).0, codes(&reading, "mail"))
    };
    let told = vec!["2 mail-encoding: bytes that are not UTF-8".to_owned()];
    assert_eq!(of(b"fr\xfch"), ("fr\u{fc}h".to_owned(), told.clone()));
    assert_eq!(
        of(b"=?iso-8859-1?Q?fr\xfch?="),
        ("fr\u{fc}h".to_owned(), told)
    );
    let (title, found) = of(b"=?utf-8?X?abc?=");
    assert_eq!((title.as_str(), found.len()), ("=?utf-8?X?abc?=", 1));
}

#[test]
fn parts_that_say_the_same_and_mails_that_are_encoded() {
    let twice = "--b\n\nDecision: one.\n--b\n\nDecision: two.\n--b--\n";
    let reading = one(with(
        "Content-Type: multipart/alternative; boundary=b\n",
        twice,
    ));
    assert_eq!(items(&reading), ["8-8 one", "11-11 two"]);
    let inner = "RGVjaXNpb246IHRoZWlycy4K\n";
    let header = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n";
    let reading = one(with(header, inner));
    assert!(items(&reading).is_empty() && reading.text.contains("Decision: theirs"));
}
