//! Law: every row of the barometer has the same axis, and each mark its place in the order of drawing.

use super::{Medium, roles::Paint, sheet::Sheet};
use crate::report::spec::Dots;

/// How far the axis' ends stand from the drawing's edges, in points on paper and pixels on the web.
///
/// The page sets the axis' numbers above the column and needs to know where the axis begins.
pub fn inset(medium: Medium) -> f64 {
    match medium {
        Medium::Paper => 5.0,
        Medium::Wide | Medium::Narrow => 9.0,
    }
}

pub(super) fn draw(spec: &Dots, sheet: &Sheet) -> f64 {
    let paper = sheet.medium == Medium::Paper;
    let height = if paper { 15.2 } else { 32.0 };
    let middle = height / 2.0;
    let inset = inset(sheet.medium);
    let span = (spec.maximum - spec.minimum).max(f64::MIN_POSITIVE);
    let x = |value: f64| {
        inset + (sheet.width - 2.0 * inset) * ((value - spec.minimum) / span).clamp(0.0, 1.0)
    };
    sheet.axis([x(spec.minimum), x(spec.maximum)], [spec.minimum, spec.maximum]);
    let hair = sheet.pt(0.4);
    let lines =
        if spec.step > 0.0 { (span / spec.step + 0.001).floor().min(60.0) as u32 } else { 0 };
    for line in 0..=lines {
        let at = x(spec.minimum + spec.step * f64::from(line));
        sheet.vertical(at, 0.0, height, hair, Paint::Hairline);
    }
    if sheet.medium == Medium::Narrow {
        sheet.horizontal(middle, 0.0, sheet.width, hair, Paint::Hairline);
    }
    let ring = |sheet: &Sheet| {
        if let Some(area) = spec.area {
            let (radius, stroke) = if paper { (3.2, 1.0) } else { (4.0, 1.75) };
            sheet.marked("ring", &spec.cells[1], || {
                sheet.ring(x(area), middle, radius, stroke, Paint::Ink);
            });
        }
    };
    if paper {
        ring(sheet);
    }
    if let Some((low, high)) = spec.interval {
        sheet.marked("interval", &spec.cells[0], || {
            sheet.horizontal(middle, x(low), x(high), sheet.pt(1.4), Paint::District);
        });
    }
    if let Some(city) = spec.city {
        // Where the axis is a difference from the city, its tick is one line through all rows.
        let tick = if spec.minimum < 0.0 { height } else { sheet.pt(11.0) };
        let (from, to) = (middle - tick / 2.0, middle + tick / 2.0);
        // Zero is the city itself: a place that no value moves.
        sheet.marked("key", "", || {
            sheet.vertical(x(city), from, to, sheet.pt(1.5), Paint::City);
        });
    }
    sheet.marked("dot", &spec.cells[0], || {
        sheet.dot(x(spec.own), middle, if paper { 2.4 } else { 6.5 }, 0.0);
    });
    if !paper {
        ring(sheet);
    }
    height
}
