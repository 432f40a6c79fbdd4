//! Law: what blocks are made of: findings, drawings in their frames, steps and marks.

use super::{Direction, Rich, TableView};
use crate::report::spec::ChartSpec;
use serde::Serialize;

/// A finding.
#[derive(Clone, Debug, Serialize)]
pub struct FindingView {
    /// The number it opens with: `46 prosent`.
    pub lead: String,
    /// The rest of the sentence, and a second one.
    pub text: Rich,
    /// The cells that it rests on; see [`super::Figure::cell`].
    pub cells: String,
    /// Questions to the meeting.
    pub questions: Vec<String>,
    /// A small bar with the city as a tick; absent where the finding is no share.
    pub mark: Option<MarkView>,
    /// Higher, similar or lower than the city.
    pub against: Option<AgainstView>,
    /// The address of the table row that carries it, in the HTML page: `#row-…`.
    pub href: Option<String>,
}

/// How a figure stands to another; neutral, with a shape and a word.
#[derive(Clone, Debug, Serialize)]
pub struct AgainstView {
    /// `higher`, `similar`, `lower`.
    pub direction: Direction,
    /// `høyere`.
    pub word: String,
    /// `høyere enn Oslo (41 %)`.
    pub phrase: String,
}

/// A small drawing inside text or a table; decoration, since the words beside it say the same.
#[derive(Clone, Debug, Serialize)]
pub struct MarkView {
    /// The drawing's key among the report's drawings.
    pub key: String,
    /// What is drawn.
    #[serde(skip)]
    pub spec: ChartSpec,
}

/// A chart with its frame.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// Its address and its key among the report's drawings: `fig-levekar-1`.
    pub id: String,
    /// Its number in the report.
    pub number: usize,
    /// What is shown, set strong.
    pub title: String,
    /// Unit, base, n.
    pub subtitle: String,
    /// What a reader who cannot see it must know: the finding and the numbers.
    pub alt: String,
    /// Source line.
    pub source: String,
    /// What is drawn.
    #[serde(skip)]
    pub spec: ChartSpec,
    /// The figures that it shows. On paper only where `table_on_paper`; always on the web.
    pub table: TableView,
    /// Whether paper shows the table under the chart.
    pub table_on_paper: bool,
    /// Half a page wide.
    pub compact: bool,
}

/// A numbered step.
#[derive(Clone, Debug, Serialize)]
pub struct StepView {
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: Rich,
}

/// A mark and what it means.
#[derive(Clone, Debug, Serialize)]
pub struct SymbolView {
    /// Which mark.
    pub mark: SymbolMark,
    /// What it means.
    pub text: String,
}

/// The marks of tables and figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SymbolMark {
    /// The district with its interval: blue dot on a line.
    District,
    /// The city: a grey tick.
    City,
    /// An area: an open ring.
    Area,
    /// Higher: filled triangle up.
    Higher,
    /// Similar: short line.
    Similar,
    /// Lower: open triangle down.
    Lower,
    /// Hidden: hatching and a colon.
    Hidden,
    /// A symbol written as text: `-`, `.`, `..`.
    Text(String),
}
