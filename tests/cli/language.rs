//! The query language, as a user meets it.

use crate::sandbox::Sandbox;

/// Holds each query to the titles it finds, whatever their order.
#[track_caller]
fn finds(kb: &Sandbox, query: &str, titles: &[&str]) {
    let mut found = kb.titles(query);
    let mut wanted: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted, "{query}");
}

#[test]
fn words_phrases_and_groups() {
    let kb = Sandbox::with_recaps();
    finds(&kb, "replication failover", &["Replication"]);
    finds(&kb, "failover replication", &["Replication"]);
    finds(&kb, "REPLICATION", &["Replication", "plain"]);
    finds(&kb, "\"rolling upgrades\"", &["Sub topic"]);
    finds(&kb, "\u{201c}rolling upgrades\u{201d}", &["Sub topic"]);
    finds(&kb, "\"upgrades rolling\"", &[]);
    finds(&kb, "upgrade", &["Sub topic"]);
    finds(&kb, "\"upgrade\"", &[]);
    finds(&kb, "replication -failover", &["plain"]);
    finds(&kb, "replication NOT failover", &["plain"]);
    finds(&kb, "replication -(failover arrays)", &["plain"]);
    finds(
        &kb,
        "eth1.cfg OR failover",
        &["Limits", "Replication", "plain"],
    );
    finds(&kb, "replication (failover OR chunks)", &["Replication"]);
    finds(&kb, "(replication line) OR chunks", &["plain", "Backups"]);
    finds(&kb, "replication AND heading", &["plain"]);
}

#[test]
fn each_field() {
    let kb = Sandbox::with_recaps();
    finds(&kb, "tag:ha", &["Active/Active HA"]);
    finds(&kb, "tag:A/A", &["Active/Active HA"]);
    finds(&kb, "replication tag:storage", &["Replication"]);
    finds(&kb, "replication -tag:storage", &["plain"]);
    finds(&kb, "replication release:newton", &["Replication"]);
    finds(&kb, "replication release:Newton", &["Replication"]);
    finds(&kb, "replication project:cinder", &["Replication"]);
    finds(&kb, "replication event:summit", &["Replication"]);
    finds(&kb, "event:\"newton design\" failover", &["Replication"]);
    finds(&kb, "title:limits", &["Limits"]);
    finds(&kb, "title:\"topic sub\"", &["Sub topic"]);
    finds(&kb, "path:oct-27 rate", &["Limits"]);
    finds(&kb, "path:notes/2016-* arrays", &["Replication"]);
    finds(&kb, "path:2016-* arrays", &[]);
    finds(&kb, "kind:preamble rooms", &["Cinder Newton design summit"]);
    finds(&kb, "kind:topic rooms", &[]);
    finds(&kb, "date:2015-10 rate", &["Limits"]);
    finds(
        &kb,
        "date:2015..2016-05 (rate OR arrays)",
        &["Limits", "Replication"],
    );
    finds(&kb, "date:2017-12-07 chunks", &["Backups"]);
    finds(&kb, "date:2017-12 counts", &[]);
    finds(&kb, "since:2016 (rate OR arrays)", &["Replication"]);
    finds(&kb, "until:2015 (rate OR arrays)", &["Limits"]);
    finds(&kb, "since:2015-10-27 until:2015-10-27 rate", &["Limits"]);
    finds(&kb, "TITLE:limits", &["Limits"]);
}

#[test]
fn what_looks_like_language_but_is_none() {
    let kb = Sandbox::new();
    kb.note(
        "notes/text.md",
        "# Colons\n\nset nova:cells and std::vec at https://example.org/x\n",
    );
    kb.note(
        "notes/gates.md",
        "# Gates\n\nan OR gate, NOT NULL, call foo() and f(x), a smile :)\n",
    );
    kb.note(
        "notes/paths.md",
        "# Slashes\n\nC:\\Users holds \\d+ and tag:x as text\n",
    );
    finds(&kb, "nova:cells", &["Colons"]);
    finds(&kb, "std::vec", &["Colons"]);
    finds(&kb, "https://example.org/x", &["Colons"]);
    finds(&kb, "unknown:widgets", &[]);
    finds(&kb, "OR gate", &["Gates"]);
    finds(&kb, "NOT NULL", &["Gates"]);
    finds(&kb, "foo()", &["Gates"]);
    finds(&kb, "f(x)", &["Gates"]);
    finds(&kb, "C:\\Users", &["Slashes"]);
    finds(&kb, "\\d+", &["Slashes"]);
    finds(&kb, "tag\\:x", &["Slashes"]);
    let unknown = kb.json(&["search", "nova:cells"]);
    assert_eq!(unknown["understood"], "nova:cells");
}

#[test]
fn says_how_it_understood_a_query() {
    let kb = Sandbox::with_recaps();
    let understood = |query: &str| kb.json(&["search", "--", query])["understood"].clone();
    assert_eq!(
        understood("a \"b c\" tag:A/A -d (e OR f)"),
        "all of: a, \"b c\", tag ha, not d, (any of: e, f)"
    );
}

#[test]
fn filters_are_told_as_parts_of_the_query() {
    let kb = Sandbox::with_recaps();
    let filtered = kb.json(&[
        "search",
        "failover",
        "--tag",
        "replication",
        "--since",
        "2016",
    ]);
    assert_eq!(
        filtered["understood"],
        "all of: failover, tag replication, since 2016"
    );
    assert_eq!(filtered["query"], "failover");
}

#[test]
fn a_phrase_can_be_left_out() {
    let kb = Sandbox::with_recaps();
    finds(&kb, "replication -\"real arrays\"", &["plain"]);
}

#[test]
fn several_words_are_joined_and_a_dash_reads_standard_input() {
    let kb = Sandbox::with_recaps();
    let joined = kb.kb(&["search", "repl", "v2.1"]);
    assert!(joined.done().starts_with("Replication\n"));
    assert_eq!(kb.kb(&["search", "repl v2.1"]).stdout, joined.stdout);
    for input in ["repl v2.1", "repl v2.1\n", "repl v2.1\r\n"] {
        let read = kb.kb_reads(&["search", "-"], input.as_bytes());
        assert_eq!(read.stdout, joined.stdout, "{input:?}");
    }
    let dashed = kb.kb_reads(&["search", "-"], b"--rate");
    assert!(dashed.done().starts_with("Limits\n"));
    let binary = kb.kb_reads(&["search", "-"], b"\xff\xfe");
    assert!(binary.failed_with(2).contains("not UTF-8"));
}

#[test]
fn malformed_queries_show_place_and_mend() {
    let kb = Sandbox::with_recaps();
    for (query, place, hint) in [
        ("tag:ha (a", "query:1:8", "close it with `)`"),
        ("say \"a b", "query:1:5", "close it with `\"`"),
        (
            "word tag:\"\"",
            "query:1:6",
            "put the value right after the colon",
        ),
        ("date:yesterday", "query:1:6", "write it as 2015, 2015-10"),
        ("date:2016..2015", "query:1:6", "put the earlier date first"),
        ("since:2015..2016", "query:1:7", "a range goes with `date:`"),
        ("tag:(a OR b)", "query:1:1", "(tag:a OR tag:b)"),
        ("h\u{e9} (a", "query:1:4", "close it with `)`"),
        ("path:[", "query:1:6", ""),
    ] {
        let run = kb.kb(&["search", "--", query]);
        let told = run.failed_with(2);
        assert!(told.starts_with("error: "), "{query}: {told}");
        assert!(told.contains(place), "{query}: {told}");
        assert!(told.contains('^'), "{query}: {told}");
        assert!(
            told.contains("hint: ") || hint.is_empty(),
            "{query}: {told}"
        );
        assert!(told.contains(hint), "{query}: {told}");
    }
    let run = kb.kb(&["search", "tag:ha (a"]);
    insta::assert_snapshot!(run.stderr, @r"
    error: this `(` is not closed
     --> query:1:8
      |
    1 | tag:ha (a
      |        ^
    hint: close it with `)`, or write `\(` for the sign itself
    ");
}

#[test]
fn empty_and_boundless_queries_are_refused() {
    let kb = Sandbox::with_recaps();
    for query in ["", "  ", "\"\"", "()"] {
        let run = kb.kb(&["search", "--", query]);
        assert_ne!(run.status, 0, "{query:?}: {run:?}");
        assert_eq!(run.stdout, "", "{query:?}");
    }
    let deep = "(".repeat(100_000).into_bytes();
    let pairs = [vec![b'('; 50_000], vec![b')'; 50_000]].concat();
    let long = "word ".repeat(210_000).into_bytes();
    let unbroken = vec![b'x'; 1 << 20];
    for input in [deep, pairs, long, unbroken] {
        let run = kb.kb_reads(&["search", "-"], &input);
        let told = run.failed_with(2);
        assert!(
            told.contains("too long") && told.contains("hint: "),
            "{told}"
        );
        assert!(told.len() < 2000, "{} bytes", told.len());
    }
    let nested = "(".repeat(65) + "a" + &")".repeat(65);
    let run = kb.kb(&["search", &nested]);
    assert!(run.failed_with(2).contains("nested too deep"), "{run:?}");
    let many = "a ".repeat(257);
    let run = kb.kb(&["search", &many]);
    assert!(run.failed_with(2).contains("too many terms"), "{run:?}");
}

#[test]
fn an_unknown_flag_may_have_been_meant_as_text() {
    let kb = Sandbox::with_recaps();
    let run = kb.kb(&["search", "--rate"]);
    assert!(
        run.failed_with(2).contains("kb search -- --rate"),
        "{run:?}"
    );
    let elsewhere = kb.kb(&["check", "--rate"]);
    assert!(!elsewhere.failed_with(2).contains(" -- --rate"));
    let run = kb.kb(&["search", "volume limits", "--allocation-pool", "-q"]);
    let told = run.failed_with(2);
    let whole = "kb search -- 'volume limits' --allocation-pool\n";
    assert!(
        told.contains(whole) && !told.contains("tip: to pass"),
        "{told}"
    );
}

#[test]
fn a_word_behind_a_dash_is_left_out() {
    let kb = Sandbox::with_recaps();
    for line in [
        &["search", "failover", "-arrays"] as &[&str],
        &["search", "-arrays", "failover", "--limit", "3"],
        &["search", "--", "failover", "-arrays"],
    ] {
        let run = kb.kb(line);
        let told = format!("{}{}", run.stdout, run.stderr);
        assert!(
            run.status < 2 && !told.contains("tried on real arrays"),
            "{run:?}"
        );
    }
    assert_eq!(kb.kb(&["search", "failover", "-q"]).status, 0);
    let slip = kb.kb(&["search", "failover", "-n", "3"]);
    let told = slip.failed_with(2);
    assert!(told.contains("did you mean `--limit`?"), "{told}");
    assert!(!told.contains("tip: to pass"), "{told}");
    let long = kb.kb(&["search", "failover", "--limt", "3"]);
    assert!(long.failed_with(2).contains("'--limit'"), "{long:?}");
    kb.kb(&["search", "failover", "-limit", "3"]).failed_with(2);
    // Other commands that take words read them so too.
    let all = kb.json(&["topics", "failover"])["total"].as_u64().unwrap();
    let without = kb.json(&["topics", "failover", "-arrays"])["total"].clone();
    assert!(without.as_u64().unwrap() < all, "{all} {without}");
}

#[test]
fn near_words_stand_in_any_order_and_each_for_itself() {
    let kb = Sandbox::new();
    kb.note(
        "notes/a.md",
        "# One\n\nww1 ww2 ww3 ww4 ww5\n\n# Two\n\nfig zork pear kiwi pear plum\n",
    );
    kb.note("notes/b.md", "# Three\n\nkiwi\n\n# Four\n\nlime alone\n");
    let cases: [(&str, &[&str]); 7] = [
        ("\"ww5 ww3 ww1 ww4 ww2\"~1", &["One"]),
        ("\"fig plum kiwi\"~3", &["Two"]),
        ("\"fig plum kiwi\"~2", &[]),
        ("\"pear pear\"~1", &["Two"]),
        ("\"pear pear pear\"~9", &[]),
        ("\"lime lime\"~3", &[]),
        ("\"lime alone\"~0", &["Four"]),
    ];
    for (query, titles) in cases {
        assert_eq!(kb.titles(query), titles, "{query}");
    }
    let many = format!("\"{}\"~100", "kiwi pear ".repeat(400));
    assert_eq!(kb.titles(&many), Vec::<String>::new());
}

#[test]
fn a_filter_without_a_value_finds_nothing() {
    let kb = Sandbox::with_recaps();
    assert_eq!(kb.kb(&["search", "replication"]).status, 0);
    for filter in ["tag:!!!", "title:!!!", "event:!!!", "project:!!!"] {
        let run = kb.kb(&["search", &format!("replication {filter}")]);
        assert_eq!(run.status, 1, "{filter}: {run:?}");
        let run = kb.kb(&["search", &format!("replication -{filter}")]);
        assert_eq!(run.status, 0, "{filter}: {run:?}");
    }
    assert_eq!(kb.kb(&["search", "replication", "--tag", "!!!"]).status, 1);
}

#[test]
fn a_pattern_stands_for_all_its_terms() {
    let kb = Sandbox::new();
    let letters = "bcdfghjklmnpqrtvwxz";
    let mut note = String::new();
    for (a, b) in letters
        .chars()
        .flat_map(|a| letters.chars().map(move |b| (a, b)))
    {
        for c in ['b', 'c'] {
            note += &format!("## T {a}{b}{c}\n\nbar foo{a}{b}{c}\n\n");
        }
    }
    kb.note("notes/a.md", note);
    let found = kb.json(&["search", "foo*", "--limit", "0"]);
    assert_eq!(found["total"], 2 * 19 * 19);
    let none = kb.kb(&["search", "bar -foo*"]);
    assert_eq!(none.status, 1, "{none:?}");
}

#[test]
fn a_pasted_text_with_a_dash_is_told() {
    let kb = Sandbox::new();
    kb.note(
        "notes/a.md",
        "# One\n\nthen `rm -rf /tmp`\n\n# Two\n\nrm is gone\n",
    );
    let told = kb.kb(&["search", "rm -rf"]).told();
    assert!(
        told.contains("hint: a note has `rm -rf` as it stands"),
        "{told}"
    );
    assert_eq!(kb.titles("rm -rf"), ["Two"]);
    let told = kb.kb(&["search", "gone -rf"]).told();
    assert!(!told.contains("as it stands"), "{told}");
}

#[test]
fn a_choice_that_leaves_out_is_told() {
    let kb = Sandbox::with_recaps();
    let run = kb.kb(&["search", "failover OR -replication"]);
    assert_eq!(run.status, 1, "{run:?}");
    let why = "what is left out in one of several choices";
    assert!(run.told().contains(why), "{run:?}");
}
