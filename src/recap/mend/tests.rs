//! Notes before and after.

use super::{Fault, Unmendable};
use crate::model::{Catalogue, Given};
use crate::recap::vocabulary::builtin;
use crate::recap::{Input, Mended, Reader};
use proptest::prelude::*;

fn mended_at(path: &str, text: impl AsRef<[u8]>) -> Result<Option<Mended>, Unmendable> {
    let given = Given::default();
    let input = Input {
        path,
        id_base: "x",
        bytes: text.as_ref(),
        given: &given,
    };
    Reader::new(&builtin(), &Catalogue::openstack()).mend(&input, &Fault::ALL)
}

#[track_caller]
fn check(path: &str, text: &str, expected: &str) {
    let mended = mended_at(path, text).unwrap();
    let got = mended.map_or_else(|| text.to_owned(), |mended| mended.text);
    assert_eq!(got, expected);
    // What is mended stays as it is.
    assert_eq!(mended_at(path, &got), Ok(None), "{got}");
}

#[track_caller]
fn check_text(text: &str, expected: &str) {
    check("notes/x.md", text, expected);
}

#[track_caller]
fn stays(path: &str, text: &str) {
    check(path, text, text);
}

#[test]
fn a_heading_gets_its_blank() {
    check_text(
        "# Top\n\n##Two\ntext\n###`Three` x\n",
        "# Top\n\n## Two\ntext\n### `Three` x\n",
    );
    check_text("\u{feff}##Two\r\ntext\r\n", "\u{feff}## Two\r\ntext\r\n");
    check_text("#One thing\n\ntext", "# One thing\n\ntext");
    check_text("#Action items\n\n- x\n", "# Action items\n\n- x\n");
    // Whoever writes one of several words so means one of a single word too.
    check_text(
        "#One thing\n\n#Metrics\n\ntext\n\n#Last",
        "# One thing\n\n# Metrics\n\ntext\n\n# Last",
    );
    check_text(
        "#One thing\n\n#Tagged\nand text\n\n#tag\n\n##C\n\n#Link\n",
        "# One thing\n\n#Tagged\nand text\n\n#tag\n\n## C\n\n#Link\n",
    );
    let mended = mended_at("notes/x.md", "##A\n\n##B\n").unwrap().unwrap();
    let faults: Vec<Fault> = mended.mends.iter().map(|mend| mend.fault).collect();
    assert_eq!(faults, [Fault::Heading, Fault::Heading]);
}

#[test]
fn each_mend_has_its_line_and_what_stood_there() {
    let told = |path: &str, text: &str| -> Vec<(u32, String, String)> {
        let mended = mended_at(path, text).unwrap().unwrap();
        let mends = mended.mends.into_iter();
        mends.map(|m| (m.line, m.before, m.after)).collect()
    };
    let mend = |line, before: &str, after: &str| (line, before.to_owned(), after.to_owned());
    assert_eq!(
        told(
            "notes/2016-05-06-x.md",
            "---\r\ntitle: T\r\n\r\n##One\r\n\r\n##Two\r\n"
        ),
        [
            mend(2, "title: T", "title: T\n---"),
            mend(4, "##One", "## One"),
            mend(6, "##Two", "## Two"),
            mend(2, "---", "date: 2016-05-06\n---"),
        ]
    );
    assert_eq!(
        told("notes/2016-05-06-x.md", "\u{feff}##One\n"),
        [
            mend(1, "##One", "## One"),
            mend(1, "## One", "---\ndate: 2016-05-06\n---\n\n## One"),
        ]
    );
    assert_eq!(
        told("notes/2016-05-06-x.md", "---\ntitle: T\ndate:\n---\ntext\n"),
        [mend(3, "date:", "date: 2016-05-06")]
    );
}

#[test]
fn only_the_faults_that_are_asked_for_are_mended() {
    let given = Given::default();
    let input = Input {
        path: "notes/2016-05-06-x.md",
        id_base: "x",
        bytes: b"##One\n",
        given: &given,
    };
    let (vocabulary, catalogue) = (builtin(), Catalogue::openstack());
    let reader = Reader::new(&vocabulary, &catalogue);
    let mended = reader.mend(&input, &[Fault::Heading]).unwrap().unwrap();
    assert_eq!(mended.text, "## One\n");
    let mended = reader.mend(&input, &[Fault::Date]).unwrap().unwrap();
    assert_eq!(mended.text, "---\ndate: 2016-05-06\n---\n\n##One\n");
    assert_eq!(reader.mend(&input, &[Fault::FrontMatter]), Ok(None));
}

#[test]
fn what_only_looks_like_a_heading_stays() {
    for text in [
        "#1234 is fixed\n",
        "#action jo writes it\n\n#info done\n",
        "#Agreed We do it\n\n#Action Jo writes it\n\n#Metrics\n",
        "# Top\n\n##\n\n#Metrics\n\ntext\n",
        "text\n#Replication\n",
        "text\n\n#Replication\n\nmore\n",
        "```\n##code\n```\n",
        "    ##code\n",
        "- ##item\n",
        "> ##quote\n",
        "<!--\n##comment\n-->\n",
        "#!/bin/sh\n",
        "#SOME_VAR=1\n",
        "#######seven\n",
        "##\nTitle\n",
        "text ##not here\n",
        "| a |\n|---|\n| ##b |\n",
    ] {
        stays("notes/x.md", text);
    }
}

#[test]
fn what_stands_in_code_comments_and_the_like_stays() {
    for text in [
        "text <!--\n##in comment\n--> end\n",
        "text <!--\n\n##in comment\n\n-->\n",
        "`a\n##in code`\n",
        "text\n<img alt=\"\n##in attr\n\">\n",
        "[a](b \"x\n##in title\")\n",
        "[a\n##in link\nb](c)\n",
        "text <pre>\n##in pre\n</pre>\n",
        "{% highlight c %}\n##define X y\n{% endhighlight %}\n",
        "{% raw %}\n\n##in raw\n\n{% endraw %}\n",
        "{% include a.html\n##b\n%}\n",
        "{{< highlight c >}}\n##define X y\n{{< /highlight >}}\n",
        "$$\n##in math\n$$\n",
        "\\begin{x}\n##in math\n\\end{x}\n",
        "##over code\n    indented\n",
        "---\nlayout: post\n##Not comment\nx\n",
        "---\n##Not comment\n---\n",
        "+++\ntitle = 1\n##Not comment\nx\n",
    ] {
        stays("notes/x.md", text);
        check_text(
            &format!("{text}\n\n##Heading\n"),
            &format!("{text}\n\n## Heading\n"),
        );
    }
}

#[test]
fn a_comment_in_open_front_matter_stays() {
    let text = "---\ntitle: T\n##Not comment\ntags: [a]\n\n# One\n\ntext\n";
    stays("notes/x.md", text);
}

#[test]
fn what_has_a_beginning_or_line_ends_of_its_own_is_left_alone() {
    let path = "notes/2016-05-06-x.md";
    for text in ["% Title\n% Jo\n\n##One\n", "\u{feff}% Title\n"] {
        assert_eq!(mended_at(path, text), Err(Unmendable::TitleBlock), "{text}");
    }
    assert_eq!(mended_at(path, "##One\rtext\r"), Err(Unmendable::LineEnds));
}

#[test]
fn a_date_of_the_name_goes_where_the_note_has_its_facts() {
    let path = "notes/2016-05-06-x.md";
    check(
        path,
        "# T\n\ntext\n",
        "---\ndate: 2016-05-06\n---\n\n# T\n\ntext\n",
    );
    check(
        path,
        "\u{feff}# T\r\n",
        "\u{feff}---\r\ndate: 2016-05-06\r\n---\r\n\r\n# T\r\n",
    );
    check(path, "\n# T\n", "---\ndate: 2016-05-06\n---\n\n# T\n");
    check(
        path,
        "---\ntitle: T\ntags:\n- a\n---\ntext\n",
        "---\ntitle: T\ntags:\n- a\ndate: 2016-05-06\n---\ntext\n",
    );
    check(
        path,
        "---\ntitle: T\ndate:\n---\ntext\n",
        "---\ntitle: T\ndate: 2016-05-06\n---\ntext\n",
    );
    check(
        path,
        "+++\ntitle = \"T\"\n[extra]\na = 1\n+++\ntext\n",
        "+++\ntitle = \"T\"\ndate = 2016-05-06\n[extra]\na = 1\n+++\ntext\n",
    );
    check(
        path,
        "Title: T\nTags: a\n\ntext\n",
        "Title: T\nTags: a\nDate: 2016-05-06\n\ntext\n",
    );
    check(
        "notes/minutes-2015-11.md",
        "text\n",
        "---\ndate: 2015-11\n---\n\ntext\n",
    );
    check(
        "notes/2016-05-06.md",
        "##A\n",
        "---\ndate: 2016-05-06\n---\n\n## A\n",
    );
}

#[test]
fn a_date_that_is_there_or_unclear_is_no_fault() {
    let path = "notes/2016-05-06-x.md";
    for text in [
        "---\ndate: 2016-05-07\n---\ntext\n",
        "---\npublished: 2016-05-07\n---\ntext\n",
        "---\ndate: soon\n---\ntext\n",
        "# T\n\nDate: May 5, 2016\n",
        "# Meeting of 2016-05-04\n\ntext\n",
        "## 2016-05-04\n\na\n\n## 2016-05-05\n\nb\n",
        // It is said, though kb takes no date from there.
        "# T\n\n* Meeting date 2016-05-06\n",
        "# T\n\nWe met on Friday, May 6th, and on 4 May 2016 before.\n",
        "# T\n\ntext\n\nWritten 5/6/2016.\n",
        "---\ntitle: [x\n---\ntext\n",
        "---\n  title: T\n---\ntext\n",
        "---\n{title: T}\n---\ntext\n",
        "---\ntitle: T\n---\n",
        "",
        "\n\n",
    ] {
        stays(path, text);
    }
    stays("notes/2016/x.md", "text\n");
    let other = "# T\n\nAs on 2016-05-05 and 2016-05-07.\n";
    check(
        path,
        other,
        &format!("---\ndate: 2016-05-06\n---\n\n{other}"),
    );
}

#[test]
fn front_matter_is_closed_where_all_of_it_is_fields() {
    check_text(
        "---\ntitle: T\ntags:\n- a\n\n# One\n\ntext\n",
        "---\ntitle: T\ntags:\n- a\n---\n\n# One\n\ntext\n",
    );
    check_text(
        "---\r\ndate: 2016\r\n\r\ntext",
        "---\r\ndate: 2016\r\n---\r\n\r\ntext",
    );
    for text in [
        "---\nNote to all: x\n\ntext\n",
        "---\nthing: x\n\ntext\n",
        "---\ntitle: T\nand more text\n\ntext\n",
        "---\ntitle: T\n# One\n\ntext\n",
        "---\n\ntitle: T\n",
    ] {
        stays("notes/x.md", text);
    }
}

#[test]
fn what_is_no_markdown_or_no_text_is_left_alone() {
    let text = "##Two\n";
    assert_eq!(mended_at("notes/x.rst", text), Err(Unmendable::Markup));
    assert_eq!(mended_at("notes/x.txt", text), Err(Unmendable::Markup));
    assert_eq!(
        mended_at("notes/x.md", b"##Two\n\xa6\n"),
        Err(Unmendable::Encoding)
    );
}

#[test]
fn a_page_of_html_is_left_alone() {
    let path = "notes/2016-05-06-x.md";
    for text in [
        "<!DOCTYPE html>\n<p>text\n",
        "\u{feff}\n <HTML lang=\"en\">\n",
        "<head>\n</head>\n",
        "<?xml version=\"1.0\"?>\n<svg/>\n",
    ] {
        assert_eq!(mended_at(path, text), Err(Unmendable::Html), "{text}");
    }
    for text in [
        "<header>\n\ntext\n",
        "<!-- a -->\n\ntext\n",
        "<p>text\n",
        "<",
    ] {
        let mended = mended_at(path, text).unwrap().unwrap();
        assert_eq!(mended.text, format!("---\ndate: 2016-05-06\n---\n\n{text}"));
    }
}

/// Whether `text` is `mended` with some pieces taken out.
fn is_within(text: &str, mended: &str) -> bool {
    let mut rest = mended.chars();
    text.chars().all(|c| rest.any(|other| other == c))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_is_lost_and_once_is_enough(pieces in prop::collection::vec(prop::sample::select(vec![
        "##Two", "#One thing", "# Top", "---", "+++", "title: T", "Title: T", "date:", "date: 2016", "tags: [a]", "- item", "text",
        "```", "> quote", "\n", "\r\n", "\n\n", "\u{feff}", "    ", "<!--", "-->", "**Bold**", "===", "| a |", "[x]", "#tag", "é",
        "`", "{% raw %}", "{% endraw %}", "$$", "[a](b \"", "\")",
    ]), 0..24)) {
        let text = pieces.concat();
        for path in ["notes/x.md", "notes/2016-05-06-x.md"] {
            let Some(mended) = mended_at(path, &text).unwrap() else { continue };
            prop_assert!(is_within(&text, &mended.text), "{:?} {:?}", text, mended.text);
            prop_assert_eq!(mended_at(path, &mended.text).unwrap(), None, "{:?} {:?}", text, mended.text);
            let last = u32::try_from(text.lines().count()).unwrap();
            prop_assert!(mended.mends.iter().all(|m| (1..=last.max(1)).contains(&m.line)), "{:?} {:?}", text, mended.mends);
            let more = mended.text.lines().count() - text.lines().count();
            prop_assert!(more <= 5, "{:?}", mended.text);
        }
    }
}
