//! Law: raw numbers enter, only publishable ones leave.

mod certificate;
mod load;
mod publishable;
mod published;
mod raw;
mod sealed;
mod suppress;
mod ties;
mod trials;
mod validate;

pub use certificate::Certificate;
pub use load::try_workbook;
pub use publishable::{PublishableStat, View, Why};
pub use published::{Cause, PublishedCell, PublishedTable};
pub use raw::{RawTable, ReadSummary, SourceSummary, ValidTable};
pub use sealed::SealedData;
pub use trials::Trials;
