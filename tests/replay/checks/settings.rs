//! Whatever a `kb.toml` says, it is understood or refused at a place in it, and keeps to its folder.

use kb::config::parse;
use kb::model::Catalogue;
use kb::recap::vocabulary::builtin;
use std::path::{Component, Path};

pub(super) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match parse(&text, "kb.toml") {
        Ok(config) => {
            for folder in config
                .notes()
                .iter()
                .map(String::as_str)
                .chain([config.index()])
            {
                let inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
                assert!(Path::new(folder).components().all(inside), "{folder:?}");
            }
            let _ = config.vocabulary(builtin());
            let _ = config.catalogue(Catalogue::openstack());
            let _ = config.given("notes/2016-05-06-cinder-newton.md");
            let _ = config.globs().judge("notes/2016-05-06-cinder-newton.md");
            assert_eq!(
                config.fingerprint(),
                parse(&text, "kb.toml").unwrap().fingerprint()
            );
        }
        Err(error) => {
            assert!(!error.message.is_empty());
            if let Some(place) = error.place {
                assert!(place.span.end <= text.len(), "{place:?}");
                assert!(place.line as usize <= text.split('\n').count(), "{place:?}");
            }
        }
    }
}
