//! Law: a fault of the program says that it is one and what became of the files, and never what was in them.

use super::{end::End, progress, say::murmur};
use crate::files::interrupt;
use std::{
    backtrace::{Backtrace, BacktraceStatus},
    panic::{self, AssertUnwindSafe},
    sync::{Mutex, PoisonError},
};

static WHERE: Mutex<Option<String>> = Mutex::new(None);

/// Does `work`; where the program breaks down in it, tells that.
pub(super) fn caught(work: impl FnOnce() -> Result<(), End>) -> Result<(), End> {
    panic::set_hook(Box::new(|info| {
        // What it says may hold a figure; where it stands does not.
        let place = info.location().map_or_else(String::new, ToString::to_string);
        let trace = Backtrace::capture();
        let mut text = place;
        if trace.status() == BacktraceStatus::Captured {
            text += &format!("\n{trace}");
        }
        *WHERE.lock().unwrap_or_else(PoisonError::into_inner) = Some(text);
    }));
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        interrupt::rest_if_asked();
        progress::end();
        let place = WHERE.lock().unwrap_or_else(PoisonError::into_inner).take();
        let version = env!("CARGO_PKG_VERSION");
        murmur(&format!("fault: the program broke down at {}", place.unwrap_or_default()));
        murmur(&format!(
            "this is a fault of bydelsrapport {version}, not of yours; please report this line and the command, without any table"
        ));
        if let Some(said) = interrupt::window().said() {
            murmur(&said);
        }
        Err(End::Fault)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_has_an_end_of_its_own() {
        let secret = 4711;
        assert_eq!(caught(|| panic!("{secret}")), Err(End::Fault));
        assert_eq!(caught(|| Ok(())), Ok(()));
        drop(panic::take_hook());
    }
}
