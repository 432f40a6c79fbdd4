//! Law: between waves shares are compared, never people; a wave without figures is said, not drawn.

use super::frame;
use crate::{
    analysis::Direction,
    config::{Label, outline::Ref},
    ident::CellKey,
    report::{
        chartwork::{bare, labelled},
        cites::less,
        desk::Desk,
        spec::{Change, ChangeRow, ChartSpec, Labelled, Panel, Slopes},
        view::{BlockView, Figure},
    },
    words::fill,
};
use std::collections::BTreeMap;

/// Small multiples of all waves; nothing in a first year.
pub(super) fn slopes(desk: &Desk, title: &Label, figures: &[Ref]) -> Option<BlockView> {
    let lens = desk.lens;
    lens.earlier()?;
    let waves = &lens.settings().report.periods;
    let series = |view: &crate::analysis::Lens, figure: &Ref| -> Vec<_> {
        waves.iter().map(|wave| view.cell(&view.key(figure).when(wave)).share).collect()
    };
    let panels = figures
        .iter()
        .map(|figure| {
            let change = lens.change(figure).points;
            let subtitle = match change.amount() {
                Some(points) => {
                    desk.phrase("signed_points", &[("points", &desk.format.signed(points))])
                }
                None if change.is_withheld() => desk.word("change_hidden"),
                None => desk.word("change_missing"),
            };
            let points = |view: &crate::analysis::Lens| -> Vec<Labelled> {
                series(view, figure)
                    .into_iter()
                    .zip(waves)
                    .map(|(s, wave)| {
                        bare(desk, s).of(desk.leading(figure, &view.key(figure).when(wave)))
                    })
                    .collect()
            };
            Panel {
                title: desk.short(figure).replace('|', ""),
                subtitle,
                own: points(lens),
                city: points(&lens.from_reference()),
            }
        })
        .collect();
    let names: Vec<String> = waves.iter().map(|w| w.as_str().to_owned()).collect();
    let subtitle = desk.phrase("slopes_subtitle", &[("base", &base_words(desk, figures.first()?))]);
    let mut head = names.clone();
    head.push(desk.word("change"));
    let city_name = desk.reference_head();
    head.extend(names.iter().map(|wave| format!("{city_name} {wave}")));
    let rows = figures.iter().map(|figure| {
        let write = |view: &crate::analysis::Lens| -> Vec<_> {
            let keys = waves.iter().map(|wave| view.key(figure).when(wave));
            series(view, figure)
                .into_iter()
                .zip(keys)
                .map(|(stat, key)| {
                    let written = desk.figure(stat, |v| desk.format.percent(v));
                    written.of(desk.leading(figure, &key))
                })
                .collect()
        };
        let mut cells = write(lens);
        cells.push(changed(desk, figure));
        cells.extend(write(&lens.from_reference()));
        frame::row(desk, desk.name(figure), cells)
    });
    let table = frame::table(desk, title, subtitle, "indicator", head, rows.collect());
    let spec = ChartSpec::Slopes(Slopes {
        waves: names,
        own_name: desk.district_title(),
        city_name: desk.reference_head(),
        alike_words: fill(&desk.word("alike"), &[("reference", &desk.reference_name())]),
        panels,
    });
    Some(frame::chart(desk, spec, table))
}

/// The change since the wave before, sorted, with its interval.
pub(super) fn change(desk: &Desk, title: &Label, figures: &[Ref]) -> Option<BlockView> {
    let lens = desk.lens;
    let earlier = lens.earlier()?;
    let mut sorted: Vec<&Ref> = figures.iter().collect();
    let size = |f: &Ref| lens.change(f).points.amount().unwrap_or(f64::NEG_INFINITY);
    sorted.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let reach = sorted
        .iter()
        .flat_map(|f| {
            let change = lens.change(f);
            let interval = change.interval.map(|i| [i.low, i.high]);
            interval.into_iter().flatten().chain(change.points.amount())
        })
        .fold(0.0_f64, |most, end| most.max(end.abs()));
    let step = if reach > 12.0 { 10.0 } else { 5.0 };
    let reach = (reach / step).ceil().max(1.0) * step;
    let rows = sorted
        .iter()
        .map(|figure| {
            let change = lens.change(figure);
            ChangeRow {
                name: desk.short(figure).replace('|', ""),
                change: labelled(desk, change.points, |v| desk.format.signed(v))
                    .of(less(&desk.own_cell(figure), &desk.before_cell(figure))),
                interval: change.interval.map(|i| (i.low, i.high)),
            }
        })
        .collect();
    let ticks = [-step, 0.0, step].map(|at| (at, desk.format.signed(at))).into();
    let confidence = lens.settings().report.comparison.confidence * 100.0;
    let percent = desk.format.percent_in_text(confidence);
    let subtitle = match lens.settings().report.comparison.reckons_with_chance() {
        true => desk.phrase("change_subtitle", &[("confidence", &percent)]),
        false => desk.word("percent_points"),
    };
    let table_rows = sorted
        .iter()
        .map(|figure| {
            let change = lens.change(figure);
            let interval = match (change.interval, change.points.amount()) {
                (Some(i), Some(_)) => desk.text(desk.phrase(
                    "interval",
                    &[("low", &desk.format.signed(i.low)), ("high", &desk.format.signed(i.high))],
                )),
                _ => desk.signed(change.points),
            };
            let both = less(&desk.own_cell(figure), &desk.before_cell(figure));
            let cells = vec![
                desk.share(figure, &lens.before(figure)).of(desk.before_cell(figure)),
                desk.share(figure, &lens.own(figure)).of(desk.own_cell(figure)),
                changed(desk, figure),
                interval.of(format!("interval {both}")),
            ];
            frame::row(desk, desk.name(figure), cells)
        })
        .collect();
    let head = vec![
        earlier.as_str().to_owned(),
        lens.period().as_str().to_owned(),
        desk.word("change"),
        desk.word("interval_head"),
    ];
    let table = frame::table(desk, title, subtitle, "indicator", head, table_rows);
    let spec = ChartSpec::Change(Change { rows, reach, ticks });
    Some(frame::chart(desk, spec, table))
}

/// The change since the wave before.
fn changed(desk: &Desk, figure: &Ref) -> Figure {
    let both = less(&desk.own_cell(figure), &desk.before_cell(figure));
    desk.signed(desk.lens.change(figure).points).of(both)
}

/// How many figures are higher, lower and alike, for sentences.
pub(crate) fn counts(desk: &Desk, figures: &[Ref]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for figure in figures {
        let change = desk.lens.change(figure);
        let name = match (change.points.amount(), change.direction) {
            (None, _) => "changes_unknown",
            (_, Direction::Higher) => "changes_up",
            (_, Direction::Lower) => "changes_down",
            (_, Direction::Similar) => "changes_similar",
        };
        *counts.entry(name.to_owned()).or_insert(0) += 1;
    }
    for name in ["changes_unknown", "changes_up", "changes_down", "changes_similar"] {
        counts.entry(name.to_owned()).or_insert(0);
    }
    counts.insert("changes_all".to_owned(), figures.len());
    counts
}

/// The cells that are set against the wave before, where both are shown.
pub(crate) fn followed(desk: &Desk, figures: &[Ref]) -> Vec<CellKey> {
    let lens = &desk.lens;
    let shown = figures.iter();
    let shown = shown.filter(|figure| lens.change(figure).points.amount().is_some());
    let keys = shown.map(|figure| lens.key(figure));
    keys.flat_map(|own| [Some(own.clone()), lens.earlier().map(|p| own.when(p))])
        .flatten()
        .collect()
}

fn base_words(desk: &Desk, figure: &Ref) -> String {
    desk.lens.indicator(figure).base.get(desk.lang).to_owned()
}
