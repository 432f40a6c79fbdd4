//! Law: a page stands alone: one file, no script, nothing fetched, and every figure in words as well.
//!
//! The templates lie in `report-templates/html/`, one file per block; a project overrides any of
//! them, and the style files, one by one.

mod drawings;
mod fault;
mod filters;
mod index;
mod shop;
mod style;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use drawings::WebDrawing;
pub(super) use drawings::check as asked;
pub use index::{IndexDistrict, IndexTile, IndexView};
pub use shop::HtmlShop;
pub use style::sheet;
