//! What is found, said and marked where a name, a number or a word is easily taken for another.

use crate::sandbox::Sandbox;

/// Notes in which the letters of short names stand without being those names, and one that has such a name.
fn short_names() -> Sandbox {
    let kb = Sandbox::new();
    let anchors = "See `<a name=\"x\"></a><a name=\"y\"></a>`.";
    let note = format!(
        "# Sync 2026-01-05\n\n## Html\n\n{anchors}\n\n## Laugh\n\nHa, ha. That also has problems.\n\n\
         ## Fonts\n\nRegexp [a-zA-Z] az.\n\n## Real\n\nHigh availability of the API.\n"
    );
    kb.note("notes/a.md", note);
    kb
}

#[test]
fn other_names_are_found_as_they_are_written() {
    let kb = short_names();
    assert_eq!(kb.titles("high availability"), ["Real"]);
    let run = kb.kb(&["search", "high availability"]);
    assert!(!run.stderr.contains("also searched"), "{run:?}");
    assert!(
        !kb.titles("availability zones")
            .contains(&"Fonts".to_owned())
    );
    kb.note(
        "notes/b.md",
        "# Modes\n\nThe volume service in A/A-mode, two AZs.\n",
    );
    assert_eq!(kb.titles("high availability"), ["Real", "Modes"]);
    assert_eq!(kb.titles("\"availability zones\""), ["Modes"]);
    let run = kb.kb(&["search", "high availability"]);
    assert!(run.stderr.contains("also searched: A/A\n"), "{run:?}");
}

#[test]
fn single_letters_are_found_with_what_joins_them() {
    let kb = short_names();
    assert_eq!(kb.titles("A/A"), ["Real"]);
    kb.note("notes/b.md", "# Modes\n\nThe volume service in A/A-mode.\n");
    assert_eq!(kb.titles("A/A"), ["Modes", "Real"]);
    assert_eq!(kb.titles("\"a/a\""), ["Modes", "Real"]);
    let hit = &kb.json(&["search", "A/A"])["hits"][0];
    assert_eq!(hit["snippet"]["highlights"][0][0], 22, "{hit}");
    // A word that was typed is found in any case, as ever.
    assert!(kb.titles("HA").contains(&"Laugh".to_owned()));
    assert!(!kb.titles("HA").contains(&"Html".to_owned()));
}

#[test]
fn parts_of_a_compound_are_shown_where_they_made_the_hit() {
    let kb = Sandbox::new();
    let filler = |word: &str, lines: usize| format!("- {word} was talked about\n").repeat(lines);
    let apart = format!(
        "# Report\n\n{}- the KEP list was gone through\n{}- [Done] 2221: the shim is out\n",
        filler("lunch", 5),
        filler("tea", 3)
    );
    kb.note("notes/a.md", apart);
    kb.note("notes/b.md", "# Whole\n\nKEP-2221 is in.\n");
    assert_eq!(kb.titles("KEP-2221"), ["Whole", "Report"]);
    let run = kb.kb(&["search", "KEP-2221", "--color", "never"]);
    assert!(run.done().contains("2221: the shim is out"), "{run:?}");
    let hits = &kb.json(&["search", "KEP-2221"])["hits"];
    for hit in hits.as_array().unwrap() {
        assert_ne!(
            hit["snippet"]["highlights"][0],
            serde_json::Value::Null,
            "{hit}"
        );
    }
}

#[test]
fn the_number_of_a_reference_is_what_tells() {
    let kb = Sandbox::new();
    kb.note(
        "notes/a.md",
        "# Import\n\nThe import buffer, and release v1.30.0.\n",
    );
    kb.note("notes/b.md", "# Issues\n\nimport/import#114410 is open.\n");
    for nowhere in ["import/import#450000", "import-buffer-450000"] {
        let run = kb.kb(&["search", nowhere]);
        let told = run.failed_with(1).to_owned();
        assert!(told.contains("no note has `450000`\n"), "{told}");
    }
    assert_eq!(kb.titles("issue/114410"), ["Issues"]);
    // Where none of its parts says something alone, all of it is named.
    for nowhere in ["import#45", "v1.99.0", "import/x"] {
        let run = kb.kb(&["search", nowhere]);
        let hint = format!("hint: no note has `{nowhere}`\n");
        assert!(run.failed_with(1).contains(&hint), "{run:?}");
    }
}

#[test]
fn only_words_that_a_note_writes_are_suggested() {
    let kb = Sandbox::new();
    let text = "# A\n\nDie Verschlüsselung von #118441, CVE 1234 und レプリケーション, 12345678.\n";
    kb.note("notes/a.md", text);
    for (asked, told) in [
        ("#114410", "no note has `114410`\n"),
        ("12345679", "no note has `12345679`\n"),
        ("レプリカ", "no note has `レプリカ`\n"),
        (
            "Verschluesselung",
            "no note has `Verschluesselung`; did you mean `verschlüsselung`?\n",
        ),
        (
            "Verschlusselunk",
            "no note has `Verschlusselunk`; did you mean `verschlüsselung`?\n",
        ),
    ] {
        let run = kb.kb(&["search", asked]);
        assert!(run.failed_with(1).contains(told), "{run:?}");
    }
}

#[test]
fn a_field_that_kb_does_not_have_is_told() {
    let kb = Sandbox::with_recaps();
    for (asked, told) in [
        ("before:2016", "`until:` takes the last date that is wanted"),
        ("after:2022", "`since:` takes the first date"),
        (
            "Year:2015",
            "`year:` is no field, so `Year:2015` is looked for as text; `date:`",
        ),
        ("author:ada", "a name without it is found"),
        ("owner:DE", "`kb actions --owner`"),
        ("tags:ha", "write `tag:ha`"),
        ("label:ha", "`tag:` takes a tag"),
    ] {
        let run = kb.kb(&["search", &format!("{asked} replication")]);
        assert!(run.told().contains(told), "{asked}: {run:?}");
    }
    for text in [
        "before: x",
        r"before\:2016",
        "year::x",
        "\"year:2015\"",
        "note:x",
    ] {
        let run = kb.kb(&["search", &format!("{text} replication")]);
        assert!(!run.told().contains("is no field"), "{text}: {run:?}");
    }
}

#[test]
fn words_with_accents_have_their_other_forms() {
    let kb = Sandbox::new();
    kb.note("notes/a.md", "# A\n\nTwo cafés and their résumés.\n");
    kb.note("notes/b.md", "# B\n\nA naïve café, a resume.\n");
    for (asked, found) in [
        ("café", &["B", "A"][..]),
        ("cafe", &["B", "A"]),
        ("cafés", &["A", "B"]),
        ("résumé", &["B", "A"]),
        ("resumes", &["A", "B"]),
        ("naive", &["B"]),
        ("naïvely", &["B"]),
    ] {
        let mut titles = kb.titles(asked);
        titles.sort_unstable();
        let mut found = found.to_vec();
        found.sort_unstable();
        assert_eq!(titles, found, "{asked}");
    }
    let hits = &kb.json(&["search", "résumé", "--path", "a.md"])["hits"];
    let marks = &hits[0]["snippet"]["highlights"];
    assert_eq!(marks.as_array().unwrap().len(), 1, "{hits}");
}

#[test]
fn recaps_are_counted_as_topics_are() {
    let kb = Sandbox::new();
    for day in 1..=3 {
        let note =
            format!("# Sync 2026-01-0{day}\n\n## Standing items\n\nThe quota board is read.\n");
        kb.note(&format!("notes/{day}.md"), note);
    }
    let run = kb.kb(&["search", "quota board"]);
    assert!(run.done().ends_with("1 topic in 1 recap\n"), "{run:?}");
}
