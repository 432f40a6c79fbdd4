//! Law: what the report's fonts cannot show is told before a page is made, at the place where it is written.

use super::Assets;
use ttf_parser::Face;

/// The letters that the report's fonts have.
pub struct Letters<'a> {
    faces: Vec<Face<'a>>,
}

/// Why a letter cannot stand in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is not seen and changes what is.
    Invisible,
    /// No font has it.
    Unknown,
}

impl<'a> Letters<'a> {
    /// Reads the fonts; one that cannot be read is told by those who set text with it.
    pub fn of(assets: &'a Assets) -> Self {
        let fonts = assets.under("report-templates/fonts/");
        let faces = fonts
            .filter(|(path, _)| path.ends_with(".ttf") || path.ends_with(".otf"))
            .filter_map(|(_, bytes)| Face::parse(bytes, 0).ok())
            .collect();
        Self { faces }
    }

    /// The first letter of a text that cannot stand in a report, with its place in it.
    pub fn unfit(&self, text: &str) -> Option<(usize, char, Unfit)> {
        text.char_indices().find_map(|(at, letter)| {
            let why = if is_hidden(letter) {
                Unfit::Invisible
            } else if self.has(letter) {
                return None;
            } else {
                Unfit::Unknown
            };
            Some((at, letter, why))
        })
    }

    fn has(&self, letter: char) -> bool {
        let at_ends = letter.is_whitespace() || is_breaking(letter);
        let known = |face: &Face| face.glyph_index(letter).is_some();
        at_ends || self.faces.is_empty() || self.faces.iter().any(known)
    }
}

impl Unfit {
    /// What is wrong with the letter, and what to do about it.
    pub fn said(self, letter: char) -> (String, &'static str) {
        let code = u32::from(letter);
        match self {
            Self::Invisible => (
                format!("a sign that is not seen stands here (U+{code:04X})"),
                "take it away: it changes how the words around it are read",
            ),
            Self::Unknown => (
                format!("the report's fonts have no such letter (U+{code:04X})"),
                "write it in words",
            ),
        }
    }
}

/// Controls, and signs that turn the direction of the text around them.
fn is_hidden(letter: char) -> bool {
    letter.is_control() && letter != '\n'
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(letter, '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffd}')
}

/// Signs that only say where a word may be divided or joined.
fn is_breaking(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}
