//! Law: a run that is asked to stop leaves everything as it was.

use crate::diagnostic::{Diagnostic, Place, Problems};
use std::sync::atomic::{AtomicBool, Ordering};

static STOP: AtomicBool = AtomicBool::new(false);

/// Set once the person pressed Ctrl-C or the system asked the program to end.
pub fn flag() -> &'static AtomicBool {
    &STOP
}

/// Whether the run shall stop.
pub fn asked() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// Listens for Ctrl-C and for the system's request to end.
///
/// The second Ctrl-C ends the program at once; the next run clears away what it leaves.
///
/// # Errors
/// The system does not let the program listen.
pub fn listen() -> Result<(), Problems> {
    ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    })
    .map_err(|error| {
        let message = format!("the program cannot listen for Ctrl-C: {error}");
        Diagnostic::warning("signals", Place::Nowhere, message)
            .hint("Ctrl-C ends it all the same; the next run clears away what is left")
            .into()
    })
}
