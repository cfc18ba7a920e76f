//! Which files are notes: the `include` and `exclude` patterns.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Longest pattern, in bytes: far above any that is meant.
pub(super) const LONGEST: usize = 1024;

/// What the patterns say of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is a note.
    Note,
    /// An `exclude` pattern leaves it out.
    Excluded,
    /// No `include` pattern names it.
    Other,
}

/// The `include` and `exclude` patterns, ready to use.
#[derive(Debug, Clone, Default)]
pub struct NoteGlobs {
    include: GlobSet,
    exclude: GlobSet,
}

impl NoteGlobs {
    /// Reads the patterns.
    ///
    /// # Errors
    ///
    /// The reason why one of them cannot be read.
    pub fn new(include: &[String], exclude: &[String]) -> Result<Self, String> {
        let below = exclude
            .iter()
            .map(|glob| format!("{}/**", glob.trim_end_matches('/')));
        let exclude: Vec<String> = exclude.iter().cloned().chain(below).collect();
        Ok(Self {
            include: set(include)?,
            exclude: set(&exclude)?,
        })
    }

    /// What the patterns say of a file, by its path relative to the root with `/`.
    #[must_use]
    pub fn judge(&self, path: &str) -> Verdict {
        if !self.include.is_match(path) {
            Verdict::Other
        } else if self.exclude.is_match(path) {
            Verdict::Excluded
        } else {
            Verdict::Note
        }
    }
}

/// A pattern without a slash is one of file names, as in a `.gitignore`.
fn set(globs: &[String]) -> Result<GlobSet, String> {
    let reason = |error: &globset::Error| error.kind().to_string();
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        if glob.len() > LONGEST {
            return Err(format!("longer than {LONGEST} bytes"));
        }
        let whole = glob
            .strip_suffix("/**")
            .unwrap_or(glob)
            .trim_end_matches('/');
        let anchored = if whole.contains('/') || glob.starts_with("**") {
            glob.trim_start_matches("./")
                .trim_start_matches('/')
                .to_owned()
        } else {
            format!("**/{glob}")
        };
        let built = GlobBuilder::new(&anchored).literal_separator(true).build();
        set.add(built.map_err(|error| reason(&error))?);
    }
    set.build().map_err(|error| reason(&error))
}

#[cfg(test)]
mod tests {
    use super::{NoteGlobs, Verdict};

    fn check(exclude: &str, path: &str, expected: Verdict) {
        let include = ["**/*.md", "*.markdown"].map(str::to_owned);
        let globs = NoteGlobs::new(&include, &[exclude.to_owned()]).unwrap();
        assert_eq!(globs.judge(path), expected, "{path} without {exclude}");
    }

    #[test]
    fn tells_notes_from_others() {
        check("x", "a.md", Verdict::Note);
        check("x", "notes/2015/a.markdown", Verdict::Note);
        check("x", "a.txt", Verdict::Other);
        check("README.md", "notes/README.md", Verdict::Excluded);
        check("/README.md", "notes/README.md", Verdict::Note);
        check("notes/*.md", "notes/a/b.md", Verdict::Note);
        check("drafts", "notes/drafts/a/b.md", Verdict::Excluded);
        check("drafts/", "notes/drafts/b.md", Verdict::Excluded);
        check("notes/drafts", "notes/drafts/b.md", Verdict::Excluded);
        check("notes/drafts", "a/notes/drafts/b.md", Verdict::Note);
    }

    #[test]
    fn refuses_broken_patterns() {
        let refused = |glob: &str| NoteGlobs::new(&[glob.to_owned()], &[]).is_err();
        assert!(refused("a{b") && refused("[") && refused(&"a".repeat(2000)));
    }
}
