//! Law: a published figure becomes a point of a chart, or a sign that there is none; never a guess.

use super::{
    desk::Desk,
    spec::{Labelled, Point, Role},
};
use crate::{
    confidential::{PublishableStat, View},
    config::{Category, indicators::Tone},
};

/// A share as a point with its number, without a percent sign.
pub(super) fn bare(desk: &Desk, stat: PublishableStat) -> Labelled {
    labelled(desk, stat, |v| desk.format.bare(v))
}

/// A share as a point with its number and sign.
pub(super) fn percent(desk: &Desk, stat: PublishableStat) -> Labelled {
    labelled(desk, stat, |v| desk.format.percent(v))
}

/// A published amount as a point with its text.
pub(super) fn labelled(
    desk: &Desk,
    stat: PublishableStat,
    write: impl FnOnce(f64) -> String,
) -> Labelled {
    let numbers = &desk.format.language().numbers;
    match stat.view() {
        View::Shown(amount) => {
            Labelled { point: Point::At(amount), text: write(amount), cell: String::new() }
        }
        View::Withheld(_) => {
            Labelled { point: Point::Hidden, text: numbers.hidden.clone(), cell: String::new() }
        }
        View::Missing => {
            Labelled { point: Point::Missing, text: numbers.missing.clone(), cell: String::new() }
        }
    }
}

/// The same, where it is shown at all.
pub(super) fn shown(labelled: Labelled) -> Option<Labelled> {
    labelled.point.value().is_some().then_some(labelled)
}

/// What a category looks like: its tone, or its place among the others.
pub(super) fn role(category: &Category, at: usize) -> Role {
    match category.tone {
        Some(Tone::Bluelight) => Role::Bluelight,
        Some(Tone::Red) => Role::Red,
        Some(Tone::Yellow) => Role::Yellow,
        Some(Tone::Green) => Role::Green,
        Some(Tone::Unknown) => Role::Unknown,
        None => Role::Group(u8::try_from(at).unwrap_or(u8::MAX)),
    }
}

/// The end of an axis from zero: the next step at or above the largest value shown, at most 100.
pub(super) fn axis_end(values: impl Iterator<Item = f64>, step: f64) -> f64 {
    let largest = values.fold(0.0, f64::max);
    ((largest / step).ceil() * step).clamp(step, 100.0)
}
