//! Law: a point is a published value or a sign that there is none, and says what it is a figure of.

/// A value that may be drawn, or why not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Point {
    /// Drawn there.
    At(f64),
    /// Hidden: a hatch of fixed size and «:».
    Hidden,
    /// Not available: «..» and no mark.
    Missing,
}

impl Point {
    /// The value, where it may be drawn.
    pub fn value(self) -> Option<f64> {
        match self {
            Self::At(value) => Some(value),
            Self::Hidden | Self::Missing => None,
        }
    }
}

/// A value with its text: `46` or `46 %`, `:`, `..`.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// Where.
    pub point: Point,
    /// The number as printed.
    pub text: String,
    /// What it is a figure of; see [`crate::report::view::Figure::cell`].
    pub cell: String,
}

impl Labelled {
    /// The same, saying what it is a figure of.
    #[must_use]
    pub fn of(self, cell: impl Into<String>) -> Self {
        Self { cell: cell.into(), ..self }
    }
}
