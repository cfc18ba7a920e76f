//! Patches in the text of a mail, as `git format-patch` and `git send-email` put them there.

use super::raw::Line;

/// How the lines begin that stand between the hunks of a patch.
const HEADS: &[&str] = &[
    "diff --git ",
    "index ",
    "--- ",
    "+++ ",
    "@@ -",
    "old mode ",
    "new mode ",
    "new file mode ",
    "deleted file mode ",
    "similarity index ",
    "dissimilarity index ",
    "rename from ",
    "rename to ",
    "copy from ",
    "copy to ",
    "Binary files ",
    "\\ No newline at end of file",
];
/// So far below `---` the list of changed files is looked for: remarks of the author may stand between them.
const AHEAD: usize = 40;

/// How many lines from here on are a patch: what stands between the message of a commit and its diff, and the diff up to the last
/// line of its last hunk.
pub(super) fn patch(lines: &[Line]) -> Option<usize> {
    let first = lines.first()?.text.as_str();
    let text = |at: usize| lines.get(at).map_or("", |line| line.text.as_str());
    let below = first.trim_end() == "---";
    let start = match below {
        true => list_of_files(lines)?,
        false if first.starts_with("diff --git ") => 0,
        false if is_pair(first, text(1)) && text(2).starts_with("@@ -") => 0,
        false => return None,
    };
    Some(diff(lines, start).max(start))
}

fn is_pair(old: &str, new: &str) -> bool {
    old.starts_with("--- ") && new.starts_with("+++ ")
}

/// Where the list of changed files below `---` ends, or the diff begins where there is no list.
fn list_of_files(lines: &[Line]) -> Option<usize> {
    let near = lines.iter().enumerate().skip(1).take(AHEAD);
    let (mut found, mut is_bare) = (None, true);
    for (at, line) in near {
        let text = line.text.as_str();
        if is_changed_file(text) || found.is_some() && text.starts_with(' ') {
            found = Some(at + 1);
        } else if found.is_some() || is_bare && text.starts_with("diff --git ") {
            return found.or(Some(at));
        }
        is_bare &= line.is_blank();
    }
    found
}

/// ` nova/api.py | 12 ++++--`, ` logo.png | Bin 0 -> 120 bytes`
fn is_changed_file(text: &str) -> bool {
    let Some((name, count)) = text.rsplit_once(" | ") else {
        return false;
    };
    let count = count.trim();
    let marks = count.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_count = marks.len() < count.len() && marks.chars().all(|c| " +-".contains(c));
    text.starts_with(' ') && !name.trim().is_empty() && (is_count || count.starts_with("Bin "))
}

/// Where a diff that goes on at line `at` ends.
fn diff(lines: &[Line], mut at: usize) -> usize {
    let mut end = at;
    while let Some(line) = lines.get(at) {
        at += 1;
        if let Some((old, new)) = hunk(&line.text) {
            at += changed(&lines[at..], old, new);
        } else if !HEADS.iter().any(|head| line.text.starts_with(head)) {
            if !line.is_blank() {
                break;
            }
            continue;
        }
        end = at;
    }
    end
}

/// How many old and new lines follow `@@ -1,7 +1,8 @@`.
fn hunk(text: &str) -> Option<(usize, usize)> {
    let mut words = text.strip_prefix("@@ ")?.split(' ');
    let mut count = |mark: char| {
        let word = words.next()?.strip_prefix(mark)?;
        word.split_once(',')
            .map_or(Some(1), |(_, n)| n.parse().ok())
    };
    Some((count('-')?, count('+')?))
}

/// How many lines hold so many old and new ones. Those that are neither were broken by a mail program, and belong to the one above.
fn changed(lines: &[Line], mut old: usize, mut new: usize) -> usize {
    let mut count = 0;
    while let Some(line) = lines.get(count).filter(|_| old > 0 || new > 0) {
        // A text that was cut off in the middle of a hunk.
        if line.text.starts_with("diff --git ") || line.text == "-- " && old == 0 {
            break;
        }
        let is_kept = line.text.is_empty() || line.text.starts_with([' ', '\t']);
        if is_kept || line.text.starts_with('-') {
            old = old.saturating_sub(1);
        }
        if is_kept || line.text.starts_with('+') {
            new = new.saturating_sub(1);
        }
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::super::raw::Line;
    use super::patch;
    use crate::model::Lines;

    #[track_caller]
    fn check(text: &str, expected: Option<usize>) {
        let line = |text: &str| Line {
            text: text.to_owned(),
            from: Lines::new(1, 1),
        };
        let lines: Vec<Line> = text.split('\n').map(line).collect();
        assert_eq!(patch(&lines), expected, "{text}");
    }

    #[test]
    fn ends_with_its_last_hunk() {
        let diff = "diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@ f\n a\n-- b\n+c";
        check(diff, Some(8));
        check(&format!("{diff}\n-- \n2.20.1"), Some(8));
        check(&format!("{diff}\n\nWhat do you think?"), Some(8));
        check(&format!("{diff}\n\n{diff}\n\n"), Some(17));
        check(
            "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a line that a mail program\nbreaks\n+b\nMore",
            Some(6),
        );
        check("--- a/x\n+++ b/x\n@@ -0,0 +1,9 @@\n+a\n-- \nJo", Some(4));
        let list =
            "---\n x/y.py | 2 +-\n z.png  | Bin 0 -> 1 bytes\n 2 files changed, 1 insertion(+)\n";
        check(&format!("{list}\n{diff}\n"), Some(13));
        check(&format!("{list}\nThat is all."), Some(4));
        check(&format!("---\nv2: as Ann said\n\n{}", &list[4..]), Some(6));
        check(&format!("---\n{diff}"), Some(9));
    }

    #[test]
    fn leaves_texts() {
        for text in [
            "",
            "---",
            "---\nNext topic\n\n a | b\n",
            "--- a\n+++ b\n",
            "-- \nJo",
            "- a\n+ b",
        ] {
            check(text, None);
        }
    }
}
