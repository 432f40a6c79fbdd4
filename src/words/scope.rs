//! Law: a sentence may speak of one district, in one language, in one section, and what it touches is recorded.

use crate::{
    analysis::Lens,
    config::outline::Ref,
    ident::{CellKey, Lang},
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

/// What sentences may speak of: one district, in one language, in one section.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The district's view.
    pub lens: Lens,
    /// The language.
    pub lang: Lang,
    /// Lists of addresses that the section shows, by name: `levels`, `figures`, `pairs`, `barometer`.
    pub lists: BTreeMap<String, Vec<Ref>>,
    /// What a finding is about.
    pub about: Option<About>,
    /// How many sentences of the same sort were said before: the next one gets another wording.
    pub turn: usize,
    /// Finished texts by name.
    pub texts: BTreeMap<String, String>,
    /// Whole numbers that say nothing about people: figures, pages, rows.
    pub numbers: BTreeMap<String, usize>,
    /// The figures that such a number counts, where it counts figures that differ or do not.
    pub counted: BTreeMap<String, Vec<CellKey>>,
}

/// What a finding is about.
#[derive(Clone, Debug)]
pub struct About {
    /// The figure.
    pub figure: Ref,
    /// Its second one, for a gap and for groups.
    pub other: Option<Ref>,
    /// What the difference means by polarity: `weaker`, `stronger`, `neutral`.
    pub tone: &'static str,
}

/// What a number in a sentence is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Count over base, in per cent, or a mean.
    Share,
    /// The first cell's count over the second's, in per cent.
    Part,
    /// How many.
    Count,
    /// Of how many.
    Base,
    /// The base less the count.
    Without,
    /// The first cell's share less the second's, without its sign, in percentage points.
    Points,
    /// So many people of the first cell's base as those percentage points are.
    People,
    /// How many rows, findings or figures are of some sort.
    Tally,
}

impl Measure {
    /// Its name in `findings.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Part => "part",
            Self::Count => "count",
            Self::Base => "base",
            Self::Without => "without",
            Self::Points => "points",
            Self::People => "people",
            Self::Tally => "tally",
        }
    }
}

/// A number as a sentence says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// As it stands there: `46 prosent`, `fem prosentpoeng`.
    pub text: String,
    /// What it is.
    pub measure: Measure,
    /// Of which cells, in the order that the measure means.
    pub cells: Vec<CellKey>,
    /// Which tally.
    pub name: Option<String>,
}

/// What a sentence touched.
#[derive(Debug, Default)]
pub(super) struct Trace {
    /// Something hidden or missing was asked for.
    pub silent: bool,
    /// What was shown.
    pub evidence: Vec<CellKey>,
    /// The numbers that were said.
    pub told: Vec<Told>,
}

impl Trace {
    /// Notes a number with the cells that it rests on.
    pub fn tell(&mut self, told: Told) {
        self.evidence.extend(told.cells.iter().cloned());
        self.told.push(told);
    }
}

/// Where a sentence's objects leave what they were asked for.
pub(super) type Recorder = Arc<Mutex<Trace>>;

/// Notes what was touched; a poisoned lock still holds a whole trace.
pub(super) fn record(recorder: &Recorder, f: impl FnOnce(&mut Trace)) {
    f(&mut recorder.lock().unwrap_or_else(PoisonError::into_inner));
}
