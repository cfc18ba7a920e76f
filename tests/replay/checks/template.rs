//! A template of the user's gives a text or an error with its place.

use super::query::base;
use kb::kb::ExportRequest;
use kb::kb::reports::Export;
use kb::render::export::{TemplateError, template};
use std::sync::OnceLock;

pub(super) fn check(data: &[u8]) {
    let source = String::from_utf8_lossy(data);
    if let Err(TemplateError::Fault { place, reason, .. }) =
        template(&mut std::io::sink(), &source, "a.html", export())
    {
        assert!(!reason.is_empty());
        if let Some(place) = place {
            assert!(
                place.text.get(place.start..place.end).is_some(),
                "{place:?}"
            );
        }
    }
}

/// What the templates are filled with.
fn export() -> &'static Export {
    static EXPORT: OnceLock<Export> = OnceLock::new();
    EXPORT.get_or_init(|| base().export(&ExportRequest::default()).unwrap().value)
}
