//! Law: whatever the table, every secret is hidden, nothing hidden can be reckoned to less than its width, and whole tables prove it.

#[path = "../benches/protect/tables.rs"]
mod tables;

use bydelsrapport::protect::{CellId, Model, Plan, Relation, Solver, State, protect};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, prop, prop_assert_eq, prop_oneof, proptest,
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A table of districts × groups × levels with all totals, the last member of each being the total.
struct Shape {
    sizes: [usize; 3],
}

impl Shape {
    fn at(&self, place: [usize; 3]) -> CellId {
        let [_, b, c] = self.sizes;
        ((place[0] * (b + 1) + place[1]) * (c + 1) + place[2]) as CellId
    }

    fn model(&self, inner: &[i64], zeros_hidden: bool) -> Model {
        let mut model = Model::default();
        tables::add(&mut model, self.sizes, inner, zeros_hidden);
        for cell in &mut model.cells {
            cell.alone = cell.value == 1;
        }
        model
    }
}

/// A table from its rows, with totals below and at the right.
fn flat(rows: &[&[i64]]) -> Model {
    let shape = Shape { sizes: [rows.len(), rows[0].len(), 1] };
    shape.model(&rows.concat(), false)
}

/// Every cell that the shown ones give away to within less than its width, by trying every whole table near the true one.
fn tried_out(model: &Model, plan: &Plan, reach: i64) -> Vec<CellId> {
    let hidden: Vec<CellId> =
        (0..model.cells.len() as CellId).filter(|id| plan.hidden[*id as usize]).collect();
    let mut range = vec![(0, 0); model.cells.len()];
    let mut change = vec![0_i64; model.cells.len()];
    walk(model, &hidden, 0, reach, &mut change, &mut range);
    let narrow =
        |id: &&CellId| range[**id as usize].1 - range[**id as usize].0 < model.cell(**id).width;
    hidden.iter().filter(narrow).copied().collect()
}

fn walk(
    model: &Model,
    hidden: &[CellId],
    at: usize,
    reach: i64,
    change: &mut Vec<i64>,
    range: &mut Vec<(i64, i64)>,
) {
    let decided: BTreeSet<CellId> = hidden[..at].iter().copied().collect();
    let settled =
        |line: &&Relation| line.iter().all(|(id, _)| !hidden.contains(id) || decided.contains(id));
    for line in model.relations.iter().filter(settled) {
        if line.iter().map(|(id, weight)| weight * change[*id as usize]).sum::<i64>() != 0 {
            return;
        }
    }
    let Some(id) = hidden.get(at) else {
        for id in hidden {
            let (low, high) = &mut range[*id as usize];
            let by = change[*id as usize];
            (*low, *high) = ((*low).min(by), (*high).max(by));
        }
        return;
    };
    let room = model.cell(*id).room();
    for by in -reach.min(room)..=reach {
        change[*id as usize] = by;
        walk(model, hidden, at + 1, reach, change, range);
    }
    change[*id as usize] = 0;
}

fn safe(model: &Model) -> Plan {
    let plan = protect(model);
    assert_eq!(plan.unmet, Vec::<CellId>::new());
    assert_eq!(plan.unproved(model), Vec::<CellId>::new());
    plan
}

#[test]
fn a_lone_secret_takes_three_others_with_it() {
    let model = flat(&[&[3, 40, 50], &[30, 20, 60], &[70, 80, 90]]);
    let plan = safe(&model);
    // Each stands twice: as the only level, and as the total over levels.
    assert_eq!(plan.secondary(&model), 2 * 3);
    assert_eq!(tried_out(&model, &plan, 4), Vec::<CellId>::new());
}

#[test]
fn primaries_alone_are_not_proved() {
    let model = flat(&[&[3, 40], &[30, 20]]);
    let mut plan = safe(&model);
    for (cell, hidden) in model.cells.iter().zip(&mut plan.hidden) {
        *hidden = cell.state == State::Secret;
    }
    assert_eq!(plan.unproved(&model).len(), 2, "the cell and its double in the one-level table");
}

#[test]
fn algebra_is_not_enough_where_the_range_is_one_wide() {
    // Shown zeros make every hidden cell at least one: with 1 and 2 hidden in a row, and 2 and 1 below, the range is 1..2.
    let model = flat(&[&[1, 2, 30], &[2, 1, 40], &[50, 60, 70]]);
    let plan = safe(&model);
    assert!(plan.secondary(&model) > 0, "four primaries in a square do not protect each other");
    assert_eq!(tried_out(&model, &plan, 4), Vec::<CellId>::new());
}

#[test]
fn a_row_of_ones_needs_one_more_pair() {
    // The example of SSBtools' documentation: 1 1 1 5 5, whose sum less what is shown is the number of ones.
    let model = flat(&[&[1, 1, 1, 5, 5], &[9, 9, 9, 9, 9], &[0, 0, 0, 7, 7]]);
    let plan = safe(&model);
    let shape = Shape { sizes: [3, 5, 1] };
    let more = [3, 4].map(|column| plan.hidden[shape.at([0, column, 0]) as usize]);
    let total = plan.hidden[shape.at([0, 5, 0]) as usize];
    assert!(more[0] || more[1] || total, "something beside the ones is hidden in their row");
}

#[test]
fn what_is_known_already_cannot_protect() {
    let mut model = flat(&[&[3, 40], &[30, 20]]);
    for cell in &mut model.cells {
        if cell.state != State::Secret {
            cell.state = State::Fixed;
        }
    }
    assert!(!protect(&model).unmet.is_empty(), "and that is said");
}

#[test]
fn the_dearer_cell_is_spared() {
    let mut model = flat(&[&[3, 40, 50], &[30, 20, 60], &[70, 80, 90]]);
    let shape = Shape { sizes: [3, 3, 1] };
    let dear = shape.at([1, 1, 0]) as usize;
    for place in [[1, 1, 0], [1, 1, 1]] {
        model.cells[shape.at(place) as usize].state = State::Open { cost: 50 };
    }
    assert!(!safe(&model).hidden[dear]);
}

/// What holds of every plan; nothing where all does.
fn broken(model: &Model, plan: &Plan) -> Option<&'static str> {
    let cells = || model.cells.iter().zip(&plan.hidden);
    if cells().any(|(cell, hidden)| cell.state == State::Secret && !hidden) {
        Some("a secret is shown")
    } else if cells().any(|(cell, hidden)| cell.state == State::Fixed && *hidden) {
        Some("what is known is hidden")
    } else {
        (plan.unproved(model) != plan.unmet).then_some("a cell is neither proved nor named")
    }
}

/// The table of a seed: up to 3 districts × 3 groups × 2 levels, with many small counts and zeros.
fn drawn(seed: u64) -> Model {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let sizes = [2..=3, 1..=3, 1..=2].map(|sizes| chance.random_range(sizes));
    let inner: Vec<i64> = (0..sizes.iter().product())
        .map(|_| match chance.random_range(0..7) {
            0 => 0,
            1..4 => chance.random_range(0..8),
            _ => chance.random_range(5..60),
        })
        .collect();
    Shape { sizes }.model(&inner, chance.random())
}

#[test]
fn thousands_of_small_tables_are_proved_or_named() {
    let plans: Vec<(u64, bool, Option<&str>)> = (0..3000)
        .into_par_iter()
        .map(|seed| {
            let model = drawn(seed);
            let plan = protect(&model);
            (seed, plan.secondary(&model) > 0, broken(&model, &plan))
        })
        .collect();
    let wrong: Vec<_> = plans.iter().filter(|(_, _, broken)| broken.is_some()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let protected = plans.iter().filter(|(_, secondary, _)| *secondary).count();
    assert!(protected > 2000, "in {protected} something is hidden to protect");
}

#[test]
fn what_was_decided_before_changes_no_plan() {
    let solver = Solver::default();
    for seed in (0..150).chain(0..150) {
        let model = drawn(seed);
        let (fresh, again) = (protect(&model), solver.protect(&model));
        assert_eq!(fresh.hidden, again.hidden);
        assert_eq!((fresh.proofs, fresh.witnesses), (again.proofs, again.witnesses));
    }
}

fn counts(n: usize) -> impl Strategy<Value = Vec<i64>> {
    let count = prop_oneof![3 => 0..8_i64, 3 => 5..60_i64, 1 => Just(0_i64)];
    prop::collection::vec(count, n)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_hidden_cell_is_proved_or_named(inner in counts(4 * 3 * 3), zeros_hidden: bool) {
        let shape = Shape { sizes: [4, 3, 3] };
        let model = shape.model(&inner, zeros_hidden);
        let plan = protect(&model);
        prop_assert_eq!(broken(&model, &plan), None);
    }

    #[test]
    fn the_number_of_threads_decides_nothing(inner in counts(4 * 3 * 3)) {
        let model = Shape { sizes: [4, 3, 3] }.model(&inner, false);
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| protect(&model)).hidden
        };
        prop_assert_eq!(on(1), on(2));
    }
}
