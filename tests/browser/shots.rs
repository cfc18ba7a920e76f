//! Pictures of the pages on the repository's own notes, for looking at them: `KB_SHOTS=DIR cargo test --test browser -- --ignored`.

use crate::driver::in_browser;
use crate::server::Served;
use std::fs;
use std::path::{Path, PathBuf};

const PAGES: [(&str, &str); 16] = [
    ("start", "/"),
    ("search", "/?q=replication"),
    ("filtered", "/?q=replication&release=Newton&tag=ha"),
    ("nothing", "/?q=zzyzx&tag=ha"),
    ("fault", "/?q=foo+(bar&tag=ha"),
    ("topic", "/topic/replication-next-steps"),
    ("several", "/topic/cinder"),
    ("missing", "/topic/scalable-bakcup"),
    ("release", "/release/newton"),
    ("matrix", "/matrix"),
    ("history", "/history/replication"),
    ("tags", "/tags"),
    ("releases", "/releases"),
    ("recaps", "/recaps"),
    ("decisions", "/decisions"),
    (
        "recap",
        "/recap/notes/2015-11-04-cinder-mitaka-design-summit-recap.md",
    ),
];

fn own_notes() -> Vec<(String, Vec<u8>)> {
    let notes = Path::new(env!("CARGO_MANIFEST_DIR")).join("notes");
    let files = fs::read_dir(notes)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let note = |file: PathBuf| {
        (
            format!("notes/{}", file.file_name().unwrap().to_string_lossy()),
            fs::read(&file).unwrap(),
        )
    };
    files.map(note).collect()
}

#[test]
#[ignore = "writes pictures"]
fn pictures_of_the_pages() {
    let Some(folder) = std::env::var_os("KB_SHOTS").map(PathBuf::from) else {
        return;
    };
    in_browser(|browser| {
        let notes = own_notes();
        let notes: Vec<(&str, &[u8])> = notes
            .iter()
            .map(|(p, t)| (p.as_str(), t.as_slice()))
            .collect();
        let kb = Served::new(&notes);
        for (look, dark, width, height) in [
            ("light", false, 1280, 860),
            ("dark", true, 1280, 860),
            ("phone", false, 375, 812),
        ] {
            browser.dark(dark);
            browser.size(width, height);
            for (name, path) in PAGES {
                browser.open(&kb.at(path));
                fs::write(folder.join(format!("{name}-{look}.png")), browser.picture()).unwrap();
            }
        }
    });
}
