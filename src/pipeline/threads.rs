//! Law: a run works on as many threads as it was allowed, and on fewer where the system gives fewer.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::{num::NonZeroUsize, thread};

/// What Typst needs for documents as deep as ours.
const STACK: usize = 16 << 20;

/// More threads than this for each core make a run slower, and in the end the system refuses them.
const FOR_EACH_CORE: usize = 4;

/// The threads of a run.
pub struct Threads {
    /// None where the system gives no thread at all: then the caller's own has to do.
    pool: Option<ThreadPool>,
    /// How many were asked for, and how many there are, where that is fewer.
    pub fewer: Option<(usize, usize)>,
}

impl Threads {
    /// So many threads, or one for each core where `jobs` is 0.
    pub fn new(jobs: usize) -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let asked = if jobs == 0 { cores } else { jobs };
        let mut wanted = asked.min(cores * FOR_EACH_CORE);
        let pool = loop {
            let builder = ThreadPoolBuilder::new().num_threads(wanted).stack_size(STACK);
            match builder.build() {
                Ok(pool) => break Some(pool),
                Err(_) if wanted > 1 => wanted /= 2,
                Err(_) => {
                    // The thread that asks becomes the only one of the pool.
                    let own = ThreadPoolBuilder::new().num_threads(1).use_current_thread();
                    break own.build().ok();
                }
            }
        };
        Self { pool, fewer: (wanted < asked).then_some((asked, wanted)) }
    }

    /// Works on these threads, and on none besides.
    pub fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_threads_are_held_within_bounds_and_one_is_one() {
        let many = Threads::new(70_000);
        let (asked, given) = many.fewer.unwrap();
        assert!(asked == 70_000 && given <= 4 * thread::available_parallelism().unwrap().get());
        let one = Threads::new(1);
        assert_eq!(one.fewer, None);
        assert_eq!(one.run(rayon::current_num_threads), 1);
    }
}
