//! Settings found in a folder cannot reach outside that folder.

use super::error::ConfigError;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

const HINT: &str = "give a folder below the one that holds `kb.toml`, such as `notes`";

/// A folder of the settings in its plain form: relative, with `/`, without `.`; the root is `.`.
///
/// # Errors
///
/// Where it is empty, absolute, or goes up with `..`.
pub(super) fn plain(relative: &str) -> Result<String, ConfigError> {
    let refuse = |why: &str| Err(ConfigError::new(format!("`{relative}` {why}"), HINT));
    if relative.trim().is_empty() {
        return Err(ConfigError::new("an empty name is no folder", HINT));
    }
    let mut parts = Vec::new();
    for part in Path::new(relative).components() {
        match part {
            Component::CurDir => {}
            Component::Normal(name) => parts.push(name.to_string_lossy()),
            Component::ParentDir => return refuse("leads out of the knowledge base"),
            Component::RootDir | Component::Prefix(_) => return refuse("is an absolute path"),
        }
    }
    if relative.contains('\0') {
        return refuse("is no file name");
    }
    Ok(if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    })
}

/// The real place of a folder below `root`, with every symbolic link that exists followed.
///
/// # Errors
///
/// Where it leads out of `root`, by its text or by a symbolic link, or cannot be looked at.
pub fn confine(root: &Path, relative: &str) -> Result<PathBuf, ConfigError> {
    let failed = |path: &Path, error: &std::io::Error| {
        ConfigError::new(
            format!("cannot look at `{}`: {error}", path.display()),
            "check that it exists and may be read",
        )
        .of_io()
    };
    let root = root.canonicalize().map_err(|error| failed(root, &error))?;
    let mut real = root.clone();
    for part in plain(relative)?.split('/').filter(|part| *part != ".") {
        real.push(part);
        // A link to nothing counts as there: whoever creates the folder would follow it.
        match real.symlink_metadata() {
            Ok(_) => real = real.canonicalize().map_err(|error| failed(&real, &error))?,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(&real, &error)),
        }
        if !real.starts_with(&root) {
            return Err(ConfigError::new(
                format!("`{relative}` leads out of the knowledge base through a symbolic link"),
                format!(
                    "it ends at `{}`: put a real folder in its place",
                    real.display()
                ),
            ));
        }
    }
    Ok(real)
}

#[cfg(test)]
mod tests {
    use super::{confine, plain};

    fn check(relative: &str, expected: &str) {
        let got = plain(relative).unwrap_or_else(|error| error.to_string());
        assert_eq!(got, expected);
    }

    #[test]
    fn keeps_to_the_root_by_text() {
        check("notes", "notes");
        check("./a//b/", "a/b");
        check(".", ".");
        check("", "an empty name is no folder");
        check("a/../../b", "`a/../../b` leads out of the knowledge base");
        check("..", "`..` leads out of the knowledge base");
        check("/etc/x", "`/etc/x` is an absolute path");
    }

    #[test]
    fn keeps_to_the_root_through_links() {
        let outside = tempfile::tempdir().unwrap();
        let root = tempfile::tempdir().unwrap();
        let link = |target: &std::path::Path, name: &str| {
            std::os::unix::fs::symlink(target, root.path().join(name)).unwrap();
        };
        std::fs::create_dir(root.path().join("real")).unwrap();
        link(outside.path(), "out");
        link(&outside.path().join("nothing"), "dangling");
        link(std::path::Path::new("real"), "in");
        let real = root.path().canonicalize().unwrap();
        assert_eq!(
            confine(root.path(), "in/new/er"),
            Ok(real.join("real/new/er"))
        );
        assert_eq!(confine(root.path(), "."), Ok(real));
        for bad in ["out", "out/x", "dangling", "dangling/x", ".."] {
            assert!(confine(root.path(), bad).is_err(), "{bad}");
        }
    }
}
