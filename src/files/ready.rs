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

/// A finished output beside its place. Dropped without being placed, it leaves everything as it was.
pub struct Ready {
    store: Store,
    files: usize,
    bytes: usize,
    placed: bool,
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
        let bytes = listed.values().map(|file| file.bytes).sum();
        Ok(Self { store, files: listed.len(), bytes, placed: false })
    }

    /// Puts it in place.
    ///
    /// # Errors
    /// The system refuses; whether it is in place all the same, [`Ready::is_placed`] says.
    pub(super) fn place(&mut self) -> Result<(), Problems> {
        match &mut self.store {
            Store::Disk(staging) => staging.place(),
            Store::Memory(_) | Store::Nowhere => {
                self.placed = true;
                Ok(())
            }
        }
    }

    /// Whether it is in place.
    pub(super) fn is_placed(&self) -> bool {
        match &self.store {
            Store::Disk(staging) => staging.is_placed(),
            Store::Memory(_) | Store::Nowhere => self.placed,
        }
    }

    /// Puts back what was there before.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn take_back(&mut self) -> Result<(), Problems> {
        match &mut self.store {
            Store::Disk(staging) => staging.take_back(),
            Store::Memory(_) | Store::Nowhere => {
                self.placed = false;
                Ok(())
            }
        }
    }

    /// Clears away what was there before, once all is in place.
    pub(super) fn clear_up(self) -> Written {
        let (warnings, held) = match self.store {
            Store::Disk(staging) => (staging.clear_up(), BTreeMap::new()),
            Store::Memory(files) => {
                (Problems::default(), files.into_inner().unwrap_or_else(PoisonError::into_inner))
            }
            Store::Nowhere => Default::default(),
        };
        Written { files: self.files, bytes: self.bytes, warnings, held }
    }
}
