//! Words as shells read and write them.

/// The quotes that a word stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    None,
    /// `'`: nothing but another one has a meaning.
    Single,
    /// `"`: some signs keep theirs.
    Double,
}

impl Quote {
    /// The one that a word begins with.
    pub(super) fn before(word: &str) -> Self {
        match word.chars().next() {
            Some('\'') => Self::Single,
            Some('"') => Self::Double,
            _ => Self::None,
        }
    }
}

/// What keeps its meaning between `"`.
const IN_DOUBLE: &str = "\"\\$`";

/// What a word means that is being typed, behind an open quote where there is one.
pub(super) fn unquoted(word: &str, quote: Quote) -> String {
    let mut out = String::with_capacity(word.len());
    let mut open = quote;
    let mut signs = word.chars().peekable();
    while let Some(sign) = signs.next() {
        match (open, sign) {
            (Quote::None, '\'') => open = Quote::Single,
            (Quote::None, '"') => open = Quote::Double,
            (Quote::Single, '\'') | (Quote::Double, '"') => open = Quote::None,
            (Quote::None, '\\') => out.extend(signs.next()),
            (Quote::Double, '\\') => {
                out.push(
                    signs
                        .next_if(|next| IN_DOUBLE.contains(*next))
                        .unwrap_or('\\'),
                );
            }
            _ => out.push(sign),
        }
    }
    out
}

/// A word as bash takes it behind such a quote, `None` where that cannot be said.
pub(super) fn bash_word(word: &str, quote: Quote) -> Option<String> {
    let (never, marked): (&str, fn(char) -> bool) = match quote {
        Quote::None => ("", |c| c.is_ascii() && !is_plain(c)),
        Quote::Single => ("'", |_| false),
        // No backslash takes the meaning from it here.
        Quote::Double => ("!", |c| IN_DOUBLE.contains(c)),
    };
    if word.contains(|c: char| c.is_control() || never.contains(c)) {
        return None;
    }
    let mut out = String::with_capacity(word.len());
    for (at, sign) in word.char_indices() {
        let begins = at == 0 && quote == Quote::None && "#~".contains(sign);
        if begins || marked(sign) {
            out.push('\\');
        }
        out.push(sign);
    }
    Some(out)
}

/// A word as PowerShell takes it, `None` where that cannot be said.
pub(super) fn powershell_word(word: &str) -> Option<String> {
    // It takes those that typography has for the one that keyboards have.
    let is_quote = |c: char| "'\u{2018}\u{2019}\u{201a}\u{201b}".contains(c);
    if word.contains(char::is_control) {
        return None;
    }
    if word.chars().all(|c| c.is_alphanumeric() || is_plain(c)) {
        return Some(word.to_owned());
    }
    let mut out = String::from("'");
    for sign in word.chars() {
        if is_quote(sign) {
            out.push(sign);
        }
        out.push(sign);
    }
    out.push('\'');
    Some(out)
}

/// Signs that mean nothing to a shell, within a word.
fn is_plain(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || "-_./+#=:~%".contains(sign)
}

#[cfg(test)]
mod tests {
    use super::{Quote, bash_word, powershell_word, unquoted};
    use proptest::prelude::*;

    #[test]
    fn a_typed_word_is_read_as_the_shell_reads_it() {
        for (typed, quote, meant) in [
            ("Den", Quote::None, "Den"),
            (r"Denver\ P", Quote::None, "Denver P"),
            ("\"Denver P", Quote::None, "Denver P"),
            ("'Denver P", Quote::None, "Denver P"),
            ("--event='Denver P", Quote::None, "--event=Denver P"),
            ("Denver P", Quote::Single, "Denver P"),
            (r#"a\"b\c"#, Quote::Double, r#"a"b\c"#),
            ("a\\", Quote::None, "a"),
        ] {
            assert_eq!(unquoted(typed, quote), meant, "{typed}");
        }
    }

    #[test]
    fn what_is_offered_is_one_word() {
        let bash = |word| bash_word(word, Quote::None).unwrap();
        assert_eq!(bash("Denver PTG"), r"Denver\ PTG");
        assert_eq!(bash("$(x);`y`"), r"\$\(x\)\;\`y\`");
        assert_eq!(bash("#a~"), r"\#a~");
        assert_eq!(bash("zürich-1/2#a"), "zürich-1/2#a");
        let single = |word| bash_word(word, Quote::Single);
        assert_eq!(single("a $b").as_deref(), Some("a $b"));
        assert_eq!(single("a'b"), None);
        let double = |word| bash_word(word, Quote::Double);
        assert_eq!(double("a $b").as_deref(), Some(r"a \$b"));
        assert_eq!(double("a!"), None);
        assert_eq!(bash_word("a\nb", Quote::None), None);
        let powershell = |word| powershell_word(word);
        assert_eq!(powershell("ptg").as_deref(), Some("ptg"));
        assert_eq!(
            powershell("a 'b' \u{2019}").as_deref(),
            Some("'a ''b'' \u{2019}\u{2019}'")
        );
        assert_eq!(powershell("a\u{1b}"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_offered_means_what_it_was(word in "[ -~é]{0,12}") {
            for quote in [Quote::None, Quote::Single, Quote::Double] {
                if let Some(written) = bash_word(&word, quote) {
                    prop_assert_eq!(unquoted(&written, quote), word.clone());
                }
            }
        }
    }
}
