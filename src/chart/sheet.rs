//! Law: every chart measures in the points of the paper; the sheet turns them into its medium's.

use super::{
    Medium,
    canvas::{Anchor, Canvas, SCALE},
    fonts::{CAP, Fonts, Type, Weight},
    roles::Paint,
};

/// Paper's left edge of all plots: 58 mm, with names up to 54 mm.
const PLOT_LEFT: f64 = 58.0 / 25.4 * 72.0;
const NAME_ROOM: f64 = 54.0 / 25.4 * 72.0;
/// A paper drawing narrower than this is no full column: its names take what they need.
const FULL: f64 = 440.0;

/// Where a chart is drawn and how large things are there.
pub(super) struct Sheet<'a> {
    pub canvas: Canvas<'a>,
    pub fonts: &'a Fonts,
    pub medium: Medium,
    pub width: f64,
}

/// A name of a row, broken over lines.
pub(super) struct Name {
    pub lines: Vec<String>,
    pub set: Type,
}

/// The left column of a chart: the names and where the plot begins.
pub(super) struct Names {
    pub plot: f64,
    pub names: Vec<Name>,
}

impl Sheet<'_> {
    /// A length in points on paper as one of this medium.
    pub(super) fn pt(&self, points: f64) -> f64 {
        match self.medium {
            Medium::Paper => points,
            Medium::Wide | Medium::Narrow => points * 14.0 / 9.0,
        }
    }

    /// Names and words.
    pub(super) fn label(&self) -> Type {
        let size = match self.medium {
            Medium::Paper => 9.0,
            Medium::Wide => 14.0,
            Medium::Narrow => 15.0,
        };
        Type::new(size, Weight::Regular)
    }

    /// Numbers beside and in bars, and what is set strong.
    pub(super) fn strong(&self) -> Type {
        Type { weight: Weight::SemiBold, ..self.label() }
    }

    /// Axes and small words.
    pub(super) fn small(&self) -> Type {
        let size = match self.medium {
            Medium::Paper => 8.0,
            Medium::Wide | Medium::Narrow => 14.0,
        };
        Type::new(size, Weight::Regular)
    }

    /// Distance of two lines of this size.
    pub(super) fn leading(&self, set: Type) -> f64 {
        set.size * 12.0 / 9.0
    }

    /// Draws the mark of a figure; a page says of which, so that others can check the drawing.
    ///
    /// `kind` says what of the mark is the value: see `docs/audit.md`. Paper needs no such thing.
    pub(super) fn marked<T>(&self, kind: &str, cell: &str, draw: impl FnOnce() -> T) -> T {
        if self.medium == Medium::Paper {
            return draw();
        }
        self.canvas.note(format!("mark {kind} {cell}").trim_end());
        let done = draw();
        self.canvas.note("end");
        done
    }

    /// Writes the number of a figure; a page says of which.
    #[expect(clippy::too_many_arguments, reason = "a text and what it is a figure of")]
    pub(super) fn number(
        &self,
        x: f64,
        middle: f64,
        anchor: Anchor,
        set: Type,
        paint: Paint,
        text: &str,
        cell: &str,
    ) {
        if cell.is_empty() || text.trim().is_empty() {
            return self.text(x, middle, anchor, set, paint, text);
        }
        self.marked("said", cell, || self.text(x, middle, anchor, set, paint, text));
    }

    /// Says between which places of the drawing an axis runs, and which values stand there.
    pub(super) fn axis(&self, [from, to]: [f64; 2], [low, high]: [f64; 2]) {
        if self.medium != Medium::Paper {
            let place = |at: f64| (at * SCALE).round();
            let (from, to) = (place(from), place(to));
            self.canvas.note(&format!("axis {from} {to} {low} {high}"));
        }
    }

    /// The width of a text.
    pub(super) fn measure(&self, text: &str, set: Type) -> f64 {
        self.fonts.width(text, set)
    }

    /// The width of the widest.
    pub(super) fn widest<'t>(&self, texts: impl IntoIterator<Item = &'t str>, set: Type) -> f64 {
        texts.into_iter().map(|text| self.measure(text, set)).fold(0.0, f64::max)
    }

    /// Text whose capitals are centred on `middle`.
    pub(super) fn text(
        &self,
        x: f64,
        middle: f64,
        anchor: Anchor,
        set: Type,
        paint: Paint,
        text: &str,
    ) {
        self.canvas.text(x, middle + CAP * set.size / 2.0, anchor, set, paint, text);
    }

    /// Lines of text whose block is centred on `middle`.
    pub(super) fn lines(
        &self,
        x: f64,
        middle: f64,
        anchor: Anchor,
        set: Type,
        paint: Paint,
        lines: &[String],
    ) {
        let leading = self.leading(set);
        let first = middle - leading * (lines.len().saturating_sub(1)) as f64 / 2.0;
        for (index, line) in lines.iter().enumerate() {
            self.text(x, first + leading * index as f64, anchor, set, paint, line);
        }
    }

    /// Breaks the names of rows into a column and says where the plot begins.
    ///
    /// `reserve` is what stands between the names and the plot, in this medium's unit. On full
    /// paper the plot begins at 58 mm in every chart; elsewhere, and where two rows are set
    /// against each other, where the names end.
    pub(super) fn names<'n>(
        &self,
        rows: impl IntoIterator<Item = (&'n str, bool)>,
        reserve: f64,
    ) -> Names {
        let rows: Vec<(&str, Type)> = rows
            .into_iter()
            .map(|(name, strong)| (name, if strong { self.strong() } else { self.label() }))
            .collect();
        let gap = self.pt(10.0);
        let (plot, room) = if self.medium == Medium::Paper && self.width >= FULL && rows.len() > 2 {
            (PLOT_LEFT, NAME_ROOM.min(PLOT_LEFT - 6.0 - reserve))
        } else {
            let most = rows.iter().map(|(name, set)| self.measure(name, *set)).fold(0.0, f64::max);
            let share = if self.medium == Medium::Paper { 0.42 } else { 0.36 };
            let room = (most + 0.01).min(self.width * share - gap - reserve);
            (room + gap + reserve, room)
        };
        let names = rows
            .into_iter()
            .map(|(name, set)| Name { lines: self.fonts.wrap(name, set, room), set })
            .collect();
        Names { plot, names }
    }

    /// A name centred on `middle` at the left edge.
    pub(super) fn name(&self, name: &Name, middle: f64) {
        self.lines(0.0, middle, Anchor::Start, name.set, Paint::Ink, &name.lines);
    }

    /// Draws a name above its bar, beside what is reserved at the right, and returns the height
    /// used. For narrow screens.
    pub(super) fn heading(&self, y: f64, text: &str, set: Type, reserved: f64) -> f64 {
        let lines = self.fonts.wrap(text, set, self.width - reserved);
        let leading = 20.0;
        for (index, line) in lines.iter().enumerate() {
            let middle = y + leading * (index as f64 + 0.5);
            self.text(0.0, middle, Anchor::Start, set, Paint::Ink, line);
        }
        leading * lines.len() as f64
    }
}

impl Name {
    /// What this row is taller than one of `pitch` with a single line: 6 pt for each further line
    /// on paper, and more where the lines would otherwise meet the next row's.
    pub(super) fn extra(&self, pitch: f64, sheet: &Sheet) -> f64 {
        let further = self.lines.len().saturating_sub(1) as f64;
        if further == 0.0 {
            return 0.0;
        }
        let block = sheet.leading(self.set) * further + self.set.size * 1.2;
        (sheet.pt(6.0) * further).max(block + sheet.pt(3.0) - pitch)
    }
}

impl Names {
    /// What names of several lines need above the first bar and below the last one, where bars
    /// stand `pitch` apart and leave `gap` between them.
    pub(super) fn overhang(&self, pitch: f64, gap: f64, sheet: &Sheet) -> (f64, f64) {
        let several = |name: &&Name| name.lines.len() > 1;
        let above = self.names.first().filter(several).map_or(0.0, |_| gap / 2.0);
        let below = |name: &Name| (name.extra(pitch, sheet) + gap) / 2.0;
        (above, self.names.last().filter(several).map_or(0.0, below))
    }
}

/// The distance of an axis' ticks in per cent.
pub(super) fn step(maximum: f64) -> u32 {
    match maximum {
        m if m <= 10.0 => 2,
        m if m <= 25.0 => 5,
        m if m <= 50.0 => 10,
        _ => 20,
    }
}

/// A number that is written with a per cent sign, without it.
pub(super) fn without_sign(text: &str) -> Option<&str> {
    text.strip_suffix('%').map(|number| number.trim_end_matches(['\u{a0}', '\u{202f}', ' ']))
}
