//! Remembers the parts that it has decided: the same part has the same plan.

use super::{
    decide::{Decided, Part, decide},
    model::Model,
    proof::Plan,
    search::protect_with,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Steps of arithmetic that searches may take for a whole model, unless a setting says otherwise: a few seconds.
pub const EFFORT: u64 = 8_000_000_000;
/// Of these the least and the most for one cell.
const A_CELL: [u64; 2] = [20_000, 200_000];

/// Decides models, and remembers every part that it has decided.
///
/// Of two models that differ in a few cells, the second costs only the parts in which they differ.
pub struct Solver {
    effort: u64,
    seen: Mutex<HashMap<Part, Arc<Decided>>>,
}

impl Default for Solver {
    fn default() -> Self {
        Self::new(EFFORT)
    }
}

impl Solver {
    /// With an effort in steps of arithmetic for a whole model.
    pub fn new(effort: u64) -> Self {
        Self { effort, seen: Mutex::default() }
    }

    /// Finds what to hide so that every hidden cell keeps its width: the plan that [`super::protect`] finds.
    pub fn protect(&self, model: &Model) -> Plan {
        protect_with(model, self)
    }

    /// The plan of a part, remembered or made.
    pub(super) fn decide(&self, part: Part, effort: u64) -> Arc<Decided> {
        if let Some(decided) = self.seen().get(&part) {
            return decided.clone();
        }
        // Two threads may come here with the same part: both make the same plan.
        let decided = Arc::new(decide(&part, effort));
        self.seen().insert(part, decided.clone());
        decided
    }

    /// Steps of arithmetic for a whole model.
    pub(super) fn effort(&self) -> u64 {
        self.effort
    }

    /// Steps of arithmetic for each cell of a model of so many cells.
    pub(super) fn a_cell(&self, cells: usize) -> u64 {
        (self.effort / cells.max(1) as u64).clamp(A_CELL[0], A_CELL[1])
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, HashMap<Part, Arc<Decided>>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
