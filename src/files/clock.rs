//! Law: time is read here and handed down; it is shown to the person and never written into a file.

use std::time::Instant;

/// A clock that says how many seconds have gone since it was made.
pub fn start() -> impl Fn() -> f64 + Sync {
    let start = Instant::now();
    move || start.elapsed().as_secs_f64()
}
