//! Law: a table's figures are text with a state, and every row has an address.

use super::Rich;
use serde::Serialize;

/// A table.
#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    /// Its address.
    pub id: String,
    /// What is shown, set strong.
    pub title: String,
    /// Unit, base, n.
    pub subtitle: String,
    /// The cells whose figures stand in the subtitle; see [`Figure::cell`].
    pub cells: String,
    /// The head of the first column.
    pub corner: String,
    /// Groups of columns over the head; empty where there are none.
    pub spans: Vec<SpanView>,
    /// The heads of the other columns.
    pub head: Vec<String>,
    /// Which of `head` is this district's own column.
    pub own_column: Option<usize>,
    /// The rows.
    pub rows: Vec<RowView>,
    /// Notes under the table.
    pub notes: Vec<Rich>,
}

/// A heading over several columns.
#[derive(Clone, Debug, Serialize)]
pub struct SpanView {
    /// First column of `head`, from 0.
    pub from: usize,
    /// How many.
    pub count: usize,
    /// The heading.
    pub text: String,
}

/// A row of a table.
#[derive(Clone, Debug, Serialize)]
pub struct RowView {
    /// Its address, unique in the report.
    pub id: String,
    /// The row's head.
    pub head: String,
    /// The cells whose figures stand in the head; see [`Figure::cell`].
    pub evidence: String,
    /// Its figures, one per column of `head`.
    pub cells: Vec<Figure>,
    /// Set strong: this district's row, or a total.
    pub strong: bool,
    /// A heading between rows; `cells` is empty.
    pub divider: bool,
}

/// A figure as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// `46 %`, `:`, `..`.
    pub text: String,
    /// What sort of text that is.
    pub state: FigureState,
    /// What a screen reader says instead of a symbol.
    pub spoken: Option<String>,
    /// What it is a figure of, for those who check pages with tools: `share:2018.030103.total.arbeid.red`.
    ///
    /// Measure and cell; two of them for the first less the second, or `part:` and `whole:` for a share of another count.
    pub cell: Option<String>,
}

impl Figure {
    /// The same, saying what it is a figure of.
    #[must_use]
    pub fn of(self, cell: impl Into<String>) -> Self {
        Self { cell: Some(cell.into()), ..self }
    }
}

/// What sort of text a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureState {
    /// A number.
    Shown,
    /// Hidden.
    Withheld,
    /// Not available.
    Missing,
    /// Words.
    Text,
}
