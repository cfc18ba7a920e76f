//! Parts of a note in which a line that looks like a heading is none: code, tags, comments and formulas over several lines.

use super::blocks::Blocks;
use crate::model::Span;
use regex::{Captures, Regex};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What opens or closes such a part beside the Markdown parser's own marks. A blank line ends a formula.
static MARKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let marks = [
        r"\{%-?\s*(?<liquid>[A-Za-z_]\w*)",
        r"\{\{[<%]\s*(?<hugo>/?\s*[\w-]+)",
        r"(?<open>\{\{|<!--|\\\[)",
        r"(?<close>%\}|\}\}|-->|\\\])",
        r"\\(?<tex>begin|end)\{(?<name>[^}\n]*)\}",
        r"(?i)<(?<end>/?)(?<html>pre|script|style|textarea|code)\b",
        r"(?<math>\$\$)",
        r"(?<blank>\n[ \t]*\r?\n)",
    ];
    Regex::new(&marks.join("|")).ok()
});

/// Blocks of Liquid whose text is no Markdown. Of all others the text may be.
const LITERAL: [&str; 5] = ["highlight", "comment", "codeblock", "mermaid", "plantuml"];

/// Those parts, each list sorted and without overlaps.
#[derive(Debug, Default)]
pub(super) struct Enclosed {
    /// What no reader takes for a heading.
    literal: Vec<Span>,
    /// All of them: what a mend could change the meaning of.
    all: Vec<Span>,
}

impl Enclosed {
    /// Those of a text with these blocks.
    pub(super) fn new(text: &str, found: &Blocks) -> Self {
        let mut pairs = Pairs::default();
        pairs.literal.clone_from(&found.inside);
        if let Some(marks) = MARKS.as_ref() {
            for mark in marks.captures_iter(text) {
                pairs.take(&mark);
            }
        }
        let mut all = pairs.other;
        all.extend(&pairs.literal);
        Self {
            literal: merged(pairs.literal),
            all: merged(all),
        }
    }

    /// Whether the line that begins at this byte is no text of the note's own.
    pub(super) fn is_literal(&self, at: usize) -> bool {
        holds(&self.literal, at)
    }

    /// Whether the line that begins at this byte stands in any such part.
    pub(super) fn has(&self, at: usize) -> bool {
        holds(&self.all, at)
    }
}

/// What has been opened, by its name, and what has been closed too.
#[derive(Default)]
struct Pairs<'t> {
    open: HashMap<(&'static str, &'t str), usize>,
    literal: Vec<Span>,
    other: Vec<Span>,
}

impl<'t> Pairs<'t> {
    fn take(&mut self, mark: &Captures<'t>) {
        let Some(whole) = mark.get(0) else { return };
        let (start, end) = (whole.start(), whole.end());
        let text = |name| mark.name(name).map(|found| found.as_str());
        if let Some(name) = text("liquid") {
            match name.strip_prefix("end") {
                Some(name) => self.close("liquid", name, end, LITERAL.contains(&name)),
                None => self.open("liquid", name, start),
            }
            // The tag itself, which may take several lines.
            self.open("sign", "%}", start);
        } else if let Some(name) = text("hugo") {
            match name.strip_prefix('/') {
                Some(name) => self.close("hugo", name.trim(), end, name.trim() == "highlight"),
                None => self.open("hugo", name, start),
            }
            self.open("sign", "}}", start);
        } else if let Some(sign) = text("open") {
            self.open("sign", closing(sign), start);
        } else if let Some(sign) = text("close") {
            self.close("sign", sign, end, false);
        } else if let (Some(begin), Some(name)) = (text("tex"), text("name")) {
            match begin {
                "begin" => self.open("tex", name, start),
                _ => self.close("tex", name, end, true),
            }
        } else if let (Some(slash), Some(name)) = (text("end"), text("html")) {
            match slash {
                "" => self.open("html", name, start),
                _ => self.close("html", name, end, false),
            }
        } else if text("math").is_some() {
            match self.open.contains_key(&("math", "")) {
                true => self.close("math", "", end, true),
                false => self.open("math", "", start),
            }
        } else {
            self.open.remove(&("math", ""));
            self.open.remove(&("sign", "\\]"));
        }
    }

    fn open(&mut self, kind: &'static str, name: &'t str, at: usize) {
        self.open.entry((kind, name)).or_insert(at);
    }

    fn close(&mut self, kind: &'static str, name: &'t str, end: usize, is_literal: bool) {
        if let Some(start) = self.open.remove(&(kind, name)) {
            let spans = match is_literal {
                true => &mut self.literal,
                false => &mut self.other,
            };
            spans.push(Span::new(start, end));
        }
    }
}

fn closing(open: &str) -> &'static str {
    match open {
        "{{" => "}}",
        "<!--" => "-->",
        _ => "\\]",
    }
}

fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| span.start);
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// Whether a byte stands in one of the spans, and does not begin it.
fn holds(spans: &[Span], at: usize) -> bool {
    let next = spans.partition_point(|span| span.start < at);
    next.checked_sub(1)
        .and_then(|last| spans.get(last))
        .is_some_and(|span| at < span.end)
}

#[cfg(test)]
mod tests {
    use super::Enclosed;
    use crate::recap::blocks::blocks;

    /// The lines of a text that are literal, and those that are enclosed otherwise.
    fn lines(text: &str) -> (Vec<usize>, Vec<usize>) {
        let enclosed = Enclosed::new(text, &blocks(text, 0));
        let mut out = (Vec::new(), Vec::new());
        let mut at = 0;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            match () {
                () if enclosed.is_literal(at) => out.0.push(index + 1),
                () if enclosed.has(at) => out.1.push(index + 1),
                () => {}
            }
            at += line.len();
        }
        out
    }

    #[test]
    fn finds_what_is_no_text_of_the_note() {
        for text in [
            "a <!--\nb\n--> c\nd\n",
            "`a\nb\nc`\nd\n",
            "x <img alt=\"\nb\n\">\nd\n",
            "[a](b \"x\ny\nz\")\nd\n",
            "![a\nb\nc](d)\ne\n",
            "{% highlight c %}\nb\n{% endhighlight %}\nd\n",
            "$$\nb\n$$\nd\n",
            "\\begin{x}\nb\n\\end{x}\nd\n",
        ] {
            assert_eq!(lines(text), (vec![2, 3], vec![]), "{text}");
        }
    }

    #[test]
    fn finds_what_may_be_text() {
        for text in [
            "{% raw %}\nb\n{% endraw %}\nd\n",
            "{%- if x -%}\nb\n{%- endif -%}\nd\n",
            "{% include x\nb\n%}\nd\n",
            "{{< note >}}\nb\n{{< /note >}}\nd\n",
            "\\[\nb\n\\]\nd\n",
            "a <pre>\nb\n</pre>\nd\n",
        ] {
            assert_eq!(lines(text), (vec![], vec![2, 3]), "{text}");
        }
        let comment = "a <!--\n\nb\n\n-->\n\nd\n";
        assert_eq!(lines(comment), (vec![], vec![2, 3, 4, 5]));
    }

    #[test]
    fn what_is_not_closed_encloses_nothing() {
        for text in [
            "{% raw %}\nb\n",
            "a <!--\nb\n",
            "costs $$\nb\n\nof $$\nc\n",
            "\\[a\n\nb\\]\n",
            "{% endraw %}\nb\n{% raw %}\n",
            "\\begin{x}\nb\n\\end{y}\n",
            "`a\n\nb`\n",
        ] {
            assert_eq!(lines(text), (vec![], vec![]), "{text}");
        }
    }
}
