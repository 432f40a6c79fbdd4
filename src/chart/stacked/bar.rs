//! Law: a part is as long as its share, and its number stands in it or not at all.

use super::super::{
    canvas::Anchor,
    marks::Area,
    roles::{Paint, look},
    sheet::{Sheet, without_sign},
    whole::{Layout, Shown},
};
use crate::report::spec::{Labelled, Role};

/// A bar in its place.
pub(in crate::chart) struct Bar<'a> {
    pub area: Area,
    pub parts: &'a [Labelled],
    pub roles: &'a [Role],
    pub layout: &'a Layout,
    /// The city's share of the first part, in per cent.
    pub tick: Option<f64>,
    /// What that is a figure of.
    pub tick_cell: &'a str,
    /// Whether numbers stand in the parts.
    pub numbers: bool,
    pub hidden_words: &'a str,
}

/// The number of the first part, where the bar has no room for it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::chart) struct Outside<'a> {
    pub text: &'a str,
    /// What it is a figure of.
    pub cell: &'a str,
    pub paint: Paint,
}

impl Sheet<'_> {
    /// Draws a bar and returns the number of its first part where that did not fit inside.
    pub(in crate::chart) fn bar<'b>(&self, bar: &Bar<'b>) -> Option<Outside<'b>> {
        let area = bar.area;
        let mut outside = None;
        match bar.layout {
            Layout::Missing(symbol) => {
                let x = area.x + self.pt(2.0);
                self.text(x, area.middle(), Anchor::Start, self.label(), Paint::Secondary, symbol);
            }
            Layout::Hidden => self.hidden_whole(area, bar),
            Layout::Parts { shown, rest } => {
                let last = shown.iter().map(|part| part.to).fold(0.0, f64::max);
                for part in shown {
                    let place = self.extent(area, part.from, part.to, last);
                    self.marked("part", &bar.parts[part.index].cell, || {
                        self.part(place, bar.roles[part.index]);
                    });
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
            let x = area.x + area.width * tick.clamp(0.0, 100.0) / 100.0;
            self.marked("tick", bar.tick_cell, || self.city_tick(x, area));
        }
        outside
    }

    /// From one share to another, less the gap before the next part; never too thin to see.
    fn extent(&self, area: Area, from: f64, to: f64, last: f64) -> Area {
        let x = |share: f64| area.x + area.width * share.min(100.0) / 100.0;
        let gap = if to < last { self.pt(1.0) } else { 0.0 };
        let width = (x(to) - x(from) - gap).max(if to > from { self.pt(0.6) } else { 0.0 });
        Area { x: x(from), width, ..area }
    }

    fn hidden_whole(&self, area: Area, bar: &Bar) {
        self.hatch(area, true);
        let set = self.label();
        let room = area.width - self.pt(12.0);
        let words = bar.hidden_words;
        let words = if self.measure(words, set) <= room { words } else { ":" };
        let centre = area.x + area.width / 2.0;
        self.plated(centre, area.middle(), Anchor::Middle, set, Paint::Ink, words);
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
                    self.number(x, middle, Anchor::Middle, set, look(role).text, text, &label.cell);
                }
                None if part.index == 0 => {
                    let paint =
                        if part.to > part.from { look(role).word } else { Paint::Secondary };
                    outside = Some(Outside { text: &label.text, cell: &label.cell, paint });
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
        let tick =
            bar.tick.map(|tick| bar.area.x + bar.area.width * tick.clamp(0.0, 100.0) / 100.0);
        let casing = self.pt(1.5);
        match tick {
            Some(tick) if (tick - centre).abs() < width / 2.0 + self.pt(3.0) + casing => {
                let (before, after) =
                    (tick - casing - place.x, place.x + place.width - tick - casing);
                let (start, room) =
                    if before >= after { (place.x, before) } else { (tick + casing, after) };
                // The casing is as pale as the gap: 3 pt on either side keep the number clear.
                fits(room).then_some(start + room / 2.0)
            }
            _ => fits(place.width).then_some(centre),
        }
    }
}
