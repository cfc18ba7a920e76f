//! `kb new`: a note that kb reads back, and never one in the place of another.

use crate::sandbox::{Sandbox, files_in, strings};
use std::fs;

const PTG: [&str; 9] = [
    "new",
    "--project",
    "cinder",
    "--release",
    "zed",
    "--event",
    "PTG",
    "--date",
    "2022-04-05",
];
const PATH: &str = "notes/2022-04-05-cinder-zed-ptg.md";

#[test]
fn a_title_may_be_given_as_an_option() {
    let kb = Sandbox::new();
    let argument = kb.kb(&["new", "Next steps", "--date", "2022-04-05", "--print"]);
    let option = kb.kb(&[
        "new",
        "--title",
        "Next steps",
        "--date",
        "2022-04-05",
        "--print",
    ]);
    assert!(argument.done().contains("Next steps"), "{argument:?}");
    assert_eq!(argument, option);
    let both = kb.kb(&["new", "One", "--title", "Two"]);
    assert!(both.failed_with(2).contains("cannot be used"), "{both:?}");
}

#[test]
fn a_new_note_is_read_back() {
    let kb = Sandbox::new();
    let run = kb.kb(&PTG);
    assert_eq!(
        (run.done(), run.stderr.as_str()),
        (format!("{PATH}\n").as_str(), "")
    );
    let recap = &kb.json(&["recaps"])["recaps"][0];
    for (key, value) in [
        ("path", PATH),
        ("title", "Cinder Zed PTG recap"),
        ("project", "cinder"),
        ("release", "Zed"),
        ("event", "PTG"),
        ("date", "2022-04-05"),
    ] {
        assert_eq!(recap[key], value, "{key}");
    }
    // All that is left is what its writer has to say.
    let findings = kb.json(&["check"])["findings"].clone();
    assert!(
        strings(&findings, "code")
            .iter()
            .all(|code| code == "untagged")
    );
    let places = kb.kb(&["check"]);
    assert!(!places.done().contains("<!--"), "{}", places.stdout);
    // What is not written yet is nothing that was said.
    for kind in ["priorities", "decisions", "actions"] {
        let run = kb.kb(&[kind]);
        assert_eq!(run.failed_with(1), "nothing found\n", "{kind}");
    }
    assert_eq!(kb.kb(&["check", "--fix", "--dry-run"]).status, 1);
    kb.kb(&[
        "new",
        "Second",
        "--tag",
        "storage",
        "--tag",
        "on",
        "--date",
        "2022-04-06",
    ])
    .done();
    let told = kb.json(&["check", "--path", "second"]);
    assert_eq!(told["total"], 0, "{told}");
}

#[test]
fn signs_that_deceive_come_into_no_note() {
    let kb = Sandbox::new();
    kb.note(
        "kb-note.jinja",
        "\u{feff}---\r\ndate: {{ date }}\r\n---\r\n\r\n# A \u{1b}[31m\u{202e}b\r\n",
    );
    let args = ["new", "A", "--date", "2022-04-05"];
    let printed = kb.kb(&[&args[..], &["--print"]].concat());
    let path = kb.kb(&args).done().trim().to_owned();
    let text = fs::read_to_string(kb.path(&path)).unwrap();
    let expected = "---\ndate: 2022-04-05\n---\n\n# A \u{fffd}[31m\u{fffd}b\n";
    assert_eq!((text.as_str(), printed.done()), (expected, expected));
}

#[test]
fn what_is_filled_in_is_found() {
    let kb = Sandbox::new();
    kb.kb(&PTG).done();
    let text = fs::read_to_string(kb.path(PATH)).unwrap();
    let filled = text
        .replace("1. \n", "1. Finish active-active\n2. Quotas\n")
        .replace("### Decisions", "We talked.\n\n### Decisions")
        .replace(
            "turned down. -->\n\n- \n",
            "turned down. -->\n\n- Drop the v2 API\n",
        )
        .replace("spec -->\n\n- \n", "spec -->\n\n- [ ] Jo: write the spec\n");
    kb.note(PATH, filled);
    let priorities = kb.json(&["priorities"])["priorities"].clone();
    assert_eq!(
        strings(&priorities, "text"),
        ["Finish active-active", "Quotas"]
    );
    let decisions = kb.json(&["decisions"])["decisions"].clone();
    assert_eq!(strings(&decisions, "text"), ["Drop the v2 API"]);
    let actions = kb.json(&["actions"])["actions"].clone();
    assert_eq!(strings(&actions, "text"), ["Jo: write the spec"]);
    assert_eq!(actions[0]["owners"][0], "Jo");
}

#[test]
fn nothing_is_ever_replaced() {
    let kb = Sandbox::new();
    kb.note(PATH, "mine\n");
    let told = kb.kb(&PTG);
    let told = told.failed_with(2);
    assert!(
        told.contains("is already there") && told.contains("hint: "),
        "{told}"
    );
    assert_eq!(fs::read_to_string(kb.path(PATH)).unwrap(), "mine\n");
    assert_eq!(files_in(&kb.path("notes")).len(), 1);
    kb.kb(&["new"]).failed_with(2);
    let print = kb.kb(&["new", "Other", "--print", "--date", "2022"]);
    assert!(print.done().starts_with("---\ntitle: Other\n"), "{print:?}");
    assert_eq!(files_in(&kb.path("notes")).len(), 1);
}

#[test]
fn a_note_is_named_by_what_is_known_of_its_date() {
    let kb = Sandbox::new();
    for (date, title, name) in [
        ("2022-12", "T1", "2022-12-t1"),
        ("2022", "T1", "2022-t1"),
        ("2022-12", "05 things", "2022-12-recap-05-things"),
    ] {
        let path = format!("notes/{name}.md");
        let run = kb.kb(&["new", title, "--date", date]);
        assert_eq!(run.done(), format!("{path}\n"));
        let recap = &kb.json(&["recaps", "--path", name])["recaps"][0];
        assert_eq!(
            (&recap["date"], &recap["title"]),
            (&date.into(), &title.into())
        );
        let findings = kb.json(&["check", "--path", name])["findings"].clone();
        let codes = strings(&findings, "code");
        assert!(codes.iter().all(|code| code == "untagged"), "{codes:?}");
        kb.kb(&["check", "--fix", "--dry-run", "--path", name])
            .failed_with(1);
    }
    // Where its own text has no date, the name still tells what it can.
    kb.note("notes/2022-12-t1.md", "# T1\n");
    let recap = &kb.json(&["recaps", "--path", "2022-12-t1"])["recaps"][0];
    assert_eq!(recap["date"], "2022-12");
}

#[test]
fn odd_facts_are_kept_and_names_are_plain() {
    let kb = Sandbox::new();
    let odd = "a: \"b\" # {c} \\ 'd'";
    kb.kb(&[
        "new",
        "No",
        "--project",
        odd,
        "--event=- x",
        "--date",
        "2022-04-05",
    ])
    .done();
    let recap = &kb.json(&["recaps"])["recaps"][0];
    assert_eq!(recap["project"], odd.to_lowercase());
    assert_eq!(
        (&recap["event"], &recap["title"]),
        (&"- x".into(), &"No".into())
    );
    assert_eq!(recap["path"], "notes/2022-04-05-a-b-c-d-x-no.md");
    let title = "\u{c4}: \"quoted\" & <b>  #tag *x* \\";
    kb.kb(&["new", title, "--date", "2022-04-06"]).done();
    let listed = &kb.json(&["recaps", "--path", "2022-04-06"])["recaps"][0];
    assert_eq!(listed["title"], title.replace("  ", " "));
    kb.kb(&["new", "../../etc/passwd", "--date", "2022"]).done();
    assert!(kb.path("notes/2022-etc-passwd.md").exists());
    for bad in ["a\nb", "a\u{1b}b", "a\u{202e}b", " ", &"x".repeat(400)] {
        kb.kb(&["new", bad]).failed_with(2);
    }
}

#[test]
fn letters_of_all_scripts_stand_in_names() {
    let kb = Sandbox::new();
    for (title, name) in [
        (
            "\u{65e5}\u{672c}\u{8a9e} \u{30e1}\u{30e2}",
            "\u{65e5}\u{672c}\u{8a9e}-\u{30e1}\u{30e2}",
        ),
        (
            "\u{417}\u{430}\u{43c}\u{435}\u{442}\u{43a}\u{438}",
            "\u{437}\u{430}\u{43c}\u{435}\u{442}\u{43a}\u{438}",
        ),
    ] {
        let run = kb.kb(&["new", title, "--date", "2022-04-05"]);
        assert_eq!(run.done(), format!("notes/2022-04-05-{name}.md\n"));
    }
    let recaps = kb.json(&["recaps"])["recaps"].clone();
    assert_eq!(strings(&recaps, "title").len(), 2);
}

#[test]
fn an_unknown_release_is_told_of() {
    let kb = Sandbox::new();
    let run = kb.kb(&["new", "--release", "Newtn", "--date", "2016-05-06"]);
    run.done();
    assert_eq!(
        run.stderr,
        "warning: release `Newtn` is not in the catalogue; did you mean `Newton`?\n"
    );
}

#[test]
fn a_template_beside_the_settings_is_used() {
    let kb = Sandbox::new();
    let template =
        "---\ntitle: {{ title|yaml }}\nproject: {{ project|yaml }}\n---\n# {{ title }}\n";
    kb.note("kb-note.jinja", template);
    let args = [
        "new",
        "T: x",
        "--project",
        "nova",
        "--event",
        "PTG",
        "--date",
        "2022-04-05",
    ];
    let run = kb.kb(&args);
    let made = kb.path(run.done().trim());
    assert_eq!(
        fs::read_to_string(made).unwrap(),
        "---\ntitle: \"T: x\"\nproject: nova\n---\n# T: x\n"
    );
    assert!(run.stderr.contains("kb reads no event"), "{run:?}");
    let tagged = kb.kb(&["new", "Tagged", "--tag", "storage", "--tag", "ha"]);
    tagged.done();
    let told = "warning: kb reads no tags in what the template gives; it needs a line `tags: {{ tags|yaml }}`\n";
    assert!(tagged.stderr.contains(told), "{tagged:?}");
    kb.note(
        "kb-note.jinja",
        template.replace("title:", "tags: {{ tags|yaml }}\ntitle:"),
    );
    let tagged = kb.kb(&["new", "Tagged too", "--tag", "storage", "--tag", "ha"]);
    tagged.done();
    assert!(!tagged.stderr.contains("tags"), "{tagged:?}");
    let text = fs::read_to_string(kb.path(tagged.stdout.trim())).unwrap();
    assert!(text.contains("\ntags: [storage, ha]\n"), "{text}");
    let before = files_in(&kb.path("notes"));
    for (template, why) in [
        (
            "---\ntitle: {{ title }}\n---\n",
            "front matter that cannot be read",
        ),
        ("{{ nothing }}", "docs/writing.md"),
        ("{% include 'kb.toml' %}", "kb-note.jinja:1"),
        ("{{ title", "kb-note.jinja:1"),
    ] {
        kb.note("kb-note.jinja", template);
        let run = kb.kb(&["new", "Other: y"]);
        assert!(run.failed_with(2).contains(why), "{run:?}");
    }
    kb.note("kb-note.jinja", "x".repeat(100_000));
    assert!(kb.kb(&args).failed_with(2).contains("larger than"));
    assert_eq!(files_in(&kb.path("notes")), before);
}

#[cfg(unix)]
#[test]
fn a_template_that_is_a_link_is_not_followed() {
    let kb = Sandbox::new();
    let secret = kb.outside().join("secret");
    fs::write(&secret, "secret").unwrap();
    std::os::unix::fs::symlink(&secret, kb.path("kb-note.jinja")).unwrap();
    assert!(
        kb.kb(&["new", "T"])
            .failed_with(2)
            .contains("no plain file")
    );
    let named = kb.kb(&[
        "new",
        "T",
        "--print",
        "--template",
        secret.to_str().unwrap(),
    ]);
    assert_eq!(named.done(), "secret");
}

#[test]
fn it_goes_into_a_folder_of_notes_only() {
    let kb = Sandbox::new();
    fs::create_dir_all(kb.path("notes/2022")).unwrap();
    fs::create_dir_all(kb.path("index")).unwrap();
    let into = |dir: &str| kb.kb(&["new", "T", "--date", "2022-04-05", "--dir", dir]);
    assert_eq!(into("notes/2022").done(), "notes/2022/2022-04-05-t.md\n");
    for bad in [".", "index", "..", "notes/../..", "/tmp", "notes/none", ""] {
        into(bad).failed_with(2);
    }
    assert_eq!(files_in(&kb.path("notes")).len(), 1);
}

#[cfg(unix)]
#[test]
fn it_can_be_opened_at_once() {
    let kb = Sandbox::new();
    let run = kb.kb_with(
        &["new", "T", "--date", "2022-04-05", "--open"],
        &[("EDITOR", "echo opened")],
    );
    let shown = run.done();
    assert!(
        shown.starts_with("notes/2022-04-05-t.md\nopened +1 /"),
        "{shown}"
    );
    assert!(shown.ends_with("notes/2022-04-05-t.md\n"), "{shown}");
}

#[cfg(unix)]
#[test]
fn an_editor_that_cannot_be_started_is_found_out_before() {
    let kb = Sandbox::new();
    let open =
        |vars: &[(&str, &str)]| kb.kb_with(&["new", "T", "--date", "2022-04-05", "--open"], vars);
    for (vars, why) in [
        (&[][..], "no editor is set"),
        (&[("EDITOR", "no-such-editor -x")], "there is no program"),
        (&[("EDITOR", "./kb.toml")], "there is no program"),
        (&[("VISUAL", "vi 'x")], "has an open quote"),
    ] {
        let run = open(vars);
        let told = run.failed_with(2);
        assert!(told.contains(why) && told.contains("hint: "), "{told}");
        assert!(files_in(&kb.path("notes")).is_empty(), "{vars:?}");
    }
    let run = open(&[("EDITOR", "false")]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(
        run.stderr.contains("the editor `false` ended with")
            && run.stderr.contains("`notes/2022-04-05-t.md` is there"),
        "{run:?}"
    );
    assert_eq!(files_in(&kb.path("notes")).len(), 1);
}
