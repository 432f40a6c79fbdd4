//! Law: the front page sees words and finished figures only, like every other page.

use crate::report::view::{CoverNumberView, Figure, Rich, SisterView};
use serde::Serialize;
use std::collections::BTreeMap;

/// The page that lists all reports of an edition in one language.
#[derive(Clone, Debug, Serialize)]
pub struct IndexView {
    /// Language tag: `nb`.
    pub lang: String,
    /// The page's title: `BrukerPlan 2018 – bydelsrapporter`.
    pub title: String,
    /// `BrukerPlan 2018`.
    pub survey: String,
    /// What the reports are about; the page's heading.
    pub subtitle: String,
    /// One or two sentences under the heading, and for search engines.
    pub description: String,
    /// Publisher in full.
    pub publisher: String,
    /// The year of the figures.
    pub mapping_year: String,
    /// `5. juni 2019`.
    pub published: String,
    /// `2019-06-05`.
    pub published_iso: String,
    /// `1.0`.
    pub version: String,
    /// A line that stands on every page.
    pub notice: Option<String>,
    /// Words of the frame by key.
    pub words: BTreeMap<String, String>,
    /// The same page in the other languages.
    pub sisters: Vec<SisterView>,
    /// Figures for all districts together; may be empty.
    pub numbers: Vec<CoverNumberView>,
    /// The small map; may be empty.
    pub tiles: Vec<IndexTile>,
    /// What the map is.
    pub map_caption: Option<String>,
    /// The districts that have a report, in official order.
    pub districts: Vec<IndexDistrict>,
    /// Small print under the list.
    pub notes: Vec<Rich>,
}

/// A district in the list.
#[derive(Clone, Debug, Serialize)]
pub struct IndexDistrict {
    /// `Sagene`.
    pub name: String,
    /// The heading of its summary.
    pub headline: String,
    /// The cells that the heading rests on.
    pub cells: String,
    /// How many people were mapped.
    pub mapped: Figure,
    /// Its page, relative to the index.
    pub html: Option<String>,
    /// Its PDF, relative to the index.
    pub pdf: Option<String>,
    /// Its data, relative to the index.
    pub csv: Option<String>,
}

/// One square of the map.
#[derive(Clone, Debug, Serialize)]
pub struct IndexTile {
    /// The name, broken over lines.
    pub lines: Vec<String>,
    /// Column from 0.
    pub column: u8,
    /// Row from 0.
    pub row: u8,
    /// The district's page; absent where it has no report.
    pub href: Option<String>,
}
