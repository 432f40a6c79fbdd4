//! Law: one mark means the same thing in every chart, so each is drawn in one place.

use super::{
    canvas::Anchor,
    fonts::Type,
    roles::{Paint, look},
    sheet::Sheet,
};
use crate::report::spec::Role;

/// A rectangle in the sheet's unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Area {
    pub(super) fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    pub(super) fn middle(self) -> f64 {
        self.y + self.height / 2.0
    }

    fn inset(self, by: f64) -> Self {
        Self::new(self.x + by, self.y + by, self.width - 2.0 * by, self.height - 2.0 * by)
    }
}

/// The width of the hatch that stands for a hidden bar, in points. Never anything else: a hidden
/// value has no length.
pub(super) const HIDDEN_WIDTH: f64 = 30.0;

impl Sheet<'_> {
    /// A part of a bar in its role's look, its edge inside its extent.
    pub(super) fn part(&self, area: Area, role: Role) {
        let look = look(role);
        let edge = self.pt(0.6);
        self.fill(area, look.edge);
        let inner = area.inset(edge);
        self.fill(inner, look.fill);
        match role {
            Role::Bluelight => {
                self.diagonals(inner, self.pt(3.5), self.pt(0.6), Paint::BluelightLine)
            }
            Role::Unknown => self.dashes(area, edge),
            _ => {}
        }
    }

    /// A plain filled rectangle.
    pub(super) fn fill(&self, area: Area, paint: Paint) {
        self.canvas.rect(area.x, area.y, area.width, area.height, paint);
    }

    /// The hatching that stands for hidden values, with a frame where it is a part of a bar.
    pub(super) fn hatch(&self, area: Area, framed: bool) {
        let line = self.pt(0.5);
        self.marked("hatch", "", || {
            if framed {
                self.fill(area, Paint::Hatch);
                self.fill(area.inset(line), Paint::Paper);
            }
            self.diagonals(area.inset(line), self.pt(3.0), line, Paint::Hatch);
        });
    }

    /// Lines at 45° clipped to the rectangle; plotters has no pattern fill.
    fn diagonals(&self, area: Area, distance: f64, width: f64, paint: Paint) {
        let Area { x, y, width: w, height: h } = area;
        let mut at = distance;
        while at < w + h {
            let top = (x + at.min(w), y + (at - w).max(0.0));
            let bottom = (x + (at - h).max(0.0), y + at.min(h));
            self.canvas.line(top, bottom, width, paint);
            at += distance;
        }
    }

    /// Interrupts an edge that has been drawn.
    fn dashes(&self, area: Area, edge: f64) {
        let (dash, gap) = (self.pt(2.5), self.pt(1.5));
        let Area { x, y, width, height } = area;
        let mut at = dash;
        while at < width - edge {
            for y in [y, y + height - edge] {
                self.canvas.rect(x + at, y, gap.min(width - at), edge, Paint::Paper);
            }
            at += dash + gap;
        }
        let mut at = dash;
        while at < height - edge {
            for x in [x, x + width - edge] {
                self.canvas.rect(x, y + at, edge, gap.min(height - at), Paint::Paper);
            }
            at += dash + gap;
        }
    }

    /// The city on a bar: ink, with a casing that sets it off from any fill, 3 pt beyond the bar.
    pub(super) fn city_tick(&self, x: f64, bar: Area) {
        let beyond = self.pt(3.0);
        let (y, height) = (bar.y - beyond, bar.height + 2.0 * beyond);
        let (line, casing) = (self.pt(1.5), self.pt(3.0));
        self.canvas.rect(x - casing / 2.0, y, casing, height, Paint::Paper);
        self.canvas.rect(x - line / 2.0, y, line, height, Paint::Ink);
    }

    /// Text on a plate of the ground, so that lines and hatching stop before it.
    pub(super) fn plated(
        &self,
        x: f64,
        middle: f64,
        anchor: Anchor,
        set: Type,
        paint: Paint,
        text: &str,
    ) {
        self.plate(x, middle, anchor, set, text, Paint::Paper);
        self.text(x, middle, anchor, set, paint, text);
    }

    /// The plate alone.
    pub(super) fn plate(
        &self,
        x: f64,
        middle: f64,
        anchor: Anchor,
        set: Type,
        text: &str,
        ground: Paint,
    ) {
        let width = self.measure(text, set);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let (side, height) = (self.pt(1.5), set.size * 1.17);
        let area = Area::new(left - side, middle - height / 2.0, width + 2.0 * side, height);
        self.marked("plate", "", || self.fill(area, ground));
    }

    /// The district: a dot, cut out of what lies under it.
    pub(super) fn dot(&self, x: f64, y: f64, radius: f64, casing: f64) {
        if casing > 0.0 {
            self.canvas.disc(x, y, radius + casing, Paint::Paper);
        }
        self.canvas.disc(x, y, radius, Paint::District);
    }

    /// An open ring; `radius` reaches the middle of its stroke.
    pub(super) fn ring(&self, x: f64, y: f64, radius: f64, stroke: f64, paint: Paint) {
        self.canvas.disc(x, y, radius + stroke / 2.0, paint);
        self.canvas.disc(x, y, radius - stroke / 2.0, Paint::Paper);
    }

    /// A square on its corner.
    pub(super) fn diamond(&self, x: f64, y: f64, reach: f64, paint: Paint) {
        self.canvas
            .polygon(&[(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], paint);
    }

    /// A vertical line of a grid or axis.
    pub(super) fn vertical(&self, x: f64, from: f64, to: f64, width: f64, paint: Paint) {
        self.canvas.rect(x - width / 2.0, from, width, to - from, paint);
    }

    /// A horizontal line.
    pub(super) fn horizontal(&self, y: f64, from: f64, to: f64, width: f64, paint: Paint) {
        self.canvas.rect(from, y - width / 2.0, to - from, width, paint);
    }

    /// «:» in hatching, on a plate of two digits' width whatever is hidden.
    pub(super) fn colon(&self, x: f64, middle: f64, set: Type, symbol: &str) {
        self.plate(x, middle, Anchor::Middle, set, "00", Paint::Paper);
        self.text(x, middle, Anchor::Middle, set, Paint::Ink, symbol);
    }

    /// A hidden bar: the hatch of fixed width at the axis, «:» and, up to `limit`, the words.
    pub(super) fn hidden_bar(&self, area: Area, limit: f64, symbol: &str, words: &str) {
        let Area { x, y, height, .. } = area;
        let middle = y + height / 2.0;
        let width = self.pt(HIDDEN_WIDTH);
        self.hatch(Area::new(x, y, width, height), false);
        let colon = x + width + self.pt(5.0);
        self.text(colon, middle, Anchor::Start, self.label(), Paint::Ink, symbol);
        // The words may begin with the symbol themselves.
        let words = words.trim_start().trim_start_matches(symbol).trim_start();
        let set = self.small();
        let start = colon + self.measure(symbol, self.label()) + self.pt(5.0);
        if start + self.measure(words, set) <= limit {
            self.text(start, middle, Anchor::Start, set, Paint::Tertiary, words);
        }
    }
}
