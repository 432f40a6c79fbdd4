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
    /// The figure that a finding is about, and its second one.
    pub about: Option<(Ref, Option<Ref>)>,
    /// Finished texts by name.
    pub texts: BTreeMap<String, String>,
    /// Whole numbers that say nothing about people: figures, pages, rows.
    pub numbers: BTreeMap<String, usize>,
}

/// What a sentence touched.
#[derive(Debug, Default)]
pub(super) struct Trace {
    /// Something hidden or missing was asked for.
    pub silent: bool,
    /// What was shown.
    pub evidence: Vec<CellKey>,
}

/// Where a sentence's objects leave what they were asked for.
pub(super) type Recorder = Arc<Mutex<Trace>>;

/// Notes what was touched; a poisoned lock still holds a whole trace.
pub(super) fn record(recorder: &Recorder, f: impl FnOnce(&mut Trace)) {
    f(&mut recorder.lock().unwrap_or_else(PoisonError::into_inner));
}
