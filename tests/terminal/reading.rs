//! Reading in a terminal: text drawn for it, colours, hyperlinks.

use crate::sandbox::Sandbox;
use crate::screen::Screen;

const NOTE: &str = "---\ntitle: Newton summit\ndate: 2016-05-06\n---\n\n## Failover\n\nA paragraph that says **at length** how \
    `failover` of *whole* back ends has to work, see [the plan](https://example.org/plan) and ours at \
    [home](other.md).\n\n- [x] tried on `array`\n- not\n\n| Who | What |\n|-----|------|\n| Jo | writes the tests |\n\n\
    ```sh\ncinder failover-host --backend-id a-long-name-that-is-wider-than-the-terminal\n```\n";

fn sandbox() -> Sandbox {
    let kb = Sandbox::new();
    kb.note("notes/a b.md", NOTE);
    kb
}

fn shown(kb: &Sandbox, args: &[&str], cols: u16, vars: &[(&str, &str)]) -> Screen {
    // On a busy machine a bar may be there for a moment.
    let args = [args, &["--quiet"]].concat();
    let mut screen = Screen::start(kb, &args, (60, cols), vars);
    assert_eq!(screen.exit_status(), 0, "{}", screen.text());
    screen
}

/// What the screen shows below the facts, and above the links.
fn body(screen: &Screen) -> String {
    let text = screen.text();
    let (_, body) = text.split_once("\n\n").unwrap_or_else(|| panic!("{text}"));
    let (body, _) = body.split_once("\n\nlinks:").unwrap_or((body, ""));
    body.trim_end().to_owned()
}

#[test]
fn a_topic_is_drawn_for_the_terminal() {
    let kb = sandbox();
    let screen = shown(&kb, &["show", "#failover"], 60, &[]);
    insta::assert_snapshot!(body(&screen), @"
    A paragraph that says at length how failover of whole back
    ends has to work, see the plan (https://example.org/plan)
    and ours at home (other.md).

    [x] tried on array
    • not

    Who │ What
    ────┼─────────────────
    Jo  │ writes the tests

        cinder failover-host --backend-id a-long-name-that-is-wider-than-the-terminal
    ");
    assert!(
        screen.text().starts_with("Failover\n  Newton summit\n"),
        "{}",
        screen.text()
    );
    assert!(screen.bytes().contains("\u{1b}["), "{}", screen.bytes());
    assert!(!screen.bytes().contains("\u{1b}]8"), "{}", screen.bytes());
}

#[test]
fn what_goes_elsewhere_stays_markdown() {
    let kb = sandbox();
    let plain = kb.kb(&["show", "#failover"]);
    assert!(
        plain
            .done()
            .contains("[the plan](https://example.org/plan)"),
        "{plain:?}"
    );
    assert!(plain.done().contains("`failover`") && !plain.done().contains('\u{1b}'));
    let colored = kb.kb(&["show", "#failover", "--color", "always"]);
    let (_, body) = colored.done().split_once("\n\n").unwrap();
    let (body, _) = body.split_once("```\n").unwrap();
    assert!(
        !body.contains('\u{1b}') && body.contains("- [x] tried on `array`"),
        "{body}"
    );
    let filled = kb.kb_with(&["show", "#failover"], &[("COLUMNS", "60")]);
    assert!(filled.done().contains("\n*whole* back ends"), "{filled:?}");
    assert!(!filled.done().contains('\u{1b}'), "{filled:?}");
}

#[test]
fn raw_is_raw_in_a_terminal_too() {
    let kb = sandbox();
    let screen = shown(&kb, &["show", "#failover", "--raw", "--no-pager"], 200, &[]);
    assert!(
        screen.text().contains("| Who | What |\n|-----|------|"),
        "{}",
        screen.text()
    );
    assert!(!screen.bytes().contains('\u{1b}'), "{}", screen.bytes());
}

#[test]
fn no_colours_leave_the_marks_of_markdown() {
    let kb = sandbox();
    let id = "#failover";
    let ways = [
        (vec!["show", id], vec![("NO_COLOR", "1")]),
        (
            vec!["show", id],
            vec![("TERM", "dumb"), ("VTE_VERSION", "7000")],
        ),
        (
            vec!["show", id, "--color", "never"],
            vec![("VTE_VERSION", "7000")],
        ),
    ];
    for (args, vars) in ways {
        let screen = shown(&kb, &args, 160, &vars);
        assert!(
            !screen.bytes().contains('\u{1b}'),
            "{vars:?}: {}",
            screen.bytes()
        );
        let text = screen.text();
        assert!(
            text.contains("says **at length** how `failover` of *whole*"),
            "{text}"
        );
        assert!(
            text.contains("the plan (https://example.org/plan)"),
            "{text}"
        );
    }
}

#[test]
fn hyperlinks_lead_to_files_and_pages_where_a_terminal_shows_them() {
    let kb = sandbox();
    let screen = shown(&kb, &["show", "#failover"], 100, &[("VTE_VERSION", "7000")]);
    let bytes = screen.bytes();
    let file = kb.path("notes/a b.md").canonicalize().unwrap();
    let path = file.to_str().unwrap().replace(' ', "%20");
    assert!(bytes.contains("\u{1b}]8;;file://"), "{bytes}");
    assert!(bytes.contains(&format!("{path}\u{1b}\\")), "{bytes}");
    assert!(
        bytes.contains("\u{1b}]8;;https://example.org/plan\u{1b}\\"),
        "{bytes}"
    );
    // It can be followed, and need not be said; what leads nowhere is said.
    assert!(!screen.text().contains("(https://"), "{}", screen.text());
    assert!(
        screen.text().contains("home (other.md)"),
        "{}",
        screen.text()
    );
    let found = shown(
        &kb,
        &["search", "failover"],
        100,
        &[("VTE_VERSION", "7000")],
    );
    assert!(
        found.bytes().contains(&format!("{path}\u{1b}\\")),
        "{}",
        found.bytes()
    );
    assert!(found.text().contains("notes/a b.md:"), "{}", found.text());
    let forced = kb.kb_with(
        &["show", "#failover", "--color", "always"],
        &[("FORCE_HYPERLINK", "1")],
    );
    assert!(!forced.done().contains("\u{1b}]8"), "{forced:?}");
}

#[test]
fn hostile_text_and_targets_stay_text() {
    let kb = Sandbox::new();
    kb.note(
        "notes/evil.md",
        "# Evil\n\n[a\u{1b}[31mb](https://example.org/\u{1b}\\\u{7}x) [run](javascript:alert(1)) \
         <https://example.org/\u{202e}y> \u{1b}]0;title\u{7}\n\n```\n\u{9b}2J\n```\n",
    );
    let screen = shown(&kb, &["show", "#evil"], 80, &[("VTE_VERSION", "7000")]);
    let bytes = screen.bytes();
    for bad in [
        "\u{7}",
        "\u{9b}",
        "\u{202e}",
        "]0;title\u{7}",
        "8;;javascript",
        "\u{1b}[31mb",
    ] {
        assert!(!bytes.contains(bad), "{bad:?}: {bytes:?}");
    }
    assert!(
        screen.text().contains("run (javascript:alert(1))"),
        "{}",
        screen.text()
    );
}

#[test]
fn any_size_of_terminal_will_do() {
    let kb = sandbox();
    for cols in [1, 5, 20, 400] {
        let screen = shown(&kb, &["show", "#failover", "--no-pager"], cols, &[]);
        let text: String = screen.bytes().replace(['\r', '\n', ' '], "");
        assert!(text.contains("writes"), "{cols}: {text}");
    }
}
