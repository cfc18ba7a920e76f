//! Why a query could not be read, where, and how to write it instead.

use super::range::{BadRange, HOW_TO_WRITE};
use super::tree::Field;
use super::{MAX_BYTES, MAX_DEPTH, MAX_GAP, MAX_REGEX_BYTES, MAX_TERMS};
use crate::model::Span;

/// Why a text is no query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// Nothing to look for.
    #[error("the query is empty")]
    Empty,
    /// More text than a query may have.
    #[error("the query is too long: {bytes} bytes of at most {MAX_BYTES}")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// Groups in groups beyond the limit.
    #[error("the query is nested too deep: more than {MAX_DEPTH} open parentheses")]
    TooDeep {
        /// The parenthesis that is one too many.
        span: Span,
    },
    /// More terms than a query may have.
    #[error("the query has too many terms: more than {MAX_TERMS}")]
    TooManyTerms {
        /// The term that is one too many.
        span: Span,
    },
    /// A quotation mark opens and none closes.
    #[error("this quote is not closed")]
    UnclosedQuote {
        /// The opening mark.
        span: Span,
    },
    /// A parenthesis opens a group and none closes it.
    #[error("this `(` is not closed")]
    UnclosedGroup {
        /// The parenthesis.
        span: Span,
    },
    /// More words between near words than may be asked for.
    #[error("the words may stand at most {MAX_GAP} words apart")]
    GapTooLarge {
        /// The number.
        span: Span,
    },
    /// A regular expression begins and does not end.
    #[error("this regular expression is not closed")]
    UnclosedRegex {
        /// `re:` and its slash.
        span: Span,
    },
    /// A regular expression without anything in it.
    #[error("this regular expression is empty")]
    EmptyRegex {
        /// All of it.
        span: Span,
    },
    /// A regular expression ends and the text goes on.
    #[error("this `/` ends the regular expression, and text follows")]
    SlashInRegex {
        /// The slash.
        span: Span,
    },
    /// A regular expression that is longer than it may be.
    #[error("this regular expression is too long: {bytes} bytes of at most {MAX_REGEX_BYTES}")]
    LongRegex {
        /// Its length.
        bytes: usize,
        /// The expression.
        span: Span,
    },
    /// A field without a value.
    #[error("`{field}:` has no value")]
    NoValue {
        /// The field.
        field: Field,
        /// Its name and colon.
        span: Span,
    },
    /// A field with a group for its value.
    #[error("`{field}:` takes one value, not a group")]
    GroupAsValue {
        /// The field.
        field: Field,
        /// Its name, colon and the parenthesis.
        span: Span,
    },
    /// A field of dates with a value that is none.
    #[error("`{field}:` needs a date: {reason}")]
    BadDate {
        /// The field.
        field: Field,
        /// What is wrong with its value.
        reason: BadRange,
        /// The value.
        span: Span,
    },
    /// `has:` with something that topics are not asked for.
    #[error("`has:` does not know `{value}`")]
    BadHas {
        /// What it does not know.
        value: String,
        /// The same in the query.
        span: Span,
    },
}

impl QueryError {
    /// Where in the query it is, `None` where it is about the whole query.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            QueryError::Empty | QueryError::TooLong { .. } => None,
            QueryError::TooDeep { span }
            | QueryError::TooManyTerms { span }
            | QueryError::UnclosedQuote { span }
            | QueryError::UnclosedGroup { span }
            | QueryError::NoValue { span, .. }
            | QueryError::GroupAsValue { span, .. }
            | QueryError::BadDate { span, .. }
            | QueryError::GapTooLarge { span }
            | QueryError::UnclosedRegex { span }
            | QueryError::EmptyRegex { span }
            | QueryError::SlashInRegex { span }
            | QueryError::LongRegex { span, .. }
            | QueryError::BadHas { span, .. } => Some(*span),
        }
    }

    /// How to mend it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            QueryError::Empty => "give a word to look for".to_owned(),
            QueryError::TooLong { .. } | QueryError::TooManyTerms { .. } => {
                "a few rare words find more than a whole text".to_owned()
            }
            QueryError::TooDeep { .. } => r"write `\(` for the sign itself".to_owned(),
            QueryError::UnclosedQuote { .. } => {
                r#"close it with `"`, or write `\"` for the sign itself"#.to_owned()
            }
            QueryError::UnclosedGroup { .. } => {
                r"close it with `)`, or write `\(` for the sign itself".to_owned()
            }
            QueryError::NoValue { field, .. } => format!(
                r"put the value right after the colon, or write `{field}\:` for the word itself"
            ),
            QueryError::GroupAsValue { field, .. } => {
                format!("name the field each time: `({field}:a OR {field}:b)`")
            }
            QueryError::BadDate { field, reason, .. } => mend_date(*field, reason),
            QueryError::BadHas { .. } => {
                let [one, two, three, last] = Field::RECORDED.map(|kind| format!("`has:{kind}`"));
                format!("write {one}, {two}, {three} or {last}")
            }
            QueryError::GapTooLarge { .. } => {
                "leave out the quotes and the number to find the words anywhere in a topic"
                    .to_owned()
            }
            QueryError::UnclosedRegex { .. } => {
                r"close it with `/`, or write `re\:/` for the text itself".to_owned()
            }
            QueryError::EmptyRegex { .. } => {
                r"write it as `re:/repl.*/`, or `re\://` for the text itself".to_owned()
            }
            QueryError::SlashInRegex { .. } => {
                r"write `\/` for a slash in the expression, a blank behind its end".to_owned()
            }
            QueryError::LongRegex { .. } => {
                "look for the words themselves, with `OR` between them".to_owned()
            }
        };
        Some(hint)
    }
}

fn mend_date(field: Field, reason: &BadRange) -> String {
    let hint = match (field, reason) {
        (Field::Date, BadRange::Reversed { .. }) => "put the earlier date first",
        (Field::Date, _) => HOW_TO_WRITE,
        _ => "write it as 2015, 2015-10 or 2015-10-27; a range goes with `date:`",
    };
    hint.to_owned()
}
