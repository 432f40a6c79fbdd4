//! Law: a table holds finished figures; each column has one meaning, said in its head.

use super::{anchor, bars, frame};
use crate::{
    config::{
        Kind, Label,
        outline::{Column, Ref},
    },
    ident::{CategoryId, DistrictId, GroupId, IndicatorId},
    report::{
        cites::{base, count, less},
        desk::Desk,
        view::{BlockView, Figure, RowView, SpanView, TableView},
    },
};

/// A table of chosen rows and columns.
pub(super) fn table(
    desk: &Desk,
    title: &Label,
    indicator: Option<&IndicatorId>,
    figures: &[Ref],
    columns: &[Column],
) -> BlockView {
    let figures = bars::addresses(desk, indicator, figures);
    let grouped = columns.contains(&Column::Groups);
    let columns = spread(desk, columns);
    let rows = figures
        .iter()
        .zip(desk.names(&figures))
        .map(|(figure, name)| {
            let cells = columns.iter().map(|column| cell(desk, figure, column));
            let row = frame::row(desk, name, cells.collect());
            let row = frame::with_base(desk, figure, figures.first(), row);
            let first = || anchor::table_by_group(desk, figure);
            if grouped && first().is_some_and(|first| std::ptr::eq(first, title)) {
                let id = anchor::by_group(desk, figure);
                return RowView { id, ..row };
            }
            row
        })
        .collect();
    let first = figures.first();
    let subtitle = first.map_or_else(String::new, |f| desk.base_line(f));
    let mut table = finish(desk, title, subtitle, &columns, rows);
    table.cells = first.map_or_else(String::new, |f| desk.base_cell(f));
    BlockView::Table(table)
}

/// Every figure of the report, indicator by indicator.
pub(super) fn all(desk: &Desk, title: &Label) -> BlockView {
    let settings = desk.lens.settings();
    let mut columns = vec![Column::Count, Column::District, Column::Reference, Column::Difference];
    if desk.lens.earlier().is_some() {
        columns.extend([Column::Earlier, Column::Change]);
    }
    let mut rows = Vec::new();
    let population = settings.indicators.get(&settings.report.population);
    let population = population.expect("settings name an indicator as the population");
    // Indicators without categories come first: after a heading they would seem to belong to it.
    let (divided, single): (Vec<_>, Vec<_>) = settings
        .indicators
        .indicators
        .iter()
        .partition(|indicator| indicator.kind.has_categories());
    for indicator in single.into_iter().chain(divided) {
        let head = indicator.label.get(desk.lang).to_owned();
        if !indicator.kind.has_categories() {
            let figure = desk.at(indicator, None);
            let cells = columns.iter().map(|column| cell(desk, &figure, column)).collect();
            let everyone = desk.at(population, None);
            let row = frame::row(desk, desk.fitting(&figure), cells);
            let row = frame::with_base(desk, &figure, Some(&everyone), row);
            rows.push(RowView { id: anchor::among_all(desk, &figure), ..row });
            continue;
        }
        let all = desk.at(indicator, Some(&CategoryId::total()));
        let base = desk.lens.own(&all).count;
        let base = desk.figure(base, |n| desk.format.count(n)).text;
        let head = match indicator.kind {
            Kind::Multi => head,
            _ => desk.phrase("divider", &[("name", &head), ("n", &base)]),
        };
        let divider = frame::row(desk, head, Vec::new());
        rows.push(RowView { divider: true, evidence: desk.base_cell(&all), ..divider });
        for category in settings.indicators.categories(indicator) {
            let figure = desk.at(indicator, Some(&category.id));
            let cells = columns.iter().map(|column| cell(desk, &figure, column)).collect();
            let row = frame::row(desk, category.label.get(desk.lang).to_owned(), cells);
            rows.push(RowView { id: anchor::among_all(desk, &figure), ..row });
        }
    }
    BlockView::Table(finish(desk, title, desk.word("all_subtitle"), &columns, rows))
}

/// `Groups` becomes one column per group.
fn spread(desk: &Desk, columns: &[Column]) -> Vec<Column> {
    let groups = &desk.lens.settings().indicators.groups;
    columns
        .iter()
        .flat_map(|column| match column {
            Column::Groups => groups
                .iter()
                .filter(|g| g.sum_of.is_empty())
                .map(|g| Column::Group(g.id.clone()))
                .collect(),
            other => vec![other.clone()],
        })
        .collect()
}

fn finish(
    desk: &Desk,
    title: &Label,
    subtitle: String,
    columns: &[Column],
    rows: Vec<RowView>,
) -> TableView {
    let head = columns.iter().map(|column| head(desk, column)).collect();
    let mut table = frame::table(desk, title, subtitle, "indicator", head, rows);
    table.own_column = columns.iter().position(|c| *c == Column::District);
    let groups = |c: &Column| matches!(c, Column::Group(_));
    if let Some(from) = columns.iter().position(groups) {
        table.spans.push(SpanView {
            from,
            count: columns.iter().filter(|c| groups(c)).count(),
            text: desk.word("by_group"),
        });
    }
    table
}

fn head(desk: &Desk, column: &Column) -> String {
    let settings = desk.lens.settings();
    match column {
        Column::Count => desk.word("count"),
        Column::Base => desk.word("base_short"),
        Column::District => desk.word("district"),
        Column::City => desk.city_name(),
        Column::Reference => desk.reference_head(),
        Column::Difference => desk.word("difference"),
        Column::Earlier => desk.lens.earlier().map_or_else(String::new, |p| p.to_string()),
        Column::Change => desk.word("change"),
        Column::Area(id) => area_name(desk, id),
        Column::Group(id) => settings.indicators.group(id).map_or_else(String::new, |g| {
            g.short.as_ref().unwrap_or(&g.label).get(desk.lang).to_owned()
        }),
        Column::Groups => String::new(),
    }
}

fn area_name(desk: &Desk, id: &DistrictId) -> String {
    let areas = &desk.lens.settings().report.areas;
    areas.iter().find(|a| &a.id == id).map_or("", |a| a.name.get(desk.lang)).to_owned()
}

fn cell(desk: &Desk, figure: &Ref, column: &Column) -> Figure {
    let lens = desk.lens;
    let (own, other) = (lens.own(figure), lens.other(figure));
    let key = lens.key(figure);
    let [here, there, then] =
        [desk.own_cell(figure), desk.reference_cell(figure), desk.before_cell(figure)];
    let counted = lens.indicator(figure).kind == Kind::Count;
    match column {
        Column::Count => desk.count(&own).of(count(&key)),
        Column::Base => desk.base(&own).of(base(&key)),
        Column::District if counted => not_applicable(desk, "not_applicable_words"),
        Column::District => desk.share(figure, &own).of(here),
        Column::City => desk.share(figure, &lens.city(figure)).of(desk.city_cell(figure)),
        Column::Reference => desk.share(figure, &other).of(there),
        Column::Difference if counted => not_applicable(desk, "not_applicable_words"),
        Column::Difference => {
            desk.signed(own.share.difference(other.share)).of(less(&here, &there))
        }
        Column::Earlier => desk.share(figure, &lens.before(figure)).of(then),
        Column::Change if counted => {
            desk.signed(own.count.difference(lens.before(figure).count)).of(less(&here, &then))
        }
        Column::Change => {
            desk.signed(own.share.difference(lens.before(figure).share)).of(less(&here, &then))
        }
        Column::Area(id) => area(desk, figure, id),
        Column::Group(id) => among(desk, figure, id),
        Column::Groups => desk.text(""),
    }
}

/// A figure in one group; not applicable where the indicator does not ask that group.
fn among(desk: &Desk, figure: &Ref, group: &GroupId) -> Figure {
    let indicator = desk.lens.indicator(figure);
    let asked = desk.lens.settings().indicators.asked(indicator).any(|g| &g.id == group);
    if !asked {
        return not_applicable(desk, "not_applicable_words");
    }
    let figure = Ref { group: Some(group.clone()), ..figure.clone() };
    let own = desk.lens.own(&figure);
    if own.base.amount() == Some(0.0) {
        return not_applicable(desk, "zero_words").of(base(&desk.lens.key(&figure)));
    }
    desk.share(&figure, &own).of(desk.own_cell(&figure))
}

/// A figure that cannot be: the sign for it, and the reason for those who hear the page.
fn not_applicable(desk: &Desk, reason: &str) -> Figure {
    let sign = desk.format.language().numbers.not_applicable.clone();
    Figure { spoken: Some(desk.word(reason)), ..desk.text(sign) }
}

/// An area's published figure, with its wave where that is another than the report's.
pub(super) fn area(desk: &Desk, figure: &Ref, id: &DistrictId) -> Figure {
    let areas = &desk.lens.settings().report.areas;
    let found = areas.iter().find(|a| &a.id == id).and_then(|a| desk.lens.area(a, figure));
    match found {
        None => desk.figure(crate::confidential::PublishableStat::missing(), |_| String::new()),
        Some((wave, cell)) => {
            let key = desk.lens.key(figure).at(id).when(&wave);
            let cell_of = desk.leading(figure, &key);
            let mut figure = desk.share(figure, &cell);
            if &wave != desk.lens.period() {
                figure.text =
                    desk.phrase("with_wave", &[("figure", &figure.text), ("wave", wave.as_str())]);
            }
            figure.of(cell_of)
        }
    }
}
