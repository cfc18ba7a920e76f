//! A message with the place it is about: file, line, caret, hint.

use super::clean;
use super::measure::filled;
use crate::model::{Diagnostic, Excerpt};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// Columns before the lines of a hint that goes on.
const HANGING: usize = 2;

/// A message of this severity (`error`, `warning`, `note`) with its line and a caret, without colours.
#[must_use]
pub fn excerpt(severity: &str, message: &str, place: &Excerpt) -> String {
    let level = match severity {
        "error" => Level::ERROR,
        "warning" => Level::WARNING,
        _ => Level::NOTE,
    };
    // Cleaning may change lengths, so the caret's place is measured in cleaned text.
    let cut = |upto: usize| clean::line(place.text.get(..upto).unwrap_or(&place.text));
    let text = clean::line(&place.text);
    let start = cut(place.start).len().min(text.len());
    let end = cut(place.end).len().clamp(start, text.len());
    let message = clean::clean(message).into_owned();
    let origin = clean::line(&place.origin);
    let line = usize::try_from(place.line).unwrap_or(1);
    let snippet = Snippet::source(&text)
        .path(&origin)
        .line_start(line)
        .annotation(AnnotationKind::Primary.span(start..end));
    let report = &[level.primary_title(&message).element(snippet)];
    let mut out = Renderer::plain().render(report).to_string();
    out.push('\n');
    out
}

/// A diagnostic about the note at `path`, with its hint, which is filled to `width` columns.
#[must_use]
pub fn diagnostic(path: &str, diagnostic: &Diagnostic, width: Option<usize>) -> String {
    let severity = diagnostic.severity.to_string();
    let mut out = if diagnostic.line == 0 {
        format!(
            "{severity}: {}\n --> {}\n",
            clean::line(&diagnostic.message),
            clean::line(path)
        )
    } else {
        let start = byte_of(&diagnostic.source_line, diagnostic.column);
        let length = diagnostic.span.end.saturating_sub(diagnostic.span.start);
        let end = (start + length).min(diagnostic.source_line.len());
        let end = (start..=end)
            .rev()
            .find(|e| diagnostic.source_line.is_char_boundary(*e))
            .unwrap_or(start);
        let place = Excerpt {
            origin: path.to_owned(),
            line: diagnostic.line,
            text: diagnostic.source_line.clone(),
            start,
            end,
        };
        excerpt(&severity, &diagnostic.message, &place)
    };
    if let Some(hint) = &diagnostic.hint {
        let hint = format!("hint: {}", clean::line(hint));
        out.push_str(&filled(&hint, 0, HANGING, width));
        out.push('\n');
    }
    out
}

/// The byte of a column counted in characters from 1.
fn byte_of(text: &str, column: u32) -> usize {
    let index = usize::try_from(column.max(1) - 1).unwrap_or(0);
    text.char_indices()
        .nth(index)
        .map_or(text.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::{diagnostic, excerpt};
    use crate::model::{Diagnostic, Excerpt, Severity, Span, shown_line};

    #[test]
    fn points_at_the_place() {
        let place = Excerpt {
            origin: "a.md".into(),
            line: 7,
            text: "x\u{1b}y bad".into(),
            start: 4,
            end: 7,
        };
        let shown = excerpt("warning", "it is bad", &place);
        assert!(
            shown.starts_with("warning: it is bad\n --> a.md:7:5\n"),
            "{shown}"
        );
        assert!(
            shown.contains("^^^") && !shown.contains('\u{1b}'),
            "{shown}"
        );
    }

    #[test]
    fn a_long_line_is_marked_where_it_is_cut() {
        let line = |before: usize, behind: usize| {
            let told = Diagnostic {
                line: 1,
                column: u32::try_from(before + 1).unwrap(),
                span: Span::new(0, 4),
                source_line: shown_line(
                    &format!("{}here{}", "a ".repeat(before / 2), " b".repeat(behind)),
                    before + 4,
                ),
                ..Diagnostic::of_file(Severity::Note, "untagged", "x")
            };
            let shown = diagnostic("a.md", &told, None);
            let line = shown.lines().find(|line| line.contains("here"));
            let line = line.unwrap().trim_start_matches("1 | ").to_owned();
            let caret = shown.lines().find(|line| line.contains("^^^^")).unwrap();
            let column = caret.find('^').unwrap() - "  | ".len();
            assert_eq!(&line[column..column + 4], "here", "{shown}");
            (line.starts_with("..."), line.ends_with("..."))
        };
        assert_eq!(line(2, 4), (false, false));
        assert_eq!(line(2, 400), (false, true));
        assert_eq!(line(400, 400), (true, true));
        assert_eq!(line(180, 12), (true, false));
        assert_eq!(line(180, 60), (true, true));
        assert_eq!(line(196, 2), (true, false));
    }
}
