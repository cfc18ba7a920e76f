//! What an answer does to the screen.

use super::keys::Effect;
use super::list::List;
use super::record::Record;
use super::state::{App, Page, Wanted};
use crate::kb::{Answered, Error, Found, IndexState, Marks, SearchAnswer, Shown};
use crate::query::{Field, QueryError};
use crate::render::clean;
use crate::tui::asking::Told;

/// Takes an answer.
pub(super) fn told(app: &mut App, told: Told) -> Vec<Effect> {
    match told {
        Told::Search(found) => match *found {
            Ok(answered) => searched(app, answered),
            // What is being typed is often no query yet: the hits of what was one stay.
            Err(error) => {
                let says_nothing = matches!(
                    &error,
                    Error::Query {
                        fault: QueryError::Empty,
                        ..
                    }
                );
                app.fault = (!says_nothing).then(|| said(&error));
                Vec::new()
            }
        },
        Told::Count(counted) => {
            let facets = counted.ok().and_then(|answered| answered.value.facets);
            if let Some(facets) = facets {
                app.side.count(&facets);
            }
            Vec::new()
        }
        Told::Show(id, Ok(answered)) => {
            app.notice = notice(&answered.index);
            shown(app, &id, answered.value)
        }
        Told::History(Ok(answered)) => {
            app.notice = notice(&answered.index);
            match answered.value.entries.is_empty() {
                true => without_history(app, &answered.value.understood),
                false => listed(app, List::history(&answered.value)),
            }
        }
        Told::Priorities(Ok(answered)) => {
            app.notice = notice(&answered.index);
            listed(app, List::priorities(&answered.value))
        }
        Told::Preview(id, Ok(answered)) => {
            app.notice = notice(&answered.index);
            previewed(app, &id, answered.value);
            Vec::new()
        }
        Told::Preview(_, Err(error))
        | Told::Show(_, Err(error))
        | Told::History(Err(error))
        | Told::Priorities(Err(error)) => {
            app.message = Some(said(&error));
            Vec::new()
        }
        Told::Version(version) => {
            let changed = app.version.is_some_and(|before| before != version);
            app.version = Some(version);
            if changed { anew(app) } else { Vec::new() }
        }
        Told::Rows(_) | Told::Overtaken => Vec::new(),
    }
}

/// What an answer was read from, where that has to be said: what matters first, since a line is short.
fn notice(index: &IndexState) -> Option<String> {
    let what = match index {
        IndexState::Fresh | IndexState::Unchecked => return None,
        IndexState::InMemory(_) => "from an index in memory",
        IndexState::Stale(_) => "may be older than the notes",
    };
    let reason = index.reason().unwrap_or_default();
    Some(clean::line(&format!("{what}: {reason}")))
}

fn said(error: &Error) -> String {
    let hint = error.hint().map(|hint| format!(" ({hint})"));
    let text = format!("{error}{}", hint.unwrap_or_default());
    clean::line(&text)
}

/// The notes changed: what is shown is asked for once more.
fn anew(app: &mut App) -> Vec<Effect> {
    let open = match app.pages.last() {
        Some(Page::Record(record)) => Some(record.id().to_owned()),
        _ => None,
    };
    app.preview = None;
    let mut effects = vec![app.search()];
    if let Some(id) = open {
        effects.push(app.want(id, Wanted::Record));
    }
    effects
}

/// Whether the last word that is typed may become the name of a field, which finds nothing by itself.
fn may_become_field(typed: &str) -> bool {
    let last = typed.rsplit(char::is_whitespace).next();
    let last = last.unwrap_or_default().to_lowercase();
    !last.is_empty() && Field::ALL.iter().any(|f| f.name().starts_with(&last))
}

fn searched(app: &mut App, answered: Answered<SearchAnswer>) -> Vec<Effect> {
    app.fault = None;
    let says_nothing = answered.value.total == 0 && may_become_field(&answered.value.query);
    if says_nothing && app.found.is_some() {
        return Vec::new();
    }
    app.notice = notice(&answered.index);
    // What stands for no query at all names kinds that there may be none of.
    let typed = !app.input.value().trim().is_empty();
    let mut unknown = answered.unknown.iter();
    let unknown = unknown.find(|unknown| typed || unknown.what != "kind");
    app.unknown = unknown.map(|unknown| clean::line(&unknown.to_string()));
    let answer = answered.value;
    // Other words are marked in the same record.
    let is_same = app
        .found
        .as_ref()
        .is_some_and(|found| found.query == answer.query);
    app.found = Some(answer);
    if !is_same {
        app.preview = None;
    }
    // An answer to an older question may come first: that has not all of them.
    let waits = app.to_last && !app.has_all();
    let to = if app.to_last && !waits {
        usize::MAX
    } else {
        app.selected
    };
    let mut effects = app.select(to);
    app.to_last = waits;
    effects.push(app.count());
    effects
}

fn shown(app: &mut App, id: &str, found: Found<Shown>) -> Vec<Effect> {
    // Another record may be wanted by now.
    let Some((_, wanted)) = app.wanted.take_if(|(wanted, _)| wanted == id) else {
        return Vec::new();
    };
    let Found::One(shown) = found else {
        app.message = Some(format!("`{}` is no more", clean::line(id)));
        return Vec::new();
    };
    let record = Record::new(*shown, marks(app));
    match wanted {
        Wanted::Record => opened(app, record),
        Wanted::Edit(line) => return vec![Effect::Edit(record.topic().path.clone(), line)],
    }
    Vec::new()
}

/// The record beside the hits, where it is still that of the hit that keys act upon.
fn previewed(app: &mut App, id: &str, found: Found<Shown>) {
    let is_wanted = app.hit().is_some_and(|hit| hit.topic.id == id);
    if let (true, Found::One(shown)) = (is_wanted, found) {
        app.preview = Some(Record::new(*shown, marks(app)));
    }
}

/// What is to be marked. Where nothing is typed, all is found, and nothing is.
fn marks(app: &App) -> Marks {
    let typed = !app.input.value().trim().is_empty();
    let found = app.found.as_ref().filter(|_| typed);
    found.map(|found| found.marks.clone()).unwrap_or_default()
}

/// A record that was opened, or is there anew: it stays where it was read.
pub(super) fn opened(app: &mut App, mut record: Record) {
    record.begin();
    if let Some(Page::Record(before)) = app.pages.last()
        && before.id() == record.id()
    {
        record.scroll_as(before);
        app.pages.pop();
    }
    app.pages.push(Page::Record(Box::new(record)));
}

/// The next thing that the record is about may have a history.
fn without_history(app: &mut App, of: &str) -> Vec<Effect> {
    let another = app.another_history();
    if another.is_none() {
        let all = match app.threads.as_slice() {
            [] | [_] => clean::line(of),
            tags => format!("any of {}", clean::line(&tags.join(", "))),
        };
        app.message = Some(format!("no history of {all}"));
    }
    Vec::from_iter(another)
}

fn listed(app: &mut App, list: List) -> Vec<Effect> {
    if list.is_empty() {
        app.message = Some(format!("no {}", list.title()));
    } else {
        // One list in place of another: a way back through all of them would be long.
        if matches!(app.pages.last(), Some(Page::List(_))) {
            app.pages.pop();
        }
        app.pages.push(Page::List(list));
    }
    Vec::new()
}
