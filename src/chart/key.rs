//! Law: where words cannot stand at their marks, one line above names them in the marks' order.

use super::{canvas::Anchor, fonts::Type, marks::Area, roles::Paint, sheet::Sheet};
use crate::report::spec::Role;

/// What a key shows before a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    /// A piece of a bar.
    Part(Role),
    /// A hatched piece.
    Hidden,
    /// The district's line with its dot.
    District,
    /// The city's line.
    City,
    /// The ring of a pair.
    Ring,
    /// The diamond of a pair.
    Diamond,
    /// Words by themselves.
    Nothing,
}

/// One entry.
pub(super) struct Entry<'a> {
    pub mark: Mark,
    pub text: &'a str,
    pub set: Type,
    pub paint: Paint,
}

impl Sheet<'_> {
    /// Draws entries in lines from the left, beginning at `y`, and returns the height used.
    pub(super) fn key(&self, x: f64, y: f64, entries: &[Entry]) -> f64 {
        let leading = self.pt(14.0).max(self.label().size * 1.5);
        let (mut at, mut line) = (x, 0.0);
        for entry in entries {
            let mark = self.mark_width(entry.mark);
            let gap = if mark > 0.0 { self.pt(5.0) } else { 0.0 };
            let lines = self.fonts.wrap(entry.text, entry.set, self.width - x - mark - gap);
            let width = mark + gap + self.widest(lines.iter().map(String::as_str), entry.set);
            if at > x && at + width > self.width {
                at = x;
                line += 1.0;
            }
            for (index, text) in lines.iter().enumerate() {
                line += f64::from(u8::from(index > 0));
                let middle = y + leading * (line + 0.5);
                if index == 0 && entry.mark != Mark::Nothing {
                    self.marked("key", "", || self.mark(entry.mark, at, middle));
                }
                self.text(at + mark + gap, middle, Anchor::Start, entry.set, entry.paint, text);
            }
            at += width + self.pt(14.0);
        }
        leading * (line + 1.0)
    }

    fn mark_width(&self, mark: Mark) -> f64 {
        self.pt(match mark {
            Mark::Part(_) | Mark::Hidden => 9.0,
            Mark::District | Mark::City => 16.0,
            Mark::Ring | Mark::Diamond => 9.0,
            Mark::Nothing => 0.0,
        })
    }

    fn mark(&self, mark: Mark, x: f64, middle: f64) {
        let width = self.mark_width(mark);
        let centre = x + width / 2.0;
        match mark {
            Mark::Part(role) => self.part(Area::new(x, middle - width / 2.0, width, width), role),
            Mark::Hidden => {
                self.hatch(Area::new(x, middle - width / 2.0, width, width), true);
            }
            Mark::District => {
                self.horizontal(middle, x, x + width, self.pt(2.0), Paint::District);
                self.dot(centre, middle, self.pt(2.75), self.pt(0.8));
            }
            Mark::City => self.horizontal(middle, x, x + width, self.pt(1.5), Paint::City),
            Mark::Ring => self.ring(centre, middle, self.pt(3.4), self.pt(1.6), Paint::Accent),
            Mark::Diamond => self.diamond(centre, middle, self.pt(4.5), Paint::District),
            Mark::Nothing => {}
        }
    }
}
