//! Every command and every option of the reference, in every format, with and without colours.

use super::{EVIL, harmless, hostile_notes, is_hostile};
use crate::sandbox::{Sandbox, files_in};

/// A command that finds something in the hostile notes, without its options; `None` for one that is not known here.
fn invoked(command: &str) -> Option<Vec<Vec<&'static str>>> {
    let id = "notes/hostile#";
    let all: &[&[&str]] = match command {
        "kb" | "kb config" => &[&[], &["--help"], &["--version"], &[EVIL]],
        "kb search" => &[
            &["sound"],
            &["sound", "--explain"],
            &["sound", "--facets"],
            &["title:[x"],
            &["re:/[/"],
        ],
        // There is no terminal for them here; `tests/terminal` has one.
        "kb browse" | "kb pick" => &[&[], &[EVIL]],
        "kb show" => &[
            &["notes/hostile#_"],
            &["notes"],
            &["notes/name", "--raw"],
            &["notes/hostile#_", "--open"],
            &["notes/hostile#_", "--follow", "1"],
        ],
        "kb related" => &[&["notes/hostile#_"], &[id], &["nothing"]],
        "kb links" => &[&["notes/hostile#_"], &["notes/hostile.md"], &["nothing"]],
        // It would go on for ever.
        "kb watch" => &[&["--no-sync"]],
        "kb history" => &[&["sound"], &["nothing"]],
        "kb compare" => &[&["newton", "mitaka"], &["newton", EVIL]],
        "kb stats" => &[&[], &["--chart", "stats.svg", "--force"]],
        "kb priorities" => &[
            &[],
            &["--matrix"],
            &["--chart", "priorities.svg", "--force"],
        ],
        "kb check" => &[
            &[],
            &["-v"],
            &["--severity", "warning"],
            &["--fix", "--dry-run"],
            &["--fix", "--into", "mended"],
        ],
        "kb new" => &[&["A title", "--print"], &["Sound"], &["Sound", "--open"]],
        "kb man" => &[&[], &["search"]],
        "kb config get" | "kb config unset" => {
            &[&["max_size"], &["tag.tag"], &["tag.ha.name"], &[EVIL]]
        }
        "kb config set" => &[
            &["max_size", "4 MiB"],
            &["notes", EVIL, "notes"],
            &[EVIL, "x"],
        ],
        "kb index" => &[&[], &["-v"], &["--rebuild", "-v"]],
        "kb init" => &[&["made"], &["made"]],
        "kb import" => &[&["page.html", "--force"], &["missing.html"]],
        // An address that no machine has: what would serve for ever ends at once.
        "kb serve" | "kb mcp" => &[&["--host", "192.0.2.1"]],
        "kb completions" => &[&["bash"], &["fish"], &["zsh"]],
        "kb export" => &[
            &[],
            &["--full"],
            &["--output", "out.html", "--force"],
            &["--split", "out", "--force"],
        ],
        "kb decisions" | "kb actions" | "kb topics" | "kb recaps" | "kb tags" | "kb releases"
        | "kb doctor" | "kb config show" => &[&[], &["-v"]],
        _ => return None,
    };
    Some(all.iter().map(|args| args.to_vec()).collect())
}

/// Options of a section of the reference that take a value, and the values that are named for it.
fn options(section: &str) -> Vec<(String, Vec<String>)> {
    let mut options: Vec<(String, Vec<String>)> = Vec::new();
    for line in section.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let long = words.iter().find(|word| word.starts_with("--"));
        let is_option = line.starts_with("  ")
            && words
                .first()
                .is_some_and(|word| word.starts_with('-') && word.len() > 1);
        if let Some(long) = long.filter(|_| is_option) {
            options.push(((*long).to_owned(), Vec::new()));
            if !line.contains('<') {
                options.pop();
            }
        } else if let (Some((_, values)), ["-", value, ..]) = (options.last_mut(), words.as_slice())
        {
            values.push(value.trim_end_matches(':').to_owned());
        }
    }
    options
}

/// The same bytes without kb's own colours: bold, dim, colours of the text, and their end. None of a note's is among
/// them.
fn without_colours(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let code = piece.split_once('m');
        let own = |code: &str| {
            code.parse()
                .is_ok_and(|code: u8| matches!(code, 0..=4 | 30..=37 | 90..=97))
        };
        match code.filter(|(code, _)| own(code)) {
            Some((_, rest)) => out.push_str(rest),
            None => out.push_str(&format!("\u{1b}[{piece}")),
        }
    }
    out
}

/// Runs a command of this reference with each of its formats, with and without colours, and each of its options with
/// an evil value.
fn every_way(kb: &Sandbox, command: &str, section: &str) {
    let invoked = invoked(command)
        .unwrap_or_else(|| panic!("`{command}` is not among the commands that are tried here"));
    let words: Vec<String> = command.split(' ').skip(1).map(str::to_owned).collect();
    let options = options(section);
    for (number, rest) in invoked.iter().enumerate() {
        let mut ways = vec![vec![]];
        // What an option does is tried once, how an answer looks each time.
        for (option, values) in options
            .iter()
            .filter(|(option, _)| number == 0 || option == "--format")
        {
            ways.push(vec![option.clone(), EVIL.to_owned()]);
            ways.extend(
                values
                    .iter()
                    .map(|value| vec![option.clone(), value.clone()]),
            );
        }
        for way in ways {
            let rest: Vec<String> = rest.iter().map(|arg| (*arg).to_owned()).collect();
            let args = [words.as_slice(), way.as_slice(), rest.as_slice()].concat();
            for colour in ["--color=never", "--color=always"] {
                let args: Vec<&str> = args.iter().map(String::as_str).chain([colour]).collect();
                let mut run = kb.kb_with(&args, &[("EDITOR", EVIL)]);
                run.stdout = without_colours(&run.stdout);
                run.stderr = without_colours(&run.stderr);
                harmless(&args, &run);
                assert!(
                    !run.stderr.contains("kb failed inside"),
                    "{args:?}: {run:?}"
                );
            }
        }
    }
}

/// All that the reference has, so that no new command or option is forgotten.
#[test]
fn every_command_and_option_is_harmless() {
    let kb = hostile_notes();
    kb.note("page.html", format!("<html><title>T {EVIL} &#27;[45m &#x202e;</title><body><h1>Page {EVIL}</h1><p>{}</p></body></html>", "sound ".repeat(200)));
    let reference = kb::cli::reference();
    let sections: Vec<(&str, &str)> = reference
        .split("\n## ")
        .skip(1)
        .map(|s| s.split_once('\n').unwrap())
        .collect();
    assert!(sections.len() > 20, "{}", sections.len());
    for (command, section) in &sections {
        every_way(&kb, command, section);
    }
    let export = sections
        .iter()
        .find(|(command, _)| *command == "kb export")
        .unwrap();
    let formats = options(export.1)
        .into_iter()
        .find(|(option, _)| option == "--format")
        .unwrap()
        .1;
    assert_eq!(
        formats,
        ["md", "html", "json", "jsonl", "csv"],
        "the reference is read as it is meant"
    );
}

#[test]
fn files_that_kb_writes_are_harmless() {
    let kb = hostile_notes();
    for file in ["out.html", "out.md", "out.csv", "out.json", "out.jsonl"] {
        kb.kb(&["export", "--full", "--output", file]).done();
    }
    kb.kb(&["stats", "--chart", "heat.svg"]).done();
    kb.kb(&["export", "--full", "--split", "folder"]).done();
    let files = files_in(&kb.root())
        .into_iter()
        .chain(files_in(&kb.path("folder")));
    let mut seen = 0;
    for file in files.filter(|file| file.is_file() && !file.ends_with("kb.toml")) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(!text.contains(is_hostile), "{}", file.display());
        seen += 1;
    }
    assert!(seen >= 8, "{seen}");
}

/// The environment and the place where kb is called are hostile too.
#[test]
fn variables_and_folders_are_not_echoed_raw() {
    let kb = hostile_notes();
    for name in [
        "KB_ROOT",
        "KB_INDEX",
        "HOME",
        "XDG_CACHE_HOME",
        "COLUMNS",
        "EDITOR",
        "VISUAL",
        "PAGER",
        "KB_PAGER",
        "COMPLETE",
        "TZ",
        "LANG",
        "NO_COLOR",
        "TERM",
        "RAYON_NUM_THREADS",
    ] {
        for args in [
            &["search", "sound"][..],
            &["config", "show"],
            &["show", "notes/hostile#_", "--open"],
            &["index", "-v"],
            &["doctor"],
            &["doctor", "--format", "json"],
        ] {
            harmless(args, &kb.kb_with(args, &[(name, EVIL)]));
            let below = format!("/no/{EVIL}");
            harmless(args, &kb.kb_with(args, &[(name, &below)]));
        }
    }
    let folder = format!("in {EVIL}");
    for settings in ["", "wrong = 1\n", "notes = [\n"] {
        kb.note(&format!("{folder}/kb.toml"), settings);
        kb.note(&format!("{folder}/notes/a.md"), "# Sound\n");
        for args in [
            &["search", "sound", "--root", &folder][..],
            &["config", "show", "--root", &folder],
            &["index", "-v", "--root", &folder],
            &["init", &folder],
        ] {
            harmless(args, &kb.kb(args));
        }
    }
}
