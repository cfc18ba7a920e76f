//! `kb stats`: how much there is of everything.

use crate::sandbox::{Sandbox, strings};
use serde_json::json;

#[test]
fn counts_have_bars() {
    let kb = Sandbox::with_outcomes();
    insta::assert_snapshot!(kb.kb(&["stats"]).done(), @"
    7 recaps, 17 topics, 4 decisions, 2 actions

    release     topics     recaps  decisions    actions
    Mitaka           3          1          2          2  ██████████████████████████████
    Newton           4          2          1          0  ████████████████████████████████████████

    project     topics     recaps  decisions    actions
    cinder           7          3          3          2  ████████████████████████████████████████

    tag                    topics     recaps  decisions    actions
    replication                 4          4          1          0  ████████████████████████████████████
    storage                     3          1          1          0  ███████████████████████████
    volume-service              3          2          2          2  ███████████████████████████
    ha                          2          2          2          2  ██████████████████
    availability-zones          1          1          1          0  █████████
    backup                      1          1          1          0  █████████
    database                    1          1          2          2  █████████
    drivers                     1          1          2          2  █████████
    locking                     1          1          2          2  █████████
    quotas                      1          1          0          0  █████████
    rolling-upgrades            1          1          0          0  █████████
    upgrades                    1          1          0          0  █████████
    user-messages               1          1          0          0  █████████

    year     topics     recaps  decisions    actions
    2015          6          2          2          2  ████████████████████████████████████████
    2016          4          2          1          0  ██████████████████████████▋
    2017          4          1          1          0  ██████████████████████████▋
    ");
}

#[test]
fn releases_are_in_their_order() {
    let kb = Sandbox::with_outcomes();
    kb.note(
        "notes/z.md",
        "---\nrelease: Antelope\n---\n# A replication\n",
    );
    kb.note("notes/y.md", "---\nrelease: Zed\n---\n# Z\n");
    let found = kb.json(&["stats"]);
    let names = ["Mitaka", "Newton", "Zed", "2023.1"];
    assert_eq!(strings(&found["releases"], "name"), names);
    assert_eq!(found["heat"]["columns"], json!(names));
    let rows = found["heat"]["rows"].as_array().unwrap();
    let replication = rows
        .iter()
        .find(|row| row["name"] == "replication")
        .unwrap();
    assert_eq!(replication["counts"][3], 1);
    // Front matter gives it to all topics of a recap.
    assert!(rows.iter().all(|row| row["name"] != "storage"), "{rows:?}");
}

#[test]
fn tags_are_drawn_by_year_where_no_topic_has_a_release() {
    let kb = Sandbox::new();
    kb.note(
        "notes/2019-03-04-meeting.md",
        "# Weekly\n\n## Replication\n\nIt went on.\n",
    );
    kb.note(
        "notes/2021-05-06-meeting.md",
        "# Weekly\n\n## Replication\n\nIt is done.\n",
    );
    let heat = &kb.json(&["stats"])["heat"];
    assert_eq!(heat["by"], "year");
    assert_eq!(heat["columns"], json!(["2019", "2021"]));
    assert_eq!(
        heat["rows"],
        json!([{"name": "replication", "counts": [1, 1]}])
    );
    kb.kb(&["stats", "--chart", "tags.svg"]).done();
    let picture = std::fs::read_to_string(kb.path("tags.svg")).unwrap();
    assert!(picture.contains("Tags by year"), "{picture}");
}

#[test]
fn counts_are_of_what_the_filters_take() {
    let kb = Sandbox::with_outcomes();
    let found = kb.json(&["stats", "--release", "mitaka"]);
    assert_eq!(
        found["total"],
        json!({"recaps": 1, "topics": 3, "decisions": 2, "actions": 2})
    );
    assert_eq!(strings(&found["years"], "name"), ["2015"]);
    kb.kb(&["stats", "--release", "mitako"]).failed_with(1);
}

#[test]
fn counts_as_tables() {
    let kb = Sandbox::with_outcomes();
    let args = ["stats", "--release", "mitaka", "--format"];
    insta::assert_snapshot!(kb.kb(&[&args[..], &["md"]].concat()).done(), @"
    | all | recaps | topics | decisions | actions |
    | --- | ---: | ---: | ---: | ---: |
    |  | 1 | 3 | 2 | 2 |

    | release | recaps | topics | decisions | actions |
    | --- | ---: | ---: | ---: | ---: |
    | Mitaka | 1 | 3 | 2 | 2 |

    | project | recaps | topics | decisions | actions |
    | --- | ---: | ---: | ---: | ---: |
    | cinder | 1 | 3 | 2 | 2 |

    | tag | recaps | topics | decisions | actions |
    | --- | ---: | ---: | ---: | ---: |
    | volume-service | 1 | 2 | 2 | 2 |
    | database | 1 | 1 | 2 | 2 |
    | drivers | 1 | 1 | 2 | 2 |
    | ha | 1 | 1 | 2 | 2 |
    | locking | 1 | 1 | 2 | 2 |
    | replication | 1 | 1 | 0 | 0 |

    | year | recaps | topics | decisions | actions |
    | --- | ---: | ---: | ---: | ---: |
    | 2015 | 1 | 3 | 2 | 2 |
    ");
    insta::assert_snapshot!(kb.kb(&[&args[..], &["csv"]].concat()).done(), @"
    group,name,recaps,topics,decisions,actions
    all,,1,3,2,2
    release,Mitaka,1,3,2,2
    project,cinder,1,3,2,2
    tag,volume-service,1,2,2,2
    tag,database,1,1,2,2
    tag,drivers,1,1,2,2
    tag,ha,1,1,2,2
    tag,locking,1,1,2,2
    tag,replication,1,1,0,0
    year,2015,1,3,2,2
    ");
}
