//! Entries before and after.

use crate::config::{set, unset};

const TEXT: &str = "notes = \"notes\"\n\n# ours\n[[tag]]  # a\ntag = \"ha\"  # kept\n# why\naliases = [\"HA\"]\n\n# theirs\n[[tag]]\ntag = \"erasure-coding\"\n\n[[release]]\nname = \"1.0\"\n# end\n";

#[track_caller]
fn changed(text: &str, key: &str, values: &[&str], expected: &str) {
    let values: Vec<String> = values.iter().map(|v| (*v).to_owned()).collect();
    match set(text, key, &values) {
        Ok(got) => assert_eq!(got, expected),
        Err(error) => panic!("{error}; {:?}", error.hint),
    }
}

#[test]
fn one_value_of_one_entry_changes() {
    let to = |from: &str, to: &str| TEXT.replace(from, to);
    changed(
        TEXT,
        "tag.ha.aliases",
        &["[\"H/A\"]"],
        &to("[\"HA\"]", "[\"H/A\"]"),
    );
    changed(
        TEXT,
        "tag.HA.aliases",
        &["H/A", "x"],
        &to("[\"HA\"]", "[\"H/A\", \"x\"]"),
    );
    changed(TEXT, "tag.ha.aliases", &["x"], &to("[\"HA\"]", "[\"x\"]"));
    let named = to("[\"HA\"]\n", "[\"HA\"]\nname = \"high availability\"\n");
    changed(TEXT, "tag.ha.name", &["high availability"], &named);
    let below = to("coding\"\n", "coding\"\nparent = \"ha\"\n");
    changed(TEXT, "tag.erasure coding.parent", &["ha"], &below);
    changed(
        TEXT,
        "tag.ha.tag",
        &["always-on"],
        &to("\"ha\"", "\"always-on\""),
    );
    let dated = to("\"1.0\"\n", "\"1.0\"\ndate = \"2020\"\n");
    changed(TEXT, "release.1.0.date", &["2020"], &dated);
}

#[test]
fn an_entry_that_is_missing_is_made() {
    changed(
        "",
        "tag.x-y.name",
        &["X"],
        "[[tag]]\ntag = \"x-y\"\nname = \"X\"\n",
    );
    changed(
        "# mine\nnotes = \"n\"\n",
        "context.a/*.md.project",
        &["cinder"],
        "# mine\nnotes = \"n\"\n\n[[context]]\nglob = \"a/*.md\"\nproject = \"cinder\"\n",
    );
    let more = TEXT.replace(
        "\n[[release]]",
        "\n[[tag]]\ntag = \"x\"\naliases = [\"y\"]\n\n[[release]]",
    );
    changed(TEXT, "tag.x.aliases", &["y"], &more);
    // It takes the place of a built-in one, which has a name and other aliases.
    changed(
        "",
        "tag.ceph.parent",
        &["backup"],
        "[[tag]]\ntag = \"ceph\"\nname = \"Ceph\"\naliases = [\"RBD\"]\nparent = \"backup\"\n",
    );
}

#[test]
fn a_value_or_an_entry_is_taken_out() {
    let out = |key: &str| unset(TEXT, key).unwrap().unwrap();
    assert_eq!(
        out("tag.ha.aliases"),
        TEXT.replace("aliases = [\"HA\"]\n", "")
    );
    let tail = "[[tag]]\ntag = \"erasure-coding\"\n\n";
    assert_eq!(out("tag.erasure-coding"), TEXT.replace(tail, "\n"));
    assert_eq!(
        out("release.1.0"),
        TEXT.replace("[[release]]\nname = \"1.0\"\n", "")
    );
    assert_eq!(unset(TEXT, "tag.ha.parent"), Ok(None));
    let last = "index = \"i\"\n\n[[tag]]\ntag = \"a\"\n";
    assert_eq!(unset(last, "tag.a").unwrap().unwrap(), "index = \"i\"\n");
}

#[test]
fn what_names_nothing_is_refused() {
    let told = |key: &str| {
        let error = match set(TEXT, key, &["x".to_owned()]) {
            Err(error) => error,
            Ok(text) => return text,
        };
        format!("{error}; {}", error.hint.clone().unwrap_or_default())
    };
    assert_eq!(
        told("tag.ha.alias"),
        "`[[tag]]` has no key `alias`; did you mean `aliases`?"
    );
    assert_eq!(
        told("tag.ha"),
        "`tag.ha` is a whole entry; such as `kb config set tag.ha.KEY VALUE`"
    );
    assert!(told("tag.aliases").starts_with("`tag.aliases` is of many entries; "));
    assert!(told("tag.ha.tag").contains("tag = \"x\""));
    assert!(told("release.1.0.date").starts_with("`x` is not a date"));
    assert!(told("tag.x.tag").starts_with("there is no `[[tag]]` called `x`"));
    assert!(told("tag.---.name").contains("`---` is no tag"));
    let twice = "[[tag]]\ntag = \"a\"\n[[tag]]\ntag = \"A\"\n";
    assert_eq!(
        unset(twice, "tag.a").unwrap_err().to_string(),
        "several `[[tag]]` are called `a`"
    );
    let inline = "tag = [{ tag = \"a\" }]\n";
    let told = set(inline, "tag.a.name", &["x".to_owned()]).unwrap_err();
    assert_eq!(told.to_string(), "`tag` is not written as [[tag]]");
    let lacking = |key: &str| {
        let error = unset(TEXT, key).unwrap_err();
        format!("{error}; {}", error.hint.clone().unwrap_or_default())
    };
    assert_eq!(
        lacking("tag.hs"),
        "there is no `[[tag]]` called `hs`; `kb config set tag.NAME.KEY VALUE` makes one; KEY is one of tag, name, aliases, parent"
    );
    assert_eq!(
        lacking("tag.erasure-codin.name"),
        "there is no `[[tag]]` called `erasure-codin`; did you mean `tag.erasure-coding`?"
    );
    assert_eq!(
        lacking("tag.ha.tag"),
        "a `[[tag]]` needs its `tag`; `kb config unset tag.ha` takes the whole entry out"
    );
}
