//! Law: somebody who is alone in a withheld cell knows it; what moves only with that cell is no secret to them.

use super::{
    exact::Reduced,
    range::Ranges,
    system::{Part, Role, System},
};
use std::collections::BTreeMap;

/// How many withheld cells somebody could compute who is alone in another one, where that may be.
///
/// Nobody outside knows who is alone, so this is a number to think about and no failure.
pub(super) fn exposed(
    system: &System,
    part: &Part,
    reduced: &Reduced,
    ranges: &mut Ranges,
) -> usize {
    let mut together: BTreeMap<Vec<(usize, u64)>, Vec<usize>> = BTreeMap::new();
    for &at in &part.unknowns {
        if system.unknowns[at].role == Role::Withheld {
            let direction = reduced.direction(at);
            if !direction.is_empty() {
                together.entry(direction).or_default().push(at);
            }
        }
    }
    let mut exposed = 0;
    for cells in together.values().filter(|cells| cells.len() > 1) {
        let alone = cells.iter().filter(|at| ranges.may_be_one(**at)).take(2).count();
        // One who may be alone exposes all the others; two expose each other as well.
        exposed += match alone {
            0 => 0,
            1 => cells.len() - 1,
            _ => cells.len(),
        };
    }
    exposed
}
