//! `kb import`: saved pages become notes that are found at once.

use crate::sandbox::{Sandbox, files_in, strings};
use std::fs;

const BLOG: &str = include_str!("../fixtures/pages/blog.html");
const WIKI: &str = include_str!("../fixtures/pages/wiki.html");
const PAD: &str = include_str!("../fixtures/pages/pad.html");
const MAIL: &str = include_str!("../fixtures/pages/mail.html");
const LATIN: &[u8] = include_bytes!("../fixtures/pages/latin.html");
const LAYOUT: &str = include_str!("../fixtures/pages/layout.html");
const EMPTY: &str = include_str!("../fixtures/pages/empty.html");

/// The note that a page becomes.
#[track_caller]
fn note(page: impl AsRef<[u8]>) -> String {
    let kb = Sandbox::new();
    kb.note("page.html", page);
    let run = kb.kb(&["import", "page.html", "--dry-run"]);
    assert!(files_in(&kb.path("notes")).is_empty());
    run.done().to_owned()
}

#[test]
fn a_post_of_a_blog_is_its_text() {
    insta::assert_snapshot!(note(BLOG));
}

#[test]
fn a_page_of_a_wiki_is_its_text() {
    insta::assert_snapshot!(note(WIKI));
}

#[test]
fn a_pad_has_its_lists() {
    insta::assert_snapshot!(note(PAD));
}

#[test]
fn a_message_of_a_list_is_as_it_was_written() {
    insta::assert_snapshot!(note(MAIL));
}

#[test]
fn a_page_of_tables_is_its_text() {
    insta::assert_snapshot!(note(LAYOUT));
}

#[test]
fn the_encoding_is_that_of_the_page() {
    insta::assert_snapshot!(note(LATIN));
}

#[test]
fn what_was_imported_is_found_at_once() {
    let kb = Sandbox::with_recaps();
    kb.note("saved/blog.html", BLOG);
    let run = kb.kb(&[
        "import",
        "saved/blog.html",
        "--project",
        "cinder",
        "--release",
        "mitaka",
        "--event",
        "Tokyo: the \"Summit\"",
    ]);
    assert_eq!(
        run.done(),
        "wrote notes/2015-11-04-tokyo-storage-recap.md\n"
    );
    assert_eq!(
        kb.titles("\"failover API was too ambitious\""),
        ["Replication"]
    );
    let decided = kb.json(&["decisions", "--path", "tokyo-storage"]);
    let texts = strings(&decided["decisions"], "text");
    assert!(texts.iter().any(|t| t.contains("per backend")), "{decided}");
    let planned = kb.kb(&[
        "priorities",
        "--release",
        "mitaka",
        "--path",
        "tokyo-storage",
    ]);
    assert!(planned.done().contains("Rolling upgrades"), "{planned:?}");
    let acted = kb.kb(&["actions", "--owner", "Bo"]);
    assert!(acted.done().contains("Test two arrays"), "{acted:?}");
    let recaps = kb.json(&["recaps", "--path", "tokyo-storage"]);
    let recap = recaps["recaps"][0].to_string();
    for fact in [
        "cinder",
        "Mitaka",
        "2015-11-04",
        "Tokyo: the \\\"Summit\\\"",
    ] {
        assert!(recap.contains(fact), "{fact}: {recap}");
    }
    let checked = kb.kb(&["check", "--path", "tokyo-storage"]);
    assert!(!checked.stdout.contains("front-matter"), "{checked:?}");
}

#[test]
fn outcomes_of_pads_and_mails_are_read() {
    let kb = Sandbox::new();
    for (name, page) in [
        ("pad.html", PAD),
        ("mail.html", MAIL),
        ("layout.htm", LAYOUT),
    ] {
        kb.note(name, page);
    }
    let run = kb.kb(&["import", "pad.html", "mail.html", "layout.htm"]);
    assert_eq!(run.done().lines().count(), 3);
    let decisions = kb.kb(&["decisions"]).done().to_owned();
    for text in [
        "no new flag this cycle",
        "freeze the API",
        "one queue per core",
    ] {
        assert!(decisions.contains(text), "{text}: {decisions}");
    }
    let actions = kb.kb(&["actions"]).done().to_owned();
    for text in ["write it up", "post the spec"] {
        assert!(actions.contains(text), "{text}: {actions}");
    }
}

#[test]
fn a_note_that_is_there_stays() {
    let kb = Sandbox::new();
    kb.note("a.html", "<title>Same</title><p>new text");
    kb.note("b.html", "<title>Other</title><p>other text");
    let there = kb.note("notes/same.md", "mine");
    let run = kb.kb(&["import", "b.html", "a.html"]);
    assert!(run.failed_with(2).contains("--force"), "{run:?}");
    assert_eq!(fs::read_to_string(&there).unwrap(), "mine");
    assert!(!kb.path("notes/other.md").exists());
    let shown = kb.kb(&["import", "a.html", "--force", "--dry-run"]);
    assert!(shown.done().contains("new text"));
    assert_eq!(fs::read_to_string(&there).unwrap(), "mine");
    assert_eq!(
        kb.kb(&["import", "a.html", "--force"]).done(),
        "wrote notes/same.md\n"
    );
    assert!(fs::read_to_string(&there).unwrap().contains("new text"));
}

#[test]
fn pages_of_one_name_are_told_apart() {
    let kb = Sandbox::new();
    kb.note("a/x.html", "<title>Minutes</title><p>one");
    kb.note("b/x.html", "<title>Minutes</title><p>two");
    kb.note("c/con.html", "<p>three");
    let run = kb.kb(&["import", "a/x.html", "b/x.html", "c/con.html"]);
    assert_eq!(
        run.done(),
        "wrote notes/minutes.md\nwrote notes/minutes-2.md\nwrote notes/page-con.md\n"
    );
}

#[test]
fn either_all_pages_are_read_or_nothing_is_written() {
    let kb = Sandbox::new();
    kb.note("kb.toml", "max_size = 1000\n");
    kb.note("good.html", "<p>text");
    kb.note("empty.html", EMPTY);
    kb.note("large.html", format!("<p>{}", "x".repeat(1000)));
    kb.note("page.mhtml", "MIME-Version: 1.0\n");
    kb.note("page.txt", "text");
    let one = kb.kb(&["import", "good.html", "empty.html"]);
    let told = one.failed_with(2);
    assert!(
        told.starts_with("error: empty.html: no text found\nhint: "),
        "{told}"
    );
    let names = [
        "empty.html",
        "large.html",
        "page.mhtml",
        "page.txt",
        "none.html",
        "notes",
    ];
    let run = kb.kb(&[&["import", "good.html"], names.as_slice()].concat());
    let told = run.failed_with(2);
    assert!(
        told.starts_with("error: 6 pages cannot be read\n"),
        "{told}"
    );
    for name in names {
        assert!(told.contains(&format!("\n  {name}: ")), "{name}: {told}");
    }
    assert!(files_in(&kb.path("notes")).is_empty());
}

#[test]
fn options_that_say_nothing_are_refused() {
    let kb = Sandbox::new();
    kb.note("a.html", "<p>text");
    for option in [
        "--project=",
        "--release= ",
        "--event=",
        "--date=",
        "--date=soon",
        "--date=2016-13",
    ] {
        let run = kb.kb(&["import", "a.html", option]);
        assert!(!run.failed_with(2).is_empty(), "{option}");
    }
    assert_eq!(kb.kb(&["import"]).status, 2);
    let run = kb.kb(&["import", "a.html", "--date", "2016-05"]);
    assert_eq!(run.done(), "wrote notes/a.md\n");
    let text = fs::read_to_string(kb.path("notes/a.md")).unwrap();
    assert_eq!(
        text,
        "---\ndate: \"2016-05\"\nsource: \"a.html\"\n---\n\ntext\n"
    );
}

#[test]
fn notes_stay_where_notes_are() {
    let kb = Sandbox::new();
    let elsewhere = kb.outside().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    kb.note("a.html", "<title>../../evil</title><p>text");
    assert_eq!(kb.kb(&["import", "a.html"]).done(), "wrote notes/evil.md\n");
    kb.note("kb.toml", "include = [\"minutes-*.md\"]\n");
    let unread = kb.kb(&["import", "a.html", "--force"]);
    assert!(unread.failed_with(2).contains("`include`"), "{unread:?}");
    #[cfg(unix)]
    {
        kb.note("kb.toml", "notes = \"out\"\n");
        std::os::unix::fs::symlink(&elsewhere, kb.path("out")).unwrap();
        assert_eq!(kb.kb(&["import", "a.html"]).status, 2);
        assert!(files_in(&elsewhere).is_empty());
    }
}

#[test]
fn a_hostile_page_is_harmless() {
    let kb = Sandbox::new();
    let evil = "<title>x\u{1b}[31m\u{202e}: &#27;]0;y&#7;\n---\nrelease: z</title>\
        <p>a&#27;[31mb &lt;script&gt; <a href='javascript:x'>c</a><script>d</script>";
    kb.note("a\u{1b}[31m.html", evil);
    let shown = kb.kb(&["import", "a\u{1b}[31m.html", "--dry-run"]);
    let hostile = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
    assert!(
        !shown.done().contains(hostile) && !shown.stderr.contains(hostile),
        "{shown:?}"
    );
    assert_eq!(kb.kb(&["import", "a\u{1b}[31m.html"]).status, 0);
    let [file] = files_in(&kb.path("notes")).try_into().unwrap();
    let text = fs::read_to_string(file).unwrap();
    assert!(text.ends_with("---\n\na\\[31mb \\<script> c\n"), "{text}");
    let recap = kb.json(&["recaps"])["recaps"][0].clone();
    assert!(
        recap["releases"].as_array().is_none_or(Vec::is_empty),
        "{recap}"
    );
}
