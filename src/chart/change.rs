//! Law: changes stand around a zero line on a symmetric scale; a hidden one has neither place nor length.

use super::{
    Medium,
    canvas::Anchor,
    marks::{Area, HIDDEN_WIDTH},
    roles::Paint,
    sheet::{Names, Sheet},
};
use crate::report::spec::{Change, ChangeRow, Labelled, Point};

/// The plot's sides and scale.
struct Plot {
    left: f64,
    right: f64,
    reach: f64,
}

impl Plot {
    fn x(&self, points: f64) -> f64 {
        let share = (points / self.reach).clamp(-1.0, 1.0);
        (self.left + self.right) / 2.0 + share * (self.right - self.left) / 2.0
    }
}

pub(super) fn draw(spec: &Change, sheet: &Sheet) -> f64 {
    let narrow = sheet.medium == Medium::Narrow;
    let numbers =
        sheet.widest(spec.rows.iter().map(|row| row.change.text.as_str()), sheet.strong());
    let names = if narrow {
        Names { plot: 0.0, names: Vec::new() }
    } else {
        sheet.names(spec.rows.iter().map(|row| (row.name.as_str(), false)), 0.0)
    };
    // Dots at either end stay inside the plot's own room.
    let dot = if narrow { 6.5 } else { sheet.pt(3.0) };
    let right = if narrow { sheet.width } else { sheet.width - numbers - sheet.pt(12.0) };
    let reach = spec.reach.max(f64::MIN_POSITIVE);
    let plot = Plot { left: names.plot + dot, right: right - dot, reach };

    let small = sheet.small();
    let axis = small.size * 0.375;
    let top = small.size + sheet.pt(3.0);
    let pitch = if narrow { 52.0 } else { sheet.pt(17.4) };
    let heights: Vec<f64> = (0..spec.rows.len())
        .map(|index| match names.names.get(index) {
            Some(name) => pitch + name.extra(pitch, sheet),
            None => pitch + 20.0 * (narrow_lines(&spec.rows[index], numbers, sheet) - 1.0),
        })
        .collect();
    let start = if narrow { top + 2.0 } else { top + sheet.pt(2.5) };
    let bottom = start + heights.iter().sum::<f64>() + if narrow { 0.0 } else { sheet.pt(0.5) };
    sheet.axis([plot.left, plot.right], [-plot.reach, plot.reach]);
    ticks(spec, &plot, axis, (top, bottom), sheet);

    let mut y = start;
    for (index, row) in spec.rows.iter().enumerate() {
        let height = heights[index];
        let (words, middle) = if narrow {
            (y + 10.0, y + height - 16.0)
        } else {
            (y + height / 2.0, y + height / 2.0)
        };
        match names.names.get(index) {
            Some(name) => sheet.name(name, middle),
            None => {
                // Grid lines stop before the words.
                let lines = height - pitch + 20.0;
                sheet.fill(Area::new(0.0, y, sheet.width, lines + 2.0), Paint::Paper);
                sheet.heading(y, &row.name, sheet.label(), numbers + 12.0);
            }
        }
        let paint = if row.change.point == Point::Missing { Paint::Secondary } else { Paint::Ink };
        let (set, Labelled { text, cell, .. }) = (sheet.strong(), &row.change);
        sheet.number(sheet.width, words, Anchor::End, set, paint, text, cell);
        mark(row, &plot, middle, dot, sheet);
        y += height;
    }
    bottom
}

fn narrow_lines(row: &ChangeRow, numbers: f64, sheet: &Sheet) -> f64 {
    sheet.fonts.wrap(&row.name, sheet.label(), sheet.width - numbers - 12.0).len() as f64
}

/// The axis: its words on top, its lines through all rows, the one at zero stronger.
fn ticks(spec: &Change, plot: &Plot, axis: f64, (top, bottom): (f64, f64), sheet: &Sheet) {
    let small = sheet.small();
    let mut end = f64::NEG_INFINITY;
    for (at, text) in &spec.ticks {
        let x = plot.x(*at);
        if *at == 0.0 {
            sheet.vertical(x, top, bottom, sheet.pt(0.9), Paint::Rule);
        } else {
            sheet.vertical(x, top, bottom, sheet.pt(0.4), Paint::Hairline);
        }
        let half = sheet.measure(text, small) / 2.0;
        let centre = x.min(sheet.width - half).max(half);
        if centre - half > end + sheet.pt(3.0) {
            sheet.text(centre, axis, Anchor::Middle, small, Paint::Secondary, text);
            end = centre + half;
        }
    }
}

fn mark(row: &ChangeRow, plot: &Plot, middle: f64, dot: f64, sheet: &Sheet) {
    match row.change.point {
        Point::At(change) => {
            if let Some((low, high)) = row.interval {
                let (from, to) = (plot.x(low), plot.x(high));
                sheet.marked("interval", &row.change.cell, || {
                    sheet.horizontal(middle, from, to, sheet.pt(1.4), Paint::District);
                });
            }
            sheet.marked("dot", &row.change.cell, || {
                sheet.dot(plot.x(change), middle, dot, sheet.pt(0.6));
            });
        }
        Point::Hidden => {
            let (width, height) = (sheet.pt(HIDDEN_WIDTH), sheet.pt(9.0));
            let area = Area::new(plot.left - dot, middle - height / 2.0, width, height);
            sheet.fill(area, Paint::Paper);
            sheet.hatch(area, false);
        }
        Point::Missing => {}
    }
}
