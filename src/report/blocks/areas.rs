//! Law: an area's figure stands beside the district's only for the same people, and says its year.

use super::{frame, table};
use crate::{
    config::{Kind, Label, outline::Ref},
    report::{cites::count, desk::Desk, view::BlockView},
    words::fill,
};

/// Rows with the district, the city and every area; rows without any area's figure are left out.
pub(super) fn areas(desk: &Desk, title: &Label, figures: &[Ref]) -> Option<BlockView> {
    let lens = desk.lens;
    let areas = &lens.settings().report.areas;
    let figures: Vec<Ref> = figures
        .iter()
        .filter(|figure| areas.iter().any(|area| lens.area(area, figure).is_some()))
        .cloned()
        .collect();
    if figures.is_empty() {
        return None;
    }
    let rows = figures
        .iter()
        .zip(desk.names(&figures))
        .map(|(figure, name)| {
            let (own, city) = (lens.own(figure), lens.city(figure));
            let how_many = if lens.indicator(figure).kind == Kind::Count {
                desk.text("")
            } else {
                desk.count(&own).of(count(&lens.key(figure)))
            };
            let mut cells = vec![
                how_many,
                desk.share(figure, &own).of(desk.own_cell(figure)),
                desk.share(figure, &city).of(desk.city_cell(figure)),
            ];
            cells.extend(areas.iter().map(|area| table::area(desk, figure, &area.id)));
            frame::row(desk, name, cells)
        })
        .collect();
    let mut head = vec![desk.word("count"), desk.word("district"), desk.city_name()];
    head.extend(areas.iter().map(|area| area.name.get(desk.lang).to_owned()));
    let period = desk.lens.period().as_str();
    let subtitle = fill(&desk.word("areas_subtitle"), &[("period", period)]);
    let mut table = frame::table(desk, title, subtitle, "indicator", head, rows);
    table.own_column = Some(1);
    Some(BlockView::Table(table))
}
