//! What ids of topics begin with: the path of their note without its extension.

use super::FileMeta;
use super::name::file_name;
use std::collections::HashMap;

/// The base of each file's ids: its path without extension, or with it where two files would
/// share one.
#[must_use]
pub fn id_bases(files: &[FileMeta]) -> Vec<&str> {
    let mut bases: Vec<&str> = files.iter().map(|file| stem(&file.path)).collect();
    // A whole path may in turn be the stem of another (`a.md` of `a.md.md`). Each round makes at
    // least one stem whole, and whole paths are never alike, so this ends.
    loop {
        let mut count: HashMap<&str, usize> = HashMap::with_capacity(bases.len());
        for base in &bases {
            *count.entry(base).or_default() += 1;
        }
        let mut changed = false;
        for (base, file) in bases.iter_mut().zip(files) {
            if count.get(base).is_some_and(|n| *n > 1) && *base != file.path {
                *base = &file.path;
                changed = true;
            }
        }
        if !changed {
            return bases;
        }
    }
}

fn stem(path: &str) -> &str {
    match file_name(path).rfind('.') {
        Some(at) if at > 0 => &path[..path.len() - file_name(path).len() + at],
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::{FileMeta, id_bases};

    fn check(paths: &[&str], expected: &[&str]) {
        let file = |path: &&str| FileMeta {
            path: (*path).to_owned(),
            abs: path.into(),
            size: 0,
            mtime_ns: 0,
        };
        let files: Vec<FileMeta> = paths.iter().map(file).collect();
        assert_eq!(id_bases(&files), expected);
    }

    #[test]
    fn keeps_extensions_only_where_needed() {
        check(&["a.md", "b.c/d.md", ".md"], &["a", "b.c/d", ".md"]);
        check(
            &["a.markdown", "a.md", "b.md"],
            &["a.markdown", "a.md", "b"],
        );
        check(
            &["a.markdown", "a.md", "a.md.md"],
            &["a.markdown", "a.md", "a.md.md"],
        );
        check(&["a", "a.md"], &["a", "a.md"]);
    }
}
