//! Law: shown parts keep their place, hidden ones share one hatched rest, and a rest that would
//! give one hidden part away hides the whole bar.

use crate::report::spec::{Labelled, Point};

/// What a bar of parts comes to, in per cent from its start.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Layout {
    /// Its parts, shown ones with their index, and the hatched rest between two ends.
    Parts { shown: Vec<Shown>, rest: Option<(f64, f64)> },
    /// Hidden whole.
    Hidden,
    /// There are no figures: the symbol that says so.
    Missing(String),
}

/// A shown part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shown {
    pub index: usize,
    pub from: f64,
    pub to: f64,
}

/// Lays parts out. Only published values have a length.
pub(super) fn layout(parts: &[Labelled]) -> Layout {
    let hidden = |part: &Labelled| part.point == Point::Hidden;
    let value = |part: &Labelled| part.point.value().unwrap_or(0.0).max(0.0);
    let count = parts.iter().filter(|part| hidden(part)).count();
    if let Some(first) = parts.first()
        && parts.iter().all(|part| part.point == Point::Missing)
    {
        return Layout::Missing(first.text.clone());
    }
    // One hidden part is what the others leave of 100: its rest would be drawn in its own length, and
    // finer than the whole per cent of a table. The control leaves no part alone where the base is
    // known; what others have published or hidden comes as it is, and this holds for that too.
    if count == 1 || parts.first().is_some_and(hidden) {
        return Layout::Hidden;
    }
    let tail = parts.iter().rposition(hidden).map_or(parts.len(), |last| last + 1);
    let mut shown = Vec::new();
    let mut at = 0.0;
    for (index, part) in parts.iter().enumerate().take(tail) {
        if part.point.value().is_some() {
            shown.push(Shown { index, from: at, to: at + value(part) });
            at += value(part);
        }
    }
    let mut rest = None;
    if count > 0 {
        let after: f64 = parts[tail..].iter().map(value).sum();
        let mut start = (100.0 - after).max(at);
        rest = Some((at, start));
        for (index, part) in parts.iter().enumerate().skip(tail) {
            if part.point.value().is_some() {
                shown.push(Shown { index, from: start, to: start + value(part) });
                start += value(part);
            }
        }
    }
    Layout::Parts { shown, rest }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(value: f64) -> Labelled {
        Labelled { point: Point::At(value), text: value.to_string(), cell: String::new() }
    }

    fn hidden() -> Labelled {
        Labelled { point: Point::Hidden, text: ":".into(), cell: String::new() }
    }

    #[test]
    fn two_hidden_parts_share_one_rest_and_the_shown_ones_keep_their_place() {
        let bar = layout(&[at(21.0), hidden(), hidden()]);
        let shown = vec![Shown { index: 0, from: 0.0, to: 21.0 }];
        assert_eq!(bar, Layout::Parts { shown, rest: Some((21.0, 100.0)) });
        let bar = layout(&[at(10.0), hidden(), hidden(), at(40.0)]);
        let Layout::Parts { shown, rest } = bar else { panic!("parts") };
        assert_eq!((shown[1].from, shown[1].to, rest), (60.0, 100.0, Some((10.0, 60.0))));
    }

    #[test]
    fn a_part_between_hidden_ones_does_not_show_where_they_end() {
        let bar = layout(&[at(10.0), hidden(), at(30.0), hidden()]);
        let Layout::Parts { shown, rest } = bar else { panic!("parts") };
        assert_eq!((shown[1].from, rest), (10.0, Some((40.0, 100.0))));
    }

    #[test]
    fn one_hidden_part_hides_the_bar() {
        assert_eq!(layout(&[at(21.0), hidden(), at(50.0)]), Layout::Hidden);
        assert_eq!(layout(&[hidden(), hidden(), at(50.0)]), Layout::Hidden);
    }
}
