//! Errors as a person reads them: what is wrong, where, why, and how to mend it.

use super::words;
use crate::model::Excerpt;
use crate::render::clean;
use crate::render::place::excerpt;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

/// Why a command could not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// Whoever read the answer stopped reading: no error.
    ClosedPipe,
    /// Anything else.
    Told(Box<Told>),
}

/// What is told about a failure.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// What is wrong.
    message: String,
    /// Why, outermost first.
    causes: Vec<String>,
    /// Where in a text it is, if it is in one.
    place: Option<Excerpt>,
    /// How to mend it.
    hint: Option<String>,
    /// Whether a damaged index may have led to it.
    may_be_damage: bool,
}

impl Failure {
    /// A failure with a message alone.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self::Told(Box::new(Told {
            message: message.into(),
            ..Told::default()
        }))
    }

    /// The same with a hint.
    pub(super) fn hinted(mut self, hint: impl Into<String>) -> Self {
        if let Self::Told(told) = &mut self {
            told.hint = Some(hint.into());
        }
        self
    }

    /// What is wrong, and why, to be compared with other failures.
    pub(super) fn message(&self) -> String {
        match self {
            Self::ClosedPipe => String::new(),
            Self::Told(told) => format!("{}\n{}", told.message, told.causes.join("\n")),
        }
    }

    /// Whether a damaged index may have led to it.
    pub(super) fn may_be_damage(&self) -> bool {
        matches!(self, Self::Told(told) if told.may_be_damage)
    }

    /// A fault of a template of the user's own.
    pub(super) fn of_template(error: &crate::render::export::TemplateError) -> Self {
        Self::Told(Box::new(Told {
            message: error.to_string(),
            causes: causes(error),
            place: error.excerpt().cloned(),
            hint: error.hint().map(str::to_owned),
            may_be_damage: false,
        }))
    }

    /// What is wrong and how to mend it, where there is one line for both.
    pub(super) fn in_a_line(&self) -> String {
        let Self::Told(told) = self else {
            return String::new();
        };
        let hint = told.hint.iter().map(|hint| format!(" ({hint})"));
        let text: String = std::iter::once(told.message.clone()).chain(hint).collect();
        clean::line(&text)
    }

    /// Writes it to `out`.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self::Told(told) = self else {
            return Ok(());
        };
        match &told.place {
            Some(place) => write!(out, "{}", excerpt("error", &told.message, place))?,
            None => writeln!(out, "error: {}", clean::clean(&told.message))?,
        }
        for cause in &told.causes {
            writeln!(out, "caused by: {}", clean::clean(cause))?;
        }
        if let Some(hint) = &told.hint {
            writeln!(out, "hint: {}", clean::clean(hint))?;
        }
        Ok(())
    }
}

/// The causes of an error, outermost first.
fn causes(error: &dyn std::error::Error) -> Vec<String> {
    let first = error.source();
    std::iter::successors(first, |cause| cause.source())
        .map(ToString::to_string)
        .collect()
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        Self::new(format!("cannot write the answer: {error}"))
    }
}

impl From<crate::config::ListenError> for Failure {
    fn from(error: crate::config::ListenError) -> Self {
        Self::Told(Box::new(Told {
            message: error.to_string(),
            causes: causes(&error),
            hint: error.hint().map(str::to_owned),
            ..Told::default()
        }))
    }
}

impl From<crate::kb::Error> for Failure {
    fn from(error: crate::kb::Error) -> Self {
        Self::Told(Box::new(Told {
            message: error.to_string(),
            causes: causes(&error),
            place: error.excerpt(),
            hint: error.hint(),
            may_be_damage: error.may_be_damage(),
        }))
    }
}

/// Writes what clap has to say: help and versions to stdout, errors to stderr with our own hints.
pub(super) fn usage(mut error: clap::Error, args: &[OsString]) -> ExitCode {
    leave_out_dashes(&mut error);
    let error = &error;
    let hostile = |arg: &OsString| arg.to_string_lossy().contains(clean::is_hostile);
    let written = match error.use_stderr() && args.iter().any(hostile) {
        // It quotes its arguments as they came.
        true => write!(
            io::stderr(),
            "{}",
            clean::clean(&error.render().to_string())
        ),
        false => error.print(),
    };
    if error.use_stderr() {
        // Where stderr is closed there is nobody to tell.
        let _ = hints(error, args);
    } else if let Err(error) = written.and_then(|()| io::stdout().flush()) {
        // Help is an answer like any other; a closed pipe is quiet here too.
        let failure = Failure::from(error);
        let _ = failure.write(&mut io::stderr());
        return ExitCode::from(match failure {
            Failure::ClosedPipe => 0,
            Failure::Told(_) => 2,
        });
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Takes out clap's advice to write an unknown option behind `--`: it is a slip of an option far more often than a text, and there it
/// would lose the other words of a query.
fn leave_out_dashes(error: &mut clap::Error) {
    if error.kind() != ErrorKind::UnknownArgument {
        return;
    }
    if let Some(ContextValue::StyledStrs(mut tips)) = error.remove(ContextKind::Suggested) {
        tips.retain(|tip| !tip.to_string().starts_with("to pass "));
        if !tips.is_empty() {
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
        }
    }
}

/// What clap does not know of how to mend it.
fn hints(error: &clap::Error, args: &[OsString]) -> io::Result<()> {
    if error.kind() == ErrorKind::InvalidUtf8 {
        writeln!(io::stderr(), "\nhint: pass it as UTF-8 text")?;
    }
    let unknown = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(arg)) if error.kind() == ErrorKind::UnknownArgument => arg,
        _ => return Ok(()),
    };
    let command = super::command();
    let typed = words::typed(&command, args);
    // Of what it took for a row of options, clap names the first letter.
    let whole = typed.iter().find(|word| word.starts_with(unknown.as_str()));
    if let Some(short) = whole.unwrap_or(unknown).strip_prefix('-') {
        let meant = words::meant_by(&command, args, short).join("`, `--");
        if !meant.is_empty() {
            writeln!(io::stderr(), "\nhint: did you mean `--{meant}`?")?;
        }
    }
    if let (Some(name), Some(_)) = (words::name(&command, args), whole) {
        let words: Vec<String> = typed.iter().map(|word| words::quoted(word)).collect();
        let line = clean::line(&words.join(" "));
        let text = "\nhint: if it is part of the query, put `--` before all of its words";
        writeln!(io::stderr(), "{text}: kb {name} -- {line}")?;
    }
    Ok(())
}
