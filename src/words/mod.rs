//! Law: the one place where a number becomes text, and where sentences come from templates.

pub mod article;
mod compared;
mod engine;
mod fact;
mod facts;
mod format;
mod grammar;
mod names;
mod ranking;
mod scope;
mod sentences;

pub use format::{Format, fill};
pub use scope::{About, Measure, Scope, Told};
pub use sentences::{Said, Speaker, capital, uncapital};
