//! Law: each step that puts something in place can be refused by the system, and tests refuse each of them once.

use std::io;

/// Does one of the last steps; a test may refuse it, before it is done or afterwards.
pub(super) fn step<T>(act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    #[cfg(test)]
    if refused::now() {
        return Err(io::ErrorKind::StorageFull.into());
    }
    act()
}

/// Makes sure that the names in a folder survive a power cut.
#[cfg(unix)]
pub(super) fn sync(folder: &std::path::Path) -> io::Result<()> {
    match std::fs::File::open(folder)?.sync_all() {
        // Some network file systems keep no folder; they have nothing to sync.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        done => done,
    }
}

/// A folder cannot be opened there.
#[cfg(not(unix))]
pub(super) fn sync(_folder: &std::path::Path) -> io::Result<()> {
    Ok(())
}

/// Which steps of this thread the system is to refuse.
#[cfg(test)]
pub(super) mod refused {
    use std::cell::RefCell;

    thread_local! {
        static PLAN: RefCell<(usize, Vec<usize>)> = const { RefCell::new((0, Vec::new())) };
    }

    /// The steps with these numbers, from 0, fail from now on.
    pub fn at(steps: &[usize]) {
        PLAN.with(|plan| *plan.borrow_mut() = (0, steps.to_vec()));
    }

    /// How many steps were taken since.
    pub fn taken() -> usize {
        PLAN.with(|plan| plan.borrow().0)
    }

    pub(super) fn now() -> bool {
        PLAN.with(|plan| {
            let (next, steps) = &mut *plan.borrow_mut();
            *next += 1;
            steps.contains(&(*next - 1))
        })
    }
}
