//! Law: the only doors to the disk and to the clock.
//!
//! `source` reads a project, `sink` writes an output all at once or not at all. Nothing below this module opens a file.

// This is the one module that may.
#![allow(
    clippy::disallowed_methods,
    reason = "the only module that may open files and read the clock"
)]

pub mod apart;
pub mod clock;
pub mod finish;
pub mod integrity;
pub mod interrupt;
pub mod manifest;
pub mod plan;
pub mod published;
pub mod ready;
pub mod recording;
pub mod sink;
pub mod source;
pub mod standing;
pub mod starter;

mod carry;
mod lock;
mod place;
mod reader;
mod staging;
mod step;
mod swap;
mod trouble;

pub use apart::lies_apart;
pub use finish::finish;
pub use manifest::Input;
pub use place::outside_the_input;
pub use plan::{Change, narrowed};
pub use ready::{Ready, Written};
pub use recording::Recording;
pub use sink::Sink;
pub use source::Project;
pub use standing::Piece;
