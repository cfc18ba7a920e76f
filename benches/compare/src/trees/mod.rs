//! The trees that everything is measured on, made from any folders of notes: the same notes, the same trees.
//!
//! - `real`: the Markdown of the folders as it is;
//! - `x10`: ten copies of it, nine of them in other words (`vary`);
//! - `f100k`: 100,000 notes of about two kilobytes in nested folders, cut from it (`cut`), in other words each time it
//!   has been through all of it.
//!
//! Each is a root of kb: `notes/` with an empty `kb.toml` beside it.

mod cut;
pub mod queries;
mod seed;
mod vary;

use seed::{Seed, hash};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use vary::Words;

/// Raised when the same notes would give other trees.
const VERSION: u32 = 1;
const COPIES: u64 = 10;
const SMALL_NOTES: usize = 100_000;
/// Notes are this old, so that nothing takes them for just written.
const AGE: Duration = Duration::from_secs(3600);

pub const NAMES: [&str; 3] = ["real", "x10", "f100k"];

/// A note: its path in the tree and its text.
struct Note {
    path: PathBuf,
    text: String,
}

/// The file beside the trees with what is asked, a query a line.
pub const QUERIES: &str = "queries";
/// The file in a tree that says what it was made from, and on its second line how many notes and bytes it has.
pub const MADE: &str = "made";

/// Makes those of `names` below `work` that are not there already, and the queries.
pub fn make(folders: &[PathBuf], work: &Path, seed: u64, names: &[String]) -> io::Result<()> {
    let notes = read(folders)?;
    if notes.is_empty() {
        return Err(io::Error::other("there is no Markdown in the folders"));
    }
    let mut print = 0;
    for note in &notes {
        let head = format!("{print} {}", note.path.display());
        print = hash(head.as_bytes()) ^ hash(note.text.as_bytes());
    }
    let made = format!("version {VERSION}, seed {seed}, notes {print:016x}\n");
    let texts = notes.iter().map(|note| note.text.as_str());
    let words = Words::of(texts.clone(), seed);
    for name in names {
        let root = work.join(name);
        if fs::read_to_string(root.join(MADE)).is_ok_and(|text| text.starts_with(&made)) {
            println!("{name}: there already");
            continue;
        }
        // Indexes of what was there before are of no use.
        for old in [&root, &work.join("index").join(name)] {
            if old.exists() {
                fs::remove_dir_all(old)?;
            }
        }
        let mut tree = Tree::new(&root.join("notes"));
        match name.as_str() {
            "real" => real(&notes, &mut tree)?,
            "x10" => copies(&notes, &words, seed, &mut tree)?,
            "f100k" => small(&notes, &words, seed, &mut tree)?,
            other => return Err(io::Error::other(format!("there is no tree `{other}`"))),
        }
        File::create(root.join("kb.toml"))?;
        let weight = format!("{} notes, {} bytes\n", tree.notes, tree.bytes);
        fs::write(root.join(MADE), made.clone() + &weight)?;
        let megabytes = tree.bytes as f64 / 1e6;
        println!("{name}: {} notes, {megabytes:.1} MB", tree.notes);
    }
    let asked = queries::draw(texts, &words, seed);
    let lines: Vec<String> = asked.iter().map(|query| query.text() + "\n").collect();
    fs::write(work.join(QUERIES), lines.concat())
}

fn real(notes: &[Note], tree: &mut Tree) -> io::Result<()> {
    for note in notes {
        tree.write(&note.path, &note.text)?;
    }
    Ok(())
}

fn copies(notes: &[Note], words: &Words, seed: u64, tree: &mut Tree) -> io::Result<()> {
    for copy in 0..COPIES {
        let mut chance = Seed::new(seed ^ (copy << 32));
        for note in notes {
            let path = Path::new(&format!("copy-{copy}")).join(&note.path);
            tree.write(&path, &words.vary(&note.text, copy, &mut chance))?;
        }
    }
    Ok(())
}

fn small(notes: &[Note], words: &Words, seed: u64, tree: &mut Tree) -> io::Result<()> {
    for round in 0.. {
        let mut chance = Seed::new(seed ^ (round << 32) ^ 1);
        for note in notes {
            for piece in cut::cut(&note.text, &mut chance) {
                let at = tree.notes;
                if at == SMALL_NOTES {
                    return Ok(());
                }
                let path = format!("{:02}/{}/{:02}.md", at / 1000, at / 100 % 10, at % 100);
                let text = words.vary(&piece, round, &mut chance);
                tree.write(Path::new(&path), &text)?;
            }
        }
    }
    Ok(())
}

/// Notes and bytes of a tree that was made.
pub fn weight(root: &Path) -> Option<(usize, u64)> {
    let text = fs::read_to_string(root.join(MADE)).ok()?;
    let (notes, bytes) = text.lines().nth(1)?.split_once(" notes, ")?;
    let bytes = bytes.strip_suffix(" bytes")?;
    Some((notes.parse().ok()?, bytes.parse().ok()?))
}

struct Tree {
    root: PathBuf,
    old: SystemTime,
    notes: usize,
    bytes: usize,
}

impl Tree {
    fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            old: SystemTime::now() - AGE,
            notes: 0,
            bytes: 0,
        }
    }

    fn write(&mut self, path: &Path, text: &str) -> io::Result<()> {
        let path = self.root.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = File::create(path)?;
        file.write_all(text.as_bytes())?;
        file.set_modified(self.old)?;
        self.notes += 1;
        self.bytes += text.len();
        Ok(())
    }
}

/// All Markdown of the folders in the order of its paths; hidden files and folders are left out, as kb and ripgrep do.
fn read(folders: &[PathBuf]) -> io::Result<Vec<Note>> {
    let mut out = Vec::new();
    for folder in folders {
        let folder = folder.canonicalize()?;
        let several = folders.len() > 1;
        let above = folder.parent().filter(|_| several).unwrap_or(&folder);
        for path in markdown(&folder)? {
            let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
            let path = path.strip_prefix(above).unwrap_or(&path).to_owned();
            out.push(Note { path, text });
        }
    }
    Ok(out)
}

/// The paths of all `*.md` below a folder, sorted.
pub fn markdown(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if kind.is_dir() && !hidden {
                folders.push(path);
            } else if kind.is_file() && !hidden && path.extension().is_some_and(|e| e == "md") {
                out.push(path);
            }
        }
    }
    out.sort();
    Ok(out)
}
