//! Law: findings are chosen by strength and spread over themes, the same in every run.

use super::{Finding, Rule};
use crate::{
    analysis::Lens,
    config::{
        Indicators, Kind,
        outline::{Block, Section},
    },
    ident::{CategoryId, IndicatorId},
};
use std::collections::{BTreeMap, BTreeSet};

/// Below so many findings the cover's figures are findings, too.
const FEW: usize = 3;

/// What a finding is about: a second one about the same says little that the first did not.
type Subject = (IndicatorId, CategoryId);

/// The leading findings, then the strongest of the rest in their order; chosen such that each further one of a
/// theme counts for less: the second two thirds, the third half.
pub(super) fn choose(
    lens: &Lens,
    lead: Vec<Finding>,
    mut rest: Vec<Finding>,
    headlines: Vec<Finding>,
    most: usize,
) -> Vec<Finding> {
    let settings = lens.settings();
    let themes = themes(&settings.outline.sections, &settings.indicators);
    let theme =
        |finding: &Finding| themes.get(&finding.figure.indicator).copied().unwrap_or_default();
    let mut taken = Taken { lens, most, lead: 0, chosen: Vec::new(), subjects: BTreeSet::new() };
    let mut told: BTreeMap<&str, u32> = BTreeMap::new();
    for finding in lead {
        *told.entry(theme(&finding)).or_insert(0) += 1;
        taken.take(finding);
        taken.lead = taken.chosen.len();
    }
    while !rest.is_empty() {
        let worth = |finding: &Finding| {
            let before = told.get(theme(finding)).copied().unwrap_or(0);
            2.0 * finding.strength / f64::from(2 + before)
        };
        let best = (0..rest.len()).reduce(|a, b| {
            let order = worth(&rest[b]).total_cmp(&worth(&rest[a]));
            let tie = || rest[a].figure.cmp(&rest[b].figure);
            if order.then_with(tie).is_gt() { b } else { a }
        });
        let best = rest.swap_remove(best.expect("the list is not empty"));
        let theme = theme(&best);
        if taken.take(best) {
            *told.entry(theme).or_insert(0) += 1;
        }
    }
    let leading = taken.lead;
    taken.chosen[leading..].sort_by(|a, b| {
        let order = b.strength.total_cmp(&a.strength);
        order.then_with(|| a.figure.cmp(&b.figure))
    });
    for finding in headlines {
        if taken.chosen.len() < FEW {
            taken.take(finding);
        }
    }
    taken.chosen
}

/// What is chosen so far.
struct Taken<'l> {
    lens: &'l Lens,
    most: usize,
    /// How many of them lead.
    lead: usize,
    chosen: Vec<Finding>,
    subjects: BTreeSet<Subject>,
}

impl Taken<'_> {
    /// Takes a finding that is about something new, while there is room; whether it did.
    fn take(&mut self, finding: Finding) -> bool {
        let about = touched(self.lens, &finding);
        let fresh = about.iter().all(|subject| !self.subjects.contains(subject));
        let room = self.chosen.len() < self.most;
        if fresh && room {
            self.subjects.extend(about);
            self.chosen.push(finding);
        }
        fresh && room
    }
}

/// What a finding touches. That nothing stands out, and who was mapped, stand beside anything.
fn touched(lens: &Lens, finding: &Finding) -> Vec<Subject> {
    if matches!(finding.rule, Rule::Ordinary | Rule::LargestGroup) {
        return Vec::new();
    }
    let figures = std::iter::once(&finding.figure).chain(&finding.other);
    figures
        .map(|figure| {
            let key = lens.key(figure);
            // What one answer has more of, another has less of.
            match lens.indicator(figure).kind {
                Kind::Levels | Kind::Choice => (key.indicator, CategoryId::total()),
                _ => (key.indicator, key.category),
            }
        })
        .collect()
}

/// The section that each indicator belongs to: the first that shows it and does not gather from others.
fn themes<'s>(
    sections: &'s [Section],
    indicators: &'s Indicators,
) -> BTreeMap<&'s IndicatorId, &'s str> {
    let mut themes = BTreeMap::new();
    for section in sections {
        let blocks: Vec<&Block> = section.blocks.iter().flat_map(Block::flat).collect();
        let gathers = |block: &&Block| {
            matches!(
                block,
                Block::Findings { .. }
                    | Block::Barometer { .. }
                    | Block::Heatmap { .. }
                    | Block::AllFigures { .. }
                    | Block::Areas { .. }
                    | Block::Slopes { .. }
                    | Block::Change { .. }
            )
        };
        if blocks.iter().any(gathers) {
            continue;
        }
        for indicator in blocks.into_iter().flat_map(shown) {
            if let Some(known) = indicators.get(indicator) {
                themes.entry(&known.id).or_insert(section.id.as_str());
            }
        }
    }
    themes
}

/// The indicators that a block shows.
fn shown(block: &Block) -> Vec<&IndicatorId> {
    match block {
        Block::Levels { indicators, .. } => indicators.iter().collect(),
        Block::LevelsBy { indicator, .. } => vec![indicator],
        Block::Bars { indicator, figures, .. } | Block::Table { indicator, figures, .. } => {
            indicator.iter().chain(figures.iter().map(|figure| &figure.indicator)).collect()
        }
        Block::Pairs { pairs, .. } => pairs.iter().flatten().map(|f| &f.indicator).collect(),
        _ => Vec::new(),
    }
}
