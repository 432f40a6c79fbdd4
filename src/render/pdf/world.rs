//! Law: a report's Typst world lies in memory: no disk, no network, no packages, no clock.

use super::shelf::Shelf;
use std::{collections::BTreeMap, path::PathBuf};
use typst::{
    Library, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, Source, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

/// Where a template finds the report: `json("/data.json")`.
const DATA: &str = "data.json";
/// Where it finds the bytes of the attachment.
const ATTACHMENT: &str = "attachment";
/// Where it finds the drawings: `image("/drawings/KEY.svg")`.
const DRAWINGS: &str = "drawings/";

/// One report's world over what all reports share.
pub(super) struct ReportWorld<'a> {
    pub shelf: &'a Shelf,
    /// The report and the attachment's name as JSON.
    pub data: Bytes,
    pub drawings: &'a BTreeMap<String, String>,
    pub attachment: Option<&'a [u8]>,
}

impl ReportWorld<'_> {
    fn virtual_file(&self, path: &str) -> Option<Bytes> {
        if path == DATA {
            return Some(self.data.clone());
        }
        if path == ATTACHMENT {
            return self.attachment.map(|bytes| Bytes::new(bytes.to_vec()));
        }
        let key = path.strip_prefix(DRAWINGS)?.strip_suffix(".svg")?;
        self.drawings.get(key).map(|svg| Bytes::from_string(svg.clone()))
    }
}

impl World for ReportWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shelf.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.book
    }

    fn main(&self) -> FileId {
        self.shelf.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shelf.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some(bytes) = self.shelf.files.get(&id) {
            return Ok(bytes.clone());
        }
        if let Some(source) = self.shelf.sources.get(&id) {
            return Ok(Bytes::from_string(source.text().to_owned()));
        }
        match id.get().root() {
            VirtualRoot::Project => {
                self.virtual_file(id.get().vpath().get_without_slash()).ok_or_else(|| missing(id))
            }
            VirtualRoot::Package(_) => Err(missing(id)),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    match id.get().root() {
        VirtualRoot::Project => {
            FileError::NotFound(PathBuf::from(id.get().vpath().get_without_slash()))
        }
        VirtualRoot::Package(_) => FileError::Other(Some("packages are not available here".into())),
    }
}
