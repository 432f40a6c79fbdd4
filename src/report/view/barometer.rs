//! Law: the barometer is a table with one small drawing a row.

use super::{AgainstView, Figure, MarkView, SymbolView};
use serde::Serialize;

/// The barometer: a table with one small drawing per row.
#[derive(Clone, Debug, Serialize)]
pub struct BarometerView {
    /// Its address.
    pub id: String,
    /// Its number among the report's figures.
    pub number: usize,
    /// What is shown.
    pub title: String,
    /// Unit.
    pub subtitle: String,
    /// What a reader who cannot see it must know.
    pub alt: String,
    /// Heads: indicator, count, share, (axis), against.
    pub head: BarometerHead,
    /// The axis labels at equal distances from 0.
    pub axis: Vec<String>,
    /// The city's name and the areas' names, for the key: marks in the same order as in `SymbolView`.
    pub key: Vec<SymbolView>,
    /// Rows by theme.
    pub themes: Vec<BarometerTheme>,
}

/// The barometer's heads.
#[derive(Clone, Debug, Serialize)]
pub struct BarometerHead {
    /// Over the names.
    pub name: String,
    /// Over the counts.
    pub count: String,
    /// Over the shares.
    pub share: String,
    /// Over the city's shares; shown on the web, spoken everywhere.
    pub city: String,
    /// Over the words.
    pub against: String,
}

/// Rows that belong together.
#[derive(Clone, Debug, Serialize)]
pub struct BarometerTheme {
    /// `Levekår`.
    pub label: String,
    /// `n = 742, alle kartlagte`.
    pub base: String,
    /// The cells whose figures stand in the base; see [`super::Figure::cell`].
    pub cells: String,
    /// The rows.
    pub rows: Vec<BarometerRow>,
}

/// One row of the barometer.
#[derive(Clone, Debug, Serialize)]
pub struct BarometerRow {
    /// Its address.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many.
    pub count: Figure,
    /// Their share.
    pub share: Figure,
    /// The city's share.
    pub city: Figure,
    /// The area's share, where one is published.
    pub area: Option<Figure>,
    /// The drawing; absent where the figure is hidden or missing.
    pub mark: Option<MarkView>,
    /// Words instead of the drawing: hidden, missing.
    pub instead: Option<String>,
    /// Against the city; absent where hidden or missing.
    pub against: Option<AgainstView>,
}
