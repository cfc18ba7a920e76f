//! When segments are merged, so that there are never many of them.
//!
//! Syncs of a few notes make a small segment each; eight of a size become one. Many notes at once make many segments, which
//! are merged at the end, a group at a time: each is read and written once more at most, and only one group is mapped into memory.

use super::queue::Queued;
use tantivy::index::SegmentId;
use tantivy::merge_policy::{LogMergePolicy, MergePolicy};
use tantivy::{Index, IndexWriter, TantivyError};

/// The share of deleted documents from which a segment is written anew.
const DELETED_SHARE: f32 = 0.2;
/// Segments of fewer documents are of one size: those of single syncs become one without a large one having to be read.
const SMALL: u32 = 1000;
/// Segments that many notes leave: fewer than would be merged again with the next note.
const MOST: usize = 7;

/// When syncs of a few notes merge.
pub(super) fn policy() -> Box<dyn MergePolicy> {
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(DELETED_SHARE);
    policy.set_min_layer_size(SMALL);
    Box::new(policy)
}

/// Merges what many notes made into a few segments of about one size.
pub(super) fn merge(index: &Index, writer: &mut IndexWriter<Queued>) -> Result<(), TantivyError> {
    let mut segments = index.searchable_segment_metas()?;
    if segments.len() <= MOST {
        return Ok(());
    }
    segments.sort_by_key(|segment| (segment.num_docs(), segment.id()));
    let mut groups: Vec<Vec<SegmentId>> = vec![Vec::new(); MOST];
    for (at, segment) in segments.iter().enumerate() {
        groups[at % MOST].push(segment.id());
    }
    // The engine keeps the files of every segment that somebody knows of.
    drop(segments);
    for group in groups.iter().filter(|group| group.len() > 1) {
        writer.merge(group).wait()?;
    }
    Ok(())
}
