//! Law: a check says what was read and writes nothing.

use super::{End, args::CheckArgs, build::open, problems::tell, say::say};
use crate::{
    config,
    diagnostic::Problems,
    files::Project,
    pipeline::{self, Checked},
};

/// Reads and checks a project.
pub(super) fn run(args: &CheckArgs) -> Result<(), End> {
    let mut project = open(&args.project)?;
    let mut warnings = Problems::default();
    match check(&mut project, &mut warnings) {
        Ok(checked) => {
            tell(&warnings, Some(&project.assets));
            table(&checked);
            Ok(())
        }
        Err(found) => {
            warnings.extend(found);
            Err(tell(&warnings, Some(&project.assets)))
        }
    }
}

fn check(project: &mut Project, warnings: &mut Problems) -> Result<Checked, Problems> {
    let settings = config::load(&project.assets, warnings)?;
    let sources = project.read_sources(&settings)?;
    let ledger = project.ledger()?;
    let checked = pipeline::check(&settings, &project.assets, &sources, ledger.as_deref())?;
    warnings.extend(checked.warnings.clone());
    Ok(checked)
}

/// A row per source, then what came of them together.
fn table(checked: &Checked) {
    let mut rows = vec![["source", "format", "rows", "left out", "cells"].map(str::to_owned)];
    rows.extend(checked.summary.sources.iter().map(|source| {
        let numbers = [source.rows, source.skipped, source.cells].map(|n| n.to_string());
        let [read, skipped, cells] = numbers;
        [
            source.file.clone(),
            source.format.clone(),
            read,
            skipped,
            cells,
        ]
    }));
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths = [width(0), width(1), width(2), width(3), width(4)];
    for [file, format, read, skipped, cells] in &rows {
        let [a, b, c, d, e] = widths;
        say(&format!(
            "{file:<a$}  {format:<b$}  {read:>c$}  {skipped:>d$}  {cells:>e$}"
        ));
    }
    say("");
    let numbers = [
        ("districts", checked.districts),
        ("indicators", checked.indicators),
        ("waves", checked.waves),
        ("cells", checked.cells),
        ("cells hidden", checked.hidden),
    ];
    for (name, number) in numbers {
        say(&format!("{name:<12}  {number:>6}"));
    }
}
