//! Law: names stand below their parts; where they would meet, they stand in a list.

use super::super::{
    canvas::Anchor,
    fonts::{Type, Weight},
    key::{Entry, Mark},
    roles::Paint,
    sheet::Sheet,
};
use crate::report::spec::{Part, Point};

/// Where the counts stand.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Counts {
    /// After the names.
    Below,
    /// After the percentages, where the names have no room for them.
    Inside,
    /// With everything else in a list.
    Listed,
}

pub(super) fn place_counts(
    parts: &[Part],
    starts: &[Option<(f64, f64)>],
    hidden: bool,
    sheet: &Sheet,
) -> Counts {
    if hidden {
        return Counts::Listed;
    }
    if below(parts, starts, true, sheet).is_some() {
        return Counts::Below;
    }
    let roomy = parts.iter().zip(starts).all(|(part, start)| {
        let Some((from, to)) = start else { return true };
        let both = sheet.measure(&part.share.text, sheet.strong())
            + sheet.measure(&count(part), sheet.label())
            + sheet.pt(5.0 + 6.0 + 6.0);
        to <= from || both <= sheet.width * (to - from) / 100.0
    });
    if roomy && below(parts, starts, false, sheet).is_some() {
        Counts::Inside
    } else {
        Counts::Listed
    }
}

pub(super) fn name_type(sheet: &Sheet) -> Type {
    Type { weight: Weight::Medium, ..sheet.label() }
}

pub(super) fn count(part: &Part) -> String {
    if part.count.is_empty() { String::new() } else { format!("({})", part.count) }
}

pub(super) fn name_width(part: &Part, counted: bool, sheet: &Sheet) -> f64 {
    let name = sheet.measure(&part.name, name_type(sheet));
    if part.count.is_empty() || !counted {
        return name;
    }
    name + sheet.pt(3.0) + sheet.measure(&count(part), sheet.label())
}

pub(super) fn name(part: &Part, x: f64, middle: f64, counted: bool, sheet: &Sheet) {
    let set = name_type(sheet);
    sheet.text(x, middle, Anchor::Start, set, Paint::Ink, &part.name);
    if counted {
        let x = x + sheet.measure(&part.name, set) + sheet.pt(3.0);
        sheet.text(x, middle, Anchor::Start, sheet.label(), Paint::Secondary, &count(part));
    }
}

/// Where the names stand below their parts; nothing where two would meet.
pub(super) fn below<'a>(
    parts: &'a [Part],
    starts: &[Option<(f64, f64)>],
    counted: bool,
    sheet: &Sheet,
) -> Option<Vec<(f64, &'a Part)>> {
    let mut names: Vec<(f64, &Part)> = Vec::new();
    let mut end = f64::NEG_INFINITY;
    for (part, start) in parts.iter().zip(starts) {
        let Some((from, to)) = start else { continue };
        if to <= from {
            continue;
        }
        let own = name_width(part, counted, sheet);
        let x = (sheet.width * from / 100.0).min(sheet.width - own);
        if x < end.max(-sheet.pt(6.0)) + sheet.pt(6.0) {
            return None;
        }
        end = x + own;
        names.push((x, part));
    }
    Some(names)
}

/// Names with their shares in lines below, each with a piece of its part.
pub(super) fn listed(parts: &[Part], y: f64, sheet: &Sheet) -> f64 {
    let named: Vec<(&Part, String)> = parts
        .iter()
        .filter(|part| part.share.point != Point::At(0.0))
        .map(|part| {
            let shown = part.share.point.value().is_some();
            let count = if shown { count(part) } else { String::new() };
            (part, format!("{}\u{a0}{} {count}", part.name, part.share.text).trim_end().to_owned())
        })
        .collect();
    let entries: Vec<Entry> = named
        .iter()
        .map(|(part, text)| Entry {
            mark: match part.share.point {
                Point::At(_) => Mark::Part(part.role),
                Point::Hidden => Mark::Hidden,
                Point::Missing => Mark::Nothing,
            },
            text,
            set: sheet.label(),
            paint: Paint::Ink,
        })
        .collect();
    sheet.key(0.0, y, &entries)
}
