//! Law: a table of any size becomes a model in which every total stands.

use bydelsrapport::protect::{Cell, CellId, Model, State};

/// Puts a table of districts × groups × levels, with all totals, into a model; `inner` runs over levels fastest.
pub fn add(model: &mut Model, sizes: [usize; 3], inner: &[i64], zeros_hidden: bool) {
    let [a, b, c] = sizes;
    let first = model.cells.len();
    let at = |x: usize, y: usize, z: usize| first + (x * (b + 1) + y) * (c + 1) + z;
    let mut values = vec![0; (a + 1) * (b + 1) * (c + 1)];
    for (n, count) in inner.iter().enumerate() {
        let (x, y, z) = (n / (b * c), n / c % b, n % c);
        for x in [x, a] {
            for y in [y, b] {
                for z in [z, c] {
                    values[at(x, y, z) - first] += count;
                }
            }
        }
    }
    model.cells.extend(values.iter().map(|value| cell(*value, zeros_hidden)));
    let mut sum = |parts: Vec<usize>, whole: usize| {
        let parts = parts.into_iter().map(|id| (id as CellId, 1));
        model.relations.push(parts.chain([(whole as CellId, -1)]).collect());
    };
    for x in 0..=a {
        for y in 0..=b {
            sum((0..c).map(|z| at(x, y, z)).collect(), at(x, y, c));
        }
        for z in 0..=c {
            sum((0..b).map(|y| at(x, y, z)).collect(), at(x, b, z));
        }
    }
    for y in 0..=b {
        for z in 0..=c {
            sum((0..a).map(|x| at(x, y, z)).collect(), at(a, y, z));
        }
    }
}

/// The rules of the figures to beat: counts of 1 to 4 are secret, a range of 4 must stay open, every cell costs the same.
fn cell(value: i64, zeros_hidden: bool) -> Cell {
    let state = match value {
        0 if zeros_hidden => State::Secret,
        0 => State::Fixed,
        1..5 => State::Secret,
        _ => State::Open { cost: 1 },
    };
    let floor = if zeros_hidden { 0 } else { value.min(1) };
    Cell { value, floor, width: 4, state, anchor: false, alone: false }
}
