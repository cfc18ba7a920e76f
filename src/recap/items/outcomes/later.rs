//! Words that put off what was proposed.

/// Whether words, small and between blanks, put off what was proposed.
pub(super) fn is_deferred(lower: &str) -> bool {
    let says = |words: &str| words.split('|').any(|w| lower.contains(w));
    let put_off = says(concat!(
        " to defer| we defer| defer to| defer this| defer it| defer the| defer until|let's defer|",
        "put off|put on hold|on hold|hold off| hold until| hold for now|held over|",
        "revisit|not yet|too soon|",
        "too early|come back|further discussion|more discussion needed|",
        "discuss further|discuss more|for later|until later|at a later|to be continued|",
        "continue discussion|continue the discussion|continue discussing|discuss offline|",
        "offline discussion|taken offline|take it offline|continue offline|not ready|",
        " wait for|wait until|waiting for|awaiting |for now we wait|keep talking|slept on|think about it|",
        "more investigation|needs more|need more|at this time|has to mature|in a future|",
        "no changes are planned"
    ));
    // `A draft for the next meeting` does not.
    let talk = "discuss|talk|return|back|decide|decision|continue|again|bring|until|vote|adopt|proposed|approve|request|stage ";
    let next = lower.contains("next meeting") && says(talk);
    let begins = [" defer", " table the ", " hold the "]
        .iter()
        .any(|verb| lower.starts_with(verb));
    let aside = ["table", "park"].iter().any(|verb| is_put(lower, verb));
    let done = ["deferred", "postpone", "delayed", "tabled", "parked"];
    put_off
        || next
        || begins
        || aside
        || moved(lower)
        || done.iter().any(|word| is_said(lower, word))
}

/// `Table for now`, `we park it`; not `add a table for it`.
fn is_put(lower: &str, verb: &str) -> bool {
    let behind = [" for ", " it ", " it.", " it,", " this ", " until "];
    let before = |text: &str| {
        let text = text.trim_end();
        text.is_empty()
            || [" to", " we", ":", ",", ";"]
                .iter()
                .any(|end| text.ends_with(end))
    };
    let word = format!(" {verb}");
    lower.match_indices(&word).any(|(at, _)| {
        let rest = &lower[at + word.len()..];
        before(&lower[..at]) && behind.iter().any(|words| rest.starts_with(words))
    })
}

/// Whether a participle is said of something, and does not tell which things: `the deferred items`, `parked jobs are dropped`.
fn is_said(lower: &str, participle: &str) -> bool {
    let named = [
        " a ", " an ", " the ", " any ", " all ", " these ", " those ", " our ",
    ];
    lower.match_indices(participle).any(|(at, word)| {
        let before = &lower[..at];
        let mut rest = lower[at + word.len()..].split_whitespace();
        let leads = before.trim().is_empty();
        let of_things = leads && rest.next().is_some_and(|w| w.ends_with('s') && w.len() > 2);
        before.ends_with(' ') && !of_things && !named.iter().any(|word| before.ends_with(word))
    })
}

/// Whether what is not done may be later: `we will not merge it for now`.
pub(super) fn not_now(lower: &str) -> bool {
    let now = [
        " yet",
        " for now",
        " currently ",
        " this cycle",
        " this release",
        " at this point",
        " at this meeting",
    ];
    now.iter().any(|words| lower.contains(words))
}

/// `Moved to 1.31`, `pushed to next cycle`.
fn moved(lower: &str) -> bool {
    let moved = ["moved", "pushed", "slipped", "deferred"];
    let mut words = lower.split_whitespace();
    let begins =
        words.next().is_some_and(|word| moved.contains(&word)) && words.next() == Some("to");
    let mut words = words.skip_while(|word| ["the", "a"].contains(word));
    let to = words.next().unwrap_or("");
    let version = to
        .trim_start_matches('v')
        .starts_with(|c: char| c.is_ascii_digit())
        && to.trim_end_matches('.').contains('.');
    begins && (version || ["next", "later"].contains(&to.trim_end_matches('.')))
}
