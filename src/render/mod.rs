//! Law: a report as data becomes bytes; nothing is decided and no number is formatted here.

pub mod data;
pub mod html;
