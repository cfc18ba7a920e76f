//! `kb export`: summaries that are written whole or not at all.

use crate::sandbox::{Sandbox, files_in};
use std::fs;

#[test]
fn a_page_holds_what_recaps_came_to() {
    let kb = Sandbox::with_outcomes();
    kb.note("notes/evil.md", "# <script>alert(1)</script>\n\n- Decision: <img src=x onerror=alert(1)> [x](javascript:alert(1))\n");
    assert_eq!(kb.kb(&["export", "--full", "-o", "a.html"]).status, 0);
    let page = fs::read_to_string(kb.path("a.html")).unwrap();
    let lower = page.to_lowercase();
    for bad in [
        "<script",
        "<img src=x",
        "href=\"javascript:",
        "http-equiv=\"refresh",
    ] {
        assert!(!lower.contains(bad), "{bad}");
    }
    for good in [
        "default-src 'none'",
        "Mitaka",
        "Priorities",
        "wait for the second array",
    ] {
        assert!(page.contains(good), "{good}");
    }
}

#[test]
fn what_is_there_stays() {
    let kb = Sandbox::with_outcomes();
    kb.note("a.md", "mine");
    let run = kb.kb(&["export", "-o", "a.md"]);
    assert!(run.failed_with(2).contains("--force"), "{run:?}");
    assert_eq!(fs::read_to_string(kb.path("a.md")).unwrap(), "mine");
    let nowhere = kb.kb(&["export", "-o", "no/such/folder/a.md"]);
    assert!(!nowhere.failed_with(2).is_empty());
    let inside = kb.kb(&["export", "-o", "notes/a.md"]);
    assert!(
        inside.failed_with(2).contains("folder of notes"),
        "{inside:?}"
    );
    let nothing = kb.kb(&["export", "--release", "pike", "-o", "b.md", "--force"]);
    assert_eq!(nothing.status, 1);
    assert!(!kb.path("b.md").exists());
    assert_eq!(kb.kb(&["export", "-o", "a.md", "--force"]).status, 0);
    assert!(
        fs::read_to_string(kb.path("a.md"))
            .unwrap()
            .starts_with("# Recaps")
    );
}

#[test]
fn a_folder_has_a_page_for_each_release() {
    let kb = Sandbox::with_outcomes();
    assert_eq!(
        kb.kb(&["export", "--split", "site", "--format", "html"])
            .status,
        0
    );
    let names: Vec<String> = files_in(&kb.path("site"))
        .iter()
        .map(|f| f.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    for name in ["index.html", "mitaka.html", "newton.html"] {
        assert!(names.iter().any(|n| n == name), "{names:?}");
    }
    let again = kb.kb(&["export", "--split", "site", "--format", "html"]);
    assert_eq!(again.status, 2);
    assert_eq!(
        kb.kb(&["export", "--split", "site", "--format", "html", "--force"])
            .status,
        0
    );
    kb.note("site/mine.txt", "mine");
    let kept = kb.kb(&["export", "--split", "site", "--format", "html", "--force"]);
    assert_eq!(kept.status, 2, "{kept:?}");
    assert!(kb.path("site/mine.txt").exists());
}

#[test]
fn the_same_notes_give_the_same_bytes() {
    let kb = Sandbox::with_outcomes();
    for format in ["md", "html", "json", "jsonl", "csv"] {
        let once = kb.kb(&["export", "--format", format]);
        assert_eq!(once, kb.kb(&["export", "--format", format]), "{format}");
        assert!(!once.done().is_empty(), "{format}");
    }
}

#[test]
fn templates_are_filled_and_their_faults_told() {
    let kb = Sandbox::with_outcomes();
    kb.note(
        "t.md.jinja",
        "{% for r in releases %}{{ r.release }};{% endfor %}",
    );
    let run = kb.kb(&[
        "export",
        "--template",
        "t.md.jinja",
        "--release",
        "mitaka..newton",
    ]);
    assert_eq!(run.done(), "Mitaka;Newton;");
    kb.note("bad.txt", "one\n{{ nothing.here }}\n");
    let run = kb.kb(&["export", "--template", "bad.txt"]);
    assert!(run.failed_with(2).contains("bad.txt:2"), "{run:?}");
    kb.note("reads.txt", "{% include \"/etc/passwd\" %}");
    assert_eq!(kb.kb(&["export", "--template", "reads.txt"]).status, 2);
    kb.note(
        "endless.txt",
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}",
    );
    assert_eq!(kb.kb(&["export", "--template", "endless.txt"]).status, 2);
    assert_eq!(kb.kb(&["export", "--template", "none.txt"]).status, 2);
}

#[test]
fn sources_become_links() {
    let kb = Sandbox::with_outcomes();
    let run = kb.kb(&[
        "export",
        "--release",
        "mitaka",
        "--link-base",
        "https://example.org/blob/main",
    ]);
    assert!(
        run.done()
            .contains("https://example.org/blob/main/notes/2015-11-04-volume-outcomes.md#L"),
        "{run:?}"
    );
    assert_eq!(kb.kb(&["export", "--link-base", "javascript:x"]).status, 2);
}

#[test]
fn topics_of_a_list_or_code_alone_are_listed() {
    let kb = Sandbox::new();
    kb.note(
        "notes/a.md",
        "# Meeting\n\n## Listed\n\n- one:\n- two\n\n## Coded\n\n```\nlet x = 1;\n```\n\n## Bare\n",
    );
    let page = kb.kb(&["export"]);
    assert!(page.done().contains("Listed"), "{}", page.done());
    assert!(page.done().contains("Coded"), "{}", page.done());
    assert!(!page.done().contains("Bare"), "{}", page.done());
    let run = kb.kb(&["export", "--output", "a.pdf"]);
    assert!(run.failed_with(2).contains("not pdf"));
    let notes = kb.kb(&["export", "--split", "notes"]);
    assert!(notes.failed_with(2).contains("lies in a folder of notes"));
}

#[test]
fn the_whole_text_of_one_topic_loads_nothing_in_another() {
    let kb = Sandbox::new();
    kb.note(
        "notes/a.md",
        "# T\n\n## A\n\nPress [it] and ![logo] now.\n\n## B\n\nText.\n\n[it]: javascript:alert(1)\n\n[logo]: http://x.example/p.png\n",
    );
    let page = kb.kb(&["export", "--full"]);
    assert!(page.done().contains("!\\[logo]"), "{}", page.done());
    assert!(
        page.done().contains("\\[it]: javascript"),
        "{}",
        page.done()
    );
    let own = kb.kb(&["export", "--output", "kb.toml", "--force"]);
    assert!(own.failed_with(2).contains("belongs to the knowledge base"));
    let all = kb.kb(&["export", "--release", ""]);
    all.failed_with(2);
}
