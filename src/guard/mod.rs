//! Law: templates and fonts that others wrote run in a process of their own, whose time and memory are bounded.
//!
//! A page template can loop for ever, and a damaged font can make its reader ask for more memory than there is: no
//! library gives such limits, the system does. The process is this program itself, called with a hidden command; it
//! sees finished words and drawings, never the tables. Where one dies, the report that it was setting is named, and
//! the next one gets a fresh process.

mod serve;
mod wire;
mod worker;

pub use serve::serve;

use crate::{
    assets::Assets,
    diagnostic::{Diagnostic, Place, Problems},
    render::{Done, Order},
};
use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};
use worker::{Answered, Worker};

/// What setting one report may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Seconds by the clock on the wall.
    pub seconds: u64,
    /// Megabytes, where the system can hold a process to it.
    pub megabytes: u64,
}

/// Processes that set pages, as many as are asked at the same time.
pub struct Guard<'a> {
    /// The program that is called.
    program: PathBuf,
    arguments: Vec<String>,
    assets: &'a Assets,
    limits: Limits,
    idle: Mutex<Vec<Worker>>,
}

impl<'a> Guard<'a> {
    /// A guard around `program arguments`, which must call [`serve`].
    pub fn new(program: PathBuf, arguments: &[&str], assets: &'a Assets, limits: Limits) -> Self {
        let arguments = arguments.iter().map(|text| (*text).to_owned()).collect();
        Self { program, arguments, assets, limits, idle: Mutex::default() }
    }

    /// Has an order carried out.
    ///
    /// # Errors
    /// What is wrong with templates, drawings or fonts; that it took too long or too much.
    pub fn set(&self, order: &Order) -> Result<Done, Problems> {
        let order = serde_json::to_vec(order).map_err(|error| {
            let message = format!("the report is no JSON: {error}");
            Diagnostic::error("report-data", Place::Nowhere, message)
                .hint("this is a fault in the program, not in the project: please report it")
        })?;
        // One that died while it had nothing to do is no fault of this report.
        let idle = self.idle().pop();
        if let Some(mut worker) = idle
            && worker.give(&order)
        {
            return self.answer(worker);
        }
        let mut worker = Worker::start(&self.program, &self.arguments, self.assets, self.limits)?;
        worker.give(&order);
        self.answer(worker)
    }

    fn answer(&self, mut worker: Worker) -> Result<Done, Problems> {
        match worker.answer(self.limits) {
            Answered::Done(done) => {
                self.idle().push(worker);
                Ok(done)
            }
            Answered::Refused(problems) => {
                self.idle().push(worker);
                Err(problems)
            }
            Answered::Dead(problems) => Err(problems),
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
