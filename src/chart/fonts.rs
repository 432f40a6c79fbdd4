//! Law: a text's width comes from the font that sets it, never from an estimate.

use crate::{
    assets::Assets,
    diagnostic::{Diagnostic, Place, Problems},
};
use ttf_parser::{Face, GlyphId};

/// Height of a capital above the baseline, in ems: text is centred by it, not by the font's box.
pub(super) const CAP: f64 = 1490.0 / 2048.0;

/// Where the characters of the table end.
const TABLE: u32 = 0x2300;

/// Latin letters, punctuation, figures and signs; other characters are taken as one em wide,
/// which is more than they need.
fn measured(code: u32) -> bool {
    matches!(code, 0..0x250 | 0x1E00..TABLE)
}

/// The weights in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Medium,
    SemiBold,
    Bold,
}

impl Weight {
    pub(super) const ALL: [Self; 4] = [Self::Regular, Self::Medium, Self::SemiBold, Self::Bold];

    /// The number CSS and Typst know it by.
    pub(super) fn number(self) -> u16 {
        400 + 100 * self as u16
    }

    fn file(self) -> &'static str {
        match self {
            Self::Regular => "report-templates/fonts/Inter-Regular.ttf",
            Self::Medium => "report-templates/fonts/Inter-Medium.ttf",
            Self::SemiBold => "report-templates/fonts/Inter-SemiBold.ttf",
            Self::Bold => "report-templates/fonts/Inter-Bold.ttf",
        }
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    /// In the drawing's unit.
    pub size: f64,
    pub weight: Weight,
    /// Figures of one width. For numbers only: hyphens gape otherwise.
    pub tabular: bool,
}

impl Type {
    pub(super) fn new(size: f64, weight: Weight) -> Self {
        Self { size, weight, tabular: false }
    }

    pub(super) fn tabular(self) -> Self {
        Self { tabular: true, ..self }
    }
}

/// The widths of the report's font in its four weights.
///
/// Made once per run; a lookup costs one array access per character.
pub struct Fonts {
    faces: [Widths; 4],
}

struct Widths {
    /// In thousandths of an em, by character.
    advances: Box<[f32]>,
    /// The width of any digit under `tnum`.
    digit: f32,
}

impl Fonts {
    /// Reads the four weights of Inter.
    ///
    /// # Errors
    /// One problem for every font file that is absent or is no TrueType font.
    pub fn from_assets(assets: &Assets) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let faces = Weight::ALL.map(|weight| {
            let path = weight.file();
            let face = assets.bytes(path).and_then(|bytes| Face::parse(bytes, 0).ok());
            if face.is_none() {
                problems.push(
                    Diagnostic::error(
                        "font-unreadable",
                        Place::file(path),
                        "this font is absent or is not a TrueType font",
                    )
                    .hint("remove your own file to use the font that comes with the program"),
                );
            }
            face.map(|face| Widths::of(&face))
        });
        match faces {
            [Some(a), Some(b), Some(c), Some(d)] => Ok(Self { faces: [a, b, c, d] }),
            _ => Err(problems),
        }
    }

    /// The width of `text`, in the unit of the size. Without kerning, which only narrows.
    pub(super) fn width(&self, text: &str, set: Type) -> f64 {
        let face = &self.faces[set.weight as usize];
        let ems: f32 = text
            .chars()
            .map(|c| {
                let own = face.advances.get(c as usize).copied().unwrap_or(1.0);
                // Typst's SVG reader knows no font features: allow for either width.
                if set.tabular && c.is_ascii_digit() { own.max(face.digit) } else { own }
            })
            .sum();
        f64::from(ems) * set.size
    }

    /// Breaks `text` at spaces into lines no wider than `room`; a word that is wider by itself is
    /// broken within, with a hyphen.
    pub(super) fn wrap(&self, text: &str, set: Type, room: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer, set) <= room {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line = self.break_word(word, set, room, &mut lines);
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// Pushes the full lines of a word that is too wide and returns what is left of it.
    fn break_word(&self, word: &str, set: Type, room: f64, lines: &mut Vec<String>) -> String {
        let mut rest: Vec<char> = word.chars().collect();
        while self.width(&rest.iter().collect::<String>(), set) > room && rest.len() > 1 {
            // A hyphen of its own is the best place; else as much as fits.
            let fits = |n: usize, tail: &str| {
                let head: String = rest[..n].iter().collect();
                self.width(&(head + tail), set) <= room
            };
            let own = (2..rest.len()).rev().find(|n| rest[n - 1] == '-' && fits(*n, ""));
            let (cut, tail) = match own {
                Some(n) => (n, ""),
                None => ((2..rest.len()).rev().find(|n| fits(*n, "-")).unwrap_or(1), "-"),
            };
            let head: String = rest.drain(..cut).collect();
            lines.push(head + tail);
        }
        rest.into_iter().collect()
    }
}

impl Widths {
    fn of(face: &Face) -> Self {
        let em = f32::from(face.units_per_em());
        let advance = |glyph: GlyphId| f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) / em;
        let advances = (0..TABLE)
            .map(|code| {
                let known = char::from_u32(code).filter(|_| measured(code));
                let glyph = known.and_then(|c| face.glyph_index(c));
                glyph.map_or(1.0, advance)
            })
            .collect();
        let digit = ('0'..='9')
            .filter_map(|c| face.glyph_index(c))
            .map(|glyph| advance(super::tabular::tabular(face, glyph).unwrap_or(glyph)))
            .fold(0.0, f32::max);
        Self { advances, digit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fonts() -> Fonts {
        Fonts::from_assets(&Assets::embedded()).expect("the embedded fonts are sound")
    }

    #[test]
    fn widths_are_the_fonts_own_advances() {
        let fonts = fonts();
        let regular = Type::new(2048.0, Weight::Regular);
        assert_eq!(fonts.width("0", regular).round(), 1292.0);
        assert_eq!(fonts.width("1", regular).round(), 833.0);
        assert_eq!(fonts.width("\u{2212}\u{a0}%", regular).round(), 1355.0 + 576.0 + 2011.0);
        assert_eq!(fonts.width("1", regular.tabular()).round(), 1328.0);
        assert_eq!(fonts.width("0", Type::new(2048.0, Weight::Bold)).round(), 1381.0);
    }

    #[test]
    fn the_longest_life_area_fits_the_label_column() {
        let width =
            fonts().width("Arbeid og meningsfull aktivitet", Type::new(9.0, Weight::Regular));
        assert!((width - 129.3).abs() < 0.2, "{width}");
    }

    #[test]
    fn wrapping_never_exceeds_the_room() {
        let (fonts, set) = (fonts(), Type::new(9.0, Weight::Regular));
        for room in [30.0, 60.0, 153.0] {
            let text = "Kommunepsykologhelsetjenesteordning og NAV-tilskudd til dagen";
            let lines = fonts.wrap(text, set, room);
            assert!(lines.iter().all(|line| fonts.width(line, set) <= room), "{lines:?}");
        }
    }

    #[test]
    fn an_absent_font_is_a_problem_with_a_place() {
        let mut assets = Assets::embedded();
        assets.put("report-templates/fonts/Inter-Bold.ttf", b"no font".to_vec());
        let problems = Fonts::from_assets(&assets).err().expect("it cannot be read");
        assert_eq!(problems.0.len(), 1);
        assert_eq!(problems.0[0].place, Place::file("report-templates/fonts/Inter-Bold.ttf"));
    }
}
