use crate::config::{Lookup, Root};
use crate::kb::{Filters, Found, Kb, Mode, Opening};
use std::fs;
use std::time::Duration;

const NOTE: &str = "---\nrelease: Newton\ndate: 2016-05-06\n---\n# Recap\n\nAll of it.\n\n## Backup\n\nIt was agreed to wait.\n\n\
                    ### Scale\n\nMore.\n\n## Replication\n\nAction: write it down.\n";

fn kb(dir: &std::path::Path) -> Kb {
    fs::create_dir(dir.join("notes")).unwrap();
    fs::write(dir.join("kb.toml"), "").unwrap();
    fs::write(dir.join("notes/a.md"), NOTE).unwrap();
    fs::write(dir.join("notes/b:7.md"), "# Other\n\ntext\n").unwrap();
    let index = dir.join("index");
    let root = Root::find(&Lookup {
        root: Some(dir),
        cwd: dir,
        env_root: None,
        index: Some(&index),
        cache: None,
    });
    let opening = Opening {
        mode: Mode::Sync,
        patience: Duration::ZERO,
        progress: &mut |_| {},
    };
    Kb::open(root.unwrap(), opening).unwrap()
}

#[test]
fn a_topic_has_others_around_it() {
    let dir = tempfile::tempdir().unwrap();
    let kb = kb(dir.path());
    let Found::One(shown) = kb.show("scale").unwrap().value else {
        panic!("not found");
    };
    let around = kb.around(&shown.topic).unwrap();
    let titles: Vec<&str> = around.above.iter().map(|t| t.title.as_str()).collect();
    assert_eq!(titles, ["Recap", "Backup"]);
    assert_eq!(around.before.unwrap().title, "Backup");
    assert_eq!(around.after.unwrap().title, "Replication");
}

#[test]
fn a_recap_is_found_by_its_key_alone() {
    let dir = tempfile::tempdir().unwrap();
    let kb = kb(dir.path());
    let whole = kb.recap("notes/a.md").unwrap().value.unwrap();
    assert_eq!((whole.topics.len(), whole.items.len()), (4, 2));
    assert!(kb.recap("notes/b:7.md").unwrap().value.is_some());
    for key in ["", "a.md", "notes/a.md:1", "../notes/a.md", "notes"] {
        assert!(kb.recap(key).unwrap().value.is_none(), "{key}");
    }
}

#[test]
fn a_release_is_found_by_any_name() {
    let dir = tempfile::tempdir().unwrap();
    let kb = kb(dir.path());
    for name in ["newton", "Newton", "latest"] {
        let whole = kb.release(name).unwrap().value.unwrap();
        assert_eq!((whole.recaps.len(), whole.topics()), (1, 4));
        assert_eq!(whole.decisions.len(), 1);
    }
    let unknown = kb.release("newtom").unwrap();
    assert!(unknown.value.is_none());
    assert_eq!(unknown.unknown[0].nearest.as_deref(), Some("Newton"));
}

#[test]
fn a_key_is_no_pattern() {
    let temp = tempfile::tempdir().unwrap();
    fs::create_dir(temp.path().join("notes")).unwrap();
    fs::write(temp.path().join("kb.toml"), "").unwrap();
    let names = [
        "a.md",
        "a.md.md",
        "b[1].md",
        "c{d,e}*?.md",
        "f[!x]\\\\{}.md",
        "\u{e9} g.md",
    ];
    for name in names {
        let text = format!("# T\n\n## First\n\nin {name}\n\n## Second\n\nmore\n");
        fs::write(temp.path().join("notes").join(name), text).unwrap();
    }
    let mails = "From a@b Mon Jan  2 10:00:00 2017\nFrom: A <a@b>\nSubject: One\nDate: Mon, 2 Jan 2017 10:00:00 +0000\n\nfirst\n\nFrom a@b Tue Jan  3 10:00:00 2017\nFrom: A <a@b>\nSubject: Two\nDate: Tue, 3 Jan 2017 10:00:00 +0000\n\nsecond\n";
    fs::write(temp.path().join("notes/list.mbox"), mails).unwrap();
    let lookup = Lookup {
        root: Some(temp.path()),
        cwd: temp.path(),
        env_root: None,
        index: None,
        cache: None,
    };
    let opening = Opening {
        mode: Mode::Sync,
        patience: Duration::ZERO,
        progress: &mut |_| {},
    };
    let kb = Kb::open(Root::find(&lookup).unwrap(), opening).unwrap();
    let recaps = kb.recaps(&Filters::default()).unwrap().value;
    assert!(recaps.len() >= names.len() + 2, "{}", recaps.len());
    for recap in recaps {
        let key = recap.recap.key();
        let found = kb.recap_text(&key).unwrap().value;
        let found = found.unwrap_or_else(|| panic!("{key}"));
        assert_eq!(found.recap.key(), key);
        assert_eq!(found.topics.len(), recap.topics as usize, "{key}");
        let of = found.topics.iter();
        assert!(of.clone().all(|(topic, _)| topic.recap_key() == key));
    }
    for none in [
        "",
        "a.md",
        "notes/a",
        "notes/*",
        "notes/list.mbox",
        "notes/a.md:1",
        "../kb.toml",
    ] {
        assert!(kb.recap_text(none).unwrap().value.is_none(), "{none}");
    }
}
