//! Law: where the control cannot protect a figure, nothing is published, and the figure is named without its value.

use crate::{
    confidential::PublishedTable,
    diagnostic::{Diagnostic, Place, Problems},
    ident::CellKey,
};

/// How many figures a message names.
const NAMED: usize = 5;

/// Tells what the control could not do. Where there was a publication `before`, its figures are known and hiding others
/// cannot take that back: then it is a warning.
///
/// # Errors
/// Figures that stay too easy to reckon whatever else is hidden.
pub(super) fn tell(
    table: &PublishedTable,
    before: bool,
    warnings: &mut Problems,
) -> Result<(), Problems> {
    let open = table.unprotected();
    if open.is_empty() {
        return Ok(());
    }
    let message = format!(
        "{} figures cannot be hidden well enough, whatever is hidden beside them: {}",
        open.len(),
        named(open)
    );
    if before {
        let hint = "what was published before gives them away; think about who has it before this goes out";
        warnings
            .push(Diagnostic::warning("exposed-by-earlier", Place::Nowhere, message).hint(hint));
        return Ok(());
    }
    let hint = "merge categories, groups or districts that hold so few, or take the indicator out";
    Err(Diagnostic::error("unprotected", Place::Nowhere, message)
        .hint(hint)
        .into())
}

fn named(keys: &[CellKey]) -> String {
    let first = keys.iter().take(NAMED).map(|key| {
        let CellKey {
            indicator,
            district,
            group,
            period,
            category,
        } = key;
        format!("{indicator}:{category}@{group} in {district}, {period}")
    });
    let mut text = first.collect::<Vec<_>>().join("; ");
    if keys.len() > NAMED {
        text.push_str(&format!("; and {} more", keys.len() - NAMED));
    }
    text
}
