//! Tags of Liquid: `{% include toc.html %}`.

use super::LONGEST;
use crate::recap::source::prefix;
use std::ops::Range;

/// Tags of control flow, and those of other template languages, about which notes are written.
const STEERING: &str = "if elif elsif else endif unless endunless for endfor break continue case when endcase block endblock extends \
    macro endmacro set endset import from call endcall filter endfilter with endwith while endwhile";
/// The marks that a fence of code has at most: as many as there is room for in the shortest tag.
const FENCE: usize = 8;

/// A tag.
#[derive(Debug)]
pub(super) struct Tag<'t> {
    /// Its name, and what follows.
    pub(super) words: Vec<&'t str>,
    /// Its bytes.
    pub(super) length: usize,
}

impl Tag<'_> {
    fn is(&self, name: &str) -> bool {
        self.words.first() == Some(&name)
    }

    /// Whether it is one of control flow.
    pub(super) fn steers(&self) -> bool {
        STEERING.split_whitespace().any(|name| self.is(name))
    }
}

/// The tag that a text begins with.
pub(super) fn tag(text: &str) -> Option<Tag<'_>> {
    let inner = text.strip_prefix("{%")?;
    let inner = &inner[..inner.find(['\n', '}'])?];
    let inner = inner.strip_suffix('%')?;
    let words: Vec<&str> = inner.trim_matches('-').split_whitespace().collect();
    let named = words
        .first()?
        .starts_with(|c: char| c.is_ascii_alphabetic());
    named.then_some(Tag {
        words,
        length: inner.len() + 4,
    })
}

/// How many bytes the shortcode of Hugo has that a text begins with: `{{< alert >}}`, `{{% /notice %}}`.
pub(super) fn shortcode(text: &str) -> Option<usize> {
    let ends = [("{{<", ">}}"), ("{{%", "%}}")];
    let (begin, end) = ends.iter().find(|(begin, _)| text.starts_with(begin))?;
    let inner = prefix(&text[begin.len()..], LONGEST);
    let inner = &inner[..inner.find(end)?];
    let name = inner.trim_start_matches([' ', '/', '-']);
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !inner.contains('\n');
    named.then_some(begin.len() + inner.len() + end.len())
}

/// Whether a line is nothing but the mark of a container, `:::info`, `::: {.note}` or its end `:::`. Words behind its name are
/// a title.
pub(super) fn is_container(line: &str) -> bool {
    let rest = line.trim_start_matches(':');
    let rest_of = rest.trim();
    let name = |c: char| c.is_alphanumeric() || "-_".contains(c);
    let listed = rest_of.starts_with('{') && rest_of.ends_with('}') && !rest_of.contains("}}");
    line.len() - rest.len() >= 3 && (rest_of.chars().all(name) || listed)
}

/// A tag on a line of its own, with its bytes.
struct Alone<'t> {
    tag: Tag<'t>,
    at: Range<usize>,
}

/// What stands in the place of pairs of tags on lines of their own: fences around code, and nothing for a comment.
pub(super) fn pairs(text: &str, is_code: impl Fn(usize) -> bool) -> Vec<(Range<usize>, String)> {
    let mut out = Vec::new();
    let mut open: Option<Alone<'_>> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        let at = start + line.len() - line.trim_start().len();
        start += line.len();
        let alone = tag(body).filter(|tag| tag.length == body.len());
        let Some(tag) = alone else { continue };
        let here = Alone {
            tag,
            at: at..at + body.len(),
        };
        let closes = |above: &Alone<'_>| {
            let [begins, ends] = match above.tag.is("comment") {
                true => ["comment", "endcomment"],
                false => ["highlight", "endhighlight"],
            };
            above.tag.is(begins) && here.tag.is(ends)
        };
        if open.as_ref().is_some_and(closes) {
            out.extend(open.take().map(|above| pair(text, &above, &here)));
        } else if open.is_none() && ["comment", "highlight"].iter().any(|n| here.tag.is(n)) {
            open = Some(here).filter(|here| !is_code(here.at.start));
        }
    }
    out.concat()
}

fn pair(text: &str, above: &Alone<'_>, below: &Alone<'_>) -> Vec<(Range<usize>, String)> {
    if above.tag.is("comment") {
        return vec![(above.at.start..below.at.end, String::new())];
    }
    let code = &text[above.at.end..below.at.start];
    let longest = code.split(|c| c != '~').map(str::len).max().unwrap_or(0);
    let fence = "~".repeat(longest.clamp(2, FENCE - 1) + 1);
    let language = above.tag.words.get(1).copied().unwrap_or_default();
    vec![
        (above.at.clone(), format!("{fence}{language}")),
        (below.at.clone(), fence),
    ]
}

/// The targets of links that tags make, each as the tag names it: `[text]({{ site.url }}{% post_url name %})`.
pub(super) fn targets(text: &str, is_code: impl Fn(usize) -> bool) -> Vec<(Range<usize>, String)> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices("](") {
        let inner = prefix(&text[at + 2..], LONGEST);
        let Some(start) = inner.find(['\n', ')']).map(|end| &inner[..end]) else {
            continue;
        };
        let made = start.find("{%").filter(|_| !is_code(at));
        let tag = made.and_then(|from| tag(&inner[from..]).map(|tag| (from, tag)));
        let Some((from, tag)) = tag else { continue };
        let name = match tag.words.as_slice() {
            ["post_url", name] => (*name).to_owned(),
            ["link", path] => format!("/{}", path.trim_start_matches('/')),
            _ => continue,
        };
        let end = inner[from + tag.length..].find(['\n', ')']);
        if let Some(end) = end.filter(|_| !name.contains(['(', ')', '<', '>'])) {
            out.push((at + 2..at + 2 + from + tag.length + end, name));
        }
    }
    out
}
