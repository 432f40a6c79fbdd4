//! Law: a cut says which cells, hidden together, could open a range that is too narrow; without them it stays narrow.
//!
//! How far a cell can rise is bounded by linear-programming duality: for any weights π of the sums with
//! Σ π·a = 1 in the cell itself, its change is a fixed combination of other cells' changes. The
//! best weights for the set hidden today give a condition that every better set must meet.

use super::{
    model::{CellId, State},
    reach::{Around, Reach},
    walk::Cut,
};
use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome, Variable};
use std::collections::BTreeMap;

/// Cuts reckon in twelfths: coefficients are mostly 1, 1/2 and 1/3.
const UNIT: f64 = 12.0;
/// More than any range that is asked for.
const FAR: f64 = 1000.0;

type Bound = BTreeMap<CellId, f64>;

/// The cut that `hidden` does not meet; `known` is a cell that somebody knows, `width` what is asked.
///
/// Only the sums around the `most` nearest hidden cells are weighed: a cut that leaves others out is true as well,
/// but `hidden` may meet it.
pub(super) fn cut(
    reach: &Reach,
    hidden: &[bool],
    target: CellId,
    known: Option<CellId>,
    width: i64,
    most: usize,
) -> Option<Cut> {
    let around = reach.around(hidden, target, most);
    let room = reach.model.cell(target).room();
    let up = side(reach, hidden, target, known, &around, true)?;
    let now: f64 = up.iter().filter(|(id, _)| hidden[**id as usize]).map(|(_, gives)| gives).sum();
    let (need, bound) = if room < width && now + (room as f64) < width as f64 - 1e-6 {
        (width - room, up)
    } else {
        let mut both = up;
        for (id, gives) in side(reach, hidden, target, known, &around, false)? {
            *both.entry(id).or_default() += gives;
        }
        (width, both)
    };
    let need = need as f64;
    let terms =
        bound.iter().map(|(id, gives)| (*id, (gives.min(need) * UNIT - 1e-6).ceil() as i64));
    Some(Cut {
        target,
        need: (need * UNIT) as i64,
        terms: terms.filter(|(_, gives)| *gives > 0).collect(),
    })
}

/// The plain condition that this very set is not enough: something beside it must be hidden as well.
pub(super) fn something_more(reach: &Reach, hidden: &[bool], target: CellId) -> Option<Cut> {
    for most in [16, 64, usize::MAX] {
        let around = reach.around(hidden, target, most);
        let mut beside: Vec<(CellId, i64)> = around
            .lines
            .iter()
            .flat_map(|line| &reach.model.relations[*line as usize])
            .map(|(id, _)| *id)
            .filter(|id| !hidden[*id as usize])
            .filter(|id| matches!(reach.model.cell(*id).state, State::Open { .. }))
            .map(|id| (id, 1))
            .collect();
        beside.sort_unstable();
        beside.dedup();
        if !beside.is_empty() {
            return Some(Cut { target, need: 1, terms: beside });
        }
        if around.whole {
            break;
        }
    }
    None
}

/// How far the target can rise (or fall) at most, as what each cell gives to it.
fn side(
    reach: &Reach,
    hidden: &[bool],
    target: CellId,
    known: Option<CellId>,
    around: &Around,
    up: bool,
) -> Option<Bound> {
    let model = reach.model;
    let mut dual = Problem::new(OptimizationDirection::Minimize);
    let mut rows: BTreeMap<CellId, Vec<(Variable, f64)>> = BTreeMap::new();
    for line in &around.lines {
        let weight = dual.add_var(0.0, (f64::NEG_INFINITY, f64::INFINITY));
        for (id, factor) in &model.relations[*line as usize] {
            if model.cell(*id).state != State::Fixed && Some(*id) != known {
                rows.entry(*id).or_default().push((weight, *factor as f64));
            }
        }
    }
    let mut ways: Vec<(CellId, Variable, Variable)> = Vec::new();
    for (id, mut terms) in rows {
        if id == target {
            dual.add_constraint(terms.as_slice(), ComparisonOp::Eq, if up { 1.0 } else { -1.0 });
            continue;
        }
        let room = model.cell(id).room() as f64;
        // A cell that is shown costs a little all the same, so that the cut names few of them.
        let (rise, fall) = if hidden[id as usize] {
            (FAR, room.min(FAR))
        } else {
            (0.04, 0.001 + 0.01 * room.min(4.0))
        };
        let (rises, falls) =
            (dual.add_var(rise, (0.0, f64::INFINITY)), dual.add_var(fall, (0.0, f64::INFINITY)));
        terms.extend([(rises, 1.0), (falls, -1.0)]);
        dual.add_constraint(terms.as_slice(), ComparisonOp::Eq, 0.0);
        ways.push((id, rises, falls));
    }
    let Ok(SolveOutcome::Solution(solution)) = dual.solve() else {
        return None;
    };
    let gives = ways.into_iter().map(|(id, rises, falls)| {
        let part = |variable| Some(solution[variable]).filter(|x| *x > 1e-7).unwrap_or(0.0);
        (id, part(rises) * FAR + part(falls) * model.cell(id).room() as f64)
    });
    Some(gives.filter(|(_, gives)| *gives > 0.0).collect())
}
