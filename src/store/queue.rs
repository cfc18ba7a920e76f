//! Documents on their way to the threads that index them, no more than fit: who reads notes faster than they are indexed waits.
//!
//! The engine's own queue counts documents, whatever their size, and holds ten thousand batches of them.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use tantivy::TantivyDocument;
use tantivy::schema::Document;

/// Most bytes on their way.
const MOST: usize = 16 << 20;
/// How long to wait before looking again whether anybody still takes documents.
const PAUSE: Duration = Duration::from_millis(100);

/// Room for documents.
#[derive(Debug, Default)]
pub(super) struct Room {
    taken: Mutex<usize>,
    freed: Condvar,
}

/// A part of the room, given back when dropped.
#[derive(Debug)]
pub(super) struct Place {
    room: Arc<Room>,
    bytes: usize,
}

impl Room {
    /// Takes room for so many bytes, as soon as there is some or `is_over`. What is larger than the room is let in alone.
    pub(super) fn take(self: &Arc<Self>, bytes: usize, is_over: impl Fn() -> bool) -> Arc<Place> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while *taken > 0 && *taken + bytes > MOST && !is_over() {
            let waited = self.freed.wait_timeout(taken, PAUSE);
            taken = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        *taken += bytes;
        Arc::new(Place {
            room: Arc::clone(self),
            bytes,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let room = &self.room;
        *room.taken.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        room.freed.notify_all();
    }
}

/// A document that keeps its place until it is indexed.
pub(super) struct Queued {
    pub(super) doc: TantivyDocument,
    pub(super) _place: Arc<Place>,
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.doc.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.doc
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Room};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn who_finds_no_room_waits() {
        let room = Arc::new(Room::default());
        let first = room.take(MOST * 2, || false);
        let came = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let second = room.take(1, || false);
                came.store(true, Ordering::SeqCst);
                drop(second);
            });
            // Time enough to come where nothing holds it up.
            std::thread::sleep(std::time::Duration::from_millis(50));
            assert!(!came.load(Ordering::SeqCst));
            drop(first);
        });
        assert!(came.load(Ordering::SeqCst));
        let _first = room.take(MOST, || false);
        drop(room.take(1, || true));
    }
}
