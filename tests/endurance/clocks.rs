//! Times of files and dates in notes, however odd: 1970 and before, 2100, the year 10000, clocks that jump.

use crate::base::date;
use crate::sandbox::Sandbox;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const YEAR: u64 = 31_556_952;

/// Times of files, some of which no disk keeps; what the disk makes of them is then what counts.
fn times() -> Vec<SystemTime> {
    let after = |years: u64| UNIX_EPOCH + Duration::from_secs(years * YEAR);
    vec![
        UNIX_EPOCH,
        UNIX_EPOCH + Duration::from_nanos(1),
        UNIX_EPOCH - Duration::from_nanos(1),
        UNIX_EPOCH - Duration::from_secs(YEAR),
        UNIX_EPOCH - Duration::from_secs(65 * YEAR),
        after(68),
        after(130),
        after(290),
        after(300),
        after(470),
        after(8030),
        SystemTime::now() + Duration::from_secs(5),
    ]
}

#[test]
fn notes_of_any_time_are_read_and_seen_to_change() {
    let kb = Sandbox::new();
    let mut kept = 0;
    for (number, time) in times().into_iter().enumerate() {
        let note = kb.note(&format!("notes/t{number}.md"), "# One badger\n");
        let file = std::fs::File::options().write(true).open(&note).unwrap();
        if file.set_modified(time).is_err() {
            continue;
        }
        kept += 1;
        assert_eq!(kb.titles("badger"), ["One badger"], "{time:?}");
        std::fs::write(&note, "# One ocelot\n").unwrap();
        date(&note, time + Duration::from_secs(1));
        assert_eq!(kb.titles("ocelot"), ["One ocelot"], "{time:?}");
        assert_eq!(kb.titles("badger"), [""; 0], "{time:?}");
        std::fs::remove_file(&note).unwrap();
        assert_eq!(kb.titles("ocelot"), [""; 0], "{time:?}");
    }
    assert!(kept > 5, "this disk keeps {kept} of these times");
}

/// The clock goes back by years and forward again between two edits.
#[test]
fn a_clock_that_jumps_hides_no_edit() {
    let kb = Sandbox::new();
    let note = kb.note("notes/a.md", "# Word0 here\n");
    let hours = [0_i64, -20_000, 20_000, -1, 1, -300_000, 300_000, 0];
    for (number, hours) in hours.into_iter().enumerate() {
        std::fs::write(&note, format!("# Word{number} here\n")).unwrap();
        let jump = Duration::from_secs(hours.unsigned_abs() * 3600);
        let now = SystemTime::now();
        date(&note, if hours < 0 { now - jump } else { now + jump });
        assert_eq!(kb.titles("here"), [format!("Word{number} here")]);
    }
}

const DATES: [&str; 17] = [
    "10000-01-01",
    "9999-12-31",
    "0000-00-00",
    "0000-01-01",
    "-0044-03-15",
    "1600-02-29",
    "1677-09-21",
    "1677-09-22",
    "1900-02-29",
    "1970-01-01",
    "2262-04-11",
    "2262-04-12",
    "2300-01-01",
    "2016-02-30",
    "2016-13-01",
    "99999999999999999999-01-01",
    "2016-06-31T25:61:61+99:99",
];

#[test]
fn dates_of_any_year_are_read_or_told() {
    let kb = Sandbox::with_recaps();
    for (number, date) in DATES.iter().enumerate() {
        kb.note(&format!("notes/d{number}.md"), format!("---\ntitle: Wombat {number}\ndate: {date}\nevent_date: {date}\n---\n# {date}\n\nwombat\n"));
        kb.note(
            &format!("notes/{date}-wombat-notes.md").replace(':', "."),
            format!("## {date}\n\n### Part\n\nwombat by {date}\n\n- [ ] Ann Bee to go by {date}\n"),
        );
    }
    let all = 2 * DATES.len();
    let hits = kb.json(&["search", "wombat", "--sort", "date", "--limit", "1000"]);
    assert!(hits["total"].as_u64().unwrap() >= all as u64, "{hits}");
    for args in [
        &["search", "wombat", "--since", "1000", "--until", "9999"][..],
        &["search", "wombat date:2262..", "--facets"],
        &["topics", "--format", "json"],
        &["stats", "--format", "json"],
        &["actions", "--format", "json"],
        &["history", "wombat"],
        &["export", "--full"],
    ] {
        let run = kb.kb(args);
        assert_ne!(run.status, 2, "{args:?}: {run:?}");
        assert!(
            !run.stderr.contains("kb failed inside"),
            "{args:?}: {run:?}"
        );
    }
    for date in DATES.iter().filter(|date| !date.starts_with('-')) {
        let run = kb.kb(&["topics", "--since", date]);
        assert!(!run.stderr.contains("kb failed inside"), "{date}: {run:?}");
        let run = kb.kb(&["search", &format!("wombat date:{date}")]);
        assert!(!run.stderr.contains("kb failed inside"), "{date}: {run:?}");
    }
    assert_eq!(kb.titles("failover"), ["Replication", "plain"]);
}
