//! What tags say beside their names.

/// Where a link leads on the web.
pub(super) fn target(tag: &str) -> Option<String> {
    attribute(tag, "href").filter(|target| target.starts_with("http"))
}

/// The value of an attribute.
pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut from = 0;
    let at = loop {
        let at = from + tag.get(from..)?.find(name)?;
        let is_whole = tag[..at].ends_with(|c: char| c.is_whitespace());
        from = at + name.len();
        if is_whole && tag[from..].trim_start().starts_with('=') {
            break from;
        }
    };
    let value = tag[at..].trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split_whitespace().next()?,
    };
    Some(html_escape::decode_html_entities(value.trim()).into_owned())
}
