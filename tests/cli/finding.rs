//! What is found, said and marked where a name, a number or a word is easily taken for another.

use crate::sandbox::Sandbox;

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
