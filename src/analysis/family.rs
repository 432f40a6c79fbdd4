//! Law: what a report compares is held against each other, so that many comparisons do not find by number what is chance.

use super::{Lens, held};
use crate::{
    config::{
        Kind,
        outline::{Block, Outline, Ref},
    },
    ident::{CellKey, IndicatorId},
};
use std::collections::BTreeSet;

/// The comparisons of one district's report.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Family {
    cutoff: f64,
    tests: usize,
}

impl Family {
    /// All tests between published figures that the outline shows: against the rest of the city, against the
    /// wave before, and between groups.
    pub(super) fn of(lens: &Lens) -> Self {
        let settings = lens.settings();
        let outline = &settings.outline;
        let mut chances = Vec::new();
        for figure in compared(lens, outline) {
            chances.extend(lens.test_against(&figure));
        }
        for figure in once(lens, followed(outline)) {
            chances.extend(lens.test_change(&figure));
        }
        for pair in pairs(lens, outline) {
            let [own, other] = [&pair[0], &pair[1]].map(|figure| lens.own(figure));
            chances.extend(lens.test(&pair[0], &own, &other));
        }
        let chances: Vec<f64> = chances.into_iter().map(|test| test.chance).collect();
        let tests = chances.len();
        let level = 1.0 - settings.report.comparison.confidence;
        Self { cutoff: held(chances, level), tests }
    }

    /// The largest p-value that counts as more than chance in this report.
    pub fn cutoff(&self) -> f64 {
        self.cutoff
    }

    /// How many comparisons are held against each other.
    pub fn tests(&self) -> usize {
        self.tests
    }
}

/// Every block, those inside others included.
pub(super) fn blocks(outline: &Outline) -> impl Iterator<Item = &Block> {
    outline.sections.iter().flat_map(|section| &section.blocks).flat_map(Block::flat)
}

/// The weak share of an indicator.
pub(super) fn weak(indicator: &IndicatorId) -> Ref {
    Ref { indicator: indicator.clone(), category: None, group: None }
}

/// Each figure once, however often and by whatever name it stands in the outline.
fn once(lens: &Lens, figures: Vec<Ref>) -> Vec<Ref> {
    let mut seen: BTreeSet<CellKey> = BTreeSet::new();
    let fresh = figures.into_iter();
    fresh.filter(|f| seen.insert(lens.key(f))).collect()
}

/// The figures that the outline sets beside those of the reference, each once.
pub(super) fn compared(lens: &Lens, outline: &Outline) -> Vec<Ref> {
    once(lens, shown(lens, outline))
}

fn shown(lens: &Lens, outline: &Outline) -> Vec<Ref> {
    let mut all = Vec::new();
    let mut rows = |indicator: Option<&IndicatorId>, figures: &[Ref]| {
        if let Some(id) = indicator {
            all.extend(answers(lens, id));
        }
        all.extend(figures.iter().cloned());
    };
    for block in blocks(outline) {
        match block {
            Block::Levels { indicators, .. } => {
                rows(None, &indicators.iter().map(weak).collect::<Vec<_>>());
            }
            Block::LevelsBy { indicator, .. } => rows(Some(indicator), &[]),
            Block::Bars { indicator, figures, .. } | Block::Table { indicator, figures, .. } => {
                rows(indicator.as_ref(), figures)
            }
            Block::Barometer { themes, .. } => {
                themes.iter().for_each(|theme| rows(None, &theme.figures));
            }
            Block::Areas { figures, .. } => rows(None, figures),
            Block::Pairs { pairs, .. } => pairs.iter().for_each(|pair| rows(None, pair)),
            _ => {}
        }
    }
    all
}

/// All answers of an indicator that are counted by themselves.
fn answers(lens: &Lens, id: &IndicatorId) -> Vec<Ref> {
    let figure = weak(id);
    let indicator = lens.indicator(&figure);
    if !indicator.kind.has_categories() {
        return vec![figure];
    }
    let categories = lens.settings().indicators.categories(indicator);
    let counted = categories.iter().filter(|c| c.sum_of.is_empty());
    counted.map(|category| Ref { category: Some(category.id.clone()), ..figure.clone() }).collect()
}

/// The figures that the outline follows from wave to wave.
pub(super) fn followed(outline: &Outline) -> Vec<Ref> {
    let rows = blocks(outline).filter_map(|block| match block {
        Block::Slopes { figures, .. } | Block::Change { figures, .. } => Some(figures),
        _ => None,
    });
    rows.flatten().cloned().collect()
}

/// Every two groups of the figures that are set against each other between groups.
pub(super) fn pairs(lens: &Lens, outline: &Outline) -> Vec<[Ref; 2]> {
    let mut pairs = Vec::new();
    for figure in &outline.findings.between {
        let indicator = lens.indicator(figure);
        if indicator.kind == Kind::Count {
            continue;
        }
        let asked = lens.settings().indicators.asked(indicator);
        let groups: Vec<Ref> = asked
            .filter(|group| group.sum_of.is_empty())
            .map(|group| Ref { group: Some(group.id.clone()), ..figure.clone() })
            .collect();
        for (at, one) in groups.iter().enumerate() {
            pairs.extend(groups[..at].iter().map(|other| [other.clone(), one.clone()]));
        }
    }
    pairs
}
