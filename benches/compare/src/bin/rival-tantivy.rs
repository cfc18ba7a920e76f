//! Bare tantivy: `rival-tantivy build INDEX NOTES`, `rival-tantivy search INDEX QUERY`.

use compare::{sections, trees};
use std::error::Error;
use std::io::{Write, stdout};
use std::path::Path;
use tantivy::collector::TopDocs;
use tantivy::directory::MmapDirectory;
use tantivy::query::QueryParser;
use tantivy::schema::{STORED, STRING, Schema, TEXT, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::{Index, ReloadPolicy, TantivyDocument, doc};

type Done = Result<(), Box<dyn Error>>;

const THREADS: usize = 2;
const MEMORY: usize = 100_000_000;

fn main() -> Done {
    let args: Vec<String> = std::env::args().collect();
    match args.get(1..).unwrap_or_default() {
        [verb, index, notes] if verb == "build" => build(Path::new(index), Path::new(notes)),
        [verb, index, query] if verb == "search" => search(Path::new(index), query),
        _ => Err("rival-tantivy build INDEX NOTES | search INDEX QUERY".into()),
    }
}

fn build(index: &Path, notes: &Path) -> Done {
    let mut schema = Schema::builder();
    let path = schema.add_text_field("path", STRING | STORED);
    let title = schema.add_text_field("title", TEXT | STORED);
    let body = schema.add_text_field("body", TEXT | STORED);
    std::fs::create_dir_all(index)?;
    let engine = Index::create(
        MmapDirectory::open(index)?,
        schema.build(),
        tantivy::IndexSettings::default(),
    )?;
    let mut writer = engine.writer_with_num_threads(THREADS, MEMORY)?;
    for note in trees::markdown(notes)? {
        let name = note.strip_prefix(notes)?.to_string_lossy().into_owned();
        for section in sections::of(&note)? {
            writer.add_document(
                doc!(path => name.clone(), title => section.title, body => section.body),
            )?;
        }
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

fn search(index: &Path, text: &str) -> Done {
    let engine = Index::open(MmapDirectory::open(index)?)?;
    let schema = engine.schema();
    let (path, title) = (schema.get_field("path")?, schema.get_field("title")?);
    let body = schema.get_field("body")?;
    let reader = engine
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()?;
    let searcher = reader.searcher();
    let mut parser = QueryParser::for_index(&engine, vec![title, body]);
    parser.set_conjunction_by_default();
    let query = parser.parse_query(text)?;
    let snippets = SnippetGenerator::create(&searcher, &*query, body)?;
    let mut out = stdout().lock();
    for (_, address) in searcher.search(&query, &TopDocs::with_limit(10).order_by_score())? {
        let hit: TantivyDocument = searcher.doc(address)?;
        let of = |field| hit.get_first(field).and_then(|v| v.as_str()).unwrap_or("");
        let snippet = snippets.snippet(of(body));
        writeln!(
            out,
            "{}\n  {}\n  {}",
            of(title),
            of(path),
            snippet.to_html()
        )?;
    }
    Ok(())
}
