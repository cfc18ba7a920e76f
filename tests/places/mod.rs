//! Places of records, which all markups are held to.

use kb::model::Extent;

/// Bytes and lines of an extent tell of the same place.
pub(crate) fn lies_in(text: &str, extent: &Extent) {
    let (start, end) = (extent.span.start, extent.span.end);
    let inside = text.get(start..end);
    let inside = inside.unwrap_or_else(|| panic!("{extent:?} of {} bytes", text.len()));
    let line = |byte: usize| 1 + text[..byte].matches('\n').count();
    assert_eq!(line(start), extent.lines.start as usize, "{inside:?}");
    assert_eq!(line(end), extent.lines.end as usize, "{inside:?}");
}
