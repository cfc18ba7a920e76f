//! Settings as data: text in, values or an error with its place out.

use super::{Config, ValueSource, parse};
use crate::model::tag::TagEntry;
use crate::model::{Tag, Vocabulary};

fn check_error(text: &str, place: &str, message: &str, hint: &str) {
    let error = parse(text, "kb.toml").unwrap_err();
    let at = error.place.as_ref().unwrap();
    assert_eq!(
        format!("{}:{}:{}", at.file, at.line, at.column),
        place,
        "{text}"
    );
    assert_eq!(error.to_string(), message, "{text}");
    assert_eq!(error.hint.as_deref(), Some(hint), "{text}");
}

const FULL: &str = r#"
notes = ["notes", "./more/"]
index = ".kb"
exclude = ["drafts"]
max_size = "1 MiB"

[[context]]
glob = "notes/cinder/**"
project = "cinder"
event = "meeting"

[[context]]
glob = "notes/*/{date:%Y-%m}/*.md"
event = "midcycle"
markup = "text"

[[tag]]
tag = "Active/Active"
aliases = ["A/A"]
parent = "ha"
"#;

#[test]
fn reads_all_keys() {
    let config = parse(FULL, "kb.toml").unwrap();
    let shown: Vec<String> = config
        .values()
        .iter()
        .map(|s| match s.source {
            ValueSource::Default => format!("{} = {}", s.key, s.value),
            ValueSource::File { line } => format!("{}: {} = {}", line, s.key, s.value),
        })
        .collect();
    let expected = [
        r#"2: notes = ["notes", "more"]"#,
        r#"3: index = ".kb""#,
        r#"include = ["**/*.md", "**/*.markdown", "**/*.rst", "**/*.txt", "**/*.eml", "**/*.mbox"]"#,
        r#"4: exclude = ["drafts"]"#,
        "5: max_size = 1048576",
        r#"7: context.glob = "notes/cinder/**""#,
        r#"7: context.project = "cinder""#,
        r#"7: context.event = "meeting""#,
        r#"12: context.glob = "notes/*/{date:%Y-%m}/*.md""#,
        r#"12: context.event = "midcycle""#,
        r#"12: context.markup = "text""#,
        r#"17: tag.tag = "active/active""#,
        r#"17: tag.name = "active/active""#,
        r#"17: tag.aliases = ["A/A"]"#,
        r#"17: tag.parent = "ha""#,
    ];
    assert_eq!(shown, expected);
}

#[test]
fn gives_facts_to_paths() {
    let config = parse(FULL, "kb.toml").unwrap();
    let check = |path: &str, expected: [Option<&str>; 3]| {
        let given = config.given(path);
        let date = given.date.map(|date| date.to_string());
        let got = [
            given.project.as_deref(),
            given.event.as_deref(),
            date.as_deref(),
        ];
        assert_eq!(got, expected, "{path}");
    };
    check("notes/cinder/a.md", [Some("cinder"), Some("meeting"), None]);
    let both = [Some("cinder"), Some("midcycle"), Some("2016-01")];
    check("notes/cinder/2016-01/a.md", both);
    check(
        "notes/nova/2016-01/a.md",
        [None, Some("midcycle"), Some("2016-01")],
    );
    check("notes/nova/a.md", [None, None, None]);
}

#[test]
fn has_defaults() {
    let config = parse("", "kb.toml").unwrap();
    assert_eq!(config.fingerprint(), Config::defaults().fingerprint());
    assert_eq!(
        (config.notes().len(), config.index(), config.max_size()),
        (1, "index", 16 << 20)
    );
    assert_eq!(config.globs().judge("notes/a.md"), super::Verdict::Note);
    assert!(
        config
            .values()
            .iter()
            .all(|setting| setting.source == ValueSource::Default)
    );
}

#[test]
fn fingerprint_holds_what_decides_reading() {
    let of = |text: &str| parse(text, "kb.toml").unwrap().fingerprint();
    assert_eq!(of(""), of("# nothing\nindex = \"other\""));
    assert_eq!(of("max_size = 16777216"), of(""));
    for text in [
        "exclude = ['a']",
        "max_size = 1",
        "[[tag]]\ntag = 'a'",
        "notes = '.'",
    ] {
        assert_ne!(of(text), of(""), "{text}");
    }
}

#[test]
fn explains_unknown_keys() {
    let keys = "the keys here are notes, index, include, exclude, max_size, context, tag, release";
    let taken = |key, more| format!("`kb config unset {key}` takes it out; {more}");
    check_error(
        "pager = \"touch x\"",
        "kb.toml:1:1",
        "there is no setting `pager`",
        &taken("pager", keys),
    );
    check_error(
        "\n[hooks]\na = 1",
        "kb.toml:2:2",
        "there is no setting `hooks`",
        &taken("hooks", keys),
    );
    check_error(
        "note = 'a'",
        "kb.toml:1:1",
        "there is no setting `note`",
        &taken("note", "did you mean `notes`?"),
    );
    let near = "did you mean `project`?";
    let text = "[[context]]\nglob = '*'\nprojet = 'x'";
    check_error(text, "kb.toml:3:1", "there is no setting `projet`", near);
}

#[test]
fn explains_bad_values() {
    let below = "give a folder below the one that holds `kb.toml`, such as `notes`";
    check_error(
        "index = \"/etc/x\"",
        "kb.toml:1:9",
        "`/etc/x` is an absolute path",
        below,
    );
    let out = "`../a` leads out of the knowledge base";
    check_error("notes = ['b',\n '../a']", "kb.toml:2:2", out, below);
    let over = "the index `notes` would lie over the notes in `notes/a`";
    let own = "give the index a folder of its own";
    check_error(
        "notes = 'notes/a'\nindex = 'notes'",
        "kb.toml:2:9",
        over,
        own,
    );
    let over = "the index `.` would lie over the notes in `notes`";
    check_error("index = '.'", "kb.toml:1:9", over, own);
    let types = "`notes` cannot be of type integer";
    check_error(
        "notes = 1",
        "kb.toml:1:9",
        types,
        "it is strings: key = [\"a\", \"b\"]",
    );
    let size = "`max_size` is no size from 1 byte to 1 GiB";
    check_error(
        "max_size = 0",
        "kb.toml:1:12",
        size,
        "write bytes, or a text like \"16 MiB\"",
    );
    let glob = "this `[[context]]` has no `glob`";
    let say = "say which notes it is for: glob = \"meetings/*.md\"";
    check_error("[[context]]\nevent = 'a'", "kb.toml:1:1", glob, say);
    check_error(
        "[[tag]]\ntag = '-'",
        "kb.toml:2:7",
        "`-` is no tag",
        "a tag has letters or digits, such as `replication`",
    );
    check_error(
        "[[context]]\nglob = '*.log'\nmarkup = 'latex'",
        "kb.toml:3:10",
        "no markup is called `latex`",
        "one of `markdown`, `rst`, `text`, `mail`",
    );
    let written = "`context` cannot be of type table";
    check_error(
        "[context]\nglob = '*'",
        "kb.toml:1:1",
        written,
        "it is written as [[context]]",
    );
}

#[test]
fn explains_broken_toml() {
    for text in [
        "notes = ",
        "notes = 'a",
        "a = 1\na = 2",
        "[[tag",
        "\u{0}",
        "a = [[[[[[",
    ] {
        let error = parse(text, "kb.toml").unwrap_err();
        assert!(
            error.place.is_some() && !error.message.contains('\n'),
            "{text}: {error}"
        );
    }
    assert!(parse(&"[".repeat(100_000), "kb.toml").is_err());
}

#[test]
fn tags_need_known_parents() {
    let entry = |name: &str| TagEntry {
        tag: Tag::new(name).unwrap(),
        name: name.to_owned(),
        aliases: Vec::new(),
        parent: None,
    };
    let vocabulary = |name: &str| Vocabulary {
        entries: vec![entry(name)],
    };
    let config = parse(FULL, "kb.toml").unwrap();
    let merged = config.vocabulary(vocabulary("ha")).unwrap();
    assert_eq!(merged.resolve("a/a"), Tag::new("active/active").as_ref());
    assert_eq!(
        merged.resolve("active-active"),
        Tag::new("active/active").as_ref()
    );
    let error = config.vocabulary(vocabulary("hat")).unwrap_err();
    assert_eq!(error.to_string(), "there is no tag `ha`");
    assert_eq!(error.hint.as_deref(), Some("did you mean `hat`?"));
    assert_eq!(error.place.unwrap().line, 20);
    let ring = parse(
        "[[tag]]\ntag='a'\nparent='b'\n[[tag]]\ntag='b'\nparent='a'",
        "f",
    )
    .unwrap();
    let error = ring.vocabulary(Vocabulary::default()).unwrap_err();
    assert_eq!(error.to_string(), "`a` would be above itself");
    let line = |count: u32| {
        let entry = |n: u32| format!("[[tag]]\ntag = 't{n}'\nparent = 't{}'\n", n + 1);
        let entries: String = (0..count).map(entry).collect();
        parse(&format!("{entries}[[tag]]\ntag = 't{count}'\n"), "f").unwrap()
    };
    assert!(line(16).vocabulary(Vocabulary::default()).is_ok());
    let error = line(2_000).vocabulary(Vocabulary::default()).unwrap_err();
    assert_eq!(error.to_string(), "`t0` has more than 16 tags above it");
}

#[test]
fn long_names_are_not_compared() {
    let (a, b) = ("a".repeat(400_000), "b".repeat(400_000));
    let text = format!("[[tag]]\ntag = '{a}'\n[[tag]]\ntag = 'x'\nparent = '{b}'\n");
    let error = parse(&text, "f").unwrap();
    let error = error.vocabulary(Vocabulary::default()).unwrap_err();
    assert_eq!(error.hint.as_deref(), Some("add a `[[tag]]` for it"));
}
