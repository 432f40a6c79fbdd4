//! Law: whole runs are measured as the program makes them, from sealed tables to finished bytes.
//!
//! `cargo bench --bench reports`. The arguments are threads.

mod common;

use bydelsrapport::{
    config::report::Format,
    files::clock,
    pipeline::{self, Emit, Job, Threads},
};
use common::Sample;
use std::sync::LazyLock;

static SAMPLE: LazyLock<Sample> = LazyLock::new(common::sample);

fn main() {
    divan::main();
}

/// Ten reports as PDF, HTML and data.
#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn all_formats(threads: usize) -> usize {
    run(threads, &[Format::Pdf, Format::Html, Format::Data])
}

/// Ten reports as PDF alone.
#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn pdf(threads: usize) -> usize {
    run(threads, &[Format::Pdf])
}

/// Ten reports as HTML alone.
#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn html(threads: usize) -> usize {
    run(threads, &[Format::Html])
}

/// Reads, checks, makes every report, and drops the bytes.
fn run(jobs: usize, formats: &[Format]) -> usize {
    let job = Job {
        settings: &SAMPLE.settings,
        assets: &SAMPLE.project.assets,
        sources: SAMPLE.sources.clone(),
        ledger: None,
        publish: false,
        only: Vec::new(),
        formats: formats.to_vec(),
    };
    let emit = Emit {
        put: &|file| {
            drop(divan::black_box(file));
            Ok(())
        },
        apart: None,
        progress: &|_| {},
        clock: &clock::start(),
    };
    let run = || pipeline::run(&job, &emit);
    Threads::new(jobs).run(run).expect("the sample is right").reports
}
