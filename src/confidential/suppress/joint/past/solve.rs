//! Law: what nobody knows gets numbers that fit all that is known; where none fit, that is said.

use super::{Gathered, Node, Past, Sum, Today, least};
use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};
use std::collections::{BTreeMap, BTreeSet};

/// Why there are no numbers.
enum Lack {
    /// None fit.
    Contradiction,
    /// None were found.
    Unsure,
}

impl Gathered {
    /// Gives every unknown number a value, part by part; the sums of the parts that no values fit, and those for
    /// which none were found.
    pub(super) fn solve(&mut self, today: &Today<'_, '_>) -> (Vec<Sum>, Vec<Sum>) {
        let (mut misfits, mut unsure) = (Vec::new(), Vec::new());
        for sums in self.parts() {
            match self.fitting(today, &sums) {
                Ok(values) => {
                    for (past, value) in values {
                        if let Some(fact) = self.facts.get_mut(&past) {
                            fact.value = Some(value);
                        }
                    }
                }
                Err(Lack::Contradiction) => misfits.extend(sums),
                Err(Lack::Unsure) => unsure.extend(sums),
            }
        }
        (misfits, unsure)
    }

    /// The sums with unknown numbers, those together that share one.
    fn parts(&self) -> Vec<Vec<Sum>> {
        let unknown = |sum: &Sum| -> BTreeSet<Past> {
            let past = sum.iter().filter_map(|(node, _)| match node {
                Node::Past(past) if self.facts[past].value.is_none() => Some(past.clone()),
                _ => None,
            });
            past.collect()
        };
        let mut parts: Vec<(BTreeSet<Past>, Vec<Sum>)> = Vec::new();
        for sum in &self.sums {
            let mut own = unknown(sum);
            if own.is_empty() {
                continue;
            }
            let mut sums = vec![sum.clone()];
            let (joined, apart): (Vec<_>, Vec<_>) =
                parts.into_iter().partition(|(of, _)| !of.is_disjoint(&own));
            parts = apart;
            for (of, more) in joined {
                own.extend(of);
                sums.extend(more);
            }
            parts.push((own, sums));
        }
        parts.into_iter().map(|(_, sums)| sums).collect()
    }

    /// Whole numbers for the unknowns of some sums, where there are any.
    fn fitting(&self, today: &Today<'_, '_>, sums: &[Sum]) -> Result<BTreeMap<Past, i64>, Lack> {
        // Those withheld are somebody, where nobody would have been shown.
        self.dive(today, sums, true).or_else(|_| self.dive(today, sums, false))
    }

    /// Solves without a care for whole numbers, and settles one that is none after the other.
    fn dive(
        &self,
        today: &Today<'_, '_>,
        sums: &[Sum],
        some: bool,
    ) -> Result<BTreeMap<Past, i64>, Lack> {
        let mut settled: BTreeMap<Past, i64> = BTreeMap::new();
        loop {
            let found = self.relaxed(today, sums, some, &settled)?;
            let broken = found.iter().find(|(_, value)| (*value - value.round()).abs() > 1e-6);
            let Some((past, value)) = broken else {
                let whole = found.into_iter().map(|(past, value)| (past, value.round() as i64));
                return Ok(whole.collect());
            };
            let tried = [value.floor(), value.ceil()].into_iter().find(|value| {
                let mut with = settled.clone();
                with.insert(past.clone(), *value as i64);
                self.relaxed(today, sums, some, &with).is_ok()
            });
            let tried = tried.ok_or(Lack::Unsure)?;
            settled.insert(past.clone(), tried as i64);
        }
    }

    fn relaxed(
        &self,
        today: &Today<'_, '_>,
        sums: &[Sum],
        some: bool,
        settled: &BTreeMap<Past, i64>,
    ) -> Result<BTreeMap<Past, f64>, Lack> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut variables: BTreeMap<Past, Variable> = BTreeMap::new();
        for (node, _) in sums.iter().flatten() {
            let Node::Past(past) = node else { continue };
            let fact = self.facts[past];
            if fact.value.is_some() || variables.contains_key(past) {
                continue;
            }
            let low = if some && fact.withheld { least(today.rules, past) as f64 } else { 0.0 };
            let bounds = match settled.get(past) {
                Some(value) => (*value as f64, *value as f64),
                None => (low, f64::INFINITY),
            };
            variables.insert(past.clone(), problem.add_var(0.0, bounds));
        }
        for sum in sums {
            let mut terms: Vec<(Variable, f64)> = Vec::new();
            let mut rest = 0;
            for (node, weight) in sum {
                match (self.value(today, node), node) {
                    (Some(value), _) => rest += value * weight,
                    (None, Node::Past(past)) => terms.push((variables[past], *weight as f64)),
                    (None, Node::Today(_)) => {}
                }
            }
            problem.add_constraint(&terms, ComparisonOp::Eq, -rest as f64);
        }
        let solution = match problem.solve() {
            Ok(found) => found.into_solution().map_err(|_| Lack::Unsure)?,
            Err(Error::Infeasible) => return Err(Lack::Contradiction),
            Err(_) => return Err(Lack::Unsure),
        };
        Ok(variables.into_iter().map(|(past, it)| (past, solution.var_value(it))).collect())
    }
}
