//! The user's own template: the same data as ours, within limits of time, memory and output.

use super::values::{data, engine, value};
use crate::kb::reports::Export;
use crate::model::Excerpt;
use crate::render::clean::line;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error, ErrorKind, Value};
use std::io::{self, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// Steps that a template may take; data counts too, 64 bytes a step, so that this bounds time and memory.
const FUEL: u64 = 10_000_000;
/// Bytes that a template may write.
const OUTPUT: usize = 64 << 20;
/// How deep calls of macros may nest.
const DEPTH: usize = 200;
/// Bytes that a template may have.
pub const LONGEST: usize = 64 << 10;
/// How long filling a template may take: comparing and nesting cost no steps.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes of stack for its engine, which goes a step deeper with every sign of an expression.
const STACK: usize = 256 << 20;

/// A value as JSON on one line, harmless inside a script of a page.
fn to_json(data: Value) -> Result<Value, Error> {
    let text = serde_json::to_string(&data).map_err(|error| {
        Error::new(ErrorKind::BadSerialization, "this cannot be JSON").with_source(error)
    })?;
    let safe = text
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\'', "\\u0027");
    Ok(Value::from_safe_string(safe))
}

/// Why a template gave nothing.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The template has a fault.
    #[error("{reason}")]
    Fault {
        /// What is the matter.
        reason: String,
        /// Where it stands; `None` where it is in no line.
        place: Option<Box<Excerpt>>,
        /// How to mend it, where we know.
        hint: Option<String>,
    },
    /// Its output could not be written.
    #[error("cannot write the output of the template")]
    Write(#[source] io::Error),
}

impl TemplateError {
    /// The line of the template that it is about.
    #[must_use]
    pub fn excerpt(&self) -> Option<&Excerpt> {
        match self {
            Self::Fault { place, .. } => place.as_deref(),
            Self::Write(_) => None,
        }
    }

    /// How to mend it, where we know.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Fault { hint, .. } => hint.as_deref(),
            Self::Write(_) => None,
        }
    }
}

/// Writes what the template `source` makes of `export`. Its `name` decides whether text is escaped for HTML.
///
/// # Errors
/// Where the template has a fault, exceeds a limit, or its output cannot be written.
pub fn template(
    out: &mut dyn Write,
    source: &str,
    name: &str,
    export: &Export,
) -> Result<(), TemplateError> {
    let template = Template {
        source,
        name,
        page: "docs/export.md",
    };
    let data = data(export).map_err(|error| TemplateError::Write(error.into()))?;
    let filled = template.filled(engine(export), data)?;
    out.write_all(&filled).map_err(TemplateError::Write)
}

/// A template of the user's own.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Template<'t> {
    /// Its text.
    pub(in crate::render) source: &'t str,
    /// What messages call it.
    pub(in crate::render) name: &'t str,
    /// The document that says what it is given.
    pub(in crate::render) page: &'static str,
}

impl Template<'_> {
    /// What it makes of this data, within the limits.
    pub(in crate::render) fn filled(
        self,
        env: Environment<'static>,
        data: serde_json::Value,
    ) -> Result<Vec<u8>, TemplateError> {
        if self.source.len() > LONGEST {
            let most = LONGEST >> 10;
            return Err(limit(format!("the template is larger than {most} KiB")));
        }
        let (source, name) = (self.source.to_owned(), self.name.to_owned());
        within(PATIENCE, move || {
            let template = Template {
                source: &source,
                name: &name,
                page: self.page,
            };
            filled(env, &data, template)
        })
    }
}

/// Does the work on a thread of its own, so that its depth costs no other stack, and waits so long for it. What does
/// not end goes on until kb does, which is at once.
fn within(
    patience: Duration,
    work: impl FnOnce() -> Result<Vec<u8>, TemplateError> + Send + 'static,
) -> Result<Vec<u8>, TemplateError> {
    let (done, end) = mpsc::channel();
    let thread = std::thread::Builder::new().stack_size(STACK);
    thread
        // Nobody may be waiting any more.
        .spawn(move || drop(done.send(work())))
        .map_err(TemplateError::Write)?;
    end.recv_timeout(patience).unwrap_or_else(|error| {
        Err(limit(match error {
            RecvTimeoutError::Timeout => "the template takes too long: it was stopped".to_owned(),
            RecvTimeoutError::Disconnected => "the template broke its engine".to_owned(),
        }))
    })
}

/// What a template makes of its data.
fn filled(
    mut env: Environment<'_>,
    data: &serde_json::Value,
    of: Template<'_>,
) -> Result<Vec<u8>, TemplateError> {
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(DEPTH);
    // What refers to itself, or doubles with each step, no count of steps holds in bounds.
    env.remove_global("namespace");
    // Its `indent` may be of any width.
    env.add_filter("tojson", to_json);
    let fault = |error: &Error| fault(error, of);
    let syntax = SyntaxConfig::builder().keep_trailing_newline(true).build();
    env.set_syntax(syntax.map_err(|error| fault(&error))?);
    let template = env
        .template_from_named_str(of.name, of.source)
        .map_err(|error| fault(&error))?;
    let mut out = Bounded(Vec::new());
    template
        .render_captured_to(value(data), &mut out)
        .map_err(|error| fault(&error))?;
    Ok(out.0)
}

/// Bytes, up to as many as a template may write.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > OUTPUT {
            return Err(io::Error::other("too much output"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A fault of the template that is in no line of it.
fn limit(reason: String) -> TemplateError {
    TemplateError::Fault {
        reason,
        place: None,
        hint: Some("make it shorter and simpler, or ask for fewer topics".to_owned()),
    }
}

/// The engine's error in our words, with the line it is about.
fn fault(error: &Error, of: Template<'_>) -> TemplateError {
    let lists = format!("`{}` lists what there is", of.page);
    let (reason, hint) = match error.kind() {
        ErrorKind::TemplateNotFound => (
            error
                .detail()
                .unwrap_or("there is no such template")
                .to_owned(),
            Some("a template reads no other files: write it all in one"),
        ),
        ErrorKind::OutOfFuel => (
            "the template does too much: it was stopped".to_owned(),
            Some("look for a loop that does not end or a text that grows; or ask for fewer topics"),
        ),
        ErrorKind::WriteFailure => (
            format!("the template writes more than {} MiB", OUTPUT >> 20),
            Some("ask for fewer topics"),
        ),
        ErrorKind::UndefinedError => (described(error), Some(lists.as_str())),
        _ => (described(error), None),
    };
    TemplateError::Fault {
        reason: line(&reason),
        place: excerpt(error, of.source, of.name).map(Box::new),
        hint: hint.map(str::to_owned),
    }
}

fn described(error: &Error) -> String {
    match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    }
}

fn excerpt(error: &Error, source: &str, name: &str) -> Option<Excerpt> {
    let number = error.line()?;
    let text = source.split('\n').nth(number.checked_sub(1)?)?;
    let text = text.strip_suffix('\r').unwrap_or(text);
    // The engine counts bytes of the whole template; a range may begin on an earlier line.
    let begin: usize = source
        .split_inclusive('\n')
        .take(number - 1)
        .map(str::len)
        .sum();
    let range = error
        .range()
        .filter(|range| range.start >= begin && range.start <= begin + text.len());
    let (start, end) = range.map_or((0, text.len()), |range| {
        (range.start - begin, range.end.saturating_sub(begin))
    });
    Some(Excerpt {
        origin: name.to_owned(),
        line: u32::try_from(number).unwrap_or(u32::MAX),
        text: text.to_owned(),
        start,
        end: end.clamp(start, text.len()),
    })
}

#[cfg(test)]
mod tests;
