//! The user's own template: the same data as ours, within limits of time, memory and output.

use super::values::{data, engine, value};
use crate::kb::reports::Export;
use crate::model::Excerpt;
use crate::render::clean::line;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Error, ErrorKind, Value};
use std::io::{self, Write};

/// Steps that a template may take; data counts too, 64 bytes a step, so that this bounds time and memory.
const FUEL: u64 = 10_000_000;
/// Bytes that a template may write.
const OUTPUT: u64 = 64 << 20;
/// How deep calls of macros may nest.
const DEPTH: usize = 200;

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
    let mut env = engine(export);
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(DEPTH);
    // What refers to itself, or doubles with each step, no count of steps holds in bounds.
    env.remove_global("namespace");
    // Its `indent` may be of any width.
    env.add_filter("tojson", to_json);
    let fault = |error: &Error| fault(error, source, name);
    let syntax = SyntaxConfig::builder().keep_trailing_newline(true).build();
    env.set_syntax(syntax.map_err(|error| fault(&error))?);
    let data = data(export).map_err(|error| TemplateError::Write(error.into()))?;
    let template = env
        .template_from_named_str(name, source)
        .map_err(|error| fault(&error))?;
    let mut out = Bounded {
        out,
        left: OUTPUT,
        failed: None,
    };
    let rendered = template
        .render_captured_to(value(&data), &mut out)
        .map(drop);
    match (rendered, out.failed) {
        (Ok(()), None) => Ok(()),
        (_, Some(error)) => Err(TemplateError::Write(error)),
        (Err(error), None) => Err(fault(&error)),
    }
}

/// A writer that takes so many bytes and keeps the error of what is behind it.
struct Bounded<'w> {
    out: &'w mut dyn Write,
    left: u64,
    failed: Option<io::Error>,
}

impl Write for Bounded<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(left) = self.left.checked_sub(bytes.len() as u64) else {
            return Err(io::Error::other("too much output"));
        };
        self.left = left;
        self.out.write_all(bytes).map_err(|error| {
            let kind = error.kind();
            self.failed = Some(error);
            io::Error::from(kind)
        })?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The engine's error in our words, with the line it is about.
fn fault(error: &Error, source: &str, name: &str) -> TemplateError {
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
        ErrorKind::UndefinedError => (
            described(error),
            Some("`docs/export.md` lists what there is"),
        ),
        _ => (described(error), None),
    };
    TemplateError::Fault {
        reason: line(&reason),
        place: excerpt(error, source, name).map(Box::new),
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
mod tests {
    use super::{TemplateError, template};
    use crate::render::sample;

    fn render(source: &str, name: &str) -> Result<String, TemplateError> {
        let mut out = Vec::new();
        template(&mut out, source, name, &sample::export(2, 2))?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn writes_what_it_says() {
        let source = "{% for r in releases %}{{ r.release }}: {{ r.topics|length }}\n{% endfor %}";
        assert_eq!(render(source, "a.txt").unwrap(), "Kilo: 2\nLiberty: 2\n");
        assert_eq!(
            render("{{ releases[0].topics[0].link }}x\n", "a").unwrap(),
            "x\n"
        );
        assert!(
            render("{{ matrix_svg() }}{{ heat_svg() }}", "a.html")
                .unwrap()
                .contains("<svg ")
        );
    }

    #[test]
    fn text_is_clean_and_escaped_by_name() {
        let source = "{{ releases[0].topics[1].title }}";
        for (name, opens) in [
            ("a.html", "&lt;script"),
            ("a.svg.j2", "&lt;script"),
            ("A.HTM.jinja", "&lt;script"),
            ("a.md", "<script"),
        ] {
            let text = render(source, name).unwrap();
            assert!(
                text.starts_with(opens) && !text.contains('\u{1b}') && !text.contains('\u{202e}'),
                "{text}"
            );
            assert!(text.contains("{{ 7 * 7 }}"), "notes are no templates");
        }
        assert!(
            render("{{ scope|md }}", "a.md")
                .unwrap()
                .contains("\\<script\\>")
        );
    }

    #[test]
    fn faults_have_their_place() {
        for (source, line, text, reason) in [
            ("a\n{{ b.c }}\n", 2, "{{ b.c }}", "undefined value"),
            (
                "a\n\n  {% fro x in y %}",
                3,
                "  {% fro x in y %}",
                "syntax error",
            ),
            ("{{ scope|nope }}", 1, "{{ scope|nope }}", "unknown filter"),
            (
                "{% include \"/etc/passwd\" %}",
                1,
                "{% include \"/etc/passwd\" %}",
                "/etc/passwd",
            ),
            (
                "é\r\né {{ releases.foo.bar }}\r\n",
                2,
                "é {{ releases.foo.bar }}",
                "undefined value",
            ),
        ] {
            let error = render(source, "a.md").unwrap_err();
            let place = error.excerpt().unwrap();
            assert_eq!((place.line, place.text.as_str()), (line, text));
            assert!(
                place.text.get(place.start..place.end).is_some(),
                "{place:?}"
            );
            assert!(error.to_string().contains(reason), "{error}");
        }
        assert!(
            render("{% import \"x\" as y %}", "a")
                .unwrap_err()
                .hint()
                .unwrap()
                .contains("no other files")
        );
    }

    #[test]
    fn limits_hold() {
        for source in [
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "{% set n = namespace(x='abcdefgh') %}{% for a in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
            "{% set n = namespace() %}{% set n.x = n %}{{ n }}",
            "{{ releases|tojson(indent=1000000000) }}",
            "{{ 'x' * 90000000 * 90000000 }}",
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "{% include 'a.md' %}",
            "{% set x = 'x' * 50000000 %}{{ x }}{{ x }}",
        ] {
            let error = render(source, "a.md").unwrap_err();
            assert!(matches!(error, TemplateError::Fault { .. }), "{error:?}");
        }
    }

    #[test]
    fn a_full_disk_is_no_fault_of_the_template() {
        struct Full;
        impl std::io::Write for Full {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let error = template(&mut Full, "a", "a", &sample::export(1, 1)).unwrap_err();
        assert!(matches!(error, TemplateError::Write(_)), "{error:?}");
    }
}
