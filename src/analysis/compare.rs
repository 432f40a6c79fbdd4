//! Law: a difference is named only when it is large enough to matter and to be more than chance.

use super::{Interval, Lens, newcombe};
use crate::{
    confidential::{PublishableStat, PublishedCell},
    config::outline::Ref,
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

/// A figure beside another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Against {
    /// Which way.
    pub direction: Direction,
    /// Percentage points: this less the other, unrounded.
    pub points: f64,
    /// The other figure in per cent.
    pub other: f64,
}

/// A figure beside the same one in the wave before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Which way.
    pub direction: Direction,
    /// Percentage points: now less before, unrounded; withheld or missing where either is.
    pub points: PublishableStat,
    /// Newcombe's interval, where both counts are shown.
    pub interval: Option<Interval>,
}

impl Lens {
    /// The district's figure against the city's, the district counted in; nothing where either is not shown.
    ///
    /// Higher or lower where the city's share lies outside the district's Wilson interval and
    /// the difference reaches the threshold of the settings.
    pub fn against_city(&self, figure: &Ref) -> Option<Against> {
        self.against(&self.own(figure), &self.city(figure))
    }

    /// One figure against another of the same sort.
    pub fn against(&self, own: &PublishedCell, other: &PublishedCell) -> Option<Against> {
        let (mine, theirs) = (own.share.amount()?, other.share.amount()?);
        let points = own.share.difference(other.share).amount()?;
        let outside = self
            .interval(own)
            .is_some_and(|interval| !interval.holds(theirs));
        let direction = self.direction(points, outside);
        debug_assert!(
            (points - (mine - theirs)).abs() < 1e-9,
            "the wall subtracts as we do"
        );
        Some(Against {
            direction,
            points,
            other: theirs,
        })
    }

    /// The district's figure now against the wave before.
    pub fn change(&self, figure: &Ref) -> Change {
        let (now, before) = (self.own(figure), self.before(figure));
        let points = now.share.difference(before.share);
        let pair = |cell: &PublishedCell| Some((cell.count.amount()?, cell.base.amount()?));
        let interval = pair(&now)
            .zip(pair(&before))
            .and_then(|(a, b)| newcombe(a, b, self.settings().report.comparison.confidence));
        let direction = points.amount().map_or(Direction::Similar, |points| {
            self.direction(points, interval.is_some_and(|i| !i.holds(0.0)))
        });
        Change {
            direction,
            points,
            interval,
        }
    }

    fn direction(&self, points: f64, beyond_chance: bool) -> Direction {
        let reaches = points.abs() >= self.settings().report.comparison.threshold;
        match (beyond_chance && reaches, points > 0.0) {
            (false, _) => Direction::Similar,
            (true, true) => Direction::Higher,
            (true, false) => Direction::Lower,
        }
    }
}
