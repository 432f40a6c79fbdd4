//! Law: bars are sorted by what is shown; a hidden bar has a fixed size and stands last.

use super::frame;
use crate::{
    analysis::rank,
    config::{
        Label,
        outline::{Order, Ref},
    },
    ident::IndicatorId,
    report::{
        chartwork::{axis_end, bare, percent, shown},
        cites::count,
        desk::Desk,
        spec::{BarRow, Bars, ChartSpec},
        view::BlockView,
    },
};

/// The addresses of a list: given one by one, or all categories of an indicator.
pub(super) fn addresses(desk: &Desk, indicator: Option<&IndicatorId>, figures: &[Ref]) -> Vec<Ref> {
    let mut all = Vec::new();
    if let Some(id) = indicator {
        let address = Ref { indicator: id.clone(), category: None, group: None };
        let indicator = desk.lens.indicator(&address);
        all = if indicator.kind.has_categories() {
            desk.categories(indicator)
        } else {
            vec![address]
        };
    }
    all.extend(figures.iter().cloned());
    all
}

/// Horizontal bars with the city as a tick.
pub(super) fn bars(
    desk: &Desk,
    title: &Label,
    indicator: Option<&IndicatorId>,
    figures: &[Ref],
    order: Order,
) -> Option<BlockView> {
    let lens = desk.lens;
    let mut figures = addresses(desk, indicator, figures);
    if order == Order::Size {
        figures = rank(lens, &figures).order;
    }
    let ends = figures.iter().flat_map(|f| {
        [lens.own(f).share.amount(), lens.other(f).share.amount()].into_iter().flatten()
    });
    let maximum = axis_end(ends, 10.0);
    let names = desk.names(&figures);
    let rows = figures
        .iter()
        .zip(&names)
        .map(|(figure, name)| {
            let own = lens.own(figure);
            BarRow {
                name: name.clone(),
                share: percent(desk, own.share).of(desk.own_cell(figure)),
                count: desk.count(&own).text,
                tick: shown(bare(desk, lens.other(figure).share).of(desk.reference_cell(figure))),
            }
        })
        .collect();
    let subtitle = desk.base_line(figures.first()?);
    let table_rows = figures
        .iter()
        .zip(names)
        .map(|(figure, name)| {
            let (own, other) = (lens.own(figure), lens.other(figure));
            let cells = vec![
                desk.count(&own).of(count(&lens.key(figure))),
                desk.share(figure, &own).of(desk.own_cell(figure)),
                desk.share(figure, &other).of(desk.reference_cell(figure)),
            ];
            frame::row(desk, name, cells)
        })
        .collect();
    let head = vec![desk.word("count"), desk.word("district"), desk.reference_head()];
    let mut table = frame::table(desk, title, subtitle, "indicator", head, table_rows);
    table.own_column = Some(1);
    table.cells = desk.base_cell(figures.first()?);
    let spec = ChartSpec::Bars(Bars {
        rows,
        tick_name: Some(desk.reference_head()),
        count_head: Some(desk.word("count")),
        maximum,
        hidden_words: desk.word("hidden_words"),
    });
    Some(frame::chart(desk, spec, table))
}
