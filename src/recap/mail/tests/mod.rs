//! Mails in true shapes, in words of our own.

mod broken;
mod inside;
mod pages;
mod random;
mod shapes;

use crate::model::{Catalogue, Given, Lines};
use crate::recap::source::Source;
use crate::recap::vocabulary::builtin;
use crate::recap::{Input, Reader, Reading};

/// A mail as servers hand it on: folded and encoded words, traces, signatures, quoted-printable with soft breaks.
const SUMMARY: &str = "Return-Path: <jo@example.org>
Received: from mx.example.org (mx.example.org [192.0.2.7])
\tby lists.example.org (Postfix) with ESMTPS id 4AB12F
\tfor <openstack-discuss@lists.example.org>; Tue,  3 May 2016 23:20:14 +0000 (UTC)
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=sel;
\th=from:to:subject:date; bh=AbCdEf+/=; b=Zm9vYmFy
From: =?UTF-8?B?SsO8cmdlbiBNw7xsbGVy?= <jo@example.org>
To: openstack-discuss@lists.example.org
Subject: =?UTF-8?Q?Re:_[openstack-discuss]_[cinder]_R=C3=A9sum=C3=A9?=
 =?UTF-8?Q?_of_the_Newton?= midcycle
Date: Tue, 3 May 2016 23:20:11 -0700
List-Id: <openstack-discuss.lists.example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=\"utf-8\"
Content-Transfer-Encoding: quoted-printable

Hi all,

here is what we spoke about in the caf=C3=A9, which is a long line that a ma=
il program breaks at seventy-six signs, whether it likes to or not.

Backups
=3D=3D=3D=3D=3D=3D=3D

Decision: the backup service moves to its own=
 process.

On Mon, May 2, 2016 at 9:01 AM, Ann Lee <ann@example.org>
wrote:
> Decision: we drop the backup service.
>
> > Decision: quoted twice.
> Would that be fine?

Yes.

AGREED: volumes keep their names.

--=20
J=C3=BCrgen
Decision: signed.
_______________________________________________
openstack-discuss mailing list
";

/// The archive of a list as pipermail keeps it.
const ARCHIVE: &str = "From jo at example.org  Tue May  3 16:20:11 2016
From: jo at example.org (Jo Smith)
Date: Tue, 3 May 2016 16:20:11 +0000
Subject: [openstack-dev] [nova][cinder] Multiattach at the summit
Message-ID: <1@example.org>

Hello,

We met in room 12.

AGREED: nova asks cinder for an attachment first.

From my side that is all.


From ann at example.org  Wed May  4 08:00:00 2016
From: ann at example.org (=?iso-8859-1?q?Ann_L=E9e?=)
Date: Wed, 4 May 2016 10:00:00 +0200
Subject: [openstack-dev] [nova][cinder] Multiattach at the summit
In-Reply-To: <1@example.org>
References: <1@example.org>
Message-ID: <2@example.org>

Jo Smith wrote:
> AGREED: nova asks cinder for an attachment first.

* I would wait for the new API:
  it has what we need.
    - first the client
    - then the server
* DECISION: the client goes first.
-------------- next part --------------
An HTML attachment was scrubbed...
URL: <http://lists.example.org/attachments/1.html>

From cat@example.org Thu May  5 08:00:00 2016
From: Cat <cat@example.org>
Date: Thu, 5 May 2016 08:00:00 +0000
Subject: [openstack-dev] [ptl] [all] Goals

>From here on things are simple.
";

fn readings(path: &str, bytes: &[u8]) -> Vec<Reading> {
    let (vocabulary, catalogue) = (builtin(), Catalogue::openstack());
    let given = Given::default();
    let input = Input {
        path,
        id_base: "mail/x",
        bytes,
        given: &given,
    };
    let readings = Reader::new(&vocabulary, &catalogue).read(&input);
    check_whole(bytes, &readings);
    readings
}

fn one(bytes: impl AsRef<[u8]>) -> Reading {
    let mut readings = readings("mail/x.eml", bytes.as_ref());
    assert_eq!(readings.len(), 1);
    readings.remove(0)
}

/// Every line that is not blank is one of a topic or of the first header, and all places are places of the file.
fn check_whole(bytes: &[u8], readings: &[Reading]) {
    let (source, _) = Source::new(bytes);
    let mut known = vec![false; source.line_count() as usize + 1];
    let mut take = |lines: Lines| {
        assert!(lines.start >= 1 && lines.start <= lines.end, "{lines:?}");
        assert!(lines.end <= source.line_count(), "{lines:?}");
        known[lines.start as usize..=lines.end as usize].fill(true);
    };
    for reading in readings {
        reading
            .topics
            .iter()
            .for_each(|topic| take(topic.own.lines));
        for item in &reading.items {
            let lines = item.lines();
            assert!(lines.start >= 1 && lines.end <= source.line_count());
        }
        for found in &reading.diagnostics {
            assert!(found.line <= source.line_count() && found.span.end <= bytes.len());
        }
    }
    for n in 1..=source.line_count() {
        assert!(source.is_blank(n) || known[n as usize], "line {n} is lost");
    }
    for script in super::read(bytes, &source) {
        assert_eq!(script.lines.len(), script.text.lines().count());
        let rises = |two: &[Lines]| two[0].start <= two[1].start && two[0].end <= two[1].end;
        assert!(script.lines.windows(2).all(rises), "{:?}", script.lines);
    }
}

/// `START-END TEXT`, one a decision, action or question.
fn items(reading: &Reading) -> Vec<String> {
    let items = reading.items.iter().map(|item| {
        let lines = item.lines();
        format!(
            "{}-{} {}",
            lines.start,
            lines.end,
            item.text.trim_end_matches('.')
        )
    });
    items.collect()
}

/// `START-END LEVEL TITLE`, one a topic.
fn topics(reading: &Reading) -> Vec<String> {
    let topics = reading.topics.iter().map(|topic| {
        let lines = topic.own.lines;
        format!(
            "{}-{} {} {}",
            lines.start, lines.end, topic.level, topic.title
        )
    });
    topics.collect()
}

/// Title, project, date, authors.
fn facts(reading: &Reading) -> (String, String, String, String) {
    let recap = &reading.recap;
    let date = recap.date.as_ref().map(|date| date.value.to_string());
    (
        recap.title.value.clone(),
        recap
            .project
            .as_ref()
            .map(|p| p.value.clone())
            .unwrap_or_default(),
        date.unwrap_or_default(),
        recap.authors.join(", "),
    )
}

fn codes(reading: &Reading, prefix: &str) -> Vec<String> {
    let found = reading
        .diagnostics
        .iter()
        .filter(|d| d.code.starts_with(prefix));
    found
        .map(|d| format!("{} {}: {}", d.line, d.code, d.message))
        .collect()
}
