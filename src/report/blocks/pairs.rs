//! Law: two figures of a pair are shown together or their difference not at all.

use super::frame;
use crate::{
    confidential::PublishableStat,
    config::{Label, outline::Ref},
    report::{
        chartwork::{axis_end, bare},
        cites::{count, less},
        desk::Desk,
        spec::{ChartSpec, PairRow, Pairs},
        view::BlockView,
    },
};

/// Pairs sorted by difference, the largest first; hidden ones last, in the order of the settings.
pub(super) fn pairs(
    desk: &Desk,
    title: &Label,
    names: [&Label; 2],
    pairs: &[[Ref; 2]],
) -> Option<BlockView> {
    let lens = desk.lens;
    let gap = |[first, second]: &[Ref; 2]| lens.own(second).share.difference(lens.own(first).share);
    let sorted = sorted(desk, pairs);
    let shares =
        sorted.iter().flat_map(|pair| pair.iter()).filter_map(|f| lens.own(f).share.amount());
    let maximum = axis_end(shares, 20.0);
    let rows = sorted
        .iter()
        .map(|pair| PairRow {
            name: desk.name(&pair[0]),
            first: bare(desk, lens.own(&pair[0]).share).of(desk.own_cell(&pair[0])),
            second: bare(desk, lens.own(&pair[1]).share).of(desk.own_cell(&pair[1])),
            difference: desk.signed(gap(pair)).text,
        })
        .collect();
    let [first, second] = names.map(|name| name.get(desk.lang).to_owned());
    let subtitle = desk.base_line(&sorted.first()?[0]);
    let people = |name: &str| desk.phrase("count_of", &[("name", name)]);
    let head = vec![
        people(&first),
        first.clone(),
        people(&second),
        second.clone(),
        desk.word("difference"),
    ];
    let table_rows = sorted
        .iter()
        .map(|pair| {
            let cells = [lens.own(&pair[0]), lens.own(&pair[1])];
            let [first, second] = [desk.own_cell(&pair[0]), desk.own_cell(&pair[1])];
            let figures = vec![
                desk.count(&cells[0]).of(count(&lens.key(&pair[0]))),
                desk.share(&pair[0], &cells[0]).of(first.as_str()),
                desk.count(&cells[1]).of(count(&lens.key(&pair[1]))),
                desk.share(&pair[1], &cells[1]).of(second.as_str()),
                desk.signed(gap(pair)).of(less(&second, &first)),
            ];
            frame::row(desk, desk.name(&pair[0]), figures)
        })
        .collect();
    let mut table = frame::table(desk, title, subtitle, "indicator", head, table_rows);
    table.cells = desk.base_cell(&sorted.first()?[0]);
    let spec = ChartSpec::Pairs(Pairs {
        first,
        second,
        difference_head: desk.word("difference"),
        rows,
        maximum,
    });
    Some(frame::chart(desk, spec, table))
}

/// The pairs whose difference is shown, the widest first.
pub(super) fn widest<'a>(desk: &Desk, pairs: &'a [[Ref; 2]]) -> Vec<&'a [Ref; 2]> {
    sorted(desk, pairs).into_iter().filter(|pair| gap(desk, pair).amount().is_some()).collect()
}

fn sorted<'a>(desk: &Desk, pairs: &'a [[Ref; 2]]) -> Vec<&'a [Ref; 2]> {
    let mut sorted: Vec<&[Ref; 2]> = pairs.iter().collect();
    let size = |pair: &[Ref; 2]| gap(desk, pair).amount().unwrap_or(f64::NEG_INFINITY);
    sorted.sort_by(|a, b| size(b).total_cmp(&size(a)));
    sorted
}

fn gap(desk: &Desk, [first, second]: &[Ref; 2]) -> PublishableStat {
    desk.lens.own(second).share.difference(desk.lens.own(first).share)
}
