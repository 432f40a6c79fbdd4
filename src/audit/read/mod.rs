//! Law: each form of a published file is read in its own room, and what is read keeps its place.

pub(super) mod claims;
pub(super) mod dom;
pub(super) mod drawing;
mod glyphs;
pub(super) mod numerals;
mod objects;
pub(super) mod page;
pub(super) mod paper;
pub(super) mod rows;
pub(super) mod table;
mod xmp;
