//! Law: every chart has the same frame, and the table behind it says all that it shows.

use crate::{
    config::{Label, outline::Ref},
    report::{
        desk::Desk,
        spec::ChartSpec,
        view::{BlockView, Figure, FigureView, RowView, TableView},
    },
};

/// A chart in its frame: numbered, described by its own table.
pub(super) fn chart(desk: &Desk, spec: ChartSpec, table: TableView) -> BlockView {
    BlockView::Figure(Box::new(FigureView {
        id: desk.address("figure"),
        number: desk.next_figure(),
        title: table.title.clone(),
        subtitle: table.subtitle.clone(),
        alt: desk.alt(&table),
        source: desk.source(),
        compact: matches!(&spec, ChartSpec::Stacked(stacked) if stacked.compact),
        spec,
        table,
        table_on_paper: false,
    }))
}

/// An ordinary row.
pub(super) fn row(desk: &Desk, head: String, cells: Vec<Figure>) -> RowView {
    RowView {
        id: desk.address("row"),
        head,
        evidence: String::new(),
        cells,
        strong: false,
        divider: false,
    }
}

/// A table; `corner` is the key of the first head's word.
pub(super) fn table(
    desk: &Desk,
    title: &Label,
    subtitle: String,
    corner: &str,
    head: Vec<String>,
    rows: Vec<RowView>,
) -> TableView {
    TableView {
        id: desk.address("table"),
        title: title.get(desk.lang).to_owned(),
        subtitle,
        cells: String::new(),
        corner: desk.word(corner),
        spans: Vec::new(),
        head,
        own_column: None,
        rows,
        notes: Vec::new(),
    }
}

/// A row whose name says how many it is of, where that is not what the table says it is of.
pub(super) fn with_base(desk: &Desk, figure: &Ref, first: Option<&Ref>, row: RowView) -> RowView {
    let base = |figure: &Ref| desk.lens.indicator(figure).base.get(desk.lang);
    let people = desk.lens.own(figure).base;
    // Beside a number in the name another one would be taken for part of it.
    let plain = !row.head.contains(|c: char| c.is_ascii_digit());
    match first {
        Some(first) if plain && base(first) != base(figure) && people.amount().is_some() => {
            let people = desk.figure(people, |n| desk.format.count(n)).text;
            RowView {
                head: desk.phrase("divider", &[("name", &row.head), ("n", &people)]),
                evidence: desk.base_cell(figure),
                ..row
            }
        }
        _ => row,
    }
}
