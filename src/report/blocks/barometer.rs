//! Law: one row a figure, on one axis of percentage points from the city; a hidden row has no mark at all.

use crate::{
    analysis::{Against, Direction},
    config::{
        Label,
        outline::{Ref, Theme},
        report::Area,
    },
    ident::CellKey,
    report::{
        cites::{count, less},
        desk::Desk,
        spec::{ChartSpec, Dots},
        view::{
            AgainstView, BarometerHead, BarometerRow, BarometerTheme, BarometerView, BlockView,
            MarkView, SymbolMark, SymbolView,
        },
    },
};
use std::collections::BTreeMap;

/// The axis: from, to and the distance of its lines, in percentage points.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Axis {
    reach: f64,
    step: f64,
}

/// District, city and areas for many figures.
pub(super) fn barometer(desk: &Desk, title: &Label, themes: &[Theme]) -> BlockView {
    let figures = themes.iter().flat_map(|t| &t.figures);
    let axis = axis(desk, figures);
    let title = title.get(desk.lang).to_owned();
    let themes: Vec<BarometerTheme> = themes
        .iter()
        .filter(|theme| !theme.figures.is_empty())
        .map(|theme| BarometerTheme {
            label: theme.label.get(desk.lang).to_owned(),
            base: desk.base_line(&theme.figures[0]),
            cells: desk.base_cell(&theme.figures[0]),
            rows: theme.figures.iter().map(|figure| row(desk, figure, axis)).collect(),
        })
        .collect();
    let areas = &desk.lens.settings().report.areas;
    let area = areas
        .first()
        .map(|a| SymbolView { mark: SymbolMark::Area, text: a.name.get(desk.lang).to_owned() });
    let mut key = vec![
        SymbolView { mark: SymbolMark::District, text: desk.word("key_district") },
        SymbolView { mark: SymbolMark::City, text: desk.reference_head() },
    ];
    let rows = || themes.iter().flat_map(|theme| &theme.rows);
    key.extend(area.filter(|_| rows().any(|row| row.area.is_some())));
    let lines = (axis.reach / axis.step) as i32;
    BlockView::Barometer(Box::new(BarometerView {
        id: desk.address("figure"),
        number: desk.next_figure(),
        alt: alt(desk, &title, &themes),
        title,
        subtitle: desk.phrase("barometer_subtitle", &[("city", &desk.reference_name())]),
        head: BarometerHead {
            name: desk.word("indicator"),
            count: desk.word("count"),
            share: desk.word("share"),
            city: desk.reference_head(),
            against: desk.phrase("against_head", &[("city", &desk.reference_name())]),
        },
        axis: (-lines..=lines).map(|n| desk.format.signed(f64::from(n) * axis.step)).collect(),
        key,
        themes,
    }))
}

fn row(desk: &Desk, figure: &Ref, axis: Axis) -> BarometerRow {
    let lens = desk.lens;
    let (own, other) = (lens.own(figure), lens.other(figure));
    let id = desk.address("row");
    let first = lens.settings().report.areas.first();
    let nearest = first.and_then(|a| area(desk, a, figure));
    let area_cell = first.and_then(|a| {
        let (wave, _) = lens.area(a, figure)?;
        let key = lens.key(figure).at(&a.id).when(&wave);
        Some(desk.leading(figure, &key))
    });
    let against = lens.against(figure);
    let mark = against.map(|against| MarkView {
        key: format!("mark-{id}"),
        spec: ChartSpec::Dots(Dots {
            own: against.points,
            cells: [
                less(&desk.own_cell(figure), &desk.reference_cell(figure)),
                less(&area_cell.clone().unwrap_or_default(), &desk.reference_cell(figure)),
            ],
            interval: against.interval.map(|i| (i.low, i.high)),
            city: Some(0.0),
            area: nearest.map(|share| share - against.other),
            minimum: -axis.reach,
            maximum: axis.reach,
            step: axis.step,
        }),
    });
    let instead = match (&mark, own.share.is_withheld() || other.share.is_withheld()) {
        (Some(_), _) => None,
        (None, true) => Some(desk.word("hidden_words")),
        (None, false) => Some(desk.word("missing_words")),
    };
    let areas = &lens.settings().report.areas;
    BarometerRow {
        name: desk.fitting(figure),
        count: desk.count(&own).of(count(&lens.key(figure))),
        share: desk.share(figure, &own).of(desk.own_cell(figure)),
        city: desk.share(figure, &other).of(desk.reference_cell(figure)),
        area: areas
            .first()
            .filter(|_| nearest.is_some())
            .map(|a| super::table::area(desk, figure, &a.id)),
        mark,
        instead,
        against: against.map(|a| view(desk, a)),
        id,
    }
}

/// An area's share for the same people.
fn area(desk: &Desk, area: &Area, figure: &Ref) -> Option<f64> {
    desk.lens.area(area, figure).and_then(|(_, cell)| cell.share.amount())
}

/// A direction with its word and its phrase.
pub(super) fn view(desk: &Desk, against: Against) -> AgainstView {
    let threshold = desk.lens.settings().report.comparison.threshold;
    let (word, phrase) = match against.direction {
        Direction::Higher => ("higher", "higher_than"),
        // What may be chance is not alike because of that.
        Direction::Similar if against.points.abs() + 1e-9 >= threshold => ("unsure", "unsure_of"),
        Direction::Similar => ("similar", "similar_to"),
        Direction::Lower => ("lower", "lower_than"),
    };
    let reference = desk.reference_name();
    let share = desk.format.percent(against.other);
    AgainstView {
        direction: against.direction,
        word: desk.word(word),
        phrase: desk.phrase(phrase, &[("city", &reference), ("share", &share)]),
    }
}

/// Far enough for every dot, interval and ring that is shown.
fn axis<'a>(desk: &Desk, figures: impl Iterator<Item = &'a Ref>) -> Axis {
    let lens = desk.lens;
    let first = lens.settings().report.areas.first();
    let mut reach = 0.0_f64;
    for figure in figures {
        let Some(against) = lens.against(figure) else {
            continue;
        };
        let interval = against.interval.map(|i| [i.low, i.high]);
        let ends = interval.into_iter().flatten().chain([against.points]);
        let ring = first.and_then(|a| area(desk, a, figure));
        for end in ends.chain(ring.map(|ring| ring - against.other)) {
            reach = reach.max(end.abs());
        }
    }
    let step = match reach {
        r if r > 60.0 => 40.0,
        r if r > 30.0 => 20.0,
        _ => 10.0,
    };
    Axis { reach: (reach / step).ceil().max(1.0) * step, step }
}

/// How many figures are higher, lower and alike, for sentences.
pub(crate) fn counts(desk: &Desk, figures: &[Ref]) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, usize> =
        ["higher", "lower", "similar", "unknown"].map(|name| (name.to_owned(), 0)).into();
    for figure in figures {
        let name = match desk.lens.against(figure).map(|a| a.direction) {
            None => "unknown",
            Some(Direction::Higher) => "higher",
            Some(Direction::Lower) => "lower",
            Some(Direction::Similar) => "similar",
        };
        *counts.entry(name.to_owned()).or_insert(0) += 1;
    }
    let of = |names: [&str; 2]| names.iter().filter_map(|name| counts.get(*name)).sum();
    let differ: usize = of(["higher", "lower"]);
    let compared = differ + of(["similar", "similar"]) / 2;
    counts.insert("differ".to_owned(), differ);
    counts.insert("compared".to_owned(), compared);
    counts.insert("rows".to_owned(), figures.len());
    counts
}

/// The cells that are set against each other, where both are shown.
pub(crate) fn compared(desk: &Desk, figures: &[Ref]) -> Vec<CellKey> {
    let shown = figures.iter().filter(|f| desk.lens.against(f).is_some());
    let keys = shown.map(|figure| desk.lens.key(figure));
    keys.flat_map(|own| [own.clone(), own.at(&desk.lens.reference())]).collect()
}

fn alt(desk: &Desk, title: &str, themes: &[BarometerTheme]) -> String {
    let mut text = format!("{}. {title}", desk.heading.borrow().trim_end_matches('.'));
    for row in themes.iter().flat_map(|t| &t.rows) {
        let share = row.share.spoken.as_ref().unwrap_or(&row.share.text);
        let phrase = row.against.as_ref().map_or(String::new(), |a| format!(", {}", a.phrase));
        text = format!("{text}. {}: {share}{phrase}", row.name);
    }
    text.push('.');
    text
}
