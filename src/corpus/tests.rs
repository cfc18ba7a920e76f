//! Walks over folders made for the purpose.

use super::{FileMeta, Skipped, Walk, count_skipped, read, walk};
use crate::config::{Lookup, Root};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;

struct Sandbox {
    dir: tempfile::TempDir,
}

impl Sandbox {
    /// A root with these settings and files; a file is `path` or `path = text`.
    fn new(settings: &str, files: &[&str]) -> Self {
        let sandbox = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        sandbox.put("kb.toml", settings);
        for file in files {
            let (path, text) = file.split_once(" = ").unwrap_or((file, "text"));
            sandbox.put(path, text);
        }
        sandbox
    }

    fn put(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn root(&self) -> Root {
        let cwd = self.dir.path();
        let lookup = Lookup {
            root: Some(cwd),
            cwd,
            env_root: None,
            index: None,
            cache: None,
        };
        Root::find(&lookup).unwrap()
    }

    fn walk(&self) -> Walk {
        walk(&self.root())
    }
}

fn paths(walk: &Walk) -> Vec<&str> {
    walk.files.iter().map(|file| file.path.as_str()).collect()
}

fn problems(walk: &Walk) -> Vec<String> {
    let line = |(path, problem): &(String, crate::model::Diagnostic)| {
        format!("{path}: {} {}", problem.code, problem.message)
    };
    walk.problems.iter().map(line).collect()
}

fn check(settings: &str, files: &[&str], expected: &[&str]) {
    let sandbox = Sandbox::new(settings, files);
    assert_eq!(paths(&sandbox.walk()), expected, "{settings}");
}

#[test]
fn finds_notes_in_order() {
    let files = [
        "notes/b.md",
        "notes/B.md",
        "notes/a/z.markdown",
        "notes/c.txt",
        "notes/d.pdf",
        "out.md",
    ];
    check(
        "",
        &files,
        &[
            "notes/B.md",
            "notes/a/z.markdown",
            "notes/b.md",
            "notes/c.txt",
        ],
    );
    check(
        "notes = '.'",
        &["a.md", "index/x.md", "b/c.md"],
        &["a.md", "b/c.md"],
    );
    check(
        "notes = ['n', 'n/a']",
        &["n/a/b.md", "n/c.md"],
        &["n/a/b.md", "n/c.md"],
    );
    check("notes = ['.n']", &[".n/a.md", ".n/.b.md"], &[".n/a.md"]);
    check(
        "notes = 'n/one.md'",
        &["n/one.md", "n/two.md"],
        &["n/one.md"],
    );
    check(
        "exclude = 'drafts'",
        &["notes/drafts/a.md", "notes/b.md"],
        &["notes/b.md"],
    );
}

#[test]
fn counts_what_it_leaves_out() {
    let sandbox = Sandbox::new(
        "max_size = 10\nexclude = ['x.md']",
        &[
            ".gitignore = *.tmp.md\n/notes/out/\n",
            "notes/.ignore = b.md",
            "notes/a.md",
            "notes/b.md",
            "notes/c.tmp.md",
            "notes/out/d.md",
            "notes/.e.md",
            "notes/.f/g.md",
            "notes/.git/h.md",
            "notes/x.md",
            "notes/i.png",
            "notes/j.md = more than ten bytes",
        ],
    );
    symlink("a.md", sandbox.dir.path().join("notes/link.md")).unwrap();
    symlink("/", sandbox.dir.path().join("notes/slash")).unwrap();
    let walk = sandbox.walk();
    assert_eq!(paths(&walk), ["notes/a.md"]);
    let large = "notes/j.md: too-large it has 19 bytes, and `max_size` is 10";
    assert_eq!(problems(&walk), [large]);
    let expected = Skipped {
        hidden: 2,
        ignored: 3,
        excluded: 1,
        too_large: 1,
        links: 2,
        not_notes: 1,
    };
    assert_eq!(count_skipped(&sandbox.root(), &walk), expected);
}

#[test]
fn ignores_rules_above_the_root() {
    let sandbox = Sandbox::new(
        "",
        &[".gitignore = *", "base/kb.toml = ", "base/notes/a.md"],
    );
    let base = sandbox.dir.path().join("base");
    let lookup = Lookup {
        root: Some(&base),
        cwd: &base,
        env_root: None,
        index: None,
        cache: None,
    };
    assert_eq!(paths(&walk(&Root::find(&lookup).unwrap())), ["notes/a.md"]);
}

#[test]
fn tells_of_missing_and_outside_folders() {
    let sandbox = Sandbox::new("notes = ['no', 'out']", &[]);
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("a.md"), "x").unwrap();
    symlink(outside.path(), sandbox.dir.path().join("out")).unwrap();
    let walk = sandbox.walk();
    assert!(walk.files.is_empty());
    let out = "out: outside `out` leads out of the knowledge base through a symbolic link";
    assert_eq!(
        problems(&walk),
        ["no: no-folder there is no folder `no`", out]
    );
}

#[test]
fn keeps_strange_names_apart() {
    let sandbox = Sandbox::new(
        "",
        &["notes/\u{1b}]0;x\u{7}.md", "notes/-rf.md", "notes/\\xFF.md"],
    );
    for name in [b"notes/\xff.md", b"notes/\xfe.md"] {
        sandbox.put(OsStr::from_bytes(name), "x");
    }
    let walk = sandbox.walk();
    let expected = [
        "notes/\u{1b}]0;x\u{7}.md",
        "notes/-rf.md",
        "notes/\\xFE.md",
        "notes/\\xFF.md",
        "notes/\\xFF.md~2",
    ];
    assert_eq!(paths(&walk), expected);
    assert!(
        walk.files
            .iter()
            .all(|file| read(&sandbox.root().dir, file, 100).is_ok())
    );
}

fn file(path: &Path) -> FileMeta {
    FileMeta {
        path: "a.md".to_owned(),
        abs: path.to_owned(),
        size: 0,
        mtime_ns: 0,
    }
}

#[test]
fn reads_or_says_why_not() {
    let dir = tempfile::tempdir().unwrap();
    let check = |bytes: &[u8], expected: &str| {
        let path = dir.path().join("a.md");
        fs::write(&path, bytes).unwrap();
        let got = read(dir.path(), &file(&path), 100_000);
        let got = got.map_or_else(|e| format!("{} {}", e.code, e.message), |_| "ok".to_owned());
        assert_eq!(got, expected);
    };
    check(b"", "ok");
    check(b"a\xffb\r\n", "ok");
    check(b"a\0b", "binary it is no text: it has NUL bytes");
    check(b"\xff\xfea\0", "binary it is UTF-16 text");
    check(&[[b'a'; 9000].as_slice(), b"\0"].concat(), "ok");
    check(
        &[b'a'; 100_001],
        "too-large it has 100001 bytes, and `max_size` is 100000",
    );
    let gone = read(dir.path(), &file(&dir.path().join("b.md")), 10).unwrap_err();
    assert_eq!(
        (gone.code.as_str(), gone.message.as_str()),
        ("unreadable", "it is no longer there")
    );
    assert_eq!(
        read(dir.path(), &file(dir.path()), 10).unwrap_err().message,
        "it is no longer a file"
    );
}

#[test]
fn never_reads_half_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.md");
    fs::write(&path, "").unwrap();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                for size in [10_000, 70_000] {
                    let next = dir.path().join("next");
                    fs::write(&next, vec![b'a'; size]).unwrap();
                    fs::rename(&next, &path).unwrap();
                }
            }
        });
        for _ in 0..200 {
            if let Ok(bytes) = read(dir.path(), &file(&path), 100_000) {
                assert!(
                    [0, 10_000, 70_000].contains(&bytes.len()),
                    "{}",
                    bytes.len()
                );
            }
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}
