//! Law: a fingerprint says whether a figure is the one that was published, and is too short to stand for anything else.

use crate::ident::CellKey;
use sha2::{Digest, Sha256};
use std::fmt;

/// The letters of a fingerprint. No digits: nothing in the memory looks like a count.
const LETTERS: &[u8; 52] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// How many letters: two figures have the same ones by chance once in seven million.
const LENGTH: usize = 4;

/// The figure that a cell is about. It has no `Debug`: it may be one that nobody shall see.
#[derive(Clone, Copy, PartialEq)]
pub enum Figure {
    /// People counted.
    Count(u64),
    /// A mean in its unit, or a share in per cent that has no count.
    Amount(f64),
}

impl Figure {
    /// As the canonical table writes it.
    pub(super) fn text(self) -> String {
        match self {
            Self::Count(n) => n.to_string(),
            Self::Amount(amount) => format!("{amount:.6}"),
        }
    }
}

/// What the world sees of a figure.
#[derive(Clone, Copy, PartialEq)]
pub enum Sight<T> {
    /// The figure.
    Shown(T),
    /// That there is one.
    Withheld,
    /// Nothing: it is not in the input.
    Missing,
}

/// What the world sees of a cell.
#[derive(Clone, Copy, PartialEq)]
pub struct Face {
    /// Its count, or its mean or share where it has none.
    pub figure: Sight<Figure>,
    /// Of how many people.
    pub base: Sight<u64>,
}

/// A fingerprint of one figure of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Print([u8; LENGTH]);

impl Print {
    /// Of a cell's count, mean or share.
    pub fn figure(key: &CellKey, figure: Figure) -> Self {
        Self::of(key, key.category.as_str(), &figure.text())
    }

    /// Of a cell's base: the same for every category that has it.
    pub fn base(key: &CellKey, base: u64) -> Self {
        Self::of(key, "(base)", &base.to_string())
    }

    fn of(key: &CellKey, part: &str, text: &str) -> Self {
        let ids = [
            key.indicator.as_str(),
            key.district.as_str(),
            key.group.as_str(),
            key.period.as_str(),
            part,
            text,
        ];
        let hash = Sha256::digest(ids.join("\u{1f}"));
        let mut number = hash[..8].iter().fold(0, |n, byte| n << 8 | u64::from(*byte));
        Self([(); LENGTH].map(|()| {
            let letter = LETTERS[usize::try_from(number % 52).expect("below 52")];
            number /= 52;
            letter
        }))
    }

    /// Reads what [`fmt::Display`] wrote.
    pub fn read(text: &str) -> Option<Self> {
        let letters: [u8; LENGTH] = text.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_alphabetic).then_some(Self(letters))
    }
}

impl fmt::Display for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{}", *b as char))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::memory::tests::key;
    use std::collections::BTreeSet;

    #[test]
    fn a_fingerprint_is_of_one_figure_of_one_cell() {
        let (here, there) = (key("030103", "red"), key("030104", "red"));
        let prints = [
            Print::figure(&here, Figure::Count(41)),
            Print::figure(&here, Figure::Count(42)),
            Print::figure(&there, Figure::Count(41)),
            Print::figure(&here, Figure::Amount(41.0)),
            Print::base(&here, 41),
        ];
        let texts: BTreeSet<String> = prints.iter().map(Print::to_string).collect();
        assert_eq!(texts.len(), 5, "{texts:?}");
        assert_eq!(Print::base(&here, 41), Print::base(&key("030103", "green"), 41));
        for print in prints {
            assert_eq!(Print::read(&print.to_string()), Some(print));
        }
    }

    #[test]
    fn what_is_no_fingerprint_is_not_read_as_one() {
        for text in ["", "w", "-", "abc", "abcde", "ab1d", "abø"] {
            assert_eq!(Print::read(text), None, "{text}");
        }
    }

    /// The memory of years ago must be read by the program of today.
    #[test]
    fn fingerprints_never_change() {
        let print = Print::figure(&key("030103", "red"), Figure::Count(41));
        assert_eq!(print.to_string(), "Zcau");
    }
}
