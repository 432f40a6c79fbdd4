//! Witnesses of feasibility intervals: two whole tables that a reader cannot tell apart, wide enough apart in a cell.

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
    /// Hidden cells without the width that they need, in order.
    pub unmet: Vec<CellId>,
    /// Those of them of which it is not shown that nothing helps: there the search gave up.
    pub gave_up: Vec<CellId>,
    /// How the plan came about.
    pub ladder: Ladder,
    /// Hidden cells that somebody who is alone in another one could compute, whatever else were hidden, in order.
    pub known_to_neighbours: Vec<CellId>,
}

/// How a plan came about: each rung of the ladder, and what it cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ladder {
    /// Parts that were decided by themselves.
    pub parts: usize,
    /// Parts whose search did not come to its end within the effort that is allowed.
    pub cut_short: usize,
    /// Sizes of groups that are hidden beside those that the rules hide.
    pub sizes: usize,
    /// Cells that were hidden by sequential moves, since a search ended without them.
    pub moved: usize,
    /// Cells of these, and of the search, that were shown again.
    pub shown_again: usize,
    /// Cells that only a move through the whole table could protect.
    pub whole: usize,
    /// Steps of arithmetic.
    pub steps: u64,
}

impl Ladder {
    /// Both together.
    pub(super) fn add(&mut self, other: &Self) {
        self.parts += other.parts;
        self.cut_short += other.cut_short;
        self.sizes += other.sizes;
        self.moved += other.moved;
        self.shown_again += other.shown_again;
        self.whole += other.whole;
        self.steps += other.steps;
    }
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

    /// Lets go of witnesses that no proof names.
    pub(super) fn drop_unused(&mut self) {
        let mut used = vec![false; self.witnesses.len()];
        for at in self.proofs.iter().flat_map(|proof| [proof.low, proof.high]).flatten() {
            used[at as usize] = true;
        }
        let mut names = Vec::with_capacity(used.len());
        let mut count = 0;
        for on in &used {
            names.push(count);
            count += u32::from(*on);
        }
        let mut at = 0;
        self.witnesses.retain(|_| {
            at += 1;
            used[at - 1]
        });
        for proof in &mut self.proofs {
            for side in [&mut proof.low, &mut proof.high] {
                *side = side.map(|at| names[at as usize]);
            }
        }
    }

    /// Checks everything in whole numbers, trusting no solver: the cells that are not proved, in order.
    ///
    /// A cell that is known whatever happens, and hidden with the size that it hangs on, needs no proof.
    ///
    /// A witness counts when it changes hidden cells only, keeps every sum and leaves no cell below its floor.
    pub fn unproved(&self, model: &Model) -> Vec<CellId> {
        let of = model.incidence();
        let mut may = model.cells.iter().map(|cell| cell.state != State::Fixed).collect::<Vec<_>>();
        for (base, cell) in &model.follows {
            may[*cell as usize] |= self.hidden[*base as usize];
        }
        let sound: Vec<bool> = self
            .witnesses
            .iter()
            .map(|witness| {
                let allowed = witness.windows(2).all(|pair| pair[0].0 < pair[1].0)
                    && witness.iter().all(|&(id, by)| {
                        let cell = model.cell(id);
                        self.hidden[id as usize]
                            && may[id as usize]
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
                    && !matches!(model.cell(*id).state, State::Silent | State::Fixed)
                    && proved_cells.binary_search(id).is_err()
            })
            .collect()
    }
}
