//! kb beside others: `bash benches/compare/run [OPTIONS] DIR...`, which builds everything and calls this.

use compare::options::{Options, USAGE};
use compare::{measure, report, trees};
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|word| word == "--help" || word == "-h") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run(words: &[String]) -> Result<(), String> {
    let options = Options::parse(words.iter().cloned()).map_err(|e| format!("{e}\n\n{USAGE}"))?;
    if options.make_trees {
        return trees::make(
            &options.folders,
            &options.work,
            options.seed,
            &options.trees,
        )
        .map_err(|e| e.to_string());
    }
    make_trees(words)?;
    let (trees, rows) = measure::measure(&options)?;
    let table = report::markdown(&trees, &rows);
    println!("{table}");
    if options.write && options.whole() {
        report::write(&options.document, &table)?;
        println!("written into {}", options.document.display());
    } else {
        println!("not written into the document: that takes a whole run");
    }
    Ok(())
}

/// In a process of its own: the kernel counts what a parent held as the most memory of its children, too.
fn make_trees(words: &[String]) -> Result<(), String> {
    let own = std::env::current_exe().map_err(|e| e.to_string())?;
    let status = Command::new(own).arg("--make-trees").args(words).status();
    let made = status.map_err(|e| e.to_string())?.success();
    made.then_some(()).ok_or_else(|| "no trees".to_owned())
}
