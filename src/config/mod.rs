//! Law: settings text becomes valid settings, or problems with file, line and hint; this module never touches the disk.

mod check;
mod column;
pub mod disclosure;
pub mod districts;
mod document;
mod figure;
pub mod findings;
pub mod indicators;
pub mod label;
pub mod lang;
mod load;
mod merge;
mod only;
pub mod outline;
pub mod report;
pub mod schema;
mod shape;
pub mod source;
mod walk;
pub mod was;
mod wording;

pub use disclosure::Disclosure;
pub use districts::{District, Districts};
pub use indicators::{Category, Group, Indicator, Indicators, Kind, Polarity};
pub use label::Label;
pub use lang::Language;
pub use load::{load, place_of_source};
pub use merge::Merge;
pub use only::only;
pub use outline::{Block, Outline, Section};
pub use report::ReportSettings;
pub use source::{Source, Sources};
pub use was::Was;

use crate::ident::Lang;
use std::collections::BTreeMap;

/// Everything a project has settled, checked and ready for use.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `config/report.toml`.
    pub report: ReportSettings,
    /// `config/indicators.toml`.
    pub indicators: Indicators,
    /// `config/outline.toml`.
    pub outline: Outline,
    /// `config/districts.toml`.
    pub districts: Districts,
    /// `config/disclosure.toml`.
    pub disclosure: Disclosure,
    /// `config/sources.toml`.
    pub sources: Sources,
    /// `config/lang/*.toml`, one per language that the report is made in.
    pub languages: BTreeMap<Lang, Language>,
}
