//! Law: pages are set by this program once more, in a process that can be ended.

use crate::{
    config::Settings,
    diagnostic::{Diagnostic, Place, Problems},
    guard::{Guard, Limits},
};

/// A guard that calls this very program.
///
/// # Errors
/// The system does not tell where the program is.
pub(super) fn guard<'a>(
    assets: &'a crate::assets::Assets,
    settings: &Settings,
) -> Result<Guard<'a>, Problems> {
    let program = std::env::current_exe().map_err(|error| {
        let message = format!("the program cannot call itself: {error}");
        Diagnostic::error("press-start", Place::Nowhere, message)
            .hint("call it by its whole path, and do not replace it while it runs")
    })?;
    let limits = settings.report.limits;
    let limits = Limits { seconds: limits.seconds, megabytes: limits.megabytes };
    Ok(Guard::new(program, &["press"], assets, limits))
}
