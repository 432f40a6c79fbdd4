//! Law: a finding names cells and channels, never a value nor how near to one somebody could come.

use super::sight::Source;
use crate::diagnostic::Severity;
use std::collections::{BTreeMap, BTreeSet};

/// Something that an output gives away, or that could not be judged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Whether the output may not be published.
    pub severity: Severity,
    /// A stable name for the sort of finding.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The cells that it is about.
    pub cells: Vec<String>,
    /// Where it stands.
    pub sources: Vec<String>,
}

impl Finding {
    /// A finding that stops publication.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            cells: Vec::new(),
            sources: Vec::new(),
        }
    }

    /// A finding to think about.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Names a cell.
    #[must_use]
    pub fn about(mut self, cell: String) -> Self {
        self.cells.push(cell);
        self
    }

    /// Names a file.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        self.sources.push(file.to_owned());
        self
    }

    /// Names a place.
    #[must_use]
    pub fn at(mut self, source: &Source) -> Self {
        let place = source.to_string();
        if !self.sources.contains(&place) {
            self.sources.push(place);
        }
        self
    }
}

/// All findings; the same one is kept once.
#[derive(Clone, Debug, Default)]
pub struct Findings(BTreeSet<Finding>);

impl Findings {
    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.0.insert(finding);
    }

    /// All, errors first, then by code.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    /// How many of each code.
    pub fn counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.0 {
            *counts.entry(finding.code).or_insert(0) += 1;
        }
        counts
    }

    /// Whether any of them stops publication.
    pub fn fatal(&self) -> bool {
        self.0.iter().any(|it| it.severity == Severity::Error)
    }
}
