//! Law: a line of the memory says of one row of cells, district by district, what is new; words never hold a space.

use super::figure::Figure;
use crate::ident::{CategoryId, CellKey, DistrictId, GroupId, IndicatorId, Period};
use std::fmt;

/// Stands in the place of a category for the base, or after it for a base of its own.
const BASE: &str = "(base)";

/// The cells of one line: all but the district.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    pub period: Period,
    pub indicator: IndicatorId,
    pub slot: Slot,
    pub group: GroupId,
}

/// Which figure of an indicator.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    /// The base that all categories share.
    Base,
    /// A category's count, mean or share.
    Figure(CategoryId),
    /// A category's own base.
    BaseOf(CategoryId),
}

/// What a line says of a district.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Word {
    /// As before, or there is no such cell.
    Nothing,
    /// Withheld from now on.
    Withheld,
    /// Shown, and this is what readers saw.
    Shown(Figure),
}

impl Row {
    /// The key of the cell in a district; with an empty category for the base of all.
    pub fn key(&self, district: &DistrictId) -> CellKey {
        let category = match &self.slot {
            Slot::Base => CategoryId::new(""),
            Slot::Figure(category) | Slot::BaseOf(category) => category.clone(),
        };
        CellKey {
            indicator: self.indicator.clone(),
            district: district.clone(),
            group: self.group.clone(),
            period: self.period.clone(),
            category,
        }
    }

    /// Reads four words.
    pub fn read(words: [&str; 4]) -> Option<Self> {
        let [period, indicator, slot, group] = words;
        let slot = match slot.strip_suffix(BASE) {
            Some("") => Slot::Base,
            Some(category) => Slot::BaseOf(CategoryId::new(&open(category)?)),
            None => Slot::Figure(CategoryId::new(&open(slot)?)),
        };
        Some(Self {
            period: Period::new(&open(period)?),
            indicator: IndicatorId::new(&open(indicator)?),
            slot,
            group: GroupId::new(&open(group)?),
        })
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let slot = match &self.slot {
            Slot::Base => BASE.to_owned(),
            Slot::Figure(category) => close(category.as_str()),
            Slot::BaseOf(category) => format!("{}{BASE}", close(category.as_str())),
        };
        let (period, indicator) = (close(self.period.as_str()), close(self.indicator.as_str()));
        write!(f, "{period} {indicator} {slot} {}", close(self.group.as_str()))
    }
}

impl Word {
    /// Reads what [`fmt::Display`] wrote.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "-" => Some(Self::Nothing),
            "w" => Some(Self::Withheld),
            figure => Figure::read(figure).map(Self::Shown),
        }
    }
}

impl Row {
    /// The category, where it is not a base of all.
    pub fn category(&self) -> Option<&CategoryId> {
        match &self.slot {
            Slot::Base => None,
            Slot::Figure(category) | Slot::BaseOf(category) => Some(category),
        }
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("-"),
            Self::Withheld => f.write_str("w"),
            Self::Shown(figure) => f.write_str(&figure.text()),
        }
    }
}

/// A text as one word: what would end it or mean something else is written as `%` and two hexadecimal digits.
pub(super) fn close(text: &str) -> String {
    if text.is_empty() {
        return "%".to_owned();
    }
    let plain = |c: char| !(c.is_whitespace() || c.is_control() || "%()#".contains(c));
    let mut word = String::with_capacity(text.len());
    for c in text.chars() {
        if plain(c) {
            word.push(c);
        } else {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).bytes();
            bytes.for_each(|byte| word += &format!("%{byte:02x}"));
        }
    }
    word
}

/// The text that [`close`] made a word of.
pub(super) fn open(word: &str) -> Option<String> {
    if word == "%" {
        return Some(String::new());
    }
    let mut pieces = word.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(piece.get(..2)?, 16).ok()?);
        bytes.extend(&piece.as_bytes()[2..]);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_one_word_and_comes_back() {
        for text in ["2018", "", "1. halvår 2018", "a%b", "(base)", "#1", "a\u{a0}b\nc", "våren"]
        {
            let word = close(text);
            assert!(!word.is_empty() && !word.contains(char::is_whitespace), "{word}");
            assert!(!word.contains(['(', '#']));
            assert_eq!(open(&word).as_deref(), Some(text));
        }
        assert_eq!(close("våren"), "våren");
        for wrong in ["%2", "a%zz", "%ff", "%é"] {
            assert_eq!(open(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_row_says_what_it_is_of() {
        let row = |slot| Row {
            period: "2018".into(),
            indicator: "arbeid".into(),
            slot,
            group: "rus".into(),
        };
        for (slot, text) in [
            (Slot::Base, "2018 arbeid (base) rus"),
            (Slot::Figure("red".into()), "2018 arbeid red rus"),
            (Slot::BaseOf("red".into()), "2018 arbeid red(base) rus"),
        ] {
            let row = row(slot);
            assert_eq!(row.to_string(), text);
            let words: Vec<&str> = text.split(' ').collect();
            assert_eq!(Row::read(words.try_into().unwrap()), Some(row));
        }
    }
}
