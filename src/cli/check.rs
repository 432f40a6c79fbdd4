//! Law: a check says what was read and writes nothing.

use super::{args::CheckArgs, build::open, end::End, problems::tell, progress, say::remark as say};
use crate::{
    config,
    diagnostic::Problems,
    files::Project,
    pipeline::{self, Checked, Tally},
};

/// Reads and checks a project.
pub(super) fn run(args: &CheckArgs) -> Result<(), End> {
    progress::stage("reading the project");
    let mut project = open(&args.project)?;
    let mut warnings = Problems::default();
    match check(args, &mut project, &mut warnings) {
        Ok(checked) => {
            progress::end();
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

fn check(
    args: &CheckArgs,
    project: &mut Project,
    warnings: &mut Problems,
) -> Result<Checked, Problems> {
    let settings = config::load(&project.assets, warnings)?;
    let sources = project.read_sources(&settings)?;
    let ledger = project.ledger()?;
    let (ledger, savings) = (ledger.as_deref(), args.savings);
    let (assets, news) = (&project.assets, &progress::news);
    let checked = pipeline::check(&settings, assets, &sources, ledger, savings, news)?;
    warnings.extend(checked.warnings.clone());
    Ok(checked)
}

/// A row per source, what came of them together, and what is hidden of each indicator; never a figure.
fn table(checked: &Checked) {
    let mut sources = vec![row(["source", "format", "rows", "left out", "cells"])];
    sources.extend(checked.summary.sources.iter().map(|source| {
        let numbers = [source.rows, source.skipped, source.cells];
        let words = [source.file.clone(), source.format.clone()];
        words.into_iter().chain(numbers.map(|n| n.to_string())).collect()
    }));
    columns(&sources, 2);
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
    say("");
    hidden(checked);
    if checked.exposed > 0 {
        say(&format!(
            "\n{} of them can be reckoned by somebody who is alone in another one, whatever else is hidden",
            checked.exposed
        ));
    }
    if !checked.savings.is_empty() {
        say("");
        let mut savings = vec![row(["what would save most figures", "cells"])];
        let each = checked.savings.iter();
        savings.extend(each.map(|saving| vec![saving.what.clone(), saving.cells.to_string()]));
        columns(&savings, 1);
    }
}

/// Why how many cells of each indicator are hidden.
fn hidden(checked: &Checked) {
    let line = |name: &str, tally: Tally| {
        let numbers = [tally.cells, tally.primary, tally.secondary, tally.sender];
        let numbers = numbers.map(|n| n.to_string());
        [name.to_owned()].into_iter().chain(numbers).collect()
    };
    let mut rows = vec![row(["hidden of", "cells", "primary", "secondary", "by the sender"])];
    let each = checked.per_indicator.iter();
    rows.extend(each.clone().map(|(id, tally)| line(id.as_str(), *tally)));
    let all = each.fold(Tally::default(), |sum, (_, tally)| sum.and(*tally));
    rows.push(line("all", all));
    columns(&rows, 1);
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// Says rows in columns: words to the left, numbers from the column `numbers` on to the right.
fn columns(rows: &[Vec<String>], numbers: usize) {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).map(width).collect();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(column, (cell, width))| {
                if column < numbers { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            })
            .collect();
        say(cells.join("  ").trim_end());
    }
}
