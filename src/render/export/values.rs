//! What templates are given: the JSON document of the export with its text cleaned, filters and functions.

use crate::kb::reports::Export;
use crate::recap;
use crate::render::chart;
use crate::render::clean::clean;
use crate::render::escape::{markdown, note_link, slug, xml};
use crate::render::wire;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, escape_formatter};
use serde::Serialize;
use serde_json::Value as Json;

/// Anything as a value of the engine.
pub(super) fn value(of: impl Serialize) -> Value {
    Value::from(Serde(of))
}

/// The data, cleaned: what a template writes may reach a terminal.
pub(super) fn data(export: &Export) -> Result<Json, serde_json::Error> {
    let mut data = serde_json::to_value(wire::Export::from(export))?;
    cleaned(&mut data);
    Ok(data)
}

fn cleaned(value: &mut Json) {
    match value {
        Json::String(text) => *text = clean(text).into_owned(),
        Json::Array(values) => values.iter_mut().for_each(cleaned),
        Json::Object(map) => map.values_mut().for_each(cleaned),
        _ => {}
    }
}

/// An engine that reads no files, with the filters and functions that `docs/export.md` lists.
pub(super) fn engine(export: &Export) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_auto_escape_callback(escapes);
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_formatter(|out, state, value| {
        if value.is_none() {
            return Ok(());
        }
        // As the engine would, but `/` stays readable.
        match (state.auto_escape(), value.as_str()) {
            (AutoEscape::Html, Some(text)) if !value.is_safe() => Ok(out.write_str(&xml(text))?),
            _ => escape_formatter(out, state, value),
        }
    });
    env.add_filter("md", |text: String| markdown(&text));
    env.add_filter("md_to_html", |text: String, level: Option<u8>| {
        let html = recap::html(&clean(&text), level.unwrap_or(3));
        // Entities of a note are characters by now.
        Value::from_safe_string(clean(&html).into_owned())
    });
    env.add_filter("rows", |text: String| super::rows(&text));
    env.add_filter("slug", |text: String| slug(&text));
    let matrix = export.matrix.clone();
    env.add_function("matrix_svg", move || {
        Value::from_safe_string(chart::matrix(&matrix))
    });
    let heat = export.heat.clone();
    env.add_function("heat_svg", move |title: Option<String>| {
        let title = title.as_deref().unwrap_or(heat.title());
        Value::from_safe_string(chart::heat(&heat, title))
    });
    let base = export.link_base.clone();
    env.add_function("note_link", move |path: String| {
        note_link(base.as_deref(), &path)
    });
    env
}

/// Pages and pictures escape what is put into them, as their names say, whatever stands for the engine behind.
fn escapes(name: &str) -> AutoEscape {
    let name = name.to_ascii_lowercase();
    let name = [".j2", ".jinja", ".jinja2"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(&name);
    match name.rsplit('.').next() {
        Some("html" | "htm" | "xhtml" | "xml" | "svg") => AutoEscape::Html,
        _ => AutoEscape::None,
    }
}
