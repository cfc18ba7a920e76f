//! Cleaned text has nothing that a terminal obeys, and everything else.

use super::is_hostile;
use kb::render::clean::{clean, json, line};

pub(super) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let cleaned = clean(&text);
    assert!(!cleaned.contains(is_hostile), "{cleaned:?}");
    assert_eq!(clean(&cleaned), cleaned, "cleaning twice is cleaning once");
    let kept = |text: &str| -> String {
        let unix = text.replace("\r\n", "\n");
        let kept = unix.chars().filter(|c| !is_hostile(*c) && *c != '\u{fffd}');
        kept.collect()
    };
    assert_eq!(kept(&cleaned), kept(&text), "the rest stays as it is");
    let harmless: String = text.chars().filter(|c| !is_hostile(*c)).collect();
    assert_eq!(clean(&harmless), harmless);
    let one = line(&text);
    assert!(
        !one.contains(|c: char| is_hostile(c) || c == '\n' || c == '\t'),
        "{one:?}"
    );
    let written = json(&serde_json::to_string(&text).unwrap());
    assert!(!written.contains(is_hostile), "{written:?}");
    assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
}
