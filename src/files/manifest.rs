//! Law: every output carries a list of what it was made from and of every file in it.

use crate::pipeline::FileKind;
use serde::Serialize;
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

/// The paths that a list names; nothing where it is not one of ours.
pub(super) fn paths(bytes: &[u8]) -> Option<BTreeSet<String>> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    if value.pointer("/tool/name")? != env!("CARGO_PKG_NAME") {
        return None;
    }
    let path = |file: &Value| file.get("path").and_then(Value::as_str).map(str::to_owned);
    value.get("files")?.as_array()?.iter().map(path).collect()
}

/// Whether a list of ours names anything that is made to be published.
pub(super) fn has_reports(bytes: &[u8]) -> bool {
    let list: Option<Value> = serde_json::from_slice(bytes).ok();
    let files = list.as_ref().and_then(|list| list.get("files")?.as_array());
    paths(bytes).is_some()
        && files.is_some_and(|files| {
            let kinds = files.iter().map(|file| file.get("kind").and_then(Value::as_str));
            kinds.flatten().any(|kind| kind != word(FileKind::Other))
        })
}

/// The SHA-256 of `bytes` in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
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
        let paths = paths(&bytes).unwrap();
        assert_eq!(paths.into_iter().collect::<Vec<_>>(), ["a.pdf", "b/x.pdf"]);
        assert_eq!(super::paths(br#"{"files":[{"path":"a"}]}"#), None);
        assert_eq!(super::paths(br#"{"tool":{"name":"npm"},"files":[]}"#), None);
    }
}
