//! Law: what a sign means is the source's own to say; a zero is not a missing figure.

use super::numbers::{Fault, evidence, number};
use crate::config::source::{Source, Symbol};
use std::collections::BTreeMap;

/// What a cell of figures says.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Slot {
    /// There is no such cell.
    Absent,
    /// A figure.
    Known(f64),
    /// The sender hid it.
    Hidden,
    /// The sender does not have it.
    Missing,
}

/// How a source writes figures.
pub(super) struct Figures {
    decimal: Option<char>,
    symbols: BTreeMap<String, Symbol>,
    provisional: Vec<String>,
}

impl Figures {
    /// By the source's settings; SSB's symbols where it has none of its own.
    pub fn new(source: &Source) -> Self {
        let decimal = source.decimal.as_deref().and_then(|d| d.chars().next());
        let mut symbols: BTreeMap<String, Symbol> = if source.symbols.is_empty() {
            let ssb = [
                (".", Symbol::Missing),
                ("..", Symbol::Missing),
                ("...", Symbol::Missing),
                (":", Symbol::Hidden),
                ("-", Symbol::Zero),
                ("\u{2013}", Symbol::Zero),
                ("\u{2212}", Symbol::Zero),
            ];
            ssb.into_iter().map(|(s, meaning)| (s.to_owned(), meaning)).collect()
        } else {
            source.symbols.iter().map(|(s, meaning)| (s.trim().to_owned(), *meaning)).collect()
        };
        symbols.entry(String::new()).or_insert(Symbol::Missing);
        let provisional = symbols
            .iter()
            .filter(|(sign, meaning)| **meaning == Symbol::Provisional && !sign.is_empty())
            .map(|(sign, _)| sign.clone())
            .collect();
        Self { decimal, symbols, provisional }
    }

    /// Settles the decimal sign by all figures of the source, where its settings do not.
    pub fn detect<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        if self.decimal.is_none() {
            let mut signs = texts.filter_map(|text| evidence(self.bare(text).0));
            let first = signs.next();
            // Both signs in one source leave each figure to be read, or refused, by itself.
            self.decimal = first.filter(|sign| signs.all(|other| other == *sign));
        }
    }

    /// Reads a cell, with whether it is provisional. `typed` is a number that a workbook or JSON holds as such.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(&self, text: &str, typed: bool, status: &str) -> Result<(Slot, bool), Fault> {
        let marked = match self.symbols.get(status) {
            Some(Symbol::Provisional) => true,
            Some(meaning) if !status.is_empty() => return Ok((slot(*meaning), false)),
            _ => false,
        };
        if typed {
            let number = text.parse().map_err(|_| Fault::Unreadable)?;
            return Ok((Slot::Known(number), marked));
        }
        match self.symbols.get(text) {
            Some(Symbol::Provisional) => return Err(Fault::Unreadable),
            Some(meaning) => return Ok((slot(*meaning), marked)),
            None => {}
        }
        let (bare, provisional) = self.bare(text);
        Ok((Slot::Known(number(bare, self.decimal)?), provisional || marked))
    }

    /// A figure without the sign that says it may change.
    fn bare<'t>(&self, text: &'t str) -> (&'t str, bool) {
        self.provisional
            .iter()
            .find_map(|sign| text.strip_suffix(&**sign).or_else(|| text.strip_prefix(&**sign)))
            .map_or((text, false), |bare| (bare.trim(), true))
    }
}

fn slot(meaning: Symbol) -> Slot {
    match meaning {
        Symbol::Zero => Slot::Known(0.0),
        Symbol::Hidden => Slot::Hidden,
        Symbol::Missing | Symbol::Provisional => Slot::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(settings: &str) -> Figures {
        let source: Source = toml::from_str(&format!("file = 'x.csv'\n{settings}")).expect("valid");
        Figures::new(&source)
    }

    #[test]
    fn one_clear_figure_settles_the_others() {
        let mut ours = figures("");
        ours.detect(["7", "1.234", "71.1"].into_iter());
        assert!(ours.read("1.234", false, "") == Ok((Slot::Known(1.234), false)));
        let mut ours = figures("");
        ours.detect(["1.234", "71,1"].into_iter());
        assert!(ours.read("1.234", false, "") == Ok((Slot::Known(1234.0), false)));
        let mut ours = figures("");
        ours.detect(["1.234", "7"].into_iter());
        assert!(ours.read("1.234", false, "") == Err(Fault::Ambiguous));
    }

    #[test]
    fn symbols_are_the_sources_own() {
        let ssb = figures("");
        assert!(ssb.read(":", false, "") == Ok((Slot::Hidden, false)));
        assert!(ssb.read("-", false, "") == Ok((Slot::Known(0.0), false)));
        assert!(ssb.read("..", false, "") == Ok((Slot::Missing, false)));
        assert!(ssb.read("", false, "") == Ok((Slot::Missing, false)));
        assert!(ssb.read("*", false, "") == Err(Fault::Unreadable));
        let nav = figures("symbols = { '*' = 'hidden', '' = 'zero' }");
        assert!(nav.read("*", false, "") == Ok((Slot::Hidden, false)));
        assert!(nav.read("", false, "") == Ok((Slot::Known(0.0), false)));
        assert!(nav.read(":", false, "") == Err(Fault::Unreadable));
        let old = figures("symbols = { '*' = 'provisional' }");
        assert!(old.read("12*", false, "") == Ok((Slot::Known(12.0), true)));
        assert!(old.read("12", true, "*") == Ok((Slot::Known(12.0), true)));
    }
}
