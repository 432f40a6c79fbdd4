//! Law: plotters draws; a paint travels through it as a colour number and comes out as a role.

use super::{
    fonts::{Type, Weight},
    roles::{PAINTS, Paint},
};
use plotters::{
    coord::Shift,
    element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle},
    prelude::{DrawingArea, IntoDrawingArea, SVGBackend},
    style::{
        FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};

/// Drawn units per point or pixel: plotters' coordinates are whole numbers, hairlines are not.
pub(super) const SCALE: f64 = 20.0;

/// plotters divides a font's size by this when it writes SVG.
const PLOTTERS_FONT: f64 = 1.24;

/// More drawn units than any chart is wide or high.
const LARGEST: u32 = 1 << 22;

/// Blue part of every colour number that carries a paint.
const MARK: u8 = 0xA5;

/// Blue part of the colour number of a note.
const NOTE: u8 = 0xA4;

/// Where a text stands against its x.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A sheet that plotters writes on, in points or pixels, y downwards.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

impl<'a> Canvas<'a> {
    /// A canvas that writes to `svg`; `svg::finish` then makes a drawing of it.
    pub(super) fn new(svg: &'a mut String) -> Self {
        // The height is known only at the end and replaces this one; nothing is drawn beyond it.
        Self { area: SVGBackend::with_string(svg, (LARGEST, LARGEST)).into_drawing_area() }
    }

    /// A filled rectangle; nothing where it has no extent.
    pub(super) fn rect(&self, x: f64, y: f64, width: f64, height: f64, paint: Paint) {
        let (from, to) = (point(x, y), point(x + width, y + height));
        if to.0 > from.0 && to.1 > from.1 {
            self.put(&Rectangle::new([from, to], filled(paint)));
        }
    }

    /// A straight line.
    pub(super) fn line(&self, from: (f64, f64), to: (f64, f64), width: f64, paint: Paint) {
        let points = vec![point(from.0, from.1), point(to.0, to.1)];
        let style = ShapeStyle {
            color: color(paint, 0).into(),
            filled: false,
            stroke_width: (width * SCALE).round().max(1.0) as u32,
        };
        self.put(&PathElement::new(points, style));
    }

    /// A filled polygon.
    pub(super) fn polygon(&self, points: &[(f64, f64)], paint: Paint) {
        let points: Vec<_> = points.iter().map(|(x, y)| point(*x, *y)).collect();
        self.put(&Polygon::new(points, filled(paint)));
    }

    /// A filled disc.
    pub(super) fn disc(&self, x: f64, y: f64, radius: f64, paint: Paint) {
        let size = (radius * SCALE).round().max(1.0) as i32;
        self.put(&Circle::new(point(x, y), size, filled(paint)));
    }

    /// Text on a baseline.
    pub(super) fn text(
        &self,
        x: f64,
        base: f64,
        anchor: Anchor,
        set: Type,
        paint: Paint,
        text: &str,
    ) {
        // A leading space would collapse, a control character is not XML.
        let text: String =
            text.trim_matches(' ').chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if text.is_empty() {
            return;
        }
        let horizontal = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let font = FontDesc::new(
            FontFamily::Name("Inter"),
            set.size * SCALE * PLOTTERS_FONT,
            FontStyle::Normal,
        );
        let number = color(paint, set.weight as u8 | u8::from(set.tabular) << 4);
        let style = TextStyle::from(font).color(&number).pos(Pos::new(horizontal, VPos::Top));
        self.area.draw_text(&text, &style, point(x, base)).expect("a string takes all text");
    }

    /// A note between shapes, which `svg::finish` turns into markup; nothing is drawn.
    pub(super) fn note(&self, text: &str) {
        let font = FontDesc::new(FontFamily::Name("Inter"), 1.0, FontStyle::Normal);
        let style = TextStyle::from(font).color(&RGBColor(0, 0, NOTE));
        self.area.draw_text(text, &style, (0, 0)).expect("a string takes all text");
    }

    fn put<'e, E>(&self, element: &'e E)
    where
        &'e E: PointCollection<'e, (i32, i32)>,
        E: Drawable<SVGBackend<'a>>,
    {
        self.area.draw(element).expect("a string takes all shapes");
    }
}

/// What a colour number in plotters' SVG stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ink {
    pub paint: Paint,
    pub weight: Weight,
    pub tabular: bool,
}

/// Reads `#RRGGBB` back.
pub(super) fn ink(hex: &str) -> Option<Ink> {
    let number = u32::from_str_radix(hex.strip_prefix('#')?, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    (blue == MARK).then_some(())?;
    Some(Ink {
        paint: PAINTS.get(usize::from(red))?.0,
        weight: *Weight::ALL.get(usize::from(green & 0xF))?,
        tabular: green & 0x10 != 0,
    })
}

/// Whether a text is a note: by its colour, which no drawing shows.
pub(super) fn is_note(hex: &str) -> bool {
    hex == format!("#0000{NOTE:02X}")
}

fn color(paint: Paint, text: u8) -> RGBColor {
    RGBColor(paint as u8, text, MARK)
}

fn filled(paint: Paint) -> ShapeStyle {
    ShapeStyle { color: color(paint, 0).into(), filled: true, stroke_width: 0 }
}

fn point(x: f64, y: f64) -> (i32, i32) {
    ((x * SCALE).round() as i32, (y * SCALE).round() as i32)
}
