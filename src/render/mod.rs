//! Law: a finished report becomes bytes; nothing is decided and no number is formatted here.

pub mod data;
pub mod html;
mod order;
pub mod pdf;
mod press;

pub use order::{Done, Order, Paper};
pub use press::{BROKEN, Press};
