//! Notes of monstrous size and shape: each is read, or named as too large, within memory that is bounded and a time
//! whose limit only guards against hanging.

use crate::sandbox::{Output, Sandbox};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// No time to be kept, only the mark of what hangs. A build without optimising takes its time.
const GUARD: Duration = Duration::from_secs(300);

/// Kilobytes of address space for a note below the usual size cap, over what the program itself takes.
const MEMORY: u64 = 3 << 20;

/// What a shape is made of, `n` times; the word `otter` stands behind it.
type Shape = (&'static str, usize, fn(usize) -> String);

/// Shapes with their usual sizes. The long version takes them as large as they are feared to be.
const SHAPES: &[Shape] = &[
    ("headings", 1_000_000, |n| numbered(n, "# h")),
    ("deep-headings", 100_000, |n| {
        (0..n)
            .map(|i| format!("{} h{i}\n\n", "#".repeat(i % 6 + 1)))
            .collect()
    }),
    ("quotes", 100_000, |n| format!("{}q\n\n", ">".repeat(n))),
    ("quoted-lines", 100_000, |n| "> > > x\n".repeat(n)),
    ("nested-list", 100_000, |n| {
        format!("{}x\n\n", "- ".repeat(n))
    }),
    ("stairs", 1000, |n| {
        (0..n)
            .map(|i| format!("{}- x\n", " ".repeat(2 * i)))
            .collect()
    }),
    ("list-items", 100_000, |n| "- item\n".repeat(n)),
    ("brackets", 100_000, |n| format!("{}\n\n", "[".repeat(n))),
    ("images", 100_000, |n| format!("{}\n\n", "![".repeat(n))),
    ("closed-links", 100_000, |n| {
        format!("{}\n\n", "[a](".repeat(n))
    }),
    ("emphasis", 100_000, |n| {
        format!("{}\n\n", "*a _b ".repeat(n))
    }),
    ("stars", 100_000, |n| format!("{}a\n\n", "*".repeat(n))),
    ("struck", 100_000, |n| format!("{}\n\n", "~~a ".repeat(n))),
    ("backticks", 100_000, |n| {
        format!("{}\n\n", "`a``".repeat(n))
    }),
    ("rising-backticks", 500, |n| {
        (0..n)
            .map(|i| format!("{} ", "`".repeat(i)))
            .collect::<String>()
            + "\n\n"
    }),
    ("columns", 10_000, |n| {
        format!(
            "{}\n{}\n{}\n\n",
            "|a".repeat(n),
            "|-".repeat(n),
            "|b".repeat(n)
        )
    }),
    ("rows", 50_000, |n| {
        format!("|a|b|\n|-|-|\n{}\n", "|x|y|\n".repeat(n))
    }),
    ("short-rows", 10_000, |n| {
        format!(
            "{}\n{}\n{}\n",
            "|a".repeat(1000),
            "|-".repeat(1000),
            "|\n".repeat(n)
        )
    }),
    ("html", 100_000, |n| format!("{}\n\n", "<div><b>".repeat(n))),
    ("html-open", 100_000, |n| {
        format!("{}\n\n", "<a b='".repeat(n))
    }),
    ("comments", 100_000, |n| {
        format!("{}\n\n", "<!-- ".repeat(n))
    }),
    ("declarations", 50_000, |n| {
        format!("{}\n\n", "<!A <? <![CDATA[".repeat(n))
    }),
    ("autolinks", 50_000, |n| {
        format!("{}\n\n", "<http://a.b ".repeat(n))
    }),
    ("entities", 100_000, |n| {
        format!("{}\n\n", "&amp &#x ".repeat(n))
    }),
    ("definitions", 20_000, |n| {
        (0..n)
            .map(|i| format!("[l{i}]: http://e.org/{i}\n"))
            .collect::<String>()
            + &numbered(n, "[l")
            + "\n"
    }),
    ("one-definition", 20_000, |n| {
        format!(
            "[l]: http://e.org/{}\n\n{}\n\n",
            "x".repeat(10_000),
            "[l] ".repeat(n)
        )
    }),
    ("footnotes", 20_000, |n| {
        (0..n)
            .map(|i| format!("[^n{i}]: note [^n{}]\n\n", (i + 1) % n))
            .collect()
    }),
    ("rules", 100_000, |n| "---\n".repeat(n) + "\n"),
    ("setext", 100_000, |n| "a\n=\n".repeat(n) + "\n"),
    ("long-title", 1_000_000, |n| {
        format!("a\n{}\n\n", "=".repeat(n))
    }),
    ("paragraph", 100_000, |n| {
        "line of a paragraph\n".repeat(n) + "\n"
    }),
    ("bold-lines", 50_000, |n| {
        (0..n).map(|i| format!("**Bold {i}**\n\n")).collect()
    }),
    ("decisions", 50_000, |n| {
        (0..n)
            .map(|i| format!("- Decision: agreed on {i}\n"))
            .collect::<String>()
            + "\n"
    }),
    ("denials", 4_000, |n| {
        format!("AGREED: {}\n", "not rejected and not ".repeat(n))
    }),
    ("actions", 20_000, |n| {
        (0..n)
            .map(|i| format!("- [ ] Ann Bee to do {i} by 2016-01-01\n"))
            .collect::<String>()
            + "\n"
    }),
    ("same-heading", 50_000, |n| "## Same\n\nsame\n\n".repeat(n)),
    ("dates", 50_000, |n| {
        "2016-05-06 May 6, 2016 ".repeat(n) + "\n\n"
    }),
    ("people", 20_000, |n| {
        format!(
            "## Attendees\n\n{}\n",
            (0..n)
                .map(|i| format!("- Ann Bee{i} [Org]\n"))
                .collect::<String>()
        )
    }),
    ("blanks", 1_000_000, |n| "\n".repeat(n)),
    ("spaces", 1_000_000, |n| " ".repeat(n) + "\n\n"),
    ("marks", 200_000, |n| {
        format!("e{}\n\n", "\u{301}".repeat(n))
    }),
    ("ideographs", 200_000, |n| "京".repeat(n) + "\n\n"),
    ("one-word", 1_000_000, |n| "x".repeat(n) + "\n\n"),
    ("symbols", 200_000, |n| "??=|>".repeat(n) + "\n\n"),
    ("slashes", 200_000, |n| "a/".repeat(n) + "\n\n"),
    ("humps", 100_000, |n| "aB".repeat(n) + "\n\n"),
    ("fence", 100_000, |n| {
        format!("```\n{}```\n\n", "# code\n".repeat(n))
    }),
    ("fences", 50_000, |n| "```\n".repeat(n * 2) + "\n"),
];

fn numbered(n: usize, before: &str) -> String {
    let behind = if before.starts_with('[') { "]" } else { "" };
    (0..n).map(|i| format!("{before}{i}{behind}\n")).collect()
}

/// Runs kb with a limit on its memory, and ends it where it hangs.
#[track_caller]
fn within(kb: &Sandbox, memory: u64, args: &[&str]) -> Output {
    let started = Instant::now();
    let base = kb.command();
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -v {memory} && exec \"$0\" \"$@\"")]);
    command
        .arg(base.get_program())
        .args(args)
        .current_dir(kb.root())
        .env_clear();
    for (name, value) in base.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let read = |mut from: Box<dyn std::io::Read + Send>| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = from.read_to_end(&mut bytes);
            String::from_utf8(bytes).unwrap()
        })
    };
    let (out, err) = (read(Box::new(out)), read(Box::new(err)));
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if started.elapsed() > GUARD {
            let _ = child.kill();
            panic!("{args:?} hangs");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    Output {
        status: status.code().unwrap_or(-1),
        stdout: out.join().unwrap(),
        stderr: err.join().unwrap(),
    }
}

/// Indexes one note, which is wanted there to its end, or named with a reason.
fn is_read(name: &str, text: &str) {
    let kb = Sandbox::with_recaps();
    kb.note("kb.toml", "max_size = \"1 GiB\"\n");
    let path = format!("notes/large/{name}.md");
    kb.note(&path, format!("# Start\n\n{text}\n\n# The end\n\notter\n"));
    let run = within(
        &kb,
        MEMORY + text.len() as u64 / 20,
        &["index", "--lock-timeout", "60"],
    );
    assert_eq!(run.status, 0, "{name}: {run:?}");
    let found = kb.kb(&["search", "otter", "--format", "json"]);
    let found = found.json();
    let there = found["hits"]
        .as_array()
        .unwrap()
        .iter()
        .any(|hit| hit["source"]["path"] == path.as_str());
    assert!(there, "{name}: the end of the note is not found: {run:?}");
    assert_eq!(kb.titles("failover"), ["Replication", "plain"], "{name}");
}

/// All shapes at once, each a part of its size: one build of the index for all of them.
#[test]
fn each_shape_is_read_to_its_end() {
    let kb = Sandbox::with_recaps();
    for (name, size, make) in SHAPES {
        let text = make(size / 50);
        kb.note(
            &format!("notes/large/{name}.md"),
            format!("# Start\n\n{text}\n\n# The end\n\notter\n"),
        );
    }
    let run = within(&kb, MEMORY, &["index"]);
    assert_eq!(run.status, 0, "{run:?}");
    let hits = kb.json(&["search", "otter", "--limit", "1000"])["hits"].clone();
    let of = |hit: &serde_json::Value| {
        let repeats = hit["repeats"].as_array().into_iter().flatten();
        let places = std::iter::once(&hit["source"]["path"]).chain(repeats.map(|r| &r["path"]));
        places
            .map(|path| path.as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let paths: Vec<String> = hits.as_array().unwrap().iter().flat_map(of).collect();
    let left: Vec<&str> = SHAPES
        .iter()
        .map(|(name, ..)| *name)
        .filter(|name| !paths.contains(&format!("notes/large/{name}.md")))
        .collect();
    assert!(left.is_empty(), "not found to the end: {left:?}");
    assert_eq!(kb.titles("failover"), ["Replication", "plain"]);
}

#[test]
#[ignore = "the long version: each shape at its full size"]
fn each_shape_is_read_at_its_full_size() {
    for (name, size, make) in SHAPES {
        let started = Instant::now();
        is_read(name, &make(*size));
        eprintln!("{name}: {:.1} s", started.elapsed().as_secs_f64());
    }
}

#[test]
#[ignore = "the long version: a line of 100 MB"]
fn a_line_of_a_hundred_megabytes_is_read() {
    is_read("words", &"word ".repeat(20_000_000));
    is_read("solid", &"x".repeat(100_000_000));
}

/// A file above the cap is not even opened: its size is no matter.
#[test]
fn a_file_above_the_cap_costs_nothing() {
    let kb = Sandbox::with_recaps();
    let note = kb.note("notes/huge.md", "");
    // A file of a terabyte with nothing in it.
    std::fs::File::options()
        .write(true)
        .open(note)
        .unwrap()
        .set_len(1 << 40)
        .unwrap();
    let run = within(&kb, MEMORY, &["index", "--format", "json"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert_eq!(run.json()["problems"][0]["code"], "too-large", "{run:?}");
    assert_eq!(kb.titles("failover"), ["Replication", "plain"]);
}
