//! Law: bytes from disk are sealed as they come in, and only this side of the wall opens them.

use std::{fmt, sync::Arc};

/// A file's bytes, unread.
#[derive(Clone)]
pub struct SealedData {
    path: Arc<str>,
    bytes: Arc<[u8]>,
}

impl SealedData {
    /// Seals what was read from `path` (as the project names it).
    pub fn new(path: &str, bytes: Vec<u8>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }

    /// The file's path, relative to the project.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The bytes.
    pub(in crate::confidential) fn open(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Debug for SealedData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedData({}, ▒)", self.path)
    }
}
