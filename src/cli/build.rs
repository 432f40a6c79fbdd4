//! Law: a build reads, makes, writes and sums up, in that order, and writes nothing unless all went well.

use super::{
    End,
    args::{BuildArgs, Form},
    problems::tell,
    progress::Shown,
    say::say,
};
use crate::{
    config::{self, report::Format},
    diagnostic::Problems,
    files::{NOT_APART, Project, Recording, Sink, Written, clock, interrupt},
    pipeline::{self, Emit, Job, Outcome, Put},
};
use std::path::Path;

/// Makes the reports of a project.
pub(super) fn run(args: &BuildArgs) -> Result<(), End> {
    let seconds = clock::start();
    let mut project = open(&args.project)?;
    let mut warnings = Problems::default();
    if let Err(deaf) = interrupt::listen() {
        warnings.extend(deaf);
    }
    let made = make(args, &mut project, &seconds, &mut warnings);
    if interrupt::asked() && made.is_err() {
        super::say::murmur("stopped; nothing was written");
        return Err(End::Interrupted);
    }
    let (outcome, written, output) = made.map_err(|failed| match failed {
        Failed::Misuse(found) => {
            tell(&found, Some(&project.assets));
            End::Misuse
        }
        Failed::Problems(found) => {
            warnings.extend(found);
            tell(&warnings, Some(&project.assets))
        }
    })?;
    tell(&warnings, Some(&project.assets));
    sum_up(args, &outcome, &written, &output, seconds());
    Ok(())
}

/// Opens a project, or says that there is none: that is a wrong call.
pub(super) fn open(folder: &Path) -> Result<Project, End> {
    Project::open(folder).map_err(|found| {
        let misuse = found.0.iter().any(|problem| problem.code == "no-project");
        let end = tell(&found, None);
        if misuse { End::Misuse } else { end }
    })
}

enum Failed {
    Misuse(Problems),
    Problems(Problems),
}

impl From<Problems> for Failed {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}

fn make(
    args: &BuildArgs,
    project: &mut Project,
    seconds: &(impl Fn() -> f64 + Sync),
    warnings: &mut Problems,
) -> Result<(Outcome, Written, String), Failed> {
    let settings = config::load(&project.assets, warnings)?;
    let only = config::only(&settings, &args.only).map_err(Failed::Misuse)?;
    let output = args.output.clone().unwrap_or_else(|| project.root().join("output"));
    let apart = args.certificates.as_deref();
    let apart = apart.map(|folder| Sink::apart(folder, &output).map_err(misplaced));
    let apart = apart.transpose()?;
    let sources = project.read_sources(&settings)?;
    let recording = args.publish.then(|| Recording::begin(project, &settings)).transpose()?;
    let ledger = project.ledger(&settings)?;
    let sink = Sink::begin(&output)?;
    let shown = Shown::default();
    let job = Job {
        settings: &settings,
        assets: &project.assets,
        sources,
        ledger: ledger.as_deref(),
        publish: args.publish,
        only,
        formats: formats(&args.format, &settings.report.formats),
        jobs: args.jobs,
    };
    let proof = apart.as_ref().map(|sink| |file| sink.put(file));
    let emit = Emit {
        put: &|file| sink.put(file),
        apart: proof.as_ref().map(|put| put as &Put),
        progress: &|news| shown.news(news),
        stop: interrupt::flag(),
        clock: seconds,
    };
    let outcome = pipeline::run(&job, &emit);
    shown.end();
    let outcome = outcome?;
    if interrupt::asked() {
        return Err(Problems::default().into());
    }
    let news = recording.zip(outcome.ledger.as_deref());
    if let Some((recording, text)) = &news {
        recording.stage(text)?;
    }
    let ready = |sink: Sink| sink.ready(&settings.report.edition, project.inputs());
    let (proof, output_ready) = (apart.map(ready).transpose()?, ready(sink)?);
    // Nothing goes out before its proof is in place.
    if let Some(proof) = proof {
        warnings.extend(proof.place()?.warnings);
    }
    let written = output_ready.place()?;
    warnings.extend(outcome.warnings.clone());
    warnings.extend(written.warnings.clone());
    if let Some((recording, _)) = news {
        recording.commit()?;
    }
    Ok((outcome, written, output.display().to_string()))
}

/// A folder for certificates that would be published with the output is a wrong call.
fn misplaced(found: Problems) -> Failed {
    if found.0.iter().any(|problem| problem.code == NOT_APART) {
        Failed::Misuse(found)
    } else {
        Failed::Problems(found)
    }
}

/// The forms that were asked for, each once; those of the settings where none was.
fn formats(asked: &[Form], settled: &[Format]) -> Vec<Format> {
    let mut formats: Vec<Format> = asked
        .iter()
        .map(|form| match form {
            Form::Pdf => Format::Pdf,
            Form::Html => Format::Html,
            Form::Data => Format::Data,
        })
        .collect();
    if formats.is_empty() {
        formats = settled.to_vec();
    }
    formats.sort();
    formats.dedup();
    formats
}

fn sum_up(args: &BuildArgs, outcome: &Outcome, written: &Written, output: &str, seconds: f64) {
    if args.timings {
        for (stage, seconds) in &outcome.timings {
            say(&format!("{stage:<12} {seconds:>8.3} s"));
        }
    }
    say(&format!(
        "{} reports, {} pages, {} hidden cells of {}, {seconds:.1} seconds",
        outcome.reports, outcome.pages, outcome.hidden, outcome.cells
    ));
    let size = written.bytes as f64 / 1_000_000.0;
    say(&format!("{} files, {size:.1} MB in {output}", written.files));
    if let Some(folder) = &args.certificates {
        say(&format!(
            "certificates in {}: they hold the hidden figures, keep them as you keep the tables",
            folder.display()
        ));
    }
    if args.publish {
        say(match outcome.ledger {
            Some(_) => "the publication is remembered",
            None => "the publication was remembered before",
        });
    }
}
