//! Summaries as one page of HTML that stands alone: no script, nothing loaded from anywhere.

use super::values::{data, engine, value};
use super::{has_matrix, title};
use crate::kb::reports::Export;
use minijinja::{Environment, context};
use std::io::{self, Write};

/// The style of all pages.
const STYLE: &str = include_str!("templates/style.css");

/// The templates of pages: the frame, the parts, and the pages that use both.
const TEMPLATES: [(&str, &str); 5] = [
    ("frame.html", include_str!("templates/frame.html")),
    ("parts.html", include_str!("templates/parts.html")),
    ("whole.html", include_str!("templates/whole.html")),
    ("index.html", include_str!("templates/index.html")),
    ("release.html", include_str!("templates/release.html")),
];

/// The whole report as a page.
pub fn html(out: &mut dyn Write, export: &Export) -> io::Result<()> {
    let data = data(export)?;
    let page = Pages::new(export)?.page("whole.html", context! { ..value(&data) })?;
    out.write_all(page.as_bytes())
}

/// Pages of a report in the making.
pub(super) struct Pages {
    env: Environment<'static>,
    title: String,
    matrix: bool,
    /// What the picture of tags is called, where there is one.
    heat: Option<&'static str>,
}

impl Pages {
    /// The pages of this report.
    pub(super) fn new(export: &Export) -> io::Result<Self> {
        let mut env = engine(export);
        let syntax = minijinja::syntax::SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()
            .map_err(io::Error::other)?;
        env.set_syntax(syntax);
        for (name, source) in TEMPLATES {
            env.add_template(name, source).map_err(io::Error::other)?;
        }
        let heat = (!export.heat.is_empty()).then(|| export.heat.title());
        Ok(Self {
            env,
            title: title(export),
            matrix: has_matrix(export),
            heat,
        })
    }

    /// The page that a template makes of these values.
    pub(super) fn page(&self, template: &str, values: minijinja::Value) -> io::Result<String> {
        let template = self.env.get_template(template).map_err(io::Error::other)?;
        let frame = context! {
            title => self.title.clone(), style => STYLE, has_matrix => self.matrix, heat_title => self.heat,
            ..values
        };
        template.render(frame).map_err(io::Error::other)
    }
}
