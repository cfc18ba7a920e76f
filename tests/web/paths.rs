//! No path from outside reaches the file system: only records are given, by their ids.

use crate::notes::RECAPS;
use crate::server::Served;
use std::fs;

/// What nobody may ever get to see.
const SECRET: &str = "the very secret of this folder";

/// Ways to write a path that leads out.
fn tricks(target: &str) -> Vec<String> {
    let up = "../".repeat(8);
    let plain = [
        format!("{up}{target}"),
        format!("notes/{up}{target}"),
        format!("/{target}"),
        format!("//{target}"),
        format!("file:///{target}"),
        format!("notes/link.md/../{target}"),
        format!("{target}\0.md"),
        "notes/linked".to_owned(),
        "notes/linked#_".to_owned(),
        "notes/folder/secret".to_owned(),
        "kb.toml".to_owned(),
        "index/CURRENT".to_owned(),
    ];
    let mut all = Vec::new();
    for path in plain {
        let percent: String = path.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let dots = path
            .replace("..", "%2e%2e")
            .replace('\0', "%00")
            .replace('#', "%23");
        all.push(dots.replace('/', "%2f"));
        all.push(dots.replace('/', "%5c"));
        all.push(dots.clone());
        all.push(percent.replace('%', "%25"));
        all.push(percent);
        all.push(path.replace(['\0', '#'], ""));
    }
    all
}

fn leaks_nothing(server: &Served, target: &str) {
    for trick in tricks(target) {
        for path in [
            format!("/{trick}"),
            format!("/raw/{trick}"),
            format!("/assets/{trick}"),
            format!("/topic/{trick}"),
            format!("/recap/{trick}"),
            format!("/api/topic?id={trick}"),
            format!("/api/related?id={trick}"),
            format!("/api/topics?path={trick}"),
        ] {
            let answer = server.get(&path);
            assert!(!answer.body.contains(SECRET), "{path}: {answer:?}");
            assert!(!answer.body.contains("root:"), "{path}: {answer:?}");
            let is_list = path.starts_with("/api/topics");
            assert!(
                is_list || ![200, 500].contains(&answer.status),
                "{path}: {answer:?}"
            );
        }
    }
}

#[test]
fn no_path_leads_out() {
    let server = Served::new(&RECAPS);
    fs::write(server.path("secret"), SECRET).unwrap();
    leaks_nothing(&server, "etc/passwd");
    let own = server.path("secret");
    leaks_nothing(&server, own.to_str().unwrap().trim_start_matches('/'));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_however_fast_they_come_and_go() {
    use std::os::unix::fs::symlink;
    use std::sync::atomic::{AtomicBool, Ordering};
    /// Ends the swapping, also where an assertion fails.
    struct Ends<'e>(&'e AtomicBool);
    impl Drop for Ends<'_> {
        fn drop(&mut self) {
            self.0.store(true, Ordering::Relaxed);
        }
    }
    use std::time::{Duration, Instant};
    let server = Served::new(&RECAPS);
    let outside = tempfile::tempdir().unwrap();
    fs::write(
        outside.path().join("secret.md"),
        format!("# S\n\n## {SECRET}\n\n{SECRET}\n"),
    )
    .unwrap();
    symlink(
        outside.path().join("secret.md"),
        server.path("notes/linked.md"),
    )
    .unwrap();
    fs::create_dir(server.path("notes/folder")).unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let (folder, aside) = (server.path("notes/folder"), server.path("aside"));
            while !done.load(Ordering::Relaxed) {
                let _ = fs::rename(&folder, &aside);
                let _ = symlink(outside.path(), &folder);
                std::thread::sleep(Duration::from_micros(300));
                let _ = fs::remove_file(&folder);
                let _ = fs::rename(&aside, &folder);
            }
        });
        let _ends = Ends(&done);
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(5) {
            let answer = server.get("/api/search?q=secret&limit=100");
            assert!(!answer.body.contains("very secret"), "{answer:?}");
            leaks_one(&server);
        }
    });
}

#[cfg(unix)]
fn leaks_one(server: &Served) {
    for path in [
        "/topic/notes/folder/secret",
        "/api/topic?id=notes/folder/secret",
    ] {
        let answer = server.get(path);
        assert!(!answer.body.contains(SECRET), "{path}: {answer:?}");
    }
}
