//! Recaps of different shapes, in words of our own.

/// Front matter, a preamble, sections, a part heading, a link, inline code.
pub(crate) const SUMMIT: (&str, &str) = (
    "notes/2016-05-06-volume-summit.md",
    "---
title: Cinder Newton design summit
project: cinder
release: Newton
event: Newton Design Summit
location: Austin
date: 2016-05-06
event_date: 2016-04
author: Ada Byte
tags: [storage]
---
Three days in small rooms.

## Replication

Failover of `repl v2.1` has to be tried on real arrays. Set
`allow_availability_zone_fallback` first; see [the plan](https://example.org/plan).

### Conclusion

- wait for the second array

## Active/Active HA

The c-vol service runs A/A on three hosts, with N-1 releases at most.
",
);

/// No metadata: facts come from the path and from lists; a heading without a blank, one in italics.
pub(crate) const MEETING: (&str, &str) = (
    "notes/meetings/2015-10/oct-27.md",
    "# Working group

## Attendees

- Ann Bee [Org]
- Cee Dee [Org]

##Limits
Call `limits show --rate` on the new /v3 endpoint, then edit eth1.cfg.

_Sub topic_
Rolling upgrades, once more.
",
);

/// Underlined headings, CRLF, a table, a fence with what looks like a heading.
pub(crate) const TOOLS: (&str, &str) = (
    "notes/tools.markdown",
    "Tools\r\n=====\r\n\r\nThe [WIP] patch is in C++ and people don't like it.\r\n\r\nLater\r\n-----\r\n\r\n\
     | name | size |\r\n|---|---|\r\n| cache | small |\r\n\r\n```\r\n# no heading\r\n```\r\n",
);

/// Sections with dates of their own.
pub(crate) const DATED: (&str, &str) = (
    "notes/2017-notes.md",
    "## December 7, 2017

### Backups

Decision: backups in chunks stay.

## November 8

### Quotas

Nobody counts them.
",
);

/// Text alone.
pub(crate) const PLAIN: (&str, &str) = (
    "notes/plain.md",
    "A line about replication and no heading at all.\n",
);

/// All of them.
pub(crate) const ALL: [(&str, &str); 5] = [SUMMIT, MEETING, TOOLS, DATED, PLAIN];

/// Decisions, actions and priorities, for the release before that of [`SUMMIT`].
pub(crate) const OUTCOMES: (&str, &str) = (
    "notes/2015-11-04-volume-outcomes.md",
    "---
title: Cinder Mitaka outcomes
project: cinder
release: Mitaka
date: 2015-11-04
---
## A/A at last

Decision: agreed to keep the lock of the c-vol service
in the database.

After a long talk it was agreed that the old driver is rejected.

### Conclusion

No conclusion was reached.

### Action items

- [ ] Ann Bee to write the spec by 2015-12-01
- [x] Cee Dee to close the bug

## Lunch

Soup.

## Priorities for Mitaka

1. Replication
2. Volume manager cleanup
3. Tea
",
);

/// Priorities of the release of [`SUMMIT`].
pub(crate) const PRIORITIES: (&str, &str) = (
    "notes/2016-05-07-volume-priorities.md",
    "---
title: Cinder Newton priorities
project: cinder
release: Newton
date: 2016-05-07
---
## Priorities for Newton

1. Finish replication
2. User messages
",
);
