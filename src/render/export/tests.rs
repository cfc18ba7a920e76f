//! Reports are whole, the same every time, and nothing of a note gets out of its place.

use super::{csv, html, json, json_lines, markdown, split_html, split_markdown, template};
use crate::kb::reports::Export;
use crate::render::{chart, sample, text};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A report with links and whole texts.
fn full(releases: usize, topics: usize) -> Export {
    let mut export = sample::export(releases, topics);
    export.link_base = Some("https://example.org/notes/blob/main/".into());
    let text = "## Own title\n\nThe team **agreed**.\n\n# Loud\n\n<script>alert(1)</script>\n\n\
                [run](javascript:alert(1)) [web](https://example.org) ![p](https://example.org/p.png)\n\n\
                | a | b |\n|---|---|\n| 1 | 2 |\n\n```\n$ code <b>\n```\n\u{1b}[31m\u{202e}\n";
    for summary in export.releases.iter_mut().flat_map(|r| &mut r.topics) {
        summary.markdown = Some(text.to_owned());
    }
    export
}

#[test]
fn no_format_lets_a_note_through() {
    let export = full(3, 4);
    let mut all = vec![
        written(|out| markdown(out, &export)),
        written(|out| html(out, &export)),
        written(|out| json(out, &export)),
        written(|out| json_lines(out, &export)),
        written(|out| csv(out, &export, false)),
    ];
    for pages in [
        split_html(&export).unwrap(),
        split_markdown(&export).unwrap(),
    ] {
        all.extend(
            pages
                .into_iter()
                .map(|(_, bytes)| String::from_utf8(bytes).unwrap()),
        );
    }
    for text in all {
        for bad in ['\u{1b}', '\u{7}', '\u{202e}'] {
            assert!(!text.contains(bad), "{text}");
        }
    }
}

#[test]
fn pages_run_and_load_nothing() {
    let export = full(3, 4);
    let whole = written(|out| html(out, &export));
    let mut pages = vec![whole];
    pages.extend(
        split_html(&export)
            .unwrap()
            .into_iter()
            .map(|(_, b)| String::from_utf8(b).unwrap()),
    );
    for page in pages {
        for bad in [
            "<script",
            "<img",
            "<link ",
            "javascript:alert(1)\"",
            "src=",
            "@import",
            "url(",
            "http://www.w3.org/1999",
            "<iframe",
        ] {
            assert!(!page.contains(bad), "{bad}");
        }
        assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"));
        assert!(page.contains("<html lang=\"en\">") && page.matches("<h1").count() == 1);
        for tag in [
            "section", "article", "ol", "ul", "li", "div", "span", "p", "details", "figure", "a",
            "table",
        ] {
            let opened = page.matches(&format!("<{tag}>")).count()
                + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }
}

#[test]
fn ids_and_links_within_a_page_fit() {
    let page = written(|out| html(out, &full(3, 4)));
    let values = |name: &str| -> Vec<String> {
        let mark = format!(" {name}=\"");
        let parts = page.split(&mark).skip(1);
        parts
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect()
    };
    let mut ids = values("id");
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice");
    for href in values("href")
        .iter()
        .filter_map(|href| href.strip_prefix('#'))
    {
        assert!(ids.iter().any(|id| id == href), "#{href} leads nowhere");
    }
}

#[test]
fn a_page_tells_outcome_and_standing() {
    let page = written(|out| html(out, &full(2, 4)));
    for part in [
        "<span class=\"badge agreed\">Agreed</span>",
        "<span class=\"badge deferred\">Deferred</span>",
        "<span class=\"badge unknown\">Decided?</span>",
        ">carried from Kilo 5</span>",
        "Dropped since Kilo</h4>",
        "class=\"kb-chart\"",
        "href=\"https://example.org/notes/blob/main/notes/1%20recap%20%28final%29.md#L13-L16\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

/// Markdown with nothing of a note in it that is markup: a heading is ours, a link is ours.
#[test]
fn markdown_keeps_its_outline() {
    let text = written(|out| markdown(out, &full(3, 4)));
    let headings: Vec<&str> = text.lines().filter(|l| l.starts_with('#')).collect();
    assert_eq!(headings.len(), 1 + 1 + 3 * (1 + 1 + 4), "{headings:?}");
    assert!(
        headings.contains(&"### 1\\. \\[x\\](javascript:alert(1))"),
        "{headings:?}"
    );
    assert!(
        text.contains("> # Loud\n") && text.contains("> \\<script>alert(1)\\</script>\n"),
        "{text}"
    );
    assert!(
        text.contains("> \\[run](javascript:alert(1)) [web](https://example.org) !\\[p]"),
        "{text}"
    );
    let page = crate::recap::html(&text, 1);
    assert!(!page.contains("javascript:alert(1)\""), "{page}");
}

#[test]
fn markdown_says_what_there_is() {
    let text = written(|out| markdown(out, &sample::export(2, 1)));
    for part in [
        "## Liberty\n\n- **Cinder Design Summit Recap \\<b\\>bold\\</b\\>**, 2016-05-06, Design Summit, `notes/1 recap (final).md`\n",
        "### Priorities\n\n1. Replication v2.1 for all drivers, with failover of whole back ends and of single groups of volumes *(carried from Kilo 5)*\n2. \\<script\\>",
        "3. Quotas\n   - nested ones\n   - and flat ones\n",
        "\nDropped since Kilo:\n\n- 1\\. Dropped \\& gone *(was 4)*\n",
        "### Replication of whole back ends, 0\n\nin Design sessions \u{b7} cinder \u{b7} Design Summit \u{b7} 2016-05-06\n\nSource: `notes/1 recap (final).md:3`\n\n**Outcome**\n\n- **Agreed:** Failover",
        "- **Decided?** \\- it was thought that \\# this may do *(label `Decision`)*\n  - line two\n",
        "**Actions**\n\n- [ ] Write the specification *(jgriffith, Ana \\<ana\\@example.org\\>; due 2016-05-06)*\n- [x] ",
        "**Open questions**\n\n- Who tests it?\n\nTags: `replication`, `a/a`\n",
    ] {
        assert!(text.contains(part), "{part}\n----\n{text}");
    }
}

#[test]
fn the_document_has_its_keys() {
    let document: Value = serde_json::from_str(&written(|out| json(out, &full(2, 1)))).unwrap();
    let release = &document["releases"][1];
    assert_eq!(document["schema"], 1);
    assert_eq!(release["release"], "Liberty");
    assert_eq!(
        release["priorities"][0]["carried_from"]["reason"],
        "by tag `replication`"
    );
    let topic = &release["topics"][0];
    assert_eq!(topic["decisions"][0]["outcome"], "agreed");
    assert_eq!(topic["actions"][1]["done"], true);
    assert_eq!(topic["source"]["line_start"], 3);
    assert!(topic["markdown"].as_str().unwrap().contains("alert(1)"));
    let lines = written(|out| json_lines(out, &full(2, 3)));
    assert_eq!(lines.lines().count(), 6);
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["id"], "notes/0 recap (final)#topic-0");
    let table = written(|out| csv(out, &sample::export(2, 3), false));
    assert!(
        table.contains(" | rejected: No second service. | unknown?: - it was"),
        "{table}"
    );
}

#[test]
fn nothing_is_said_in_words() {
    let none = Export::default();
    for text in [
        written(|out| markdown(out, &none)),
        written(|out| html(out, &none)),
        String::from_utf8(split_html(&none).unwrap().remove(0).1).unwrap(),
        String::from_utf8(split_markdown(&none).unwrap().remove(0).1).unwrap(),
    ] {
        assert!(
            text.contains("There is nothing within this scope."),
            "{text}"
        );
        assert!(text.contains("Recaps"));
    }
    assert_eq!(
        written(|out| json(out, &none)),
        "{\"schema\":1,\"scope\":\"\",\"releases\":[]}\n"
    );
}

#[test]
fn the_same_gives_the_same_bytes() {
    let export = full(3, 4);
    assert_eq!(
        written(|out| html(out, &export)),
        written(|out| html(out, &export.clone()))
    );
    assert_eq!(split_html(&export).unwrap(), split_html(&export).unwrap());
    assert_eq!(
        split_markdown(&export).unwrap(),
        split_markdown(&export).unwrap()
    );
}

#[test]
fn a_folder_leads_to_all_its_pages() {
    for pages in [
        split_html(&full(3, 2)).unwrap(),
        split_markdown(&full(3, 2)).unwrap(),
    ] {
        let index = String::from_utf8(pages[0].1.clone()).unwrap();
        for (name, bytes) in &pages[1..] {
            assert!(!bytes.is_empty() && index.contains(name), "{name}");
        }
    }
}

#[test]
fn the_template_of_the_docs_works() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/export.md");
    let docs = std::fs::read_to_string(path).unwrap();
    let block = |start: &str| {
        let rest = docs.split(start).nth(1).unwrap();
        rest.split("\n```")
            .next()
            .unwrap()
            .trim_start_matches('\n')
            .to_owned()
            + "\n"
    };
    let mut export = sample::export(1, 1);
    export.releases[0].priorities.truncate(1);
    let text = written(|out| {
        template(out, &block("```jinja"), "minutes.md.j2", &export).map_err(io::Error::other)
    });
    assert_eq!(text.trim_end(), block("```markdown").trim_end(), "\n{text}");
}

fn keys(value: &Value, path: &str, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let path = format!("{path}{}{key}", if path.is_empty() { "" } else { "." });
                keys(value, &path, out);
                out.insert(path);
            }
        }
        Value::Array(all) => all
            .iter()
            .for_each(|value| keys(value, &format!("{path}[]"), out)),
        _ => {}
    }
}

#[test]
fn the_docs_list_the_keys_of_the_document() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/export.md");
    let docs = std::fs::read_to_string(path).unwrap();
    let table = docs.split("\n## The document\n").nth(1).unwrap();
    let listed = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let listed: BTreeSet<String> = listed.map(str::to_owned).collect();
    let mut real = BTreeSet::new();
    keys(
        &serde_json::from_str(&written(|out| json(out, &full(2, 4)))).unwrap(),
        "",
        &mut real,
    );
    assert_eq!(listed, real);
}

/// Writes reports and charts to look at into the folder that `KB_SAMPLES` names:
/// `KB_SAMPLES=/tmp/samples cargo test --lib samples -- --ignored`.
#[test]
#[ignore = "for looking at the output"]
fn samples() {
    let Some(dir) = std::env::var_os("KB_SAMPLES") else {
        return;
    };
    let dir = Path::new(&dir);
    let save = |name: &str, text: &[u8]| {
        let path = dir.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let mut export = full(12, 4);
    export.matrix = sample::matrix(40, 12);
    save("page.html", written(|out| html(out, &export)).as_bytes());
    save(
        "small.html",
        written(|out| html(out, &sample::export(3, 2))).as_bytes(),
    );
    save("page.md", written(|out| markdown(out, &export)).as_bytes());
    for (name, bytes) in split_html(&export)
        .unwrap()
        .into_iter()
        .chain(split_markdown(&export).unwrap())
    {
        save(&format!("split/{name}"), &bytes);
    }
    for (rows, columns) in [(0, 0), (1, 1), (8, 4), (40, 12), (60, 15)] {
        save(
            &format!("matrix-{rows}.svg"),
            chart::matrix(&sample::matrix(rows, columns)).as_bytes(),
        );
        save(
            &format!("heat-{rows}.svg"),
            chart::heat(&sample::heat(rows, columns), "Tags by release").as_bytes(),
        );
        save(
            &format!("matrix-{rows}.txt"),
            written(|out| text::matrix(out, &sample::matrix(rows, columns), 100)).as_bytes(),
        );
    }
}
