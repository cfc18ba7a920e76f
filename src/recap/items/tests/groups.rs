//! Lists of priorities in parts: by levels, by headings, by lines.

use super::{check, items};

/// The ranks of a note's priorities with their texts.
fn ranked(text: &str) -> Vec<String> {
    let found = items(text);
    found
        .iter()
        .map(|i| format!("{} {}", i.rank(), i.text))
        .collect()
}

#[test]
fn headings_that_are_levels_hold_priorities() {
    let text = "# Ironic Ocata Priorities\n\n## Essential\n\n- Driver work\n- Docs\n\n## High\n\n### Networks\n\nAll of them.\n\n### Boot\n\nFrom volumes.\n\n## Low\n\n### Sounds\n\n## Dropped\n\n- Portgroups\n\n## Liaisons\n\n- Oslo: Jo\n";
    assert_eq!(
        ranked(text),
        [
            "1 Driver work",
            "2 Docs",
            "3 Networks",
            "4 Boot",
            "5 Sounds"
        ]
    );
    for (one, other) in [
        ("### High", "### Medium"),
        ("**High**", "**Medium**"),
        ("### P0", "### P1"),
        ("### Must have", "### Nice to have"),
    ] {
        let text = format!("## Rocky priorities\n\n{one}\n\n- A\n- B\n\n{other}\n\n- C\n");
        assert_eq!(ranked(&text), ["1 A", "2 B", "3 C"], "{text}");
    }
    // Without a level or a list the headings are the priorities.
    let text = "# Ocata Priorities\n\n## Cells\n\n- by Jo\n\n## Docs\n\nx\n\n## Liaisons\n\n- Jo\n";
    assert_eq!(ranked(text), ["1 Cells", "2 Docs"]);
    check("# Ocata Priorities\n\n## High\n\n## Medium\n", &[]);
}

#[test]
fn items_that_are_levels_hold_priorities() {
    let text = "## Rocky priorities\n\n- High\n  - A\n    - detail\n  - B\n- **Medium:**\n  - C\n- Docs\n  - detail\n- Dropped\n  - D\n";
    assert_eq!(ranked(text), ["1 A", "2 B", "3 C", "4 Docs"]);
    check(
        "## Rocky priorities\n\n- P0: A\n  - detail\n- Deferred deletion\n",
        &["3-3 priority P0: A", "5-5 priority Deferred deletion"],
    );
}

#[test]
fn lists_beside_groups_are_groups() {
    let text = "### Priorities for Victoria\n\n#### Community goals\n\n- A\n\n#### Cinder\n\n- B\n- C\n\n#### Details\n\n- not one\n\n#### Open questions\n\n- Why?\n";
    let found: Vec<String> = ranked(text).into_iter().take(3).collect();
    assert_eq!(found, ["1 A", "2 B", "3 C"]);
    assert!(!ranked(text).iter().any(|one| one.contains("not one")));
}

#[test]
fn lines_that_are_levels_part_a_list() {
    let text = "## Rocky priorities\n\nHigh\n1. A\n2. B\n\nMedium\n3. C\n4. D\n\nThis is about\n\n- other things\n";
    assert_eq!(ranked(text), ["1 A", "2 B", "3 C", "4 D"]);
    for (one, other) in [
        ("High:", "Medium:"),
        ("**P1:**", "**P2:**"),
        ("Must have", "Should have"),
    ] {
        let text = format!(
            "## Rocky priorities\n\n{one}\n\n1. A\n2. B\n\n{other}\n\n1. C\n\nLiaisons:\n\n1. Jo\n"
        );
        assert_eq!(ranked(&text), ["1 A", "2 B", "3 C"], "{text}");
        let text = format!(
            "## Meetup\n\nPriorities for Rocky:\n\n{one}\n\n1. A\n\n{other}\n\n1. B\n\nMore:\n\n- not one\n"
        );
        assert_eq!(ranked(&text), ["1 A", "2 B"], "{text}");
    }
}

#[test]
fn lines_announce_lists_in_many_words() {
    for line in [
        "- Priorities for 1.30:\n  1. A\n  2. B\n",
        "The last thing we did was to put the Newton priorities in order:\n\n1. A\n2. B\n",
        "We met. These are the themes we agreed upon for Stein, in order of importance:\n\n- A\n- B\n",
    ] {
        let text = format!("## Meetup\n\n{line}");
        assert_eq!(ranked(&text), ["1 A", "2 B"], "{text}");
    }
    let found = items("## Meetup\n\n- Priorities for 1.30:\n  1. A\n");
    assert_eq!(found[0].releases[0].as_str(), "1.30");
    for text in [
        "## Non-priorities for Newton\n\n- A\n",
        "## Priorities deferred to Ocata\n\n- A\n",
        "## Meetup\n\nReview of the Newton priorities:\n\n- A\n",
    ] {
        check(text, &[]);
    }
}
