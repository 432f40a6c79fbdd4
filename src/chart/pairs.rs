//! Law: two marks differ in shape, their numbers stand outside them, and a hidden one has no link.

mod row;

use super::{
    Medium,
    canvas::Anchor,
    fonts::Type,
    key::{Entry, Mark},
    roles::Paint,
    sheet::{Sheet, step},
};
use crate::report::spec::{PairRow, Pairs};
use row::{Axis, marks};

pub(super) fn draw(spec: &Pairs, sheet: &Sheet) -> f64 {
    let maximum = spec.maximum.max(f64::MIN_POSITIVE);
    let both = spec.rows.iter().flat_map(|row| [row.first.text.as_str(), row.second.text.as_str()]);
    // A number and its distance from the middle of its mark.
    let outer = sheet.widest(both, sheet.strong()) + sheet.pt(8.5);
    match sheet.medium {
        Medium::Narrow => narrow(spec, maximum, outer, sheet),
        Medium::Paper | Medium::Wide => beside(spec, maximum, outer, sheet),
    }
}

fn beside(spec: &Pairs, maximum: f64, outer: f64, sheet: &Sheet) -> f64 {
    let names = sheet.names(
        spec.rows.iter().map(|row| (row.name.as_str(), false)),
        (outer - sheet.pt(8.0)).max(0.0),
    );
    let difference = difference_width(spec, sheet);
    let limit = sheet.width - difference - sheet.pt(10.0);
    let length = limit - names.plot - outer - sheet.pt(2.0);
    let axis = Axis { zero: names.plot, length: length.max(1.0), maximum };

    axis.say(sheet);
    let label = sheet.label();
    let mut y = sheet.pt(5.0);
    let words = head(spec, &axis, limit, sheet);
    match &words {
        Some(words) => {
            for (text, centre, paint) in words {
                sheet.text(*centre, y, Anchor::Middle, sheet.strong(), *paint, text);
            }
        }
        None => {
            let used = key(spec, sheet);
            y = used + sheet.pt(5.0);
        }
    }
    sheet.text(sheet.width, y, Anchor::End, label, Paint::Secondary, &spec.difference_head);
    let top = y + sheet.pt(8.0);
    let mut middles = Vec::new();
    let mut at = top + sheet.pt(1.5);
    for name in &names.names {
        let pitch = sheet.pt(21.0);
        let height = pitch + name.extra(pitch, sheet);
        middles.push(at + height / 2.0);
        at += height;
    }
    let bottom = at + sheet.pt(2.5);
    let scale = bottom + sheet.pt(9.0);
    grid(&axis, top, bottom, Some(scale), sheet);
    for ((row, name), middle) in spec.rows.iter().zip(&names.names).zip(middles) {
        sheet.name(name, middle);
        marks(row, &axis, middle, limit, sheet);
        let (set, text, cell) = (sheet.strong(), &row.difference, less(row));
        sheet.number(sheet.width, middle, Anchor::End, set, Paint::Ink, text, &cell);
    }
    scale + sheet.small().size * 0.6
}

/// What the number at a row's end is a figure of.
fn less(row: &PairRow) -> String {
    format!("{} {}", row.second.cell, row.first.cell)
}

fn difference_width(spec: &Pairs, sheet: &Sheet) -> f64 {
    sheet
        .widest(spec.rows.iter().map(|row| row.difference.as_str()), sheet.strong())
        .max(sheet.measure(&spec.difference_head, sheet.label()))
}

fn grid(axis: &Axis, top: f64, bottom: f64, words: Option<f64>, sheet: &Sheet) {
    let step = step(axis.maximum);
    let last = ((axis.maximum + 0.001) / f64::from(step)).floor() as u32 * step;
    for tick in (0..=last).step_by(step as usize) {
        let x = axis.x(f64::from(tick));
        let (width, paint) = if tick == 0 { (0.6, Paint::Rule) } else { (0.4, Paint::Hairline) };
        sheet.vertical(x, top, bottom, sheet.pt(width), paint);
        if let Some(middle) = words {
            let text = if tick == last { format!("{tick}\u{a0}%") } else { tick.to_string() };
            sheet.text(x, middle, Anchor::Middle, sheet.small(), Paint::Secondary, &text);
        }
    }
}

/// The two names over the first row's marks, moved apart where they meet; nothing where the first
/// row lacks a mark or there is no room.
fn head<'a>(
    spec: &'a Pairs,
    axis: &Axis,
    limit: f64,
    sheet: &Sheet,
) -> Option<[(&'a str, f64, Paint); 2]> {
    let row = spec.rows.first()?;
    let (first, second) = (row.first.point.value()?, row.second.point.value()?);
    let set = sheet.strong();
    let mut words = [
        (spec.first.as_str(), axis.x(first), Paint::Accent),
        (spec.second.as_str(), axis.x(second), Paint::District),
    ];
    if second < first {
        words.swap(0, 1);
    }
    let half = words.map(|(text, ..)| sheet.measure(text, set) / 2.0);
    let overlap = words[0].1 + half[0] + sheet.pt(9.0) - (words[1].1 - half[1]);
    if overlap > 0.0 {
        words[0].1 -= overlap / 2.0;
        words[1].1 += overlap / 2.0;
    }
    // Both move together where one would leave the plot.
    let left = (axis.zero - (words[0].1 - half[0])).max(0.0);
    let right = (words[1].1 + half[1] - limit).max(0.0);
    for word in &mut words {
        word.1 += left - right;
    }
    let inside = words[0].1 - half[0] >= axis.zero - 0.01 && words[1].1 + half[1] <= limit + 0.01;
    // Words far from their marks would name others.
    let near = |value: f64, word: f64| (axis.x(value) - word).abs() <= sheet.pt(40.0);
    let (low, high) = (first.min(second), first.max(second));
    (inside && near(low, words[0].1) && near(high, words[1].1)).then_some(words)
}

fn key(spec: &Pairs, sheet: &Sheet) -> f64 {
    let set: Type = sheet.strong();
    sheet.key(
        0.0,
        0.0,
        &[
            Entry { mark: Mark::Ring, text: &spec.first, set, paint: Paint::Accent },
            Entry { mark: Mark::Diamond, text: &spec.second, set, paint: Paint::District },
        ],
    )
}

/// Names above their marks, differences at the right edge.
fn narrow(spec: &Pairs, maximum: f64, outer: f64, sheet: &Sheet) -> f64 {
    let head = sheet.measure(&spec.difference_head, sheet.small());
    let mut y = key(spec, sheet) + 4.0;
    sheet.text(
        sheet.width,
        y + 8.0,
        Anchor::End,
        sheet.small(),
        Paint::Secondary,
        &spec.difference_head,
    );
    y += if head > 0.0 { 18.0 } else { 0.0 };
    let axis = Axis { zero: outer, length: sheet.width - 2.0 * outer, maximum };
    axis.say(sheet);
    let reserved = difference_width(spec, sheet) + 12.0;
    for row in &spec.rows {
        sheet.horizontal(y, 0.0, sheet.width, sheet.pt(0.4), Paint::Hairline);
        y += 6.0;
        let set = sheet.strong();
        let (end, text, cell) = (Anchor::End, &row.difference, less(row));
        sheet.number(sheet.width, y + 10.0, end, set, Paint::Ink, text, &cell);
        y += sheet.heading(y, &row.name, sheet.label(), reserved) + 2.0;
        let middle = y + 11.0;
        sheet.vertical(axis.zero, y, y + 22.0, sheet.pt(0.6), Paint::Rule);
        marks(row, &axis, middle, sheet.width, sheet);
        y += 30.0;
    }
    y
}
