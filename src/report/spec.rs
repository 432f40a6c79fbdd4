//! Law: a chart is data: what is drawn, by role and never by colour, with no point where nothing may be shown.

mod points;

pub use points::{Labelled, Point};

/// What is drawn. Shares are per cent; labels are finished text.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartSpec {
    /// Stacked 100 % bars.
    Stacked(Stacked),
    /// One bar divided into parts, named below it.
    Composition(Vec<Part>),
    /// Horizontal bars with the city as a tick.
    Bars(Bars),
    /// Two marks on a line per row.
    Pairs(Pairs),
    /// Small multiples of waves.
    Slopes(Slopes),
    /// Changes with intervals around zero.
    Change(Change),
    /// Districts by figures in five fixed classes.
    Heatmap(Heatmap),
    /// A single small bar with the city as a tick.
    Mini(Mini),
    /// One row of the barometer.
    Dots(Dots),
}

/// What a part looks like. The drawing knows the colours, for print and as classes for the web.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Extensive problems: darkest, always hatched.
    Bluelight,
    /// Serious.
    Red,
    /// Some.
    Yellow,
    /// None.
    Green,
    /// Not known.
    Unknown,
    /// Parts without a functioning meaning, dark to light: 0, 1, 2 …
    Group(u8),
}

/// Stacked 100 % bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Stacked {
    /// What the segments are, in order from the axis.
    pub series: Vec<Series>,
    /// The bars from the top.
    pub rows: Vec<StackedRow>,
    /// The city's name, written over its tick in the first row: `Oslo`; no ticks where absent.
    pub tick_name: Option<String>,
    /// A small drawing: the number of the first segment left of the bar, none inside.
    pub compact: bool,
    /// Words in a bar that is hidden whole: `: vises ikke av personvernhensyn`.
    pub hidden_words: String,
}

/// What a segment is.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name, written over the first bar.
    pub name: String,
    /// What it looks like.
    pub role: Role,
}

/// One stacked bar.
#[derive(Clone, Debug, PartialEq)]
pub struct StackedRow {
    /// Its name.
    pub name: String,
    /// Set strong.
    pub strong: bool,
    /// One per series.
    pub segments: Vec<Labelled>,
    /// The city's share of the first segment.
    pub tick: Option<Labelled>,
}

/// A part of a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its share and that share as text: `54 %`.
    pub share: Labelled,
    /// How many, in brackets after the name: `398`.
    pub count: String,
    /// What it looks like.
    pub role: Role,
}

/// Horizontal bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// The bars from the top.
    pub rows: Vec<BarRow>,
    /// The city's name, over its tick in the first row that has one.
    pub tick_name: Option<String>,
    /// The head of the counts at the right edge; no counts where absent.
    pub count_head: Option<String>,
    /// The end of the axis in per cent, from published values only.
    pub maximum: f64,
    /// Words beside a hidden bar.
    pub hidden_words: String,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct BarRow {
    /// Its name.
    pub name: String,
    /// Its share: `39 %`.
    pub share: Labelled,
    /// How many.
    pub count: String,
    /// The city's share: `37`.
    pub tick: Option<Labelled>,
}

/// Pairs of marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs {
    /// What the ring is.
    pub first: String,
    /// What the diamond is.
    pub second: String,
    /// The head of the differences.
    pub difference_head: String,
    /// The rows from the top.
    pub rows: Vec<PairRow>,
    /// The end of the axis in per cent, from published values only.
    pub maximum: f64,
}

/// One pair.
#[derive(Clone, Debug, PartialEq)]
pub struct PairRow {
    /// Its name.
    pub name: String,
    /// The ring.
    pub first: Labelled,
    /// The diamond.
    pub second: Labelled,
    /// `+19`; `:` where either is hidden.
    pub difference: String,
}

/// Small multiples.
#[derive(Clone, Debug, PartialEq)]
pub struct Slopes {
    /// The waves' names, in time order.
    pub waves: Vec<String>,
    /// The district's name for the key.
    pub own_name: String,
    /// The city's name for the key.
    pub city_name: String,
    /// What a single number at an end means: that both are alike.
    pub alike_words: String,
    /// The panels in reading order.
    pub panels: Vec<Panel>,
}

/// One panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Its title.
    pub title: String,
    /// `+3 prosentpoeng`, or that the change is not shown.
    pub subtitle: String,
    /// The district, one per wave.
    pub own: Vec<Labelled>,
    /// The city, one per wave.
    pub city: Vec<Labelled>,
}

/// Changes around zero, in percentage points.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The rows from the top.
    pub rows: Vec<ChangeRow>,
    /// The axis reaches this far on both sides, from published values only.
    pub reach: f64,
    /// Text of the axis' ticks at −step, 0 and +step, with the step.
    pub ticks: Vec<(f64, String)>,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeRow {
    /// Its name.
    pub name: String,
    /// The change: `+3`.
    pub change: Labelled,
    /// The interval's ends, where there is one.
    pub interval: Option<(f64, f64)>,
}

/// Districts by figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Heatmap {
    /// The columns' names, each broken over lines.
    pub columns: Vec<Vec<String>>,
    /// The head of the bases.
    pub base_head: String,
    /// The names of the five classes: `under 10`, `10–19` …
    pub classes: Vec<String>,
    /// What the hatched cell of the key is called: `: skjult`.
    pub hidden_name: String,
    /// The rows in official order; the last may be the city.
    pub rows: Vec<HeatRow>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatRow {
    /// The district.
    pub name: String,
    /// Its base.
    pub base: String,
    /// This report's district: framed.
    pub own: bool,
    /// The city: set apart.
    pub total: bool,
    /// One per column.
    pub cells: Vec<Labelled>,
}

/// A single small bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Mini {
    /// The share.
    pub share: f64,
    /// What it is a figure of.
    pub cell: String,
    /// The city's share with its label: `Oslo 41`.
    pub tick: Option<Labelled>,
    /// The end of the scale, the same for all on the page.
    pub maximum: f64,
}

/// One row of the barometer.
#[derive(Clone, Debug, PartialEq)]
pub struct Dots {
    /// The district.
    pub own: f64,
    /// What that, and the area's, are figures of.
    pub cells: [String; 2],
    /// Its interval.
    pub interval: Option<(f64, f64)>,
    /// The city.
    pub city: Option<f64>,
    /// An area.
    pub area: Option<f64>,
    /// The start of the axis, the same for all rows; below zero where the axis is a difference.
    pub minimum: f64,
    /// The end of the axis, the same for all rows.
    pub maximum: f64,
    /// Distance of the gridlines.
    pub step: f64,
}
