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

/// Merges what many notes made into a few segments of about one size. Tells how many documents of how many are merged.
pub(super) fn merge(
    index: &Index,
    writer: &mut IndexWriter<Queued>,
    tell: &dyn Fn(u64, u64),
) -> Result<(), TantivyError> {
    let mut segments = index.searchable_segment_metas()?;
    if segments.len() <= MOST {
        return Ok(());
    }
    segments.sort_by_key(|segment| (segment.num_docs(), segment.id()));
    let mut groups: Vec<(Vec<SegmentId>, u64)> = vec![Default::default(); MOST];
    for (at, segment) in segments.iter().enumerate() {
        let (ids, documents) = &mut groups[at % MOST];
        ids.push(segment.id());
        *documents += u64::from(segment.num_docs());
    }
    // The engine keeps the files of every segment that somebody knows of.
    drop(segments);
    groups.retain(|(ids, _)| ids.len() > 1);
    let of = groups.iter().map(|(_, documents)| documents).sum();
    let mut done = 0;
    tell(done, of);
    for (ids, documents) in &groups {
        writer.merge(ids).wait()?;
        done += documents;
        tell(done, of);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::queue::{Queued, Room};
    use super::super::schema;
    use super::{MOST, merge};
    use std::cell::RefCell;
    use std::sync::Arc;
    use tantivy::merge_policy::NoMergePolicy;
    use tantivy::{Index, IndexWriter, TantivyDocument};

    #[test]
    fn it_tells_how_much_is_merged() {
        let (schema, fields) = schema::schema();
        let index = Index::create_in_ram(schema);
        schema::register(&index);
        let writer = index.writer_with_num_threads(1, 15 << 20);
        let mut writer: IndexWriter<Queued> = writer.unwrap();
        writer.set_merge_policy(Box::new(NoMergePolicy));
        let room = Arc::new(Room::default());
        for number in 0..MOST + 2 {
            let mut doc = TantivyDocument::default();
            doc.add_text(fields.path, number.to_string());
            let _place = room.take(1, || false);
            writer.add_document(Queued { doc, _place }).unwrap();
            writer.commit().unwrap();
        }
        let told = RefCell::new(Vec::new());
        merge(&index, &mut writer, &|done, of| {
            told.borrow_mut().push((done, of));
        })
        .unwrap();
        assert_eq!(told.into_inner(), [(0, 4), (2, 4), (4, 4)]);
        assert_eq!(index.searchable_segment_ids().unwrap().len(), MOST);
    }
}
