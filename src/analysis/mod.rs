//! Law: combines published figures only; hidden is contagious, and nothing hidden steers an order or a word.

mod compare;
mod findings;
mod interval;
mod lens;
mod rank;

pub use compare::{Against, Change, Direction};
pub use findings::{Finding, Rule, findings};
pub use interval::{Interval, newcombe, wilson};
pub use lens::Lens;
pub use rank::{Ranked, rank};
