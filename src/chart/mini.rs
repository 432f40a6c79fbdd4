//! Law: all small bars of a page share one scale, so that their lengths can be compared.

use super::{Medium, canvas::Anchor, marks::Area, roles::Paint, sheet::Sheet};
use crate::report::spec::Mini;

pub(super) fn draw(spec: &Mini, sheet: &Sheet) -> f64 {
    let maximum = spec.maximum.max(f64::MIN_POSITIVE);
    let x = |share: f64| sheet.width * (share / maximum).clamp(0.0, 1.0);
    let set = sheet.small();
    let head = if spec.tick.is_some() { set.size * 0.8 + sheet.pt(3.0) } else { 0.0 };
    let beyond = sheet.pt(3.0);
    let height = if sheet.medium == Medium::Paper { 10.0 } else { 14.0 };
    let bar = Area::new(0.0, head + beyond, x(spec.share), height);
    sheet.axis([0.0, sheet.width], [0.0, maximum]);
    sheet.marked("bar", &spec.cell, || sheet.fill(bar, Paint::District));
    let base = bar.y + height;
    sheet.horizontal(base, 0.0, sheet.width, sheet.pt(0.6), Paint::Rule);
    if let Some(tick) = &spec.tick
        && let Some(value) = tick.point.value()
    {
        // The tick is not cut off at either end of the scale.
        let at = x(value).clamp(sheet.pt(1.5), sheet.width - sheet.pt(1.5));
        sheet.marked("tick", &tick.cell, || sheet.city_tick(at, bar));
        let half = sheet.measure(&tick.text, set) / 2.0;
        let centre = at.min(sheet.width - half).max(half);
        let middle = set.size * 0.42;
        let (anchor, paint) = (Anchor::Middle, Paint::Secondary);
        sheet.number(centre, middle, anchor, set, paint, &tick.text, &tick.cell);
    }
    base + beyond
}
