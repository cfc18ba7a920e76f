//! Links and pictures.

use super::super::head::Head;
use super::super::tree;
use dom_query::NodeRef;
use url::Url;

/// Where links may lead. `javascript:`, `data:`, `file:` and all others stay as text.
const SCHEMES: [&str; 4] = ["http", "https", "ftp", "mailto"];
/// What cannot stand in the text of a link.
const HEAVY: &str = "h1, h2, h3, h4, h5, h6, table, ul, ol, dl, pre, blockquote";
/// The longest address that is kept, in bytes.
const LONGEST: usize = 4096;

/// Pictures become their alternative text, with their address where it is known. One that says nothing goes.
pub(super) fn images(main: &NodeRef<'_>, head: &Head) {
    for image in tree::all(main, "img") {
        let alt = tree::one_line(&image.attr("alt").unwrap_or_default());
        let alt = alt.replace(super::marks::is_mark, "");
        if alt.is_empty() {
            image.remove_from_parent();
            continue;
        }
        let class = image.class().unwrap_or_default().to_lowercase();
        let is_sign = class.contains("emoji") || class.contains("smiley");
        let inside = image.ancestors_it(None);
        let in_words = inside
            .into_iter()
            .any(|above| tree::is_any(&above, &["a", "h1", "h2", "h3", "h4", "h5", "h6"]));
        match source(&image, head).filter(|_| !is_sign && !in_words) {
            Some(source) => {
                image.remove_all_attrs();
                image.set_attr("src", &source);
                image.set_attr("alt", &alt);
            }
            None => image.replace_with(&main.tree.new_text(alt)),
        }
    }
}

/// Where a picture lies on the web. Beside the page on the disk it would be gone with the page.
fn source(image: &NodeRef<'_>, head: &Head) -> Option<String> {
    let said = ["src", "data-src"].into_iter();
    said.filter_map(|name| image.attr(name))
        .filter_map(|text| address(&text, head))
        .find(|found| found.starts_with("http"))
}

/// Links get whole addresses where the page tells its own; what leads nowhere becomes its text.
pub(super) fn links(main: &NodeRef<'_>, head: &Head) {
    for link in tree::all(main, "a") {
        let href = link.attr("href");
        let to = href.and_then(|href| address(&href, head));
        let blank = tree::weight(&link) == 0 && tree::first(&link, "img").is_none();
        match to.filter(|_| !blank && tree::first(&link, HEAVY).is_none()) {
            Some(to) if says_itself(&link, &to) => tree::unwrap(&link),
            Some(to) => {
                link.remove_all_attrs();
                link.set_attr("href", &to);
                spaced(&link);
            }
            None => tree::unwrap(&link),
        }
    }
}

/// Whether a link's text is its address, and can stand as it is.
fn says_itself(link: &NodeRef<'_>, to: &str) -> bool {
    let text = tree::line(link);
    let same = text == to || to.strip_suffix('/') == Some(&text);
    same && !text.contains(['_', '*', '[', ']', '~', '|', '\\', '`'])
}

/// Blocks and breaks in the text of a link become spaces: it is one line.
fn spaced(link: &NodeRef<'_>) {
    for node in tree::all(link, "div, p, br, section, figure, figcaption") {
        node.insert_before(&link.tree.new_text(" "));
        node.append_child(&link.tree.new_text(" "));
        tree::unwrap(&node);
    }
}

/// An address as a link may have it.
fn address(text: &str, head: &Head) -> Option<String> {
    // Browsers overlook tabs and line ends in addresses.
    let text: String = text.trim().chars().filter(|c| !c.is_control()).collect();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    if is_saved(&text) {
        return None;
    }
    let found = match (&head.base, text.strip_prefix("//")) {
        (Some(base), _) => base.join(&text),
        (None, Some(host)) => Url::parse(&format!("https://{host}")),
        (None, None) => Url::parse(&text),
    };
    match found {
        Ok(url) => SCHEMES.contains(&url.scheme()).then(|| url.to_string()),
        Err(url::ParseError::RelativeUrlWithoutBase) => {
            let first = text.split(['/', '?', '#']).next().unwrap_or("");
            // A place on the page itself is no place once the page is a note.
            (!first.contains([':', '&', '\\']) && !text.starts_with('#')).then_some(text)
        }
        Err(_) => None,
    }
}

/// Whether it is a file that a browser saved beside the page, in a folder named after it: it has no place on the web.
fn is_saved(text: &str) -> bool {
    let folder = text
        .trim_start_matches("./")
        .split('/')
        .next()
        .unwrap_or("");
    let ends = ["_files", "-Dateien", "_fichiers", "_archivos", "-filer"];
    ends.iter().any(|end| folder.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::{Head, Url, address};

    #[track_caller]
    fn check(base: &str, text: &str, expected: Option<&str>) {
        let mut head = Head::default();
        head.base = Url::parse(base).ok();
        assert_eq!(address(text, &head).as_deref(), expected, "{text}");
    }

    #[test]
    fn makes_addresses_whole() {
        let base = "https://e.org/a/b.html";
        check(base, "c.html#x", Some("https://e.org/a/c.html#x"));
        check(base, "#x", Some("https://e.org/a/b.html#x"));
        check(base, "//f.org", Some("https://f.org/"));
        check("", "//f.org/x", Some("https://f.org/x"));
        check("", "../c.html", Some("../c.html"));
        check("", "#x", None);
        check(base, "./A%20recap_files/x.png", None);
        check(base, "mailto:a@e.org", Some("mailto:a@e.org"));
    }

    #[test]
    fn drops_what_runs() {
        for text in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "a b:c",
            "javascript&colon;x",
        ] {
            check("", text, None);
        }
        check("https://e.org/", "javascript:alert(1)", None);
    }
}
