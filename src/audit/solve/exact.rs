//! Law: what sums alone determine is found by elimination modulo a prime, where no rounding is.

use super::system::{Part, System};
use std::collections::BTreeMap;

/// 2^61 − 1.
const PRIME: u64 = (1 << 61) - 1;

/// A row: coefficients by unknown.
type Row = BTreeMap<usize, u64>;

/// The sums of a part in reduced form: each pivot by the unknowns that stay free.
#[derive(Clone, Debug, Default)]
pub(super) struct Reduced {
    /// By pivot: the rest of its row, and the right side.
    rows: BTreeMap<usize, (Row, u64)>,
}

impl Reduced {
    /// Reduces the exact sums of a part.
    pub fn of(system: &System, part: &Part) -> Self {
        let mut reduced = Self::default();
        let usable = part
            .relations
            .iter()
            .map(|at| &system.relations[*at])
            .filter(|relation| relation.equal && relation.exact);
        for relation in usable {
            let mut row = Row::new();
            for (at, factor) in &relation.terms {
                add(&mut row, *at, whole(*factor));
            }
            reduced.take(row, whole(relation.side));
        }
        reduced
    }

    fn take(&mut self, mut row: Row, mut side: u64) {
        let known: Vec<usize> =
            row.keys().copied().filter(|at| self.rows.contains_key(at)).collect();
        for at in known {
            let factor = row.remove(&at).unwrap_or(0);
            let (rest, value) = &self.rows[&at];
            for (other, coefficient) in rest {
                add(&mut row, *other, negative(product(factor, *coefficient)));
            }
            side = sum(side, negative(product(factor, *value)));
        }
        let Some((pivot, leading)) = row.pop_first() else {
            return;
        };
        let scale = inverse(leading);
        row.values_mut().for_each(|it| *it = product(*it, scale));
        side = product(side, scale);
        // The new pivot leaves all other rows.
        for (other, value) in self.rows.values_mut() {
            if let Some(factor) = other.remove(&pivot) {
                for (at, coefficient) in &row {
                    add(other, *at, negative(product(factor, *coefficient)));
                }
                *value = sum(*value, negative(product(factor, side)));
            }
        }
        self.rows.insert(pivot, (row, side));
    }

    /// Whether the sums leave an unknown one value alone.
    pub fn is_fixed(&self, at: usize) -> bool {
        self.rows.get(&at).is_some_and(|(rest, _)| rest.is_empty())
    }

    /// That value, where it is a count.
    pub fn value(&self, at: usize) -> Option<u64> {
        let (rest, value) = self.rows.get(&at)?;
        (rest.is_empty() && *value < 1 << 40).then_some(*value)
    }

    /// How an unknown moves when the free ones do, up to a factor; nothing where it does not move.
    pub fn direction(&self, at: usize) -> Vec<(usize, u64)> {
        let Some((rest, _)) = self.rows.get(&at) else {
            return vec![(at, 1)];
        };
        let Some(first) = rest.values().next() else {
            return Vec::new();
        };
        let scale = inverse(*first);
        rest.iter().map(|(at, it)| (*at, product(*it, scale))).collect()
    }
}

fn add(row: &mut Row, at: usize, amount: u64) {
    let entry = row.entry(at).or_insert(0);
    *entry = sum(*entry, amount);
    if *entry == 0 {
        row.remove(&at);
    }
}

/// A whole number as one modulo the prime.
fn whole(number: f64) -> u64 {
    let size = number.abs() as u64 % PRIME;
    if number < 0.0 { negative(size) } else { size }
}

fn sum(a: u64, b: u64) -> u64 {
    let sum = a + b;
    if sum >= PRIME { sum - PRIME } else { sum }
}

fn negative(a: u64) -> u64 {
    if a == 0 { 0 } else { PRIME - a }
}

fn product(a: u64, b: u64) -> u64 {
    ((u128::from(a) * u128::from(b)) % u128::from(PRIME)) as u64
}

/// By Fermat: a to the power of p − 2.
fn inverse(a: u64) -> u64 {
    let (mut result, mut power, mut left) = (1, a, PRIME - 2);
    while left > 0 {
        if left & 1 == 1 {
            result = product(result, power);
        }
        power = product(power, power);
        left >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::solve::system::Relation;

    fn reduced(sums: &[(&[(usize, f64)], f64)]) -> Reduced {
        let mut system = System::default();
        for (terms, side) in sums {
            system.relations.push(Relation {
                terms: terms.to_vec(),
                equal: true,
                side: *side,
                exact: true,
                what: "",
            });
        }
        let part = Part { unknowns: Vec::new(), relations: (0..sums.len()).collect() };
        Reduced::of(&system, &part)
    }

    #[test]
    fn what_sums_determine_is_found_and_nothing_else() {
        // a + b = 10, c + d = 7, a + c = 9, b + d = 8: a table of two by two is open.
        let square: [(&[(usize, f64)], f64); 4] = [
            (&[(0, 1.0), (1, 1.0)], 10.0),
            (&[(2, 1.0), (3, 1.0)], 7.0),
            (&[(0, 1.0), (2, 1.0)], 9.0),
            (&[(1, 1.0), (3, 1.0)], 8.0),
        ];
        let open = reduced(&square);
        assert!((0..4).all(|at| !open.is_fixed(at)));
        assert_eq!(open.direction(0), open.direction(3));
        assert_eq!(open.direction(1), open.direction(2));
        // a + 2d = 12 in addition: a − d = 2, so d is ten thirds and no count.
        let mut all = square.to_vec();
        all.push((&[(0, 1.0), (3, 2.0)], 12.0));
        let fixed = reduced(&all);
        assert!((0..4).all(|at| fixed.is_fixed(at) && fixed.value(at).is_none()));
        // With 11 instead it is three.
        all[4].1 = 11.0;
        assert_eq!(
            (0..4).map(|at| reduced(&all).value(at)).collect::<Vec<_>>(),
            [Some(5), Some(5), Some(4), Some(3)]
        );
    }
}
