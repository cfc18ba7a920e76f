//! Charts as pictures: SVG that stands alone, for light and dark pages, on screen and on paper.

mod columns;
mod heat;
mod matrix;
mod palette;
mod svg;

pub use heat::heat;
pub use matrix::matrix;

#[cfg(test)]
mod tests;
