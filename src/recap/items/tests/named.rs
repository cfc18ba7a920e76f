//! Who is to do something and until when, in the forms that notes have.

use crate::model::{Catalogue, Given, Item};
use crate::recap::vocabulary::builtin;
use crate::recap::{Input, Reader};

/// The items of a note at this path.
fn items_at(path: &str, text: &str) -> Vec<Item> {
    let (vocabulary, catalogue) = (builtin(), Catalogue::openstack());
    let given = Given::default();
    let input = Input {
        path,
        id_base: "notes/x",
        bytes: text.as_bytes(),
        given: &given,
    };
    let readings = Reader::new(&vocabulary, &catalogue).read(&input);
    readings[0].items.clone()
}

/// The owners of the one record of a line in a dated note, where these people were.
fn owners(people: &str, line: &str) -> String {
    let text = format!("# Sync\n\nAttendees: {people}\n\n{line}\n");
    let found = items_at("notes/2017-05-10-a.md", &text);
    assert_eq!(found.len(), 1, "{line}");
    found[0].owners.join(", ")
}

fn check(people: &str, table: &[(&str, &str)]) {
    for (line, expected) in table {
        let action = format!("- ACTION: {line}");
        assert_eq!(owners(people, &action), *expected, "{line}");
    }
}

#[test]
fn several_names_are_as_clear_as_one() {
    check(
        "nobody",
        &[
            ("[gagehugo, samueldmq] port it", "gagehugo, samueldmq"),
            ("vhari, carloss: split it", "vhari, carloss"),
            ("cdent & edleafe: split it", "cdent, edleafe"),
            ("gfidente/jistr: split it", "gfidente, jistr"),
            ("cdent and edleafe to write it", "cdent, edleafe"),
            ("Ana de la Cruz to write it", "Ana de la Cruz"),
            // A subject matter, or what is to be done.
            ("[api, docs] port it", ""),
            ("client/server: split it", ""),
            ("net/http: split it", ""),
            ("docs, tests: write them", ""),
            ("users and operators to test it", ""),
            ("test and report to the list", ""),
            ("nova and cinder to agree on it", ""),
            ("Implementers and champions to agree on it", ""),
            ("Everyone to review it", "Everyone"),
        ],
    );
}

#[test]
fn what_is_said_of_somebody_is_no_name() {
    check(
        "nobody",
        &[
            ("Lee (lyarwood) to write it", "Lee"),
            ("Lee Yarwood (lyarwood) will write it", "Lee Yarwood"),
            ("Lee Yarwood [lyarwood] will write it", "Lee Yarwood"),
            ("Lee Yarwood <lee@x.org> to write it", "Lee Yarwood"),
            ("Lee Yarwood (lyarwood): document it", "Lee Yarwood"),
            ("Ann (Acme): document it", "Ann"),
            ("Ann Lee <a@x>: document it", "Ann Lee"),
            ("Testing (nightly): document it", ""),
            ("Phase (2) to document it", ""),
        ],
    );
}

#[test]
fn a_dash_or_an_arrow_stands_behind_a_name() {
    check(
        "Kim Ray",
        &[
            ("Brian - update the docs", "Brian"),
            ("cdent \u{2014} review it", "cdent"),
            ("Jo \u{2192} ask them", "Jo"),
            ("Kim - slides", "Kim"),
            // No name that anybody is known by.
            ("Docs - update them", ""),
            ("Scheduler - review it", ""),
            ("Release notes - write them", ""),
            ("Brian - slides", ""),
        ],
    );
}

#[test]
fn links_are_what_they_go_under() {
    let text = "# Sync\n\n- ACTION: [Ann][ann] to write it\n\n[ann]: http://x.org/ann\n";
    let found = items_at("a.md", text);
    assert_eq!(found[0].text, "Ann to write it");
    assert_eq!(found[0].owners, ["Ann"]);
    check("nobody", &[("[[Bob Stone|Bob]] to write it", "Bob")]);
}

#[test]
fn brackets_at_the_end_name_who_is_known() {
    let people = "Lance Bragstad, Ann Lee, jroll";
    check(
        people,
        &[
            ("write it (lbragstad)", "lbragstad"),
            ("write it (Lance Bragstad)", "Lance Bragstad"),
            ("write it (Ann Lee, jroll)", "Ann Lee, jroll"),
            ("write it (soon)", ""),
            ("write it (New York)", ""),
            ("@Ann Lee write it", "Ann Lee"),
            ("@Lena write it", "Lena"),
        ],
    );
    for (line, expected) in [
        ("Cells (lbragstad)", "lbragstad"),
        ("Cells (Ann Lee)", "Ann Lee"),
        ("Cells (part two)", ""),
    ] {
        let line = format!("## Pike priorities\n\n1. {line}");
        assert_eq!(owners(people, &line), expected, "{line}");
    }
}

#[test]
fn states_ranks_and_releases_are_nobody() {
    for (line, expected) in [
        ("Cells [new]", ""),
        ("Upgrades [lbragstad] [done]", "lbragstad"),
        ("Placement [P1]", ""),
        ("Cells [high]", ""),
        ("Cells [deferred]", ""),
        ("Cells [stretch]", ""),
        ("Cells [Newton]", ""),
        ("Cells [spec]", ""),
        ("Docs [melwitt] [carried over from Ocata]", "melwitt"),
        ("Docs [melwitt] (see the spec)", "melwitt"),
        ("Drop list[melwitt]", ""),
    ] {
        let line = format!("## Pike priorities\n\n1. {line}");
        assert_eq!(owners("nobody", &line), expected, "{line}");
    }
    check(
        "nobody",
        &[
            ("DONE: jroll to write it", "jroll"),
            ("[done] Ann: write it", "Ann"),
        ],
    );
}

#[test]
fn what_is_done_is_told_before_or_behind() {
    let text = "# Sync\n\n## Action items\n\n- **DONE** Ann: sell the book\n- \u{2705} Ann: write it\n- Ann: ask them \u{2714}\u{fe0f}\n\
        - Ann: get it done\n";
    let found = items_at("notes/2017-05-10-a.md", text);
    let told: Vec<(bool, &str)> = found
        .iter()
        .map(|item| (item.is_done(), item.owners[0].as_str()))
        .collect();
    assert_eq!(
        told,
        [(true, "Ann"), (true, "Ann"), (true, "Ann"), (false, "Ann")]
    );
}

#[test]
fn nicks_keep_their_signs_and_nobody_is_no_owner() {
    check(
        "nobody",
        &[
            ("jokke_ to write it", "jokke_"),
            ("songjian_: write it", "songjian_"),
            ("_gryf to write it", "_gryf"),
            ("_Ann_ to write it", "Ann"),
            ("write it. Owner: nobody yet", ""),
            ("Owner: open", ""),
            ("Owner: help wanted", ""),
            ("Owner: Jo", "Jo"),
        ],
    );
}

#[test]
fn a_section_of_a_day_tells_the_year_of_what_is_due_in_it() {
    let text = "## Jan 18, 2024\n\n- AI: danw to write a post by Feb 1\n\n## Dec 14, 2023\n\n- AI: danw to ask by Jan 10\n";
    let due: Vec<String> = items_at("notes/n/a.md", text)
        .iter()
        .filter_map(|item| item.due().map(|date| date.to_string()))
        .collect();
    assert_eq!(due, ["2024-02-01", "2024-01-10"]);
    let told = "---\ndate: 2016-05-20\nevent_date: 2016-04-25\n---\n# Sync\n\n- ACTION: Jo to write it by May 6\n";
    let found = items_at("notes/b.md", told);
    assert_eq!(found[0].due().unwrap().to_string(), "2016-05-06");
}
