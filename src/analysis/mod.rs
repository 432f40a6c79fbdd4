//! Law: combines published figures only; hidden is contagious, and nothing hidden steers an order or a word.

mod beside;
mod compare;
mod family;
mod findings;
mod interval;
mod lens;
mod rank;
mod rest;

pub use beside::{MANY, beside};
pub use compare::{Against, Change, Direction, Tone};
pub use family::Family;
pub use findings::{Finding, Rule, findings};
pub use interval::{Interval, chance, held, newcombe, wilson};
pub use lens::Lens;
pub use rank::{Ranked, rank};
