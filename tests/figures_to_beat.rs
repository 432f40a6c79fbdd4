//! Law: on the invented table no more is hidden than the best others hide at the same protection.

#[path = "../benches/protect/synthetic.rs"]
mod synthetic;
#[path = "../benches/protect/tables.rs"]
mod tables;

use bydelsrapport::protect::{State, protect};

/// Cells hidden to protect others by the best known run of others, at a width of 4 with a floor of 1 where zeros
/// are shown (`false`) and of 0 where they are hidden.
const OTHERS: [(bool, usize); 2] = [(false, 194), (true, 208)];
/// The fewest possible: found and proved by a branch-and-cut study with another solver, outside this project.
const FEWEST: [usize; 2] = [190, 179];

#[test]
fn fewer_cells_are_hidden_than_by_others_and_all_are_proved() {
    for ((zeros_hidden, others), fewest) in OTHERS.into_iter().zip(FEWEST) {
        let model = synthetic::synthetic(zeros_hidden);
        assert_eq!(model.cells.len(), 3072);
        let secrets = model.cells.iter().filter(|cell| cell.state == State::Secret);
        assert_eq!(secrets.count(), if zeros_hidden { 121 } else { 110 });
        let plan = protect(&model);
        assert!(plan.unmet.is_empty() && plan.unproved(&model).is_empty());
        let secondary = plan.secondary(&model);
        assert!(secondary < others, "{secondary} against {others}");
        assert!(secondary >= fewest, "fewer than can be: the proof must be wrong");
    }
}
