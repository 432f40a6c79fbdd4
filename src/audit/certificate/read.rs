//! Law: the file of certificates is read as docs/certificates.md describes it, and refused where it is anything else.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The version of the format that is read here.
const FORMAT: u32 = 1;

/// A cell of the model.
#[derive(Debug, Deserialize)]
pub(super) struct Cell {
    pub name: String,
    pub value: i64,
    pub floor: i64,
    pub width: i64,
    pub state: State,
    pub origin: Origin,
}

/// What readers see of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    Shown,
    Told,
    Hidden,
    Silent,
    Nobody,
}

/// Where its number is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Origin {
    Counted,
    Mean,
    Share,
    Sender,
    Absent,
}

/// A figure by its address, its cell, and the cell of how many it is.
#[derive(Debug, Deserialize)]
pub(super) struct Figure(pub String, pub usize, pub Option<usize>);

/// The cell, and the tables in which it is least and most; the true one where nothing.
#[derive(Debug, Deserialize)]
pub(super) struct Proof(pub usize, pub Option<usize>, pub Option<usize>);

/// Cells with a number each: weights in a sum, changes in a table.
pub(super) type Terms = Vec<(usize, i64)>;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Certificates {
    certificates: u32,
    pub edition: String,
    pub published: BTreeMap<String, String>,
    pub cells: Vec<Cell>,
    pub figures: Vec<Figure>,
    pub sums: Vec<Terms>,
    pub tables: Vec<Terms>,
    pub proofs: Vec<Proof>,
    pub given_away: Vec<usize>,
}

impl Certificates {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with it, without a word of its content: that would be hidden figures.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let read: Self = serde_json::from_slice(bytes).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            format!("line {line}, column {column}: this is not what certificates hold")
        })?;
        if read.certificates != FORMAT {
            return Err("another version of the program made it: check with that one".to_owned());
        }
        if !read.is_whole() {
            return Err("it names a cell, a table or a figure that it does not hold, or one twice"
                .to_owned());
        }
        Ok(read)
    }

    fn is_whole(&self) -> bool {
        let cell = |at: usize| at < self.cells.len();
        let table = |at: Option<usize>| at.is_none_or(|at| at < self.tables.len());
        let ascending = |terms: &Terms| terms.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let terms = |all: &[Terms]| {
            all.iter().all(|it| ascending(it) && it.iter().all(|(at, _)| cell(*at)))
        };
        let addresses = self.figures.windows(2).all(|pair| pair[0].0 != pair[1].0);
        terms(&self.sums)
            && terms(&self.tables)
            && addresses
            && self.figures.iter().all(|it| cell(it.1) && it.2.is_none_or(cell))
            && self.proofs.iter().all(|it| cell(it.0) && table(it.1) && table(it.2))
            && self.proofs.windows(2).all(|pair| pair[0].0 < pair[1].0)
            && self.given_away.iter().all(|at| cell(*at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_without_a_value() {
        let good = r#"{"certificates":1,"edition":"e","published":{},
            "cells":[["cell:a",48213,0,4,"hidden","counted"]],"figures":[["a",0,null]],
            "sums":[],"tables":[[[0,4]]],"proofs":[[0,null,0]],"given_away":[]}"#;
        assert!(Certificates::read(good.as_bytes()).is_ok());
        for (from, to) in [
            ("48213", "48213.5"),
            ("48213", "\"48213\""),
            ("48213,0", "0"),
            ("\"hidden\"", "\"48213\""),
            ("\"certificates\":1", "\"certificates\":2"),
            ("[[0,4]]", "[[1,4]]"),
            ("[[0,4]]", "[[0,4],[0,4]]"),
            ("[0,null,0]", "[0,null,1]"),
            ("\"edition\"", "\"48213\""),
        ] {
            let bad = good.replacen(from, to, 1);
            let told = Certificates::read(bad.as_bytes()).unwrap_err();
            assert!(!told.contains("48213"), "{told}");
        }
    }
}
