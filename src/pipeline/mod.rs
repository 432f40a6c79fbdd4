//! Law: the story in about ten calls; no disk and no clock, only what the doors hand in.

mod certificates;
mod codebook;
mod edition;
mod figures;
mod frame;
mod front;
mod job;
mod making;
mod names;
mod protection;
mod savings;
mod tally;
mod threads;

pub use job::{Checked, Emit, FileKind, Job, OutFile, Outcome, Progress, Put, Setting, Stage};
pub use tally::{Saving, Tally};
pub use threads::Threads;

use crate::{
    assets::Assets,
    confidential::{PublishedTable, RawTable, SealedData, ValidTable},
    config::Settings,
    diagnostic::Problems,
    ident::CellKey,
    ledger::{self, Memory, Publications},
};
use certificates::Hashes;
use edition::Edition;
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

/// Makes the reports of a job and hands every file out; the caller publishes them together.
///
/// # Errors
/// All problems of the input, or all problems of the templates. What was handed out before is void.
pub fn run(job: &Job, emit: &Emit) -> Result<Outcome, Problems> {
    let hashes = Hashes::default();
    let put = hashes.before(emit.put);
    let emit = &Emit { put: &put, ..*emit };
    let mut timings = Vec::new();
    let mut lap = Lap { clock: emit.clock, last: (emit.clock)(), timings: &mut timings };
    let mut warnings = Problems::default();

    let stage = |stage| (emit.progress)(Progress::Stage(stage));
    stage(Stage::Reading);
    let (valid, past, memory) = valid(job.settings, &job.sources, job.ledger, &mut warnings)?;
    stage(Stage::Hiding);
    let (table, certificate) = match emit.apart {
        Some(_) => {
            let (table, certificate) = valid.certified(job.settings, &memory);
            (table, Some(certificate))
        }
        None => (valid.publish(job.settings, &memory), None),
    };
    judge(&table, job.settings, &memory, &mut warnings)?;
    lap.end("read, check and hide");
    stage(Stage::Preparing);
    let edition = Edition::new(job, Arc::new(table), emit.set)?;
    lap.end("prepare templates and fonts");
    (emit.progress)(Progress::Started { reports: edition.districts.len() });
    let made = making::all(&edition, emit)?;
    lap.end("write reports");
    stage(Stage::Finishing);
    edition.index(&made, emit)?;
    edition.codebook(emit)?;
    lap.end("write index and codebook");
    if let (Some(certificate), Some(apart)) = (certificate, emit.apart) {
        apart(hashes.certificates(certificate, job.settings))?;
        lap.end("write certificates");
    }

    let ledger = job.publish.then(|| {
        let each = edition.districts.iter().map(|district| figures::seen(&edition.lens(district)));
        let seen: BTreeSet<CellKey> = each.flatten().collect();
        let cells = edition.table.faces().filter(|(key, _)| seen.contains(*key));
        past.record(job.settings, &memory, cells)
    });
    timings.extend(edition.stages());
    Ok(Outcome {
        reports: made.len(),
        pages: made.values().map(|m| m.pages).sum(),
        cells: edition.table.len(),
        hidden: edition.table.withheld(),
        timings,
        ledger: ledger.flatten(),
        warnings,
    })
}

/// Reads and checks everything and writes nothing; tries what would hide less only where `savings` are asked for. All
/// reports are said, and the first one is set as well, so that what a run would stop at is told here; `set` as in [`Emit::set`].
///
/// # Errors
/// All problems of the input and of the templates.
pub fn check(
    settings: &Settings,
    assets: &Assets,
    sources: &[SealedData],
    ledger: Option<&str>,
    savings: bool,
    set: Option<&Setting>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Checked, Problems> {
    let mut warnings = Problems::default();
    progress(Progress::Stage(Stage::Reading));
    let (valid, past, memory) = valid(settings, sources, ledger, &mut warnings)?;
    progress(Progress::Stage(Stage::Hiding));
    let summary = valid.summary().clone();
    let (table, trials) = if savings {
        let (table, trials) = valid.publish_and_keep(settings, &past, &memory);
        (table, Some(trials))
    } else {
        (valid.publish(settings, &memory), None)
    };
    judge(&table, settings, &memory, &mut warnings)?;
    let job = Job {
        settings,
        assets,
        sources: Vec::new(),
        ledger: None,
        publish: false,
        only: Vec::new(),
        formats: Vec::new(),
    };
    progress(Progress::Stage(Stage::Rehearsing));
    let edition = Edition::new(&job, Arc::new(table), set)?;
    making::rehearsed(&edition)?;
    Ok(Checked {
        summary,
        districts: edition.districts.len(),
        indicators: settings.indicators.indicators.len(),
        waves: settings.report.periods.len(),
        cells: edition.table.len(),
        hidden: edition.table.withheld(),
        per_indicator: tally::per_indicator(&edition.table, settings),
        exposed: edition.table.exposed().len(),
        savings: trials
            .map(|trials| savings::savings(&trials, settings, progress))
            .unwrap_or_default(),
        warnings,
    })
}

/// The tables, read and checked, and what was published before.
fn valid(
    settings: &Settings,
    sources: &[SealedData],
    ledger: Option<&str>,
    warnings: &mut Problems,
) -> Result<(ValidTable, Publications, Memory), Problems> {
    let file = settings.disclosure.memory.file.as_deref().unwrap_or(ledger::FILE);
    let past = ledger
        .map_or_else(|| Ok(Publications::default()), |text| Publications::read(file, text))
        .and_then(|past| past.remember(settings).map(|memory| (past, memory)));
    let valid = RawTable::read(sources, settings).and_then(|raw| raw.validate(settings, warnings));
    match (past, valid) {
        (Ok((past, memory)), Ok(valid)) => Ok((valid, past, memory)),
        (past, valid) => {
            let mut problems = past.err().unwrap_or_default();
            problems.extend(valid.err().unwrap_or_default());
            Err(problems)
        }
    }
}

/// Says what is strange beside earlier publications, and stops where something is not protected.
fn judge(
    table: &PublishedTable,
    settings: &Settings,
    memory: &Memory,
    warnings: &mut Problems,
) -> Result<(), Problems> {
    warnings.extend(memory.compare(table.faces(), table.kept(), &settings.disclosure));
    protection::tell(table, settings, warnings)
}

/// What a finished report leaves behind.
struct Made {
    pages: usize,
    entry: edition::Entry,
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Time between the calls of the story, by the clock that was handed in.
struct Lap<'a> {
    clock: &'a (dyn Fn() -> f64 + Sync),
    last: f64,
    timings: &'a mut Vec<(&'static str, f64)>,
}

impl Lap<'_> {
    fn end(&mut self, name: &'static str) {
        let now = (self.clock)();
        self.timings.push((name, now - self.last));
        self.last = now;
    }
}
