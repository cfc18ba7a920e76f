//! What pages name in passing is there: commands and options in the text, tests and scripts in what is not run.

use crate::page::{self, root};
use pulldown_cmark::{Event, Options, Parser};
use rayon::prelude::*;
use std::path::Path;
use std::process::{Command, Stdio};

/// Every `kb ...` in a line of text names a command and options that there are.
#[test]
fn commands_in_the_text_are_commands() {
    let mut spans: Vec<(String, String)> = Vec::new();
    for page in page::written() {
        for event in Parser::new_ext(&page.text, Options::ENABLE_TABLES) {
            if let Event::Code(code) = event
                && let Some(words) = code.strip_prefix("kb ")
            {
                spans.push((words.to_owned(), page.path.clone()));
            }
        }
    }
    spans.sort();
    spans.dedup_by(|one, other| one.0 == other.0);
    assert!(spans.len() > 50, "{}", spans.len());
    let refused: Vec<String> = spans
        .par_iter()
        .filter(|(words, _)| !is_taken(words))
        .map(|(words, path)| format!("{path}: `kb {words}`"))
        .collect();
    assert!(refused.is_empty(), "\n{}", refused.join("\n"));
}

/// Whether kb takes these words when its help is asked for behind them.
fn is_taken(words: &str) -> bool {
    let mut words = shell_words::split(words).unwrap_or_default();
    // In a text `kb search ...` means any words; what a pipe leads to is not kb's.
    words.retain(|word| word != "...");
    words.truncate(
        words
            .iter()
            .position(|word| word == "|")
            .unwrap_or(words.len()),
    );
    let end = words.iter().position(|word| word == "--");
    words.insert(end.unwrap_or(words.len()), "--help".to_owned());
    let status = Command::new(env!("CARGO_BIN_EXE_kb"))
        .args(words)
        .env_remove("KB_ROOT")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.unwrap().success()
}

/// What takes too long to be run names tests, benches, scripts and packages that there are.
#[test]
fn what_is_not_run_names_what_is_there() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut named = 0;
    for page in page::all() {
        for command in page.commands() {
            let code = command.text.split(" #").next().unwrap();
            let words: Vec<&str> = code.split_whitespace().collect();
            for (at, pair) in words.windows(2).enumerate() {
                let there = match pair {
                    ["--test", name] => {
                        root().join(format!("tests/{name}.rs")).exists()
                            || root().join(format!("tests/{name}/main.rs")).exists()
                    }
                    ["--bench", name] => {
                        manifest.contains(&format!("[[bench]]\nname = \"{name}\""))
                    }
                    ["bash", script] if at == 0 => root().join(script).exists(),
                    _ => continue,
                };
                named += 1;
                assert!(there, "{}: {}", page.path, command.text);
            }
        }
    }
    assert!(named > 5, "{named}");
}

/// What `docs/promises.md` names as a test is one: `SUITE`, `SUITE MODULE` or `SUITE TEST`.
#[test]
fn promises_name_tests() {
    let page = std::fs::read_to_string(root().join("docs/promises.md")).unwrap();
    let mut named = 0;
    for row in page
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains('`'))
    {
        let tests = row
            .trim_end_matches([' ', '|'])
            .rsplit(" | ")
            .next()
            .unwrap();
        for span in tests.split('`').skip(1).step_by(2) {
            named += 1;
            let (suite, name) = span.split_once(' ').unwrap_or((span, ""));
            let mut code = String::new();
            collect(&root().join("tests").join(suite), &mut code);
            code += &std::fs::read_to_string(root().join(format!("tests/{suite}.rs")))
                .unwrap_or_default();
            assert!(!code.is_empty(), "`{suite}` is no suite: {row}");
            let there =
                code.contains(&format!("fn {name}(")) || code.contains(&format!("mod {name};"));
            assert!(name.is_empty() || there, "`{span}` is no test: {row}");
        }
    }
    assert!(named > 25, "{named}");
}

fn collect(folder: &Path, code: &mut String) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, code);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}
