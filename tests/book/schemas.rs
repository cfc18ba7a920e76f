//! The schemas of the JSON documents are made from the types that write them.

use crate::page::root;
use kb::render::wire;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;
use std::fs;

/// A document: the name of the file that has its schema, and what makes it.
type Document = (&'static str, fn() -> Value);

const DOCUMENTS: &[Document] = &[
    ("search", schema::<wire::Search<'static>>),
    ("topics", schema::<wire::Topics<'static>>),
    ("recaps", schema::<wire::Recaps<'static>>),
    ("tags", schema::<wire::Tags<'static>>),
    ("decisions", schema::<wire::Decisions<'static>>),
    ("actions", schema::<wire::Actions<'static>>),
    ("compare", schema::<wire::Compared<'static>>),
    ("stats", schema::<wire::Stats<'static>>),
    ("priorities", schema::<wire::Priorities<'static>>),
    ("history", schema::<wire::History<'static>>),
    ("releases", schema::<wire::Releases<'static>>),
    ("export", schema::<wire::Export<'static>>),
    ("show", schema::<wire::Show<'static>>),
    ("related", schema::<wire::Related<'static>>),
    ("links", schema::<wire::Links<'static>>),
    ("check", schema::<wire::Check<'static>>),
    ("check-fix", schema::<wire::Mended<'static>>),
    ("index", schema::<wire::Indexed<'static>>),
    ("config-show", schema::<wire::Settings<'static>>),
    ("doctor", schema::<wire::Doctor<'static>>),
];

fn schema<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let generator: SchemaGenerator = settings.into_generator();
    generator.into_root_schema_for::<T>().to_value()
}

#[test]
fn the_schemas_are_those_of_the_types() {
    let update = std::env::var_os("KB_UPDATE_DOCS").is_some_and(|value| value == "1");
    let folder = root().join("docs/schemas");
    for (name, schema) in DOCUMENTS {
        let text = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
        let path = folder.join(format!("{name}.json"));
        if update {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(
            written, text,
            "run `KB_UPDATE_DOCS=1 cargo test --test book` and commit docs/schemas/{name}.json"
        );
    }
}

/// Each command with a section in `docs/json.md` has a schema, and no other has one.
#[test]
fn every_document_has_a_schema() {
    let page = fs::read_to_string(root().join("docs/json.md")).unwrap();
    let mut sections: Vec<String> = page
        .lines()
        .filter_map(|line| line.strip_prefix("## kb "))
        .map(|name| name.trim().replace(" --", " ").replace(' ', "-"))
        .collect();
    sections.sort();
    let mut named: Vec<&str> = DOCUMENTS.iter().map(|(name, _)| *name).collect();
    named.sort_unstable();
    assert_eq!(named, sections);
    let files = fs::read_dir(root().join("docs/schemas")).unwrap();
    assert_eq!(files.count(), named.len(), "a schema of no document");
}
