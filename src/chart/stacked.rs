//! Law: stacked bars share one scale to 100 %, named once over the first of them.

mod bar;
mod head;

use super::{
    Medium,
    canvas::Anchor,
    marks::Area,
    roles::Paint,
    sheet::Sheet,
    whole::{Layout, layout},
};
use crate::report::spec::{Labelled, Role, Stacked};
use bar::Bar;
use head::{head, key_line};

pub(super) fn draw(spec: &Stacked, sheet: &Sheet) -> f64 {
    let roles: Vec<Role> = spec.series.iter().map(|series| series.role).collect();
    let bars: Vec<(&[Labelled], Layout)> = spec
        .rows
        .iter()
        .map(|row| {
            let parts = &row.segments[..row.segments.len().min(roles.len())];
            (parts, layout(parts))
        })
        .collect();
    let narrow = sheet.medium == Medium::Narrow;
    let numbers = sheet.widest(first_texts(spec), sheet.strong());
    let column = if narrow {
        None
    } else {
        let beside =
            if spec.compact { numbers } else { sheet.widest(short_firsts(spec), sheet.strong()) };
        let reserve = if beside > 0.0 { beside + sheet.pt(6.0) } else { 0.0 };
        let rows = spec.rows.iter().map(|row| (row.name.as_str(), row.strong));
        Some(sheet.names(rows, reserve))
    };
    let left = column.as_ref().map_or(0.0, |column| column.plot);
    let width = sheet.width - left;
    let height = match (sheet.medium, spec.compact) {
        (Medium::Narrow, _) => 20.0,
        (_, false) => sheet.pt(16.0),
        (_, true) => sheet.pt(12.0),
    };
    let gap = if spec.compact { sheet.pt(7.0) } else { sheet.pt(10.5) };
    let ticks = spec.tick_name.is_some();

    let (words, key) = head(spec, bars.first().map(|bar| &bar.1), left, width, sheet);
    let mut y = if key { key_line(spec, left, sheet) } else { 0.0 };
    let head_height = if words.is_empty() { 0.0 } else { sheet.pt(17.0) };
    if !narrow {
        if words.is_empty() && ticks {
            y += sheet.pt(3.0);
        }
        y += head_height;
    }
    let (above, below) = match &column {
        Some(column) => column.overhang(height + gap, gap, sheet),
        None => (0.0, 0.0),
    };
    if words.is_empty() {
        y += above;
    }
    sheet.axis([left, left + width], [0.0, 100.0]);
    let mut bottom = y;
    for (index, (row, (parts, layout))) in spec.rows.iter().zip(&bars).enumerate() {
        let tick = row.tick.as_ref().filter(|_| ticks).and_then(|tick| tick.point.value());
        let reserved = if narrow { outside_width(spec, sheet) } else { 0.0 };
        let top = y;
        match &column {
            None => {
                y += sheet.heading(y, &row.name, sheet.strong(), reserved) + 6.0;
                if index == 0 {
                    y += (head_height - 6.0).max(0.0);
                }
            }
            Some(column) => y += column.names[index].extra(height + gap, sheet) / 2.0,
        }
        let area = Area::new(left, y, width, height);
        if let Some(column) = &column {
            sheet.name(&column.names[index], area.middle());
        }
        let bar = Bar {
            area,
            parts,
            roles: &roles,
            layout,
            tick,
            tick_cell: row.tick.as_ref().map_or("", |tick| &tick.cell),
            numbers: !spec.compact || narrow,
            hidden_words: &spec.hidden_words,
        };
        let outside = sheet.bar(&bar);
        let set = sheet.strong();
        if spec.compact && !narrow {
            if let (Some(first), false) = (parts.first(), matches!(layout, Layout::Missing(_))) {
                let x = left - sheet.pt(6.0);
                let (middle, Labelled { text, cell, .. }) = (area.middle(), first);
                sheet.number(x, middle, Anchor::End, set, Paint::Ink, text, cell);
            }
        } else if let Some(outside) = outside {
            if narrow {
                let text = format!("{}\u{a0}{}", spec.series[0].name, outside.text);
                let (end, middle) = (Anchor::End, top + 10.0);
                sheet.number(sheet.width, middle, end, set, outside.paint, &text, outside.cell);
            } else {
                let x = left - sheet.pt(5.0);
                let (middle, text) = (area.middle(), outside.text);
                sheet.number(x, middle, Anchor::End, set, outside.paint, text, outside.cell);
            }
        }
        if index == 0 {
            let middle = area.y - sheet.pt(9.25);
            for word in &words {
                let (start, text) = (Anchor::Start, &word.text);
                sheet.number(word.x, middle, start, word.set, word.paint, text, word.cell);
            }
        }
        bottom = y + height;
        y = bottom
            + match &column {
                None => 16.0,
                Some(column) => gap + column.names[index].extra(height + gap, sheet) / 2.0,
            };
    }
    bottom + below.max(if ticks { sheet.pt(3.0) } else { 0.0 })
}

/// Numbers that may stand left of the axis.
fn first_texts(spec: &Stacked) -> impl Iterator<Item = &str> {
    spec.rows.iter().filter_map(|row| row.segments.first()).map(|part| part.text.as_str())
}

/// First parts so short that their number may have to stand outside.
fn short_firsts(spec: &Stacked) -> impl Iterator<Item = &str> {
    let firsts = spec.rows.iter().filter_map(|row| row.segments.first());
    firsts
        .filter(|part| part.point.value().is_some_and(|share| share < 30.0))
        .map(|part| part.text.as_str())
}

/// On narrow screens the first part's number stands at the end of the name's line when the bar has
/// no room: that room is kept free in every row, so that no name's break tells a number.
fn outside_width(spec: &Stacked, sheet: &Sheet) -> f64 {
    let Some(first) = spec.series.first() else {
        return 0.0;
    };
    let widest = sheet.widest(first_texts(spec), sheet.strong());
    sheet.measure(&first.name, sheet.strong()) + widest + sheet.pt(10.0)
}
