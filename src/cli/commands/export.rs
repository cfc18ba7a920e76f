use super::{found, refuse_notes};
use crate::cli::Status;
use crate::cli::args::FilterArgs;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::reports::Export;
use crate::kb::write::{write_file, write_folder};
use crate::kb::{Doing, ExportRequest};
use crate::render::export as report;
use clap::ValueEnum;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Summarise recaps for people who were not there
///
/// By release: its priorities and what became of them, then each topic with its outcome first (its decisions, else its
/// lead sentences), actions, tags and source. A page of HTML needs nothing else: no script, nothing from elsewhere.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    filters: FilterArgs,
    /// How to write the summaries [default: told by the ending of --output, else md]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    format: Option<ExportFormat>,
    /// Write into this file, whole or not at all; without it to standard output
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Write a folder with a page for each release and an index of them (md and html)
    #[arg(long, value_name = "DIR", conflicts_with_all = ["output", "template"], help_heading = "Output")]
    split: Option<PathBuf>,
    /// Replace what is there: a file, or a folder that kb wrote
    #[arg(long, help_heading = "Output")]
    force: bool,
    /// Bring the whole text of each topic along
    #[arg(long, help_heading = "Output")]
    full: bool,
    /// Link sources: what the addresses of notes begin with, such as `https://example.org/repo/blob/main/`
    #[arg(long, value_name = "URL", value_parser = link_base, help_heading = "Output")]
    link_base: Option<String>,
    /// Fill this template of your own; docs/export.md says with what
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "format",
        help_heading = "Output"
    )]
    template: Option<PathBuf>,
    /// In CSV, keep cells that a spreadsheet would run as they are
    #[arg(long, help_heading = "Output")]
    csv_raw: bool,
}

const EXAMPLES: &str = "\
Examples:
  kb export --release newton
  kb export --output summaries.html
  kb export --split site --format html --link-base https://example.org/repo/blob/main/
  kb export --project cinder --full --format json > cinder.json
  kb export --template digest.md.jinja --output digest.md";

/// How summaries are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// Markdown
    Md,
    /// One self-contained page
    Html,
    /// One JSON document
    Json,
    /// A topic a line
    Jsonl,
    /// A topic a row, safe for spreadsheets
    Csv,
}

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let template = args.template.as_deref().map(read_template).transpose()?;
    let told = args.format.is_some() || args.template.is_some();
    let format = match args.format {
        Some(format) => format,
        None => by_ending(args.output.as_deref(), told)?,
    };
    if args.split.is_some() && !matches!(format, ExportFormat::Md | ExportFormat::Html) {
        return Err(
            Failure::new("a folder of pages is written as md or html only")
                .hinted("leave out `--split`, or pass `--format html`"),
        );
    }
    let kb = session.open()?;
    for target in args.output.iter().chain(&args.split) {
        refuse_notes(&kb, target)?;
    }
    let bar = session.bar();
    bar.begin(Doing::Gathering);
    let answered = kb.export(&ExportRequest {
        filters: args.filters.into(),
        full: args.full,
        link_base: args.link_base,
    });
    drop(bar);
    let answered = answered?;
    session.tell_about(&answered);
    let export = &answered.value;
    let topics = export
        .releases
        .iter()
        .map(|r| r.topics.len())
        .sum::<usize>();
    let status = found(export.releases.len());
    if status == Status::Nothing && (args.output.is_some() || args.split.is_some()) {
        session.tell("nothing to export; no file was written");
        return Ok(status);
    }
    if let Some(dir) = &args.split {
        let bar = session.bar();
        bar.begin(Doing::Writing);
        let pages = match format {
            ExportFormat::Html => report::split_html(export)?,
            _ => report::split_markdown(export)?,
        };
        write_folder(dir, &pages, args.force)?;
        drop(bar);
        session.tell(&format!(
            "wrote {} files into {}",
            pages.len(),
            dir.display()
        ));
        return Ok(status);
    }
    let bytes = match (&template, &args.template) {
        (Some(source), Some(path)) => filled(export, source, path)?,
        _ => written(export, format, args.csv_raw)?,
    };
    match &args.output {
        Some(path) => {
            write_file(path, &bytes, args.force)?;
            session.tell(&format!("wrote {topics} topics to {}", path.display()));
        }
        None => session.out().write_all(&bytes)?,
    }
    Ok(status)
}

/// The format that a file's ending tells. An ending of another format is an error, unless the format is told.
fn by_ending(path: Option<&Path>, told: bool) -> Result<ExportFormat, Failure> {
    let ending = path.and_then(Path::extension).and_then(|e| e.to_str());
    Ok(match ending.map(str::to_lowercase).as_deref() {
        Some("html" | "htm") => ExportFormat::Html,
        Some("json") => ExportFormat::Json,
        Some("jsonl" | "ndjson") => ExportFormat::Jsonl,
        Some("csv") => ExportFormat::Csv,
        Some(other) if !told && OTHERS.contains(&other) => {
            let message = format!("kb writes md, html, json, jsonl and csv, not {other}");
            return Err(
                Failure::new(message).hinted("print the HTML page for a PDF; or pass `--format`")
            );
        }
        _ => ExportFormat::Md,
    })
}

/// Endings of formats that kb does not write.
const OTHERS: [&str; 13] = [
    "pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "ppt", "pptx", "png", "svg", "xml",
];

fn written(export: &Export, format: ExportFormat, raw: bool) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    match format {
        ExportFormat::Md => report::markdown(&mut out, export)?,
        ExportFormat::Html => report::html(&mut out, export)?,
        ExportFormat::Json => report::json(&mut out, export)?,
        ExportFormat::Jsonl => report::json_lines(&mut out, export)?,
        ExportFormat::Csv => report::csv(&mut out, export, raw)?,
    }
    Ok(out)
}

fn filled(export: &Export, source: &str, path: &Path) -> Result<Vec<u8>, Failure> {
    let name = path.display().to_string();
    let mut out = Vec::new();
    report::template(&mut out, source, &name, export)
        .map_err(|error| Failure::of_template(&error))?;
    Ok(out)
}

/// The text of a template that the user names.
pub(super) fn read_template(path: &Path) -> Result<String, Failure> {
    let cannot = |why: String| {
        Failure::new(format!(
            "the template `{}` cannot be read: {why}",
            path.display()
        ))
    };
    let file = File::open(path).map_err(|e| cannot(e.to_string()))?;
    let mut text = String::new();
    file.take(report::LONGEST_TEMPLATE as u64 + 1)
        .read_to_string(&mut text)
        .map_err(|e| cannot(e.to_string()))?;
    if text.len() > report::LONGEST_TEMPLATE {
        let most = report::LONGEST_TEMPLATE >> 10;
        return Err(cannot(format!("it is larger than {most} KiB")));
    }
    Ok(text)
}

fn link_base(text: &str) -> Result<String, String> {
    let known = ["https://", "http://", "file://"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    let plain =
        !text.contains(|c: char| c.is_control() || c.is_whitespace() || "\"'<>".contains(c));
    let relative = !text.contains(':') && !text.is_empty();
    if !(known || relative) || !plain {
        return Err(
            "an address begins with https://, http:// or file://, or is a relative path".to_owned(),
        );
    }
    Ok(if text.ends_with(['/', '=']) {
        text.to_owned()
    } else {
        format!("{text}/")
    })
}
