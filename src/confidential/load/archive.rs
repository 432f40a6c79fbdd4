//! Archives: what sort of workbook a file is, and that it unpacks to no more than may be.

use super::{faults::refusal, identity};
use crate::{
    diagnostic::{Diagnostic, Place},
    identity::within,
    limits,
};
use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// A sort of workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Excel until 2003.
    Xls,
    /// Excel's binary format.
    Xlsb,
    /// Excel since 2007.
    Xlsx,
    /// OpenDocument.
    Ods,
}

/// Parts with words that stand beside the cells: comments, the workbook's title, boxes with text, charts.
const BESIDE: [&str; 5] = ["omment", "docProps/", "drawing", "chart", "meta.xml"];

/// What a file is; every part of an archive is unpacked once and counted, whatever its directory says.
///
/// # Errors
/// It is no workbook, unpacks to too much, or holds persons beside its cells.
pub(super) fn sort(file: &str, bytes: &[u8]) -> Result<Sort, Box<Diagnostic>> {
    if !bytes.starts_with(b"PK") {
        return Ok(Sort::Xls);
    }
    let place = || Place::file(file);
    let damaged = || {
        let hint = "open it, save it anew as .xlsx without a password, and try again";
        refusal("unreadable-file", place(), "the workbook is damaged: it cannot be unpacked", hint)
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let large = |what: String| {
        refusal(
            "too-large",
            place(),
            what,
            "save the sheet with the table as a workbook of its own",
        )
    };
    if archive.len() > limits::PARTS {
        return Err(large(format!("the workbook has more than {} parts", limits::PARTS)));
    }
    let mut left = limits::UNPACKED;
    let mut sort = None;
    let mut binary = false;
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).map_err(|_| damaged())?;
        let name = part.name().map_err(|_| damaged())?.into_owned();
        sort = sort.or(match name.as_str() {
            "content.xml" => Some(Sort::Ods),
            "[Content_Types].xml" | "xl/workbook.xml" => Some(Sort::Xlsx),
            _ => None,
        });
        binary |= name == "xl/workbook.bin";
        let beside = BESIDE.iter().any(|word| name.contains(word)) && part.size() < 1 << 24;
        let mut text = Vec::new();
        let mut bounded = (&mut part).take(left + 1);
        let unpacked = if beside || name == "content.xml" {
            bounded.read_to_end(&mut text).map(|length| length as u64)
        } else {
            io::copy(&mut bounded, &mut io::sink())
        };
        let unpacked = unpacked.map_err(|_| damaged())?;
        left = left.checked_sub(unpacked).ok_or_else(|| {
            large(format!("the workbook unpacks to more than {} MB", limits::UNPACKED >> 20))
        })?;
        // The library would wait for ever for the rest of a table.
        if name == "content.xml" && !text.trim_ascii_end().ends_with(b"</office:document-content>")
        {
            return Err(damaged());
        }
        if beside && within(&words(&String::from_utf8_lossy(&text))).is_some() {
            return Err(identity::refusal(place()).into());
        }
    }
    let sort = if binary { Some(Sort::Xlsb) } else { sort };
    sort.ok_or_else(|| {
        let hint = "unpack it and name the table inside, or save the table as .xlsx or .csv";
        refusal("unknown-format", place(), "the file is a ZIP archive and no workbook", hint)
    })
}

/// The words of XML without its tags.
fn words(xml: &str) -> String {
    let mut inside = false;
    let plain = xml.chars().map(|c| match c {
        '<' => {
            inside = true;
            ' '
        }
        '>' => {
            inside = false;
            '|'
        }
        _ if inside => ' ',
        c => c,
    });
    plain.collect()
}
