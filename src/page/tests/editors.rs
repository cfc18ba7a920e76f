//! Pages that editors of texts have written.

use super::{check, page};

#[test]
fn a_paragraph_may_be_the_title() {
    for class in ["c3 title", "MsoTitle"] {
        let html = format!(
            "<p class='{class}'><span>Neutron notes</span></p><p>April 19 - 22</p><h1>Monday</h1><p>x</p>"
        );
        let found = page(&html);
        assert_eq!(found.title.as_deref(), Some("Neutron notes"));
        assert_eq!(found.markdown, "April 19 - 22\n\n# Monday\n\nx\n");
    }
    let below = page("<title>T</title><p>x</p><p class=title>Not at the top</p>");
    assert_eq!(below.title.as_deref(), Some("T"));
    assert_eq!(below.markdown, "x\n\nNot at the top\n");
}

#[test]
fn a_heading_below_a_text_stays_there() {
    let found = page("<p>April 19</p><h1>Monday</h1><p>x</p>");
    assert_eq!(found.title, None);
    assert_eq!(found.markdown, "April 19\n\n# Monday\n\nx\n");
    let told = page("<title>Monday</title><p>April 19</p><h1>Monday</h1><p>x</p>");
    assert_eq!(told.title.as_deref(), Some("Monday"));
    assert_eq!(told.markdown, "April 19\n\n# Monday\n\nx\n");
    let first = page("<h1>Monday</h1><p>x</p><h1>Tuesday</h1>");
    assert_eq!(first.title.as_deref(), Some("Monday"));
    assert_eq!(first.markdown, "x\n\n# Tuesday\n");
}

#[test]
fn bold_is_what_a_style_sheet_makes_bold() {
    let sheet = "<style>@import url(x);ol{margin:0}.c1{color:#000;font-weight:700}\n.c2 { font-weight: bold }\
        .c3{font-weight:400}.c4 .c5{font-weight:700}</style>";
    check(
        &format!(
            "{sheet}<table><tr><td><p><span class=c1>Who</span></p></td><td><span class='x c2'>What</span></td></tr>\
             <tr><td><span class=c3>Ann</span></td><td><span class='c2 c3'>patch</span></td></tr></table>"
        ),
        "| Who | What |\n| --------- | ---- |\n| Ann | patch |",
    );
    check(
        &format!(
            "{sheet}<p><span class=c5>a</span> <span style='font-weight:700'>b</span> <span class=c1 style='font-weight:normal'>c</span>"
        ),
        "a **b** c",
    );
}

#[test]
fn lists_are_as_deep_as_their_classes_say() {
    check(
        "<ul class='c1 lst-kix_a-0 start'><li>a</li></ul><ul class='lst-kix_a-1 start'><li>b</li></ul>\n\
         <ul class='lst-kix_a-2'><li>c</li></ul><ul class='lst-kix_a-1'><li>d</li></ul><ul class='lst-kix_a-0'><li>e</li></ul>",
        "- a\n    - b\n        - c\n    - d\n- e",
    );
    check(
        "<ol class='lst-kix_a-0' start=1><li>a</ol><ul class='lst-kix_b-1'><li>b</ul><ol class='lst-kix_a-0' start=2><li>c</ol>",
        "1. a\n    - b\n2. c",
    );
    check(
        "<ul class='lst-kix_a-0'><li>a</ul><p>x</p><ul class='lst-kix_a-1'><li>b</ul>",
        "- a\n\nx\n\n- b",
    );
    let flat: String = (0..2000)
        .map(|n| format!("<ul class='lst-a-{n}'><li>x</ul>"))
        .collect();
    assert_eq!(page(&flat).markdown.lines().count(), 2000);
}
