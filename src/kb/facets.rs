//! The counts of all matches, as people read them.

use super::answers::Facets;
use super::releases::ReleaseOrder;
use crate::model::Release;
use crate::store::name;

/// The values of each field with their counts.
pub(super) fn facets(counts: Vec<(String, u64)>, order: &ReleaseOrder) -> Facets {
    let mut out = Facets::default();
    for (value, count) in counts {
        let mut chars = value.chars();
        let letter = chars.next();
        let value = chars.as_str().to_owned();
        match letter {
            Some(name::TAG) => out.tags.push((value, count)),
            Some(name::RELEASE) => out.releases.push((value, count)),
            Some(name::PROJECT) => out.projects.push((value, count)),
            Some(name::YEAR) => out.years.push((value, count)),
            _ => {}
        }
    }
    let most_first = |list: &mut Vec<(String, u64)>| {
        list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    };
    most_first(&mut out.tags);
    most_first(&mut out.projects);
    out.releases
        .sort_by_key(|(release, _)| order.position(&Release::new(release)));
    out.years.sort_by(|a, b| b.0.cmp(&a.0));
    out
}
