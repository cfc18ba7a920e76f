//! A report as a folder: a page for each release, and an index that leads to them.

use super::html::Pages;
use super::markdown;
use super::values::{data, value};
use super::{has_matrix, heading, title};
use crate::kb::reports::{Export, ExportRelease};
use crate::render::chart;
use crate::render::escape::{markdown as escaped, slug};
use serde::Serialize;
use std::collections::HashSet;
use std::io::{self, Write};

/// A page of a release, with what the index says of it.
#[derive(Debug, Serialize)]
struct Page {
    file: String,
    heading: String,
    recaps: usize,
    topics: usize,
    decisions: usize,
    actions: usize,
}

/// The pages of a report, with files of this ending.
fn pages(export: &Export, ending: &str) -> Vec<Page> {
    let mut taken = HashSet::from(["index".to_owned()]);
    let page = |release: &ExportRelease| {
        let topics = || release.topics.iter();
        Page {
            file: format!("{}.{ending}", free(&heading(release), &mut taken)),
            heading: heading(release),
            recaps: release.recaps.len(),
            topics: release.topics.len(),
            decisions: topics().map(|t| t.decisions.len()).sum(),
            actions: topics().map(|t| t.actions.len()).sum(),
        }
    };
    export.releases.iter().map(page).collect()
}

/// A file's name that is not taken yet and that every system can have.
fn free(name: &str, taken: &mut HashSet<String>) -> String {
    let slug = slug(name);
    let stem = slug.split('.').next().unwrap_or("");
    let is_device = ["con", "prn", "aux", "nul"].contains(&stem)
        || stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt"));
    let slug = if is_device {
        format!("release-{slug}")
    } else {
        slug
    };
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    let mut names = std::iter::once(slug.clone()).chain(numbered);
    // The names do not come to an end.
    names
        .find(|name| taken.insert(name.clone()))
        .unwrap_or(slug)
}

/// Pages of HTML: `index.html` and one for each release.
///
/// # Errors
/// Where a page cannot be made.
pub fn split_html(export: &Export) -> io::Result<Vec<(String, Vec<u8>)>> {
    let data = data(export)?;
    let maker = Pages::new(export)?;
    let pages = pages(export, "html");
    let index = maker.page("index.html", minijinja::context! { pages => value(&pages) })?;
    let mut out = vec![("index.html".to_owned(), index.into_bytes())];
    for (at, page) in pages.iter().enumerate() {
        let values = minijinja::context! {
            page => value(page),
            index => "index.html",
            release => value(&data["releases"][at]),
            before => value(at.checked_sub(1).and_then(|at| pages.get(at))),
            after => value(pages.get(at + 1)),
        };
        out.push((
            page.file.clone(),
            maker.page("release.html", values)?.into_bytes(),
        ));
    }
    Ok(out)
}

/// Pages of Markdown: `index.md`, one for each release, and the charts as SVG beside them.
///
/// # Errors
/// Where a page cannot be made.
pub fn split_markdown(export: &Export) -> io::Result<Vec<(String, Vec<u8>)>> {
    let pages = pages(export, "md");
    let mut index = Vec::new();
    let mut charts = Vec::new();
    writeln!(index, "# {}\n", escaped(&title(export)))?;
    if pages.is_empty() {
        writeln!(index, "There is nothing within this scope.")?;
    } else {
        counts(&mut index, &pages)?;
    }
    if has_matrix(export) {
        writeln!(
            index,
            "\n## Priorities by release\n\n![Priorities by release](priorities.svg)\n"
        )?;
        markdown::matrix(&mut index, &export.matrix)?;
        charts.push((
            "priorities.svg".to_owned(),
            chart::matrix(&export.matrix).into_bytes(),
        ));
    }
    if !export.heat.is_empty() {
        let title = export.heat.title();
        writeln!(index, "\n## {title}\n\n![{title}](tags.svg)")?;
        charts.push((
            "tags.svg".to_owned(),
            chart::heat(&export.heat, title).into_bytes(),
        ));
    }
    let mut out = vec![("index.md".to_owned(), index)];
    for (page, release) in pages.iter().zip(&export.releases) {
        let mut text = Vec::new();
        writeln!(
            text,
            "# {}\n\n[{}](index.md)",
            escaped(&page.heading),
            escaped(&title(export))
        )?;
        markdown::release(&mut text, release, export.link_base.as_deref(), "##")?;
        out.push((page.file.clone(), text));
    }
    out.append(&mut charts);
    Ok(out)
}

fn counts(out: &mut dyn Write, pages: &[Page]) -> io::Result<()> {
    writeln!(
        out,
        "| release | recaps | topics | decisions | actions |\n| --- | ---: | ---: | ---: | ---: |"
    )?;
    for page in pages {
        let Page {
            file,
            heading,
            recaps,
            topics,
            decisions,
            actions,
        } = page;
        let name = escaped(heading);
        writeln!(
            out,
            "| [{name}]({file}) | {recaps} | {topics} | {decisions} | {actions} |"
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::free;
    use std::collections::HashSet;

    #[test]
    fn names_of_files_are_safe_and_differ() {
        let mut taken = HashSet::from(["index".to_owned()]);
        let mut name = |text| free(text, &mut taken);
        assert_eq!(name("2023.1"), "2023.1");
        assert_eq!(name("Mitaka"), "mitaka");
        assert_eq!(name("MITAKA!"), "mitaka-2");
        assert_eq!(name("Index"), "index-2");
        assert_eq!(name("../../etc/passwd"), "etc-passwd");
        assert_eq!(name("nul"), "release-nul");
        assert_eq!(name("COM1.x"), "release-com1.x");
        assert_eq!(name("日本"), "release");
        assert_eq!(name("..."), "release-2");
        assert!(name(&"x".repeat(999)).len() <= 60);
    }
}
