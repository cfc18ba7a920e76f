//! Sound mails with pieces cut out, doubled and overwritten: whatever comes of it, nothing is lost.

use super::{ARCHIVE, SUMMARY, readings};
use proptest::collection::vec;
use proptest::prelude::*;

/// Pieces of mails that mean something, to be put anywhere.
const PIECES: &[&[u8]] = &[
    b"\n",
    b"\n\n",
    b"--b\n",
    b"--b--\n",
    b"> ",
    b">> ",
    b"=\n",
    b"=C3",
    b"\xff\xfe",
    b"\0",
    b"\r\n",
    b"\r",
    b"Content-Type: multipart/alternative; boundary=b\n",
    b"Content-Type: text/html\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: quoted-printable\n",
    b"Content-Type: message/rfc822\n\n",
    b"Content-Type: multipart/digest; boundary=b\n\n",
    b"Content-Type: text/plain; charset=utf-16\n",
    b"Content-Type: text/plain; charset=iso-2022-jp\n",
    b"Content-Type: text/markdown\n",
    b"```\n",
    b"=?utf-8?b?",
    b"=?gb18030?q?=ff?=",
    b"<blockquote>",
    b"<!--",
    b"</pre>",
    b"<table><tr><th rowspan=9>a</table>",
    b"<table><tr><td>b<td colspan=2>c<br>d<tr><td>|",
    b"<div><br></div>",
    b"\n------------------------------\n\nMessage: 1\nFrom: a\nDate: b\n",
    b"---\n x | 1 +\n",
    b"diff --git a b\n@@ -1,9 +1,9 @@\n",
    b"-- \n",
    b"____________________________\n",
    b"mailing list\n",
    b"From: Jo <",
    b"(((",
    b"\"",
    b"<<>",
    b"====\n",
    b"\nFrom a@b.c Tue May  3 16:20:11 2016\n",
    b"Date: 99 May 99999\n",
    b"Subject:\n",
    b"  - x\n",
    b"1. y\n",
    b"-----Original Message-----\n",
    b"wrote:\n| a\n",
    b"\xe2\x80\xa8",
    b"\t",
    b"Subject: [[[a] ] []: \n",
];

#[derive(Debug, Clone)]
enum Change {
    Insert(usize, usize),
    Cut(usize, usize),
    Double(usize, usize),
    Write(usize, u8),
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0..4_000_usize;
    prop_oneof![
        (at.clone(), 0..PIECES.len()).prop_map(|(at, piece)| Change::Insert(at, piece)),
        (at.clone(), 0..300_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (at.clone(), 0..300_usize).prop_map(|(at, length)| Change::Double(at, length)),
        (at, any::<u8>()).prop_map(|(at, byte)| Change::Write(at, byte)),
    ]
}

fn changed(text: &str, changes: &[Change]) -> Vec<u8> {
    let mut out = text.as_bytes().to_vec();
    for change in changes {
        let (Change::Insert(at, _)
        | Change::Cut(at, _)
        | Change::Double(at, _)
        | Change::Write(at, _)) = change;
        let at = at % (out.len() + 1);
        let until = |length: usize| (at + length).min(out.len());
        match change {
            Change::Insert(_, piece) => drop(out.splice(at..at, PIECES[*piece].iter().copied())),
            Change::Cut(_, length) => drop(out.drain(at..until(*length))),
            Change::Double(_, length) => {
                let piece = out[at..until(*length)].to_vec();
                drop(out.splice(at..at, piece));
            }
            Change::Write(_, byte) => {
                if let Some(old) = out.get_mut(at) {
                    *old = *byte;
                }
            }
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost(which in 0..6_usize, changes in vec(change(), 1..12)) {
        let parts = super::shapes::ALTERNATIVES;
        let text = [SUMMARY, ARCHIVE, parts, super::shapes::PAGE, super::inside::DIGEST, super::inside::PATCH][which];
        readings("mail/x.mbox", &changed(text, &changes));
    }

    #[test]
    fn pieces_alone(pieces in vec(0..PIECES.len(), 0..40)) {
        let text: Vec<u8> = pieces.iter().flat_map(|at| PIECES[*at].iter().copied()).collect();
        readings("mail/x.eml", &text);
    }
}
