//! Law: labels keep 11 pt between them, and the city's is the one that moves.

use super::super::{canvas::Anchor, marks::Area, roles::Paint, sheet::Sheet};
use crate::report::spec::{Labelled, Panel, Point};

/// Where a panel stands.
pub(super) struct Frame {
    pub x: f64,
    pub width: f64,
    pub top: f64,
    pub height: f64,
    /// Length of a percentage point.
    pub scale: f64,
}

/// The heights of a panel's values and labels, from the plot's top.
pub(super) struct Plan {
    /// The value that stands in the middle.
    centre: f64,
    height: f64,
    scale: f64,
    /// Labels of the first and the last wave.
    ends: [End; 2],
    /// Extent of all labels.
    pub top: f64,
    pub bottom: f64,
}

/// The labels at one end.
#[derive(Clone, Copy, Default)]
struct End {
    own: Option<f64>,
    city: Option<f64>,
}

impl Plan {
    /// How far a panel's values lie apart.
    pub(super) fn span(panel: &Panel) -> f64 {
        range(panel).map_or(0.0, |(low, high)| high - low)
    }

    fn y(&self, value: f64) -> f64 {
        self.height / 2.0 - (value - self.centre) * self.scale
    }
}

fn range(panel: &Panel) -> Option<(f64, f64)> {
    let mut values = panel.own.iter().chain(&panel.city).filter_map(|at| at.point.value());
    let first = values.next()?;
    Some(values.fold((first, first), |(low, high), value| (low.min(value), high.max(value))))
}

/// Whether one number stands for both at an end of this panel.
pub(super) fn alike(panel: &Panel) -> bool {
    ends(panel).into_iter().any(|(own, city)| one_number(own, city))
}

fn ends(panel: &Panel) -> [(Option<&Labelled>, Option<&Labelled>); 2] {
    [(panel.own.first(), panel.city.first()), (panel.own.last(), panel.city.last())]
}

fn one_number(own: Option<&Labelled>, city: Option<&Labelled>) -> bool {
    match (own, city) {
        (Some(own), Some(city)) => {
            own.point.value().is_some() && city.point.value().is_some() && own.text == city.text
        }
        _ => false,
    }
}

/// Finds the heights at a scale.
pub(super) fn plan(panel: &Panel, height: f64, scale: f64, sheet: &Sheet) -> Plan {
    let (low, high) = range(panel).unwrap_or((0.0, 0.0));
    let mut plan = Plan {
        centre: (low + high) / 2.0,
        height,
        scale,
        ends: [End::default(); 2],
        top: height / 2.0,
        bottom: height / 2.0,
    };
    let (apart, half) = (sheet.pt(11.0).max(sheet.label().size * 1.1), sheet.label().size * 0.4);
    let free = free_place(panel, &plan, apart);
    for (index, (own, city)) in ends(panel).into_iter().enumerate() {
        let own_y = own.map(|own| own.point.value().map_or(free, |value| plan.y(value)));
        let mut city_y = city.and_then(|city| city.point.value()).map(|value| plan.y(value));
        if one_number(own, city) {
            city_y = None;
        }
        if let (Some(own), Some(at)) = (own_y, city_y)
            && (at - own).abs() < apart
        {
            city_y = Some(if at < own { own - apart } else { own + apart });
        }
        for y in [own_y, city_y].into_iter().flatten() {
            plan.top = plan.top.min(y - half);
            plan.bottom = plan.bottom.max(y + half);
        }
        plan.ends[index] = End { own: own_y, city: city_y };
    }
    plan
}

/// The height of all symbols that have no value: one height in a panel, so that nothing looks
/// like a slope, and clear of the city at the waves where they stand.
fn free_place(panel: &Panel, plan: &Plan, apart: f64) -> f64 {
    let cities: Vec<f64> = ends(panel)
        .into_iter()
        .filter(|(own, _)| own.is_some_and(|own| own.point.value().is_none()))
        .filter_map(|(_, city)| Some(plan.y(city?.point.value()?)))
        .collect();
    let clear = |y: &f64| cities.iter().all(|city| (city - y).abs() >= apart);
    let places = [plan.height / 2.0, plan.height - apart, apart];
    places.into_iter().find(clear).unwrap_or(plan.height / 2.0)
}

/// Draws a panel's plot and the waves' names below it.
pub(super) fn draw(panel: &Panel, waves: &[String], frame: &Frame, sheet: &Sheet) {
    let plan = plan(panel, frame.height, frame.scale, sheet);
    let inset = frame.width * 24.0 / 112.0;
    let widest =
        panel.own.iter().chain(&panel.city).map(|at| sheet.measure(&at.text, sheet.strong()));
    let inset = inset.max(widest.fold(0.0, f64::max) + sheet.pt(6.0));
    let (first, last) = (frame.x + inset, frame.x + frame.width - inset);
    let x = |wave: usize| match waves.len() {
        0 | 1 => (first + last) / 2.0,
        count => first + (last - first) * wave as f64 / (count - 1) as f64,
    };
    let foot = frame.top + frame.height + sheet.pt(7.5);
    for (wave, name) in waves.iter().enumerate() {
        sheet.vertical(
            x(wave),
            frame.top,
            frame.top + frame.height,
            sheet.pt(0.4),
            Paint::Hairline,
        );
        // Between the ends only where there is room.
        let own = sheet.measure(name, sheet.small()) + sheet.pt(5.0);
        let even = waves.len() < 3 || own <= (last - first) / (waves.len() - 1) as f64;
        if even || wave == 0 || wave + 1 == waves.len() {
            sheet.text(x(wave), foot, Anchor::Middle, sheet.small(), Paint::Secondary, name);
        }
    }
    let y = |value: f64| frame.top + plan.y(value);
    for (values, width, paint) in
        [(&panel.city, sheet.pt(1.5), Paint::City), (&panel.own, sheet.pt(2.0), Paint::District)]
    {
        for (wave, pair) in values.windows(2).enumerate() {
            if let (Point::At(a), Point::At(b)) = (pair[0].point, pair[1].point) {
                let both = format!("{} {}", pair[0].cell, pair[1].cell);
                sheet.marked("line", &both, || {
                    let (from, to) = ((x(wave), y(a)), (x(wave + 1), y(b)));
                    sheet.canvas.line(from, to, width, paint);
                });
            }
        }
    }
    for (wave, own) in panel.own.iter().enumerate() {
        if let Point::At(value) = own.point {
            sheet.marked("point", &own.cell, || {
                sheet.dot(x(wave), y(value), sheet.pt(2.75), sheet.pt(0.8));
            });
        }
    }
    // A city's value whose neighbours are not shown has no line: a short one marks it.
    for (wave, city) in panel.city.iter().enumerate() {
        let line = |other: Option<usize>| {
            other.and_then(|at| panel.city.get(at)).is_some_and(|at| at.point.value().is_some())
        };
        if let (Point::At(value), false) =
            (city.point, line(wave.checked_sub(1)) || line(Some(wave + 1)))
        {
            let half = sheet.pt(3.0);
            let (from, to) = (x(wave) - half, x(wave) + half);
            sheet.marked("level", &city.cell, || {
                sheet.horizontal(y(value), from, to, sheet.pt(1.5), Paint::City);
            });
        }
    }
    for (index, (own, city)) in ends(panel).into_iter().enumerate() {
        let (wave, side, anchor) = if index == 0 {
            (0, -1.0, Anchor::End)
        } else {
            (panel.own.len().max(1) - 1, 1.0, Anchor::Start)
        };
        let at = x(wave) + side * sheet.pt(6.0);
        let end = plan.ends[index];
        if let (Some(own), Some(y)) = (own, end.own) {
            let middle = frame.top + y;
            match own.point {
                Point::At(_) => {
                    let (set, paint) = (sheet.strong(), Paint::District);
                    sheet.number(at, middle, anchor, set, paint, &own.text, &own.cell);
                }
                Point::Hidden => {
                    let (width, height) = (sheet.pt(9.0), sheet.pt(10.0));
                    let area =
                        Area::new(x(wave) - width / 2.0, middle - height / 2.0, width, height);
                    sheet.fill(area, Paint::Paper);
                    sheet.hatch(area, false);
                    let at = at + side * sheet.pt(1.0);
                    sheet.text(at, middle, anchor, sheet.label(), Paint::Ink, &own.text);
                }
                Point::Missing => {
                    sheet.text(at, middle, anchor, sheet.label(), Paint::Secondary, &own.text)
                }
            }
        }
        if let (Some(city), Some(y)) = (city, end.city) {
            let (set, paint) = (sheet.label(), Paint::Secondary);
            sheet.number(at, frame.top + y, anchor, set, paint, &city.text, &city.cell);
        }
    }
}
