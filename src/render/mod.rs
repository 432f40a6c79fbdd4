//! Law: a report as data becomes bytes; nothing is decided here and no number is formatted.

pub mod pdf;
