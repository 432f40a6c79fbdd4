//! Law: a difference is named only when it is large enough to matter and to be more than chance.

use super::{Interval, Lens, chance, newcombe};
use crate::{
    confidential::{PublishableStat, PublishedCell},
    config::{Polarity, outline::Ref, report::Reference},
    ident::DistrictId,
};
use serde::Serialize;

/// Higher, similar or lower; says nothing about better or worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More.
    Higher,
    /// About the same.
    Similar,
    /// Less.
    Lower,
}

/// What a direction means by the indicator's polarity: it chooses words, never a colour or an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// More of what is wished less, or less of what is wished more.
    Weaker,
    /// The contrary.
    Stronger,
    /// Neither, or no difference.
    Neutral,
}

impl Tone {
    /// Of a direction.
    pub fn of(direction: Direction, polarity: Polarity) -> Self {
        match (direction, polarity) {
            (Direction::Similar, _) | (_, Polarity::Neutral) => Self::Neutral,
            (Direction::Higher, Polarity::MoreIsWorse)
            | (Direction::Lower, Polarity::MoreIsBetter) => Self::Weaker,
            _ => Self::Stronger,
        }
    }

    /// Its name in settings and templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Weaker => "weaker",
            Self::Stronger => "stronger",
            Self::Neutral => "neutral",
        }
    }
}

/// A figure beside another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Against {
    /// Which way.
    pub direction: Direction,
    /// Percentage points: this less the other, unrounded; in the indicator's unit for means.
    pub points: f64,
    /// The other figure in per cent, or the mean.
    pub other: f64,
    /// The interval of the difference, where chance is reckoned with and counts are shown.
    pub interval: Option<Interval>,
}

/// A figure beside the same one in the wave before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Which way.
    pub direction: Direction,
    /// Percentage points: now less before, unrounded; withheld or missing where either is.
    pub points: PublishableStat,
    /// Newcombe's interval, where chance is reckoned with and both counts are shown.
    pub interval: Option<Interval>,
}

/// Two shares that are tested: what they are, and how far chance goes.
pub(super) struct Test {
    pub points: f64,
    pub interval: Interval,
    pub chance: f64,
}

impl Lens {
    /// The district's figure against what it is compared with; nothing where either is not shown.
    pub fn against(&self, figure: &Ref) -> Option<Against> {
        let (own, other) = (self.own(figure), self.other(figure));
        let points = own.share.difference(other.share).amount()?;
        let test = self.test_against(figure);
        Some(Against {
            direction: self.direction(points, test.as_ref()),
            points,
            other: other.share.amount()?,
            interval: test.map(|test| test.interval),
        })
    }

    /// The district's figure now against the wave before.
    pub fn change(&self, figure: &Ref) -> Change {
        let points = self.own(figure).share.difference(self.before(figure).share);
        let test = self.test_change(figure);
        let direction = points
            .amount()
            .map_or(Direction::Similar, |points| self.direction(points, test.as_ref()));
        Change { direction, points, interval: test.map(|test| test.interval) }
    }

    /// One group's figure against another's in the district; nothing where either is not shown.
    pub fn between(&self, figure: &Ref, other: &Ref) -> Option<Against> {
        let (own, second) = (self.own(figure), self.own(other));
        let points = own.share.difference(second.share).amount()?;
        let test = self.test(figure, &own, &second);
        Some(Against {
            direction: self.direction(points, test.as_ref()),
            points,
            other: second.share.amount()?,
            interval: test.map(|test| test.interval),
        })
    }

    /// The test of a figure against the rest of the city.
    ///
    /// Where the whole city is the reference, the district lies in it: the two are no independent shares, but
    /// their difference is the one from the rest times the rest's part of the city, and so is its interval.
    pub(super) fn test_against(&self, figure: &Ref) -> Option<Test> {
        let own = self.own(figure);
        let rest = self.cell(&self.key(figure).at(&DistrictId::rest_of(self.district())));
        let mut test = self.test(figure, &own, &rest)?;
        if self.settings().report.comparison.against == Reference::City {
            let (part, left) = (own.base.amount()?, rest.base.amount()?);
            let scale = left / (part + left);
            test.points *= scale;
            test.interval.low *= scale;
            test.interval.high *= scale;
        }
        Some(test)
    }

    /// The test of a figure against the wave before.
    pub(super) fn test_change(&self, figure: &Ref) -> Option<Test> {
        self.test(figure, &self.own(figure), &self.before(figure))
    }

    /// Newcombe's interval and the p-value that belongs to it; nothing where chance is not reckoned with.
    pub(super) fn test(
        &self,
        figure: &Ref,
        one: &PublishedCell,
        other: &PublishedCell,
    ) -> Option<Test> {
        let rules = &self.settings().report.comparison;
        let (a, b) = (self.proportion(figure, one)?, self.proportion(figure, other)?);
        rules.reckons_with_chance().then_some(())?;
        Some(Test {
            points: 100.0 * (a.0 / a.1 - b.0 / b.1),
            interval: newcombe(a, b, rules.confidence)?,
            chance: chance(a, b)?,
        })
    }

    fn direction(&self, points: f64, test: Option<&Test>) -> Direction {
        let rules = &self.settings().report.comparison;
        // Rounding of doubles must not decide at the very edge.
        let reaches = points.abs() + 1e-9 >= rules.threshold;
        let beyond_chance = match test {
            Some(test) => test.chance <= self.family().cutoff(),
            None => !rules.reckons_with_chance(),
        };
        match (beyond_chance && reaches, points > 0.0) {
            (false, _) => Direction::Similar,
            (true, true) => Direction::Higher,
            (true, false) => Direction::Lower,
        }
    }
}
