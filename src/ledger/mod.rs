//! Law: what was once published is remembered as readers have seen it, with the sums that it stood in, and nothing that they have not seen.
//!
//! The file [`FILE`] in the project, or the one that its settings name, is the memory. It only ever grows: a
//! publication adds a block, with the cells whose fate or figure is new, and a checksum of everything up to there.
//!
//! ```text
//! bydelsrapport publications 2
//!
//! publication oslo-2018 1.0 2019-06-05
//! table 5c1b…                                  SHA-256 of what readers see
//! rules k=5 minimum_base=5 …                   the settings of disclosure
//! indicator arbeid levels                      what is measured, where it is not what it was:
//! category arbeid red weak                     what the reports' codebook tells, too
//! was category arbeid red+yellow red yellow    which ids were others before
//! districts 030101 030102 total                the columns of what follows
//! 2018 arbeid (base) rus  90 41 512            how many the figures are of
//! 2018 arbeid red rus  w w 57                  the figure where shown, w where withheld
//! 2018 arbeid green rus  44 - 201              - where there is nothing new
//! end 5 shown 2 withheld 0f3c…
//! ```
//!
//! Whoever holds it learns what the reports and their downloads say, and no more: a figure that is not public,
//! hidden or of a district without a report, is in no line, nor in the SHA-256.

mod compare;
mod figure;
mod line;
mod link;
mod memory;
mod past;
mod publications;
mod read;
mod record;
mod rules;
mod schema;
#[cfg(test)]
mod tests;

pub use figure::{Face, Figure, Sight};
pub use link::plain;
pub use memory::{Memory, Recall};
pub use past::World;
pub use publications::Publications;

/// The memory's name in the project.
pub const FILE: &str = "publications.txt";
