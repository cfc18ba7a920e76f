//! A picture in the making: shapes and text as SVG, with the style that all charts share.

use super::palette::{DARK, LIGHT, rules};
use crate::render::clean::line;
use crate::render::escape::xml;
use std::fmt::Write as _;

/// Where text stands from its place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
}

/// A picture in the making. Later shapes lie on earlier ones.
#[derive(Debug, Default)]
pub(super) struct Svg {
    body: String,
    /// How the open groups end, the innermost last.
    open: Vec<&'static str>,
    within: bool,
}

/// A number without needless digits; one digit is finer than a pixel.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

impl Svg {
    /// A picture within a page that has [`style`] already.
    pub(super) fn within_page() -> Self {
        Self {
            within: true,
            ..Self::default()
        }
    }

    /// A line of text with its lower edge at `y`. Its class gives its colour.
    pub(super) fn text(&mut self, (x, y): (f64, f64), class: &str, anchor: Anchor, text: &str) {
        let (x, y) = (number(x), number(y));
        self.push_text(&format!("x=\"{x}\" y=\"{y}\""), class, anchor, text);
    }

    /// A heading that climbs to the right from its place.
    pub(super) fn climbing(&mut self, (x, y): (f64, f64), class: &str, text: &str) {
        let place = format!(
            "transform=\"translate({} {}) rotate(-45)\"",
            number(x),
            number(y)
        );
        self.push_text(&place, class, Anchor::Start, text);
    }

    fn push_text(&mut self, place: &str, class: &str, anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
        };
        let text = xml(&line(text));
        // Writing to a string cannot fail.
        let _ = writeln!(
            self.body,
            "<text {place} class=\"{class}\"{anchor}>{text}</text>"
        );
    }

    /// A rectangle with round corners. Its class gives its colour.
    pub(super) fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), class: &str) {
        let _ = writeln!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\" class=\"{class}\"/>",
            number(x),
            number(y),
            number(width),
            number(height)
        );
    }

    /// A straight line. Its class gives its colour.
    pub(super) fn line(&mut self, (x, y): (f64, f64), (to_x, to_y): (f64, f64), class: &str) {
        let _ = writeln!(
            self.body,
            "<path d=\"M{} {}L{} {}\" class=\"{class}\"/>",
            number(x),
            number(y),
            number(to_x),
            number(to_y)
        );
    }

    /// Begins a group that says `title` where a pointer rests on it. [`Svg::end`] ends it.
    pub(super) fn group(&mut self, title: &str) {
        self.open.push("</g>\n");
        let _ = writeln!(self.body, "<g><title>{}</title>", xml(&line(title)));
    }

    /// Begins a group that leads somewhere, or one that does not where there is no address. [`Svg::end`] ends it.
    pub(super) fn link(&mut self, title: &str, address: Option<&str>) {
        let Some(address) = address else {
            return self.group(title);
        };
        self.open.push("</a>\n");
        let _ = writeln!(
            self.body,
            "<a href=\"{}\"><title>{}</title>",
            xml(address),
            xml(&line(title))
        );
    }

    /// Ends a group.
    pub(super) fn end(&mut self) {
        self.body.push_str(self.open.pop().unwrap_or(""));
    }

    /// The picture of this size, whole.
    pub(super) fn finish(self, (width, height): (f64, f64), title: &str, desc: &str) -> String {
        let (width, height) = (number(width.ceil()), number(height.ceil()));
        let (title, desc) = (xml(&line(title)), xml(&line(desc)));
        // What stands in an image is no link for those who cannot see it: a picture with links is a group.
        let (role, style) = match self.within {
            true => ("group", String::new()),
            false => ("img", format!("<style>{}</style>\n", style())),
        };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"kb-chart\" role=\"{role}\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n<title>{title}</title>\n<desc>{desc}</desc>\n\
             {style}<rect width=\"{width}\" height=\"{height}\" class=\"page\"/>\n{}</svg>\n",
            self.body
        )
    }
}

/// The rules of all pictures, for the style sheet of a page that holds some. Colours are written out in both themes: many
/// viewers of SVG know no variables.
#[must_use]
pub fn style() -> String {
    format!(
        ".kb-chart text{{font:13px system-ui,-apple-system,'Segoe UI','Helvetica Neue',Arial,sans-serif}}\
         .kb-chart text.title{{font-size:16px;font-weight:600}}.kb-chart text.head{{font-weight:600}}\
         .kb-chart text.cell{{font-weight:600}}.kb-chart text.quiet{{font-size:12px}}\
         .kb-chart path{{fill:none;stroke-width:2;stroke-linecap:round}}.kb-chart .rule{{stroke-width:1}}\
         {}@media screen and (prefers-color-scheme:dark){{{}}}",
        rules(&LIGHT),
        rules(&DARK)
    )
}

/// A picture that only says something, for where there is nothing to draw.
pub(super) fn note(mut svg: Svg, title: &str, text: &str) -> String {
    use crate::render::measure::Ruler;
    let width = Ruler::Pixels(16.0)
        .width(&line(title))
        .max(Ruler::Pixels(13.0).width(&line(text)));
    svg.text((16.0, 30.0), "title", Anchor::Start, title);
    svg.text((16.0, 56.0), "quiet", Anchor::Start, text);
    svg.finish((width + 32.0, 76.0), title, text)
}

#[cfg(test)]
mod tests {
    use super::{Svg, note, number};

    #[test]
    fn is_well_formed_whatever_the_text() {
        let picture = note(Svg::default(), "<script>", "a & \"b\" \u{1b}[2J");
        assert!(picture.contains("&lt;script&gt;") && picture.contains("a &amp; &quot;b&quot;"));
        assert!(!picture.contains("<script") && !picture.contains('\u{1b}'));
        assert!(
            Svg::default()
                .finish((10.2, 5.0), "t", "d")
                .contains("viewBox=\"0 0 11 5\"")
        );
        assert_eq!([number(1.0), number(1.25)], ["1", "1.2"]);
    }
}
