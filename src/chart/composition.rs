//! Law: a whole is one bar with its parts named below; a part with nobody in it is no part.

mod names;

use super::{
    Medium,
    canvas::Anchor,
    marks::Area,
    roles::{Paint, look},
    sheet::{Sheet, without_sign},
    whole::{Layout, layout},
};
use crate::report::spec::{Labelled, Part, Point, Role};
use names::{Counts, below, count, listed, name, place_counts};

pub(super) fn draw(parts: &[Part], sheet: &Sheet) -> f64 {
    match sheet.medium {
        Medium::Narrow => one_by_one(parts, sheet),
        Medium::Paper | Medium::Wide => together(parts, sheet),
    }
}

/// One bar; percentages inside, names and counts below at each part's start.
fn together(parts: &[Part], sheet: &Sheet) -> f64 {
    let height = sheet.pt(18.0);
    let area = Area::new(0.0, 0.0, sheet.width, height);
    let labels: Vec<Labelled> = parts.iter().map(|part| part.share.clone()).collect();
    // The first of a whole is no more than another, so hidden ones are laid out as if last.
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|index| labels[*index].point == Point::Hidden);
    let sorted: Vec<Labelled> = order.iter().map(|index| labels[*index].clone()).collect();
    let mut starts: Vec<Option<(f64, f64)>> = vec![None; parts.len()];
    let rest = match layout(&sorted) {
        Layout::Parts { shown, rest } => {
            for part in shown {
                starts[order[part.index]] = Some((part.from, part.to));
            }
            rest
        }
        Layout::Hidden => Some((0.0, 100.0)),
        Layout::Missing(symbol) => {
            sheet.text(0.0, area.middle(), Anchor::Start, sheet.label(), Paint::Secondary, &symbol);
            return height;
        }
    };
    let end =
        starts.iter().flatten().map(|(_, to)| *to).chain(rest.map(|r| r.1)).fold(0.0, f64::max);
    let x = |share: f64| sheet.width * share.min(100.0) / 100.0;
    let counts = place_counts(parts, &starts, rest.is_some(), sheet);
    let mut inside = true;
    for (part, start) in parts.iter().zip(&starts) {
        let Some((from, to)) = *start else { continue };
        let gap = if to < end { sheet.pt(1.0) } else { 0.0 };
        let width = (x(to) - x(from) - gap).max(if to > from { sheet.pt(0.6) } else { 0.0 });
        let place = Area { x: x(from), width, ..area };
        sheet.marked("part", &part.share.cell, || sheet.part(place, part.role));
        inside &= to <= from || share(part, place, counts == Counts::Inside, sheet);
    }
    if let Some((from, to)) = rest {
        let place = Area { x: x(from), width: x(to) - x(from), ..area };
        sheet.hatch(place, true);
        let centre = place.x + place.width / 2.0;
        sheet.colon(centre, area.middle(), sheet.strong(), ":");
    }
    let named = match counts {
        Counts::Below if inside => below(parts, &starts, true, sheet),
        Counts::Inside if inside => below(parts, &starts, false, sheet),
        _ => None,
    };
    match named {
        Some(names) => {
            let middle = height + sheet.pt(9.5);
            for (x, part) in names {
                name(part, x, middle, counts == Counts::Below, sheet);
            }
            height + sheet.pt(16.5)
        }
        None => height + sheet.pt(4.0) + listed(parts, height + sheet.pt(4.0), sheet),
    }
}

/// Writes the percentage into its part; says whether there was room.
fn share(part: &Part, place: Area, counted: bool, sheet: &Sheet) -> bool {
    let (set, pad) = (sheet.strong(), sheet.pt(6.0));
    let texts = [Some(part.share.text.as_str()), without_sign(&part.share.text)];
    // The last way out is a number that stands closer to the part's start.
    let fit = texts.into_iter().flatten().find_map(|text| {
        [pad, sheet.pt(3.0)]
            .into_iter()
            .find(|pad| sheet.measure(text, set) + 2.0 * pad <= place.width)
            .map(|pad| (text, pad))
    });
    let Some((text, pad)) = fit else { return false };
    if part.role == Role::Bluelight {
        let (x, middle) = (place.x + pad, place.middle());
        sheet.plate(x, middle, Anchor::Start, set, text, Paint::Bluelight);
    }
    let (paint, middle) = (look(part.role).text, place.middle());
    let cell = &part.share.cell;
    sheet.number(place.x + pad, middle, Anchor::Start, set, paint, text, cell);
    if counted {
        let x = place.x + pad + sheet.measure(text, set) + sheet.pt(5.0);
        sheet.text(x, middle, Anchor::Start, sheet.label(), paint, &count(part));
    }
    true
}

/// One bar for each part, on a scale to 100 %.
fn one_by_one(parts: &[Part], sheet: &Sheet) -> f64 {
    let (bar, mut y) = (20.0, 0.0);
    let mut bottom = 0.0;
    for part in parts.iter().filter(|part| part.share.point != Point::At(0.0)) {
        let (share, count) = (&part.share.text, count(part));
        let beside = sheet.measure(&count, sheet.label());
        let right = sheet.width - if beside > 0.0 { beside + 8.0 } else { 0.0 };
        let reserved = sheet.width - right + sheet.measure(share, sheet.strong()) + 12.0;
        let used = sheet.heading(y, &part.name, sheet.label(), reserved);
        let (set, cell) = (sheet.strong(), &part.share.cell);
        sheet.number(right, y + 10.0, Anchor::End, set, Paint::Ink, share, cell);
        sheet.text(sheet.width, y + 10.0, Anchor::End, sheet.label(), Paint::Secondary, &count);
        y += used + 4.0;
        match part.share.point {
            Point::At(value) => {
                let width = sheet.width * value.clamp(0.0, 100.0) / 100.0;
                let place = Area::new(0.0, y, width, bar);
                sheet.marked("part", &part.share.cell, || sheet.part(place, part.role));
            }
            Point::Hidden => sheet.hidden_bar(Area::new(0.0, y, 0.0, bar), sheet.width, "", ""),
            Point::Missing => {}
        }
        bottom = y + bar;
        y = bottom + 14.0;
    }
    bottom
}
