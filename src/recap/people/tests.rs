use super::people;
use crate::model::{Lines, PartKind};
use crate::recap::source::Source;

fn attendees(text: &str, parts: &[(PartKind, Lines)]) -> Vec<String> {
    let (source, _) = Source::new(text.as_bytes());
    people(&source, Lines::new(1, source.line_count()), parts).attendees
}

#[test]
fn reads_a_part() {
    let text = "## Attendance\n\n* Team members: Jo, Ni\n* Others: sim\n\n";
    let part = (PartKind::People, Lines::new(1, 4));
    assert_eq!(attendees(text, &[part]), ["Jo", "Ni", "sim"]);
}

#[test]
fn reads_a_list_below_a_label() {
    let text = "* **Attendees**\n    * Aa Bb [Org]\n    * Cc Dd [Org]\n* **Absent**\n    * Ee Ff\n* **Topics**\n    * Gg\n";
    assert_eq!(attendees(text, &[]), ["Aa Bb", "Cc Dd"]);
    assert_eq!(
        attendees("Attendees:\n\n- Aa, Org\n- Bb, Org\n\nText\n", &[]),
        ["Aa", "Bb"]
    );
}

#[test]
fn reads_a_table() {
    let text = "**Attendees:**\n\n| Name | Abbr |\n|---|---|\n| Aa Bb | AB |\n| Cc Dd | CD |\n\nText here\n";
    assert_eq!(attendees(text, &[]), ["Aa Bb", "Cc Dd"]);
}

#[test]
fn reads_a_roll_call() {
    let text = "# Day\n\nAnn Bee (AB), Cee D. Eff (CDE), Gee Aitch (GH)\n\nWe met (JS), then (TS), left (X)\n";
    assert_eq!(attendees(text, &[]), ["Ann Bee", "Cee D. Eff", "Gee Aitch"]);
}

#[test]
fn takes_roles_for_others() {
    let (source, _) = Source::new(b"Presenter: Aa Bb (AB)\n\nNote taker: Cc\n");
    assert_eq!(
        people(&source, Lines::new(1, 3), &[]).others,
        ["Aa Bb", "Cc"]
    );
}

#[test]
fn an_empty_box_beside_ticked_ones_was_not_there() {
    let part = |lines| (PartKind::People, Lines::new(1, lines));
    let text = "## Attendees\n\n- [x] Ann Lee\n- [ ] Bo Ray\n- [X] Cy\n";
    assert_eq!(attendees(text, &[part(5)]), ["Ann Lee", "Cy"]);
    let text = "Attendees:\n\n- [x] Ann Lee\n- [ ] Bo Ray\n";
    assert_eq!(attendees(text, &[]), ["Ann Lee"]);
    let text = "## Attendees\n\n- [ ] Ann Lee\n- [ ] Bo Ray\n";
    assert_eq!(attendees(text, &[part(4)]), ["Ann Lee", "Bo Ray"]);
}

#[test]
fn labels_on_one_line_name_each_their_own() {
    let text = "Present: Dee Ell, Eff Gee. Regrets: Hal Ink\n";
    assert_eq!(attendees(text, &[]), ["Dee Ell", "Eff Gee"]);
    let text = "**Regrets:** Hal Ink; **Present:** Dee Ell\n";
    assert_eq!(attendees(text, &[]), ["Dee Ell"]);
    let text = "Present: Ann Lee (host: Acme), Bo; Regrets: Cy\n";
    assert_eq!(attendees(text, &[]), ["Ann Lee", "Bo"]);
    let text = "Present: Ann B. Lee, Bo\n";
    assert_eq!(attendees(text, &[]), ["Ann B. Lee", "Bo"]);
}

#[test]
fn reads_groups_of_people() {
    let part = (PartKind::People, Lines::new(1, 5));
    let text = "## Attendance\n\n- People: Mara Bosch, Josh Tripp\n- Team members: Amanieu D, Felix K\n- Other: Al\n";
    let all = ["Mara Bosch", "Josh Tripp", "Amanieu D", "Felix K", "Al"];
    assert_eq!(attendees(text, &[part]), all);
    assert_eq!(attendees("- People: TC, Niko M\n", &[]), ["TC", "Niko M"]);
    for text in [
        "- People: they were many\n",
        "- People: the group, which grows, and others.\n",
        "People:\n\n- of all kinds\n",
    ] {
        assert!(attendees(text, &[]).is_empty(), "{text}");
    }
}

#[test]
fn reads_definition_lists() {
    let text = "## Attendees\n\nPresent\n: Ian Jay, Nick TR\n: Zoe\n\nRegrets\n: Gerhard O\n\nChair\n: Ann\n";
    let part = (PartKind::People, Lines::new(1, 12));
    assert_eq!(attendees(text, &[part]), ["Ian Jay", "Nick TR", "Zoe"]);
    let text = "Present\n: Ian Jay\n\nRegrets\n: Gerhard O\n\nPresent company\n: of us\n";
    assert_eq!(attendees(text, &[]), ["Ian Jay"]);
}

#[test]
fn leaves_out_who_is_struck_out() {
    let text = "Attendees:\n\n- ~~Aa Bb~~ (ill)\n- Cc Dd\n- <s>Ee Ff</s>\n\nText\n";
    assert_eq!(attendees(text, &[]), ["Cc Dd"]);
    assert_eq!(attendees("Present: ~~Aa~~, Bb\n", &[]), ["Bb"]);
}
