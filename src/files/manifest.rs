//! Law: every output carries a list of what it was made from and of every file in it.

use crate::pipeline::FileKind;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The list's name in the output.
pub const NAME: &str = "manifest.json";

/// A file that an output was made from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Input {
    /// Its path, relative to the project, with `/` between folders.
    pub path: String,
    /// The SHA-256 of its bytes in hexadecimal digits. A table has none: with all but a few hidden figures known, a
    /// hash of it would confirm a guess of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// What is known of a file in the output.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub kind: FileKind,
    pub district: Option<String>,
    pub language: Option<String>,
    pub bytes: usize,
    pub sha256: String,
}

#[derive(Serialize)]
struct Manifest<'a> {
    tool: Tool,
    edition: &'a str,
    inputs: Vec<&'a Input>,
    files: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    kind: &'static str,
    district: Option<&'a str>,
    language: Option<&'a str>,
    bytes: usize,
    sha256: &'a str,
}

/// The list as it is written; the same for the same files in whatever order they came.
pub(super) fn write(edition: &str, inputs: &[Input], files: &BTreeMap<String, Listed>) -> Vec<u8> {
    let inputs: BTreeSet<&Input> = inputs.iter().collect();
    let manifest = Manifest {
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        edition,
        inputs: inputs.into_iter().collect(),
        files: files
            .iter()
            .map(|(path, file)| Row {
                path,
                kind: word(file.kind),
                district: file.district.as_deref(),
                language: file.language.as_deref(),
                bytes: file.bytes,
                sha256: &file.sha256,
            })
            .collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest).expect("texts and numbers can be written");
    bytes.push(b'\n');
    bytes
}

/// What a file is, as the list says it.
fn word(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => "pdf",
        FileKind::Html => "html",
        FileKind::Data => "data",
        FileKind::Findings => "findings",
        FileKind::Index => "index",
        FileKind::Other => "other",
    }
}

/// What a file with the list's name turns out to be.
#[derive(Debug)]
pub(super) enum Reading {
    /// A list that this program wrote.
    Ours(List),
    /// No list that anybody can read.
    Broken,
    /// Somebody else's, or none.
    Others,
}

/// A list that this program wrote.
#[derive(Debug, Deserialize)]
pub(super) struct List {
    /// The files of the output, the list not among them.
    pub files: Vec<Entry>,
}

/// What a list says of a file.
#[derive(Debug, Deserialize)]
pub(super) struct Entry {
    /// Its path in the output, with `/`.
    pub path: String,
    /// What it is.
    pub kind: FileKind,
    /// The district's id, for a district's file.
    pub district: Option<String>,
    /// How long it is.
    pub bytes: u64,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// Reads a list.
pub(super) fn read(bytes: &[u8]) -> Reading {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
        return Reading::Broken;
    };
    if value.pointer("/tool/name").is_none_or(|name| name != env!("CARGO_PKG_NAME")) {
        return Reading::Others;
    }
    serde_json::from_value(value).map_or(Reading::Broken, Reading::Ours)
}

impl List {
    /// Whether it names anything that is made to be published.
    pub fn has_reports(&self) -> bool {
        self.files.iter().any(|file| file.kind != FileKind::Other)
    }
}

/// The SHA-256 of `bytes` in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_known_one() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), empty);
    }

    #[test]
    fn what_is_written_can_be_read_and_other_lists_cannot() {
        let file = Listed {
            kind: FileKind::Pdf,
            district: Some("030103".to_owned()),
            language: Some("nb".to_owned()),
            bytes: 2,
            sha256: sha256(b"ab"),
        };
        let files =
            BTreeMap::from([("b/x.pdf".to_owned(), file.clone()), ("a.pdf".to_owned(), file)]);
        let bytes = write("e", &[], &files);
        let Reading::Ours(list) = read(&bytes) else { panic!("it is ours") };
        let paths: Vec<&str> = list.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["a.pdf", "b/x.pdf"]);
        assert!(list.has_reports() && list.files[0].bytes == 2);
        assert!(matches!(read(br#"{"files":[{"path":"a"}]}"#), Reading::Others));
        assert!(matches!(read(br#"{"tool":{"name":"npm"},"files":[]}"#), Reading::Others));
        assert!(matches!(read(&bytes[..bytes.len() - 9]), Reading::Broken));
    }
}
