//! Law: a figure that breaks the rules of its kind is told by its place and read as absent.

use super::{
    faults::{Faults, hinted},
    numbers::Fault,
    symbols::Slot,
};
use crate::{
    config::{
        Kind,
        source::{Role, ValueIs},
    },
    diagnostic::{Diagnostic, Place},
    limits,
};

/// A figure as its role and kind allow it; missing, and a problem, where they do not.
pub(super) fn checked(
    read: Result<(Slot, bool), Fault>,
    role: Role,
    kind: Kind,
    value_is: Option<ValueIs>,
    place: impl Fn() -> Place,
    faults: &mut Faults,
) -> (Slot, bool) {
    let mut refuse = |code, message: &str, hint: &str| {
        faults.push(hinted(code, place(), message, hint));
        (Slot::Missing, false)
    };
    match (read, role) {
        (Err(Fault::Unreadable), _) => refuse(
            "unreadable-number",
            "the cell is neither a number nor a symbol of the source",
            "correct it, or say what it means in `symbols` of the source",
        ),
        (Err(Fault::Ambiguous), _) => refuse(
            "ambiguous-number",
            "the number reads as thousands and as decimals",
            "set `decimal` of the source to ',' or '.'",
        ),
        (Ok((Slot::Known(n), _)), _) if !n.is_finite() => refuse(
            "unreadable-number",
            "the cell holds something that is no number",
            "correct the formula or program that it comes from",
        ),
        (Ok((Slot::Known(n), _)), _) if n.abs() > limits::COUNT => refuse(
            "too-large-number",
            &format!("the number is larger than {} million", limits::COUNT / 1e6),
            "look for a digit too many, and at `decimal` of the source",
        ),
        (Ok((Slot::Known(n), _)), Role::Value) if n < 0.0 && kind == Kind::Mean => {
            refuse("negative-mean", "a mean is negative", "correct the figure where it comes from")
        }
        (Ok((Slot::Known(n), provisional)), Role::Value) => match amount(n, kind, value_is) {
            Some(amount) => (Slot::Known(amount), provisional),
            None => refuse(
                "share-out-of-range",
                "a share is not between 0 and 100 per cent",
                "set `value_is` of the source to what the column holds",
            ),
        },
        (Ok((Slot::Known(n), _)), _) if n < 0.0 => refuse(
            "negative-count",
            "a count is negative",
            "correct the figure where it comes from; a sign for «none» or «hidden» belongs in `symbols`",
        ),
        (Ok((Slot::Known(n), _)), _) if !is_whole(n) => refuse(
            "fractional-count",
            "a count is not a whole number",
            "map shares and means to `value`; set `decimal` where the sign stands between thousands",
        ),
        (Ok(read), _) => read,
    }
}

/// A share in per cent, or a mean as it is.
fn amount(n: f64, kind: Kind, value_is: Option<ValueIs>) -> Option<f64> {
    let percent = match (value_is, kind) {
        (Some(ValueIs::Mean), _) | (None, Kind::Mean | Kind::Count) => return Some(n),
        (Some(ValueIs::Fraction), _) => n * 100.0,
        (Some(ValueIs::Percent) | None, _) => n,
    };
    (0.0..=100.0).contains(&percent).then_some(percent)
}

/// Workbooks keep 30 as 29.999999999999996 now and then.
fn is_whole(n: f64) -> bool {
    (n - n.round()).abs() <= 1e-9 * n.abs().max(1.0)
}

/// The problem of a period that the edition does not have.
pub(super) fn outside_edition(place: Place, rows: usize, periods: &str) -> Diagnostic {
    hinted(
        "period-outside-edition",
        place,
        format!("a period is not one of the edition's{}", on_rows(rows)),
        format!(
            "the edition has {periods}; leave the rows out with `only` or `skip`, or add the period in config/report.toml"
        ),
    )
}

/// How many rows share a problem, where there are several.
pub(super) fn on_rows(rows: usize) -> String {
    if rows > 1 { format!(" ({rows} rows)") } else { String::new() }
}
