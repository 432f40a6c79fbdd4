//! Bounded primal simplex on a dense dictionary, started from a feasible origin.
//!
//! The change «nothing» keeps every sum, so that the origin is always feasible and no first phase is needed. One
//! dictionary serves every objective over the same cells: each run starts from the origin again with the basis
//! that the run before has left. Dantzig's rule, and Bland's where steps of no length repeat (Bland 1977).

use super::work::Work;

/// Smaller numbers count as none.
const EPS: f64 = 1e-9;
/// Smaller entries are no pivots.
const PIVOT: f64 = 1e-7;
/// After so many steps of no length the rule that cannot cycle takes over.
const PATIENCE: usize = 24;

/// What became of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing is better.
    Best,
    /// The variable that was asked for is as far as asked.
    Reached,
    /// The work that was allowed is done.
    GaveUp,
}

/// Variables with bounds around 0, and equations among them that the origin meets.
pub(super) struct Simplex {
    /// Rows of basic variables by columns of the others: what one unit of a column adds to a row.
    table: Vec<f64>,
    basic: Vec<u32>,
    others: Vec<u32>,
    /// Per variable its row, or its column with the highest bit set.
    place: Vec<u32>,
    low: Vec<f64>,
    high: Vec<f64>,
    value: Vec<f64>,
    gain: Vec<f64>,
}

const COLUMN: u32 = 1 << 31;

impl Simplex {
    /// Solves the equations for as many variables as there are independent ones; variables of a lower `class` are
    /// taken first, since the last ones of a row may not move at all.
    pub fn new(
        bounds: &[(f64, f64)],
        equations: &[Vec<(u32, f64)>],
        class: &[u8],
        work: &Work,
    ) -> Self {
        let (rows, width) = (equations.len(), bounds.len());
        let mut matrix = vec![0.0; rows * width];
        let mut stands = vec![0_u32; width];
        for (at, equation) in equations.iter().enumerate() {
            for &(variable, factor) in equation {
                matrix[at * width + variable as usize] += factor;
                stands[variable as usize] += 1;
            }
        }
        let mut order: Vec<usize> = (0..rows).collect();
        // A row with a variable of its own needs no elimination.
        let own = |at: &usize| {
            equations[*at]
                .iter()
                .map(|(id, _)| (class[*id as usize], stands[*id as usize]))
                .min()
                .unwrap_or((u8::MAX, u32::MAX))
        };
        order.sort_by_key(|at| (own(at), equations[*at].len()));
        let mut pivots: Vec<(usize, usize)> = Vec::with_capacity(rows);
        for &row in &order {
            let line = &matrix[row * width..(row + 1) * width];
            let pick = (0..width)
                .filter(|at| line[*at].abs() > PIVOT)
                .min_by_key(|at| (class[*at], line[*at].abs() < 0.5, stands[*at], *at));
            let Some(column) = pick else { continue };
            pivots.push((row, column));
            let by = 1.0 / line[column];
            let support: Vec<(usize, f64)> = (0..width)
                .filter(|at| matrix[row * width + at] != 0.0)
                .map(|at| (at, matrix[row * width + at] * by))
                .collect();
            support.iter().for_each(|(at, value)| matrix[row * width + at] = *value);
            for other in (0..rows).filter(|other| *other != row) {
                let factor = matrix[other * width + column];
                if factor != 0.0 {
                    for (at, value) in &support {
                        let entry = &mut matrix[other * width + at];
                        *entry -= factor * value;
                        if entry.abs() < EPS {
                            *entry = 0.0;
                        }
                    }
                    work.spend(support.len());
                }
            }
            work.spend(4 * rows + width);
        }
        work.spend(rows * width / 2);
        let mut place = vec![u32::MAX; width];
        pivots.iter().enumerate().for_each(|(at, (_, column))| place[*column] = at as u32);
        let others: Vec<u32> =
            (0..width as u32).filter(|at| place[*at as usize] == u32::MAX).collect();
        others.iter().enumerate().for_each(|(at, id)| place[*id as usize] = COLUMN | at as u32);
        let mut table = Vec::with_capacity(pivots.len() * others.len());
        for (row, _) in &pivots {
            table.extend(others.iter().map(|id| -matrix[row * width + *id as usize]));
        }
        Self {
            table,
            basic: pivots.iter().map(|(_, column)| *column as u32).collect(),
            gain: vec![0.0; others.len()],
            others,
            place,
            low: bounds.iter().map(|(low, _)| *low).collect(),
            high: bounds.iter().map(|(_, high)| *high).collect(),
            value: vec![0.0; width],
        }
    }

    /// Other bounds for a variable; 0 lies between them.
    pub fn bound(&mut self, variable: u32, (low, high): (f64, f64)) {
        (self.low[variable as usize], self.high[variable as usize]) = (low, high);
    }

    /// The bounds of a variable.
    pub fn bounds(&self, variable: u32) -> (f64, f64) {
        (self.low[variable as usize], self.high[variable as usize])
    }

    /// Where the last run ended.
    pub fn value(&self, variable: u32) -> f64 {
        self.value[variable as usize]
    }

    /// How much better the objective were for a unit of a variable more, where the last run ended; 0 for basic ones.
    pub fn gain(&self, variable: u32) -> f64 {
        match self.place[variable as usize] {
            at if at & COLUMN != 0 => self.gain[(at & !COLUMN) as usize],
            _ => 0.0,
        }
    }

    /// From the origin to where the weighted sum of some variables is largest.
    pub fn maximize(&mut self, objective: &[(u32, f64)], work: &Work) -> End {
        self.value.iter_mut().for_each(|value| *value = 0.0);
        self.onward(objective, None, work)
    }

    /// From where the last run ended; ends early where a variable is as far as asked.
    pub fn onward(
        &mut self,
        objective: &[(u32, f64)],
        asked: Option<(u32, f64)>,
        work: &Work,
    ) -> End {
        let width = self.others.len();
        self.gain.iter_mut().for_each(|gain| *gain = 0.0);
        for &(variable, weight) in objective {
            match self.place[variable as usize] {
                at if at & COLUMN != 0 => self.gain[(at & !COLUMN) as usize] += weight,
                row => {
                    let row = &self.table[row as usize * width..(row as usize + 1) * width];
                    row.iter().zip(&mut self.gain).for_each(|(by, gain)| *gain += weight * by);
                }
            }
        }
        work.spend(objective.len() * width / 8 + width);
        let mut still = 0;
        // A bound on a run of its own: what is asked here takes a few dozen steps.
        for _ in 0..6 * (self.basic.len() + width) + 200 {
            if let Some((variable, value)) = asked
                && (self.value[variable as usize] - value).abs() < EPS
            {
                return End::Reached;
            }
            let Some(column) = self.entering(still > PATIENCE) else { return End::Best };
            if work.is_done() {
                return End::GaveUp;
            }
            if self.step(column, still > PATIENCE, work) {
                still = 0;
            } else {
                still += 1;
            }
        }
        End::GaveUp
    }

    /// The column that is to move.
    fn entering(&self, careful: bool) -> Option<usize> {
        let mut pick: Option<(f64, u32, usize)> = None;
        for (column, &variable) in self.others.iter().enumerate() {
            let (gain, value) = (self.gain[column], self.value[variable as usize]);
            let may = (gain > EPS && value < self.high[variable as usize] - EPS)
                || (gain < -EPS && value > self.low[variable as usize] + EPS);
            if !may {
                continue;
            }
            let better =
                pick.is_none_or(
                    |(best, first, _)| {
                        if careful { variable < first } else { gain.abs() > best + EPS }
                    },
                );
            if better {
                pick = Some((gain.abs(), variable, column));
            }
        }
        pick.map(|(_, _, column)| column)
    }

    /// Moves a column as far as it can go; whether that was any way at all.
    fn step(&mut self, column: usize, careful: bool, work: &Work) -> bool {
        let width = self.others.len();
        let variable = self.others[column] as usize;
        let up = self.gain[column] > 0.0;
        let sign = if up { 1.0 } else { -1.0 };
        let mut far = if up {
            self.high[variable] - self.value[variable]
        } else {
            self.value[variable] - self.low[variable]
        };
        let mut leaving: Option<(usize, f64)> = None;
        for (row, &basic) in self.basic.iter().enumerate() {
            let by = self.table[row * width + column] * sign;
            if by.abs() < PIVOT {
                continue;
            }
            let at = basic as usize;
            let room = if by > 0.0 {
                self.high[at] - self.value[at]
            } else {
                self.value[at] - self.low[at]
            };
            let limit = room.max(0.0) / by.abs();
            let better = match leaving {
                None => limit <= far,
                Some((other, size)) => {
                    let first =
                        if careful { basic < self.basic[other] } else { by.abs() > size + EPS };
                    limit < far - EPS || (limit < far + EPS && first)
                }
            };
            if better {
                far = far.min(limit);
                leaving = Some((row, by.abs()));
            }
        }
        self.value[variable] += sign * far;
        for (row, &basic) in self.basic.iter().enumerate() {
            let by = self.table[row * width + column];
            if by != 0.0 {
                self.value[basic as usize] += by * sign * far;
            }
        }
        work.spend(width + self.basic.len());
        if let Some((row, _)) = leaving {
            self.pivot(row, column, work);
        }
        far > EPS
    }

    fn pivot(&mut self, row: usize, column: usize, work: &Work) {
        let width = self.others.len();
        let (entering, leaving) = (self.others[column], self.basic[row]);
        // Where it stops it stands on its bound exactly.
        let at = leaving as usize;
        let value = self.value[at];
        let nearest =
            if value - self.low[at] < self.high[at] - value { self.low[at] } else { self.high[at] };
        if (value - nearest).abs() < 1e-6 {
            self.value[at] = nearest;
        }
        let by = 1.0 / self.table[row * width + column];
        let mut new: Vec<f64> =
            self.table[row * width..(row + 1) * width].iter().map(|entry| -entry * by).collect();
        new[column] = by;
        let support: Vec<usize> = (0..width).filter(|at| new[*at].abs() > EPS).collect();
        let mut spent = width + self.basic.len();
        let mut add = |line: &mut [f64]| {
            let factor = line[column];
            if factor == 0.0 {
                return;
            }
            line[column] = 0.0;
            for &at in &support {
                line[at] += factor * new[at];
                if line[at].abs() < EPS {
                    line[at] = 0.0;
                }
            }
            spent += support.len();
        };
        for other in (0..self.basic.len()).filter(|other| *other != row) {
            add(&mut self.table[other * width..(other + 1) * width]);
        }
        add(&mut self.gain);
        new.iter_mut().filter(|entry| entry.abs() <= EPS).for_each(|entry| *entry = 0.0);
        self.table[row * width..(row + 1) * width].copy_from_slice(&new);
        (self.basic[row], self.others[column]) = (entering, leaving);
        self.place[entering as usize] = row as u32;
        self.place[leaving as usize] = COLUMN | column as u32;
        work.spend(spent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protect::rng::Rng;

    fn solve(bounds: &[(f64, f64)], equations: &[Vec<(u32, f64)>], target: u32) -> f64 {
        let work = Work::new(u64::MAX);
        let mut simplex = Simplex::new(bounds, equations, &vec![0; bounds.len()], &work);
        assert_eq!(simplex.maximize(&[(target, 1.0)], &work), End::Best);
        for (at, (low, high)) in bounds.iter().enumerate() {
            let value = simplex.value(at as u32);
            assert!(value > low - 1e-6 && value < high + 1e-6);
        }
        for equation in equations {
            let sum: f64 = equation.iter().map(|(id, by)| by * simplex.value(*id)).sum();
            assert!(sum.abs() < 1e-6);
        }
        simplex.value(target)
    }

    #[test]
    fn a_square_moves_as_far_as_its_narrowest_corner() {
        let bounds = [(-2.0, 9.0), (-3.0, 9.0), (-7.0, 9.0), (-1.0, 9.0)];
        let rows = [vec![(0, 1.0), (1, 1.0)], vec![(2, 1.0), (3, 1.0)], vec![(0, 1.0), (2, 1.0)]];
        assert_eq!(solve(&bounds, &rows, 0), 3.0);
        assert_eq!(solve(&bounds, &rows, 1), 1.0);
    }

    #[test]
    fn it_agrees_with_another_solver_on_random_programmes() {
        let mut rng = Rng::new(5);
        for _ in 0..400 {
            let (n, m) = (2 + rng.below(9), 1 + rng.below(6));
            let bounds: Vec<(f64, f64)> =
                (0..n).map(|_| (-(rng.below(5) as f64), rng.below(9) as f64)).collect();
            let equations: Vec<Vec<(u32, f64)>> = (0..m)
                .map(|_| {
                    let term = |id| (id as u32, [-1.0, 0.0, 0.0, 1.0, 1.0, 2.0][rng.below(6)]);
                    (0..n).map(term).filter(|(_, by)| *by != 0.0).collect()
                })
                .collect();
            let mut other = microlp::Problem::new(microlp::OptimizationDirection::Maximize);
            let ids: Vec<_> = bounds
                .iter()
                .enumerate()
                .map(|(at, bounds)| other.add_var(f64::from(u8::from(at == 0)), *bounds))
                .collect();
            for equation in &equations {
                let terms: Vec<_> =
                    equation.iter().map(|(id, by)| (ids[*id as usize], *by)).collect();
                other.add_constraint(terms.as_slice(), microlp::ComparisonOp::Eq, 0.0);
            }
            let Ok(microlp::SolveOutcome::Solution(solution)) = other.solve() else {
                panic!("the origin is feasible");
            };
            let best = solve(&bounds, &equations, 0);
            assert!((best - solution[ids[0]]).abs() < 1e-6, "{best} {}", solution[ids[0]]);
        }
    }
}
