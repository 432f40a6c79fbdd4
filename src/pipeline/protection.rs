//! Law: where the control cannot protect a figure, nothing is published, and the figure is named without its value.

use crate::{
    confidential::{Cause, PublishedTable},
    config::Settings,
    diagnostic::{Diagnostic, Place, Problems},
    ident::CellKey,
};

/// How many figures a message names.
const NAMED: usize = 5;

/// What who has an earlier publication can do about it: nothing.
const EXPOSED: &str = "what was published before gives them away, whatever is hidden now: think about who has it before this goes out";

/// Tells what the control could not do. What an earlier publication gives away cannot be taken back by
/// hiding more: where the settings allow it by name that is a warning.
///
/// # Errors
/// Figures that stay too easy to reckon whatever else is hidden.
pub(super) fn tell(
    table: &PublishedTable,
    settings: &Settings,
    warnings: &mut Problems,
) -> Result<(), Problems> {
    let told = |keys: &[CellKey]| {
        let (n, named) = (keys.len(), named(keys));
        let figures = if n == 1 { "figure" } else { "figures" };
        format!(
            "{n} {figures} cannot be hidden well enough, whatever is hidden beside them: {named}"
        )
    };
    let mut problems = Problems::default();
    let memory = &settings.disclosure.memory;
    let given_away = table.given_away().iter().cloned();
    let (allowed, stopped): (Vec<CellKey>, Vec<CellKey>) =
        given_away.partition(|key| memory.allows(&key.address()));
    let code = "exposed-by-earlier";
    if !allowed.is_empty() {
        let warning = Diagnostic::warning(code, Place::Nowhere, told(&allowed));
        warnings.push(warning.hint(EXPOSED));
    }
    if !stopped.is_empty() {
        let addresses: Vec<String> =
            stopped.iter().map(|key| format!("\"{}\"", key.address())).collect();
        let hint = format!(
            "to publish all the same, name them in config/disclosure.toml under [memory]: allow_exposed = [{}]",
            addresses.join(", ")
        );
        let error = Diagnostic::error(code, Place::Nowhere, told(&stopped));
        problems.push(error.hint(EXPOSED).hint(hint));
    }
    let unprotected = table.unprotected();
    if !unprotected.is_empty() {
        let mut problem = Diagnostic::error("unprotected", Place::Nowhere, told(unprotected));
        for cause in table.causes() {
            problem = problem.hint(why(cause));
        }
        let hint = "merge categories, groups or districts that hold so few, take the indicator out, or \
                    take away what tells of them: a published table beside it, or a sum in the settings that does not hold";
        problems.push(problem.hint(hint));
    }
    if problems.fatal() { Err(problems) } else { Ok(()) }
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
