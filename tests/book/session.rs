//! Runs the commands of a page, as somebody would who types them one after another.

use crate::page::{self, Command, Page};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process;

/// What is not run as it stands, and why. Of kb's own commands their `--help` is asked with the options that are given,
/// so that these are options.
const STAND_INS: &str = r#"
# They serve, fill the screen or wait until somebody ends them; tests/web, tests/mcp and tests/terminal run them.
kb() {
    case " $* " in
        " pick "*"--print id"*) command kb "$@" --help >/dev/null; echo scalable-backup ;;
        " serve "* | " mcp "* | " browse "* | " pick "* | " watch "* | " search -i "*) command kb "$@" --help >/dev/null ;;
        *) command kb "$@" ;;
    esac
}
# Editors, pagers and readers of manuals wait for keys.
vim() { [ $# -ge 0 ]; }
less() { cat >/dev/null; }
man() { :; }
# There is no server to ask; tests/web asks one.
curl() { :; }
# Takes minutes to hours, or the rights of root; `named.rs` looks whether there is what they name.
cargo() { :; }
bash() { :; }
sudo() { :; }
mdbook() { :; }
"#;
const STOOD_IN: [&str; 15] = [
    "kb serve",
    "kb mcp",
    "kb browse",
    "kb pick",
    "kb watch",
    "kb search -i",
    "vim ",
    "less ",
    "man ",
    "curl ",
    "cargo ",
    "bash ",
    "sudo ",
    "mdbook ",
    "$EDITOR ",
];

/// What a command gave.
struct Run {
    status: String,
    stdout: String,
    stderr: String,
}

#[test]
fn every_page_answers_as_it_says() {
    let update = std::env::var_os("KB_UPDATE_DOCS").is_some_and(|value| value == "1");
    let pages = page::written();
    let faults: Vec<String> = std::thread::scope(|scope| {
        let run = |page| scope.spawn(move || faults_of(page, update));
        let threads: Vec<_> = pages.iter().map(run).collect();
        let faults = threads.into_iter().map(|thread| thread.join().unwrap());
        faults.flatten().collect()
    });
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_book_has_sessions() {
    let commands: usize = page::written().iter().map(|p| p.commands().len()).sum();
    assert!(commands > 60, "{commands}");
}

fn faults_of(page: &Page, update: bool) -> Vec<String> {
    let commands = page.commands();
    let runs = run(&commands);
    let mut faults = Vec::new();
    let mut lines: Vec<String> = page.text.lines().map(str::to_owned).collect();
    for (at, (command, run)) in commands.iter().zip(&runs).enumerate().rev() {
        let asked = commands
            .get(at + 1)
            .is_some_and(|next| next.text == "echo $?");
        if run.status != "0" && !asked {
            faults.push(format!(
                "{}: `{}` ends with {}\n{}",
                page.path, command.text, run.status, run.stderr
            ));
        }
        let answer = run.answer();
        let stands_in = STOOD_IN.iter().any(|word| command.text.contains(word));
        if stands_in || command.shown.trim().is_empty() || fits(answer, &command.shown) {
            continue;
        }
        if update && !command.shown.lines().any(|line| line == "...") {
            let new = answer.trim_end().lines().map(str::to_owned);
            lines.splice(command.lines.clone(), new);
        } else {
            faults.push(format!(
                "{}: `{}` answers\n{answer}\nand not\n{}",
                page.path, command.text, command.shown
            ));
        }
    }
    let text = lines.join("\n") + "\n";
    if update && text != page.text {
        fs::write(page::root().join(&page.path), text).unwrap();
    }
    faults
}

/// Runs commands in one shell, in a folder with the repository's notes.
fn run(commands: &[Command]) -> Vec<Run> {
    let temp = tempfile::tempdir().unwrap();
    let at = |name: &str| temp.path().join(name);
    for folder in ["base/notes", "home", "told"] {
        fs::create_dir_all(at(folder)).unwrap();
    }
    let base = at("base");
    for entry in fs::read_dir(page::root().join("notes")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, base.join("notes").join(path.file_name().unwrap())).unwrap();
    }
    fs::copy(page::root().join("kb.toml"), base.join("kb.toml")).unwrap();

    let mut script = format!("{STAND_INS}\nlast=0\n");
    for (number, command) in commands.iter().enumerate() {
        let text = &command.text;
        writeln!(
            script,
            "{{ (exit $last)\n{text}\n}} >\"$TOLD/{number}.out\" 2>\"$TOLD/{number}.err\"; last=$?; echo $last >\"$TOLD/{number}.status\""
        )
        .unwrap();
    }
    fs::write(at("script"), script).unwrap();
    let folder = Path::new(env!("CARGO_BIN_EXE_kb")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = process::Command::new("bash")
        .arg(at("script"))
        .current_dir(base)
        .env_clear()
        .env("PATH", format!("{}:{path}", folder.display()))
        .env("HOME", at("home"))
        .env("TOLD", at("told"))
        .env("TZ", "UTC")
        .env("EDITOR", "true")
        .stdin(process::Stdio::null())
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(complaint.is_empty(), "{complaint}");
    let told = |number: usize, what: &str| {
        let path = at("told").join(format!("{number}.{what}"));
        String::from_utf8(fs::read(path).unwrap_or_default()).unwrap()
    };
    let runs = (0..commands.len()).map(|number| Run {
        status: told(number, "status").trim().to_owned(),
        stdout: told(number, "out"),
        stderr: told(number, "err"),
    });
    runs.collect()
}

impl Run {
    /// What a page shows: the answer, else what was said instead of one.
    fn answer(&self) -> &str {
        if self.stdout.is_empty() {
            &self.stderr
        } else {
            &self.stdout
        }
    }
}

/// Whether an answer is what a page shows, where a line `...` stands for any lines.
fn fits(answer: &str, shown: &str) -> bool {
    let shown: Vec<&str> = shown.trim_end().lines().collect();
    let mut rest: Vec<&str> = answer.trim_end().lines().collect();
    let parts: Vec<&[&str]> = shown.split(|line| *line == "...").collect();
    let last = parts.len() - 1;
    for (number, part) in parts.into_iter().enumerate() {
        let at = match number {
            0 if last == 0 && rest.len() != part.len() => return false,
            0 => 0,
            _ if number == last && rest.len() < part.len() => return false,
            _ if number == last => rest.len() - part.len(),
            _ => match rest.windows(part.len().max(1)).position(|w| w == part) {
                Some(at) => at,
                None => return false,
            },
        };
        if !rest[at..].starts_with(part) {
            return false;
        }
        rest.drain(..at + part.len());
    }
    true
}

#[test]
fn dots_stand_for_any_lines() {
    for (answer, shown, expected) in [
        ("a\nb\n", "a\nb\n", true),
        ("a\nb\n", "a\n", false),
        ("a\nb\nc\n", "a\n...\nc\n", true),
        ("a\nb\nc\n", "a\n...\n", true),
        ("a\nb\nc\n", "a\n...\nb\n", false),
        ("a\nb\nc\nd\n", "...\nb\n...\nd\n", true),
        ("a\n", "a\n...\na\n", false),
    ] {
        assert_eq!(fits(answer, shown), expected, "{answer:?} {shown:?}");
    }
}
