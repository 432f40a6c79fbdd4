//! Law: what is said, in what order: published figures become a report as data.

pub mod spec;
pub mod view;
