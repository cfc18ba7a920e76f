//! The addresses of resources: `kb://topic/ID` and `kb://recap/KEY`. They name records of the index and nothing else; no
//! part of one ever becomes the path of a file.

/// What addresses of topics and of recaps begin with.
pub(super) const TOPIC: &str = "kb://topic/";
pub(super) const RECAP: &str = "kb://recap/";

/// What an address names. A name may have been filled into a template as it is, or with `%` signs, so that it is
/// looked up both ways.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// A topic, or an item in it, by its id.
    Topic(Vec<String>),
    /// A recap by its key.
    Recap(Vec<String>),
}

impl Address {
    /// What an address names, `None` where it is none of ours.
    pub(super) fn of(uri: &str) -> Option<Self> {
        if let Some(id) = uri.strip_prefix(TOPIC) {
            return Some(Self::Topic(readings(id)));
        }
        uri.strip_prefix(RECAP)
            .map(|key| Self::Recap(readings(key)))
    }
}

/// The address of a recap.
pub(super) fn recap(key: &str) -> String {
    format!("{RECAP}{}", written(key))
}

/// A name as part of an address: all but letters, digits, `-._~` and `/` with `%` signs.
fn written(name: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}

/// The names that a part of an address may stand for.
fn readings(part: &str) -> Vec<String> {
    let read = read(part).filter(|read| read != part);
    read.into_iter().chain([part.to_owned()]).collect()
}

/// A part of an address without its `%` signs, `None` where they spell no text.
fn read(part: &str) -> Option<String> {
    let bytes = part.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let digits = bytes.get(at + 1..at + 3).filter(|_| *byte == b'%');
        let digits = digits.and_then(|two| std::str::from_utf8(two).ok());
        let digits = digits.filter(|two| two.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(meant) => {
                out.push(meant);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::{Address, TOPIC, recap, written};

    fn topic(id: &str) -> String {
        format!("{TOPIC}{}", written(id))
    }

    #[test]
    fn lead_back_to_what_they_name() {
        for name in [
            "notes/a.md#replication",
            "notes/100%.md#b",
            "notes/a b/\u{e9}?x=1.md:12",
            "%41",
            "a%",
            "",
        ] {
            let Some(Address::Topic(names)) = Address::of(&topic(name)) else {
                panic!("{name}");
            };
            assert_eq!(names.first().map(String::as_str), Some(name));
            let Some(Address::Recap(names)) = Address::of(&recap(name)) else {
                panic!("{name}");
            };
            assert_eq!(names.first().map(String::as_str), Some(name));
        }
    }

    #[test]
    fn are_read_as_they_stand_too() {
        let names = |names: &[&str]| Address::Topic(names.iter().map(|&n| n.to_owned()).collect());
        let of = |uri: &str| Address::of(uri).unwrap();
        assert_eq!(of("kb://topic/notes/a.md#b"), names(&["notes/a.md#b"]));
        assert_eq!(of("kb://topic/a%23b"), names(&["a#b", "a%23b"]));
        assert_eq!(of("kb://topic/%ff"), names(&["%ff"]));
        assert_eq!(of("kb://topic/%zz%4"), names(&["%zz%4"]));
        assert_eq!(Address::of("file:///etc/passwd"), None);
        assert_eq!(Address::of("kb://index/CURRENT"), None);
    }
}
