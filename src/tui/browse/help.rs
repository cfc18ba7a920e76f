//! The keys, in words.

/// What keys do, by where they do it. An empty key begins a part.
pub(super) const KEYS: &[(&str, &str)] = &[
    ("", "While a query is typed"),
    (
        "any text",
        "searches as you type, in the language of kb search",
    ),
    ("Enter", "opens the record"),
    ("Down", "goes to the hits: keys such as h act there"),
    ("Tab", "goes on: hits, then the counts at the side"),
    ("Left, Right", "moves within the query"),
    (
        "Home, End",
        "goes to its beginning, its end; so do Ctrl-A, Ctrl-E",
    ),
    ("Ctrl-U, Ctrl-W", "takes out the line, a word"),
    (
        "Ctrl-K, Ctrl-Y",
        "takes out what follows, puts back what was taken out",
    ),
    (
        "Esc",
        "empties the query, then what was chosen, then leaves",
    ),
    ("", "Among the hits"),
    ("Up, Down, k, j", "the hit before, the next"),
    ("PgUp, PgDn, g, G", "a page up, down, the first, the last"),
    ("Enter", "opens the record"),
    ("J, K", "scrolls the preview"),
    ("e", "opens the note in your editor, at the line"),
    ("h", "how it got to where it is; again: by its next tag"),
    ("p", "the priorities of its release; again: of all releases"),
    ("/", "back to the query"),
    ("", "At the side"),
    ("Enter, Space", "chooses a value, or gives it up"),
    ("", "In a record"),
    ("Up, Down, PgUp, PgDn", "scrolls"),
    ("n, N", "the next mark, the one before"),
    ("Left, Right", "the hit before, the next"),
    ("e, h, p", "as among the hits"),
    ("Esc, q", "back"),
    ("", "Everywhere"),
    ("?, F1", "these keys; in a query that is begun, F1 only"),
    ("Ctrl-C", "leaves"),
    ("Ctrl-Z", "stops kb until `fg`"),
];
