//! Law: a bar's length is its value from zero; hidden ones have one hatch of one width.

use super::{
    Medium,
    canvas::Anchor,
    fonts::{Type, Weight},
    marks::Area,
    roles::Paint,
    sheet::Sheet,
};
use crate::report::spec::{BarRow, Bars, Labelled, Point};

/// More rows than this stand closer.
const ROOMY: usize = 10;

pub(super) fn draw(spec: &Bars, sheet: &Sheet) -> f64 {
    match sheet.medium {
        Medium::Narrow => narrow(spec, sheet),
        Medium::Paper | Medium::Wide => beside(spec, sheet),
    }
}

/// Where a share stands on the axis.
struct Axis {
    zero: f64,
    /// Length of one per cent.
    unit: f64,
    maximum: f64,
}

impl Axis {
    fn new(zero: f64, length: f64, maximum: f64) -> Self {
        let maximum = maximum.max(f64::MIN_POSITIVE);
        Self { zero, unit: length.max(0.0) / maximum, maximum }
    }

    fn say(&self, sheet: &Sheet) {
        sheet.axis([self.zero, self.x(self.maximum)], [0.0, self.maximum]);
    }

    fn x(&self, share: f64) -> f64 {
        self.zero + self.unit * share.clamp(0.0, self.maximum)
    }
}

fn tick(row: &BarRow) -> Option<f64> {
    row.tick.as_ref().and_then(|tick| tick.point.value())
}

fn tick_cell(row: &BarRow) -> &str {
    row.tick.as_ref().map_or("", |tick| &tick.cell)
}

fn beside(spec: &Bars, sheet: &Sheet) -> f64 {
    let names = sheet.names(spec.rows.iter().map(|row| (row.name.as_str(), false)), 0.0);
    let ticks = spec.tick_name.is_some() && spec.rows.iter().any(|row| tick(row).is_some());
    let (bar, gap) = match (spec.rows.len() > ROOMY, ticks) {
        (false, _) => (12.0, 8.5),
        (true, true) => (10.0, 7.0),
        (true, false) => (10.0, 4.5),
    };
    let (bar, gap) = (sheet.pt(bar), sheet.pt(gap));
    let numbers = sheet.label().tabular();
    let counts = spec.count_head.as_ref().map(|head| {
        let widest = sheet.widest(spec.rows.iter().map(|row| row.count.as_str()), numbers);
        widest.max(sheet.measure(head, sheet.label()))
    });
    let limit = sheet.width - counts.map_or(0.0, |width| width + sheet.pt(10.0));
    let beyond = sheet.pt(6.0);
    // Room for the widest number there can be, so that equal maxima give equal scales.
    let room = sheet.measure("100\u{a0}%", sheet.strong()) + beyond + sheet.pt(1.5);
    let axis = Axis::new(names.plot, limit - names.plot - room, spec.maximum);
    axis.say(sheet);

    let first = if ticks { spec.rows.iter().position(|row| tick(row).is_some()) } else { None };
    let headed = spec.count_head.is_some() || first == Some(0);
    let (above, below) = names.overhang(bar + gap, gap, sheet);
    let top = if headed { sheet.pt(17.0) } else { sheet.pt(3.0).max(above) };
    if let Some(head) = &spec.count_head {
        let middle = top - sheet.pt(10.0);
        sheet.text(sheet.width, middle, Anchor::End, sheet.label(), Paint::Secondary, head);
    }
    // The rows' places come first: the axis lies under the ticks.
    let mut y = top;
    let mut places = Vec::new();
    for (index, name) in names.names.iter().enumerate() {
        if first == Some(index) && index > 0 {
            y += sheet.pt(11.0);
        }
        y += name.extra(bar + gap, sheet) / 2.0;
        places.push(y);
        y += bar + gap + name.extra(bar + gap, sheet) / 2.0;
    }
    let bottom = places.last().map_or(top, |last| last + bar) + sheet.pt(3.5);
    sheet.vertical(axis.zero, top - sheet.pt(3.5).min(top), bottom, sheet.pt(0.6), Paint::Rule);
    for (index, (row, y)) in spec.rows.iter().zip(places).enumerate() {
        let area = Area::new(axis.zero, y, 0.0, bar);
        let middle = area.middle();
        sheet.name(&names.names[index], middle);
        let tick = tick(row).filter(|_| ticks);
        match row.share.point {
            Point::At(share) => {
                let end = axis.x(share);
                let width = end - axis.zero;
                sheet.marked("bar", &row.share.cell, || {
                    sheet.fill(Area { width, ..area }, Paint::District);
                });
                let furthest = tick.map_or(end, |tick| end.max(axis.x(tick) + sheet.pt(1.5)));
                let x = furthest + beyond;
                let (set, Labelled { text, cell, .. }) = (sheet.strong(), &row.share);
                sheet.number(x, middle, Anchor::Start, set, Paint::Ink, text, cell);
            }
            Point::Hidden => {
                let words = if tick.is_some() { "" } else { spec.hidden_words.as_str() };
                let area = Area { x: axis.zero + sheet.pt(1.0), ..area };
                sheet.hidden_bar(area, limit, &row.share.text, words);
            }
            Point::Missing => {
                let (x, set) = (axis.zero + beyond, sheet.label());
                sheet.text(x, middle, Anchor::Start, set, Paint::Secondary, &row.share.text);
            }
        }
        if counts.is_some() {
            sheet.text(sheet.width, middle, Anchor::End, numbers, Paint::Secondary, &row.count);
        }
        // A tick beside a hatch would meet its words, and say nothing without its bar.
        if let (Some(at), Point::At(_)) = (tick, row.share.point) {
            sheet.marked("tick", tick_cell(row), || sheet.city_tick(axis.x(at), area));
            if let (Some(name), true) = (&spec.tick_name, first == Some(index)) {
                let text = tick_text(name, row);
                let set = Type { weight: Weight::Medium, ..sheet.label() };
                let half = sheet.measure(&text, set) / 2.0;
                let centre = axis.x(at).min(limit - half).max(axis.zero + half);
                let middle = y - sheet.pt(10.0);
                let cell = tick_cell(row);
                sheet.number(centre, middle, Anchor::Middle, set, Paint::Ink, &text, cell);
            }
        }
    }
    bottom + (below - sheet.pt(3.5)).max(0.0)
}

fn tick_text(name: &str, row: &BarRow) -> String {
    format!("{name}\u{a0}{}", row.tick.as_ref().map_or("", |tick| tick.text.as_str()))
}

/// Names and numbers above the bars, the city's number beside each tick.
fn narrow(spec: &Bars, sheet: &Sheet) -> f64 {
    let (bar, beyond) = (20.0, 10.0);
    let small = sheet.small();
    let ticks = spec.tick_name.as_deref();
    let widest = ticks.map_or(0.0, |name| {
        let texts: Vec<String> = spec.rows.iter().map(|row| tick_text(name, row)).collect();
        sheet.widest(texts.iter().map(String::as_str), small) + beyond + 3.0
    });
    let axis = Axis::new(0.0, sheet.width - widest, spec.maximum);
    axis.say(sheet);
    let first = spec.rows.iter().position(|row| tick(row).is_some());
    let (mut y, mut bottom) = (0.0, 0.0);
    for (index, row) in spec.rows.iter().enumerate() {
        let count = match (&spec.count_head, row.count.is_empty()) {
            (Some(_), false) => format!("({})", row.count),
            _ => String::new(),
        };
        let beside = sheet.measure(&count, sheet.label());
        let right = sheet.width - if beside > 0.0 { beside + 8.0 } else { 0.0 };
        let hidden = row.share.point == Point::Hidden;
        let share = if hidden { "" } else { row.share.text.as_str() };
        let count = if hidden { "" } else { count.as_str() };
        let reserved = sheet.width - right + sheet.measure(&row.share.text, sheet.strong()) + 12.0;
        let used = sheet.heading(y, &row.name, sheet.label(), reserved);
        let (set, cell) = (sheet.strong(), &row.share.cell);
        sheet.number(right, y + 10.0, Anchor::End, set, Paint::Ink, share, cell);
        sheet.text(sheet.width, y + 10.0, Anchor::End, sheet.label(), Paint::Secondary, count);
        y += used + 5.0;
        let area = Area::new(0.0, y, 0.0, bar);
        match row.share.point {
            Point::At(share) => {
                let end = axis.x(share);
                sheet.marked("bar", &row.share.cell, || {
                    sheet.fill(Area { width: end, ..area }, Paint::District);
                });
                if let (Some(name), Some(at)) = (ticks, tick(row)) {
                    // The tick is not cut off at the axis.
                    let at = axis.x(at).max(sheet.pt(1.5));
                    sheet.marked("tick", tick_cell(row), || sheet.city_tick(at, area));
                    let full = tick_text(name, row);
                    let short = row.tick.as_ref().map_or("", |tick| tick.text.as_str());
                    let text = if first == Some(index) { full.as_str() } else { short };
                    let x = end.max(at + sheet.pt(1.5)) + beyond;
                    let (middle, cell) = (area.middle(), tick_cell(row));
                    sheet.number(x, middle, Anchor::Start, small, Paint::Secondary, text, cell);
                }
            }
            Point::Hidden => {
                sheet.hidden_bar(area, sheet.width, &row.share.text, &spec.hidden_words)
            }
            Point::Missing => {}
        }
        bottom = y + bar + if ticks.is_some() { sheet.pt(3.0) } else { 0.0 };
        y += bar + 17.0;
    }
    bottom
}
