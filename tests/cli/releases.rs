//! Releases: their order, ranges of them, and those that the settings add.

use crate::sandbox::{Sandbox, strings};

fn releases() -> Sandbox {
    let kb = Sandbox::new();
    for (name, release) in [
        ("a", "Zed"),
        ("b", "Antelope"),
        ("c", "Mitaka"),
        ("d", "v1.30"),
        ("e", "v1.9"),
    ] {
        kb.note(
            &format!("notes/{name}.md"),
            format!("---\nrelease: {release}\n---\n# Topic {name}\n"),
        );
    }
    kb
}

#[test]
fn releases_come_in_their_order() {
    let kb = releases();
    insta::assert_snapshot!(kb.kb(&["releases"]).done());
    let run = kb.kb(&["releases", "--release", "nowhere"]);
    assert_eq!(run.status, 1);
}

#[test]
fn ranges_choose_releases() {
    let kb = releases();
    let found = |release: &str| {
        strings(
            &kb.json(&["topics", "--release", release])["topics"],
            "release",
        )
        .join(" ")
    };
    assert_eq!(found("mitaka..zed"), "Zed Mitaka");
    assert_eq!(found("yoga..2023.1"), "Zed 2023.1");
    assert_eq!(found("..pike"), "Mitaka");
    assert_eq!(found("2023.1.."), "2023.1 v1.30 v1.9");
    assert_eq!(found("latest"), "2023.1");
    assert_eq!(kb.titles("release:mitaka..zed topic").len(), 2);
}

#[test]
fn ranges_that_cannot_be_are_told() {
    let kb = releases();
    let reversed = kb.kb(&["topics", "--release", "zed..mitaka"]);
    assert!(
        reversed
            .failed_with(2)
            .contains("write it as `Mitaka..Zed`"),
        "{reversed:?}"
    );
    let query = kb.kb(&["search", "release:zed..mitaka x"]);
    assert!(query.failed_with(2).contains("^^^"), "{query:?}");
    let nothing = kb.kb(&["topics", "--release", "newton..pike"]);
    assert!(
        nothing
            .failed_with(1)
            .contains("no note has release `newton..pike`"),
        "{nothing:?}"
    );
    let unknown = kb.kb(&["topics", "--release", "mitakka.."]);
    assert!(
        unknown
            .failed_with(1)
            .contains("no note has release `mitakka`; the nearest is `Mitaka`"),
        "{unknown:?}"
    );
}

#[test]
fn the_settings_add_releases() {
    let kb = releases();
    let settings = "[[release]]\nname = \"v1.30\"\naliases = [\"Uwubernetes\"]\ndate = \"2024-04-17\"\n\n[[release]]\nname = \"v1.9\"\ndate = 2017-12-15\n";
    kb.note("kb.toml", settings);
    kb.note(
        "notes/f.md",
        "---\ntitle: Planning for Uwubernetes\n---\n# Topic f\n",
    );
    let found = kb.json(&["releases"]);
    assert_eq!(
        strings(&found["releases"], "release"),
        ["Mitaka", "v1.9", "Zed", "2023.1", "v1.30"]
    );
    assert_eq!(found["releases"][4]["recaps"], 2);
    let shown = kb.kb(&["config", "show"]);
    assert!(
        shown.done().contains("release.date = \"2017-12-15\""),
        "{shown:?}"
    );
}

#[test]
fn bad_releases_of_the_settings_are_told() {
    let kb = Sandbox::new();
    for (settings, told) in [
        ("[[release]]\naliases = []\n", "has no `name`"),
        ("[[release]]\nname = \"a..b\"\n", "is no name of a release"),
        (
            "[[release]]\nname = \"x\"\ndate = \"soon\"\n",
            "`soon` is not a date",
        ),
        (
            "[[release]]\nname = \"x\"\n[[release]]\nname = \"y\"\naliases = [\"X\"]\n",
            "names a release already",
        ),
        ("[[release]]\nname = \"x\"\nday = 1\n", "day"),
    ] {
        kb.note("kb.toml", settings);
        let run = kb.kb(&["releases"]);
        let error = run.failed_with(2);
        assert!(
            error.contains(told) && error.contains("kb.toml:"),
            "{settings}: {error}"
        );
    }
}
