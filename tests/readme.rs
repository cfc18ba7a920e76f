//! Runs the sessions that README.md shows, and wants the answers that it shows.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// Command and answer of every `$ kb ...` in the README's console blocks.
fn sessions(readme: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ if !inside => {}
            _ => match (line.strip_prefix("$ kb "), out.last_mut()) {
                (Some(command), _) => out.push((command.to_owned(), String::new())),
                (None, Some((_, answer))) => *answer += &format!("{line}\n"),
                (None, None) => panic!("`{line}` answers nothing"),
            },
        }
    }
    out
}

#[test]
fn shows_what_kb_answers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let sessions = sessions(&readme);
    assert!(sessions.len() >= 2, "the README shows no session");
    let index = tempfile::tempdir().unwrap();
    for (command, expected) in sessions {
        let output = Command::new(env!("CARGO_BIN_EXE_kb"))
            .current_dir(root)
            .env("KB_INDEX", index.path())
            .args(shell_words::split(&command).unwrap())
            .output()
            .unwrap();
        let answer = String::from_utf8(output.stdout).unwrap();
        assert_eq!(answer, expected, "kb {command}");
    }
}

#[test]
fn names_files_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let links = readme
        .split("](")
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap());
    for link in links.filter(|link| !link.starts_with("http")) {
        assert!(root.join(link).exists(), "README.md links to {link}");
    }
}
