//! Law: a part that was decided before is not decided again: the same model has the same plan.

use super::{model::Model, proof::Plan, search::protect_with};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Decides models, and remembers every part that it has decided.
///
/// Of two models that differ in a few cells, the second costs only the parts in which they differ.
#[derive(Default)]
pub struct Solver {
    seen: Mutex<HashMap<Model, Arc<Plan>>>,
}

impl Solver {
    /// Finds what to hide so that every hidden cell keeps its width: the plan that [`super::protect`] finds.
    pub fn protect(&self, model: &Model) -> Plan {
        protect_with(model, self)
    }

    /// The plan of a part, remembered or made.
    pub(super) fn decide(&self, part: Model, make: impl Fn(&Model) -> Plan) -> Arc<Plan> {
        if let Some(plan) = self.seen().get(&part) {
            return plan.clone();
        }
        // Two threads may come here with the same part: both make the same plan.
        let plan = Arc::new(make(&part));
        self.seen().insert(part, plan.clone());
        plan
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, HashMap<Model, Arc<Plan>>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn the_same_part_is_made_once() {
        let (solver, made) = (Solver::default(), AtomicUsize::new(0));
        let part = |n| Model { relations: vec![vec![(0, n), (1, -1)]], ..Model::default() };
        let plan = |part: &Model| {
            made.fetch_add(1, Ordering::Relaxed);
            Plan { unmet: vec![part.relations[0][0].1 as u32], ..Plan::default() }
        };
        for n in [1, 2, 1, 1, 2] {
            assert_eq!(solver.decide(part(n), plan).unmet, [n as u32]);
        }
        assert_eq!(made.into_inner(), 2);
    }
}
