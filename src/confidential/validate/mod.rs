//! Law: what does not add up is never published.

mod absent;
mod alike;
mod bases;
mod content;
mod nests;
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
        let Self { cells, summary, problems, doubt, ties } = self;
        let mut table = Table::new(cells, settings, doubt);
        absent::check(&mut table);
        for indicator in wholes_first(settings) {
            bases::complete(&mut table, indicator);
            sums::complete(&mut table, indicator);
        }
        nests::check(&mut table);
        alike::check(&mut table);
        let (cells, found) = table.finish();
        let mut all = problems;
        all.extend(found);
        all.unless_fatal(ValidTable { cells, summary, ties }, warnings)
    }
}

/// The number of people mapped and the figures that are bases of others: their own totals come first.
fn wholes_first(settings: &Settings) -> Vec<&Indicator> {
    let measured = &settings.indicators;
    let population = measured.get(&settings.report.population);
    let mut order = Vec::new();
    for indicator in population.into_iter().chain(&measured.indicators) {
        after_its_base(indicator, settings, &mut order);
    }
    order
}

fn after_its_base<'s>(
    indicator: &'s Indicator,
    settings: &'s Settings,
    order: &mut Vec<&'s Indicator>,
) {
    // Checked settings have no circles of bases, so every chain of them ends.
    let mut chain = vec![indicator];
    while let Some(whole) = chain.last().and_then(|last| last.base_is.as_ref())
        && let Some(next) = settings.indicators.get(&whole.indicator)
        && chain.len() <= settings.indicators.indicators.len()
    {
        chain.push(next);
    }
    for indicator in chain.into_iter().rev() {
        if !order.iter().any(|placed| placed.id == indicator.id) {
            order.push(indicator);
        }
    }
}
