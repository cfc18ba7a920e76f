//! Control characters of notes do not reach a terminal, whatever the command and the format.

mod commands;

use crate::sandbox::{Output, Sandbox};

/// ESC sequences (a colour that kb never uses, title, clipboard), C1, backspace, bidi marks and overrides, tag characters.
const EVIL: &str =
    "\u{1b}[45m\u{1b}]52;c;eA==\u{7}\u{9b}2J\u{8}\u{7f}\u{200f}\u{202e}\u{2066}\u{e0041}";

const LISTS: [&[&str]; 8] = [
    &["search", "sound"],
    &["search", "title:sound"],
    &["topics"],
    &["topics", "--tag", "nearly"],
    &["recaps"],
    &["tags"],
    &["check"],
    &["check", "--strict"],
];
const LIST_FORMATS: [&str; 5] = ["text", "json", "jsonl", "md", "csv"];
const OTHERS: [&[&str]; 14] = [
    &["search", "soundd"],
    &["show", "hostile#"],
    &["show", "hostile#", "--raw"],
    &["show", "hostile#", "--format", "md"],
    &["show", "hostile#", "--format", "json"],
    &["show", "notes"],
    &["show", "notes", "--format", "json"],
    &["show", "hostilo"],
    &["index", "-v"],
    &["index", "--rebuild", "-v"],
    &["index", "--format", "json"],
    &["config", "show"],
    &["config", "show", "--format", "json"],
    &["recaps", "--format", "csv", "--csv-raw"],
];

fn is_hostile(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || "\u{200e}\u{200f}\u{61c}\u{feff}".contains(c)
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
        || ('\u{e0000}'..='\u{e007f}').contains(&c)
}

#[track_caller]
fn harmless(args: &[&str], run: &Output) {
    for (name, text) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
        if let Some(at) = text.find(is_hostile) {
            let from = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
            let line = text[from..].lines().next();
            panic!("{args:?} writes it to {name}: {line:?}");
        }
    }
}

/// Notes with evil text wherever text is taken from: fields, titles, code, links, people, file names.
fn hostile_notes() -> Sandbox {
    let kb = Sandbox::new();
    let note = format!(
        "---\ntitle: \"T {EVIL}\"\nproject: \"p{EVIL}\"\nrelease: \"r{EVIL}\"\nevent: \"e {EVIL}\"\n\
         location: \"l {EVIL}\"\ntags: [\"t{EVIL}\"]\nauthor: \"a {EVIL}\"\ndate: \"{EVIL}\"\n---\n\
         ## Sound {EVIL}\n\nsound {EVIL} `{EVIL}` [x](http://e.org/{EVIL})\n\n- Attendees: A{EVIL} B\n\n\
         ### Conclusion {EVIL}\n\nDecision: {EVIL}\n\n**Bold {EVIL}**\n\nsound\n\n**Bold two**\n\nsound\n"
    );
    kb.note("notes/hostile.md", note);
    let escapes =
        "---\ntitle: \"sound \\e[45m \\u202e \\x9b2J\"\nrelease: \"\\e]0;x\\a\"\n---\nsound\n";
    kb.note("notes/escapes.md", escapes);
    kb.note(
        "notes/entities.md",
        "# Sound &#27;[45m &#x9b;2J &#x202e; &#8;\n\nsound &#27;[45m\n",
    );
    kb.note(&format!("notes/name{EVIL}.md"), "# Sound name\n");
    kb.note(&format!("notes/binary{EVIL}.md"), b"\0");
    kb.note(
        "notes/broken.md",
        format!("---\ntitle: [{EVIL}\n---\nsound\n"),
    );
    kb.note(
        "notes/latin.md",
        b"# Sound \xe9\n\n\x1b[45m \x9b45m \xc2\x9b45m\n",
    );
    kb
}

#[test]
fn lists_are_harmless_in_every_format() {
    let kb = hostile_notes();
    for args in LISTS {
        for format in LIST_FORMATS {
            let args = [args, &["--format", format]].concat();
            let run = kb.kb(&args);
            assert_ne!(run.status, 2, "{args:?}: {run:?}");
            harmless(&args, &run);
        }
    }
    let found = kb.json(&["search", "sound"]);
    assert!(found["total"].as_u64().unwrap() >= 7, "{found}");
}

#[test]
fn other_answers_and_errors_are_harmless() {
    let kb = hostile_notes();
    for args in OTHERS {
        harmless(args, &kb.kb(args));
    }
    let problems = kb.json(&["index"])["problems"].clone();
    assert_eq!(problems[0]["code"], "binary", "{problems}");
}

#[test]
fn json_keeps_what_a_terminal_may_not_see() {
    let kb = Sandbox::new();
    kb.note("notes/a.md", format!("# Sound\n\n{EVIL}\n"));
    let shown = kb.json(&["show", "#sound"]);
    let markdown = shown["topic"]["markdown"].as_str().unwrap();
    assert_eq!(markdown, format!("# Sound\n\n{EVIL}"));
}

#[test]
fn a_query_is_not_echoed_raw() {
    let kb = Sandbox::with_recaps();
    for format in LIST_FORMATS {
        let args = ["search", EVIL, "--format", format];
        harmless(&args, &kb.kb(&args));
    }
    let broken = format!("\"{EVIL}");
    for args in [
        ["search", broken.as_str()],
        ["show", EVIL],
        ["topics", &format!("--tag={EVIL}")],
        ["topics", &format!("--path={EVIL}")],
    ] {
        harmless(&args, &kb.kb(&args));
    }
}

#[test]
fn settings_are_not_echoed_raw() {
    let kb = Sandbox::new();
    for settings in [
        format!("notes = \"{EVIL}\"\n"),
        "notes = \"\\u001b[31m\"\n".to_owned(),
        format!("# {EVIL}\nnotez = 1\n"),
        "\"\\u001b[31mnotes\" = 1\n".to_owned(),
        "exclude = [\"\\u001b[31m[\"]\n".to_owned(),
    ] {
        kb.note("kb.toml", settings);
        for args in [&["topics"][..], &["config", "show"], &["check"]] {
            harmless(args, &kb.kb(args));
        }
    }
}
