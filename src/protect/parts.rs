//! Connected components of a model, by union-find: cells that no sum connects are decided apart.

use super::model::{CellId, Model, State};

/// The cells that are not fixed, in sets that hang together; only sets with a secret among them, or with a cell of
/// a sum that is `moved`.
pub(super) fn parts(model: &Model, moved: &[bool]) -> Vec<Vec<CellId>> {
    let mut root: Vec<CellId> = (0..model.cells.len() as CellId).collect();
    let loose = |id: CellId| model.cell(id).state != State::Fixed;
    for relation in &model.relations {
        let mut inside = relation.iter().map(|(id, _)| *id).filter(|id| loose(*id));
        if let Some(first) = inside.next() {
            for other in inside {
                let (a, b) = (find(&mut root, first), find(&mut root, other));
                root[a.max(b) as usize] = a.min(b);
            }
        }
    }
    let mut sets: std::collections::BTreeMap<CellId, Vec<CellId>> =
        std::collections::BTreeMap::new();
    for id in (0..model.cells.len() as CellId).filter(|id| loose(*id)) {
        sets.entry(find(&mut root, id)).or_default().push(id);
    }
    let mut touched = vec![false; model.cells.len()];
    for (relation, _) in model.relations.iter().zip(moved).filter(|(_, moved)| **moved) {
        relation.iter().for_each(|(id, _)| touched[*id as usize] = true);
    }
    let counts = |id: &CellId| model.cell(*id).state == State::Secret || touched[*id as usize];
    sets.into_values().filter(|set| set.iter().any(counts)).collect()
}

fn find(root: &mut [CellId], mut id: CellId) -> CellId {
    while root[id as usize] != id {
        root[id as usize] = root[root[id as usize] as usize];
        id = root[id as usize];
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protect::Cell;

    fn cell(state: State) -> Cell {
        Cell { value: 3, floor: 0, width: 4, state, anchor: false, alone: false }
    }

    #[test]
    fn a_fixed_cell_connects_nothing() {
        let open = State::Open { cost: 1 };
        let states = [State::Secret, open, State::Fixed, open, State::Secret, open];
        let model = Model {
            cells: states.map(cell).to_vec(),
            relations: vec![
                vec![(0, 1), (1, 1), (2, -1)],
                vec![(3, 1), (2, -1)],
                vec![(4, 1), (5, -1)],
            ],
            ..Model::default()
        };
        assert_eq!(parts(&model, &[false; 3]), [vec![0, 1], vec![4, 5]]);
        assert_eq!(parts(&model, &[false, true, false]).len(), 3);
    }
}
