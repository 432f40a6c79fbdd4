//! Law: what a file is shows in its content; its name and the settings only settle what content leaves open.

use super::faults::refusal;
use crate::{
    config::source::{FileFormat, Source},
    diagnostic::{Diagnostic, Place},
};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Larger files are refused; the largest tables of aggregates stay far below.
const LARGEST: usize = 1 << 30;

/// What a file is.
///
/// # Errors
/// It is too large, empty, or nothing that can be read.
pub(super) fn format(bytes: &[u8], source: &Source) -> Result<FileFormat, Box<Diagnostic>> {
    let place = Place::file(&source.file);
    if bytes.len() > LARGEST {
        return Err(refusal(
            "unreadable-file",
            place,
            "the file is larger than one gigabyte",
            "split it, or leave out rows that the report does not use",
        ));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(refusal(
            "unreadable-file",
            place,
            "the file is empty",
            "export the table again",
        ));
    }
    if let Some(format) = source.format {
        return Ok(format);
    }
    let name = source.file.to_lowercase();
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        Ok(FileFormat::Workbook)
    } else if start.starts_with(b"{") {
        Ok(FileFormat::Jsonstat)
    } else if start.starts_with(b"%PDF") || start.starts_with(b"<") {
        Err(refusal(
            "unknown-format",
            place,
            "the file is neither text with separators, a workbook nor JSON-stat 2",
            "save it as .xlsx or .csv; a web page that is called .xls must be opened and saved anew",
        ))
    } else if [".xlsx", ".xls", ".xlsb", ".xlsm", ".ods"].iter().any(|end| name.ends_with(end)) {
        Err(refusal(
            "unknown-format",
            place,
            "the file is called a workbook but is none",
            "save it anew as .xlsx, or set `format` of the source",
        ))
    } else {
        Ok(FileFormat::Csv)
    }
}

/// A text file's text and the name of its encoding.
///
/// # Errors
/// The encoding of the settings is unknown, or is not the file's.
pub(super) fn text(
    bytes: &[u8],
    source: &Source,
) -> Result<(String, &'static str), Box<Diagnostic>> {
    let settled = source.encoding.as_deref().map(|name| by_name(name, source)).transpose()?;
    let encoding = settled.unwrap_or_else(|| guess(bytes));
    let (text, used, broken) = encoding.decode(bytes);
    if broken {
        let named = used.name();
        return Err(refusal(
            "wrong-encoding",
            Place::file(&source.file),
            format!("the file's text is not {named}"),
            format!("it looks like {}; set `encoding`, or remove it", guess(bytes).name()),
        ));
    }
    Ok((text.into_owned(), used.name()))
}

fn by_name(name: &str, source: &Source) -> Result<&'static Encoding, Box<Diagnostic>> {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    Encoding::for_label(name.as_bytes())
        .or_else(|| Encoding::for_label(plain.as_bytes()))
        .ok_or_else(|| {
            refusal(
                "unknown-encoding",
                Place::file(&source.file),
                format!("the settings call for the encoding '{name}', which is unknown"),
                "use utf-8, windows-1252 or utf-16le, or remove `encoding` to have it detected",
            )
        })
}

/// UTF-8 where the bytes allow it, else what Norwegian files have been written in.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let sample = &bytes[..bytes.len().min(1 << 10)];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    if zeros(1) * 4 > sample.len() {
        return UTF_16LE;
    }
    if zeros(0) * 4 > sample.len() {
        return UTF_16BE;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"no"), chardetng::Utf8Detection::Deny);
    // A few letters are too few to tell; among encodings of one byte a letter, Norway's wins.
    if guess.is_single_byte() { WINDOWS_1252 } else { guess }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(settings: &str) -> Source {
        toml::from_str(&format!("file = 'x.csv'\n{settings}")).expect("valid")
    }

    #[test]
    fn encodings_are_found() {
        let text_of = |bytes: &[u8]| text(bytes, &source("")).expect("readable");
        assert_eq!(text_of("område".as_bytes()), ("område".to_owned(), "UTF-8"));
        assert_eq!(text_of(b"\xef\xbb\xbfomr\xc3\xa5de").0, "område");
        assert_eq!(
            text_of(b"omr\xe5de;Gr\xfcnerl\xf8kka \x96 \xd8stensj\xf8").0,
            "område;Grünerløkka – Østensjø"
        );
        let wide: Vec<u8> = "område;øst".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of(&wide).0, "område;øst");
        let marked: Vec<u8> = "\u{feff}område".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text_of(&marked).0, "område");
    }

    #[test]
    fn settings_settle_the_encoding_or_are_told_that_they_are_wrong() {
        let (said, _) = text(b"omr\xe5de", &source("encoding = 'latin-1'")).expect("readable");
        assert_eq!(said, "område");
        let wrong = text(b"omr\xe5de", &source("encoding = 'utf-8'")).expect_err("not UTF-8");
        assert_eq!(wrong.code, "wrong-encoding");
        let unknown = text(b"x", &source("encoding = 'klingon'")).expect_err("unknown");
        assert_eq!(unknown.code, "unknown-encoding");
    }

    #[test]
    fn content_tells_the_format() {
        let of = |bytes: &[u8]| format(bytes, &source("")).map_err(|p| p.code);
        assert_eq!(of(b"a;b\n1;2"), Ok(FileFormat::Csv));
        assert_eq!(of(b" \n{\"class\":\"dataset\"}"), Ok(FileFormat::Jsonstat));
        assert_eq!(of(b"PK\x03\x04rest"), Ok(FileFormat::Workbook));
        assert_eq!(of(b"<html>"), Err("unknown-format"));
        assert_eq!(of(b" \n"), Err("unreadable-file"));
    }
}
