//! Law: figures are drawn person by person's share, so that categories sum to their base and parts stay within their wholes, as real ones do.

use super::places::Place;
use bydelsrapport::{
    config::{Indicator, Indicators, Kind, outline::Ref},
    ident::{CategoryId, GroupId, IndicatorId},
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::{collections::BTreeMap, fmt::Write};

/// Another seed gives another project.
const SEED: u64 = 2018;

/// `data/figures.csv`: every indicator of the settings, for every place, group and wave.
pub fn figures(indicators: &Indicators, places: &[Place], waves: &[&str]) -> String {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let mut text = String::from(
        "Syntetiske tall – laget for å måle rapporten\n\nperiod;district;group;indicator;category;count;base\n",
    );
    for place in places {
        let size = place.people.unwrap_or_else(|| random.random_range(60.0..900.0));
        for wave in waves {
            for (n, group) in indicators.groups.iter().filter(|g| g.sum_of.is_empty()).enumerate() {
                let people = near(&mut random, size * [0.55, 0.23, 0.22][n.min(2)]);
                let mut drawn =
                    Drawn { indicators, random: &mut random, people, counts: BTreeMap::new() };
                for indicator in &indicators.indicators {
                    if asked(indicator, &group.id) {
                        drawn.draw(indicator);
                        let start = format!("{wave};{};{};{}", place.id, group.id, indicator.id);
                        drawn.rows(&mut text, indicator, &start);
                    }
                }
            }
        }
    }
    text
}

fn asked(indicator: &Indicator, group: &GroupId) -> bool {
    indicator.groups.is_empty() || indicator.groups.contains(group)
}

/// The answers of one group of a place in one wave.
struct Drawn<'a> {
    indicators: &'a Indicators,
    random: &'a mut ChaCha8Rng,
    people: u32,
    /// Of how many, and how many in each category that is counted itself.
    counts: BTreeMap<IndicatorId, (u32, Vec<(CategoryId, u32)>)>,
}

impl Drawn<'_> {
    /// Draws an indicator and, before it, those that its base and its limit come from.
    fn draw(&mut self, indicator: &Indicator) {
        if self.counts.contains_key(&indicator.id) {
            return;
        }
        let base = indicator.base_is.as_ref().map_or(self.people, |figure| self.counted(figure));
        let most = indicator.part_of.as_ref().map_or(base, |figure| self.counted(figure).min(base));
        let categories: Vec<CategoryId> = self
            .indicators
            .categories(indicator)
            .iter()
            .filter(|c| c.sum_of.is_empty())
            .map(|c| c.id.clone())
            .collect();
        let random = &mut *self.random;
        let last = categories.len().saturating_sub(1);
        let mut left = base;
        let counts = match indicator.kind {
            Kind::Count => vec![(CategoryId::total(), base)],
            Kind::Share => vec![(CategoryId::total(), part(random, most, 0.3))],
            Kind::Multi => categories
                .into_iter()
                .enumerate()
                .map(|(n, id)| (id, part(random, most, 0.6 / (n + 1) as f64)))
                .collect(),
            Kind::Levels | Kind::Choice => categories
                .into_iter()
                .enumerate()
                .map(|(n, id)| {
                    let count = if n == last { left } else { part(random, left, 0.35) };
                    left -= count;
                    (id, count)
                })
                .collect(),
            // A mean is not drawn: the program's own settings have none.
            Kind::Mean => Vec::new(),
        };
        self.counts.insert(indicator.id.clone(), (base, counts));
    }

    /// How many a figure counts, its parts together where it is a sum.
    fn counted(&mut self, figure: &Ref) -> u32 {
        let Some(indicator) = self.indicators.get(&figure.indicator) else {
            return self.people;
        };
        self.draw(indicator);
        let meant = self.indicators.meant(figure);
        let categories = self.indicators.categories(indicator).iter();
        let parts = categories.filter(|c| c.id == meant).flat_map(|c| &c.sum_of);
        let parts: Vec<&CategoryId> = parts.collect();
        let (_, counts) = &self.counts[&indicator.id];
        let within = |id: &CategoryId| *id == meant || parts.contains(&id);
        counts.iter().filter(|(id, _)| within(id)).map(|(_, count)| count).sum()
    }

    fn rows(&self, text: &mut String, indicator: &Indicator, start: &str) {
        let (base, counts) = &self.counts[&indicator.id];
        for (category, count) in counts {
            let category = if category.is_total() { "" } else { category.as_str() };
            let base = if indicator.kind == Kind::Count { String::new() } else { base.to_string() };
            // Writing to a String never fails.
            let _ = writeln!(text, "{start};{category};{count};{base}");
        }
    }
}

/// About so many.
fn near(random: &mut ChaCha8Rng, number: f64) -> u32 {
    (number * random.random_range(0.8..1.2)).round() as u32
}

/// About this share of so many people, never more than all.
fn part(random: &mut ChaCha8Rng, people: u32, share: f64) -> u32 {
    near(random, f64::from(people) * share).min(people)
}
