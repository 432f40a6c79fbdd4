//! Law: shown parts keep their place, hidden ones share one hatched rest, and a rest that would
//! give one hidden part away hides the whole bar.

use super::{
    canvas::Anchor,
    marks::Area,
    roles::{Paint, look},
    sheet::{Sheet, without_sign},
};
use crate::report::spec::{Labelled, Point, Role};

/// What a bar of parts comes to, in per cent from its start.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Layout {
    /// Its parts, shown ones with their index, and the hatched rest between two ends.
    Parts {
        shown: Vec<Shown>,
        rest: Option<(f64, f64)>,
    },
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
    // One hidden part is what the others leave of 100: its rest would be drawn in its own length.
    if count == 1 || parts.first().is_some_and(hidden) {
        return Layout::Hidden;
    }
    let tail = parts
        .iter()
        .rposition(hidden)
        .map_or(parts.len(), |last| last + 1);
    let mut shown = Vec::new();
    let mut at = 0.0;
    for (index, part) in parts.iter().enumerate().take(tail) {
        if part.point.value().is_some() {
            shown.push(Shown {
                index,
                from: at,
                to: at + value(part),
            });
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
                shown.push(Shown {
                    index,
                    from: start,
                    to: start + value(part),
                });
                start += value(part);
            }
        }
    }
    Layout::Parts { shown, rest }
}

/// A bar in its place.
pub(super) struct Bar<'a> {
    pub area: Area,
    pub parts: &'a [Labelled],
    pub roles: &'a [Role],
    pub layout: &'a Layout,
    /// The city's share of the first part, in per cent.
    pub tick: Option<f64>,
    /// Whether numbers stand in the parts.
    pub numbers: bool,
    pub hidden_words: &'a str,
}

/// The number of the first part, where the bar has no room for it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outside<'a> {
    pub text: &'a str,
    pub paint: Paint,
}

impl Sheet<'_> {
    /// Draws a bar and returns the number of its first part where that did not fit inside.
    pub(super) fn bar<'b>(&self, bar: &Bar<'b>) -> Option<Outside<'b>> {
        let area = bar.area;
        let mut outside = None;
        match bar.layout {
            Layout::Missing(symbol) => {
                let x = area.x + self.pt(2.0);
                self.text(
                    x,
                    area.middle(),
                    Anchor::Start,
                    self.label(),
                    Paint::Secondary,
                    symbol,
                );
            }
            Layout::Hidden => self.hidden_whole(area, bar),
            Layout::Parts { shown, rest } => {
                let last = shown.iter().map(|part| part.to).fold(0.0, f64::max);
                for part in shown {
                    self.part(
                        self.extent(area, part.from, part.to, last),
                        bar.roles[part.index],
                    );
                }
                if let Some((from, to)) = rest {
                    let place = self.extent(area, *from, *to, last.max(*to));
                    self.hatch(place, true);
                    let centre = place.x + place.width / 2.0;
                    self.colon(centre, area.middle(), self.strong(), ":");
                }
                if bar.numbers {
                    outside = self.numbers(bar, shown, last);
                }
            }
        }
        if let (Some(tick), true) = (bar.tick, *bar.layout != Layout::Hidden) {
            self.city_tick(area.x + area.width * tick.clamp(0.0, 100.0) / 100.0, area);
        }
        outside
    }

    /// From one share to another, less the gap before the next part; never too thin to see.
    fn extent(&self, area: Area, from: f64, to: f64, last: f64) -> Area {
        let x = |share: f64| area.x + area.width * share.min(100.0) / 100.0;
        let gap = if to < last { self.pt(1.0) } else { 0.0 };
        let width = (x(to) - x(from) - gap).max(if to > from { self.pt(0.6) } else { 0.0 });
        Area {
            x: x(from),
            width,
            ..area
        }
    }

    fn hidden_whole(&self, area: Area, bar: &Bar) {
        self.hatch(area, true);
        let set = self.label();
        let room = area.width - self.pt(12.0);
        let words = bar.hidden_words;
        let words = if self.measure(words, set) <= room {
            words
        } else {
            ":"
        };
        let centre = area.x + area.width / 2.0;
        self.plated(
            centre,
            area.middle(),
            Anchor::Middle,
            set,
            Paint::Ink,
            words,
        );
    }

    fn numbers<'b>(&self, bar: &Bar<'b>, shown: &[Shown], last: f64) -> Option<Outside<'b>> {
        let mut outside = None;
        for part in shown {
            let label = &bar.parts[part.index];
            let role = bar.roles[part.index];
            let place = self.extent(bar.area, part.from, part.to, last);
            let set = self.strong();
            let fit = [Some(label.text.as_str()), without_sign(&label.text)]
                .into_iter()
                .flatten()
                .find_map(|text| Some((text, self.number_centre(bar, place, text)?)));
            match fit {
                Some((text, x)) => {
                    let middle = bar.area.middle();
                    if role == Role::Bluelight {
                        // Its stripes stop before the number.
                        self.plate(x, middle, Anchor::Middle, set, text, Paint::Bluelight);
                    }
                    self.text(x, middle, Anchor::Middle, set, look(role).text, text);
                }
                None if part.index == 0 => {
                    let paint = if part.to > part.from {
                        look(role).word
                    } else {
                        Paint::Secondary
                    };
                    outside = Some(Outside {
                        text: &label.text,
                        paint,
                    });
                }
                // The number of a middle or last part stands in the table.
                None => {}
            }
        }
        outside
    }

    /// Where a number stands in its part: centred, or beside the city's tick; nowhere where it
    /// does not fit.
    fn number_centre(&self, bar: &Bar, place: Area, text: &str) -> Option<f64> {
        let width = self.measure(text, self.strong());
        let fits = |room: f64| room >= width + self.pt(6.0);
        let centre = place.x + place.width / 2.0;
        let tick = bar
            .tick
            .map(|tick| bar.area.x + bar.area.width * tick.clamp(0.0, 100.0) / 100.0);
        let casing = self.pt(1.5);
        match tick {
            Some(tick) if (tick - centre).abs() < width / 2.0 + self.pt(3.0) + casing => {
                let (before, after) = (
                    tick - casing - place.x,
                    place.x + place.width - tick - casing,
                );
                let (start, room) = if before >= after {
                    (place.x, before)
                } else {
                    (tick + casing, after)
                };
                // The casing is as pale as the gap: 3 pt on either side keep the number clear.
                fits(room).then_some(start + room / 2.0)
            }
            _ => fits(place.width).then_some(centre),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(value: f64) -> Labelled {
        Labelled {
            point: Point::At(value),
            text: value.to_string(),
        }
    }

    fn hidden() -> Labelled {
        Labelled {
            point: Point::Hidden,
            text: ":".into(),
        }
    }

    #[test]
    fn two_hidden_parts_share_one_rest_and_the_shown_ones_keep_their_place() {
        let bar = layout(&[at(21.0), hidden(), hidden()]);
        let shown = vec![Shown {
            index: 0,
            from: 0.0,
            to: 21.0,
        }];
        assert_eq!(
            bar,
            Layout::Parts {
                shown,
                rest: Some((21.0, 100.0))
            }
        );
        let bar = layout(&[at(10.0), hidden(), hidden(), at(40.0)]);
        let Layout::Parts { shown, rest } = bar else {
            panic!("parts")
        };
        assert_eq!(
            (shown[1].from, shown[1].to, rest),
            (60.0, 100.0, Some((10.0, 60.0)))
        );
    }

    #[test]
    fn a_part_between_hidden_ones_does_not_show_where_they_end() {
        let bar = layout(&[at(10.0), hidden(), at(30.0), hidden()]);
        let Layout::Parts { shown, rest } = bar else {
            panic!("parts")
        };
        assert_eq!((shown[1].from, rest), (10.0, Some((40.0, 100.0))));
    }

    #[test]
    fn one_hidden_part_hides_the_bar() {
        assert_eq!(layout(&[at(21.0), hidden(), at(50.0)]), Layout::Hidden);
        assert_eq!(layout(&[hidden(), hidden(), at(50.0)]), Layout::Hidden);
    }
}
