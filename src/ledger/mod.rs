//! Law: what was once published is remembered by what is public about it alone: a fate per cell, and fingerprints of figures that were shown.
//!
//! The file [`FILE`] in the project is the memory. It only ever grows: a publication adds a block, with the
//! cells whose fate or figure is new, and a checksum of everything up to there.
//!
//! ```text
//! bydelsrapport publications 1
//!
//! publication oslo-2018 1.0 2019-06-05
//! table 5c1b…                                  SHA-256 of the published table
//! rules k=5 minimum_base=5 …                   the settings of disclosure
//! districts 030101 030102 total                the columns of what follows
//! 2018 arbeid (base) rus  hQxe MrTz pWoa       how many the figures are of
//! 2018 arbeid red rus  w w VbNe                a fingerprint where shown, w where withheld
//! 2018 arbeid green rus  zzRq - IfUa           - where there is nothing new
//! end 5 shown 2 withheld 0f3c…
//! ```
//!
//! A fingerprint is four letters. It tells whether a figure is the one that was published; a figure that
//! is not public never gets one that is written down.

mod compare;
mod figure;
mod line;
mod memory;
mod read;
mod record;
mod rules;
#[cfg(test)]
mod tests;

pub use figure::{Face, Figure, Sight};
pub use memory::{Memory, Recall};
pub use record::Publication;

/// The memory's name in the project.
pub const FILE: &str = "publications.txt";
