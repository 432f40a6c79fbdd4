//! Law: a finished report becomes bytes; nothing is decided and no number is formatted here.

pub mod data;
pub mod html;
pub mod pdf;
