//! Law: what a reader can find out of a hidden cell is the range that every sum leaves open; a range counts once whole tables show it.

use super::{
    model::{CellId, Model, State},
    proof::{Proof, Witness, change},
};
use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome, Variable};
use std::collections::HashMap;

/// A change larger than any that a proof needs.
const FAR: f64 = 1000.0;

/// Hidden cells around one of them, and the sums that they stand in.
pub(super) struct Around {
    /// The cells, in order.
    pub cells: Vec<CellId>,
    /// The relations, in order.
    pub lines: Vec<u32>,
    /// Whether there are no hidden cells beyond.
    pub whole: bool,
}

/// Finds ranges, and remembers every whole table that it has seen.
pub(super) struct Reach<'m> {
    pub model: &'m Model,
    of: Vec<Vec<(u32, i64)>>,
    /// The tables seen.
    pub witnesses: Vec<Witness>,
    seen: Vec<Vec<u32>>,
}

impl<'m> Reach<'m> {
    /// Knows nothing yet.
    pub fn new(model: &'m Model) -> Self {
        let seen = vec![Vec::new(); model.cells.len()];
        Self { model, of: model.incidence(), witnesses: Vec::new(), seen }
    }

    /// The hidden cells nearest to one, at least `most` of them where there are so many.
    pub fn around(&self, hidden: &[bool], start: CellId, most: usize) -> Around {
        let mut cells = vec![start];
        let mut inside: HashMap<CellId, ()> = HashMap::from([(start, ())]);
        let mut lines: HashMap<u32, ()> = HashMap::new();
        let (mut at, mut whole) = (0, true);
        while at < cells.len() {
            for (line, _) in &self.of[cells[at] as usize] {
                if lines.insert(*line, ()).is_some() {
                    continue;
                }
                for (cell, _) in &self.model.relations[*line as usize] {
                    if !hidden[*cell as usize] || inside.contains_key(cell) {
                        continue;
                    }
                    if cells.len() >= most {
                        whole = false;
                        continue;
                    }
                    inside.insert(*cell, ());
                    cells.push(*cell);
                }
            }
            at += 1;
        }
        cells.sort_unstable();
        let mut lines: Vec<u32> = lines.into_keys().collect();
        lines.sort_unstable();
        Around { cells, lines, whole }
    }

    /// The proof that a hidden cell keeps its width, if there is one.
    pub fn proof(&mut self, hidden: &[bool], cell: CellId) -> Option<Proof> {
        let mut so_far = self.remembered(hidden, cell);
        for most in [200, usize::MAX] {
            if self.enough(&so_far) {
                return Some(so_far);
            }
            let around = self.around(hidden, cell, most);
            for up in [true, false] {
                self.look(&around, cell, up, &mut so_far);
                if self.enough(&so_far) {
                    return Some(so_far);
                }
            }
            if around.whole {
                break;
            }
        }
        None
    }

    /// Whether a cell could be anything else for somebody who knows another one.
    pub fn free_of(&mut self, hidden: &[bool], cell: CellId, known: CellId) -> bool {
        let remembered = self.seen[cell as usize].iter().any(|at| {
            let witness = &self.witnesses[*at as usize];
            change(witness, known) == 0 && possible(witness, hidden)
        });
        if remembered {
            return true;
        }
        let mut without = hidden.to_vec();
        without[known as usize] = false;
        for most in [200, usize::MAX] {
            let around = self.around(&without, cell, most);
            for up in [true, false] {
                if self.solve(&around, cell, up, 1.0).is_some_and(|w| change(&w, cell) != 0) {
                    return true;
                }
            }
            if around.whole {
                break;
            }
        }
        false
    }

    fn enough(&self, proof: &Proof) -> bool {
        self.side(proof.high, proof.cell) - self.side(proof.low, proof.cell)
            >= self.model.cell(proof.cell).width
    }

    fn side(&self, witness: Option<u32>, cell: CellId) -> i64 {
        witness.map_or(0, |at| change(&self.witnesses[at as usize], cell))
    }

    /// The widest that the tables seen so far show.
    fn remembered(&self, hidden: &[bool], cell: CellId) -> Proof {
        let mut proof = Proof { cell, low: None, high: None };
        for at in &self.seen[cell as usize] {
            let witness = &self.witnesses[*at as usize];
            let by = change(witness, cell);
            let better = by > self.side(proof.high, cell) || by < self.side(proof.low, cell);
            if better && possible(witness, hidden) {
                let side = if by > 0 { &mut proof.high } else { &mut proof.low };
                *side = Some(*at);
            }
        }
        proof
    }

    fn look(&mut self, around: &Around, cell: CellId, up: bool, proof: &mut Proof) {
        let width = self.model.cell(cell).width;
        let asked = if up {
            width + self.side(proof.low, cell)
        } else {
            width - self.side(proof.high, cell)
        };
        let Some(witness) = self.solve(around, cell, up, asked as f64) else {
            return;
        };
        let by = change(&witness, cell);
        let better =
            if up { by > self.side(proof.high, cell) } else { by < self.side(proof.low, cell) };
        if better {
            let at = self.witnesses.len() as u32;
            for (id, _) in &witness {
                self.seen[*id as usize].push(at);
            }
            self.witnesses.push(witness);
            *(if up { &mut proof.high } else { &mut proof.low }) = Some(at);
        }
    }

    /// A whole table in which the cell is as high (or low) as can be, up to `asked` away.
    fn solve(&self, around: &Around, cell: CellId, up: bool, asked: f64) -> Option<Witness> {
        self.attempt(around, cell, up, asked, false)
            .or_else(|| self.attempt(around, cell, up, asked, true))
    }

    /// One programme; `whole` asks the solver for whole numbers, which is dear and seldom needed.
    fn attempt(
        &self,
        around: &Around,
        cell: CellId,
        up: bool,
        asked: f64,
        whole: bool,
    ) -> Option<Witness> {
        if whole && around.cells.len() > 48 {
            return None;
        }
        let direction =
            if up { OptimizationDirection::Maximize } else { OptimizationDirection::Minimize };
        let mut programme = Problem::new(direction);
        let mut variables: HashMap<CellId, Variable> = HashMap::with_capacity(around.cells.len());
        for id in &around.cells {
            let room = self.model.cell(*id).room() as f64;
            let bounds = match (*id == cell, up) {
                (true, true) => (0.0, asked),
                (true, false) => (-asked.min(room), 0.0),
                (false, _) => (-room.min(FAR), FAR),
            };
            let weight = if *id == cell { 1.0 } else { 0.0 };
            let variable = if whole {
                programme.add_integer_var(weight, (bounds.0 as i32, bounds.1 as i32))
            } else {
                programme.add_var(weight, bounds)
            };
            variables.insert(*id, variable);
        }
        for line in &around.lines {
            let terms: Vec<(Variable, f64)> = self.model.relations[*line as usize]
                .iter()
                .filter_map(|(id, weight)| {
                    variables.get(id).map(|variable| (*variable, *weight as f64))
                })
                .collect();
            programme.add_constraint(terms.as_slice(), ComparisonOp::Eq, 0.0);
        }
        // A solver that gives up has shown nothing: the cell counts as not protected.
        let Ok(SolveOutcome::Solution(solution)) = programme.solve() else {
            return None;
        };
        let mut witness = Witness::new();
        for id in &around.cells {
            let by = solution[variables[id]];
            if (by - by.round()).abs() > 1e-6 {
                return None;
            }
            if by.round() != 0.0 {
                witness.push((*id, by.round() as i64));
            }
        }
        self.sound(&witness).then_some(witness)
    }

    /// Whether every sum and floor holds in whole numbers.
    fn sound(&self, witness: &Witness) -> bool {
        let mut sums: HashMap<u32, i64> = HashMap::new();
        for (id, by) in witness {
            let cell = self.model.cell(*id);
            if cell.value + by < cell.floor || cell.state == State::Fixed {
                return false;
            }
            for (line, weight) in &self.of[*id as usize] {
                *sums.entry(*line).or_default() += weight * by;
            }
        }
        sums.values().all(|sum| *sum == 0)
    }
}

fn possible(witness: &Witness, hidden: &[bool]) -> bool {
    witness.iter().all(|(id, _)| hidden[*id as usize])
}
