//! What is read of sound mails.

use super::{ARCHIVE, SUMMARY, codes, facts, items, one, readings, topics};
use crate::recap::mail::is_mail;
use crate::recap::plain::plain;
use crate::recap::source::Source;

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

#[test]
fn a_mail_as_servers_hand_it_on() {
    let reading = one(SUMMARY);
    let (title, project, date, authors) = facts(&reading);
    assert_eq!(title, "[cinder] R\u{e9}sum\u{e9} of the Newton midcycle");
    assert_eq!(
        (project.as_str(), date.as_str(), authors.as_str()),
        ("cinder", "2016-05-03", "J\u{fc}rgen M\u{fc}ller")
    );
    assert_eq!(reading.recap.releases[0].value.as_str(), "Newton");
    assert_eq!(
        topics(&reading),
        [
            "1-20 1 [cinder] R\u{e9}sum\u{e9} of the Newton midcycle",
            "22-43 2 Backups"
        ]
    );
    assert_eq!(
        items(&reading),
        [
            "25-26 the backup service moves to its own process",
            "37-37 volumes keep their names"
        ]
    );
    assert_eq!(codes(&reading, "mail"), strings(&[]));
    let text = plain(&reading.text).text;
    for words in [
        "in the caf\u{e9}, which is a long line that a mail program breaks",
        "quoted twice",
        "signed",
        "J\u{fc}rgen",
        "mailing list",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn an_archive_of_several() {
    let readings = readings("mail/2016-May.txt", ARCHIVE.as_bytes());
    let all: Vec<_> = readings.iter().map(facts).collect();
    let title = "[nova][cinder] Multiattach at the summit";
    let fact = |a: &str, b: &str, c: &str, d: &str| {
        (a.to_owned(), b.to_owned(), c.to_owned(), d.to_owned())
    };
    assert_eq!(
        all,
        [
            fact(title, "nova", "2016-05-03", "Jo Smith"),
            fact(title, "nova", "2016-05-04", "Ann L\u{e9}e"),
            fact("[ptl][all] Goals", "", "2016-05-05", "Cat"),
        ]
    );
    let tags = |n: usize| {
        readings[n]
            .recap
            .tags
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (tags(0), tags(2)),
        (strings(&["cinder"]), strings(&["ptl", "all"]))
    );
    assert_eq!(topics(&readings[0]), [format!("1-13 1 {title}")]);
    assert_eq!(topics(&readings[1]), [format!("16-34 1 {title}")]);
    assert_eq!(topics(&readings[2]), ["36-41 1 [ptl][all] Goals"]);
    assert_eq!(
        items(&readings[0]),
        ["11-11 nova asks cinder for an attachment first"]
    );
    assert_eq!(items(&readings[1]), ["31-31 the client goes first"]);
    let text = plain(&readings[2].text).text;
    assert!(text.contains("\nFrom here on"), "{text}");
    assert_eq!(readings[1].recap.lines.unwrap().start, 16);
}

#[test]
fn windows_line_ends_change_nothing() {
    for text in [SUMMARY, ARCHIVE] {
        let crlf = text.replace('\n', "\r\n");
        let shape = |text: &str| {
            let all = readings("mail/x.mbox", text.as_bytes());
            all.iter()
                .map(|r| (facts(r), topics(r), items(r)))
                .collect::<Vec<_>>()
        };
        assert_eq!(shape(&crlf), shape(text));
    }
}

#[test]
fn base64_and_other_charsets() {
    // "Decision: größer\nIdea: später\n" twice: in UTF-8 over two lines, cut within a letter, and in Latin-1.
    let head = "From: Jo <jo@example.org>\nSubject: a\nDate: Mon, 2 May 2016 10:00:00 +0000\n";
    let utf8 = format!(
        "{head}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nRGVjaXNpb246IGdyw7\nbDn2VyCkRlY2lzaW9uOiBzcMOkdGVyCg==\n"
    );
    let reading = one(utf8);
    assert_eq!(items(&reading), ["7-8 gr\u{f6}\u{df}er", "8-8 sp\u{e4}ter"]);
    let mut latin =
        format!("{head}Content-Type: text/plain; charset=iso-8859-1\n\nDecision: sp").into_bytes();
    latin.extend_from_slice(b"\xe4ter\n");
    let reading = one(&latin);
    assert_eq!(items(&reading), ["6-6 sp\u{e4}ter"]);
    assert_eq!(codes(&reading, ""), codes(&reading, "untagged"));
    let wide = format!(
        "{head}Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64\n\nRABlAGMAaQBzAGkAbwBuADoAIAB3AGkAZABlAAoA\n"
    );
    assert_eq!(items(&one(wide)), ["7-7 wide"]);
}

/// The same text twice, and what came with it.
pub(super) const ALTERNATIVES: &str = "From: Jo <jo@example.org>
Subject: Plans
Date: Mon, 2 May 2016 10:00:00 +0000
Content-Type: multipart/mixed; boundary=\"out er\"

For old programs.
--out er
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8

Decision: plain wins.

--inner
Content-Type: text/html

<p>Decision: HTML wins.</p>
--inner--
--out er
Content-Type: text/x-patch; name=\"fix.patch\"
Content-Disposition: attachment; filename=\"fix.patch\"

--- a/x
+++ b/x
+Decision: in code.
--out er
Content-Type: text/markdown; charset=utf-8
Content-Disposition: attachment; filename=notes.md

## Notes

- Decision: from the notes.
--out er
Content-Type: image/png; name=\"p.png\"
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--out er--
A footer.
";

#[test]
fn parts_and_attachments() {
    let reading = one(ALTERNATIVES);
    assert_eq!(topics(&reading), ["1-29 1 Plans", "31-40 2 Notes"]);
    assert_eq!(
        items(&reading),
        ["13-13 plain wins", "33-33 from the notes"]
    );
    let text = plain(&reading.text).text;
    for words in [
        "attachment: fix.patch, text/x-patch",
        "+++ b/x",
        "attachment: p.png, image/png",
        "A footer.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(
        !text.contains("HTML wins") && !text.contains("iVBOR"),
        "{text}"
    );
    assert_eq!(codes(&reading, "mail"), strings(&[]));
}

/// A mail of HTML and nothing else.
pub(super) const PAGE: &str = "From: Jo <jo@example.org>
Subject: Page
Date: Mon, 2 May 2016 10:00:00 +0000
Content-Type: text/html; charset=utf-8

<html><head><title>hidden</title><style>p { x: y }</style></head>
<body><!-- hidden -->
<h2>First &amp; last</h2>
<p>Some <b>bold</b>
words, and a <a href=\"https://example.org/x\">link</a>.</p>
<ul><li>Decision: one way<li>another
<ol><li>deep</ol></ul>
<p>On Tue, Ann wrote:</p>
<blockquote><p>Decision: quoted</p></blockquote>
<pre>a  b
  c</pre></body></html>
";

#[test]
fn html_alone() {
    let reading = one(PAGE);
    assert_eq!(topics(&reading), ["1-7 1 Page", "8-16 2 First & last"]);
    assert_eq!(items(&reading), ["11-11 one way"]);
    let text = plain(&reading.text).text;
    assert!(
        text.contains("Some bold words, and a link (https://example.org/x)."),
        "{text}"
    );
    assert!(
        text.contains("Decision: quoted") && !text.contains("hidden"),
        "{text}"
    );
}

#[test]
fn mails_within_mails() {
    let inner = "From: Ann <ann@example.org>\nSubject: Old plans\nDate: Sun, 1 May 2016 10:00:00 +0000\n\nDecision: from within.\n";
    let head =
        "From: Jo <jo@example.org>\nSubject: Passed on\nDate: Mon, 2 May 2016 10:00:00 +0000\n";
    let forward = format!(
        "{head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nDecision: mine.\n--b\nContent-Type: message/rfc822\n\n{inner}--b--\n"
    );
    let reading = one(forward);
    assert_eq!(items(&reading), ["8-8 mine"]);
    let text = plain(&reading.text).text;
    assert!(
        text.contains("Old plans") && text.contains("from within"),
        "{text}"
    );
    let digest = format!(
        "{head}Content-Type: multipart/digest; boundary=b\n\n--b\n\n{inner}--b\n\n{inner}--b--\n"
    );
    let reading = one(digest);
    assert_eq!(
        topics(&reading),
        ["1-6 1 Passed on", "8-13 2 Old plans", "15-20 2 Old plans"]
    );
    assert_eq!(items(&reading), ["12-12 from within", "19-19 from within"]);
}

#[test]
fn others_are_set_apart() {
    let head = "From: Jo <jo@example.org>\nSubject: a\nDate: Mon, 2 May 2016 10:00:00 +0000\n\n";
    for below in [
        "-----Original Message-----\nFrom: Ann\n\nDecision: theirs.\n",
        "________________________________\nFrom: Ann\nSent: Monday\nSubject: x\n\nDecision: theirs.\n",
        "From: Ann\nSent: Monday\nTo: Jo\nSubject: x\n\nDecision: theirs.\n",
        "Begin forwarded message:\n\nDecision: theirs.\n",
        "_______________________________________________\nDev mailing list\nDecision: theirs.\n",
        "-- \nDecision: theirs.\n",
        "--\nDecision: theirs.\n",
        "Excerpts from Ann's message of 2016-05-02 10:00:00 +0000:\n> Decision: theirs.\n",
        "Am 02.05.2016 um 10:00 schrieb Ann:\n> Decision: theirs.\n>\n> > Decision: deeper.\n",
        "Ann wrote:\n| Decision: theirs.\n",
        "Ann wrote:\nAL> Decision: theirs.\n",
        "-----BEGIN PGP SIGNATURE-----\nDecision: theirs.\n-----END PGP SIGNATURE-----\n",
    ] {
        let reading = one(format!("{head}Decision: mine.\n\n{below}"));
        assert_eq!(items(&reading), ["5-5 mine"], "{below}");
        let text = plain(&reading.text).text;
        assert!(text.contains("Decision: theirs"), "{text}");
    }
    for above in [
        "> Decision: theirs.\n",
        "> Decision: theirs.\n\n",
        "Ann wrote:\n\n> Decision: theirs.\n",
    ] {
        let reading = one(format!("{head}{above}Decision: mine.\n"));
        let line = 4 + above.lines().count() + 1;
        assert_eq!(items(&reading), [format!("{line}-{line} mine")], "{above}");
    }
}

#[test]
fn dates_and_authors_in_their_forms() {
    let of = |from: &str, date: &str| {
        let reading = one(format!("From: {from}\nDate: {date}\nSubject: x\n\ny\n"));
        let (_, _, date, authors) = facts(&reading);
        (authors, date, codes(&reading, "mail").len())
    };
    for (from, name) in [
        ("\"Smith, Jo\" <jo@example.org>", "Jo Smith"),
        ("jo@example.org", "jo@example.org"),
        ("jo@example.org (Jo Smith)", "Jo Smith"),
        ("jo at example.org (Jo Smith)", "Jo Smith"),
        ("jo at example.org", "jo at example.org"),
        ("Jo Smith via dev <dev@lists.example.org>", "Jo Smith"),
        ("Jo <j@x.org>, Ann <a@x.org>", "Jo, Ann"),
        ("Research and Tests <r@x.org>", "Research & Tests"),
    ] {
        assert_eq!(of(from, "Tue, 3 May 2016 23:20:11 -0700").0, name, "{from}");
    }
    for (date, day, faults) in [
        ("Tue, 3 May 2016 23:20:11 -0700 (PDT)", "2016-05-03", 0),
        ("3 May 2016 23:20:11 GMT", "2016-05-03", 0),
        ("2016-05-03 23:20:11", "2016-05-03", 0),
        ("Tue May  3 23:20:11 2016", "2016-05-03", 0),
        ("Tue, 32 Foo 2016 23:20:11", "", 1),
        ("Wed, 31 Feb 2016 23:20:11 +0000", "", 1),
        ("soon", "", 1),
    ] {
        let found = of("Jo <j@x.org>", date);
        assert_eq!((found.1.as_str(), found.2), (day, faults), "{date}");
    }
}

#[test]
fn knows_mails_from_other_texts() {
    for (text, is) in [
        (SUMMARY, true),
        (ARCHIVE, true),
        ("\n\nFrom: Jo <j@x.org>\nTo: x\n\nhi\n", true),
        (
            "Subject: x\nDate: Tue, 3 May 2016 23:20:11 +0000\n\nhi\n",
            true,
        ),
        ("Subject: foo\n\ntext\n", false),
        ("Subject: foo\nDate: tomorrow\n\ntext\n", false),
        (
            "Title: foo\nFrom: Jo <j@x.org>\nDate: x\nno header\n\ntext\n",
            false,
        ),
        ("From: Monday\nTo: Friday\n\ntext\n", false),
        ("From: Jo <j@x.org>\nTo: x\n", false),
        ("From my side on Tue May 3 all is well\n", false),
        ("From Jo we know that on Tue May 3 16:20:11 2016\n", true),
        ("", false),
    ] {
        assert_eq!(is_mail(&Source::new(text.as_bytes()).0), is, "{text}");
    }
}
