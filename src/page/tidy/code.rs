//! Code and other text whose lines are as written.

use super::super::tree;
use dom_query::NodeRef;

/// The attribute of the converter that names a language.
const LANGUAGE: &str = "data-lang";
/// The mark of a text that is no code though its lines are as written.
pub(in crate::page) const PROSE: &str = "data-kb-prose";

/// What highlighters put before the name of a language in a class: `language-rust`, `lang-py`, `highlight-source-shell`,
/// `mw-highlight-lang-python`, `brush: bash`, `highlight-python3`.
const PREFIXES: [&str; 6] = [
    "language-",
    "lang-",
    "mw-highlight-lang-",
    "highlight-source-",
    "highlight-text-",
    "highlight-",
];
/// What stands there and is no language.
const NO_LANGUAGES: [&str; 9] = [
    "default",
    "none",
    "text",
    "notranslate",
    "plaintext",
    "source",
    "block",
    "wrapper",
    "content",
];

/// Names the languages of blocks of code, and tells code from the text of mails.
pub(super) fn tidy(main: &NodeRef<'_>) {
    for node in tree::all(main, "xmp, listing, plaintext") {
        node.rename("pre");
    }
    // Archives of mailing lists show a mail with its lines as written by their style sheet.
    for node in tree::all(main, ".email-body") {
        if tree::first(&node, "p, br, pre, ul, ol, table").is_none() {
            node.rename("pre");
        }
    }
    for node in tree::all(main, "tt, kbd, samp") {
        node.rename("code");
    }
    for node in tree::all(main, "pre br, code br") {
        let end = main.tree.new_text("\n");
        node.replace_with(&end);
    }
    let whole = tree::weight(main);
    for pre in tree::all(main, "pre") {
        if let Some(language) = language(&pre) {
            pre.set_attr(LANGUAGE, &language);
        } else if is_prose(&pre, whole) {
            pre.set_attr(PROSE, "");
        }
    }
}

/// The text of a mail in an archive, or of minutes that were saved as text, is the page: it is no code.
fn is_prose(pre: &NodeRef<'_>, whole: usize) -> bool {
    tree::weight(pre) * 2 > whole && tree::first(pre, "code").is_none()
}

/// The language that a block, what is in it or what is around it names in its classes.
fn language(pre: &NodeRef<'_>) -> Option<String> {
    let inner = tree::first(pre, "code");
    let near = [Some(*pre), inner].into_iter().flatten();
    let above = pre.ancestors_it(Some(2));
    let classes = near.chain(above).filter_map(|node| node.class());
    classes
        .map(|class| of_class(&class))
        .find_map(|found| found)
}

fn of_class(class: &str) -> Option<String> {
    if let Some((_, after)) = class.split_once("brush:") {
        return named(after.split([';', ' ']).find(|word| !word.is_empty())?);
    }
    let words = class.split_ascii_whitespace();
    words
        .filter_map(|word| PREFIXES.iter().find_map(|prefix| word.strip_prefix(prefix)))
        .find_map(named)
}

fn named(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let plain = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "+-#.".contains(c));
    (plain && (1..=20).contains(&name.len()) && !NO_LANGUAGES.contains(&name.as_str()))
        .then_some(name)
}

#[cfg(test)]
mod tests {
    use super::of_class;

    #[test]
    fn knows_languages() {
        for (class, language) in [
            ("brush: bash; gutter: false", Some("bash")),
            ("highlight highlight-source-shell", Some("shell")),
            ("language-C++", Some("c++")),
            (
                "mw-highlight mw-highlight-lang-python mw-content-ltr",
                Some("python"),
            ),
            ("highlight-default notranslate", None),
            ("wp-block-code", None),
            ("language-\"><script>", None),
        ] {
            assert_eq!(of_class(class).as_deref(), language, "{class}");
        }
    }
}
