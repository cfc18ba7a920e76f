//! HTML in pieces: text, tags and comments.

/// The elements of HTML, old ones too.
const ELEMENTS: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br \
    button canvas caption center circle cite code col colgroup data datalist dd defs del details dfn dialog dir div dl dt ellipse em \
    embed fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image \
    img input ins kbd label legend li line link main map mark marquee math menu meta meter nav nobr noembed noframes noscript object \
    ol optgroup option output p param path picture polygon polyline pre progress q rect rp rt ruby s samp script search section \
    select slot small source span strike strong style sub summary sup svg table tbody td template text textarea tfoot th thead time \
    title tr track tt u ul use var video wbr xmp";

/// The beginning of some HTML, up to where something else begins.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::recap) enum Piece<'a> {
    /// What a reader sees.
    Text(&'a str),
    /// A tag, or one that does not end here.
    Hidden(&'a str),
    /// A comment, with its marks, as far as it goes.
    Comment {
        /// Its source.
        text: &'a str,
        /// Whether it does not end here.
        is_open: bool,
    },
}

impl<'a> Piece<'a> {
    /// The first piece of `html`, which may begin within a comment. It is empty for empty HTML alone.
    pub(in crate::recap) fn first(html: &'a str, in_comment: bool) -> Self {
        if in_comment || html.starts_with("<!--") {
            let end = html.find("-->").map(|at| at + "-->".len());
            return Self::Comment {
                text: &html[..end.unwrap_or(html.len())],
                is_open: end.is_none(),
            };
        }
        if !html.starts_with('<') {
            return Self::Text(&html[..html.find('<').unwrap_or(html.len())]);
        }
        // `<` of `a < b` begins no tag that ends before the next one.
        let next = html[1..].find('<').map_or(html.len(), |at| at + 1);
        match html[..next].find('>') {
            Some(end) if is_markup(&html[1..end]) => Self::Hidden(&html[..=end]),
            Some(end) => Self::Text(&html[..=end]),
            None => Self::Hidden(&html[..next]),
        }
    }

    /// The source of the piece.
    pub(in crate::recap) fn text(&self) -> &'a str {
        match self {
            Self::Text(text) | Self::Hidden(text) | Self::Comment { text, .. } => text,
        }
    }
}

/// Whether what stands between `<` and `>` is markup rather than text: a comment, a declaration, or a tag of HTML. `Vec<T>` and
/// `<your name>` are text.
fn is_markup(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return true;
    }
    let ends = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
    let name = name.split(ends).next().unwrap_or_default();
    // `<BR>` is a tag, the `<B>` of `Vec<B>` is none; elements of its own a page names with a hyphen.
    let known = |name: &str| ELEMENTS.split_whitespace().any(|known| known == name);
    let shouted = name.len() > 1
        && name
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    name.contains('-') || known(name) || shouted && known(&name.to_ascii_lowercase())
}

/// Whether a tag breaks a line: `<br>`, `<BR />`.
pub(in crate::recap) fn is_break(tag: &str) -> bool {
    let inner = tag
        .trim_start_matches('<')
        .trim_end_matches(['>', '/', ' ']);
    inner.eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use super::{Piece, is_markup};

    fn pieces(html: &str) -> Vec<Piece<'_>> {
        let (mut out, mut rest, mut open) = (Vec::new(), html, false);
        while !rest.is_empty() {
            let piece = Piece::first(rest, open);
            open = matches!(piece, Piece::Comment { is_open: true, .. });
            rest = &rest[piece.text().len()..];
            out.push(piece);
        }
        out
    }

    #[test]
    fn takes_html_apart() {
        use Piece::{Comment, Hidden, Text};
        let comment = |text, is_open| Comment { text, is_open };
        assert_eq!(
            pieces("a<b>c<T>d<!-- e > <i> --><i\nf=\"g\">h<!-- i > j"),
            [
                Text("a"),
                Hidden("<b>"),
                Text("c"),
                Text("<T>"),
                Text("d"),
                comment("<!-- e > <i> -->", false),
                Hidden("<i\nf=\"g\">"),
                Text("h"),
                comment("<!-- i > j", true),
            ]
        );
        assert_eq!(pieces("a <b"), [Text("a "), Hidden("<b")]);
    }

    #[test]
    fn tells_tags_from_text() {
        for tag in [
            "br",
            "/p",
            "BR",
            "a href=\"x\"",
            "br/",
            "!-- x --",
            "?xml",
            "my-part",
        ] {
            assert!(is_markup(tag), "{tag}");
        }
        for text in ["T", "u8", "K, V", "B", "your name", "/T", "MyType"] {
            assert!(!is_markup(text), "{text}");
        }
    }
}
