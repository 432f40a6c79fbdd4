//! Law: every block shows something that exists and that it can show.

use super::{
    Files,
    figures::{figure, of_kind},
    say::{Say, join},
};
use crate::{
    config::{
        Block, Indicators, Kind, ReportSettings,
        document::{Step, steps},
        outline::{Column, Ref},
    },
    diagnostic::Problems,
    ident::IndicatorId,
};

/// The most parts of a report: no reader finds a way through more, and each costs time in every report.
const SECTIONS: usize = 200;
/// The most blocks of a part.
const BLOCKS: usize = 60;

/// What outlines refer to.
struct Known<'f> {
    indicators: &'f Indicators,
    report: Option<&'f ReportSettings>,
}

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    let Some((outline, document)) = files.outline else {
        return;
    };
    let mut say = Say::new(document, problems);
    if outline.sections.is_empty() {
        let hint = "add one: [[section]] with id, eyebrow, neutral and blocks";
        say.error("no-section", steps!["section"], "the report has no parts", hint);
    }
    if outline.sections.len() > SECTIONS {
        let message = format!("the report has more than {SECTIONS} parts");
        let hint =
            "each begins a page and stands in the contents: make fewer, with more blocks each";
        say.error("many-sections", steps!["section", SECTIONS], message, hint);
    }
    for (n, section) in outline.sections.iter().enumerate() {
        if section.blocks.len() > BLOCKS {
            let message = format!("this part has more than {BLOCKS} blocks");
            say.error(
                "many-blocks",
                steps!["section", n, "block", BLOCKS],
                message,
                "make two parts of it",
            );
        }
    }
    let sections = || outline.sections.iter().enumerate();
    say.ids(
        "section",
        sections().map(|(n, s)| (steps!["section", n, "id"].to_vec(), s.id.as_str())),
    );
    let Some((indicators, _)) = files.indicators else {
        return;
    };
    let known = Known { indicators, report: files.report.map(|(report, _)| report) };
    for (n, number) in outline.cover.iter().enumerate() {
        figure(steps!["cover", n, "figure"], &number.figure, indicators, &mut say);
    }
    for (key, list) in
        [("between", &outline.findings.between), ("coverage", &outline.findings.coverage)]
    {
        for (n, one) in list.iter().enumerate() {
            figure(steps!["findings", key, n], one, indicators, &mut say);
        }
    }
    for (s, section) in sections() {
        for (b, one) in section.blocks.iter().enumerate() {
            block(steps!["section", s, "block", b], one, &known, &mut say);
        }
    }
}

fn block(at: &[Step<'_>], block_: &Block, known: &Known<'_>, say: &mut Say<'_, '_>) {
    let to = |key| join(at, steps![key]);
    match block_ {
        Block::Levels { indicators, .. } => {
            filled(&to("indicators"), indicators, say);
            for (n, id) in indicators.iter().enumerate() {
                let path = join(at, steps!["indicators", n]);
                of_kind(&path, id, &[Kind::Levels], "levels", known.indicators, say);
            }
        }
        Block::LevelsBy { indicator, .. } => {
            let kinds = [Kind::Levels, Kind::Choice];
            of_kind(&to("indicator"), indicator, &kinds, "levels or choice", known.indicators, say);
        }
        Block::Bars { indicator, figures, .. } => {
            rows(at, indicator.as_ref(), figures, known, say);
        }
        Block::Table { indicator, figures, columns, .. } => {
            rows(at, indicator.as_ref(), figures, known, say);
            filled(&to("columns"), columns, say);
            for (n, column) in columns.iter().enumerate() {
                self::column(&join(at, steps!["columns", n]), column, known, say);
            }
        }
        Block::Pairs { pairs, .. } => {
            filled(&to("pairs"), pairs, say);
            for (n, pair) in pairs.iter().enumerate() {
                for (p, one) in pair.iter().enumerate() {
                    figure(&join(at, steps!["pairs", n, p]), one, known.indicators, say);
                }
            }
        }
        Block::Barometer { themes, .. } => {
            filled(&to("theme"), themes, say);
            for (n, theme) in themes.iter().enumerate() {
                figures(&join(at, steps!["theme", n, "figures"]), &theme.figures, known, say);
            }
        }
        Block::Slopes { figures: all, .. }
        | Block::Change { figures: all, .. }
        | Block::Heatmap { figures: all, .. }
        | Block::Areas { figures: all, .. } => figures(&to("figures"), all, known, say),
        Block::Text { templates, columns } => {
            filled(&to("templates"), templates, say);
            one_or_two(&to("columns"), *columns, say);
        }
        Block::Article { name, columns, .. } => {
            say.characters(&to("name"), "article", name);
            one_or_two(&to("columns"), *columns, say);
        }
        Block::Panel { templates, .. } | Block::Steps { templates } => {
            filled(&to("templates"), templates, say);
        }
        Block::Findings { most, .. } | Block::Dialogue { most } => {
            if *most == 0 {
                let message = "no finding would be shown";
                say.error("out-of-range", &to("most"), message, "write at least 1");
            }
        }
        Block::Terms { terms, .. } => filled(&to("terms"), terms, say),
        Block::Beside { left, right } => {
            block(&to("left"), left, known, say);
            block(&to("right"), right, known, say);
        }
        Block::Contents
        | Block::Composition { .. }
        | Block::AllFigures { .. }
        | Block::Symbols { .. } => {}
    }
}

/// How many columns text may have.
fn one_or_two(path: &[Step<'_>], columns: u8, say: &mut Say<'_, '_>) {
    if !(1..=2).contains(&columns) {
        let message = "text is set in one or two columns";
        say.error("out-of-range", path, message, "write 1 or 2");
    }
}

/// A list that must not be empty.
fn filled<T>(path: &[Step<'_>], list: &[T], say: &mut Say<'_, '_>) {
    if list.is_empty() {
        say.error("empty", path, "this block would be empty", "name something, or take it out");
    }
}

fn figures(path: &[Step<'_>], figures: &[Ref], known: &Known<'_>, say: &mut Say<'_, '_>) {
    filled(path, figures, say);
    for (n, one) in figures.iter().enumerate() {
        figure(&join(path, steps![n]), one, known.indicators, say);
    }
}

/// Rows come from the categories of one indicator or are given one by one.
fn rows(
    at: &[Step<'_>],
    indicator: Option<&IndicatorId>,
    all: &[Ref],
    known: &Known<'_>,
    say: &mut Say<'_, '_>,
) {
    match (indicator, all) {
        (None, []) => {
            let hint = "add indicator = \"…\" for its categories, or figures = [\"…\"]";
            say.error("empty", at, "this block would be empty", hint);
        }
        (Some(_), [_, ..]) => {
            let message = "rows come from one indicator or one by one, not both";
            say.error(
                "rows",
                &join(at, steps!["figures"]),
                message,
                "keep `indicator` or `figures`",
            );
        }
        (Some(id), []) => {
            let kinds = [Kind::Levels, Kind::Choice, Kind::Multi];
            let path = join(at, steps!["indicator"]);
            of_kind(&path, id, &kinds, "levels, choice or multi", known.indicators, say);
        }
        (None, all) => figures(&join(at, steps!["figures"]), all, known, say),
    }
}

fn column(path: &[Step<'_>], column: &Column, known: &Known<'_>, say: &mut Say<'_, '_>) {
    match column {
        Column::Area(area) => {
            let Some(report) = known.report else { return };
            let areas: Vec<&str> = report.areas.iter().map(|area| area.id.as_str()).collect();
            say.known(&join(path, steps!["area"]), "area", area.as_str(), &areas);
        }
        Column::Group(group) => {
            let groups: Vec<&str> =
                known.indicators.groups.iter().map(|group| group.id.as_str()).collect();
            say.known(&join(path, steps!["group"]), "group", group.as_str(), &groups);
        }
        Column::Count
        | Column::Base
        | Column::District
        | Column::City
        | Column::Reference
        | Column::Difference
        | Column::Earlier
        | Column::Change
        | Column::Groups => {}
    }
}
