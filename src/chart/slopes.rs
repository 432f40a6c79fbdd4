//! Law: every panel has the same scale, so that slopes can be compared; a wave that is not shown has no slope.

mod panel;

use super::{
    Medium,
    canvas::Anchor,
    fonts::Type,
    key::{Entry, Mark},
    roles::Paint,
    sheet::Sheet,
};
use crate::report::spec::{Panel, Slopes};
use panel::{Frame, Plan, plan};

pub(super) fn draw(spec: &Slopes, sheet: &Sheet) -> f64 {
    let key = [
        Entry { mark: Mark::District, text: &spec.own_name, set: sheet.small(), paint: Paint::Ink },
        Entry { mark: Mark::City, text: &spec.city_name, set: sheet.small(), paint: Paint::Ink },
        Entry {
            mark: Mark::Nothing,
            text: &spec.alike_words,
            set: sheet.small(),
            paint: Paint::Tertiary,
        },
    ];
    let alike = !spec.alike_words.is_empty() && spec.panels.iter().any(panel::alike);
    let mut y = sheet.key(0.0, 0.0, if alike { &key } else { &key[..2] }) + sheet.pt(7.0);

    let columns = columns(spec.panels.len(), sheet);
    let gap = if sheet.medium == Medium::Paper { 11.34 } else { 16.0 };
    let width = (sheet.width - gap * (columns as f64 - 1.0)) / columns as f64;
    let title = sheet.strong();
    let (plot, scale) = common_scale(spec, sheet);
    for row in spec.panels.chunks(columns) {
        let wrapped: Vec<[Vec<String>; 2]> = row
            .iter()
            .map(|panel| {
                [
                    sheet.fonts.wrap(&panel.title, title, width),
                    sheet.fonts.wrap(&panel.subtitle, sheet.small(), width),
                ]
            })
            .collect();
        let used = |texts: &[Vec<String>; 2]| {
            let titles = heading_height(texts[0].len(), title, sheet);
            titles + heading_height(texts[1].len(), sheet.small(), sheet)
        };
        let headings = wrapped.iter().map(used).fold(0.0, f64::max);
        let top = y + sheet.pt(4.0) + headings + sheet.pt(6.0);
        for (index, (panel, texts)) in row.iter().zip(&wrapped).enumerate() {
            let x = (width + gap) * index as f64;
            sheet.horizontal(y, x, x + width, sheet.pt(0.6), Paint::Rule);
            heading(&texts[0], x, y + sheet.pt(4.0), title, Paint::Ink, sheet);
            let below = y + sheet.pt(4.0) + heading_height(texts[0].len(), title, sheet);
            let say = || heading(&texts[1], x, below, sheet.small(), Paint::Secondary, sheet);
            match change(panel) {
                Some(cell) => sheet.marked("said", &cell, say),
                None => say(),
            }
            let frame = Frame { x, width, top, height: plot, scale };
            panel::draw(panel, &spec.waves, &frame, sheet);
        }
        y = top + plot + sheet.pt(26.0);
    }
    y - sheet.pt(12.0)
}

/// What a panel's change is of, where both ends are shown.
fn change(panel: &Panel) -> Option<String> {
    let (first, last) = (panel.own.first()?, panel.own.last()?);
    first.point.value().and(last.point.value())?;
    Some(format!("{} {}", last.cell, first.cell))
}

fn heading_height(lines: usize, set: Type, sheet: &Sheet) -> f64 {
    sheet.leading(set) * lines as f64 + sheet.pt(1.0)
}

fn heading(lines: &[String], x: f64, y: f64, set: Type, paint: Paint, sheet: &Sheet) {
    let leading = sheet.leading(set);
    for (index, line) in lines.iter().enumerate() {
        sheet.text(x, y + leading * (index as f64 + 0.5), Anchor::Start, set, paint, line);
    }
}

/// As many panels beside each other as fit, and no last row with a single one where that can be.
fn columns(panels: usize, sheet: &Sheet) -> usize {
    let least = match sheet.medium {
        Medium::Paper => 100.0,
        Medium::Wide => 145.0,
        Medium::Narrow => 150.0,
    };
    let most = ((sheet.width + 12.0) / (least + 12.0)).floor().clamp(1.0, 4.0) as usize;
    match (most, panels) {
        (4, 5 | 6 | 9) => 3,
        _ => most,
    }
}

/// Height of the plots and length of a percentage point: 7 pt, less where a panel needs more room.
fn common_scale(spec: &Slopes, sheet: &Sheet) -> (f64, f64) {
    let height = sheet.pt(70.0);
    let mut scale = sheet.pt(7.0);
    // Spans over eight points make the scale smaller for all; labels that move need room, too.
    let widest = spec.panels.iter().map(Plan::span).fold(0.0, f64::max);
    if widest > 8.0 {
        scale = sheet.pt(56.0) / widest;
    }
    let fits = |scale: f64| {
        spec.panels.iter().all(|panel| {
            let plan = plan(panel, height, scale, sheet);
            plan.top >= -sheet.pt(2.0) && plan.bottom <= height + sheet.pt(2.0)
        })
    };
    for _ in 0..60 {
        if fits(scale) {
            break;
        }
        scale *= 0.96;
    }
    (height, scale)
}
