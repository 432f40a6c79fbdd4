//! Law: where the control cannot protect a figure, nothing is published, and the figure is named without its value.

use crate::{
    confidential::{Cause, PublishedTable},
    diagnostic::{Diagnostic, Place, Problems},
    ident::CellKey,
};

/// How many figures a message names.
const NAMED: usize = 5;

/// Tells what the control could not do. What an earlier publication gives away cannot be taken back by
/// hiding more: that is a warning.
///
/// # Errors
/// Figures that stay too easy to reckon whatever else is hidden.
pub(super) fn tell(table: &PublishedTable, warnings: &mut Problems) -> Result<(), Problems> {
    let told = |keys: &[CellKey]| {
        let (n, named) = (keys.len(), named(keys));
        format!("{n} figures cannot be hidden well enough, whatever is hidden beside them: {named}")
    };
    let given_away = table.given_away();
    if !given_away.is_empty() {
        let hint = "what was published before gives them away; think about who has it before this goes out";
        let code = "exposed-by-earlier";
        warnings.push(Diagnostic::warning(code, Place::Nowhere, told(given_away)).hint(hint));
    }
    let unprotected = table.unprotected();
    if unprotected.is_empty() {
        return Ok(());
    }
    let mut problem = Diagnostic::error("unprotected", Place::Nowhere, told(unprotected));
    for cause in table.causes() {
        problem = problem.hint(why(cause));
    }
    let hint = "merge categories, groups or districts that hold so few, take the indicator out, or \
                take away what tells of them: a published table beside it, or a sum in the settings that does not hold";
    Err(problem.hint(hint).into())
}

/// What gives a number away.
fn why(cause: &Cause) -> String {
    let Cause { what, known } = cause;
    match &known[..] {
        [] => format!("{what}: all that is beside it is hidden, and too few people are in it all"),
        [one] => format!("{what} follows from {one}, which is known"),
        [first @ .., last] => {
            let first = first.join(", ");
            format!("{what} follows from {first} and {last}, which are known")
        }
    }
}

fn named(keys: &[CellKey]) -> String {
    let first = keys.iter().take(NAMED).map(ToString::to_string);
    let mut text = first.collect::<Vec<_>>().join(", ");
    if keys.len() > NAMED {
        text.push_str(&format!(" and {} more", keys.len() - NAMED));
    }
    text
}
