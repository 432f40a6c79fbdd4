//! Law: a build reads, makes, writes and sums up, in that order, and writes nothing unless all went well.

use super::{
    args::{BuildArgs, Form},
    end::End,
    problems::tell,
    progress,
    say::{many, pasted, remark, say, verbose},
};
use crate::{
    config::{self, Settings, report::Format},
    diagnostic::{Diagnostic, Place, Problems},
    files::{
        self, Change, Piece, Project, Recording, Sink, Written, clock, interrupt, lies_apart,
        outside_the_input,
    },
    pipeline::{self, Emit, FileKind, Job, Outcome, Put},
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// How many files that would be removed are named.
const NAMED: usize = 5;

/// Makes the reports of a project.
pub(super) fn run(args: &BuildArgs) -> Result<(), End> {
    let seconds = clock::start();
    if !args.dry_run {
        interrupt::window().asked([Piece::Reports]);
    }
    progress::stage("reading the project");
    let mut project = open(&args.project)?;
    let mut warnings = Problems::default();
    let made = make(args, &mut project, &seconds, &mut warnings).map_err(|found| {
        warnings.extend(found.clone());
        tell(&warnings, Some(&project.assets));
        End::of(&found)
    })?;
    progress::end();
    tell(&warnings, Some(&project.assets));
    sum_up(args, &made, seconds());
    Ok(())
}

/// Opens a project, or says that there is none: that is a wrong call.
pub(super) fn open(folder: &Path) -> Result<Project, End> {
    Project::open(folder).map_err(|found| tell(&found, None))
}

/// What a build has made, or would make.
struct Made {
    outcome: Outcome,
    output: PathBuf,
    end: Finished,
}

enum Finished {
    Written(Written),
    Planned(BTreeMap<String, Change>),
}

fn make(
    args: &BuildArgs,
    project: &mut Project,
    seconds: &(impl Fn() -> f64 + Sync),
    warnings: &mut Problems,
) -> Result<Made, Problems> {
    let settings = config::load(&project.assets, warnings)?;
    let only = config::only(&settings, &args.only)?;
    let formats = formats(&args.format, &settings.report.formats);
    let output = args.output.clone().unwrap_or_else(|| project.root().join("output"));
    for folder in [Some(&output), args.certificates.as_ref()].into_iter().flatten() {
        outside_the_input(folder, project.root(), &settings)?;
    }
    if !args.force && !args.dry_run {
        keeps_the_rest(args, &output, &settings, &formats)?;
    }
    let recording = (args.publish && !args.dry_run).then(|| Recording::begin(project));
    let recording = recording.transpose()?;
    let apart = args.certificates.as_deref().map(|folder| match args.dry_run {
        true => lies_apart(folder, &output).map(|()| Sink::nowhere()),
        false => Sink::apart(folder, &output),
    });
    let apart = apart.transpose()?;
    let sink = if args.dry_run { Sink::nowhere() } else { Sink::begin(&output)? };
    let sources = project.read_sources(&settings)?;
    let ledger = project.ledger()?;
    let job = Job {
        settings: &settings,
        assets: &project.assets,
        sources,
        ledger: ledger.as_deref(),
        publish: args.publish,
        only,
        formats,
    };
    let proof = apart.as_ref().map(|sink| |file| sink.put(file));
    let emit = Emit {
        put: &|file| sink.put(file),
        apart: proof.as_ref().map(|put| put as &Put),
        progress: &progress::news,
        clock: seconds,
    };
    let outcome = pipeline::run(&job, &emit)?;
    warnings.extend(outcome.warnings.clone());
    if args.dry_run {
        let end = Finished::Planned(sink.plan(&output)?);
        return Ok(Made { outcome, output, end });
    }
    progress::stage("putting everything in place");
    let memory = recording.zip(outcome.ledger.as_deref()).map(|(recording, text)| {
        recording.stage(text)?;
        Ok::<_, Problems>(recording)
    });
    let memory = memory.transpose()?;
    let ready = |sink: Sink| sink.ready(&settings.report.edition, project.inputs());
    let written = files::finish(memory, apart.map(ready).transpose()?, ready(sink)?)?;
    warnings.extend(written.warnings.clone());
    Ok(Made { outcome, output, end: Finished::Written(written) })
}

/// Refuses a run for some districts or forms alone that would take away what an earlier run wrote.
fn keeps_the_rest(
    args: &BuildArgs,
    output: &Path,
    settings: &Settings,
    formats: &[Format],
) -> Result<(), Problems> {
    let only = config::only(settings, &args.only)?;
    let kept = |district: Option<&str>, kind: FileKind| {
        let district = district
            .is_none_or(|id| only.is_empty() || only.iter().any(|only| only.as_str() == id));
        let form = match kind {
            FileKind::Pdf => Some(Format::Pdf),
            FileKind::Html | FileKind::Index => Some(Format::Html),
            FileKind::Data | FileKind::Findings => Some(Format::Data),
            FileKind::Other => None,
        };
        district && form.is_none_or(|form| args.format.is_empty() || formats.contains(&form))
    };
    let lost = files::narrowed(output, &kept)?;
    if lost.is_empty() {
        return Ok(());
    }
    let shown = output.display().to_string();
    let mut named = lost.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    if lost.len() > NAMED {
        named += &format!(" and {} more", lost.len() - NAMED);
    }
    let files = many(lost.len(), "file");
    let message = format!("this would remove {files} of an earlier run from {shown}: {named}");
    Err(Diagnostic::error("removes", Place::file(&shown), message)
        .hint("name another folder with --output, or say --force if they shall go")
        .into())
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

fn sum_up(args: &BuildArgs, made: &Made, seconds: f64) {
    let (outcome, output) = (&made.outcome, made.output.display());
    if args.timings {
        for (stage, seconds) in &outcome.timings {
            say(&format!("{stage:<12} {seconds:>8.3} s"));
        }
    }
    if let Finished::Planned(plan) = &made.end {
        for (path, change) in plan {
            match change {
                Change::New => say(&format!("new       {path}")),
                Change::Changed => say(&format!("changed   {path}")),
                Change::Removed => say(&format!("removed   {path}")),
                Change::Same if verbose() => say(&format!("the same  {path}")),
                Change::Same => {}
            }
        }
    }
    remark(&format!(
        "{}, {}, {} of {}, {seconds:.1} seconds",
        many(outcome.reports, "report"),
        many(outcome.pages, "page"),
        many(outcome.hidden, "hidden cell"),
        outcome.cells
    ));
    match &made.end {
        Finished::Planned(plan) => {
            let of = |sort| plan.values().filter(|change| **change == sort).count();
            let [new, changed, removed, same] =
                [Change::New, Change::Changed, Change::Removed, Change::Same].map(of);
            remark(&format!(
                "{output}: {new} new, {changed} changed, {removed} removed, {same} as before; nothing was written"
            ));
            if args.publish && outcome.ledger.is_some() {
                remark("the publication would be remembered");
            }
        }
        Finished::Written(written) => {
            let size = written.bytes as f64 / 1_000_000.0;
            remark(&format!("{}, {size:.1} MB in {output}", many(written.files, "file")));
            if let Some(folder) = &args.certificates {
                remark(&format!(
                    "certificates in {}: they hold the hidden figures, keep them as you keep the tables",
                    pasted(folder)
                ));
            }
            if args.publish {
                remark(match outcome.ledger {
                    Some(_) => "the publication is remembered",
                    None => "the publication was remembered before",
                });
            }
        }
    }
}
