//! New notes, from a template of ours or of the user's own.

use super::export::{LONGEST_TEMPLATE, Template, TemplateError};
use crate::kb::BlankNote;
use crate::page;
use crate::recap::as_markdown;
use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, escape_formatter};
use serde_json::json;

/// The template for those who have none of their own.
const BUILT_IN: &str = include_str!("note.jinja");

/// The text of a new note. `template` is the source of the user's own, with its name.
///
/// # Errors
/// Where the template has a fault, exceeds a limit, or gives what is no text.
pub fn note(note: &BlankNote, template: Option<(&str, &str)>) -> Result<String, TemplateError> {
    let (source, name) = template.unwrap_or((BUILT_IN, "the built-in template"));
    let template = Template {
        source,
        name,
        page: "docs/writing.md",
    };
    let bytes = template.filled(engine(), data(note))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The largest template, in bytes.
pub const LONGEST: usize = LONGEST_TEMPLATE;

/// What a template is given; `docs/writing.md` lists it.
fn data(note: &BlankNote) -> serde_json::Value {
    let about = &note.about;
    json!({
        "title": note.title,
        "project": about.project,
        "release": about.release,
        "event": about.event,
        "date": about.date.map(|date| date.to_string()),
        "tags": about.tags,
        "path": note.path,
    })
}

/// An engine that reads no files.
fn engine() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_auto_escape_callback(|_| AutoEscape::None);
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_formatter(|out, state, value| match value.is_none() {
        true => Ok(()),
        false => escape_formatter(out, state, value),
    });
    env.add_filter("yaml", value);
    env.add_filter("markdown", |text: String| as_markdown(&text));
    env
}

/// A text, or a list of texts, as a value of YAML.
fn value(value: Value) -> Result<String, minijinja::Error> {
    let text = |value: &Value| match value.as_str() {
        Some(text) => yaml(text),
        None if value.is_none() => String::new(),
        None => yaml(&value.to_string()),
    };
    match value.kind() {
        ValueKind::Undefined => Err(ErrorKind::UndefinedError.into()),
        ValueKind::Seq => {
            let texts: Vec<String> = value.try_iter()?.map(|one| text(&one)).collect();
            Ok(format!("[{}]", texts.join(", ")))
        }
        _ => Ok(text(&value)),
    }
}

/// Words that YAML may take for something else.
const WORDS: [&str; 10] = [
    "true", "false", "null", "yes", "no", "on", "off", "y", "n", "inf",
];

/// A value of YAML: as it is where it cannot be read as anything else, in quotes elsewhere.
fn yaml(text: &str) -> String {
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.ends_with(|c: char| c.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || " ._/+-".contains(c))
        && !text.contains(" -")
        && !WORDS.contains(&text.to_ascii_lowercase().as_str());
    match is_word {
        true => text.to_owned(),
        false => page::quoted(text),
    }
}

#[cfg(test)]
mod tests {
    use super::{note, yaml};
    use crate::kb::{BlankNote, NewNote};
    use crate::model::{Catalogue, Given};
    use crate::recap::vocabulary::builtin;
    use crate::recap::{Input, Reader};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn blank(title: &str) -> BlankNote {
        BlankNote {
            path: "notes/x.md".into(),
            file: "notes/x.md".into(),
            title: title.into(),
            about: NewNote {
                project: Some("cinder".into()),
                date: "2022-04-05".parse().ok(),
                ..NewNote::default()
            },
            warnings: Vec::new(),
        }
    }

    #[test]
    fn templates_have_what_is_said_and_read_nothing() {
        let filled = |source: &str| note(&blank("A: b"), Some((source, "t")));
        let text =
            filled("{{ title|yaml }} {{ project }}{{ release }} {{ date }} {{ tags|length }}\n");
        assert_eq!(text.unwrap(), "\"A: b\" cinder 2022-04-05 0\n");
        let facts = filled("{{ tags|yaml }} {{ ['a b', 'on']|yaml }} {{ release|yaml }}.\n");
        assert_eq!(facts.unwrap(), "[] [a b, \"on\"] .\n");
        for bad in [
            "{{ missing|yaml }}",
            "{% include '/etc/passwd' %}",
            "{{ missing }}",
            "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
            "{{ title",
        ] {
            assert!(filled(bad).is_err(), "{bad}");
        }
    }

    /// The title that is read of a new note.
    fn title_read(text: &str) -> String {
        let (vocabulary, catalogue) = (builtin(), Catalogue::openstack());
        let readings = Reader::new(&vocabulary, &catalogue).read(&Input {
            path: "notes/x.md",
            id_base: "x",
            bytes: text.as_bytes(),
            given: &Given::default(),
        });
        readings[0].recap.title.value.clone()
    }

    #[test]
    fn titles_are_read_back() {
        let own = "# {{ title|markdown }}\n\n## A\n\ntext\n\n## B\n\ntext\n";
        for title in [
            "\u{c4}: \"quoted\" & <b> #tag",
            "# one",
            "- two",
            "3) three",
            "4. four",
            "5.",
            "> *six* _six_ `six` [six](x) ![six](y)",
            "&amp; &#35; \\# \\",
            "C# and # and",
            "~~struck~~ | row | <!-- gone -->",
            "---",
            "[x]: y",
            "<script>x",
            "https://example.org/a_b_c",
            "$x$ ^y^ :z: {w}",
            "null",
        ] {
            let text = note(&blank(title), None).unwrap();
            assert_eq!(title_read(&text), title, "{text}");
            let text = note(&blank(title), Some((own, "t"))).unwrap();
            assert_eq!(title_read(&text), title, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_title_is_read_back(
            signs in prop::collection::vec(r#"[ -~]|<b>|</i>|&lt;|\\\\|\*\*|__|`a`|\[a\]\(b\)|#a|1\. |a b|\u{e4}|\u{4f1a}"#, 1..12)
        ) {
            let words: Vec<String> = signs.concat().split_whitespace().map(str::to_owned).collect();
            let title = words.join(" ");
            prop_assume!(!title.is_empty());
            let text = note(&blank(&title), None).unwrap();
            prop_assert_eq!(title_read(&text), title, "{}", text);
        }
    }

    proptest! {
        #[test]
        fn values_are_read_back_from_yaml(text in "[ -~\u{a0}-\u{2fff}]{1,30}") {
            let read = serde_saphyr::from_str::<BTreeMap<String, String>>(&format!("key: {}\n", yaml(&text)));
            prop_assert_eq!(&read.unwrap()["key"], &text);
        }

        #[test]
        fn words_that_mean_something_are_quoted(text in "(?i)(true|no|null|~|1|2023\\.1|0x1f|1e3|a: b|- a|a #b|\\.inf)") {
            let read = serde_saphyr::from_str::<BTreeMap<String, serde_json::Value>>(&format!("key: {}\n", yaml(&text)));
            prop_assert_eq!(&read.unwrap()["key"], &serde_json::Value::from(text));
        }
    }
}
