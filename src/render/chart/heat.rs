//! Counts as a heat map: the more there is, the deeper the colour.

use super::columns::{Columns, Labels, MARGIN};
use super::links::Links;
use super::svg::{Anchor, Svg, note};
use crate::kb::reports::Heat;
use crate::render::clean::line;
use crate::render::measure::Ruler;

const ROW: f64 = 30.0;
/// How many depths of colour there are.
const DEPTHS: u64 = 5;

/// The counts as a picture under this title. Counts without rows say so in words.
#[must_use]
pub fn heat(heat: &Heat, title: &str) -> String {
    drawn(heat, title, Svg::default(), &Links::none())
}

/// The same within a page that has [`super::style`], with its parts as links.
#[must_use]
pub fn linked_heat(heat: &Heat, title: &str, links: &Links<'_>) -> String {
    drawn(heat, title, Svg::within_page(), links)
}

fn drawn(heat: &Heat, title: &str, mut svg: Svg, links: &Links<'_>) -> String {
    let most = heat
        .rows
        .iter()
        .flat_map(|(_, counts)| counts)
        .max()
        .copied();
    let Some(most) = most.filter(|_| !heat.columns.is_empty()) else {
        return note(
            svg,
            title,
            &format!("There are no {} to count.", thing(heat)),
        );
    };
    let labels = Labels::new(heat.rows.iter().map(|(name, _)| name.clone()), 1);
    let columns = Columns::new(heat.columns.iter().map(String::as_str), labels.width);
    svg.text((MARGIN, 32.0), "title", Anchor::Start, title);
    let legend = legend(&mut svg, heat, most, 58.0);
    let top = 76.0 + columns.height();
    columns.draw(&mut svg, top, |at| (links.column)(at));
    for (at, (name, counts)) in heat.rows.iter().enumerate() {
        let middle = top + ROW * (at as f64 + 0.5);
        svg.link(name, (links.row)(at).as_deref());
        labels.draw(&mut svg, at, middle);
        svg.end();
        for (place, column) in heat.columns.iter().enumerate() {
            let count = counts.get(place).copied().unwrap_or(0);
            let middles = (columns.middle(place), middle);
            if count == 0 {
                svg.rect((middles.0 - 2.0, middle - 2.0), (4.0, 4.0), "dot");
                continue;
            }
            let words = format!("{name}, {column}: {count} {}", thing(heat));
            svg.link(&words, (links.cell)(at, place).as_deref());
            cell(&mut svg, (count, most), middles, columns.width);
            svg.end();
        }
    }
    let height = top + ROW * heat.rows.len() as f64 + MARGIN;
    let heading = MARGIN * 2.0 + Ruler::Pixels(17.0).width(&line(title));
    let width = columns.total().max(legend + MARGIN).max(heading);
    svg.finish((width, height), title, &description(heat, most))
}

fn thing(heat: &Heat) -> &str {
    if heat.thing.is_empty() {
        "records"
    } else {
        &heat.thing
    }
}

/// The depth of a count's colour, 1 to [`DEPTHS`].
fn depth(count: u64, most: u64) -> u64 {
    let most = u128::from(most.max(1));
    let depth = (u128::from(count) * u128::from(DEPTHS)).div_ceil(most);
    u64::try_from(depth).unwrap_or(DEPTHS).clamp(1, DEPTHS)
}

/// A count with more digits than a cell holds, shortened: `12k`.
fn short(count: u64) -> String {
    match count {
        0..10_000 => count.to_string(),
        10_000..1_000_000 => format!("{}k", count / 1000),
        _ => format!("{}M", count / 1_000_000),
    }
}

fn cell(svg: &mut Svg, (count, most): (u64, u64), (x, y): (f64, f64), width: f64) {
    let size = (width - 4.0, ROW - 4.0);
    let class = format!("h{}", depth(count, most));
    svg.rect((x - size.0 / 2.0, y - size.1 / 2.0), size, &class);
    svg.text(
        (x, y + 4.7),
        &format!("cell {class}"),
        Anchor::Middle,
        &short(count),
    );
}

/// Draws which colour stands for which counts, and returns where it ends.
fn legend(svg: &mut Svg, heat: &Heat, most: u64, y: f64) -> f64 {
    let mut x = MARGIN;
    for step in 1..=DEPTHS {
        // The counts of this depth; where the most is small, some depths have none.
        let bound = |step: u64| {
            u64::try_from(u128::from(most) * u128::from(step) / u128::from(DEPTHS)).unwrap_or(most)
        };
        let (low, high) = (bound(step - 1) + 1, bound(step));
        if low > high {
            continue;
        }
        let words = if low == high {
            short(low)
        } else {
            format!("{}\u{2013}{}", short(low), short(high))
        };
        svg.rect((x, y - 11.0), (18.0, 14.0), &format!("h{step}"));
        svg.text((x + 24.0, y), "quiet", Anchor::Start, &words);
        x += 40.0 + Ruler::Pixels(12.0).width(&words);
    }
    svg.text((x, y), "quiet", Anchor::Start, thing(heat));
    x + Ruler::Pixels(12.0).width(&line(thing(heat)))
}

fn description(heat: &Heat, most: u64) -> String {
    format!(
        "Counts of {}: {} rows, {} columns, at most {most} in a cell.",
        thing(heat),
        heat.rows.len(),
        heat.columns.len()
    )
}

#[cfg(test)]
mod tests {
    use super::{depth, short};

    #[test]
    fn depths_span_the_counts() {
        assert_eq!([1, 20, 21, 99, 100].map(|c| depth(c, 100)), [1, 1, 2, 5, 5]);
        assert_eq!([1, 2].map(|c| depth(c, 2)), [3, 5]);
        assert_eq!(depth(u64::MAX, u64::MAX), 5);
        assert_eq!(depth(0, 0), 1);
        assert_eq!([9999, 12_345, 7_000_000].map(short), ["9999", "12k", "7M"]);
    }
}
