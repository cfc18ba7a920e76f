//! Titles, dates and people of whole notes.

use crate::recap::tests::read_at;

fn title(path: &str, text: &str) -> String {
    read_at(path, text).recap.title.value
}

fn date(path: &str, text: &str) -> Option<String> {
    let date = read_at(path, text).recap.date;
    date.map(|fact| fact.value.to_string())
}

#[test]
fn a_title_of_a_file_is_without_its_date() {
    for (path, expected) in [
        ("notes/horizon_weekly_20170510.md", "horizon weekly"),
        ("notes/weekly-2017-05-10.md", "weekly"),
        ("notes/2017-05-10-weekly.md", "weekly"),
        ("notes/2017-05-10.md", "2017-05-10"),
        ("notes/3rd_weekly.md", "3rd weekly"),
    ] {
        assert_eq!(title(path, "text\n"), expected, "{path}");
    }
}

#[test]
fn the_day_of_one_of_several_meetings_is_no_title() {
    let days = "# 2024-03-28\n\n- one\n\n# Thursday, March 14, 2024\n\n- two\n";
    assert_eq!(title("notes/etcd.md", days), "etcd");
    for text in [
        "# 2024-03-28\n\n## one\n\n## two\n",
        "# etcd 2024-03-28\n\n- one\n\n# etcd 2024-03-14\n\n- two\n",
    ] {
        assert_ne!(title("notes/a.md", text), "a", "{text}");
    }
}

#[test]
fn a_range_of_days_dates_a_note_by_its_first() {
    for text in [
        "# Sprint\n\nWhen: 13-15 September 2017\n",
        "# Sprint\n\nDate: 13 to 15 September 2017\n",
        "# Sprint in Brno, 13 - 15 September 2017\n",
        "---\ndate: 13\u{2013}15 September 2017\n---\n# Sprint\n",
    ] {
        assert_eq!(date("a.md", text).as_deref(), Some("2017-09-13"), "{text}");
    }
}

#[test]
fn what_tells_of_a_meeting_alone_was_written_of_it() {
    let held = "---\nheld: 2016-05-04\n---\n# Sync\n\nDate: 2016-05-03\n";
    assert_eq!(date("a.md", held).as_deref(), Some("2016-05-04"));
    let dated = "---\nmeeting_date: 2016-05-04\ndate: 2016-05-06\n---\n# Sync\n";
    assert_eq!(date("a.md", dated).as_deref(), Some("2016-05-06"));
    assert_eq!(date("2016-05-07-a.md", held).as_deref(), Some("2016-05-07"));
}

#[test]
fn a_weekday_before_a_date_begins_a_heading_too() {
    let text = "# Sync\n\n## Friday, Mar 12, 2024 (Cancelled: public holidays)\n\nx\n\n## On Mar 12, 2024 we met with all of the operators\n";
    let topics = read_at("a.md", text).topics;
    let dates: Vec<Option<String>> = topics
        .iter()
        .map(|topic| topic.date.map(|date| date.to_string()))
        .collect();
    assert_eq!(dates, [None, Some("2024-03-12".to_owned()), None]);
}

#[test]
fn every_author_has_an_address_of_their_own() {
    for value in [
        "Lance Bragstad <l@x.org>, Ann Bee",
        "Lance Bragstad <l@x.org> and Ann Bee <a@x.org>",
    ] {
        let text = format!("---\nauthor: {value}\n---\n# Sync\n");
        let authors = read_at("a.md", &text).recap.authors;
        assert_eq!(authors, ["Lance Bragstad", "Ann Bee"], "{value}");
    }
}

#[test]
fn a_roll_call_names_who_was_there() {
    let text = "# Sync\n\n## Roll call\n\n- Ann Lee\n- Bo Ray\n\n## Topics\n\nWe have a quorum.\n";
    assert_eq!(read_at("a.md", text).recap.attendees, ["Ann Lee", "Bo Ray"]);
}
