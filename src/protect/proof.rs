//! Law: a proof is whole numbers: two tables that a reader cannot tell apart, wide enough apart in the hidden cell.

use super::model::{CellId, Model, State};

/// Another whole table that everybody would take for the true one: what differs from it, in order of cells.
pub type Witness = Vec<(CellId, i64)>;

/// Why a hidden cell is safe: two of the plan's witnesses, the lower and the higher in this cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The hidden cell.
    pub cell: CellId,
    /// The witness in which it is least; the true table where nothing.
    pub low: Option<u32>,
    /// The witness in which it is most; the true table where nothing.
    pub high: Option<u32>,
}

/// What to hide, and why that is enough.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Per cell whether it is hidden; that of silent cells is true.
    pub hidden: Vec<bool>,
    /// One for each hidden cell that is not silent, in order, but those that are unmet.
    pub proofs: Vec<Proof>,
    /// The tables that the proofs name.
    pub witnesses: Vec<Witness>,
    /// Hidden cells that nothing could protect, in order.
    pub unmet: Vec<CellId>,
    /// Hidden cells that somebody who is alone in another one could compute, whatever else were hidden, in order.
    pub known_to_neighbours: Vec<CellId>,
}

/// How much a witness changes a cell.
pub(super) fn change(witness: &Witness, cell: CellId) -> i64 {
    witness.binary_search_by_key(&cell, |(id, _)| *id).map_or(0, |at| witness[at].1)
}

impl Plan {
    /// How many cells are hidden only to protect others.
    pub fn secondary(&self, model: &Model) -> usize {
        let open = |(cell, hidden): &(&super::Cell, &bool)| {
            **hidden && matches!(cell.state, State::Open { .. })
        };
        model.cells.iter().zip(&self.hidden).filter(open).count()
    }

    /// Checks everything in whole numbers, trusting no solver: the cells that are not proved, in order.
    ///
    /// A witness counts when it changes hidden cells only, keeps every sum and leaves no cell below its floor.
    pub fn unproved(&self, model: &Model) -> Vec<CellId> {
        let of = model.incidence();
        let sound: Vec<bool> = self
            .witnesses
            .iter()
            .map(|witness| {
                let allowed = witness.windows(2).all(|pair| pair[0].0 < pair[1].0)
                    && witness.iter().all(|&(id, by)| {
                        let cell = model.cell(id);
                        self.hidden[id as usize]
                            && cell.state != State::Fixed
                            && cell.value + by >= cell.floor
                    });
                let mut touched: Vec<u32> = witness
                    .iter()
                    .flat_map(|(id, _)| of[*id as usize].iter().map(|(at, _)| *at))
                    .collect();
                touched.sort_unstable();
                touched.dedup();
                allowed
                    && touched.iter().all(|at| {
                        let terms = model.relations[*at as usize].iter();
                        terms.map(|(id, weight)| weight * change(witness, *id)).sum::<i64>() == 0
                    })
            })
            .collect();
        let proved = |proof: &Proof| {
            let side = |witness: Option<u32>| match witness {
                None => Some(0),
                Some(at) => {
                    sound[at as usize].then(|| change(&self.witnesses[at as usize], proof.cell))
                }
            };
            let (Some(low), Some(high)) = (side(proof.low), side(proof.high)) else {
                return false;
            };
            high - low >= model.cell(proof.cell).width
        };
        let mut proved_cells: Vec<CellId> =
            self.proofs.iter().filter(|proof| proved(proof)).map(|proof| proof.cell).collect();
        proved_cells.sort_unstable();
        (0..model.cells.len() as CellId)
            .filter(|id| {
                self.hidden[*id as usize]
                    && model.cell(*id).state != State::Silent
                    && proved_cells.binary_search(id).is_err()
            })
            .collect()
    }
}
