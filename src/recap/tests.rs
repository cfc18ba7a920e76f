//! Whole notes in, records out. The texts imitate shapes of real recaps in words of our own.

use super::vocabulary::builtin;
use super::{Input, Reader, Reading};
use crate::model::{Catalogue, Given, TopicKind};

pub(super) fn read_at(path: &str, text: &str) -> Reading {
    let given = Given::default();
    let input = Input {
        path,
        id_base: path.rsplit_once('.').unwrap().0,
        bytes: text.as_bytes(),
        given: &given,
    };
    let mut readings = Reader::new(&builtin(), &Catalogue::openstack()).read(&input);
    assert_eq!(readings.len(), 1);
    readings.remove(0)
}

fn read(text: &str) -> Reading {
    read_at("notes/x.md", text)
}

/// `LINE-END LEVEL TITLE`, one a topic.
fn outline(text: &str) -> Vec<String> {
    let show = |t: crate::model::Topic| {
        format!(
            "{}-{} {} {}",
            t.own.lines.start, t.own.lines.end, t.level, t.title
        )
    };
    read(text).topics.into_iter().map(show).collect()
}

#[test]
fn minutes_and_logs_of_a_bot_tell_their_day_and_who_was_there() {
    let minutes = "#meeting: cinder\n================\n\nMeeting started by jo at 16:00:07 UTC.  The full logs are available\nat \
        http://x.org/cinder/2016/cinder.2016-05-04-16.00.log.html .\n\n* Bugs  (jo, 16:01:02)\n  * INFO: none  (jo, 16:02:00)\n\n\
        People present (lines said)\n---------------------------\n\n* jo (88)\n* al_x (4)\n";
    let log = "16:00:00 <jo> #startmeeting cinder\n16:00:01 <openstack> Meeting started Wed May  4 16:00:00 2016 UTC.\n\
        16:00:02 <al_x> hi\n16:00:03 <jo> hi\n16:00:04 <jo> #topic Bugs\n";
    for (path, text) in [("a.txt", minutes), ("a.rst", minutes), ("b.txt", log)] {
        let recap = read_at(path, text).recap;
        assert_eq!(
            recap.date.unwrap().value.to_string(),
            "2016-05-04",
            "{path}"
        );
        let mut names = recap.attendees;
        names.sort();
        assert_eq!(names, ["al_x", "jo"], "{path}");
    }
    let topics = read_at("a.txt", minutes).topics;
    let titles: Vec<&str> = topics.iter().map(|t| t.title.as_str()).collect();
    assert_eq!(titles, ["#meeting: cinder", "Bugs"]);
}

#[test]
fn minutes_of_matrix_tell_their_day_and_their_topics() {
    let minutes = "Council\n=======\n\nMeeting started by @jo:example.org at 2024-01-31 18:00:12\n\n\
        Meeting summary\n---------------\n\n* TOPIC: Init process (@jo:example.org, 18:00:15)\n  * INFO: none (@jo:example.org, 18:01:00)\n  \
        * AGREED: use it (@jo:example.org, 18:02:00)\n\nPeople Present (lines said)\n---------------------------\n\n\
        * @jo:example.org (30)\n* @meetbot:example.org (10)\n";
    for path in ["a.txt", "a.md"] {
        let reading = read_at(path, minutes);
        let date = reading.recap.date.unwrap().value;
        assert_eq!(date.to_string(), "2024-01-31", "{path}");
        let topics = reading.topics.iter();
        assert!(topics.clone().any(|t| t.title == "Init process"), "{path}");
        assert_eq!(reading.items[0].text, "use it", "{path}");
        assert!(
            !reading
                .recap
                .attendees
                .iter()
                .any(|a| a.contains("meetbot")),
            "{path}"
        );
    }
}

#[test]
fn the_project_of_the_metadata_shows_whose_releases_are_named() {
    for field in [
        "project: nova",
        "event: Ocata design summit",
        "tags: [nova]",
    ] {
        let text = format!("---\ntitle: Ocata retrospective\n{field}\n---\n# Notes\n\nText.\n");
        let releases = read(&text).recap.releases;
        assert_eq!(releases[0].value.as_str(), "Ocata", "{field}");
    }
    let text = "---\ntitle: Ocata retrospective\nproject: tea\n---\n# Notes\n\nText.\n";
    assert!(read(text).recap.releases.is_empty());
    let text = "---\nproject: nova\n---\n# Notes\n\nText.\n";
    let recap = read_at("notes/2017-01-01-ocata-x.md", text).recap;
    assert_eq!(recap.releases[0].value.as_str(), "Ocata");
}

#[test]
fn a_files_name_of_a_few_letters_is_no_tag() {
    let tags = |path: &str, text: &str| read_at(path, text).topics[0].tags.len();
    assert_eq!(tags("notes/CG-03-12.md", "We met.\n"), 0);
    assert_eq!(tags("notes/CG-snapshots-03-12.md", "We met.\n"), 3);
    assert!(tags("notes/CG-03-12.md", "We spoke of the CG here.\n") > 0);
    assert!(tags("notes/03-12.md", "# CG\n\nWe met.\n") > 0);
}

#[test]
fn events_called_by_their_place_have_one() {
    for (title, event, place) in [
        ("Cinder at the Sydney Forum", "Sydney Forum", "Sydney"),
        ("Denver PTG", "Denver PTG", "Denver"),
        ("Lisbon Contributor Summit", "Contributor Summit", "Lisbon"),
        ("Xena vPTG", "Xena vPTG", ""),
    ] {
        let recap = read(&format!("# {title}\n\nText.\n")).recap;
        assert_eq!(recap.event.unwrap().value, event);
        assert_eq!(recap.location.map_or_else(String::new, |l| l.value), place);
    }
}

#[test]
fn atx_headings_with_their_traps() {
    let text = "intro\n\n## One:\ntext\n\n##Two\nmore\n#123\n\n#channel\n\n#Three\n\n```\n# code\n```\n<!--\n# no\n-->\n> # no\n\n##\n\n### [Four](http://x) ##\n";
    assert_eq!(
        outline(text),
        [
            "1-1 0 x",
            "3-4 2 One",
            "6-10 2 Two",
            "12-22 1 Three",
            "24-24 3 Four"
        ]
    );
    assert_eq!(
        outline("#Top\n\n##Please do. \n##And this\n"),
        ["1-1 1 Top", "3-3 2 Please do.", "4-4 2 And this"]
    );
    assert_eq!(
        outline("x\n\n#SOME_VAR=1\n\n#Opt=2\n\n#Commented out,\n"),
        ["1-7 0 x"]
    );
}

#[test]
fn marks_inside_code_and_comments_are_no_headings() {
    for inside in [
        "a <!--\n##In comment\n-->",
        "`a\n##In code`",
        "a <b\ntitle=\"\n##In a tag\">",
        "[a](b \"x\n##In a title\")",
        "{% highlight c %}\n##define X\n\n##undef X\n{% endhighlight %}",
        "$$\n##In a formula\n$$",
        "\\begin{x}\n##In a formula\n\\end{x}",
    ] {
        let text = format!("##Two\n\n{inside}\n##Three\n");
        let titles: Vec<String> = read(&text).topics.into_iter().map(|t| t.title).collect();
        assert_eq!(titles, ["Two", "Three"], "{inside}");
    }
    // All of a post may stand in it.
    let raw = "{% raw %}\n\n##Two\n\ntext\n\n{% endraw %}\n";
    assert_eq!(outline(raw)[1..], ["3-7 2 Two"]);
}

#[test]
fn setext_headings_with_their_traps() {
    let text = "Good\n----\nbody\n\nA paragraph that\nruns into a rule\n-----\n\nPresent: A, B\n-----\n\nTop\n===\n";
    assert_eq!(outline(text), ["1-10 2 Good", "12-13 1 Top"]);
}

#[test]
fn pseudo_headings() {
    let text = "### Recap\n\nintro\n\n_Sub One_\ntext\n\n_Sub Two_\ntext\n\n_A sentence in italics._\ntext\n\n_Alone_\n\n### Next\n";
    assert_eq!(
        outline(text),
        [
            "1-3 3 Recap",
            "5-6 4 Sub One",
            "8-14 4 Sub Two",
            "16-16 3 Next"
        ]
    );
    let speakers = "# M\n\n**Ann**\n\nhello\n\n**Bob**\n\nyes\n\n**Ann**\n\nno\n";
    assert_eq!(outline(speakers), ["1-13 1 M"]);
    let bold =
        "# M\n\n**First thing**\n\nhello\n\n**Next steps:**\n\n- a\n\n**Second thing**\n\nyes\n";
    assert_eq!(
        outline(bold),
        ["1-1 1 M", "3-9 2 First thing", "11-13 2 Second thing"]
    );
    assert_eq!(outline("# U\n*Lead: X*  \n*Notes: Y*  \n"), ["1-3 1 U"]);
}

#[test]
fn days_begin_meetings_whatever_is_repeated_below() {
    let text = "**9/24/2019**\n\n**7pm**\n\n- a\n\n**3/4/2019**\n\n**7pm**\n\n- b\n";
    let reading = read(text);
    let topics: Vec<String> = reading
        .topics
        .iter()
        .map(|t| format!("{} {} {}", t.own.lines.start, t.title, t.date.unwrap()))
        .collect();
    assert_eq!(topics, ["1 9/24/2019 2019-09-24", "7 3/4/2019 2019-03-04"]);
    // A single day is the note's own.
    let single = "**9/24/2019**\n\n**7pm**\n\n- a\n\n**7pm**\n\n- b\n";
    assert_eq!(outline(single), ["1-9 0 x"]);
}

#[test]
fn titles_have_no_marks_of_obsidian() {
    let text =
        "## [[DNS migration]] ^dns\n\na\n\n## [[notes/a|Quotas]]\n\n## The [[Call]] slot\n\nb\n";
    let titles: Vec<String> = read(text).topics.into_iter().map(|t| t.title).collect();
    assert_eq!(titles, ["DNS migration", "Quotas", "The [[Call]] slot"]);
}

#[test]
fn a_title_may_stand_below_its_mark() {
    let text = "## One\n\na\n\n##  \n     Two [b](https://c.d)\n\ne\n\n## \n\nno title\n";
    assert_eq!(outline(text), ["1-5 2 One", "6-12 2 Two b"]);
    let broken = "## One\n\na\n\n##  \\\nSept 18\n\ne\n";
    assert_eq!(outline(broken), ["1-5 2 One", "6-8 2 Sept 18"]);
}

#[test]
fn parts_stay_in_their_topic() {
    let text = "# Day\n\n## Attendees\n\n- A B\n\n## Topic\n\ntext\n\n### Conclusion\n\n- yes\n\n## Agenda\n\n### Item\n\ntext\n";
    assert_eq!(outline(text), ["1-5 1 Day", "7-15 2 Topic", "17-19 3 Item"]);
    let reading = read(text);
    assert_eq!(reading.topics[2].breadcrumb, ["Day"]);
    let parts: Vec<_> = reading.topics[1]
        .parts
        .iter()
        .map(|p| (p.title.as_str(), p.extent.lines.start, p.extent.lines.end))
        .collect();
    assert_eq!(parts, [("Conclusion", 11, 13), ("Agenda", 15, 15)]);
    assert_eq!(reading.recap.attendees, ["A B"]);
    assert_eq!(
        outline("## Attendees\n\n- A\n\n## First\n"),
        ["1-3 0 x", "5-5 2 First"]
    );
}

#[test]
fn what_has_no_heading() {
    let reading = read("---\ntitle: T\n---\n\njust text\n");
    assert_eq!(reading.topics[0].id, "notes/x#_");
    assert_eq!(
        (reading.topics[0].title.as_str(), reading.topics[0].kind),
        ("T", TopicKind::Topic)
    );
    assert_eq!(read("text\n\n# H\n").topics[0].kind, TopicKind::Preamble);
    assert!(read("---\ntitle: T\n---\n\n").topics.is_empty());
    assert!(read("").topics.is_empty());
}

#[test]
fn ids_count_repeats_and_parts() {
    let text = "## A\n### Conclusion\n## A\n### Conclusion\n## Conclusion 2020 plans\n";
    let ids: Vec<_> = read(text).topics.into_iter().map(|t| t.id).collect();
    assert_eq!(
        ids,
        ["notes/x#a", "notes/x#a-1", "notes/x#conclusion-2020-plans"]
    );
}

#[test]
fn levels_jump_and_repeat() {
    let text = "## A\n#### B\n# C\n# D\n### E\n";
    let reading = read(text);
    let parents: Vec<_> = reading
        .topics
        .iter()
        .map(|t| t.parent.clone().unwrap_or_default())
        .collect();
    assert_eq!(parents, ["", "notes/x#a", "", "", "notes/x#d"]);
    assert_eq!(reading.topics[3].tree.lines.end, 5);
}

#[test]
fn nothing_after_an_open_fence_is_lost() {
    let text = "## A\n\n```\ncode\n\n## B\n\nmore\n\n# comment\n";
    assert_eq!(outline(text), ["1-4 2 A", "6-10 2 B"]);
    assert_eq!(
        read(text)
            .diagnostics
            .iter()
            .filter(|d| d.code == "open-fence")
            .count(),
        1
    );
}

#[test]
fn crlf_and_a_mark_at_the_start_change_nothing() {
    let text = "\u{feff}---\r\ntitle: T\r\n---\r\n\r\n# H\r\n\r\n_Sub_\r\ntext\r\n";
    assert_eq!(outline(text), ["5-5 1 H", "7-8 2 Sub"]);
    assert_eq!(outline("\u{feff}# H\r\ntext"), ["1-2 1 H"]);
}

#[test]
fn facts_come_from_the_first_place() {
    let reading = read_at(
        "notes/2015-11-04-cinder-mitaka-recap.md",
        "---\ntitle: OpenStack Cinder Newton Design Summit Recap\n---\nAfter Mitaka, Mitaka.\n",
    );
    let recap = reading.recap;
    assert_eq!(recap.releases[0].value.as_str(), "Newton");
    assert_eq!(recap.project.unwrap().value, "cinder");
    assert_eq!(recap.date.unwrap().value.to_string(), "2015-11-04");
    assert_eq!(
        recap.event.unwrap().value,
        "OpenStack Cinder Newton Design Summit"
    );
}

fn facts(path: &str, text: &str) -> (String, String, String) {
    let recap = read_at(path, text).recap;
    let releases: Vec<_> = recap.releases.iter().map(|r| r.value.to_string()).collect();
    let date = recap
        .date
        .map(|d| format!("{} {}", d.value, d.source))
        .unwrap_or_default();
    (
        releases.join(" "),
        date,
        recap.project.map(|p| p.value).unwrap_or_default(),
    )
}

#[test]
fn cities_and_words_are_no_releases() {
    let release = |title: &str| facts("a.md", &format!("# {title}\n")).0;
    assert_eq!(release("OpenStack Summit Austin"), "");
    assert_eq!(release("Austin release of OpenStack"), "Austin");
    assert_eq!(release("Train your team for OpenStack"), "");
    assert_eq!(release("Cinder Train PTG"), "Train");
    assert_eq!(
        release("Neutron Kilo retrospective and a look toward Juno"),
        "Kilo Juno"
    );
    assert_eq!(release("The Newton method"), "");
    assert_eq!(release("Nova 2023.1 recap"), "2023.1");
    assert_eq!(
        facts("2024-1-workitems.md", "text\n"),
        ("2024.1".into(), String::new(), String::new())
    );
    assert_eq!(
        facts("a.md", "Goals of the Ocata cycle:\n\n- x\n").0,
        "Ocata"
    );
    assert_eq!(facts("a.md", "We spoke of the Ocata cycle.\n").0, "");
}

#[test]
fn dates_come_from_the_first_place() {
    let date = |path: &str, text: &str| facts(path, text).1;
    assert_eq!(
        date("meetings/2012-05/may-21.md", "# x\n"),
        "2012-05-21 file name"
    );
    assert_eq!(date("meetings/2012-05/toc.md", "# x\n"), "2012-05 path");
    assert_eq!(
        date("a.md", "# T\n\n* Meeting date: 2021-03-02\n"),
        "2021-03-02 label"
    );
    assert_eq!(date("a.md", "# December 7, 2017\n"), "2017-12-07 heading");
    assert_eq!(
        date(
            "2017-notes.md",
            "## December 7, 2017\n\n## November 8, 2017\n"
        ),
        ""
    );
    assert_eq!(
        date("2017/a.md", "Date: Nov 8\n\n# T\n"),
        "2017-11-08 label"
    );
    assert_eq!(date("2017-notes.md", "text\n"), "");
}

#[test]
fn sections_may_have_dates_of_their_own() {
    let reading = read_at(
        "2017-notes.md",
        "## December 7, 2017\n\n### A\n\n## November 8\n",
    );
    let dates: Vec<_> = reading
        .topics
        .iter()
        .map(|t| t.date.map(|d| d.to_string()).unwrap_or_default())
        .collect();
    assert_eq!(dates, ["2017-12-07", "2017-12-07", "2017-11-08"]);
    let reading = read_at(
        "2017-12-07.md",
        "# Notes\n\n## May 2018 location\n\n## Day 2 (December 8)\n\n## Agenda (December 9)\n\n## 4 May minutes\n",
    );
    let dates = reading.topics.iter().map(|t| t.date.unwrap().to_string());
    let found: Vec<_> = dates.collect();
    assert_eq!(
        found[1..],
        ["2017-12-07", "2017-12-08", "2017-12-09", "2017-05-04"]
    );
}

#[test]
fn days_are_of_the_year_above_them() {
    let reading = read_at(
        "2022-meeting-notes.md",
        "# 2022\n\n## March 3rd\n\n# Meetings 2021\n\n## September 15th\n\n### October 4\n\n# Rust 2018\n\n## May 5\n",
    );
    let dates = reading.topics.iter().map(|topic| {
        let date = topic.date.map(|date| date.to_string());
        (topic.title.as_str(), date.unwrap_or_default())
    });
    let found: Vec<(&str, String)> = dates.collect();
    let expected = [
        ("2022", ""),
        ("March 3rd", "2022-03-03"),
        ("Meetings 2021", ""),
        ("September 15th", "2021-09-15"),
        ("October 4", "2021-10-04"),
        ("Rust 2018", ""),
        ("May 5", "2022-05-05"),
    ];
    assert_eq!(
        found,
        expected.map(|(title, date)| (title, date.to_owned()))
    );
}

#[test]
fn releases_without_end_are_text() {
    let names: Vec<String> = (0..150).map(|n| format!("v{n}")).collect();
    let reading = read(&format!(
        "---\nreleases: [{}]\n---\n## A\n\ntext\n",
        names.join(", ")
    ));
    assert_eq!(reading.recap.releases.len(), 100);
    assert!(reading.metadata.contains("v149"));
}

#[test]
fn names_without_end_are_text() {
    let long = "word".repeat(100);
    let keys = ["project", "release", "event", "location", "tags"];
    let fields: String = keys.iter().map(|key| format!("{key}: {long}\n")).collect();
    let reading = read(&format!("---\n{fields}---\n## A\n\ntext\n"));
    let recap = &reading.recap;
    assert_eq!(
        (&recap.project, &recap.event, &recap.location),
        (&None, &None, &None)
    );
    assert!(recap.releases.is_empty() && recap.tags.is_empty());
    assert_eq!(reading.metadata.matches(&long).count(), keys.len());
}

#[test]
fn the_tags_of_a_pad_are_no_topic() {
    let text = "# Sync\n\n###### tags: `T-lang` `minutes`\n\n## HA\n\ntext\n";
    assert_eq!(outline(text), ["1-3 1 Sync", "5-7 2 HA"]);
    let reading = read(text);
    let tags: Vec<&str> = reading
        .recap
        .tags
        .iter()
        .map(crate::model::Tag::as_str)
        .collect();
    assert_eq!(tags, ["t-lang", "minutes"]);
    let code = read("# Sync\n\n```\n###### tags: `a`\n```\n");
    assert!(code.recap.tags.is_empty());
}
