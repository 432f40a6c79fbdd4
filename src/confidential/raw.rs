//! Law: a raw figure has no getter, no Display and no Serialize; Debug prints a mask.

use super::{load::Doubt, ties::Ties};
use crate::{
    diagnostic::{Place, Problems},
    ident::CellKey,
};
use std::{collections::BTreeMap, fmt};

/// A figure nobody outside may see.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(in crate::confidential) struct Masked<T>(pub(in crate::confidential) T);

impl<T> fmt::Debug for Masked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("▒")
    }
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::confidential) enum Content {
    /// People counted, and of how many; no base for kind `count`.
    Count {
        /// How many.
        count: Masked<u64>,
        /// Of how many.
        base: Option<Masked<u64>>,
    },
    /// A share in per cent without a count; only in sources of published figures.
    Share {
        /// Per cent.
        percent: Masked<f64>,
        /// Of how many, where known.
        base: Option<Masked<u64>>,
    },
    /// A mean over the base.
    Mean {
        /// In the indicator's unit.
        mean: Masked<f64>,
        /// Over how many.
        base: Option<Masked<u64>>,
    },
    /// The sender hid it.
    Hidden,
    /// The sender does not have it.
    Missing,
}

/// A cell with where it came from.
#[derive(Clone, Debug)]
pub(in crate::confidential) struct RawCell {
    /// What it holds.
    pub content: Content,
    /// The sender says it may change.
    pub provisional: bool,
    /// Published already: shown as it is.
    pub published: bool,
    /// Where it stands in the input; `Nowhere` for a derived cell.
    pub place: Place,
}

/// Cells as read: names resolved, figures parsed, nothing checked against anything else.
#[derive(Debug, Default)]
pub struct RawTable {
    /// Every cell read; a key read twice keeps the first, and the second is a problem.
    pub(in crate::confidential) cells: BTreeMap<CellKey, RawCell>,
    /// What was read, for `check`.
    pub(in crate::confidential) summary: ReadSummary,
    /// What was wrong with single rows; `validate` tells it with the rest.
    pub(in crate::confidential) problems: Problems,
    /// What may be absent only because of those problems.
    pub(in crate::confidential) doubt: Doubt,
    /// What chooses among equals.
    pub(in crate::confidential) ties: Ties,
}

/// What was read; numbers about files, none about people.
#[derive(Clone, Debug, Default)]
pub struct ReadSummary {
    /// One line per source.
    pub sources: Vec<SourceSummary>,
}

/// What was read from one source.
#[derive(Clone, Debug)]
pub struct SourceSummary {
    /// The file.
    pub file: String,
    /// The format, encoding or sheet as detected: `csv, windows-1252, ';'`.
    pub format: String,
    /// Rows read, without headings and rows left out.
    pub rows: usize,
    /// Rows left out by the settings.
    pub skipped: usize,
    /// Cells that came of it.
    pub cells: usize,
}

/// A checked and completed table: totals and sums of groups and categories are in it.
pub struct ValidTable {
    /// Every cell that may be asked for.
    pub(in crate::confidential) cells: BTreeMap<CellKey, RawCell>,
    /// What was read.
    pub(in crate::confidential) summary: ReadSummary,
    /// What chooses among equals.
    pub(in crate::confidential) ties: Ties,
}

impl fmt::Debug for ValidTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ValidTable({} cells, ▒)", self.cells.len())
    }
}

impl ValidTable {
    /// What was read.
    pub fn summary(&self) -> &ReadSummary {
        &self.summary
    }

    /// The number of cells, derived ones included.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}
