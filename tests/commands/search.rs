use crate::sandbox::Sandbox;

#[test]
fn technical_terms_are_found_as_they_are_written() {
    let kb = Sandbox::with_recaps();
    for (term, title) in [
        ("active/active", "Active/Active HA"),
        ("active-active", "Active/Active HA"),
        ("A/A", "Active/Active HA"),
        ("v2.1", "Replication"),
        ("N-1", "Active/Active HA"),
        ("/v3", "Limits"),
        ("c-vol", "Active/Active HA"),
        ("allow_availability_zone_fallback", "Replication"),
        ("availability zone fallback", "Replication"),
        ("--rate", "Limits"),
        ("don't", "Active/Active HA"),
        ("don\u{2019}t", "Active/Active HA"),
        ("[WIP]", "Active/Active HA"),
        ("C++", "Active/Active HA"),
        ("eth1.cfg", "Limits"),
    ] {
        for query in [term.to_owned(), format!("\"{term}\"")] {
            assert_eq!(kb.titles(&query), [title], "{query}");
        }
    }
}

#[test]
fn the_language_does_what_it_says() {
    let kb = Sandbox::with_recaps();
    for (query, titles) in [
        ("replication failover", vec!["Replication"]),
        ("replication -failover", vec!["plain"]),
        ("\"rolling upgrades\"", vec!["Sub topic"]),
        ("\"upgrades rolling\"", vec![]),
        ("eth1.cfg OR failover", vec!["Replication", "Limits"]),
        ("replication (failover OR nothing)", vec!["Replication"]),
        ("tag:A/A", vec!["Active/Active HA"]),
        ("title:limits", vec!["Limits"]),
        ("replication release:newton", vec!["Replication"]),
        ("replication project:cinder", vec!["Replication"]),
        ("path:oct-27 rate", vec!["Limits"]),
        ("kind:preamble talks", vec!["Cinder Newton Design Summit"]),
        ("date:2015-10 rate", vec!["Limits"]),
        ("since:2016 replication", vec!["Replication"]),
        ("unknown:replication", vec![]),
        ("upgrade", vec!["Sub topic"]),
    ] {
        let mut found = kb.titles(query);
        let mut wanted = titles;
        found.sort();
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{query}");
    }
}

#[test]
fn a_block_shows_what_a_person_needs() {
    let kb = Sandbox::with_recaps();
    let ran = kb.kb(&["search", "failover"]);
    insta::assert_snapshot!(ran.stdout, @r"
    Replication
      Newton · cinder · Cinder Newton Design Summit · 2016-05-06 · #availability-zones #replication #storage
      notes/2016-05-06-cinder-newton-summit.md:9
      | Failover needs work. See repl v2.1 and allow_availability_zone_fallback.
      | Conclusion
      | - wait

    1 topic in 1 recap
    ");
    assert!(ran.stderr.starts_with("searched in "), "{}", ran.stderr);
    assert!(!ran.stdout.contains('\u{1b}'));
    let coloured = kb.kb(&["search", "failover", "--color", "always"]).stdout;
    assert!(
        coloured.contains("\u{1b}[1m\u{1b}[33mFailover\u{1b}[0m needs"),
        "{coloured}"
    );
}

#[test]
fn words_are_joined_and_read_from_standard_input() {
    let kb = Sandbox::with_recaps();
    let one = kb.kb(&["search", "repl", "v2.1"]).stdout;
    assert_eq!(one, kb.kb(&["search", "repl v2.1"]).stdout);
    assert_eq!(one, kb.run(&["search", "-"], "repl v2.1\n", &[]).stdout);
}

#[test]
fn nothing_found_is_explained() {
    let kb = Sandbox::with_recaps();
    let ran = kb.kb(&["search", "replikation"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(
        ran.stderr.contains("understood as: replikation"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("did you mean `replication`?"),
        "{}",
        ran.stderr
    );
    for query in ["-tag:ha", "NOT tag:ha"] {
        let ran = kb.kb(&["search", "--", query]);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{query}: {ran:?}");
    }
    let filtered = kb.kb(&["search", "failover", "--path", "plain"]);
    assert!(
        filtered.stderr.contains("without the filters there are 1"),
        "{}",
        filtered.stderr
    );
    let empty = kb.json(&["search", "replikation"]);
    assert_eq!(
        (empty["schema"].as_u64(), empty["total"].as_u64()),
        (Some(1), Some(0))
    );
}

#[test]
fn names_that_no_note_has_are_told_with_the_nearest() {
    let kb = Sandbox::with_recaps();
    for (args, message) in [
        (
            ["topics", "--tag", "replicaton"],
            "no note has tag `replicaton`; the nearest is `replication`",
        ),
        (
            ["recaps", "--release", "newtin"],
            "no note has release `newtin`; the nearest is `Newton`",
        ),
        (
            ["tags", "--project", "cindr"],
            "no note has project `cindr`; the nearest is `cinder`",
        ),
        (
            ["search", "replication", "--tag=replicaton"],
            "no note has tag `replicaton`; the nearest is `replication`",
        ),
    ] {
        let ran = kb.kb(&args);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{args:?}");
        assert!(ran.stderr.contains(message), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn malformed_queries_have_a_place_and_a_hint() {
    let kb = Sandbox::with_recaps();
    for query in ["(a", "\"a", "tag:", "date:yesterday", "a (b OR"] {
        let ran = kb.kb(&["search", query]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{query}");
        assert!(
            ran.stderr.contains("--> query:1:") && ran.stderr.contains('^'),
            "{query}: {}",
            ran.stderr
        );
        assert!(ran.stderr.contains("hint: "), "{query}: {}", ran.stderr);
    }
    let flag = kb.kb(&["search", "--rate"]);
    assert_eq!(flag.code, 2);
    assert!(
        flag.stderr.contains(
            "hint: to search for the text itself, put `--` before it: kb search -- --rate"
        ),
        "{}",
        flag.stderr
    );
    let deep = "(".repeat(100_000);
    let long = "word ".repeat(200_000);
    for input in [deep, long] {
        let ran = kb.run(&["search", "-"], &input, &[]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
        assert!(ran.stderr.contains("hint: "), "{}", ran.stderr);
    }
}

#[test]
fn limits_may_be_any_number() {
    let kb = Sandbox::with_recaps();
    let all = kb.json(&["search", "replication"]);
    for (limit, offset, hits) in [
        ("0", "0", 0),
        ("1", "1", 1),
        ("18446744073709551615", "0", 2),
        ("5", "18446744073709551615", 0),
    ] {
        let found = kb.json(&[
            "search",
            "replication",
            "--limit",
            limit,
            "--offset",
            offset,
        ]);
        assert_eq!(found["total"], all["total"]);
        assert_eq!(
            found["hits"].as_array().unwrap().len(),
            hits,
            "{limit} {offset}"
        );
    }
    assert_eq!(kb.kb(&["search", "x", "--limit", "-1"]).code, 2);
}
