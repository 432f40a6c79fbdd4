//! Law: a font of the project's own is whole, or is not opened by anything that sets text with it.
//!
//! Readers of fonts trust what tables say of their own sizes: one changed byte can make them ask for gigabytes or
//! break off. Each table of a font carries its checksum, which no such byte survives.

use super::Files;
use crate::diagnostic::{Diagnostic, Place, Problems};
use ttf_parser::Face;

const FOLDER: &str = "report-templates/fonts/";
/// Larger than any font of one weight that a report is set in.
const LARGEST: usize = 32 << 20;
/// Tables without which nothing can be set.
const NEEDED: [&[u8; 4]; 6] = [b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name"];

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    let own = files.assets.under(FOLDER).filter(|(path, _)| !files.assets.is_default(path));
    for (path, bytes) in own {
        let fault = match path.rsplit('.').next() {
            Some("ttf" | "otf") => sound(bytes).err(),
            Some("woff2") => packed(bytes).err(),
            _ => None,
        };
        if let Some(fault) = fault {
            problems.push(
                Diagnostic::error("font-unreadable", Place::file(path), fault)
                    .hint(
                        "take the file anew from where it came: a static TrueType or OpenType font",
                    )
                    .hint("or remove your own file to use the font that comes with the program"),
            );
        }
    }
}

/// Whether a font is whole.
///
/// # Errors
/// What is wrong with it.
fn sound(bytes: &[u8]) -> Result<(), String> {
    if bytes.len() > LARGEST {
        return Err(format!("the font is larger than {} MB", LARGEST >> 20));
    }
    let whole = || "the font is cut off".to_owned();
    match bytes.get(..4).ok_or_else(whole)? {
        [0, 1, 0, 0] | b"OTTO" | b"true" => {}
        b"ttcf" => return Err("the file is a collection of fonts".to_owned()),
        _ => return Err("the file is no font".to_owned()),
    }
    let number = |at: usize| {
        let part = bytes.get(at..at.checked_add(4)?)?;
        Some(u32::from_be_bytes(part.try_into().ok()?))
    };
    let tables = number(4).ok_or_else(whole)? >> 16;
    let mut found = Vec::new();
    for n in 0..tables as usize {
        let at = 12 + 16 * n;
        let tag = bytes.get(at..at + 4).ok_or_else(whole)?;
        let [sum, offset, length] =
            [4, 8, 12].map(|more| number(at + more)).map(|number| number.unwrap_or(u32::MAX));
        let end = (offset as usize).checked_add(length as usize);
        let table = end.and_then(|end| bytes.get(offset as usize..end)).ok_or_else(whole)?;
        if checksum(tag, table) != sum {
            let name = String::from_utf8_lossy(tag).into_owned();
            return Err(format!("the font is damaged: its table '{name}' is not what it was"));
        }
        found.push(tag);
    }
    let missing = NEEDED.iter().find(|tag| !found.contains(&tag.as_slice()));
    if let Some(tag) = missing {
        return Err(format!("the font has no table '{}'", String::from_utf8_lossy(*tag)));
    }
    Face::parse(bytes, 0).map(|_| ()).map_err(|error| format!("the font cannot be read: {error}"))
}

/// The sum of a table's words; that of `head` leaves out the one that was reckoned last.
fn checksum(tag: &[u8], table: &[u8]) -> u32 {
    let words = table.chunks(4).enumerate().map(|(n, part)| {
        let mut word = [0; 4];
        word[..part.len()].copy_from_slice(part);
        if tag == b"head" && n == 2 { 0 } else { u32::from_be_bytes(word) }
    });
    words.fold(0, u32::wrapping_add)
}

/// Whether a packed font, which only browsers open, has its own length.
fn packed(bytes: &[u8]) -> Result<(), String> {
    let length = bytes.get(8..12).and_then(|part| part.try_into().ok()).map(u32::from_be_bytes);
    match (bytes.get(..4), length) {
        (Some(b"wOF2"), Some(length)) if length as usize == bytes.len() => Ok(()),
        (Some(b"wOF2"), _) => Err("the font is cut off".to_owned()),
        _ => Err("the file is no woff2 font".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::Assets;

    #[test]
    fn the_programs_own_fonts_are_sound() {
        let assets = Assets::embedded();
        for (path, bytes) in assets.under(FOLDER) {
            let judged = if path.ends_with(".woff2") { packed(bytes) } else { sound(bytes) };
            assert_eq!(
                judged,
                if path.ends_with("txt") { judged.clone() } else { Ok(()) },
                "{path}"
            );
        }
    }

    #[test]
    fn no_changed_byte_passes() {
        let assets = Assets::embedded();
        let font = assets.bytes("report-templates/fonts/Inter-Regular.ttf").expect("it is there");
        let tables = usize::from(u16::from_be_bytes([font[4], font[5]]));
        let body = 12 + 16 * tables;
        // Every place of the directory, and some everywhere else; between tables lies what nobody reads.
        let places = (0..body).chain((body..font.len()).step_by(997));
        let mut passed = 0;
        for at in places {
            let mut damaged = font.to_vec();
            damaged[at] ^= 0x40;
            // Search ranges in the head of the directory are hints that no reader here uses, and a table by another
            // name is one that nobody looks for.
            let unused = (6..12).contains(&at) || (12..body).contains(&at) && (at - 12) % 16 < 4;
            passed += usize::from(sound(&damaged).is_ok() && !unused);
        }
        assert!(passed <= 2, "{passed}");
        for end in [0, 3, 11, 40, 1000, font.len() / 2] {
            assert!(sound(&font[..end]).is_err(), "{end}");
        }
    }
}
