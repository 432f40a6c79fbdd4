//! Work is counted in steps of arithmetic, not in seconds: the same input ends in the same place on any machine.

use std::cell::Cell;

/// A meter of work with a limit.
pub(super) struct Work {
    done: Cell<u64>,
    limit: Cell<u64>,
}

impl Work {
    /// Nothing is done yet.
    pub fn new(limit: u64) -> Self {
        Self { done: Cell::new(0), limit: Cell::new(limit) }
    }

    /// Counts so many steps.
    pub fn spend(&self, steps: usize) {
        self.done.set(self.done.get().saturating_add(steps as u64));
    }

    /// Whether the limit is reached.
    pub fn is_done(&self) -> bool {
        self.done.get() >= self.limit.get()
    }

    /// How much is done.
    pub fn done(&self) -> u64 {
        self.done.get()
    }

    /// How much may be done.
    pub fn limit(&self) -> u64 {
        self.limit.get()
    }

    /// From now on so many steps more.
    pub fn allow(&self, steps: u64) {
        self.limit.set(self.done.get().saturating_add(steps));
    }
}
