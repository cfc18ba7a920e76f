//! The columns of a chart with their headings, and the labels of its rows.

use super::svg::{Anchor, Svg};
use crate::render::clean::line;
use crate::render::measure::Ruler;

/// The font of headings and labels. Headings are bold, which is wider.
const LABEL: Ruler = Ruler::Pixels(13.0);
const HEADING: Ruler = Ruler::Pixels(14.0);
/// Space at each side of a picture.
pub(super) const MARGIN: f64 = 16.0;
/// The widest that labels of rows become: beside them, a phone still shows the first column.
const LABELS: f64 = 240.0;
/// The longest that a climbing heading becomes.
const CLIMB: f64 = 150.0;
/// The least and the most width of a column with level headings.
const WIDTH: (f64, f64) = (56.0, 104.0);
/// The width of a column with climbing headings.
const NARROW: f64 = 46.0;
/// A picture with level headings has at most so many columns.
const LEVEL: usize = 10;

/// The columns of a chart.
pub(super) struct Columns {
    names: Vec<String>,
    /// Where the first one begins.
    pub(super) left: f64,
    /// The width of each.
    pub(super) width: f64,
    climbs: bool,
}

impl Columns {
    /// Columns of these names, to the right of labels of this width.
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>, labels: f64) -> Self {
        let names: Vec<String> = names.map(line).collect();
        let widest = names.iter().map(|n| HEADING.width(n)).fold(0.0, f64::max) + 18.0;
        let climbs = widest > WIDTH.1 || (names.len() > LEVEL && widest > NARROW);
        Self {
            left: MARGIN + labels + 16.0,
            width: if climbs {
                NARROW
            } else {
                widest.clamp(WIDTH.0, WIDTH.1)
            },
            climbs,
            names: names.into_iter().map(|n| HEADING.cut(&n, CLIMB)).collect(),
        }
    }

    /// How high the headings are.
    pub(super) fn height(&self) -> f64 {
        if self.climbs {
            self.longest() * 0.71 + 24.0
        } else {
            30.0
        }
    }

    fn longest(&self) -> f64 {
        self.names
            .iter()
            .map(|n| HEADING.width(n))
            .fold(0.0, f64::max)
    }

    /// The middle of a column.
    pub(super) fn middle(&self, at: usize) -> f64 {
        self.left + self.width * (at as f64 + 0.5)
    }

    /// Where the last one ends, without what a climbing heading adds.
    pub(super) fn right(&self) -> f64 {
        self.left + self.width * self.names.len() as f64
    }

    /// The width of a picture with these columns.
    pub(super) fn total(&self) -> f64 {
        let names = self.names.iter().enumerate();
        let reach = names.map(|(at, n)| self.middle(at) + HEADING.width(n) * 0.71 + 8.0);
        let reach = if self.climbs {
            reach.fold(0.0, f64::max)
        } else {
            0.0
        };
        reach.max(self.right()) + MARGIN
    }

    /// Draws the headings above `bottom`, each with the address that it leads to.
    pub(super) fn draw(
        &self,
        svg: &mut Svg,
        bottom: f64,
        address: impl Fn(usize) -> Option<String>,
    ) {
        for (at, name) in self.names.iter().enumerate() {
            let x = self.middle(at);
            let address = address(at);
            if let Some(address) = &address {
                svg.link(name, Some(address));
            }
            if self.climbs {
                svg.climbing((x + 2.0, bottom - 10.0), "head", name);
            } else {
                svg.text((x, bottom - 11.0), "head", Anchor::Middle, name);
            }
            if address.is_some() {
                svg.end();
            }
        }
    }
}

/// Labels of rows.
pub(super) struct Labels {
    lines: Vec<Vec<String>>,
    /// The width of the widest.
    pub(super) width: f64,
}

impl Labels {
    /// Labels of these texts, in at most so many lines each.
    pub(super) fn new(texts: impl Iterator<Item = String>, most: usize) -> Self {
        let lines: Vec<_> = texts.map(|t| LABEL.wrap(&line(&t), LABELS, most)).collect();
        let width = lines
            .iter()
            .flatten()
            .map(|l| LABEL.width(l))
            .fold(0.0, f64::max);
        Self { lines, width }
    }

    /// The height of a row that holds any of them, at least this.
    pub(super) fn height(&self, least: f64) -> f64 {
        let lines = self.lines.iter().map(Vec::len).max().unwrap_or(0);
        least.max(16.0 * lines as f64 + 8.0)
    }

    /// Draws a label about the middle of its row.
    pub(super) fn draw(&self, svg: &mut Svg, row: usize, middle: f64) {
        let lines = &self.lines[row];
        let first = middle + 4.5 - 8.0 * (lines.len().max(1) - 1) as f64;
        for (at, text) in lines.iter().enumerate() {
            svg.text(
                (MARGIN, first + 16.0 * at as f64),
                "label",
                Anchor::Start,
                text,
            );
        }
    }
}
