//! Law: numbers stand outside their marks, and what is hidden takes no place from a value.

use super::super::{
    canvas::Anchor,
    fonts::Type,
    marks::{Area, HIDDEN_WIDTH},
    roles::Paint,
    sheet::Sheet,
};
use crate::report::spec::{Labelled, PairRow, Point};

/// Where a share stands.
pub(super) struct Axis {
    pub zero: f64,
    pub length: f64,
    pub maximum: f64,
}

impl Axis {
    pub(super) fn say(&self, sheet: &Sheet) {
        let ends = [self.zero, self.zero + self.length];
        sheet.axis(ends, [0.0, self.maximum]);
    }

    pub(super) fn x(&self, share: f64) -> f64 {
        self.zero + self.length * (share / self.maximum).clamp(0.0, 1.0)
    }
}

fn ring(part: &Labelled, x: f64, middle: f64, sheet: &Sheet) {
    sheet.marked("ring", &part.cell, || {
        sheet.ring(x, middle, sheet.pt(3.4), sheet.pt(1.6), Paint::Accent);
    });
}

fn diamond(part: &Labelled, x: f64, middle: f64, reach: f64, sheet: &Sheet) {
    sheet.marked("diamond", &part.cell, || {
        sheet.diamond(x, middle, sheet.pt(reach), Paint::District);
    });
}

/// Link, marks and numbers of a row.
pub(super) fn marks(row: &PairRow, axis: &Axis, middle: f64, limit: f64, sheet: &Sheet) {
    let light = (sheet.label(), Paint::Accent);
    let strong = (sheet.strong(), Paint::District);
    let number = |part: &Labelled, x: f64, anchor: Anchor, (set, paint): (Type, Paint)| {
        let away = sheet.pt(8.0);
        let x = if anchor == Anchor::End { x - away } else { x + away };
        sheet.plate(x, middle, anchor, set, &part.text, Paint::Paper);
        sheet.number(x, middle, anchor, set, paint, &part.text, &part.cell);
        x + sheet.measure(&part.text, set)
    };
    match (row.first.point, row.second.point) {
        (Point::At(first), Point::At(second)) => {
            let (a, b) = (axis.x(first), axis.x(second));
            let both = format!("{} {}", row.first.cell, row.second.cell);
            sheet.marked("link", &both, || {
                sheet.horizontal(middle, a.min(b), a.max(b), sheet.pt(3.0), Paint::Link);
            });
            let (left, right) = if second < first { (b, a) } else { (a, b) };
            if second < first {
                number(&row.second, left, Anchor::End, strong);
                number(&row.first, right, Anchor::Start, light);
            } else {
                number(&row.first, left, Anchor::End, light);
                number(&row.second, right, Anchor::Start, strong);
            }
            ring(&row.first, a, middle, sheet);
            // Where they meet one stands inside the other, so that both are seen.
            let reach = if (a - b).abs() < sheet.pt(1.5) { 2.2 } else { 4.5 };
            diamond(&row.second, b, middle, reach, sheet);
        }
        (Point::At(first), other) => {
            let x = axis.x(first);
            let end = number(&row.first, x, Anchor::Start, light);
            ring(&row.first, x, middle, sheet);
            absent(other, &row.second.text, x, end, axis, middle, limit, sheet);
        }
        (other, Point::At(second)) => {
            let x = axis.x(second);
            let end = number(&row.second, x, Anchor::Start, strong);
            diamond(&row.second, x, middle, 4.5, sheet);
            absent(other, &row.first.text, x, end, axis, middle, limit, sheet);
        }
        (first, second) => {
            let (point, text) = if first == Point::Hidden {
                (first, &row.first.text)
            } else {
                (second, &row.second.text)
            };
            absent(point, text, limit, limit, axis, middle, limit, sheet);
        }
    }
}

/// What stands for a value that is not drawn: at the axis where the other mark leaves room, else
/// after its number. Its place depends on the published value alone.
#[expect(clippy::too_many_arguments, reason = "one place, three neighbours")]
fn absent(
    point: Point,
    symbol: &str,
    mark: f64,
    end: f64,
    axis: &Axis,
    middle: f64,
    limit: f64,
    sheet: &Sheet,
) {
    let set = sheet.label();
    let pad = sheet.pt(5.0);
    let hatch = if point == Point::Hidden { sheet.pt(HIDDEN_WIDTH) + pad } else { 0.0 };
    let own = hatch + sheet.measure(symbol, set);
    let start = axis.zero + sheet.pt(2.0);
    let x = if start + own + sheet.pt(12.0) <= mark || end + pad + own > limit {
        start
    } else {
        end + pad
    };
    if point == Point::Hidden {
        let height = sheet.pt(9.0);
        let area = Area::new(x, middle - height / 2.0, sheet.pt(HIDDEN_WIDTH), height);
        sheet.fill(area, Paint::Paper);
        sheet.hatch(area, false);
    }
    sheet.plated(x + hatch, middle, Anchor::Start, set, Paint::Ink, symbol);
}
