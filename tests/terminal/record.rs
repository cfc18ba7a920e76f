//! A record as the full screen shows it.

use crate::sandbox::Sandbox;
use crate::screen::Screen;

const SIZE: (u16, u16) = (12, 100);

/// The text of the cells that are marked, and of those among them that are the one the reader is at.
fn marked(screen: &Screen) -> (String, String) {
    let cells = (0..SIZE.0).flat_map(|row| (0..SIZE.1).map(move |col| (row, col)));
    let cells = cells.filter_map(|(row, col)| screen.screen().cell(row, col));
    let cells: Vec<_> = cells.filter(|cell| cell.underline()).collect();
    let all = cells.iter().map(|cell| cell.contents());
    let here = cells.iter().filter(|cell| cell.inverse());
    (all.collect(), here.map(|cell| cell.contents()).collect())
}

#[test]
fn the_mark_that_one_is_at_is_shown_apart_and_counted() {
    let kb = Sandbox::new();
    let lines = "- a line of no interest\n".repeat(30);
    kb.note(
        "notes/a.md",
        format!("# Ships\n\n## Zeppelin hangars\n\nThe zeppelin, a zeppelin.\n\n{lines}\nOne zeppelin more.\n\n{lines}"),
    );
    let mut screen = Screen::start(&kb, &["browse", "zeppelin"], SIZE, &[]);
    screen.wait_for("\u{203a} Zeppelin").send("\r");
    screen.wait_for("kb  record").wait_for("mark 1 of 3");
    // The title is marked as in the list, and is none of the places to go to.
    let all = "Zeppelinzeppelinzeppelin";
    assert_eq!(marked(&screen), (all.to_owned(), "zeppelin".to_owned()));
    screen.send("n").wait_for("mark 2 of 3");
    assert_eq!(marked(&screen).1, "zeppelin");
    screen
        .send("n")
        .wait_for("mark 3 of 3")
        .wait_for("One zeppelin");
    let one = "zeppelin".to_owned();
    assert_eq!(marked(&screen), (one.clone(), one));
    // There is no next one; what was scrolled away is counted only.
    screen.send("n").send("G").wait_for("3 marks, 100%");
    screen
        .send("N")
        .wait_for("mark 3 of 3")
        .wait_for("One zeppelin");
    screen
        .send("N")
        .wait_for("mark 2 of 3")
        .wait_for("The zeppelin");
    screen.send("\u{3}");
    assert_eq!(screen.exit_status(), 0);
}
