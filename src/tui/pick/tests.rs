use super::draw;
use super::rows::{Row, Typed};
use super::state::{Answer, State};
use crate::kb::Spot;
use crate::render::clean;
use crate::tui::look::Look;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

fn row(text: &str) -> Row {
    let spot = Spot {
        id: text.to_owned(),
        path: "notes/x.md".to_owned(),
        line: 7,
    };
    Row::shown(text.to_owned(), spot)
}

fn fitting(typed: &str, rows: &[Row]) -> Vec<String> {
    let found = Typed::new(typed).fitting(rows).into_iter();
    found.map(|at| rows[at].text.to_string()).collect()
}

#[test]
fn letters_fit_in_their_order_and_words_in_any() {
    let rows = [
        "Cells v2  Newton",
        "Replication  Newton",
        "Replication  Mitaka",
    ]
    .map(row);
    assert_eq!(
        fitting("repl", &rows),
        ["Replication  Newton", "Replication  Mitaka"]
    );
    assert_eq!(fitting("newton rpl", &rows), ["Replication  Newton"]);
    assert_eq!(fitting("", &rows).len(), 3);
    assert_eq!(fitting("zzz", &rows), [""; 0]);
}

#[test]
fn what_is_typed_is_marked_in_any_script() {
    let rows = [row("Zu\u{308}rich caf\u{e9} \u{65e5}\u{672c}")];
    let marks = Typed::new("\u{65e5}").marks(&rows[0]);
    let marked: Vec<&str> = marks.into_iter().map(|mark| &rows[0].text[mark]).collect();
    assert_eq!(marked, ["\u{65e5}"]);
    // Signs of ASCII that others stand upon are no ASCII.
    let row = row("Zu\u{308}rich");
    let marks = Typed::new("ri").marks(&row);
    let marked: Vec<&str> = marks.into_iter().map(|mark| &row.text[mark]).collect();
    assert_eq!(marked, ["r", "i"]);
}

#[test]
fn a_row_is_picked_or_none() {
    let press = |state: &mut State, code| state.key(KeyEvent::new(code, KeyModifiers::NONE));
    let mut state = State::new("", String::new(), Look { colors: false });
    // Nothing is there yet.
    assert_eq!(press(&mut state, KeyCode::Enter), None);
    state.offer(vec![row("a one"), row("b two"), row("c two")], 3);
    for c in "two".chars() {
        press(&mut state, KeyCode::Char(c));
    }
    press(&mut state, KeyCode::Down);
    let Some(Answer::Picked(spot)) = press(&mut state, KeyCode::Enter) else {
        panic!("nothing was picked");
    };
    assert_eq!((spot.id.as_str(), spot.line), ("c two", 7));
    assert_eq!(press(&mut state, KeyCode::Esc), Some(Answer::Left));
}

#[test]
fn what_nothing_fits_is_named() {
    let mut state = State::new("zzz", "yyy".to_owned(), Look { colors: false });
    state.offer(vec![row("a one")], 1);
    state.compare();
    assert_eq!(state.nothing(), "nothing fits `yyy`; Esc leaves");
    state.offer(Vec::new(), 0);
    state.compare();
    assert_eq!(state.nothing(), "nothing found for `zzz`; Esc leaves");
}

#[test]
fn every_size_is_drawn() {
    let mut state = State::new("", "a".to_owned(), Look { colors: false });
    let rows = ["a\u{1b}[31m \u{202e}", "b a", "\u{65e5}a"].map(row);
    state.offer(rows.to_vec(), 7);
    state.compare();
    state.key(KeyEvent::new(KeyCode::Down, KeyModifiers::NONE));
    for columns in 0..40 {
        for rows in 0..6 {
            let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
            terminal
                .draw(|frame| draw::draw(&mut state, frame))
                .unwrap();
            for cell in terminal.backend().buffer().content() {
                assert!(!cell.symbol().contains(clean::is_hostile), "{cell:?}");
            }
        }
    }
}
