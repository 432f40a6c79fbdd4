//! Law: the proof of the control holds every hidden figure, so it leaves the wall as the bytes of one sealed file.
//!
//! It cannot be printed, serialised or looked into; `tests/architecture.rs` asserts who may unseal it:
//! ```compile_fail,E0277
//! fn print(proof: &bydelsrapport::confidential::Certificate) -> String { format!("{proof}") }
//! ```
//! ```compile_fail,E0277
//! fn dump(proof: &bydelsrapport::confidential::Certificate) -> String {
//!     serde_json::to_string(proof).unwrap_or_default()
//! }
//! ```
//! ```compile_fail,E0616
//! fn peek(proof: &bydelsrapport::confidential::Certificate) -> usize { proof.cells.len() }
//! ```
//! And what the same names do allow:
//! ```
//! fn mask(proof: &bydelsrapport::confidential::Certificate) -> String { format!("{proof:?}") }
//! ```

use crate::protect::{CellId, Proof, Relation, Witness};
use serde::Serialize;
use std::{collections::BTreeMap, fmt};

/// The version of the file's format.
const FORMAT: u32 = 1;

/// What is known of a cell of the model, in the order of the file's columns.
pub(in crate::confidential) struct Known {
    /// The sort of number and the figure that it is, or is nearest to: `rest:2018.030103.total.bolig.total`.
    pub name: String,
    /// How many.
    pub value: i64,
    /// What a reader knows it to be at least.
    pub floor: i64,
    /// How far apart two tables must lie in it.
    pub width: i64,
    /// What readers see of it.
    pub state: Seen,
    /// Where the number is from.
    pub origin: Origin,
}

/// What readers see of a cell.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::confidential) enum Seen {
    /// All of it.
    Shown,
    /// All of it, since an earlier publication.
    Told,
    /// Nothing, and it is protected.
    Hidden,
    /// Nothing, and it needs no protection.
    Silent,
    /// Nothing, since how many it is of is withheld; that nobody is counted in it is no secret where zeros are shown.
    Nobody,
}

/// Where the number of a cell is from.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::confidential) enum Origin {
    /// People were counted.
    Counted,
    /// A mean times the people behind it, rounded.
    Mean,
    /// A share without a count: the number stands for nothing, and the cell never moves.
    Share,
    /// The sender keeps it back: a number that fits.
    Sender,
    /// No table has it: a number that fits.
    Absent,
}

/// A figure by its address, the cell that it is, and that of how many it is.
#[derive(Serialize)]
pub(in crate::confidential) struct Figure(pub String, pub CellId, pub Option<CellId>);

/// The proof of one run: the whole model with its true values, and the tables that nobody can tell from the true one.
pub struct Certificate {
    pub(in crate::confidential) cells: Vec<Known>,
    pub(in crate::confidential) figures: Vec<Figure>,
    pub(in crate::confidential) sums: Vec<Relation>,
    pub(in crate::confidential) tables: Vec<Witness>,
    pub(in crate::confidential) proofs: Vec<Proof>,
    /// Hidden cells without a proof, because of what was published before.
    pub(in crate::confidential) given_away: Vec<CellId>,
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Certificate(▒)")
    }
}

impl Certificate {
    /// The file as docs/certificates.md describes it, tied to an edition and to published files by their SHA-256.
    ///
    /// The bytes hold hidden figures: they are for a sink apart from the output, and for nothing else.
    pub fn unseal(self, edition: &str, published: &BTreeMap<String, String>) -> Vec<u8> {
        let mut file = format!("{{\n\"certificates\": {FORMAT},\n\"edition\": ");
        file += &json(&edition);
        file += ",\n\"published\": ";
        file += &json(published);
        let proofs = self.proofs.iter();
        let proofs: Vec<_> = proofs.map(|it| (it.cell, it.low, it.high)).collect();
        list(&mut file, "cells", &self.cells.iter().map(row).collect::<Vec<_>>());
        list(&mut file, "figures", &self.figures);
        list(&mut file, "sums", &self.sums);
        list(&mut file, "tables", &self.tables);
        list(&mut file, "proofs", &proofs);
        file += ",\n\"given_away\": ";
        file += &json(&self.given_away);
        file += "\n}\n";
        file.into_bytes()
    }
}

fn row(cell: &Known) -> (&str, i64, i64, i64, Seen, Origin) {
    (&cell.name, cell.value, cell.floor, cell.width, cell.state, cell.origin)
}

/// A list with an item a line, so that two files can be laid side by side.
fn list<T: Serialize>(file: &mut String, name: &str, items: &[T]) {
    *file += &format!(",\n\"{name}\": [");
    for (at, item) in items.iter().enumerate() {
        *file += if at == 0 { "\n" } else { ",\n" };
        *file += &json(item);
    }
    *file += "\n]";
}

fn json<T: Serialize + ?Sized>(item: &T) -> String {
    serde_json::to_string(item).expect("texts and whole numbers can be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certificate() -> Certificate {
        let cell = |name: &str, value, state| Known {
            name: name.to_owned(),
            value,
            floor: 0,
            width: 4,
            state,
            origin: Origin::Counted,
        };
        Certificate {
            cells: vec![cell("cell:a", 48213, Seen::Hidden), cell("rest:a", 7, Seen::Silent)],
            figures: vec![Figure("a".to_owned(), 0, None)],
            sums: vec![vec![(0, 1), (1, 1)]],
            tables: vec![vec![(0, -4), (1, 4)]],
            proofs: vec![Proof { cell: 0, low: Some(0), high: None }],
            given_away: Vec::new(),
        }
    }

    #[test]
    fn the_file_is_exact() {
        let published = BTreeMap::from([("a.csv".to_owned(), "ab".to_owned())]);
        let text = String::from_utf8(certificate().unseal("e", &published)).unwrap();
        let expected = r#"{
"certificates": 1,
"edition": "e",
"published": {"a.csv":"ab"},
"cells": [
["cell:a",48213,0,4,"hidden","counted"],
["rest:a",7,0,4,"silent","counted"]
],
"figures": [
["a",0,null]
],
"sums": [
[[0,1],[1,1]]
],
"tables": [
[[0,-4],[1,4]]
],
"proofs": [
[0,0,null]
],
"given_away": []
}
"#;
        assert_eq!(text, expected);
    }

    #[test]
    fn nothing_shows_before_it_is_unsealed() {
        assert!(!format!("{:?}", certificate()).contains("48213"));
    }
}
