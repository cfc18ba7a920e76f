//! Which lines are code: commands, settings, programs, logs.

use super::{lists, tables};
use crate::recap::lines::Line;

/// How programs' lines begin.
const BEGINS: &[&str] = &[
    "$ ",
    "# ",
    "#!",
    ">>> ",
    "+++ ",
    "@@ ",
    "import ",
    "def ",
    "if __name__",
    "sudo ",
    "cd ",
    "cp ",
    "rm ",
    "vi ",
    "cat ",
    "echo ",
    "export ",
    "fi",
    "done",
    "esac",
    "shopt ",
    "for (",
    "if [",
    "if (",
    "except ",
    "#include",
    "//",
    "/*",
    "git ",
    "pip ",
    "apt ",
    "yum ",
    "curl ",
    "ssh ",
];
/// How they end.
const ENDS: &[&str] = &["{", "}", ";", "):", "()", "(", " \\", "];", "});"];

/// Lines after which a fence is looked for no more.
const FARTHEST: usize = 400;

/// How many of these lines, rows of tables aside, read like code, and how many there are.
pub(super) fn telling(lines: &[Line<'_>]) -> (usize, usize) {
    let own = || lines.iter().filter(|line| !tables::is_row(line.text));
    let telling = own().filter(|line| is_code_line(line.text.trim()));
    (telling.count(), own().count())
}

/// How many of `lines` are code between fences, the fences included.
pub(super) fn fenced(lines: &[Line<'_>]) -> Option<usize> {
    let first = lines.first()?.text.trim();
    let ends = match first {
        "{{{" => "}}}",
        _ if first.starts_with("```") && !first[3..].contains('`') => "```",
        _ => return None,
    };
    // A fence that is never closed fences nothing.
    let mut near = lines.iter().enumerate().skip(1).take(FARTHEST);
    near.find(|(_, line)| line.text.trim() == ends)
        .map(|(at, _)| at + 1)
}

/// Whether a line reads like code.
fn is_code_line(text: &str) -> bool {
    let lower = text.starts_with(|c: char| !c.is_uppercase());
    if text.starts_with("HTTP/") || text.starts_with("Traceback (") || text.starts_with("File \"") {
        return true;
    }
    let prompts = text.starts_with("$ ") || text.starts_with("# ") || text.starts_with(">>> ");
    let words = text.split_whitespace().count();
    let begins = BEGINS
        .iter()
        .any(|mark| match mark.ends_with(' ') || mark.len() > 4 {
            true => text.starts_with(mark),
            false => {
                text == *mark || !mark.chars().all(char::is_alphabetic) && text.starts_with(mark)
            }
        });
    // `from the list we made for the next cycle` is a sentence.
    let terse = words <= 8 && !text.ends_with(['.', '!', '?', ',']);
    let ends = ENDS.iter().any(|mark| text.ends_with(mark))
        && !text.ends_with("):)")
        && !is_sentence(text)
        && !is_clause(text);
    prompts || begins && lower && terse || ends && words <= 12 || assigns(text) || is_path(text)
}

/// Whether a line that ends with `;` is one of several that end so, such as the items of a list.
fn is_clause(text: &str) -> bool {
    let signs = [
        '=', '(', ')', '[', ']', '{', '}', '<', '$', '"', '\'', '_', '\\',
    ];
    let words = text.split_whitespace().count();
    text.ends_with(';')
        && (lists::mark(text).is_some()
            || !text.contains(signs) && (words > 2 || text.contains(": ")))
}

/// Whether a line that ends like code is words all the same: `Decision: we keep it;`.
fn is_sentence(text: &str) -> bool {
    let plain = |word: &&str| {
        let word = word.trim_matches(|c: char| ".,;:()".contains(c));
        !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || "-'".contains(c))
    };
    let words = text.split_whitespace().count();
    let plain = text.split_whitespace().filter(plain).count();
    text.starts_with(char::is_uppercase)
        && plain >= 3
        && plain * 4 >= words * 3
        && !text.contains("()")
}

/// `name = value`, `name=value`, `section.name: value` without blanks in the name.
fn assigns(text: &str) -> bool {
    let Some((name, value)) = text.split_once('=') else {
        return false;
    };
    let name = name.trim_end_matches([' ', '+', ':', '-', '|']);
    let named = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || "_.-[]'\"$".contains(c));
    named && !value.starts_with('=') && !value.starts_with('>')
}

/// A path alone, or one that is called with something.
fn is_path(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or(text);
    let path = first.starts_with('/') || first.starts_with("~/") || first.starts_with("./");
    path && first.len() > 2 && !text.ends_with(['.', ',', ':'])
}

/// Whether a line holds signs that words do without.
pub(super) fn has_signs(text: &str) -> bool {
    let odd = text.contains([
        '=', '{', '}', '[', ']', '<', '>', '$', '|', '\\', '`', '~', '^', '_', ';', '@', '%', '*',
    ]) || text.contains("//")
        || text.starts_with(['#', '/', '.', '-'])
        || text.contains("()");
    let open = text.matches('(').count() != text.matches(')').count();
    // `Fix #123` names an issue, `a # b` is a remark in code.
    let remark = text.contains("# ") || text.ends_with('#');
    odd || open || remark && !text.contains("C# ")
}

#[cfg(test)]
mod tests {
    use super::{Line, has_signs, telling};

    fn code(text: &str) -> bool {
        let lines: Vec<Line<'_>> = text.lines().map(|line| Line::new(line, 1)).collect();
        let (telling, all) = telling(&lines);
        telling * 2 > all
    }

    #[test]
    fn tells_code_from_words() {
        for text in [
            "# From the ml2 plugin",
            "$ cinder list",
            "import os\nimport sys",
            "run = True\nlogging.basicConfig(",
            "class A(object):\ndef b(self):\nglobal c",
            "cd /etc\ncp a b\nifup eth1",
            "flat_networks = provider,iscsi",
            "int main() {\n  return 0;\n}",
        ] {
            assert!(code(text), "{text}");
        }
        for text in [
            "From the list we made for the next cycle.",
            "Replication Next Steps\nReplication was added.",
            "We agreed on x = y for all drivers.",
            "Import existing volumes\nThis is about managing volumes (see the spec).",
            "class of service is for later",
            "Decision: we keep it;",
            "- the v2 API goes;\n- the v3 API (for now) stays;",
            "Ann: docs;\nBob: code;",
            "A short summary of the meeting today (the agenda is at [0]):",
        ] {
            assert!(!code(text), "{text}");
        }
    }

    #[test]
    fn knows_signs_of_code() {
        for text in [
            "Deadlines (",
            "Host 10.125.*",
            "allow_fallback",
            "# x",
            "a=b",
            "main()",
        ] {
            assert!(has_signs(text), "{text}");
        }
        for text in [
            "Active/Active HA",
            "What's next?",
            "API (v2.1)",
            "Q&A",
            "Fix #123",
        ] {
            assert!(!has_signs(text), "{text}");
        }
    }
}
