//! Reading in a terminal: text drawn for it, colours, hyperlinks.

use crate::sandbox::Sandbox;
use crate::screen::Screen;

#[test]
fn a_topic_is_shown() {
    let kb = Sandbox::with_recaps();
    let mut screen = Screen::start(&kb, &["show", "#replication"], (40, 80), &[]);
    assert_eq!(screen.exit_status(), 0);
    assert!(screen.text().contains("Failover of"), "{}", screen.text());
}
