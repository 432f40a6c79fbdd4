//! Law: which reports are made, for whom, in which forms.

use super::label::Label;
use crate::ident::{DistrictId, GroupId, IndicatorId, Lang, Period};
use schemars::JsonSchema;
use serde::Deserialize;

/// `config/report.toml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportSettings {
    /// A stable name for this edition, for example `oslo-2018`; part of file identifiers.
    pub edition: String,
    /// The survey's short title with its year, for example `BrukerPlan 2018`.
    pub title: Label,
    /// What the report is about, as the cover says it.
    pub subtitle: Label,
    /// Who publishes it, in full.
    pub publisher: Label,
    /// Who publishes it, as the cover's head says it; the full name where absent.
    #[serde(default)]
    pub publisher_short: Option<Label>,
    /// The year that the figures are from.
    pub mapping_year: u16,
    /// The day of publication, `2019-06-05`; also the documents' fixed date.
    pub published: String,
    /// The version of this edition, for example `1.0`.
    #[serde(default = "version")]
    pub version: String,
    /// A line that stands on every page and in every file, for example that the figures are synthetic.
    #[serde(default)]
    pub notice: Option<Label>,
    /// The same as a part of the names of files that have no place for a line: `syntetiske-tall`.
    #[serde(default)]
    pub notice_in_names: Option<String>,
    /// Where the figures come from, as figures and tables say it.
    pub source: Label,
    /// The waves in time order; the last is the one reported on.
    pub periods: Vec<Period>,
    /// The districts that get a report, in order; all of `districts.toml` where absent.
    #[serde(default)]
    pub districts: Vec<DistrictId>,
    /// The count indicator that says how many were mapped; the base of the rest where a table has none.
    pub population: IndicatorId,
    /// The city as a whole.
    pub city: Area,
    /// Other areas to compare with, for example the country.
    #[serde(default, rename = "area")]
    pub areas: Vec<Area>,
    /// The languages to write in; the first is the main one.
    #[serde(default = "languages")]
    pub languages: Vec<Lang>,
    /// The forms to publish in.
    #[serde(default = "formats")]
    pub formats: Vec<Format>,
    /// The PDF standards.
    #[serde(default)]
    pub pdf: Pdf,
    /// When is a difference worth a word.
    #[serde(default)]
    pub comparison: Comparison,
    /// What setting one report may take.
    #[serde(default)]
    pub limits: Limits,
}

fn version() -> String {
    "1.0".to_owned()
}

fn languages() -> Vec<Lang> {
    vec![Lang::new("nb")]
}

fn formats() -> Vec<Format> {
    vec![Format::Pdf, Format::Html, Format::Data]
}

/// An area that districts are compared with.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its id; `total` for the city.
    #[serde(default = "DistrictId::total")]
    pub id: DistrictId,
    /// Its name: `Oslo`.
    pub name: Label,
    /// Its name with a preposition: `i Oslo`.
    pub within: Label,
    /// All of it, where that must be said: `hele Oslo`.
    #[serde(default)]
    pub whole: Option<Label>,
    /// The city without the district that a report is about: `Oslo ellers`; from the language file where absent.
    #[serde(default)]
    pub rest: Option<Label>,
    /// The same with a preposition: `i resten av Oslo`.
    #[serde(default)]
    pub within_rest: Option<Label>,
    /// Waves of its own that figures may come from, beside the report's.
    #[serde(default)]
    pub periods: Vec<Period>,
    /// The areas, districts and, as `total`, the city that lie inside it and do not overlap. What is left of the area when they are subtracted is people as well: without this it would not be protected. For the city it stays empty: the districts lie in it.
    #[serde(default)]
    pub contains: Vec<DistrictId>,
    /// Other spellings in the input.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A form that reports are published in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For paper and archives.
    Pdf,
    /// For the web.
    Html,
    /// Tables to count on with.
    Data,
}

/// What setting one report may take. A template can loop for ever and a damaged font can ask for any memory, so pages are
/// set in a process apart, which is ended at these limits.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Seconds for one report in one form; an ordinary one takes less than one.
    #[serde(default = "seconds")]
    pub seconds: u64,
    /// Megabytes of memory for each report that is being set, where the system can hold a process to it (Linux does).
    #[serde(default = "megabytes")]
    pub megabytes: u64,
}

fn seconds() -> u64 {
    300
}

fn megabytes() -> u64 {
    3000
}

impl Default for Limits {
    fn default() -> Self {
        Self { seconds: seconds(), megabytes: megabytes() }
    }
}

/// How PDFs are made.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pdf {
    /// The archive standard beside PDF/UA-1.
    #[serde(default)]
    pub archive: Archive,
}

/// The archive standard of a PDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum Archive {
    /// PDF/A-2a.
    #[default]
    #[serde(rename = "a-2a")]
    A2a,
    /// PDF/A-3a, with the report's data attached.
    #[serde(rename = "a-3a")]
    A3a,
}

/// When a difference is worth a word.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// What a district is compared with: the rest of the city, or all of it, the district included.
    #[serde(default)]
    pub against: Reference,
    /// Whether chance is reckoned with.
    #[serde(default)]
    pub model: Model,
    /// The least difference in percentage points that counts as higher or lower.
    #[serde(default = "threshold")]
    pub threshold: f64,
    /// Confidence of intervals, as a share: 0.95.
    #[serde(default = "confidence")]
    pub confidence: f64,
    /// The group to compare with published figures for an area, where those are about one group.
    #[serde(default)]
    pub group: Option<GroupId>,
    /// A change in the number mapped above this share puts a word of caution before changes.
    #[serde(default = "coverage")]
    pub coverage: f64,
}

/// What a district is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Reference {
    /// The city less the district.
    #[default]
    Rest,
    /// The whole city, the district included.
    City,
}

/// What the figures are taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Model {
    /// A count is one outcome of a process that could have given another: intervals, and tests held against each other.
    #[default]
    Process,
    /// A complete count of known people: no intervals, the threshold alone decides.
    Census,
}

impl Comparison {
    /// Whether intervals and tests are used.
    pub fn reckons_with_chance(&self) -> bool {
        self.model == Model::Process
    }
}

fn threshold() -> f64 {
    5.0
}

fn confidence() -> f64 {
    0.95
}

fn coverage() -> f64 {
    0.10
}

impl Default for Comparison {
    fn default() -> Self {
        Self {
            against: Reference::default(),
            model: Model::default(),
            threshold: threshold(),
            confidence: confidence(),
            group: None,
            coverage: coverage(),
        }
    }
}
