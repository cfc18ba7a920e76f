//! The colours of charts, for light and dark pages. A test holds every text to a contrast of 4.5 or more.

/// A colour of a shape, and that of the text on it.
pub(super) struct Paint {
    /// What carries it: a class in the picture.
    pub(super) name: &'static str,
    /// The shape's colour.
    pub(super) fill: &'static str,
    /// The text's colour.
    pub(super) ink: &'static str,
}

/// All colours of a picture.
pub(super) struct Theme {
    /// The page behind it.
    pub(super) page: &'static str,
    /// Text.
    pub(super) ink: &'static str,
    /// Text in the background.
    pub(super) quiet: &'static str,
    /// Lines between rows.
    pub(super) rule: &'static str,
    /// Lines that join cells.
    pub(super) join: &'static str,
    /// What comes to an end.
    pub(super) end: &'static str,
    /// Cells, by class.
    pub(super) cells: [Paint; 8],
}

const fn paint(name: &'static str, fill: &'static str, ink: &'static str) -> Paint {
    Paint { name, fill, ink }
}

/// For light pages and for paper.
pub(super) const LIGHT: Theme = Theme {
    page: "#ffffff",
    ink: "#1c2733",
    quiet: "#566370",
    rule: "#e4e8ed",
    join: "#7d9cba",
    end: "#b3372f",
    cells: [
        paint("new", "#1f7355", "#ffffff"),
        paint("carried", "#d3e4f4", "#12395c"),
        paint("first", "#e6e9ed", "#2b3642"),
        paint("h1", "#dcebf5", "#10212e"),
        paint("h2", "#a9cfe6", "#10212e"),
        paint("h3", "#6aaed6", "#10212e"),
        paint("h4", "#22699c", "#ffffff"),
        paint("h5", "#0b3f70", "#ffffff"),
    ],
};

/// For dark pages.
pub(super) const DARK: Theme = Theme {
    page: "#14191f",
    ink: "#e6ebf0",
    quiet: "#a3afbb",
    rule: "#2a333d",
    join: "#5d84aa",
    end: "#ff8a80",
    cells: [
        paint("new", "#4cc38a", "#06281a"),
        paint("carried", "#213d59", "#d4e6f8"),
        paint("first", "#333d48", "#e2e8ee"),
        paint("h1", "#1c2c3b", "#d4e6f8"),
        paint("h2", "#20456a", "#e2eef9"),
        paint("h3", "#2a6496", "#ffffff"),
        paint("h4", "#69b1e0", "#08202f"),
        paint("h5", "#c4e4f7", "#08202f"),
    ],
};

/// The rules of a style sheet for these colours.
pub(super) fn rules(theme: &Theme) -> String {
    use std::fmt::Write as _;
    let Theme {
        page,
        ink,
        quiet,
        rule,
        join,
        end,
        cells,
    } = theme;
    let mut out = format!(
        ".kb-chart .page{{fill:{page}}}.kb-chart text{{fill:{ink}}}.kb-chart text.quiet{{fill:{quiet}}}\
         .kb-chart .rule{{stroke:{rule}}}.kb-chart .dot{{fill:{rule}}}.kb-chart .join{{stroke:{join}}}.kb-chart .end{{stroke:{end}}}"
    );
    for Paint { name, fill, ink } in cells {
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            ".kb-chart rect.{name}{{fill:{fill}}}.kb-chart text.{name}{{fill:{ink}}}"
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{DARK, LIGHT, Theme};

    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        if a > b { a / b } else { b / a }
    }

    #[test]
    fn text_can_be_read() {
        let check = |theme: &Theme| {
            let pairs = [(theme.page, theme.ink), (theme.page, theme.quiet)];
            let cells = theme.cells.iter().map(|paint| (paint.fill, paint.ink));
            for (under, ink) in pairs.into_iter().chain(cells) {
                let found = contrast(under, ink);
                assert!(found >= 4.5, "{ink} on {under}: {found:.2}");
            }
            assert!(contrast(theme.page, theme.end) >= 3.0);
        };
        check(&LIGHT);
        check(&DARK);
    }
}
