//! No silent miss: `cargo bench --bench tokens -- [--draw N] [--seed S] [--misses N] [--list] [DIR]...`
//!
//! Draws tokens from the Markdown of each folder (the repository's notes, unless others are named), searches each of
//! them bare and quoted, and fails where one is not found again. The folders are only read.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::cast_precision_loss,
    reason = "a program of its own that prints what it measured"
)]

mod measure;

use measure::corpus::Corpus;
use measure::{Goals, Plan, draw};
use std::path::PathBuf;
use std::process::ExitCode;

/// Every token within the first ten hits, and nearly all of them in the first.
const GOALS: Goals = Goals {
    in_top: 100.0,
    first: 97.0,
};

struct Arguments {
    plan: Plan,
    misses: usize,
    list: bool,
    folders: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    let mut met = true;
    for folder in &arguments.folders {
        match run(&arguments, folder) {
            Ok(meets) => met &= meets,
            Err(message) => {
                eprintln!("{message}");
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::from(u8::from(!met))
}

/// Prints one folder's figures and returns whether they reach the goals.
fn run(arguments: &Arguments, folder: &std::path::Path) -> Result<bool, String> {
    if arguments.list {
        let pool = draw::pool(&Corpus::read(folder)?)?;
        for token in draw::spread(pool, arguments.plan) {
            println!(
                "{:<12}{}  {}:{}",
                token.kind, token.text, token.path, token.line
            );
        }
        return Ok(true);
    }
    let report = measure::measure(folder, arguments.plan)?;
    report
        .write(&mut std::io::stdout().lock(), arguments.misses)
        .map_err(|e| e.to_string())?;
    Ok(report.meets(GOALS))
}

fn arguments() -> Result<Arguments, String> {
    let mut out = Arguments {
        plan: Plan {
            draw: 2000,
            seed: 1,
        },
        misses: 200,
        list: false,
        folders: Vec::new(),
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number = || {
            let value = words.next().and_then(|text| text.parse::<u32>().ok());
            value.ok_or_else(|| format!("{word} wants a number"))
        };
        match word.as_str() {
            "--draw" => out.plan.draw = number()? as usize,
            "--seed" => out.plan.seed = u64::from(number()?),
            "--misses" => out.misses = number()? as usize,
            "--list" => out.list = true,
            // What cargo says to every benchmark.
            "--bench" => {}
            option if option.starts_with('-') => return Err(format!("there is no {option}")),
            folder => out.folders.push(PathBuf::from(folder)),
        }
    }
    if out.folders.is_empty() {
        out.folders
            .push(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("notes"));
    }
    Ok(out)
}
