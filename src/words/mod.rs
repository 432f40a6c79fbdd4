//! Law: the one place where a number becomes text, and where sentences come from templates.

mod facts;
mod format;
mod sentences;

pub use facts::Scope;
pub use format::{Format, fill};
pub use sentences::{Said, Speaker};
