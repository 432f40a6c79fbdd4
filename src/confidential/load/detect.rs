//! Law: what a file is shows in its content; its name and the settings only settle what content leaves open.

use super::faults::refusal;
use crate::{
    config::source::{FileFormat, Source},
    diagnostic::{Diagnostic, Place},
    limits,
};
use encoding_rs::{DecoderResult, Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How files begin that people take for tables, and what they are.
const OTHERS: [(&[u8], &str); 12] = [
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\0", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text with formatting (RTF)"),
    (b"$FL", "a data set of SPSS"),
    (b"<stata_dta>", "a data set of Stata"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\0", "a database of SQLite"),
];

/// What a file is.
///
/// # Errors
/// It is too large, empty, or nothing that can be read.
pub(super) fn format(bytes: &[u8], source: &Source) -> Result<FileFormat, Box<Diagnostic>> {
    let place = Place::file(&source.file);
    if bytes.len() as u64 > limits::FILE {
        return Err(refusal(
            "too-large",
            place,
            format!("the file is larger than {} MB", limits::FILE >> 20),
            "split it, or leave out rows that the report does not use",
        ));
    }
    let start = beginning(bytes);
    if bytes.len() <= SAMPLE && start.is_empty() || bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(refusal(
            "unreadable-file",
            place,
            "the file is empty",
            "export the table again",
        ));
    }
    if let Some((_, what)) = OTHERS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        let hint = "unpack it or open it, and save the table as .xlsx or .csv";
        return Err(refusal("unknown-format", place, format!("the file is {what}"), hint));
    }
    if let Some(format) = source.format {
        return Ok(format);
    }
    let name = source.file.to_lowercase();
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        Ok(FileFormat::Workbook)
    } else if start.starts_with('{') {
        Ok(FileFormat::Jsonstat)
    } else if start.starts_with('<') {
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
    } else if start.contains('\0') {
        let hint = "save the table as .xlsx or .csv";
        Err(refusal("unknown-format", place, "the file is no text, and no workbook either", hint))
    } else {
        Ok(FileFormat::Csv)
    }
}

/// So many bytes tell what a file is.
const SAMPLE: usize = 1 << 10;

/// The first letters of a file, in whatever form of Unicode it is.
fn beginning(bytes: &[u8]) -> String {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let (text, ..) = unicode(bytes).unwrap_or(UTF_8).decode(sample);
    text.trim_start().to_owned()
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
    let encoding = match settled {
        Some(encoding) => encoding,
        None => guess(bytes, &source.file)?,
    };
    let (text, used, broken) = encoding.decode(bytes);
    if !broken {
        return Ok((text.into_owned(), used.name()));
    }
    let hint = match guess(bytes, &source.file) {
        Ok(other) if settled.is_some() && other != used => {
            format!("it looks like {}; set `encoding`, or remove it", other.name())
        }
        _ => "look at the file from there on: it may be cut off, or put together of two; export it again".to_owned(),
    };
    Err(damaged(bytes, used, &source.file, hint))
}

/// The first byte that an encoding does not have.
fn damaged(bytes: &[u8], encoding: &'static Encoding, file: &str, hint: String) -> Box<Diagnostic> {
    let at = first_bad(bytes, encoding);
    let (before, _) = encoding.decode_without_bom_handling(&bytes[..at]);
    let line = 1 + before.matches('\n').count() as u64;
    refusal(
        "wrong-encoding",
        Place::Line { file: file.into(), line, column: None },
        format!("the file's text is not {}: see byte {}", encoding.name(), at + 1),
        hint,
    )
}

/// The number of the first byte, from 0, that begins something that is no letter.
fn first_bad(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut piece = String::with_capacity(1 << 12);
    let mut at = 0;
    loop {
        piece.clear();
        let (result, read) =
            decoder.decode_to_string_without_replacement(&bytes[at..], &mut piece, true);
        at += read;
        match result {
            DecoderResult::OutputFull => {}
            DecoderResult::InputEmpty => return at,
            DecoderResult::Malformed(length, after) => {
                return at.saturating_sub(usize::from(length) + usize::from(after));
            }
        }
    }
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

/// UTF-16 and marked UTF-8.
fn unicode(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    match (zeros(1) * 4 > sample.len(), zeros(0) * 4 > sample.len()) {
        (true, true) => None,
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        (false, false) => None,
    }
}

/// UTF-8 where the bytes allow it, else what Norwegian files have been written in.
fn guess(bytes: &[u8], file: &str) -> Result<&'static Encoding, Box<Diagnostic>> {
    if let Some(encoding) = unicode(bytes) {
        return Ok(encoding);
    }
    let (mut letters, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if bad == 0 {
        return Ok(UTF_8);
    }
    // Hardly any text of another encoding has letters that happen to be UTF-8.
    if letters > bad {
        let hint =
            "the rest of the file is UTF-8: correct what stands there, or export the table again";
        return Err(damaged(bytes, UTF_8, file, hint.to_owned()));
    }
    match old(bytes) {
        Some(Old::Dos) => {
            return Err(refusal(
                "wrong-encoding",
                Place::file(file),
                "the file's letters are those of DOS (code page 850 or 865)",
                "open it in a program that knows them, and save it as UTF-8",
            ));
        }
        Some(Old::Mac) => return Ok(MACINTOSH),
        None => {}
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"no"), chardetng::Utf8Detection::Deny);
    // A few letters are too few to tell; among encodings of one byte a letter, Norway's wins.
    Ok(if guess.is_single_byte() { WINDOWS_1252 } else { guess })
}

/// Encodings from before Windows.
enum Old {
    Dos,
    Mac,
}

/// Whether the bytes beside plain letters are Norwegian letters of an old encoding, and signs in that of Windows.
fn old(bytes: &[u8]) -> Option<Old> {
    let (mut dos, mut mac, mut windows) = (0usize, 0usize, 0usize);
    for (at, byte) in bytes.iter().enumerate() {
        let beside = |at: Option<usize>| {
            at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic)
        };
        if byte.is_ascii() || !(beside(at.checked_sub(1)) || beside(Some(at + 1))) {
            continue;
        }
        match byte {
            // å, ø, Å, Ø of DOS; its æ and Æ are quotation marks of Windows.
            0x86 | 0x9b | 0x8f | 0x9d => dos += 1,
            // å, æ, ø, Å, Ø of Mac.
            0x8c | 0xbe | 0xbf | 0x81 | 0xaf => mac += 1,
            0xc0.. => windows += 1,
            _ => {}
        }
    }
    match (dos > windows, mac > windows) {
        (true, _) if dos >= mac => Some(Old::Dos),
        (_, true) => Some(Old::Mac),
        _ => None,
    }
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
        assert_eq!(of(b"\x1f\x8b\x08rest"), Err("unknown-format"));
        assert_eq!(of(b"\x01\x00\x02\x00\x00\x00\x00\x07"), Err("unknown-format"));
        let wide: Vec<u8> =
            "\u{feff}{\"id\":[]}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of(&wide), Ok(FileFormat::Jsonstat));
        assert_eq!(of(b"\xff\xfe"), Err("unreadable-file"));
    }

    #[test]
    fn the_byte_that_does_not_fit_is_told() {
        let told = |bytes: &[u8]| {
            let problem = text(bytes, &source("")).expect_err("damaged");
            (problem.place.to_string(), problem.message)
        };
        let (place, message) = told(b"Omr\xc3\xa5de;Spr\xc3\xa5k\nS\xf8r;7\n");
        assert_eq!((place.as_str(), &message[message.len() - 7..]), ("x.csv:2", "byte 17"));
        let mut odd: Vec<u8> =
            "\u{feff}a;b\n1;2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        odd.push(7);
        let (place, message) = told(&odd);
        assert_eq!(place, "x.csv:3");
        assert!(message.contains("UTF-16LE") && message.ends_with("byte 19"), "{message}");
    }

    #[test]
    fn old_encodings_are_known_by_their_letters() {
        let mac = text(b"Omr\x8cde;S\xbfndre \xafstensj\xbf", &source("")).expect("readable");
        assert_eq!(mac.0, "Område;Søndre Østensjø");
        let dos = text(b"Omr\x86de;S\x9bndre", &source("")).expect_err("refused");
        assert!(dos.message.contains("DOS"), "{}", dos.message);
        // A thousand sign or a quotation mark of Windows is no letter of DOS.
        assert!(text(b"bydel \x86 \x91x\x92 it\x92s;S\xf8ndre", &source("")).is_ok());
    }
}
