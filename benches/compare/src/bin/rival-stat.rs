//! The least that a check for changes can do: `rival-stat list FILE NOTES` writes path, size and time of every note,
//! `rival-stat compare FILE NOTES` walks the notes on two threads and compares.

use std::collections::HashMap;
use std::error::Error;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::hash::{BuildHasherDefault, Hasher};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex};
use std::thread;

const THREADS: usize = 2;

type Known<'l> = HashMap<&'l [u8], (u64, i64), BuildHasherDefault<Fnv>>;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<OsString> = std::env::args_os().collect();
    let [verb, file, notes] = args.get(1..).unwrap_or_default() else {
        return Err("rival-stat list|compare FILE NOTES".into());
    };
    if verb == "list" {
        let lines = walk(Path::new(notes), &|path, meta| {
            Some(format!(
                "{} {} {}\n",
                meta.len(),
                time(meta),
                path.display()
            ))
        })?;
        fs::write(file, lines.concat())?;
        return Ok(());
    }
    let list = fs::read(file)?;
    let known = known(&list).ok_or("the list cannot be read")?;
    let found = walk(Path::new(notes), &|path, meta| {
        let same = known.get(path.as_os_str().as_bytes()) == Some(&(meta.len(), time(meta)));
        Some(same)
    })?;
    let same = found.iter().filter(|same| **same).count();
    println!("{} of {} as they were", same, known.len());
    if same != known.len() || same != found.len() {
        return Err("something changed".into());
    }
    Ok(())
}

fn time(meta: &Metadata) -> i64 {
    meta.mtime() * 1_000_000_000 + meta.mtime_nsec()
}

fn known(list: &[u8]) -> Option<Known<'_>> {
    let mut out = Known::with_capacity_and_hasher(list.len() / 64, BuildHasherDefault::default());
    for line in list.split(|b| *b == b'\n').filter(|line| !line.is_empty()) {
        let mut parts = line.splitn(3, |b| *b == b' ');
        let mut number = || std::str::from_utf8(parts.next()?).ok()?.parse::<i64>().ok();
        let (size, time) = (number()?, number()?);
        out.insert(parts.next()?, (u64::try_from(size).ok()?, time));
    }
    Some(out)
}

/// Folders still to be read, and how many threads are reading one.
#[derive(Default)]
struct Queue {
    folders: Vec<PathBuf>,
    busy: usize,
}

/// What `visit` makes of every `*.md` that is not hidden, in no order.
fn walk<T: Send>(
    notes: &Path,
    visit: &(impl Fn(&Path, &Metadata) -> Option<T> + Sync),
) -> io::Result<Vec<T>> {
    let queue = Mutex::new(Queue {
        folders: vec![notes.to_owned()],
        busy: 0,
    });
    let more = Condvar::new();
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|_| scope.spawn(|| read_folders(&queue, &more, visit)))
            .collect();
        let mut out = Vec::new();
        for thread in threads {
            let part = thread
                .join()
                .map_err(|_| io::Error::other("a walker panicked"))?;
            out.append(&mut part?);
        }
        Ok(out)
    })
}

fn read_folders<T>(
    queue: &Mutex<Queue>,
    more: &Condvar,
    visit: &impl Fn(&Path, &Metadata) -> Option<T>,
) -> io::Result<Vec<T>> {
    let mut out = Vec::new();
    let lock = || {
        queue
            .lock()
            .map_err(|_| io::Error::other("a walker panicked"))
    };
    loop {
        let mut held = lock()?;
        let folder = loop {
            if let Some(folder) = held.folders.pop() {
                break folder;
            }
            if held.busy == 0 {
                more.notify_all();
                return Ok(out);
            }
            held = more
                .wait(held)
                .map_err(|_| io::Error::other("a walker panicked"))?;
        };
        held.busy += 1;
        drop(held);
        let below = read_folder(&folder, visit, &mut out);
        let mut held = lock()?;
        held.busy -= 1;
        let found = below.as_ref().map_or(0, Vec::len);
        // Told where reading failed, too, so that nobody waits for ever.
        if found > 0 || held.busy == 0 {
            more.notify_all();
        }
        held.folders.extend(below?);
    }
}

fn read_folder<T>(
    folder: &Path,
    visit: &impl Fn(&Path, &Metadata) -> Option<T>,
    out: &mut Vec<T>,
) -> io::Result<Vec<PathBuf>> {
    let mut below = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.as_bytes();
        if name.starts_with(b".") {
            continue;
        }
        if entry.file_type()?.is_dir() {
            below.push(entry.path());
        } else if name.ends_with(b".md") {
            out.extend(visit(&entry.path(), &entry.metadata()?));
        }
    }
    Ok(below)
}

#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        // The map takes the high bits, which this sum moves least.
        self.0 ^ self.0.rotate_left(32)
    }
}
