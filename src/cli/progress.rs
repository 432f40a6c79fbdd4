//! Law: a person at a terminal sees what is done, at every stage; a log sees it where it is asked for.

use super::say::{many, murmur, quiet, verbose};
use crate::pipeline::{Progress, Stage};
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    io::{self, IsTerminal},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

/// How often a sign of life is drawn.
const BEAT: Duration = Duration::from_millis(100);

static BAR: Mutex<Option<ProgressBar>> = Mutex::new(None);
static DONE: AtomicUsize = AtomicUsize::new(0);
static ALL: AtomicUsize = AtomicUsize::new(0);

/// Something else begins.
pub(super) fn stage(name: &str) {
    step(name, None);
}

/// Takes news of a run, from any thread.
pub(super) fn news(news: Progress) {
    match news {
        Progress::Stage(done) => stage(name(done)),
        Progress::Started { reports } => {
            DONE.store(0, Ordering::Relaxed);
            ALL.store(reports, Ordering::Relaxed);
            step("writing reports", Some(reports));
        }
        Progress::Trying { changes } => {
            stage(&format!("trying {} of the settings", many(changes, "change")));
        }
        Progress::Report { district, pages } => {
            let done = DONE.fetch_add(1, Ordering::Relaxed) + 1;
            if let Some(bar) = &*bar() {
                bar.set_message(district.clone());
                bar.inc(1);
            }
            if verbose() {
                let all = ALL.load(Ordering::Relaxed);
                let length =
                    if pages == 0 { String::new() } else { format!(", {}", many(pages, "page")) };
                line(&format!("{done}/{all} {district}{length}"));
            }
        }
    }
}

/// Takes the bar away, so that what follows stands on a clean line.
pub(super) fn end() {
    if let Some(bar) = bar().take() {
        bar.finish_and_clear();
    }
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "reading and checking tables",
        Stage::Hiding => "hiding small figures",
        Stage::Preparing => "preparing templates and fonts",
        Stage::Rehearsing => "trying out words and templates",
        Stage::Finishing => "writing index and codebook",
    }
}

fn step(name: &str, all: Option<usize>) {
    if verbose() {
        line(name);
    }
    if quiet() || !draws() {
        return;
    }
    let mut bar = bar();
    let first = bar.is_none();
    let bar = bar.get_or_insert_with(ProgressBar::new_spinner);
    let (template, length) = match all {
        Some(all) => ("{bar:30} {pos}/{len} {msg}", all),
        None => ("{spinner} {msg} {elapsed}", 0),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_length(length as u64);
    bar.set_position(0);
    bar.set_message(name.to_owned());
    bar.tick();
    if first {
        // Where the system gives no thread for it, the line moves with the stages alone.
        let _ = thread::Builder::new().name("progress".to_owned()).spawn(beat);
    }
}

/// Draws a sign of life until the end.
fn beat() {
    loop {
        thread::sleep(BEAT);
        match &*bar() {
            Some(bar) => bar.tick(),
            None => return,
        }
    }
}

/// A line above the bar.
fn line(text: &str) {
    match &*bar() {
        Some(bar) => bar.suspend(|| murmur(text)),
        None => murmur(text),
    }
}

/// Whether there is somebody who sees a line change.
fn draws() -> bool {
    io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

fn bar() -> MutexGuard<'static, Option<ProgressBar>> {
    BAR.lock().unwrap_or_else(PoisonError::into_inner)
}
