//! Text whose lines are as written: a mail in an archive, minutes saved as text. It is mostly Markdown already.

/// The same lines, with nothing in them that Markdown would take for HTML or for a link that runs.
pub(super) fn prose(text: &str) -> String {
    let text = text.replace('\u{a0}', " ");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let indent = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let filled = lines.iter().filter(|line| !line.is_empty());
    let common = filled.map(indent).min().unwrap_or(0);
    let mut out = String::with_capacity(text.len());
    for line in lines {
        let line = line.get(common..).unwrap_or("");
        // The mark above a signature would make a heading of the line before it.
        if line == "--" {
            out.push('\\');
        }
        escape(&mut out, line);
        out.push('\n');
    }
    out.trim_matches('\n').to_owned()
}

fn escape(out: &mut String, line: &str) {
    for (at, c) in line.char_indices() {
        let rest = &line[at + c.len_utf8()..];
        let live = match c {
            '<' => opens_tag(rest),
            ']' => leads_astray(rest),
            _ => false,
        };
        if live {
            out.push('\\');
        }
        out.push(c);
    }
}

/// `<b>`, `</b>`, `<!-- -->`; `<https://e.org>` is a link.
fn opens_tag(rest: &str) -> bool {
    let is_link = ["http://", "https://"]
        .iter()
        .any(|scheme| rest.starts_with(scheme));
    !is_link && rest.starts_with(|c: char| c.is_alphabetic() || "/!?".contains(c))
}

/// `](javascript:x)` and `]: javascript:x`.
fn leads_astray(rest: &str) -> bool {
    let Some(target) = rest.strip_prefix(['(', ':']) else {
        return false;
    };
    let target = target.trim_start().trim_start_matches('<').to_lowercase();
    let is_web = ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| target.starts_with(scheme));
    let end = target.find([' ', ')']).unwrap_or(target.len());
    // A target on the next line, an entity or an escape may hide a scheme.
    !is_web && (target.is_empty() || target[..end].contains([':', '&', '\\', '\t']))
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn keeps_lines() {
        let mail = "  Hi all,\n\n  * one\n  > said\n  1 < 2 <https://e.org> [x](https://e.org)  \n  -- \n  Jay";
        let expected =
            "Hi all,\n\n* one\n> said\n1 < 2 <https://e.org> [x](https://e.org)\n\\--\nJay";
        assert_eq!(prose(mail), expected);
    }

    #[test]
    fn frees_it_of_what_runs() {
        let evil = "<script>x</script> [a](javascript:x) [b]: <data:x\n[c](&#106;avascript:x)";
        let expected =
            "\\<script>x\\</script> [a\\](javascript:x) [b\\]: \\<data:x\n[c\\](&#106;avascript:x)";
        assert_eq!(prose(evil), expected);
    }
}
