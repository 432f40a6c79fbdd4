//! What the search learns where a hidden set falls short: cuts for ranges that are too narrow, and for insiders.

use super::{
    cut::{cut, something_more},
    model::{CellId, Model, State},
    reach::Reach,
    walk::Cut,
};
use std::collections::BTreeSet;

/// How many cuts a round brings at most, where there are few hidden cells.
const CUTS: usize = 16;
/// One in so many hidden cells brings a cut where there are many: a round over a large part is costly.
const ONE_IN: usize = 8;
/// A cut is sought around so many hidden cells first, and then around more: large parts are costly.
const NEAR: [usize; 2] = [64, 400];
/// How many hidden cells around somebody who is alone are looked at.
const NEIGHBOURS: usize = 24;
/// The hidden cells among which it is tried whether somebody who is alone can compute another.
const KNOWING: usize = 160;

/// What nothing helps against, as far as the search can see.
#[derive(Default)]
pub(super) struct Hopeless {
    /// Cells without enough width.
    pub narrow: BTreeSet<CellId>,
    /// Somebody who is alone, and the cell that they can compute.
    pub known: BTreeSet<(CellId, CellId)>,
}

/// Lessons from hidden cells whose range is too narrow.
pub(super) fn narrow(reach: &mut Reach, hopeless: &mut Hopeless) -> Vec<Cut> {
    loop {
        let all = protected(reach.model, reach.hidden());
        let most = CUTS.max(all.len() / ONE_IN);
        let cells: Vec<CellId> =
            all.into_iter().filter(|id| !hopeless.narrow.contains(id)).collect();
        // The first few alone: what is learnt from them often helps the others.
        let failing = reach.narrow(&cells, most);
        let mut lessons = Vec::new();
        for &target in &failing {
            if reach.work.is_done() {
                return lessons;
            }
            let width = reach.model.cell(target).width;
            match lesson(reach, target, None, width) {
                Some(cut) => lessons.push(cut),
                None => drop(hopeless.narrow.insert(target)),
            }
        }
        if !lessons.is_empty() || failing.len() < most {
            return lessons;
        }
    }
}

/// Lessons from secrets that somebody who is alone in another cell can compute.
pub(super) fn insiders(reach: &mut Reach, hopeless: &mut Hopeless) -> Vec<Cut> {
    let model = reach.model;
    let mut lessons = Vec::new();
    let alone = protected(model, reach.hidden());
    for known in alone.into_iter().filter(|id| model.cell(*id).alone) {
        if reach.work.is_done() {
            return lessons;
        }
        let around = reach.near(&[known], NEIGHBOURS);
        let mut targets = around.cells;
        targets.sort_unstable();
        let around = reach.near(&[known], KNOWING);
        let mut region = reach.region(around, None);
        for target in targets {
            let secret = model.cell(target).state == State::Secret && target != known;
            if !secret
                || hopeless.known.contains(&(known, target))
                || reach.free_of(target, known, &mut region)
            {
                continue;
            }
            match lesson(reach, target, Some(known), 1) {
                Some(cut) => lessons.push(cut),
                None => drop(hopeless.known.insert((known, target))),
            }
            if lessons.len() >= CUTS {
                return lessons;
            }
        }
    }
    lessons
}

/// What must be hidden as well: a cut that today's set does not meet and a larger set can.
fn lesson(reach: &mut Reach, target: CellId, known: Option<CellId>, width: i64) -> Option<Cut> {
    for most in NEAR {
        let Some(cut) = cut(reach, target, known, width, most) else { continue };
        let hidden = reach.hidden();
        let gives = |on: &dyn Fn(CellId) -> bool| -> i64 {
            cut.terms.iter().filter(|(id, _)| on(*id)).map(|(_, gives)| gives).sum()
        };
        if gives(&|_| true) < cut.need {
            // Nothing that could be hidden here helps.
            return None;
        }
        if gives(&|id| hidden[id as usize]) < cut.need {
            return Some(cut);
        }
    }
    if known.is_none() { something_more(reach, target) } else { None }
}

/// The hidden cells that must keep their width, in order.
pub(super) fn protected(model: &Model, hidden: &[bool]) -> Vec<CellId> {
    (0..model.cells.len() as CellId)
        .filter(|id| hidden[*id as usize] && model.cell(*id).state != State::Silent)
        .collect()
}
