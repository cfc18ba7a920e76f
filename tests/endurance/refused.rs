//! A lock, a missing right and a broken disk are no damage: nothing is thrown away for them.

use crate::base::{generation, indexed};
use crate::sandbox::{Sandbox, files_in};
use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// All files of a folder with their bytes, but the lock, which names who last held it.
fn state(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut state = Vec::new();
    for path in files_in(folder) {
        if path.is_dir() {
            state.extend(state_of(&path));
        } else if !path.ends_with("kb.lock") {
            state.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    state
}

fn state_of(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    files_in(folder)
        .into_iter()
        .map(|path| (path.clone(), fs::read(&path).unwrap_or_default()))
        .collect()
}

#[test]
fn a_lock_destroys_nothing() {
    let kb = indexed();
    let lock = File::options()
        .write(true)
        .open(kb.path("index/kb.lock"))
        .unwrap();
    lock.lock().unwrap();
    let before = state(&kb.path("index"));
    kb.note("notes/late.md", "# Late replication\n");
    let wait = ["--lock-timeout", "0.05"];
    for args in [
        &["search", "replication"][..],
        &["tags"],
        &["index"],
        &["index", "--rebuild"],
    ] {
        let run = kb.kb(&[args, &wait].concat());
        assert_ne!(run.status, 1, "{args:?}: {run:?}");
        assert!(!run.stderr.contains("built anew"), "{args:?}: {run:?}");
    }
    assert_eq!(state(&kb.path("index")), before);
}

/// kb as one who may read the notes but not a file of the index; `None` where that cannot be made.
#[allow(clippy::print_stderr, reason = "what is skipped has to be seen")]
fn as_another(kb: &Sandbox) -> Option<Command> {
    let probe = kb.outside().join("probe");
    fs::write(&probe, "").unwrap();
    fs::set_permissions(&probe, Permissions::from_mode(0o000)).unwrap();
    if fs::read(&probe).is_err() {
        return Some(kb.command());
    }
    // Root may read everything: it becomes another.
    for folder in [
        kb.outside().to_owned(),
        kb.outside().join("cache"),
        kb.outside().join("home"),
    ] {
        fs::set_permissions(folder, Permissions::from_mode(0o777)).unwrap();
    }
    let mut command = Command::new("setpriv");
    let base = kb.command();
    // Where this was built, another may have no leave to go.
    let program = kb.outside().join("kb");
    if !program.exists() {
        fs::copy(base.get_program(), &program).unwrap();
    }
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"]);
    command.arg(program).current_dir(kb.root()).env_clear();
    for (name, value) in base.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    match Command::new("setpriv").arg("--version").output() {
        Ok(_) => Some(command),
        Err(_) => {
            let required = std::env::var("KB_TEST_TOOLS").is_ok_and(|v| v == "required");
            assert!(!required, "setpriv is missing");
            eprintln!("SKIPPED: files without leave to read, because setpriv is missing");
            None
        }
    }
}

#[test]
fn a_file_without_leave_destroys_nothing() {
    let kb = indexed();
    let sound = kb.kb(&["search", "replication"]);
    for file in state(&kb.path("index")).into_iter().map(|(file, _)| file) {
        let before = state(&kb.path("index"));
        let mode = fs::metadata(&file).unwrap().permissions();
        let Some(mut command) = as_another(&kb) else {
            return;
        };
        fs::set_permissions(&file, Permissions::from_mode(0o000)).unwrap();
        let run = command.args(["search", "replication"]).output().unwrap();
        fs::set_permissions(&file, mode).unwrap();
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(run.status.code(), Some(0), "{name}: {told}");
        assert_eq!(
            String::from_utf8_lossy(&run.stdout),
            sound.stdout,
            "{name}: {told}"
        );
        assert!(!told.contains("built anew"), "{name}: {told}");
        assert_eq!(state(&kb.path("index")), before, "{name}: {told}");
    }
}

#[test]
fn a_folder_in_the_place_of_a_file_is_told() {
    let kb = indexed();
    let sound = kb.kb(&["search", "replication"]);
    let folder = generation(&kb.path("index"));
    let file = files_in(&folder)
        .into_iter()
        .find(|f| f.extension().is_some_and(|e| e == "store"));
    let file = file.unwrap();
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let run = kb.kb(&["search", "replication"]);
    assert_eq!(run.done(), sound.stdout);
    assert_ne!(run.told(), "", "it is told that something was wrong");
    assert!(!run.stderr.contains("kb failed inside"), "{run:?}");
}

#[test]
fn the_doctor_names_what_may_not_be_read() {
    let kb = indexed();
    let note = kb.note("notes/2020-01-02-closed.md", "# Closed\n");
    let Some(mut command) = as_another(&kb) else {
        return;
    };
    fs::set_permissions(&note, Permissions::from_mode(0o000)).unwrap();
    let run = command.arg("doctor").output().unwrap();
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    assert_eq!(run.status.code(), Some(1), "{told}");
    let line = "fail  cannot read `notes/2020-01-02-closed.md`: permission denied\n";
    assert!(told.contains(line) && told.contains("chmod u+rX"), "{told}");
}

/// Who may not write the index is told so, and how bad that is: what is there answers, and without one there is no index.
#[test]
fn the_doctor_tells_of_an_index_that_may_not_be_written() {
    let kb = indexed();
    let Some(mut command) = as_another(&kb) else {
        return;
    };
    let run = command.args(["doctor"]).output().unwrap();
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    assert_eq!(run.status.code(), Some(0), "{told}");
    assert!(
        told.contains("warn  `") && told.contains("is read-only"),
        "{told}"
    );
    fs::remove_dir_all(kb.path("index")).unwrap();
    let run = command.output().unwrap();
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    assert_eq!(run.status.code(), Some(1), "{told}");
    assert!(told.contains("fail  no index can be made"), "{told}");
}
