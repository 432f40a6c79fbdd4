//! Law: a withheld cell is wide enough once two tables are known that differ enough in it; only then no more is asked.
//!
//! Each solution of the linear programme is a table that fits everything shown, and widens what is
//! known to be possible for every cell in it, not for the one that was asked about alone.

use super::{
    exact::Reduced,
    system::{Part, Role, System},
};
use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use std::collections::BTreeMap;

/// How much of a whole number a solution may lack.
const NEAR: f64 = 1e-6;

/// How many tables are made at random first.
const ROUNDS: u64 = 4;

/// How well an unknown is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// What remains possible spans at least the width.
    Wide,
    /// It does not.
    Narrow,
    /// One value alone remains possible.
    Exact,
    /// One value alone remains possible to somebody who is counted in it.
    Insider,
    /// No table fits all that is shown.
    Impossible,
    /// The solver gave no answer.
    Unsettled,
}

/// What is known to be possible in a part.
pub(super) struct Ranges<'a> {
    system: &'a System,
    part: &'a Part,
    reduced: &'a Reduced,
    width: f64,
    seen: BTreeMap<usize, (f64, f64)>,
    classes: BTreeMap<usize, Class>,
}

/// Classifies every withheld cell of a part.
pub(super) fn classes<'a>(
    system: &'a System,
    part: &'a Part,
    reduced: &'a Reduced,
    width: u64,
) -> Ranges<'a> {
    let mut ranges = Ranges {
        system,
        part,
        reduced,
        width: width as f64,
        seen: BTreeMap::new(),
        classes: BTreeMap::new(),
    };
    ranges.classify();
    ranges
}

impl Ranges<'_> {
    /// How well an unknown is protected; what is not withheld needs no protection.
    pub fn class(&self, at: usize) -> Class {
        self.classes.get(&at).copied().unwrap_or(Class::Wide)
    }

    /// Whether a withheld figure may be a zero on a withheld base, for all that is published.
    pub fn may_be_none(&self, at: usize) -> bool {
        let least = match self.reduced.value(at) {
            Some(value) => value as f64,
            None => self.ends(at).map_or(f64::MAX, |(low, _)| low),
        };
        self.system.unknowns[at].may_be_zero && least == 0.0
    }

    fn classify(&mut self) {
        let withheld: Vec<usize> = self.withheld();
        let open: Vec<usize> =
            withheld.iter().copied().filter(|at| !self.reduced.is_fixed(*at)).collect();
        for &at in withheld.iter().filter(|at| self.reduced.is_fixed(**at)) {
            self.classes.insert(at, Class::Exact);
        }
        if open.is_empty() {
            return;
        }
        if let [only] = open[..]
            && self.part.relations.is_empty()
        {
            let unknown = &self.system.unknowns[only];
            self.seen.insert(only, (unknown.low, unknown.high));
        }
        let mut random = 0x9E37_79B9_7F4A_7C15_u64;
        for _ in 0..ROUNDS {
            if open.iter().all(|at| self.is_wide(*at)) {
                break;
            }
            let weights: Vec<(usize, f64)> = open
                .iter()
                .map(|at| {
                    random ^= random << 13;
                    random ^= random >> 7;
                    random ^= random << 17;
                    (*at, if random & 1 == 0 { 1.0 } else { -1.0 })
                })
                .collect();
            for direction in [OptimizationDirection::Minimize, OptimizationDirection::Maximize] {
                if self.solve(&weights, direction) == Answer::None {
                    self.classes.insert(open[0], Class::Impossible);
                    return;
                }
            }
        }
        for &at in &open {
            let class = self.judge(at);
            self.classes.insert(at, class);
        }
    }

    fn withheld(&self) -> Vec<usize> {
        let withheld = |at: &usize| self.system.unknowns[*at].role == Role::Withheld;
        self.part.unknowns.iter().copied().filter(withheld).collect()
    }

    fn judge(&mut self, at: usize) -> Class {
        let mut settled = true;
        for direction in [OptimizationDirection::Minimize, OptimizationDirection::Maximize] {
            if self.is_wide(at) {
                return self.insider(at);
            }
            settled &= self.solve(&[(at, 1.0)], direction) != Answer::Trouble;
        }
        match self.span(at) {
            _ if self.is_wide(at) => self.insider(at),
            _ if !settled => Class::Unsettled,
            Some(span) if span < 0.5 => Class::Exact,
            Some(_) => Class::Narrow,
            None => Class::Unsettled,
        }
    }

    /// Somebody counted in a cell knows that it is not zero, also where zeros are hidden.
    fn insider(&self, at: usize) -> Class {
        let least = if self.system.unknowns[at].may_be_zero { 1.0 } else { 0.0 };
        match self.ends(at) {
            Some((low, high)) if high - low.max(least) < 0.5 => Class::Insider,
            _ => Class::Wide,
        }
    }

    /// The ends that were seen, as counts: rounded inward.
    fn ends(&self, at: usize) -> Option<(f64, f64)> {
        let (low, high) = self.seen.get(&at)?;
        if self.system.unknowns[at].whole {
            Some(((low - NEAR).ceil(), (high + NEAR).floor()))
        } else {
            Some((*low, *high))
        }
    }

    fn span(&self, at: usize) -> Option<f64> {
        self.ends(at).map(|(low, high)| high - low)
    }

    fn is_wide(&self, at: usize) -> bool {
        self.span(at).is_some_and(|span| span >= self.width)
    }

    /// Whether a withheld cell may be one person.
    pub fn may_be_one(&mut self, at: usize) -> bool {
        for direction in [OptimizationDirection::Minimize, OptimizationDirection::Maximize] {
            if self.ends(at).is_some_and(|(low, high)| low <= 1.0 && high >= 1.0) {
                return true;
            }
            if self.system.unknowns[at].low > 1.0 {
                return false;
            }
            self.solve(&[(at, 1.0)], direction);
        }
        self.ends(at).is_some_and(|(low, high)| low <= 1.0 && high >= 1.0)
    }

    /// Finds the table with the least or the greatest sum of weights; every cell of it was possible.
    fn solve(&mut self, weights: &[(usize, f64)], direction: OptimizationDirection) -> Answer {
        let weights: BTreeMap<usize, f64> = weights.iter().copied().collect();
        let mut problem = Problem::new(direction);
        let mut variables: BTreeMap<usize, Variable> = BTreeMap::new();
        for &at in &self.part.unknowns {
            let unknown = &self.system.unknowns[at];
            if unknown.low > unknown.high {
                return Answer::None;
            }
            let weight = weights.get(&at).copied().unwrap_or(0.0);
            variables.insert(at, problem.add_var(weight, (unknown.low, unknown.high)));
        }
        for relation in &self.part.relations {
            let relation = &self.system.relations[*relation];
            let terms: Vec<(Variable, f64)> =
                relation.terms.iter().map(|(at, factor)| (variables[at], *factor)).collect();
            let sort = if relation.equal { ComparisonOp::Eq } else { ComparisonOp::Le };
            problem.add_constraint(terms, sort, relation.side);
        }
        let solution = match problem.solve() {
            Ok(outcome) => outcome.into_solution().ok(),
            Err(microlp::Error::Infeasible) => return Answer::None,
            Err(_) => None,
        };
        let Some(solution) = solution else {
            return Answer::Trouble;
        };
        for (at, variable) in &variables {
            let value = solution.var_value(*variable);
            let seen = self.seen.entry(*at).or_insert((value, value));
            *seen = (seen.0.min(value), seen.1.max(value));
        }
        Answer::Table
    }
}

/// What the solver said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// A table.
    Table,
    /// There is none.
    None,
    /// It cannot say.
    Trouble,
}
