//! Changing one setting in the text of a `kb.toml`: comments, order and all other settings stay as they are.

use super::ConfigError;
use super::edit_entry::{self, put};
use super::edit_text::{Shape, without_lines};
use super::entries::{ENTRY_LISTS, EntryKey};
use super::error::breaks;
use super::read::{self, TABLES};
use super::root::CONFIG_FILE;
use super::source::{Source, nearest};
use toml_edit::{Array, DocumentMut, Value};

/// The settings that one value or list says; the others are tables.
pub const PLAIN_KEYS: [&str; 5] = ["notes", "index", "include", "exclude", "max_size"];

/// Those of them that take a list.
const LISTS: [&str; 3] = ["notes", "include", "exclude"];

/// All keys that `kb.toml` may have, those of tables as `context.glob`.
#[must_use]
pub fn keys() -> Vec<String> {
    let plain = PLAIN_KEYS.iter().map(|key| (*key).to_owned());
    let tables = TABLES.iter();
    let inner =
        tables.flat_map(|(table, keys)| keys.iter().map(move |key| format!("{table}.{key}")));
    plain.chain(inner).collect()
}

/// The text with `key` set to these values.
///
/// # Errors
/// Where the key cannot be set so, or the settings would be unusable.
pub fn set(text: &str, key: &str, values: &[String]) -> Result<String, ConfigError> {
    let shape = Shape::of(text);
    set_in(shape.text, key, values).map(|text| shape.again(&text))
}

fn set_in(text: &str, key: &str, values: &[String]) -> Result<String, ConfigError> {
    if let Some(entry) = EntryKey::new(key) {
        return edit_entry::set(text, &entry, values);
    }
    check_key(key)?;
    let mut document = document(text)?;
    let new = written(key, values)?;
    put(&mut document, key, new);
    let text = document.to_string();
    read::parse(&text, CONFIG_FILE)?;
    Ok(text)
}

/// The text without `key`, `None` where it has none. A key that is no setting can be taken out too, where it is there.
///
/// # Errors
/// Where there is no such key, or the settings would be unusable.
pub fn unset(text: &str, key: &str) -> Result<Option<String>, ConfigError> {
    let shape = Shape::of(text);
    let without = unset_in(shape.text, key)?;
    Ok(without.map(|text| shape.again(&text)))
}

fn unset_in(text: &str, key: &str) -> Result<Option<String>, ConfigError> {
    let document = document(text)?;
    if let Some(entry) = EntryKey::new(key).filter(|_| document.get(key).is_none()) {
        return edit_entry::unset(text, &entry);
    }
    if document.get(key).is_none() {
        check_key(key)?;
        return Ok(None);
    }
    let is_unknown = read::is_unknown(key);
    if !is_unknown {
        check_key(key)?;
    }
    let without = without_lines(text, key)?;
    // Without what nobody reads the settings are no worse, though something else may be wrong with them too.
    if !is_unknown {
        read::parse(&without, CONFIG_FILE)?;
    }
    Ok(Some(without))
}

pub(super) fn document(text: &str) -> Result<DocumentMut, ConfigError> {
    // Ours says where the fault is, as it does everywhere.
    Source {
        file: CONFIG_FILE,
        text,
        breaks: &breaks(text),
    }
    .table()?;
    text.parse().map_err(|error: toml_edit::TomlError| {
        ConfigError::new(error.message().to_owned(), "mend it by hand")
    })
}

fn check_key(key: &str) -> Result<(), ConfigError> {
    if PLAIN_KEYS.contains(&key) {
        return Ok(());
    }
    let (table, rest) = key.split_once('.').unwrap_or((key, ""));
    if TABLES.iter().any(|(name, _)| *name == table) {
        let (what, rest) = match rest {
            "" => (format!("`{table}` is a table"), "KEY"),
            rest => (format!("`{key}` is of many entries"), rest),
        };
        let hint = format!(
            "name one of its entries: `{table}.NAME.{rest}`; docs/settings.md has the keys"
        );
        return Err(ConfigError::new(what, hint));
    }
    Err(unknown(key, PLAIN_KEYS.iter().copied()))
}

/// That there is no such key among those that are known.
pub fn unknown<'k>(key: &str, known: impl Iterator<Item = &'k str> + Clone) -> ConfigError {
    let hint = match nearest(key, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the keys are {}", known.collect::<Vec<_>>().join(", ")),
    };
    ConfigError::new(format!("there is no setting `{key}`"), hint)
}

/// The values as TOML writes them.
pub(super) fn written(key: &str, values: &[String]) -> Result<Value, ConfigError> {
    let [first, rest @ ..] = values else {
        let hint = "give one, or take the setting out with `kb config unset`";
        return Err(ConfigError::new("there is no value to set", hint));
    };
    let is_list = LISTS.contains(&key) || ENTRY_LISTS.contains(&key);
    match (key, rest) {
        (_, []) if is_list && first.trim_start().starts_with('[') => {
            first.trim().parse().map_err(|_| {
                let hint = "write it as '[\"a\", \"b\"]', or give the values one by one";
                ConfigError::new(format!("`{first}` is no list of TOML"), hint)
            })
        }
        ("max_size", []) => Ok(match first.trim().parse::<i64>() {
            Ok(bytes) => bytes.into(),
            Err(_) => first.as_str().into(),
        }),
        (_, []) if !ENTRY_LISTS.contains(&key) => Ok(first.as_str().into()),
        _ if is_list => Ok(Array::from_iter(values.iter().map(String::as_str)).into()),
        _ => Err(ConfigError::new(
            format!("`{key}` takes one value"),
            "put it in quotes if it has blanks",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::{PLAIN_KEYS, keys, set, unset};
    use crate::config::Config;

    const TEXT: &str = "# mine\nnotes = \"notes\"  # here\n\nindex = \"index\"\n\n# later\n[[tag]]\ntag = \"ha\"\n# end\n";

    fn set_to(text: &str, key: &str, values: &[&str]) -> String {
        let values: Vec<String> = values.iter().map(|v| (*v).to_owned()).collect();
        match set(text, key, &values) {
            Ok(text) => text,
            Err(error) => format!("{error}; {}", error.hint.clone().unwrap_or_default()),
        }
    }

    #[test]
    fn only_what_is_set_changes() {
        assert_eq!(
            set_to(TEXT, "notes", &["a", "b"]),
            TEXT.replace("\"notes\"  #", "[\"a\", \"b\"]  #")
        );
        assert_eq!(
            set_to(TEXT, "exclude", &["README.md"]),
            TEXT.replace("\"index\"\n", "\"index\"\nexclude = \"README.md\"\n")
        );
        assert_eq!(set_to("", "max_size", &["4096"]), "max_size = 4096\n");
        assert_eq!(set_to("", "max_size", &["1 MiB"]), "max_size = \"1 MiB\"\n");
        assert_eq!(set_to("", "exclude", &["[]"]), "exclude = []\n");
        assert_eq!(set_to("notes = 5\n", "notes", &["x"]), "notes = \"x\"\n");
        let without = TEXT.replace("index = \"index\"\n", "");
        assert_eq!(
            unset(TEXT, "index")
                .unwrap()
                .unwrap()
                .replace("\n\n\n", "\n\n"),
            without.replace("\n\n\n", "\n\n")
        );
        assert_eq!(unset(TEXT, "exclude"), Ok(None));
        for (text, key, without) in [
            (
                "# a\n\n# why\nnotes = [\n  \"a\",\n]  # b\n\n# c\n",
                "notes",
                "# a\n\n# why\n\n# c\n",
            ),
            ("# why\nmax_size = 5", "max_size", "# why\n"),
            (
                "index = \"i\"\r\n\r\nmax_size = 5\r\n",
                "index",
                "max_size = 5\r\n",
            ),
            ("# a\nindx = 1\nfoo = 2\n", "indx", "# a\nfoo = 2\n"),
            (
                "[foo]\na = 1\n\n[[tag]]\ntag = \"a\"\n",
                "foo",
                "[[tag]]\ntag = \"a\"\n",
            ),
            (
                "# mine\n\n# why\n[foo]\n# in it\na = 1\n# below\n\n[[tag]]\ntag = \"a\"\n[foo.b]\nc = {}\n",
                "foo",
                "# mine\n\n# why\n# below\n\n[[tag]]\ntag = \"a\"\n",
            ),
            (
                "# mine\n[[foo]]\na = [\n  1,\n]\n\n# two\n[[foo]]\n[foo.b]\n# end\n",
                "foo",
                "# mine\n\n# two\n# end\n",
            ),
            ("# mine\n[foo.a]\n[foo.b]\n", "foo", "# mine\n"),
            ("\u{feff}[foo]\r\nindex = 1\r\n", "foo", "\u{feff}"),
            ("foo.bar = 1\nindex = \"i\"\n", "foo", "index = \"i\"\n"),
        ] {
            assert_eq!(unset(text, key).unwrap().unwrap(), without);
        }
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_stay() {
        for (text, expected) in [
            ("\u{feff}index = \"a\"\n", "\u{feff}index = \"b\"\n"),
            ("# a\r\nindex = \"a\"\r\n", "# a\r\nindex = \"b\"\r\n"),
            (
                "\u{feff}# a\r\n\r\n[[tag]]\r\ntag = \"a\"\r\n",
                "\u{feff}index = \"b\"\r\n# a\r\n\r\n[[tag]]\r\ntag = \"a\"\r\n",
            ),
        ] {
            assert_eq!(set_to(text, "index", &["b"]), expected);
        }
        let text = "\u{feff}[[tag]]\r\ntag = \"a\"\r\n";
        let expected = format!("{text}parent = \"b\"\r\n\r\n[[tag]]\r\ntag = \"b\"\r\n");
        let two = format!("{text}\r\n[[tag]]\r\ntag = \"b\"\r\n");
        assert_eq!(set_to(&two, "tag.a.parent", &["b"]), expected);
    }

    #[test]
    fn what_cannot_be_used_is_refused() {
        for (key, values, why) in [
            (
                "note",
                &["x"][..],
                "there is no setting `note`; did you mean `notes`?",
            ),
            (
                "tag",
                &["x"],
                "`tag` is a table; name one of its entries: `tag.NAME.KEY`",
            ),
            ("context.glob", &["x"], "`context.glob` is of many entries"),
            ("notes", &["../x"], "`../x` leads out of the knowledge base"),
            ("notes", &["/etc"], "`/etc` is an absolute path"),
            ("notes", &["[1]"], "`notes` cannot be of type integer"),
            ("notes", &["[x"], "`[x` is no list of TOML"),
            (
                "index",
                &["notes"],
                "the index `notes` would lie over the notes",
            ),
            ("index", &["a", "b"], "`index` takes one value"),
            ("include", &["a{b"], "`a{b` is no pattern"),
            ("max_size", &["much"], "`max_size` is no size"),
            ("notes", &[], "there is no value to set"),
        ] {
            let refused = set_to("", key, values);
            assert!(refused.starts_with(why), "{refused}");
        }
        let told = set_to("indx = \"x\"\n", "index", &["y"]);
        let hint = "there is no setting `indx`; `kb config unset indx` takes it out; did you mean `index`?";
        assert_eq!(told, hint);
        let told = |key| unset("foo = 1\n", key).unwrap_err().to_string();
        assert_eq!(told("indx"), "there is no setting `indx`");
        assert!(unset("foo = 1\nindex = \"x\"\n", "index").is_err());
        assert!(set_to("notes = [\n", "index", &["x"]).contains("strings stand in quotes"));
    }

    #[test]
    fn the_keys_are_those_of_the_reader() {
        let plain: Vec<String> = Config::defaults()
            .values()
            .into_iter()
            .map(|s| s.key)
            .collect();
        assert_eq!(plain, PLAIN_KEYS);
        assert!(keys().contains(&"release.aliases".to_owned()));
    }
}
