//! Charts as pictures: SVG that stands alone, for light and dark pages, on screen and on paper.

mod columns;
mod heat;
mod links;
mod matrix;
mod palette;
mod svg;

pub(crate) use super::priorities::ends;
pub use heat::{heat, linked_heat};
pub use links::Links;
pub use matrix::{linked_matrix, matrix};
pub use svg::style;

#[cfg(test)]
mod tests;
