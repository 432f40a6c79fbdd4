//! Law: figures are drawn person by person's share, so that categories sum to their base as real ones do.

use super::places::Place;
use bydelsrapport::config::{Indicator, Indicators, Kind};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::fmt::Write;

/// Another seed gives another project.
const SEED: u64 = 2018;
const WAVES: [&str; 2] = ["2017", "2018"];

/// `data/figures.csv`: every indicator of the settings, for every place, group and wave.
pub fn figures(indicators: &Indicators, places: &[Place]) -> String {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let mut text = String::from(
        "Syntetiske tall – laget for å måle rapporten\n\nperiod;district;group;indicator;category;count;base\n",
    );
    for place in places {
        let size = random.random_range(60.0..900.0);
        for wave in WAVES {
            for (n, group) in indicators.groups.iter().filter(|g| g.sum_of.is_empty()).enumerate() {
                let people = near(&mut random, size * [0.55, 0.23, 0.22][n.min(2)]);
                for indicator in &indicators.indicators {
                    if !indicator.groups.is_empty() && !indicator.groups.contains(&group.id) {
                        continue;
                    }
                    let start = format!("{wave};{};{};{}", place.id, group.id, indicator.id);
                    rows(&mut text, &mut random, indicators, indicator, &start, people);
                }
            }
        }
    }
    text
}

fn rows(
    text: &mut String,
    random: &mut ChaCha8Rng,
    indicators: &Indicators,
    indicator: &Indicator,
    start: &str,
    people: u32,
) {
    let counted = || indicators.categories(indicator).iter().filter(|c| c.sum_of.is_empty());
    // Writing to a String never fails, here and below.
    let mut row = |category: &str, count: u32, base: &str| {
        let _ = writeln!(text, "{start};{category};{count};{base}");
    };
    let base = people.to_string();
    match indicator.kind {
        Kind::Count => row("", people, ""),
        Kind::Share => {
            let count = part(random, people, 0.3);
            row("", count, &base);
        }
        Kind::Multi => {
            for (n, category) in counted().enumerate() {
                let count = part(random, people, 0.6 / (n + 1) as f64);
                row(category.id.as_str(), count, &base);
            }
        }
        Kind::Levels | Kind::Choice => {
            let last = counted().count().saturating_sub(1);
            let mut left = people;
            for (n, category) in counted().enumerate() {
                let count = if n == last { left } else { part(random, left, 0.35) };
                left -= count;
                row(category.id.as_str(), count, &base);
            }
        }
        // A mean is not drawn: the program's own settings have none.
        Kind::Mean => {}
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
