//! Pictures are well formed, whole and the same every time.

use super::{Links, heat, linked_heat, linked_matrix, matrix};
use crate::kb::reports::{Heat, HeatBy, Matrix};
use crate::render::sample;

/// Tags that are opened and not closed, and the attribute values of `name`.
fn numbers(svg: &str, name: &str) -> Vec<f64> {
    svg.split(&format!(" {name}=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next()?.parse().ok())
        .collect()
}

fn check(svg: &str) {
    assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>\n"));
    for bad in [
        "<script", "\u{1b}", "\u{202e}", "NaN", "inf", "href", "url(",
    ] {
        assert!(!svg.contains(bad), "{bad}");
    }
    for tag in ["g", "text", "title", "style", "desc", "svg"] {
        let opened =
            svg.matches(&format!("<{tag}>")).count() + svg.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, svg.matches(&format!("</{tag}>")).count(), "{tag}");
    }
    let width = numbers(svg, "width")[0];
    let height = numbers(svg, "height")[0];
    assert!(numbers(svg, "x").iter().all(|x| (0.0..=width).contains(x)));
    assert!(numbers(svg, "y").iter().all(|y| (0.0..=height).contains(y)));
}

#[test]
fn are_whole_whatever_their_size() {
    for (rows, columns) in [(1, 1), (5, 3), (40, 12), (60, 15)] {
        let picture = matrix(&sample::matrix(rows, columns));
        check(&picture);
        assert_eq!(picture, matrix(&sample::matrix(rows, columns)));
        check(&heat(&sample::heat(rows, columns), "Tags by release"));
    }
}

#[test]
fn say_so_where_there_is_nothing() {
    let picture = matrix(&Matrix::default());
    check(&picture);
    assert!(picture.contains("No release within this scope lists priorities."));
    let picture = heat(&Heat::default(), "Tags");
    check(&picture);
    assert!(picture.contains("There are no records to count."));
    let flat = Heat {
        thing: "topics".into(),
        by: HeatBy::Release,
        columns: vec!["a".into()],
        rows: vec![("b".into(), vec![0])],
    };
    check(&heat(&flat, "Tags"));
}

#[test]
fn keep_the_whole_words_of_a_label() {
    let picture = matrix(&sample::matrix(6, 3));
    assert!(picture.contains("for people who are new to the project 6</title>"));
    assert!(picture.contains("\u{2026}</text>"));
}

#[test]
fn mark_what_goes_on_and_what_ends() {
    let picture = matrix(&sample::matrix(12, 4));
    for class in [
        "class=\"new\"",
        "class=\"carried\"",
        "class=\"first\"",
        "class=\"join\"",
        "class=\"end\"",
    ] {
        assert!(picture.contains(class), "{class}");
    }
    assert!(picture.contains("not in Liberty: "));
}

#[test]
fn lead_on_within_a_page() {
    let links = Links {
        column: &|at| Some(format!("/release/{at}?a=1&b")),
        row: &|at| Some(format!("/topic/{at}")),
        cell: &|row, column| (column == 0).then(|| format!("/cell/{row}\"><script>")),
    };
    let (whole, counts) = (sample::matrix(4, 2), sample::heat(4, 2));
    for picture in [
        linked_matrix(&whole, &links),
        linked_heat(&counts, "Tags by release", &links),
    ] {
        assert!(
            picture.contains("<a href=\"/release/1?a=1&amp;b\"><title>"),
            "{picture}"
        );
        assert!(
            picture.contains("<a href=\"/topic/3\"><title>"),
            "{picture}"
        );
        assert!(picture.contains("&quot;&gt;&lt;script&gt;\">"), "{picture}");
        assert_eq!(
            picture.matches("<a ").count(),
            picture.matches("</a>").count()
        );
        for bad in ["<style", "style=", "role=\"img\"", "<script"] {
            assert!(!picture.contains(bad), "{bad}");
        }
    }
}
