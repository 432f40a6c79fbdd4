//! Law: what templates see: words and finished figures only, nothing left to decide or to format.

mod article;
mod barometer;
mod parts;
mod tables;

pub use crate::analysis::Direction;
pub use article::ArticleView;
pub use barometer::{BarometerHead, BarometerRow, BarometerTheme, BarometerView};
pub use parts::{AgainstView, FigureView, FindingView, MarkView, StepView, SymbolMark, SymbolView};
pub use tables::{Figure, FigureState, RowView, SpanView, TableView};

use serde::Serialize;
use std::collections::BTreeMap;

/// One district's report in one language.
#[derive(Clone, Debug, Serialize)]
pub struct ReportView {
    /// About the document.
    pub meta: MetaView,
    /// Words of the frame by key, from the language file: `contents`, `page`, `source` …
    pub words: BTreeMap<String, String>,
    /// The cover.
    pub cover: CoverView,
    /// The parts in order.
    pub sections: Vec<SectionView>,
}

/// About the document.
#[derive(Clone, Debug, Serialize)]
pub struct MetaView {
    /// Language tag: `nb`.
    pub lang: String,
    /// `BrukerPlan 2018 – Bydel Sagene`.
    pub title: String,
    /// `BrukerPlan 2018`.
    pub survey: String,
    /// What the report is about.
    pub subtitle: String,
    /// One sentence for search engines and metadata.
    pub description: String,
    /// Publisher in full.
    pub publisher: String,
    /// Publisher as the cover's head says it.
    pub publisher_short: String,
    /// `Bydel Sagene`.
    pub district: String,
    /// `Sagene`.
    pub district_name: String,
    /// The district's code.
    pub district_id: String,
    /// The year of the figures.
    pub mapping_year: String,
    /// `5. juni 2019`.
    pub published: String,
    /// `2019-06-05`.
    pub published_iso: String,
    /// `1.0`.
    pub version: String,
    /// A line that stands on every page, for example that the figures are synthetic.
    pub notice: Option<String>,
    /// A stable identifier: edition, district, language.
    pub ident: String,
    /// File names beside this one, relative to it.
    pub files: FilesView,
}

/// File names of the report's other forms, relative to the HTML page; absent where not made.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FilesView {
    /// The PDF.
    pub pdf: Option<String>,
    /// The HTML page.
    pub html: Option<String>,
    /// The data.
    pub csv: Option<String>,
    /// Every claim of the report with the cells it rests on.
    pub findings: Option<String>,
    /// The index of all districts.
    pub index: Option<String>,
    /// The same page in the report's other languages.
    pub sisters: Vec<SisterView>,
}

/// The same page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct SisterView {
    /// Language tag: `nn`.
    pub lang: String,
    /// The language's name for itself: `Nynorsk`.
    pub name: String,
    /// The page.
    pub html: String,
}

/// The cover.
#[derive(Clone, Debug, Serialize)]
pub struct CoverView {
    /// `Bydel`.
    pub eyebrow: String,
    /// `Sagene`.
    pub name: String,
    /// The name's size in points: 76, 58 or 46.
    pub name_size: u8,
    /// The small map; empty where there is none.
    pub tiles: Vec<TileView>,
    /// What the map is.
    pub map_caption: Option<String>,
    /// Up to three numbers.
    pub numbers: Vec<CoverNumberView>,
}

/// One square of the small map.
#[derive(Clone, Debug, Serialize)]
pub struct TileView {
    /// The name, broken over lines.
    pub lines: Vec<String>,
    /// Column from 0.
    pub column: u8,
    /// Row from 0.
    pub row: u8,
    /// This report's district.
    pub own: bool,
}

/// A number on the cover.
#[derive(Clone, Debug, Serialize)]
pub struct CoverNumberView {
    /// `46 %`.
    pub figure: String,
    /// What it is.
    pub text: Rich,
    /// What it is a figure of; see [`Figure::cell`].
    pub cell: String,
}

/// A part of the report; starts on a new page on paper.
#[derive(Clone, Debug, Serialize)]
pub struct SectionView {
    /// Its address.
    pub id: String,
    /// `Levekår`.
    pub eyebrow: String,
    /// The heading, which says the finding.
    pub heading: String,
    /// The cells that the heading rests on; see [`Figure::cell`].
    pub cells: String,
    /// Its blocks.
    pub blocks: Vec<BlockView>,
    /// Small print at the foot of its last page: base, n, source, hidden figures.
    pub notes: Vec<Rich>,
}

/// Text with some of it strong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Rich(pub Vec<Run>);

/// A stretch of text in one weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Set strong.
    pub strong: bool,
    /// On the first run, the cells that the whole text rests on; see [`Figure::cell`].
    pub cells: String,
}

impl Rich {
    /// Text without emphasis.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Run { text: text.into(), strong: false, cells: String::new() }])
    }

    /// The text alone.
    pub fn text(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }
}

/// A block of a section.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BlockView {
    /// The contents, with links to the sections.
    Contents,
    /// Running text.
    Text {
        /// In one or two columns.
        columns: u8,
        /// The paragraphs.
        paragraphs: Vec<Rich>,
    },
    /// What somebody wrote for this report.
    Article(Box<ArticleView>),
    /// A tinted panel.
    Panel {
        /// Its title.
        title: String,
        /// Its items, a rule between them.
        items: Vec<Rich>,
    },
    /// The findings of the summary.
    Findings {
        /// In order of weight.
        items: Vec<FindingView>,
        /// How to read the small bars.
        note: Option<String>,
    },
    /// A chart with the table behind it.
    Figure(Box<FigureView>),
    /// A table by itself.
    Table(TableView),
    /// District, city and areas, one row per figure.
    Barometer(Box<BarometerView>),
    /// The findings as questions with room to write.
    Dialogue {
        /// In order of weight.
        items: Vec<FindingView>,
    },
    /// Numbered steps side by side.
    Steps {
        /// Title and text.
        items: Vec<StepView>,
    },
    /// Words and what they mean.
    Terms {
        /// The title.
        title: String,
        /// Term and meaning.
        items: Vec<(String, String)>,
    },
    /// Marks and what they mean.
    Symbols {
        /// The title.
        title: String,
        /// The marks.
        items: Vec<SymbolView>,
    },
    /// Two blocks side by side on paper and on wide screens.
    Beside {
        /// The wider one.
        left: Box<BlockView>,
        /// The narrower one.
        right: Box<BlockView>,
    },
}
