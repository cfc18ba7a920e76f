//! The program needs no file beside it.

use crate::base::{Base, SEARCH};
use crate::injection::Injection;
use crate::tools::have_strace;
use crate::traces::{calls, paths};
use std::path::Path;

#[test]
fn the_program_needs_no_file_of_its_source() {
    if !have_strace() {
        return;
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    let built = Path::new(env!("CARGO_BIN_EXE_kb")).parent().unwrap();
    let base = Base::indexed(3);
    let mut seen = 0;
    for args in [
        &SEARCH[..],
        &["export", "--format", "html", "--output", "page.html"],
        &["stats", "--chart", "stats.svg"],
        &["new", "--project", "cinder", "--date", "2016-05-06"],
        &["man", "search"],
        &["completions", "bash"],
        &["check"],
    ] {
        let (run, log) = Injection::none("%file").run(&base, args);
        run.done(&format!("{args:?}"));
        for path in calls(&log).iter().flat_map(|call| paths(call)) {
            seen += 1;
            let own = path.starts_with(source) && !path.starts_with(built);
            assert!(!own, "{args:?} asks for {}", path.display());
        }
    }
    assert!(seen > 50, "only {seen} paths were seen");
}
