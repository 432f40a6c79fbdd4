//! Simulated annealing over suppression patterns with an adaptive penalty for sums that do not hold.
//!
//! A step mends what does not hold, or lets go of what is not needed; chance decides among nearly equals (the Gumbel
//! trick draws from a Boltzmann distribution), and less so as the run cools.

use super::{rng::Rng, walk::Walk, work::Work};

/// Of more candidates than this a sample is looked at.
const MANY: usize = 60;

impl Walk<'_> {
    /// Takes so many steps; `best` is the cheapest set that holds, with its cost. `unit` is what a usual cell costs.
    pub fn run(
        &mut self,
        steps: usize,
        unit: f64,
        rng: &mut Rng,
        best: &mut Option<(i64, Vec<bool>)>,
        work: &Work,
    ) {
        let (mut weight, mut without) = (unit, 0);
        for step in 0..steps {
            let heat = unit * (0.05 + 0.6 * (1.0 - step as f64 / steps as f64));
            let pick = if self.holds() {
                if best.as_ref().is_none_or(|(cost, _)| self.total < *cost) {
                    *best = Some((self.total, self.on.clone()));
                }
                self.least_needed(weight, heat, rng)
            } else {
                without += 1;
                // Nothing holds for long: what holds must be worth more than what it costs.
                if best.is_none() && without % 500 == 0 {
                    weight *= 2.0;
                }
                self.mend(weight, heat, rng)
            };
            work.spend(self.looked.take());
            if work.is_done() {
                return;
            }
            let Some(cell) = pick else { return };
            self.flip(cell);
        }
    }

    /// A hidden cell that could be shown, by what is saved and what breaks.
    fn least_needed(&self, weight: f64, heat: f64, rng: &mut Rng) -> Option<usize> {
        let mut pick = (f64::MAX, None);
        // Of very many a sample is enough.
        let tries = self.spare.len().min(MANY);
        for n in 0..tries {
            let at = if tries < self.spare.len() { rng.below(self.spare.len()) } else { n };
            let cell = self.spare[at] as usize;
            let (cost, breaks) = self.change(cell);
            let energy = cost as f64 + 0.7 * weight * f64::from(breaks) - 2.0 * heat * rng.gumbel();
            if energy < pick.0 {
                pick = (energy, Some(cell));
            }
        }
        pick.1
    }

    /// A cell whose change mends something that does not hold.
    fn mend(&self, weight: f64, heat: f64, rng: &mut Rng) -> Option<usize> {
        let slot = self.broken[rng.below(self.broken.len())] as usize;
        let mut pick = (f64::MAX, None);
        let mut consider = |cell: usize, rng: &mut Rng| {
            if self.cost[cell] > 0 {
                let (cost, breaks) = self.change(cell);
                let energy = cost as f64 + weight * f64::from(breaks) - heat * rng.gumbel();
                if energy < pick.0 {
                    pick = (energy, Some(cell));
                }
            }
        };
        match slot.checked_sub(self.model.relations.len()) {
            None => {
                let line = &self.model.relations[slot];
                if line.len() <= MANY {
                    line.iter().for_each(|(cell, _)| consider(*cell as usize, rng));
                } else {
                    (0..MANY).for_each(|_| {
                        let at = rng.below(line.len());
                        consider(line[at].0 as usize, rng);
                    });
                }
            }
            Some(cut) => {
                let cut = &self.cuts[cut];
                let off = cut.terms.iter().filter(|(cell, _)| !self.on[*cell as usize]);
                off.for_each(|(cell, _)| consider(*cell as usize, rng));
                consider(cut.target as usize, rng);
            }
        }
        pick.1
    }
}
