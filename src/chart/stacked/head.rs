//! Law: the parts are named over the first bar, or in a key above it where two names would meet.

use super::super::{
    fonts::{Type, Weight},
    key::{Entry, Mark},
    roles::{Paint, look},
    sheet::Sheet,
    whole::Layout,
};
use crate::report::spec::Stacked;

/// The words over the first bar: text, left edge, type, paint.
pub(super) struct Word<'a> {
    pub text: String,
    pub x: f64,
    pub set: Type,
    pub paint: Paint,
    /// What its number is a figure of, where it has one.
    pub cell: &'a str,
    of: Option<&'a str>,
}

/// The words over the first bar, and whether the names must stand in a key above instead.
pub(super) fn head<'a>(
    spec: &'a Stacked,
    first: Option<&Layout>,
    left: f64,
    width: f64,
    sheet: &Sheet,
) -> (Vec<Word<'a>>, bool) {
    let mut words = names_over(spec, first, left, width, sheet).unwrap_or_default();
    let mut key = words.is_empty();
    let tick = spec.rows.first().and_then(|row| row.tick.as_ref());
    let hidden = matches!(first, Some(Layout::Hidden));
    if let (Some(name), Some(tick), false) = (&spec.tick_name, tick, hidden)
        && let Some(value) = tick.point.value()
    {
        let text = format!("{name}\u{a0}{}", tick.text);
        let set = Type { weight: Weight::Medium, ..word_type(spec, sheet) };
        let at = left + width * value.clamp(0.0, 100.0) / 100.0;
        let place = |words: &[Word]| tick_word(&text, set, at, left, width, words, sheet);
        let x = place(&words).or_else(|| {
            key = true;
            words.clear();
            place(&words)
        });
        if let Some(x) = x {
            words.push(Word { text, x, set, paint: Paint::Ink, cell: &tick.cell, of: None });
        }
    }
    (words, key)
}

fn word_type(spec: &Stacked, sheet: &Sheet) -> Type {
    let size = if spec.compact { sheet.small().size } else { sheet.label().size };
    Type::new(size, Weight::SemiBold)
}

/// Every name over its part's start, the last one at the bar's end; nothing where two would meet.
fn names_over<'a>(
    spec: &'a Stacked,
    first: Option<&Layout>,
    left: f64,
    width: f64,
    sheet: &Sheet,
) -> Option<Vec<Word<'a>>> {
    let Some(Layout::Parts { shown, rest: None }) = first else {
        return None;
    };
    let set = word_type(spec, sheet);
    let mut words: Vec<Word> = Vec::new();
    let mut end = f64::NEG_INFINITY;
    for (index, series) in spec.series.iter().enumerate() {
        let part = shown.iter().find(|part| part.index == index && part.to > part.from)?;
        let own = sheet.measure(&series.name, set);
        let last = index + 1 == spec.series.len() && index > 0;
        let x = if last { left + width - own } else { left + width * part.from / 100.0 };
        if x < end + sheet.pt(5.0) || x + own > left + width + 0.01 {
            return None;
        }
        end = x + own;
        words.push(Word {
            text: series.name.clone(),
            x,
            set,
            paint: look(series.role).word,
            cell: "",
            of: Some(&series.name),
        });
    }
    Some(words)
}

/// The left edge of the city's word: centred on its tick, or ending there where the next word is
/// near, or beginning there; nowhere where it meets another word each time.
fn tick_word(
    text: &str,
    set: Type,
    at: f64,
    left: f64,
    width: f64,
    words: &[Word],
    sheet: &Sheet,
) -> Option<f64> {
    let own = sheet.measure(text, set);
    let edge = sheet.pt(0.75);
    let (centred, ending, beginning) = (at - own / 2.0, at + edge - own, at - edge);
    let near =
        words.iter().any(|word| word.of.is_some() && word.x > at && word.x - at < sheet.pt(45.0));
    let order = if near { [ending, centred, beginning] } else { [centred, ending, beginning] };
    order.into_iter().find(|x| {
        let inside = *x >= left - 0.01 && x + own <= left + width + 0.01;
        inside
            && words.iter().all(|word| {
                let end = word.x + sheet.measure(&word.text, word.set);
                x + own + sheet.pt(5.0) <= word.x || *x >= end + sheet.pt(5.0)
            })
    })
}

pub(super) fn key_line(spec: &Stacked, left: f64, sheet: &Sheet) -> f64 {
    let entries: Vec<Entry> = spec
        .series
        .iter()
        .map(|series| Entry {
            mark: Mark::Part(series.role),
            text: &series.name,
            set: sheet.label(),
            paint: Paint::Ink,
        })
        .collect();
    let wide: f64 = entries.iter().map(|e| sheet.measure(e.text, e.set) + sheet.pt(28.0)).sum();
    // The key stands over the plot where it fits in one line there.
    let x = if left + wide - sheet.pt(14.0) <= sheet.width { left } else { 0.0 };
    sheet.key(x, 0.0, &entries) + sheet.pt(5.0)
}
