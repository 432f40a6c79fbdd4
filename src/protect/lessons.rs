//! Law: where a hidden set falls short the search learns why: as cuts, or as a cell that nothing helps.

use super::{
    cut::{cut, something_more},
    model::{CellId, Model, State},
    reach::Reach,
    walk::Cut,
};
use std::collections::BTreeSet;

/// How many cuts a round brings at most, where there are few hidden cells.
const CUTS: usize = 16;
/// One in so many hidden cells brings a cut where there are many: a round over a large part is dear.
const ONE_IN: usize = 8;
/// A cut is sought around so many hidden cells first, and then around all: large parts are dear.
const NEAR: usize = 64;
/// How many hidden cells around somebody who is alone are looked at.
const NEIGHBOURS: usize = 24;

/// What nothing helps against.
#[derive(Default)]
pub(super) struct Hopeless {
    /// Cells without enough width.
    pub narrow: BTreeSet<CellId>,
    /// Somebody who is alone, and the cell that they can compute.
    pub known: BTreeSet<(CellId, CellId)>,
}

/// Lessons from hidden cells whose range is too narrow.
pub(super) fn narrow(reach: &mut Reach, hidden: &[bool], hopeless: &mut Hopeless) -> Vec<Cut> {
    let cells = protected(reach.model, hidden);
    let most = CUTS.max(hidden.iter().filter(|on| **on).count() / ONE_IN);
    // The first few alone: what is learnt from them often helps the others, and a look at each is dear.
    let failing: Vec<CellId> = cells
        .filter(|id| !hopeless.narrow.contains(id))
        .filter(|id| reach.proof(hidden, *id).is_none())
        .take(most)
        .collect();
    let mut lessons = Vec::new();
    for target in failing.iter().copied() {
        let width = reach.model.cell(target).width;
        match lesson(reach, hidden, target, None, width) {
            Some(cut) => lessons.push(cut),
            None => drop(hopeless.narrow.insert(target)),
        }
    }
    if lessons.is_empty() && failing.len() >= most {
        return narrow(reach, hidden, hopeless);
    }
    lessons
}

/// Lessons from secrets that somebody who is alone in another cell can compute.
pub(super) fn insiders(reach: &mut Reach, hidden: &[bool], hopeless: &mut Hopeless) -> Vec<Cut> {
    let model = reach.model;
    let mut lessons = Vec::new();
    for known in protected(model, hidden).filter(|id| model.cell(*id).alone) {
        for target in reach.around(hidden, known, NEIGHBOURS).cells {
            let secret = model.cell(target).state == State::Secret && target != known;
            if !secret
                || hopeless.known.contains(&(known, target))
                || reach.free_of(hidden, target, known)
            {
                continue;
            }
            match lesson(reach, hidden, target, Some(known), 1) {
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
fn lesson(
    reach: &Reach,
    hidden: &[bool],
    target: CellId,
    known: Option<CellId>,
    width: i64,
) -> Option<Cut> {
    let sharp = [NEAR, usize::MAX].into_iter().find_map(|most| {
        cut(reach, hidden, target, known, width, most).filter(|cut| {
            let gives = |on: &dyn Fn(CellId) -> bool| -> i64 {
                cut.terms.iter().filter(|(id, _)| on(*id)).map(|(_, gives)| gives).sum()
            };
            gives(&|id| hidden[id as usize]) < cut.need && gives(&|_| true) >= cut.need
        })
    });
    sharp.or_else(|| known.is_none().then(|| something_more(reach, hidden, target)).flatten())
}

/// The hidden cells that must keep their width, in order.
pub(super) fn protected(model: &Model, hidden: &[bool]) -> impl Iterator<Item = CellId> + use<> {
    let cells: Vec<CellId> = (0..model.cells.len() as CellId)
        .filter(|id| hidden[*id as usize] && model.cell(*id).state != State::Silent)
        .collect();
    cells.into_iter()
}
