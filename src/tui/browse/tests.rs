use super::draw;
use super::keys::{Effect, key, paste};
use super::state::{App, Focus, Page};
use super::told::told;
use crate::kb::reports::{History, HistoryEntry, Said};
use crate::kb::{Answered, Filters, Found, IndexState, Shown, Unknown};
use crate::model::Detail;
use crate::render::{clean, sample};
use crate::tui::asking::{Ask, Told};
use crate::tui::look::Look;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

fn app() -> App {
    App::new(String::new(), Filters::default(), Look { colors: true })
}

fn answered<T>(value: T) -> Answered<T> {
    Answered {
        value,
        index: IndexState::Fresh,
        unknown: Vec::new(),
    }
}

fn found(app: &mut App) -> Vec<Effect> {
    let found = || Box::new(Ok(answered(sample::search())));
    told(app, Told::Count(found()));
    told(app, Told::Search(found()))
}

/// The record of the first hit of the sample.
fn shown() -> Shown {
    sample::shown()
}

fn press(app: &mut App, code: KeyCode) -> Vec<Effect> {
    key(app, KeyEvent::new(code, KeyModifiers::NONE))
}

/// What a screen of this size shows.
fn drawn(app: &mut App, columns: u16, rows: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| draw::draw(app, frame)).unwrap();
    let buffer = terminal.backend().buffer();
    let cells = buffer.content().iter();
    let text: String = cells.map(ratatui::buffer::Cell::symbol).collect();
    assert!(
        !text.contains(|c| clean::is_hostile(c) || c == '\n'),
        "{text:?}"
    );
    text
}

#[test]
fn what_is_typed_is_searched() {
    let mut app = app();
    let effects = press(&mut app, KeyCode::Char('e'));
    let [Effect::Ask(Ask::Search(request))] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(request.query, "e");
    // Without a query all topics are found.
    let effects = press(&mut app, KeyCode::Backspace);
    let [Effect::Ask(Ask::Search(request))] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(request.query, "kind:topic OR kind:preamble");
}

#[test]
fn a_blank_at_the_end_says_that_a_word_is_whole() {
    let mut app = app();
    press(&mut app, KeyCode::Char('e'));
    let effects = press(&mut app, KeyCode::Char(' '));
    let [Effect::Ask(Ask::Search(request))] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!((request.query.as_str(), request.typing), ("e ", true));
}

#[test]
fn what_says_nothing_yet_is_no_fault() {
    let mut app = app();
    found(&mut app);
    let request = crate::kb::SearchRequest {
        query: "tag:".to_owned(),
        typing: true,
        ..Default::default()
    };
    let error = request.check().expect_err("it says nothing");
    told(&mut app, Told::Search(Box::new(Err(error))));
    assert!(app.fault.is_none());
    assert_eq!(app.hits().len(), 2);
}

#[test]
fn what_may_become_a_field_leaves_the_hits() {
    let mut app = app();
    found(&mut app);
    let nothing = |query: &str| {
        let answer = crate::kb::SearchAnswer {
            query: query.to_owned(),
            ..Default::default()
        };
        Told::Search(Box::new(Ok(answered(answer))))
    };
    for query in ["tit", "a title", "Release"] {
        told(&mut app, nothing(query));
        assert_eq!(app.hits().len(), 2, "{query}");
    }
    told(&mut app, nothing("title "));
    assert!(app.hits().is_empty());
}

/// The history of a tag, of so many topics, in which a priority is the first.
fn history(tag: &str, topics: usize) -> Told {
    let entry = |at: usize| {
        let topic = sample::topic(at, at, "Replication");
        let text = "Completion of replication";
        let priority = sample::item(
            &topic,
            Detail::Priority {
                rank: 5,
                ordered: true,
            },
            text,
        );
        HistoryEntry {
            release: None,
            date: None,
            summary: vec![Said {
                text: text.to_owned(),
                line: 1,
            }],
            decisions: Vec::new(),
            priority: Some(priority),
            topic,
        }
    };
    Told::History(Ok(answered(History {
        query: tag.to_owned(),
        understood: format!("tag `{tag}`"),
        entries: (1..=topics).map(entry).collect(),
    })))
}

fn asked_for_history(effects: &[Effect]) -> &str {
    match effects {
        [Effect::Ask(Ask::History(of))] => of,
        other => panic!("{other:?}"),
    }
}

#[test]
fn tags_without_a_history_are_passed_over() {
    let mut app = app();
    found(&mut app);
    app.threads = vec!["aaa".to_owned(), "bbb".to_owned()];
    let effects = app.next_history();
    assert_eq!(asked_for_history(&effects), "aaa");
    let effects = told(&mut app, history("aaa", 0));
    assert_eq!(asked_for_history(&effects), "bbb");
    told(&mut app, history("bbb", 1));
    assert!(matches!(app.pages[..], [Page::List(_)]));
    assert!(app.message.is_none());
    // Asked for the next one, it comes back to the same.
    let effects = press(&mut app, KeyCode::Char('h'));
    assert_eq!(asked_for_history(&effects), "aaa");
    let effects = told(&mut app, history("aaa", 0));
    assert_eq!(asked_for_history(&effects), "bbb");
    assert!(told(&mut app, history("bbb", 0)).is_empty());
    let said = app.message.as_deref();
    assert_eq!(said, Some("no history of any of aaa, bbb"));
}

#[test]
fn a_priority_is_said_once_in_a_history() {
    let mut app = app();
    found(&mut app);
    told(&mut app, history("replication", 1));
    let text = drawn(&mut app, 110, 20);
    assert!(text.contains("priority 5"));
    assert_eq!(text.matches("Completion of replication").count(), 1);
}

#[test]
fn where_nothing_is_typed_a_question_mark_asks_for_the_keys() {
    let mut app = app();
    found(&mut app);
    assert!(drawn(&mut app, 110, 20).contains("Down to the hits and their keys  ? keys"));
    assert!(press(&mut app, KeyCode::Char('?')).is_empty());
    assert!(matches!(app.pages[..], [Page::Help(_)]));
    press(&mut app, KeyCode::Esc);
    press(&mut app, KeyCode::Char('h'));
    assert!(drawn(&mut app, 110, 20).contains("F1 keys"));
    press(&mut app, KeyCode::Char('?'));
    assert_eq!(app.input.value(), "h?");
    assert!(app.pages.is_empty());
    press(&mut app, KeyCode::F(1));
    assert!(matches!(app.pages[..], [Page::Help(_)]));
}

#[test]
fn what_is_pasted_is_text_and_no_command() {
    let mut app = app();
    app.focus = Focus::Hits;
    let effects = paste(&mut app, "q\u{1b}[2J\nx");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Quit)));
    assert!(
        !app.input.value().contains(clean::is_hostile),
        "{}",
        app.input.value()
    );
}

#[test]
fn a_query_that_is_none_yet_leaves_the_hits() {
    let mut app = app();
    found(&mut app);
    let fault = crate::kb::SearchRequest {
        query: "\"x".to_owned(),
        ..Default::default()
    };
    told(
        &mut app,
        Told::Search(Box::new(Err(fault.check().expect_err("it is none")))),
    );
    assert!(app.fault.is_some());
    assert_eq!(app.hits().len(), 2);
    assert!(drawn(&mut app, 100, 20).contains("quote"));
}

#[test]
fn a_message_stays_until_the_next_key_and_a_strange_name_until_the_next_answer() {
    let mut app = app();
    app.input = tui_input::Input::new("tag:x".to_owned());
    let unknown = |name: &str| {
        let unknown = Unknown {
            what: "tag",
            value: name.to_owned(),
            nearest: None,
        };
        let mut found = answered(sample::search());
        found.unknown.push(unknown);
        Told::Search(Box::new(Ok(found)))
    };
    told(&mut app, unknown("zzzz"));
    assert!(drawn(&mut app, 100, 20).contains("zzzz"));
    app.edited(Err("no editor here".to_owned()));
    for answer in ["zzzz", "yyyy"] {
        told(&mut app, unknown(answer));
        assert!(drawn(&mut app, 100, 20).contains("no editor here"));
    }
    found(&mut app);
    assert!(drawn(&mut app, 100, 20).contains("no editor here"));
    press(&mut app, KeyCode::Down);
    let text = drawn(&mut app, 100, 20);
    assert!(
        !text.contains("no editor here") && !text.contains("yyyy"),
        "{text}"
    );
    told(&mut app, unknown("zzzz"));
    found(&mut app);
    assert!(!drawn(&mut app, 100, 20).contains("zzzz"));
}

#[test]
fn a_value_is_chosen_and_given_up() {
    let mut app = app();
    found(&mut app);
    app.focus = Focus::Side;
    let effects = press(&mut app, KeyCode::Enter);
    let [Effect::Ask(Ask::Search(request))] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(request.filters.releases, ["Mitaka"]);
    let effects = press(&mut app, KeyCode::Esc);
    assert!(effects.is_empty() && app.focus == Focus::Query);
    let effects = press(&mut app, KeyCode::Esc);
    let [Effect::Ask(Ask::Search(request))] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(request.filters.releases.is_empty());
    assert!(matches!(press(&mut app, KeyCode::Esc)[..], [Effect::Quit]));
}

#[test]
fn an_answer_to_an_older_question_opens_nothing() {
    let mut app = app();
    found(&mut app);
    press(&mut app, KeyCode::Enter);
    told(
        &mut app,
        Told::Show(
            "other".to_owned(),
            Ok(answered(Found::One(Box::new(shown())))),
        ),
    );
    assert!(app.pages.is_empty());
    let id = app.hit().unwrap().topic.id.clone();
    told(
        &mut app,
        Told::Show(id, Ok(answered(Found::One(Box::new(shown()))))),
    );
    assert!(matches!(app.pages[..], [Page::Record(_)]));
}

#[test]
fn the_last_hit_is_gone_to_once_all_are_there() {
    let all = |shown: usize, total: usize| {
        let mut found = sample::search();
        let hit = found.hits[0].clone();
        found.hits = vec![hit; shown];
        found.total = total;
        Told::Search(Box::new(Ok(answered(found))))
    };
    let mut app = app();
    told(&mut app, all(50, 120));
    app.focus = Focus::Hits;
    let effects = press(&mut app, KeyCode::Char('G'));
    let [Effect::Ask(Ask::Search(request))] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(request.limit, 120);
    assert!(drawn(&mut app, 100, 20).contains("reading all 120 topics"));
    // What was asked before has not all.
    told(&mut app, all(100, 120));
    assert_eq!(app.selected, 0);
    told(&mut app, all(120, 120));
    assert!(drawn(&mut app, 100, 20).contains("120 of 120 topics"));
    // Another key goes elsewhere: what is on its way no longer counts.
    told(&mut app, all(120, 200));
    press(&mut app, KeyCode::Char('G'));
    press(&mut app, KeyCode::Char('g'));
    told(&mut app, all(200, 200));
    assert_eq!(app.selected, 0);
}

#[test]
fn a_recap_that_is_called_by_its_heading_is_named_once() {
    let mut app = app();
    found(&mut app);
    let id = app.hit().unwrap().topic.id.clone();
    let mut record = shown();
    record.recap.title.value = "Monthly".to_owned();
    record.topic.breadcrumb = vec!["Monthly".to_owned(), "Storage".to_owned()];
    press(&mut app, KeyCode::Enter);
    let record = Found::One(Box::new(record));
    told(&mut app, Told::Show(id, Ok(answered(record))));
    let text = drawn(&mut app, 100, 20);
    assert!(text.contains("Monthly > Storage"), "{text}");
    assert_eq!(text.matches("Monthly").count(), 1, "{text}");
}

#[test]
fn a_hit_can_be_edited_before_its_record_is_there() {
    let mut app = app();
    found(&mut app);
    app.focus = Focus::Hits;
    let effects = press(&mut app, KeyCode::Char('e'));
    // The line of the first row with a mark, not the topic's first.
    let [Effect::Edit(path, 41)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(path, "notes/3 recap (final).md");
}

#[test]
fn every_size_is_drawn() {
    let mut app = app();
    found(&mut app);
    for page in 0..4 {
        match page {
            1 => app.focus = Focus::Side,
            2 => drop(press(&mut app, KeyCode::Char('?'))),
            3 => {
                app.pages.clear();
                press(&mut app, KeyCode::Enter);
                let id = app.hit().unwrap().topic.id.clone();
                told(
                    &mut app,
                    Told::Show(id, Ok(answered(Found::One(Box::new(shown()))))),
                );
            }
            _ => {}
        }
        for columns in (0..12).chain([20, 40, 63, 64, 89, 90, 130]) {
            for rows in (0..12).chain([24, 50]) {
                drawn(&mut app, columns, rows);
            }
        }
    }
}

fn codes() -> impl Strategy<Value = KeyCode> {
    prop_oneof![
        any::<char>().prop_map(KeyCode::Char),
        "[/?ehpjkJKgGnNqi ]".prop_map(|text| KeyCode::Char(text.chars().next().unwrap_or(' '))),
        Just(KeyCode::Enter),
        Just(KeyCode::Tab),
        Just(KeyCode::BackTab),
        Just(KeyCode::Up),
        Just(KeyCode::Down),
        Just(KeyCode::Left),
        Just(KeyCode::Right),
        Just(KeyCode::PageUp),
        Just(KeyCode::PageDown),
        Just(KeyCode::Home),
        Just(KeyCode::End),
        Just(KeyCode::Backspace),
        Just(KeyCode::Esc),
        Just(KeyCode::F(1)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn no_row_of_keys_breaks_it(
        keys in proptest::collection::vec((codes(), any::<bool>(), 0u16..100, 0u16..30), 0..25)
    ) {
        let mut app = app();
        for (code, answers, columns, rows) in keys {
            for effect in press(&mut app, code) {
                if let (Effect::Ask(Ask::Show(id)), true) = (&effect, answers) {
                    let record = Found::One(Box::new(shown()));
                    told(&mut app, Told::Show(id.clone(), Ok(answered(record))));
                }
            }
            if answers {
                found(&mut app);
            }
            drawn(&mut app, columns, rows);
        }
    }
}
