//! Law: what is ready needs one step more to be in place, and until then nothing has changed.

use super::{manifest::Listed, sink::Store};
use crate::diagnostic::Problems;
use std::{collections::BTreeMap, sync::PoisonError};

/// What was written.
#[derive(Debug, Default)]
pub struct Written {
    /// Files, the manifest not among them.
    pub files: usize,
    /// Their bytes.
    pub bytes: usize,
    /// What the person should know.
    pub warnings: Problems,
    /// What a sink in memory holds, the manifest among it; empty for one on disk.
    pub held: BTreeMap<String, Vec<u8>>,
}

/// A finished output beside its place. Dropped without [`Ready::place`], it leaves everything as it was.
pub struct Ready {
    store: Store,
    files: usize,
    bytes: usize,
}

impl Ready {
    /// Makes ready what a sink has taken.
    ///
    /// # Errors
    /// The system refuses, or a file of somebody's is in the way.
    pub(super) fn new(store: Store, listed: &BTreeMap<String, Listed>) -> Result<Self, Problems> {
        if let Store::Disk(staging) = &store {
            staging.prepare()?;
        }
        Ok(Self { store, files: listed.len(), bytes: listed.values().map(|file| file.bytes).sum() })
    }

    /// Puts it in place.
    ///
    /// # Errors
    /// The system refuses; what was there before is untouched.
    pub fn place(self) -> Result<Written, Problems> {
        let (warnings, held) = match self.store {
            Store::Disk(staging) => (staging.place()?, BTreeMap::new()),
            Store::Memory(files) => {
                (Problems::default(), files.into_inner().unwrap_or_else(PoisonError::into_inner))
            }
        };
        Ok(Written { files: self.files, bytes: self.bytes, warnings, held })
    }
}
