//! Sizes as people write them: `16 MiB`.

/// The units, those of a thousand and those of 1024.
const UNITS: &[(&str, u64)] = &[
    ("", 1),
    ("b", 1),
    ("kb", 1_000),
    ("mb", 1_000_000),
    ("gb", 1_000_000_000),
    ("k", 1 << 10),
    ("kib", 1 << 10),
    ("m", 1 << 20),
    ("mib", 1 << 20),
    ("g", 1 << 30),
    ("gib", 1 << 30),
];

/// The bytes that a text such as `16 MiB` or `500kB` stands for.
pub(super) fn parse(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let unit = text[digits..].trim().to_ascii_lowercase();
    let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit)?;
    text[..digits].parse::<u64>().ok()?.checked_mul(*factor)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_numbers_with_units() {
        assert_eq!(parse("16 MiB"), Some(16 << 20));
        assert_eq!(parse("500kB"), Some(500_000));
        assert_eq!(parse(" 12 "), Some(12));
        for bad in ["", "MiB", "-1", "1.5 MiB", "1 parsec", "99999999999 GiB"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
