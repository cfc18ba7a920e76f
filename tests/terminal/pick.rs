//! Picking a topic, with what is picked going into another command.

use crate::sandbox::Sandbox;
use crate::screen::Screen;

const SIZE: (u16, u16) = (20, 100);

/// What a shell gets of what is picked with these arguments, the first row that is offered.
fn picked(kb: &Sandbox, args: &str) -> String {
    let line = format!("out=$(\"$KB\" {args}); echo \"status $? got <$out>\"");
    let mut screen = Screen::script(kb, &line, SIZE, &[]);
    screen.wait_for("\u{203a} ").send("\r").wait_for("status");
    assert_eq!(screen.exit_status(), 0);
    screen.text().trim().to_owned()
}

#[test]
fn what_is_picked_goes_into_another_command() {
    let kb = Sandbox::with_recaps();
    let id = picked(&kb, "pick replication newton --print id");
    let id = id
        .strip_prefix("status 0 got <")
        .and_then(|rest| rest.strip_suffix('>'));
    let id = id.unwrap_or_default();
    assert!(id.contains('#'), "{id}");
    assert!(kb.kb(&["show", id]).done().contains("eplication"));

    let path = picked(&kb, "pick replication newton");
    assert!(
        path.starts_with("status 0 got <notes/") && path.ends_with(".md>"),
        "{path}"
    );
    let place = picked(&kb, "pick replication newton --print place");
    assert!(place.contains(".md:"), "{place}");
    let editor = picked(&kb, "pick replication newton --print editor");
    assert!(editor.starts_with("status 0 got <+"), "{editor}");
}

#[test]
fn one_of_the_hits_is_picked() {
    let kb = Sandbox::with_recaps();
    let found = kb.kb(&["search", "failover", "--format", "json"]).json();
    let best = found["hits"][0]["id"].as_str().unwrap();
    let id = picked(&kb, "search -i failover --print id");
    assert_eq!(id, format!("status 0 got <{best}>"));
    // Without a query all topics are offered.
    let id = picked(&kb, "search -i --print id");
    assert!(id.starts_with("status 0 got <notes/"), "{id}");
}

#[test]
fn hits_that_are_not_offered_are_counted() {
    let kb = Sandbox::new();
    let topics: String = (0..1200)
        .map(|n| format!("## Topic {n}\n\nzeppelin\n\n"))
        .collect();
    kb.note("notes/many.md", format!("# Many\n\n{topics}"));
    for (args, shown) in [
        (&["search", "-i", "zeppelin"][..], "1200/1200  "),
        (
            &["search", "-i", "zeppelin", "--limit", "1100"],
            "1100/1100 of 1200",
        ),
    ] {
        let mut screen = Screen::start(&kb, args, SIZE, &[]);
        screen.wait_for(shown).send("\u{1b}");
        assert_eq!(screen.exit_status(), 1);
    }
}

#[test]
fn nothing_is_picked() {
    let kb = Sandbox::with_recaps();
    let line = "out=$(\"$KB\" pick zzzz); echo \"status $? got <$out>\"";
    let mut screen = Screen::script(&kb, line, SIZE, &[]);
    // Enter picks nothing where nothing fits.
    screen.wait_for("0/").send("\r").send("\u{1b}");
    screen.wait_for("status 1 got <>");
    assert_eq!(screen.exit_status(), 0);
    let mut screen = Screen::script(&kb, "\"$KB\" search -i zzzz", SIZE, &[]);
    screen
        .wait_for("nothing found for `zzzz`; Esc leaves")
        .send("\u{1b}");
    assert_eq!(screen.exit_status(), 1);
}

#[test]
fn letters_narrow_it_down() {
    let kb = Sandbox::with_recaps();
    let line = "\"$KB\" pick --print id";
    let mut screen = Screen::script(&kb, line, SIZE, &[]);
    screen
        .wait_for("\u{203a} ")
        .send("rplctn")
        .wait_for("> rplctn");
    screen.wait_until("a row", |screen| screen.rows()[1].contains("eplication"));
    screen.send("\r");
    assert_eq!(screen.exit_status(), 0);
    assert!(screen.text().contains("replication"), "{}", screen.text());
}

#[test]
fn without_a_terminal_nothing_is_picked() {
    let kb = Sandbox::with_recaps();
    for args in [&["pick"][..], &["search", "-i", "replication"]] {
        let outcome = kb.kb(args);
        assert!(
            outcome.failed_with(2).contains("needs a terminal"),
            "{outcome:?}"
        );
    }
    // An option that there is none of is no text to look for.
    let outcome = kb.kb(&["pick", "--format", "json"]);
    let said = outcome.failed_with(2);
    assert!(said.contains("'--format'") && !said.contains("as a value"));
    let outcome = kb.kb(&["search", "-i", "tag:("]);
    assert!(outcome.failed_with(2).contains("query:1:"), "{outcome:?}");
}

#[test]
fn a_name_that_would_move_the_terminal_is_not_written() {
    for sign in ["\u{1b}[5m", "\u{202e}", "\nhere"] {
        let kb = Sandbox::new();
        let note = format!("notes/evil{sign}.md");
        kb.note(&note, "# Evil\n\n## One\n\ntext\n");
        for args in [
            &["pick", "--print", "path"][..],
            &["pick", "--print", "place"],
            &["pick", "--print", "editor"],
            &["pick", "--print", "id"],
            &["search", "-i", "text", "--print", "id"],
        ] {
            let mut screen = Screen::start(&kb, args, SIZE, &[]);
            screen
                .wait_for("\u{203a} ")
                .send("\r")
                .wait_for("another name");
            assert_eq!(screen.exit_status(), 2, "{args:?}");
            let bytes = screen.bytes();
            let written = bytes.replace("\r\n", "\n");
            assert!(!written.contains(sign), "{args:?} {written:?}");
        }
    }
}

#[test]
fn a_name_that_looks_like_an_option_is_none() {
    let kb = Sandbox::new();
    kb.note("kb.toml", "notes = \".\"\n");
    kb.note("+!touch pwned;.md", "# Evil\n\n## One\n\ntext\n");
    let path = picked(&kb, "pick");
    assert_eq!(path, "status 0 got <./+!touch pwned;.md>");
    let mut screen = Screen::start(&kb, &["pick", "--print", "editor"], SIZE, &[]);
    screen
        .wait_for("\u{203a} ")
        .send("\r")
        .wait_for("more than one word");
    assert_eq!(screen.exit_status(), 2);
}

#[test]
fn an_id_that_looks_like_an_option_is_none() {
    let kb = Sandbox::new();
    kb.note("kb.toml", "notes = \".\"\n");
    kb.note("-rf.md", "# Evil\n\n## One\n\nzeppelin\n");
    for picking in [
        "pick one --print id",
        "pick one --print place",
        "search -i zeppelin --print id",
    ] {
        let line = format!("id=$(\"$KB\" {picking}); echo \"<$id>\"; \"$KB\" show \"$id\" --raw");
        let mut screen = Screen::script(&kb, &line, SIZE, &[]);
        screen.wait_for("\u{203a} ").send("\r").wait_for("<./-rf");
        assert_eq!(screen.exit_status(), 0, "{}", screen.text());
        assert!(screen.text().contains("## One"), "{}", screen.text());
    }
    // Parts of an id are as good behind it, and it is none by itself.
    assert!(kb.kb(&["show", "./one"]).done().contains("zeppelin"));
    assert_eq!(kb.kb(&["show", "./"]).status, 1);
}
