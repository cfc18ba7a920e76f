//! The `kb` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    kb::cli::run(std::env::args_os())
}
