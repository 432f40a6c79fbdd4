//! Law: what does not add up is never published.

mod absent;
mod bases;
mod content;
mod sums;
mod table;
#[cfg(test)]
mod tests;

use super::{RawTable, ValidTable};
use crate::{
    config::{Indicator, Settings},
    diagnostic::Problems,
};
use table::Table;

impl RawTable {
    /// Checks the table against itself and completes bases, totals and sums; warnings go to `warnings`.
    ///
    /// # Errors
    /// Every problem of the whole table, those of reading it first.
    pub fn validate(
        self,
        settings: &Settings,
        warnings: &mut Problems,
    ) -> Result<ValidTable, Problems> {
        let Self {
            cells,
            summary,
            problems,
            doubt,
        } = self;
        let mut table = Table::new(cells, settings, doubt);
        absent::check(&mut table);
        for indicator in population_first(settings) {
            bases::complete(&mut table, indicator);
            sums::complete(&mut table, indicator);
        }
        let (cells, found) = table.finish();
        let mut all = problems;
        all.extend(found);
        all.unless_fatal(ValidTable { cells, summary }, warnings)
    }
}

/// The number of people mapped is the base of much else, so its own totals come first.
fn population_first(settings: &Settings) -> impl Iterator<Item = &Indicator> {
    let population = |i: &&Indicator| i.id == settings.report.population;
    let all = &settings.indicators.indicators;
    all.iter()
        .filter(population)
        .chain(all.iter().filter(move |i| !population(i)))
}
