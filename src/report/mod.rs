//! Law: what is said, in what order: published figures become a report as data.

mod assemble;
mod blocks;
mod chartwork;
mod cites;
mod claims;
mod cover;
mod desk;
mod drawings;
mod names;
pub mod spec;
pub mod view;

pub use assemble::{Counted, Report, report};
pub use claims::Claims;
pub use drawings::{Wanted, drawings};
