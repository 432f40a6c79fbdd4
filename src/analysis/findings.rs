//! Law: a closed set of rules says what is worth talking about, from published figures alone.

use super::{Against, Direction, Lens, rank};
use crate::{
    config::{
        Kind,
        outline::{Block, Outline, Ref},
    },
    ident::CellKey,
};
use std::collections::BTreeSet;

/// Which rule made a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The life area with the largest weak share.
    WeakestArea,
    /// A figure that differs from the city's.
    StandsOut,
    /// More are recommended something than get it.
    Gap,
    /// A figure that differs from the wave before.
    Changed,
    /// A headline figure of the cover, where nothing else is remarkable.
    Headline,
}

impl Rule {
    /// The name of its sentence template, after `finding-`.
    pub fn name(self) -> &'static str {
        match self {
            Self::WeakestArea => "weakest-area",
            Self::StandsOut => "stands-out",
            Self::Gap => "gap",
            Self::Changed => "changed",
            Self::Headline => "headline",
        }
    }
}

/// Something worth saying, with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// The figure it is about.
    pub figure: Ref,
    /// The second figure, for a gap.
    pub other: Option<Ref>,
    /// How it stands to the city.
    pub against: Option<Against>,
    /// How much it weighs among the findings; larger is more.
    pub strength: f64,
    /// The cells that it rests on.
    pub evidence: Vec<CellKey>,
}

/// The findings of a district in order of weight, at most `most`, spread over what they are about.
pub fn findings(lens: &Lens, outline: &Outline, most: usize) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut subjects = BTreeSet::new();
    let mut candidates = weakest(lens, outline).into_iter().collect::<Vec<_>>();
    let mut rest = stands_out(lens, outline);
    rest.extend(gaps(lens, outline));
    rest.extend(changed(lens, outline));
    rest.sort_by(|a, b| {
        b.strength
            .total_cmp(&a.strength)
            .then_with(|| a.figure.cmp(&b.figure))
    });
    candidates.extend(rest);
    candidates.extend(headlines(lens, outline));
    for finding in candidates {
        let headline = finding.rule == Rule::Headline;
        if found.len() >= most || (headline && found.len() >= most.min(3)) {
            break;
        }
        // One finding per indicator: a second says little that the first did not.
        let touched: Vec<_> = std::iter::once(&finding.figure)
            .chain(&finding.other)
            .map(|f| {
                let key = lens.key(f);
                (key.indicator, key.category)
            })
            .collect();
        if touched.iter().all(|subject| !subjects.contains(subject)) {
            subjects.extend(touched);
            found.push(finding);
        }
    }
    found
}

fn finding(lens: &Lens, rule: Rule, figure: &Ref, other: Option<&Ref>, strength: f64) -> Finding {
    let own = lens.key(figure);
    let mut evidence = vec![own.clone(), own.at(&crate::ident::DistrictId::total())];
    evidence.extend(other.map(|o| lens.key(o)));
    if rule == Rule::Changed {
        evidence.extend(lens.earlier().map(|p| own.when(p)));
    }
    Finding {
        rule,
        figure: figure.clone(),
        other: other.cloned(),
        against: lens.against_city(figure),
        strength,
        evidence,
    }
}

/// Every block, those inside others included.
fn blocks(outline: &Outline) -> impl Iterator<Item = &Block> {
    outline
        .sections
        .iter()
        .flat_map(|s| &s.blocks)
        .flat_map(|block| match block {
            Block::Beside { left, right } => vec![&**left, &**right],
            other => vec![other],
        })
}

fn weakest(lens: &Lens, outline: &Outline) -> Option<Finding> {
    let areas: Vec<Ref> = blocks(outline).find_map(|block| match block {
        Block::Levels { indicators, .. } => Some(
            indicators
                .iter()
                .map(|i| Ref {
                    indicator: i.clone(),
                    category: None,
                    group: None,
                })
                .collect(),
        ),
        _ => None,
    })?;
    let ranked = rank(lens, &areas);
    let mut found = finding(
        lens,
        Rule::WeakestArea,
        ranked.order.first()?,
        None,
        f64::INFINITY,
    );
    lens.own(&found.figure).share.amount()?;
    found.evidence.extend(
        ranked
            .order
            .iter()
            .take(ranked.shown)
            .skip(1)
            .map(|f| lens.key(f)),
    );
    Some(found)
}

fn stands_out(lens: &Lens, outline: &Outline) -> Vec<Finding> {
    let rows = blocks(outline).filter_map(|block| match block {
        Block::Barometer { themes, .. } => Some(themes.iter().flat_map(|t| &t.figures)),
        _ => None,
    });
    rows.flatten()
        .filter_map(|figure| {
            let against = lens.against_city(figure)?;
            (against.direction != Direction::Similar).then(|| {
                finding(
                    lens,
                    Rule::StandsOut,
                    figure,
                    None,
                    weight(lens, figure, against.points),
                )
            })
        })
        .collect()
}

/// The difference in standard errors of the district's share, as a common measure of effect and evidence.
fn weight(lens: &Lens, figure: &Ref, points: f64) -> f64 {
    lens.interval(&lens.own(figure))
        .map_or(0.0, |i| points.abs() / (i.high - i.low).max(1e-9))
}

fn gaps(lens: &Lens, outline: &Outline) -> Option<Finding> {
    let pairs = blocks(outline).find_map(|block| match block {
        Block::Pairs { pairs, .. } => Some(pairs),
        _ => None,
    })?;
    let gap = |pair: &&[Ref; 2]| -> Option<f64> {
        lens.own(&pair[1])
            .share
            .difference(lens.own(&pair[0]).share)
            .amount()
    };
    let widest = pairs
        .iter()
        .filter(|pair| gap(pair).is_some_and(|g| g >= lens.settings().report.comparison.threshold))
        .max_by(|a, b| gap(a).unwrap_or(0.0).total_cmp(&gap(b).unwrap_or(0.0)))?;
    let strength = gap(&widest).map_or(0.0, |g| weight(lens, &widest[0], g)) / 4.0;
    Some(finding(
        lens,
        Rule::Gap,
        &widest[0],
        Some(&widest[1]),
        strength,
    ))
}

fn changed(lens: &Lens, outline: &Outline) -> Vec<Finding> {
    let rows = blocks(outline).filter_map(|block| match block {
        Block::Slopes { figures, .. } | Block::Change { figures, .. } => Some(figures),
        _ => None,
    });
    rows.flatten()
        .filter_map(|figure| {
            let change = lens.change(figure);
            let points = change.points.amount()?;
            (change.direction != Direction::Similar).then(|| {
                finding(
                    lens,
                    Rule::Changed,
                    figure,
                    None,
                    weight(lens, figure, points),
                )
            })
        })
        .collect()
}

fn headlines(lens: &Lens, outline: &Outline) -> Vec<Finding> {
    outline
        .cover
        .iter()
        .map(|number| &number.figure)
        .filter(|figure| lens.indicator(figure).kind != Kind::Count)
        .filter(|figure| lens.own(figure).share.amount().is_some())
        .map(|figure| finding(lens, Rule::Headline, figure, None, 0.0))
        .collect()
}
