use super::{Habit, find, is_day, of_name, of_value};

fn check(text: &str, year: Option<i32>, expected: Option<&str>) {
    let found = find(text, year).map(|f| f.date.to_string());
    assert_eq!(found.as_deref(), expected, "{text}");
}

#[test]
fn reads_what_people_write() {
    check("# January 28, 2014 Meeting Notes", None, Some("2014-01-28"));
    check("Meeting of 2021-03-02.", None, Some("2021-03-02"));
    check("7th of December 2017", None, Some("2017-12-07"));
    check("Dec 7th, 2017", None, Some("2017-12-07"));
    check("May 21-23, 2012", None, Some("2012-05-21"));
    check("Tokyo, October 2015", None, Some("2015-10"));
    check("31/12/2016", None, Some("2016-12-31"));
    check("2016/11", None, Some("2016-11"));
}

#[test]
fn of_a_range_the_first_day_counts() {
    for (text, expected) in [
        ("13-15 September 2017", "2017-09-13"),
        ("13\u{2013}15 September 2017", "2017-09-13"),
        ("13 to 15 September 2017", "2017-09-13"),
        ("13th - 15th of September 2017", "2017-09-13"),
        ("Wednesday 13 - Friday 15 September 2017", "2017-09-13"),
        ("Feb 26 - Mar 2, 2018", "2018-02-26"),
        ("26 February - 2 March 2018", "2018-02-26"),
        ("Sprint in Brno, 29 January - 2 February 2024", "2024-01-29"),
        ("October 31 to November 2, 2023", "2023-10-31"),
        ("May 21 to 23, 2012", "2012-05-21"),
        ("December 30 - January 2, 2024", "2023-12-30"),
        ("December 30, 2023 - January 2, 2024", "2023-12-30"),
        // A number that is no day of the range.
        ("Sprint 12 - 15 September 2017", "2017-09-15"),
        ("#12 - 15 September 2017", "2017-09-15"),
        ("10:00-12 May 2016", "2016-05-12"),
        ("15 - 13 September 2017", "2017-09-13"),
    ] {
        check(text, None, Some(expected));
    }
    check("Feb 26 - Mar 2", Some(2018), Some("2018-02-26"));
    check("13-15 September", Some(2017), Some("2017-09-13"));
    assert!(is_day("Feb 26 - Mar 2, 2018"));
    let value = of_value("13-15 September 2017").map(|d| d.to_string());
    assert_eq!(value.as_deref(), Some("2017-09-13"));
}

#[test]
fn leaves_what_is_no_date_or_unclear() {
    for text in [
        "release 2024.1 now",
        "3/4/2016",
        "we may 2 times",
        "12:30-14:45",
        "Sprint 12",
        "RFC 2580",
        "v2015.1",
    ] {
        check(text, None, None);
    }
}

#[test]
fn other_headings_tell_which_number_is_the_month() {
    let read = |headings: &[&str]| {
        let habit = Habit::of(headings.iter().copied(), None);
        find("3/4/2016", habit).map(|found| found.date.to_string())
    };
    assert_eq!(
        read(&["9/24/2016", "3/4/2016"]).as_deref(),
        Some("2016-03-04")
    );
    assert_eq!(read(&["24/9/2016"]).as_deref(), Some("2016-04-03"));
    assert_eq!(read(&["24/9/2016", "9/24/2016"]), None);
    assert_eq!(read(&["9/8/2016"]), None);
}

#[test]
fn knows_days() {
    for text in [
        "3/4/2016",
        "2016-03-04",
        "9/24/19",
        "24.9.2016",
        "Dec 5th, 2018",
        "May 4",
    ] {
        assert!(is_day(text), "{text}");
    }
    for text in [
        "10:30",
        "2016",
        "1.2.3",
        "3/4",
        "12/2016",
        "3/4-2016",
        "1/2/3/2016",
        "3//2016",
        "May 2016",
        "On May 4",
    ] {
        assert!(!is_day(text), "{text}");
    }
}

#[test]
fn takes_a_year_from_elsewhere() {
    check("may-21", Some(2012), Some("2012-05-21"));
    check("November 8", Some(2017), Some("2017-11-08"));
    check("we may 2 times", Some(2012), None);
    check("Sprint 12", Some(2012), None);
}

#[test]
fn reads_names_and_values() {
    assert_eq!(
        of_name("2015-11-04-cinder")
            .map(|d| d.to_string())
            .as_deref(),
        Some("2015-11-04")
    );
    assert_eq!(
        of_name("20151104-cinder").map(|d| d.to_string()).as_deref(),
        Some("2015-11-04")
    );
    assert_eq!(of_name("1345-1430_SIGGOVERNANCE"), None);
    assert_eq!(of_name("2024-1-workitems"), None);
    assert_eq!(
        of_value("2015-04-06T08:56:06-05:00")
            .map(|d| d.to_string())
            .as_deref(),
        Some("2015-04-06")
    );
    assert_eq!(
        of_value("Wed, 06 Apr 2015 10:00")
            .map(|d| d.to_string())
            .as_deref(),
        Some("2015-04-06")
    );
}
