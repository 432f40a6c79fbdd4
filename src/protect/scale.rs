//! One table for all where everything is hidden: sums stay sums when all their numbers grow alike.
//!
//! Where cells that must be hidden hang together over sums in which nothing else stands but nobody, as when a sender
//! keeps everything back, the table in which each is so many times as large keeps every sum. It is the proof of all
//! of them but those in which nobody is.

use super::{
    model::{CellId, Model, State},
    proof::Witness,
};

/// Tables in which everything that hangs together has grown, and of which cells each is the proof.
pub(super) fn grown(model: &Model) -> Vec<(Witness, Vec<CellId>)> {
    let of = model.incidence();
    let hidden = |id: CellId| matches!(model.cell(id).state, State::Secret | State::Silent);
    let mut seen = vec![false; model.cells.len()];
    let mut tables = Vec::new();
    for start in 0..model.cells.len() as CellId {
        if model.cell(start).state != State::Secret || seen[start as usize] {
            continue;
        }
        seen[start as usize] = true;
        let (mut cells, mut at, mut closed) = (vec![start], 0, true);
        while at < cells.len() {
            for (line, _) in &of[cells[at] as usize] {
                let mut sum = 0_i64;
                for &(id, weight) in &model.relations[*line as usize] {
                    if !hidden(id) {
                        continue;
                    }
                    sum += weight * model.cell(id).value;
                    if !std::mem::replace(&mut seen[id as usize], true) {
                        cells.push(id);
                    }
                }
                closed &= sum == 0;
            }
            at += 1;
        }
        let wants = |id: &CellId| {
            let cell = model.cell(*id);
            cell.state == State::Secret && cell.value > 0
        };
        // So many times more that the least of them has its width.
        let times = |id: &CellId| {
            let cell = model.cell(*id);
            (cell.width + cell.value - 1) / cell.value
        };
        let Some(times) = cells.iter().filter(|id| wants(id)).map(times).max() else { continue };
        if !closed || times <= 0 {
            continue;
        }
        cells.sort_unstable();
        let by = |id: &CellId| (*id, model.cell(*id).value * times);
        let table: Witness = cells.iter().map(by).filter(|(_, by)| *by != 0).collect();
        cells.retain(|id| wants(id));
        tables.push((table, cells));
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protect::{Cell, protect};

    fn model(last: State) -> Model {
        let cell = |value, state| Cell {
            value,
            floor: value,
            width: 4,
            state,
            anchor: false,
            alone: false,
        };
        Model {
            cells: vec![cell(2, State::Secret), cell(3, State::Secret), cell(5, last)],
            relations: vec![vec![(0, 1), (1, 1), (2, -1)]],
            ..Model::default()
        }
    }

    #[test]
    fn what_hangs_together_grows_alike_unless_something_is_known() {
        let hidden = model(State::Secret);
        assert_eq!(grown(&hidden), [(vec![(0, 4), (1, 6), (2, 10)], vec![0, 1, 2])]);
        let plan = protect(&hidden);
        assert!(plan.unmet.is_empty() && plan.unproved(&hidden).is_empty());
        assert!(grown(&model(State::Fixed)).is_empty());
    }
}
