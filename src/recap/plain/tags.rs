//! Which text between angle brackets is an HTML tag.

/// The elements of HTML, old ones too.
const ELEMENTS: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br \
    button canvas caption center circle cite code col colgroup data datalist dd defs del details dfn dialog dir div dl dt ellipse em \
    embed fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image \
    img input ins kbd label legend li line link main map mark marquee math menu meta meter nav nobr noembed noframes noscript object \
    ol optgroup option output p param path picture polygon polyline pre progress q rect rp rt ruby s samp script search section \
    select slot small source span strike strong style sub summary sup svg table tbody td template text textarea tfoot th thead time \
    title tr track tt u ul use var video wbr xmp";

/// Whether what stands between `<` and `>` is markup rather than text: a comment, a declaration, or a tag of HTML. `Vec<T>` and
/// `<your name>` are text.
pub(super) fn is_markup(tag: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::is_markup;

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
