//! Law: a person at a terminal sees a bar; a log sees plain lines.

use super::say::murmur;
use crate::pipeline::Progress;
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    io::{self, IsTerminal},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

/// Shows how far a run has come.
#[derive(Default)]
pub(super) struct Shown {
    bar: Mutex<Option<ProgressBar>>,
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Shown {
    /// Takes news, from any thread.
    pub fn news(&self, news: Progress) {
        match news {
            Progress::Started { reports } => {
                self.all.store(reports, Ordering::Relaxed);
                if io::stderr().is_terminal() {
                    let bar = ProgressBar::new(reports as u64).with_style(style());
                    *self.bar.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar);
                }
            }
            Progress::Trying { changes: 1 } => murmur("trying one change of the settings"),
            Progress::Trying { changes } => {
                murmur(&format!("trying {changes} changes of the settings"));
            }
            Progress::Report { district, pages } => {
                let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
                match &*self.bar.lock().unwrap_or_else(PoisonError::into_inner) {
                    Some(bar) => {
                        bar.set_message(district);
                        bar.inc(1);
                    }
                    None => {
                        let all = self.all.load(Ordering::Relaxed);
                        let length =
                            if pages == 0 { String::new() } else { format!(", {pages} pages") };
                        murmur(&format!("{done}/{all} {district}{length}"));
                    }
                }
            }
        }
    }

    /// Takes the bar away, so that what follows stands on a clean line.
    pub fn end(&self) {
        if let Some(bar) = self.bar.lock().unwrap_or_else(PoisonError::into_inner).take() {
            bar.finish_and_clear();
        }
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}
