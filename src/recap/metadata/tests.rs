use super::metadata;
use crate::recap::source::Source;

/// Key, values, line.
type Row = (String, Vec<String>, u32);

/// The fields, the first line of the text, and the lines and messages of what was wrong.
fn read(text: &str) -> (Vec<Row>, u32, Vec<(u32, String)>) {
    let (source, _) = Source::new(text.as_bytes());
    let found = metadata(&source);
    let body = found.body_line();
    let fields = found
        .fields
        .into_iter()
        .map(|f| (f.key, f.values, f.line))
        .collect();
    (
        fields,
        body,
        found
            .diagnostics
            .into_iter()
            .map(|d| (d.line, d.message))
            .collect(),
    )
}

fn field(key: &str, values: &[&str], line: u32) -> Row {
    (
        key.to_owned(),
        values.iter().map(|v| (*v).to_owned()).collect(),
        line,
    )
}

#[test]
fn reads_yaml() {
    let (fields, body, wrong) =
        read("---\ntitle: \"A: b\"\ndate: 2015-11-04\ntags: [x, y]\nrelease: 2024.10\n---\ntext\n");
    let expected = [
        field("title", &["A: b"], 2),
        field("date", &["2015-11-04"], 3),
        field("tags", &["x", "y"], 4),
        field("release", &["2024.10"], 5),
    ];
    assert_eq!(fields, expected);
    assert_eq!(body, 7);
    assert!(wrong.is_empty());
}

#[test]
fn reads_toml_with_dates() {
    let (fields, body, wrong) =
        read("+++\ntitle = \"T\"\ndate = 2015-04-06T08:56:06-05:00\n\n+++\n\ntext\n");
    assert_eq!(
        fields,
        [
            field("title", &["T"], 2),
            field("date", &["2015-04-06T08:56:06-05:00"], 3)
        ]
    );
    assert_eq!(body, 6);
    assert!(wrong.is_empty());
}

#[test]
fn reads_a_header_without_a_fence() {
    let (fields, body, _) = read("Title: A b\nDate: 2016-01-02\n\ntext\n");
    assert_eq!(
        fields,
        [
            field("title", &["A b"], 1),
            field("date", &["2016-01-02"], 2)
        ]
    );
    assert_eq!(body, 3);
    assert_eq!(read("Title: A b\nruns on as a paragraph\n\ntext\n").1, 1);
}

#[test]
fn reads_two_blocks_in_a_row() {
    let (fields, body, _) = read("---\nlayout: post\n---\n---\ntitle: T\n---\ntext\n");
    assert_eq!(
        fields,
        [field("layout", &["post"], 2), field("title", &["T"], 5)]
    );
    assert_eq!(body, 7);
}

#[test]
fn keeps_what_it_can_of_a_broken_block() {
    let (fields, body, wrong) = read("---\ntitle: T\nbad: [x\ndate: 2016-01-02\n---\n# H\n");
    assert!(fields.contains(&field("title", &["T"], 2)));
    assert!(fields.contains(&field("date", &["2016-01-02"], 4)));
    assert_eq!(body, 6);
    assert_eq!(wrong.len(), 1);
    assert!((2..=5).contains(&wrong[0].0), "{wrong:?}");
    let (_, body, wrong) = read("+++\ntitle = \"T\nx\n+++\n# H\n");
    assert_eq!((body, wrong.len(), wrong[0].0), (5, 1, 3));
}

#[test]
fn takes_rules_for_rules() {
    assert_eq!(read("---\nJust a sentence here.\n\n---\ntext\n").1, 1);
    let (_, body, wrong) = read("---\ntitle: T\n\ntext\n");
    assert_eq!((body, wrong.len()), (1, 1));
}

#[test]
fn survives_what_is_meant_to_break_it() {
    let bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\ntitle: T\n---\nx\n";
    assert_eq!(read(bomb).1, 8);
    let deep = format!("---\na: {}\ntitle: T\n---\nx\n", "[".repeat(10_000));
    assert_eq!(read(&deep).1, 5);
}

#[test]
fn leaves_the_keys_out_of_what_is_searched() {
    let block = "---\ntitle: 'Cinder: one'\nEvent date: 2015-10\ntags:\n  - ha\n  - name: Ann\n    note that: kept\nurl: http://a.org/b\n---\n+++\nproject = \"x\"\n+++\nplain words\n";
    let lines: Vec<String> = super::values(block)
        .lines()
        .map(|l| l.trim().to_owned())
        .collect();
    let expected = [
        "",
        "'Cinder: one'",
        "2015-10",
        "",
        "ha",
        "Ann",
        "note that: kept",
        "http://a.org/b",
        "",
        "",
        "\"x\"",
        "",
        "plain words",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn links_to_notes_are_what_they_go_under() {
    let text = "---\nattendees: [\"[[Ana Bell]]\", \"[[Bob Stone|Bob]]\"]\nproject: \"[[cloud move]]\"\n---\ntext\n";
    let (fields, _, wrong) = read(text);
    let expected = [
        field("attendees", &["Ana Bell", "Bob"], 2),
        field("project", &["cloud move"], 3),
    ];
    assert_eq!(fields, expected);
    assert!(wrong.is_empty());
}

#[test]
fn a_map_in_a_broken_block_has_its_name() {
    let text = "---\nbad: [x\nattendees:\n  - {name: \"Rafael G\", github: RafaelGSS}\n  - { github: x, name: Bo Ray }\n  \
        - name: Cy\n  - {github: y}\n  - Dee: Ell\n---\ntext\n";
    let (fields, _, wrong) = read(text);
    assert_eq!(wrong.len(), 1);
    let names = ["Rafael G", "Bo Ray", "Cy", "Dee: Ell"];
    assert_eq!(fields.last(), Some(&field("attendees", &names, 3)));
}
