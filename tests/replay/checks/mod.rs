//! What holds whatever is put in. The fuzz targets try it on bytes of their making, and the replay on those they left behind.

mod arguments;
mod cleaning;
mod drawn;
mod front_matter;
#[path = "../../holds/markdown.rs"]
mod markdown;
#[path = "../../holds/markups.rs"]
mod markups;
mod mended;
mod page;
mod query;
mod recap;
mod settings;
mod shown;
mod template;

/// A check of some bytes, which fails by panicking.
pub(crate) type Check = fn(&[u8]);

/// The checks by the names of their fuzz targets.
pub(crate) const ALL: [(&str, Check); 11] = [
    ("arguments", arguments::check),
    ("cleaning", cleaning::check),
    ("drawn", drawn::check),
    ("front_matter", front_matter::check),
    ("mended", mended::check),
    ("page", page::check),
    ("query", query::check),
    ("recap", recap::check),
    ("settings", settings::check),
    ("shown", shown::check),
    ("template", template::check),
];

/// Does the check of this name.
pub(crate) fn check(name: &str, data: &[u8]) {
    let (_, check) = ALL.iter().find(|(known, _)| *known == name).unwrap();
    check(data);
}

/// Whether a character must not reach a terminal: written down once more, apart from what is checked.
fn is_hostile(c: char) -> bool {
    let c = u32::from(c);
    let is_control = c < 0x20 && c != 0x09 && c != 0x0a || (0x7f..=0x9f).contains(&c);
    let is_bidi = [0x061c, 0x200e, 0x200f].contains(&c)
        || (0x202a..=0x202e).contains(&c)
        || (0x2066..=0x2069).contains(&c);
    is_control || is_bidi || c == 0xfeff || (0xe_0000..=0xe_007f).contains(&c)
}
