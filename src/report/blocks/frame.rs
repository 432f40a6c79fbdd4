//! Law: every chart has the same frame, and the table behind it says all that it shows.

use crate::{
    config::Label,
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
