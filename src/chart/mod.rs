//! Law: a chart is drawn from its specification alone; text is measured, nothing clips or overlaps.
//!
//! [`draw`] makes one SVG for one medium. plotters draws every shape and text; a thin layer above
//! it lays out, and one below it ([`stylesheet`] and the table in `roles.rs`) gives colours.
//!
//! On paper colours are fixed and lengths are points. On the web a drawing has
//! `class="chart c-w"` (wide) or `class="chart c-n"` (narrow; drawn anew, not shrunk), lengths are
//! CSS pixels, and colours are classes: `f-NAME` fills and `s-NAME` strokes, with NAME one of
//! - `ink secondary tertiary paper hairline rule hatch`
//! - `district city accent link`
//! - `red yellow green bluelight unknown`, each also with `-edge`, `-text` (on the fill) and, but
//!   for `unknown`, `-word` (beside the bar); `bluelight-line`
//! - `group0` to `group4`, each also with `-edge` and `-text`
//! - `heat0` to `heat4`, each also with `-text`; `heat0-edge`
//!
//! and `tn` for figures of one width.

mod bars;
mod canvas;
mod change;
mod composition;
mod dots;
mod fonts;
#[cfg(test)]
mod gallery;
mod heatmap;
mod key;
mod marks;
mod mini;
mod pairs;
#[cfg(test)]
mod probe;
mod roles;
#[cfg(test)]
mod rules;
mod sheet;
mod slopes;
mod stacked;
mod style;
mod svg;
mod tabular;
mod whole;

pub use dots::inset as dots_inset;
pub use fonts::Fonts;
pub use style::stylesheet;

use crate::report::spec::ChartSpec;

/// Where a drawing will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Medium {
    /// A4: in points; a full column is 170 mm.
    Paper,
    /// A web page from 600 px: in CSS pixels.
    Wide,
    /// A telephone: in CSS pixels, names above their bars.
    Narrow,
}

/// A finished drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The SVG element: a file of its own, or part of an HTML page.
    pub svg: String,
    /// In points on paper, in CSS pixels on the web.
    pub width: f64,
    /// In points on paper, in CSS pixels on the web.
    pub height: f64,
}

/// Draws a chart.
///
/// `width` is what the drawing may take, in points on paper and CSS pixels on the web; without it
/// a chart takes a full column and a small mark its usual size. `id`, `title` and `desc` name the
/// drawing for those who do not see it; on paper the page does that and they are not used. With
/// an empty `title` the drawing is decoration.
pub fn draw(
    spec: &ChartSpec,
    medium: Medium,
    width: Option<f64>,
    fonts: &Fonts,
    id: &str,
    title: &str,
    desc: &str,
) -> Drawing {
    let width = width.unwrap_or_else(|| usual_width(spec, medium));
    let mut written = String::new();
    let sheet = sheet::Sheet { canvas: canvas::Canvas::new(&mut written), fonts, medium, width };
    let height = match spec {
        ChartSpec::Stacked(spec) => stacked::draw(spec, &sheet),
        ChartSpec::Composition(parts) => composition::draw(parts, &sheet),
        ChartSpec::Bars(spec) => bars::draw(spec, &sheet),
        ChartSpec::Pairs(spec) => pairs::draw(spec, &sheet),
        ChartSpec::Slopes(spec) => slopes::draw(spec, &sheet),
        ChartSpec::Change(spec) => change::draw(spec, &sheet),
        ChartSpec::Heatmap(spec) => heatmap::draw(spec, &sheet),
        ChartSpec::Mini(spec) => mini::draw(spec, &sheet),
        ChartSpec::Dots(spec) => dots::draw(spec, &sheet),
    };
    drop(sheet);
    let frame = svg::Frame { medium, width, height, id, title, desc };
    Drawing { svg: svg::finish(&written, &frame), width, height }
}

/// The content of an A4 page: 170 mm.
const PAGE: f64 = 170.0 / 25.4 * 72.0;

fn usual_width(spec: &ChartSpec, medium: Medium) -> f64 {
    match (spec, medium) {
        (ChartSpec::Mini(_), Medium::Paper) => 112.0,
        (ChartSpec::Mini(_), Medium::Wide | Medium::Narrow) => 174.0,
        (ChartSpec::Dots(_), Medium::Paper) => 178.5,
        (ChartSpec::Dots(_), Medium::Wide) => 280.0,
        (ChartSpec::Stacked(spec), Medium::Paper) if spec.compact => 262.0,
        (_, Medium::Paper) => PAGE,
        (_, Medium::Wide) => 640.0,
        (_, Medium::Narrow) => 328.0,
    }
}
