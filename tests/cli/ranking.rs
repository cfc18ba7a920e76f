//! Which hits come first and why, copies, counts by facet, collections.

use crate::sandbox::{Sandbox, strings};
use serde_json::Value;

/// Titles of the hits of a search with options.
fn titles(kb: &Sandbox, args: &[&str]) -> Vec<String> {
    strings(&kb.json(&[&["search"], args].concat())["hits"], "title")
}

#[test]
fn a_list_of_contents_is_no_answer() {
    let kb = Sandbox::new();
    kb.note(
        "notes/2016.md",
        "# Spring days\n\n## Contents\n\n- [Volume locks](#volume-locks)\n- [Quota drift](#quota-drift)\n- [Volume types](#volume-types)\n\n\
         ## Volume locks\n\nThe locks of a volume stay local for now, which the drivers can live with until the next cycle.\n\n\
         ## Quota drift\n\nNobody knows why the counts drift.\n\n## Volume types\n\nThree new ones.\n",
    );
    for query in ["volume locks", "locks", "quota drift"] {
        let found = titles(&kb, &[query]);
        assert_ne!(found[0], "Contents", "{query}");
    }
}

#[test]
fn a_topic_is_found_with_what_stands_under_its_conclusion() {
    let kb = Sandbox::new();
    kb.note(
        "notes/2017-03-21-meeting.md",
        "# March meeting\n\n## Seat maps\n\nWho sits where was drawn on the wall.\n\n## Conclusion\n\n- Round tables from May on\n\n\
         ## Lunch\n\nSoup again.\n\n## Conclusion\n\n- Bread is brought by the guests\n",
    );
    let found = kb.json(&["search", "seat maps round tables"]);
    assert_eq!(found["hits"][0]["title"], "Seat maps");
    assert_eq!(titles(&kb, &["lunch bread"])[0], "Lunch");
    assert_eq!(titles(&kb, &["seat maps"])[0], "Seat maps");
}

#[test]
fn the_newer_of_two_that_match_alike_comes_first() {
    let kb = Sandbox::new();
    for day in ["2015-04-01", "2017-04-01", "2016-04-01"] {
        kb.note(
            &format!("notes/{day}-meeting.md"),
            format!("# Meeting of {day}\n\n## Quota drift\n\nThe counts of {day} drift.\n"),
        );
    }
    let dates = |args: &[&str]| -> Vec<String> {
        let found = kb.json(&[&["search", "quota drift"], args].concat());
        let hits = found["hits"].as_array().unwrap().iter();
        hits.map(|hit| hit["id"].as_str().unwrap()[6..10].to_owned())
            .collect()
    };
    assert_eq!(dates(&[]), ["2017", "2016", "2015"]);
    assert_eq!(dates(&["--sort", "date"]), ["2017", "2016", "2015"]);
    kb.note(
        "notes/2014-04-01-meeting.md",
        "# Meeting\n\n## Quota drift\n\nQuota drift, quota drift again: quota drift is what quota drift does.\n",
    );
    assert_eq!(dates(&["--sort", "date"])[3], "2014");
}

/// Three recaps, one text twice.
fn with_a_copy() -> Sandbox {
    let kb = Sandbox::new();
    let text = "## Quota drift\n\nThe counts drift by one each night.\n";
    kb.note(
        "notes/cinder/2016-04-01.md",
        format!("---\nproject: cinder\nrelease: Newton\n---\n{text}\n## Lunch\n\nDrift of the quota of soup.\n"),
    );
    kb.note(
        "notes/nova/2016-04-01.md",
        format!("---\nproject: nova\nrelease: Newton\n---\n{text}"),
    );
    kb.note(
        "notes/nova/2015-04-01.md",
        "---\nproject: nova\nrelease: Mitaka\n---\n## Counting\n\nThe quota may drift.\n",
    );
    kb
}

#[test]
fn copies_of_one_text_are_one_hit() {
    let kb = with_a_copy();
    let found = kb.json(&["search", "counts drift"]);
    let hit = &found["hits"][0];
    assert_eq!(hit["title"], "Quota drift");
    assert_eq!(hit["repeats"].as_array().unwrap().len(), 1);
    let ids = [
        hit["id"].as_str().unwrap(),
        hit["repeats"][0]["id"].as_str().unwrap(),
    ];
    assert!(ids.iter().any(|id| id.contains("cinder")) && ids.iter().any(|id| id.contains("nova")));
    let text = kb.kb(&["search", "quota drift"]);
    assert_eq!(text.done().matches("Quota drift\n").count(), 1, "{text:?}");
    assert!(text.stdout.contains("same text"), "{text:?}");
}

#[test]
fn facets_count_what_filters_find() {
    let kb = with_a_copy();
    let found = kb.json(&["search", "quota drift", "--facets", "--limit", "1"]);
    let facets = found["facets"].as_object().unwrap();
    let mut counted = 0;
    for (facet, field) in [
        ("tags", "tag"),
        ("releases", "release"),
        ("projects", "project"),
        ("years", "date"),
    ] {
        for entry in facets[facet].as_array().unwrap() {
            let value = entry["value"].as_str().unwrap();
            let filtered = kb.json(&[
                "search",
                &format!("quota drift {field}:{value}"),
                "--facets",
            ]);
            let again = &filtered["facets"][facet];
            let same = again
                .as_array()
                .unwrap()
                .iter()
                .find(|other| other["value"] == value);
            assert_eq!(same, Some(entry), "{facet} {value}");
            counted += 1;
        }
    }
    assert!(counted >= 6, "{facets:?}");
}

#[test]
fn an_explanation_adds_up() {
    let kb = Sandbox::with_recaps();
    for query in [
        "replication",
        "active/active",
        "replication next steps",
        "rolling OR failover",
        "repl*",
    ] {
        let found = kb.json(&["search", query, "--explain"]);
        for hit in found["hits"].as_array().unwrap() {
            let mut sum = 0.0;
            let mut factor = 1.0;
            for part in hit["explanation"].as_array().unwrap() {
                let value = part["value"].as_f64().unwrap();
                match part["factor"].as_bool().unwrap() {
                    true => factor *= value,
                    false => sum += value,
                }
            }
            let score = hit["score"].as_f64().unwrap();
            assert!(
                (sum * factor - score).abs() < 0.01 * score.max(1.0),
                "{query}: {hit}"
            );
        }
    }
}

#[test]
fn folders_and_projects_are_collections() {
    let kb = Sandbox::new();
    kb.note("kb.toml", "notes = [\"cinder\", \"nova\"]\n");
    kb.note(
        "cinder/2016-04-01.md",
        "---\nproject: cinder\n---\n## Quota drift\n\nThe counts drift.\n",
    );
    kb.note(
        "nova/2016-04-02.md",
        "---\nproject: nova\n---\n## Quota drift again\n\nThe counts drift here too.\n",
    );
    kb.note(
        "notes/2016-04-03.md",
        "## Quota drift elsewhere\n\nNot read.\n",
    );
    let places = |args: &[&str]| -> Vec<String> {
        let found = kb.json(&[&["search", "quota drift"], args].concat());
        let mut ids = strings(&found["hits"], "id");
        ids.sort();
        ids
    };
    let both = [
        "cinder/2016-04-01#quota-drift",
        "nova/2016-04-02#quota-drift-again",
    ];
    assert_eq!(places(&[]), both);
    assert_eq!(places(&["--project", "nova"]), both[1..]);
    assert_eq!(places(&["--project", "cinder"]), both[..1]);
    let in_folder = kb.json(&["search", "quota drift path:nova/"]);
    assert_eq!(strings(&in_folder["hits"], "id"), both[1..]);
    assert_eq!(
        kb.json(&["search", "elsewhere"])["hits"],
        Value::Array(Vec::new())
    );
}

#[test]
fn a_name_is_found_as_it_is_written_among_many_that_have_its_parts() {
    let kb = Sandbox::new();
    let mut note = "# Notes\n\n".to_owned();
    for n in 0..260 {
        note += &format!("## What {n}\n\nwhat is number {n}\n\n");
    }
    kb.note(
        "notes/a.md",
        note + "## Last\n\nrun it with `make WHAT=./pkg` and much else that is no question\n",
    );
    assert_eq!(kb.titles("WHAT=")[0], "Last");
    assert_eq!(kb.titles("\"WHAT=\"")[0], "Last");
}

#[test]
fn copies_count_once_in_facets_and_have_a_hit_of_their_own_by_recap() {
    let kb = Sandbox::new();
    for year in ["2015", "2016", "2017"] {
        let head =
            format!("---\ndate: {year}-01-02\nproject: compiler\n---\n# Recap of {year}\n\n");
        kb.note(
            &format!("notes/{year}.md"),
            head + "## Modules\n\nthe same text on modules\n",
        );
        // Each is in a segment of its own.
        kb.kb(&["index"]).done();
    }
    let found = kb.json(&["search", "modules", "--facets"]);
    assert_eq!(found["total"], 1);
    let count = |facet: &str| {
        let entries = found["facets"][facet].as_array().unwrap().iter();
        let counts = entries.map(|entry| entry["count"].as_u64().unwrap());
        counts.collect::<Vec<_>>()
    };
    assert_eq!(
        (count("projects"), count("years")),
        (vec![1], vec![1, 1, 1])
    );
    for limit in ["0", "1", "10"] {
        let args = ["search", "modules", "--group", "recap", "--limit", limit];
        assert_eq!(kb.json(&args)["total"], 3, "{limit}");
    }
}
