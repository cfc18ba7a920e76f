//! Notes of our own for tests of pages: two releases that go on from one another, and names that need care.

#![allow(dead_code, reason = "two test binaries use each its part")]

/// A path with its text.
pub(crate) type Note = (&'static str, &'static str);

pub(crate) const MITAKA: Note = (
    "notes/2015-11-04-storage-mitaka.md",
    "---\ntitle: Storage Mitaka recap\nproject: storage\nrelease: Mitaka\nevent: Mitaka Design Summit\ndate: 2015-11-04\n\
     tags: [design-summit]\n---\n# Storage Mitaka recap\n\nWhat the team talked about.\n\n## Replication\n\n\
     Replication needs a second driver. It was agreed to wait for it.\n\n### Failover\n\nFailover of replication stays with the operator.\n\n\
     ## Quotas\n\nQuotas count twice.\n\nAction: mend the count of quotas.\n\n## Priorities for Mitaka\n\n1. Replication\n2. Rolling upgrades\n3. Quotas\n",
);

pub(crate) const NEWTON: Note = (
    "notes/2016-05-06-storage-newton.md",
    "---\ntitle: Storage Newton recap\nproject: storage\nrelease: Newton\nevent: Newton Design Summit\ndate: 2016-05-06\n\
     tags: [design-summit]\n---\n# Storage Newton recap\n\nA second time.\n\n## Replication of groups\n\n\
     Decision: replication of groups is rejected for now.\n\nGroups of volumes want replication too, see <https://example.org/groups>.\n\n\
     ## Backup\n\nBackup scales out.\n\n### Action items\n\n- [ ] Write down how backup scales\n- [x] Test the backup\n\n\
     ## Priorities for Newton\n\n1. Backup\n2. Replication\n",
);

/// Its path and its release have what addresses must encode.
pub(crate) const ODD: Note = (
    "notes/odd #1/50% a&b?.md",
    "---\ntitle: Odd & \"quoted\" recap\nproject: a/b c\nrelease: \"..\"\ndate: 2014-01\n---\n# Odd & \"quoted\" recap\n\n## A/A <b>bold</b>\n\nOddly it stands.\n",
);

/// What it says would run, or show one thing for another.
pub(crate) const HOSTILE: Note = (
    "notes/hostile.md",
    "---\ntitle: \"</title><script>window.__pwn=1</script>\"\nproject: '\"><img src=x onerror=window.__pwn=1>'\nrelease: \"'onmouseover=window.__pwn=1\"\n\
     date: 2013-02-03\ntags: ['<svg/onload=window.__pwn=1>']\n---\n# </title><script>window.__pwn=1</script>\n\n\
     ## <img src=x onerror=window.__pwn=1> hostility\n\nHostility <script>window.__pwn=1</script> [a](javascript:window.__pwn=1) ![b](https://evil.example/p.png)\n\n\
     Decision: hostility <b onclick=window.__pwn=1>is</b> agreed.\n\n## Turned \u{202e}around \u{1b}[31mred\u{7}\n\nTurned \u{2066}text\u{2069} and \u{9b}more.\n",
);

pub(crate) const ALL: [Note; 4] = [MITAKA, NEWTON, ODD, HOSTILE];

const CINDER_NEWTON: &str = "\
---
title: Cinder Newton Design Summit Recap
date: 2016-05-06
project: cinder
release: Newton
---
## Replication

It was agreed to wait for more drivers.

- [ ] ada: write the spec for failover

## Priorities for Newton

1. Replication
2. Rolling upgrades
";
const CINDER_MITAKA: &str = "\
---
title: Cinder Mitaka Design Summit Recap
date: 2015-11-04
project: cinder
release: Mitaka
---
## Active/active

Locks come first.

## Priorities for Mitaka

1. Replication
2. Microversions
";

/// Two recaps without anything odd.
pub(crate) const RECAPS: [Note; 2] = [
    ("notes/2016-05-06-cinder-newton-recap.md", CINDER_NEWTON),
    ("notes/2015-11-04-cinder-mitaka-recap.md", CINDER_MITAKA),
];
