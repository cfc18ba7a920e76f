//! What `kb search` writes, and with which status it ends.

use crate::sandbox::Sandbox;

#[test]
fn a_block_shows_what_a_person_needs() {
    let kb = Sandbox::with_recaps();
    let run = kb.kb(&["search", "replication", "--color", "never"]);
    insta::assert_snapshot!(run.done(), @"
    Replication
      Newton · cinder · Newton Design Summit · 2016-05-06 · #availability-zones #replication #storage
      notes/2016-05-06-volume-summit.md:14
      16 | Failover of repl v2.1 has to be tried on real arrays. Set
      17 | allow_availability_zone_fallback first; see the plan.
      19 | Conclusion

    plain
      #replication
      notes/plain.md:1
      1 | A line about replication and no heading at all.

    2 topics in 2 recaps
    ");
    let said: Vec<&str> = run.stderr.lines().collect();
    assert!(said[0].starts_with("also searched: "), "{run:?}");
    assert!(said[1].starts_with("searched in "), "{run:?}");
    assert_eq!(kb.kb(&["search", "replication", "-q"]).stderr, "");
}

#[test]
fn colours_only_where_they_are_wanted() {
    let kb = Sandbox::with_recaps();
    let plain = kb.kb(&["search", "failover"]);
    let never = kb.kb(&["search", "failover", "--color", "never"]);
    let always = kb.kb(&["search", "failover", "--color", "always"]);
    assert!(!plain.done().contains('\u{1b}'), "a pipe is no terminal");
    assert_eq!(plain.stdout, never.stdout);
    let marked = "\u{1b}[1m\u{1b}[33mFailover\u{1b}[0m of ";
    assert!(always.done().contains(marked), "{:?}", always.stdout);
    assert_eq!(strip(&always.stdout), plain.stdout);
    let vars = [("CLICOLOR_FORCE", "1")];
    let forced = kb.kb_with(&["search", "failover", "--color", "never"], &vars);
    assert_eq!(forced.stdout, plain.stdout, "the flag comes first");
    let vars = [("NO_COLOR", "1"), ("TERM", "xterm-256color")];
    let refused = kb.kb_with(&["search", "failover"], &vars);
    assert_eq!(refused.stdout, plain.stdout);
}

/// Text without the sequences that set colours.
fn strip(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        out.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    out + rest
}

#[test]
fn nothing_found_ends_with_1_and_says_why() {
    let kb = Sandbox::with_recaps();
    let run = kb.kb(&["search", "replikation"]);
    run.failed_with(1);
    insta::assert_snapshot!(run.told(), @"
    nothing found
    understood as: replikation
    hint: no note has `replikation`; did you mean `replication`?
    ");
    let run = kb.kb(&["search", "failover", "--path", "plain", "--exact"]);
    run.failed_with(1);
    insta::assert_snapshot!(run.told(), @"
    nothing found
    understood as: all of: failover, path plain
    hint: without the filters there are 1
    ");
    assert_eq!(kb.kb(&["search", "replikation", "--quiet"]).stderr, "");
    let run = kb.kb(&["search", "replication", "--project", "nova"]);
    run.failed_with(1);
    assert!(
        run.told().contains("hint: without the filters there are 2"),
        "{run:?}"
    );
}

#[test]
fn what_has_only_a_part_is_told() {
    let kb = Sandbox::with_recaps();
    let run = kb.kb(&["search", "replication", "chunks", "--exact"]);
    assert_eq!(run.status, 0, "{run:?}");
    let told = run.told();
    assert!(told.starts_with("nothing has all of that"), "{told}");
    let answer = kb.json(&["search", "replication chunks"]);
    assert!(answer["partial"].is_string(), "{answer}");
    for query in ["replikation failover", "failover/replikation"] {
        let run = kb.kb(&["search", query, "--exact"]);
        let hint = "hint: no note has `replikation`; did you mean `replication`?";
        assert!(run.status == 0 && run.told().contains(hint), "{run:?}");
    }
    let answer = kb.json(&["search", "replication"]);
    assert!(answer["partial"].is_null(), "{answer}");
}

#[test]
fn a_field_and_a_blank_are_text_and_it_is_told() {
    let kb = Sandbox::with_recaps();
    let hint = "hint: `tag:` is read as text here";
    let said = |query: &str| kb.kb(&["search", query]).told().contains(hint);
    assert!(said("tag: replication") && said("replication tag:"));
    assert!(!said(r"tag\: replication") && !said("\"tag:\" replication"));
    assert!(!said("tag:replication"));
}

#[test]
fn leaving_out_alone_finds_nothing_and_says_so() {
    let kb = Sandbox::with_recaps();
    for query in [
        "-tag:ha",
        "NOT tag:ha",
        "-failover -arrays",
        "failover OR -arrays",
    ] {
        let run = kb.kb(&["search", "--", query]);
        let told = run.failed_with(1);
        assert!(told.contains("understood as: "), "{query}: {told}");
        assert!(!told.starts_with("nothing found"), "{query}: {told}");
    }
    insta::assert_snapshot!(kb.kb(&["search", "--", "-tag:ha"]).told(), @"
    the query only says what not to find; add a word or field to find
    understood as: not tag ha
    ");
}

#[test]
fn any_limit_and_any_offset() {
    let kb = Sandbox::with_recaps();
    let query = "replication OR limits OR chunks";
    let all = kb.json(&["search", query]);
    let ranked = all["hits"].as_array().unwrap();
    assert_eq!((ranked.len(), all["total"].as_u64()), (5, Some(5)));
    for (limit, offset, kept) in [
        ("0", "0", 0..0),
        ("1", "0", 0..1),
        ("2", "1", 1..3),
        ("18446744073709551615", "0", 0..5),
        ("18446744073709551615", "3", 3..5),
        ("18446744073709551615", "18446744073709551615", 5..5),
        ("5", "18446744073709551615", 5..5),
        ("5", "5", 5..5),
    ] {
        let found = kb.json(&["search", query, "--limit", limit, "--offset", offset]);
        assert_eq!(found["total"], 5, "{limit} {offset}");
        assert_eq!(found["recaps"], all["recaps"], "{limit} {offset}");
        assert_eq!(
            found["hits"].as_array().unwrap(),
            &ranked[kept],
            "{limit} {offset}"
        );
    }
    for wrong in ["-1", "18446744073709551616", "many"] {
        kb.kb(&["search", "x", "--limit", wrong]).failed_with(2);
    }
    let page = kb.kb(&["search", query, "--limit", "2", "--offset", "1"]);
    assert!(
        page.done().ends_with("2 to 3 of 5 topics in 4 recaps\n"),
        "{page:?}"
    );
    let beyond = kb.kb(&["search", query, "--offset", "9"]);
    assert_eq!(beyond.status, 0, "there are hits, though not here");
}

#[test]
fn ten_hits_unless_more_are_asked_for() {
    let kb = Sandbox::new();
    for number in 0..12 {
        kb.note(
            &format!("notes/{number:02}.md"),
            format!("# Apple {number}\n"),
        );
    }
    let found = kb.json(&["search", "apple"]);
    assert_eq!(found["hits"].as_array().unwrap().len(), 10);
    assert_eq!(
        (&found["total"], &found["recaps"]),
        (&12.into(), &12.into())
    );
    let run = kb.kb(&["search", "apple"]);
    assert!(
        run.done().ends_with("10 of 12 topics in 12 recaps\n"),
        "{run:?}"
    );
}

#[test]
fn titles_count_most() {
    let kb = Sandbox::new();
    kb.note(
        "notes/a.md",
        "# Fruit\n\napple and more of other things, in a short text\n",
    );
    kb.note(
        "notes/b.md",
        "# Apple\n\nfruit and more of other things, in a short text\n",
    );
    assert_eq!(kb.titles("apple"), ["Apple", "Fruit"]);
}

#[test]
fn highlights_are_what_matched() {
    let kb = Sandbox::new();
    kb.note(
        "notes/a.md",
        "# Fruit\n\n\u{e9}t\u{e9} \u{1f34e} apple pie, then an Apple.\n",
    );
    let found = kb.json(&["search", "apple"]);
    let snippet = &found["hits"][0]["snippet"];
    let text: Vec<char> = snippet["text"].as_str().unwrap().chars().collect();
    let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let marked: Vec<String> = snippet["highlights"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| text[number(&pair[0])..number(&pair[1])].iter().collect())
        .collect();
    assert_eq!(marked, ["apple", "Apple"]);
}

#[test]
fn a_closed_pipe_is_quiet() {
    use std::process::Stdio;
    let kb = Sandbox::new();
    for number in 0..400 {
        let text = format!("# Apple {number}\n\n{}\n", "apple pie ".repeat(40));
        kb.note(&format!("notes/{number:03}.md"), text);
    }
    kb.kb(&["index"]).done();
    let mut child = kb
        .command()
        .args(["search", "apple", "--limit", "400", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!told.contains("error") && !told.contains("panic"), "{told}");
}

/// The rows of the first hit's snippet with their numbers, held to the lines of the note.
fn numbered(kb: &Sandbox, note: &str, args: &[&str]) -> Vec<(u64, String)> {
    let found = kb.json(args);
    let snippet = &found["hits"][0]["snippet"];
    let text = snippet["text"].as_str().unwrap();
    let lines = snippet["lines"].as_array().unwrap();
    assert_eq!(lines.len(), text.lines().count(), "{snippet}");
    let rows: Vec<(u64, String)> = lines
        .iter()
        .map(|line| line.as_u64().unwrap())
        .zip(text.lines().map(str::to_owned))
        .collect();
    let file = std::fs::read_to_string(kb.path(note)).unwrap();
    for (number, row) in &rows {
        let line = file.lines().nth(*number as usize - 1).unwrap();
        let word = row.split_whitespace().last().unwrap();
        assert!(line.contains(word), "{number}: {line:?} has no {row:?}");
    }
    rows
}

#[test]
fn rows_have_the_numbers_of_their_lines() {
    let kb = Sandbox::with_recaps();
    let summit = "notes/2016-05-06-volume-summit.md";
    let rows = numbered(&kb, summit, &["search", "repl second"]);
    let numbers: Vec<u64> = rows.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, [16, 21], "{rows:?}");
    let rows = numbered(&kb, summit, &["search", "small rooms"]);
    assert_eq!(rows, [(12, "Three days in small rooms.".to_owned())]);
    // What is hidden stands in a line too.
    let rows = numbered(&kb, summit, &["search", "example.org/plan"]);
    assert_eq!(rows, [(17, "https://example.org/plan".to_owned())]);
    // Lines that end as on Windows, a table, a fence.
    let rows = numbered(&kb, "notes/tools.markdown", &["search", "cache"]);
    assert_eq!(rows[0], (11, "cache  small".to_owned()));
    let rows = numbered(&kb, "notes/tools.markdown", &["search", "WIP"]);
    assert_eq!(rows[0].0, 4);
}

#[test]
fn an_item_has_the_numbers_of_its_lines() {
    let kb = Sandbox::with_outcomes();
    let note = "notes/2015-11-04-volume-outcomes.md";
    let rows = numbered(&kb, note, &["search", "kind:priority tea"]);
    assert_eq!(rows, [(31, "Tea".to_owned())]);
    let rows = numbered(&kb, note, &["search", "kind:action spec"]);
    assert_eq!(rows[0].0, 20, "{rows:?}");
}

#[test]
fn far_places_are_shown_with_a_gap_between() {
    let kb = Sandbox::new();
    let filler = "Nothing of it here.\n\n".repeat(20);
    let text = format!("# Fruit\n\nAn apple.\n\n{filler}A pear.\n\n{filler}");
    kb.note("notes/a.md", text);
    insta::assert_snapshot!(kb.kb(&["search", "apple pear"]).done(), @"
    Fruit
      notes/a.md:1
       3 | An apple.
      ...
      45 | A pear.

    1 topic in 1 recap
    ");
}

#[test]
fn rows_are_broken_where_the_terminal_ends() {
    let kb = Sandbox::with_recaps();
    let narrow = kb.kb_with(&["search", "arrays"], &[("COLUMNS", "50")]);
    insta::assert_snapshot!(narrow.done(), @"
    Replication
      Newton · cinder · Newton Design Summit ·
        2016-05-06 · #availability-zones #replication
        #storage
      notes/2016-05-06-volume-summit.md:14
      16 | Failover of repl v2.1 has to be tried on
         | real arrays. Set
      17 | allow_availability_zone_fallback first; see
         | the plan.
      19 | Conclusion
      decision, deferred: wait for the second
        array :21

    1 topic in 1 recap
    ");
    assert!(narrow.stdout.lines().all(|row| row.chars().count() <= 50));
}

#[test]
fn options_of_a_search() {
    let kb = Sandbox::with_recaps();
    for args in [
        ["--exact", "--sort", "date"],
        ["--sort", "relevance", "--explain"],
        ["--group", "recap", "--facets"],
    ] {
        kb.kb(&[&["search", "replication"], args.as_slice()].concat())
            .done();
    }
    for wrong in [["--group", "topic"], ["--sort", "size"]] {
        let run = kb.kb(&[&["search", "replication"], wrong.as_slice()].concat());
        let told = run.failed_with(2);
        assert!(told.contains("[possible values: "), "{told}");
    }
    let grouped = kb.kb(&["search", "replication", "--group", "recap"]);
    assert!(grouped.done().ends_with("\n2 recaps\n"), "{grouped:?}");
}

#[test]
fn facets_have_no_place_in_lists_of_records() {
    let kb = Sandbox::with_recaps();
    for format in ["csv", "jsonl"] {
        let plain = kb.kb(&["search", "replication", "--format", format]);
        let run = kb.kb(&["search", "replication", "--facets", "--format", format]);
        assert_eq!(run.done(), plain.stdout);
        insta::allow_duplicates! {
            insta::assert_snapshot!(run.told(), @"
            this format has no place for facets; text, json and md have
            also searched: repl v2.1, failover
            ");
        }
    }
    let whole = kb.kb(&[
        "search",
        "replication",
        "--facets",
        "--exact",
        "--format",
        "md",
    ]);
    assert_eq!(whole.told(), "");
}

#[test]
fn a_slip_of_the_hand_beside_other_words_is_mended() {
    let kb = Sandbox::new();
    kb.note("notes/a.md", "# Quota\n\nEach pod has some overhead.\n");
    kb.note("notes/b.md", "# Drivers\n\nA pod without.\n");
    let run = kb.kb(&["search", "pod overhed"]);
    assert!(run.done().starts_with("Quota\n"), "{run:?}");
    assert!(run.stderr.contains("also searched: overhead\n"), "{run:?}");
    assert!(
        run.stderr
            .contains("no note has `overhed`; did you mean `overhead`?"),
        "{run:?}"
    );
    assert_eq!(kb.titles("pod overhed"), ["Quota"]);
    // Alone it is not, nor with `--exact`, nor what has capitals.
    kb.kb(&["search", "overhed"]).failed_with(1);
    let exact = kb.kb(&["search", "--exact", "pod overhed"]);
    assert!(
        exact.stderr.contains("nothing has all of that"),
        "{exact:?}"
    );
    let name = kb.kb(&["search", "pod OverHed"]);
    assert!(!name.stderr.contains("also searched"), "{name:?}");
}
