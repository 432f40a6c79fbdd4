//! Law: what templates see: words and finished figures only, nothing left to decide or to format.

use super::spec::ChartSpec;
pub use crate::analysis::Direction;
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
    /// The index of all districts.
    pub index: Option<String>,
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
}

impl Rich {
    /// Text without emphasis.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Run {
            text: text.into(),
            strong: false,
        }])
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

/// A finding.
#[derive(Clone, Debug, Serialize)]
pub struct FindingView {
    /// The number it opens with: `46 prosent`.
    pub lead: String,
    /// The rest of the sentence, and a second one.
    pub text: Rich,
    /// A question to the meeting.
    pub question: Option<String>,
    /// A small bar with the city as a tick; absent where the finding is no share.
    pub mark: Option<MarkView>,
    /// Higher, similar or lower than the city.
    pub against: Option<AgainstView>,
    /// The address of the table row that carries it, in the HTML page: `#row-…`.
    pub href: Option<String>,
}

/// How a figure stands to another; neutral, with a shape and a word.
#[derive(Clone, Debug, Serialize)]
pub struct AgainstView {
    /// `higher`, `similar`, `lower`.
    pub direction: Direction,
    /// `høyere`.
    pub word: String,
    /// `høyere enn Oslo (41 %)`.
    pub phrase: String,
}

/// A small drawing inside text or a table; decoration, since the words beside it say the same.
#[derive(Clone, Debug, Serialize)]
pub struct MarkView {
    /// The drawing's key among the report's drawings.
    pub key: String,
    /// What is drawn.
    #[serde(skip)]
    pub spec: ChartSpec,
}

/// A chart with its frame.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// Its address and its key among the report's drawings: `fig-levekar-1`.
    pub id: String,
    /// Its number in the report.
    pub number: usize,
    /// What is shown, set strong.
    pub title: String,
    /// Unit, base, n.
    pub subtitle: String,
    /// What a reader who cannot see it must know: the finding and the numbers.
    pub alt: String,
    /// Source line.
    pub source: String,
    /// What is drawn.
    #[serde(skip)]
    pub spec: ChartSpec,
    /// The figures that it shows. On paper only where `table_on_paper`; always on the web.
    pub table: TableView,
    /// Whether paper shows the table under the chart.
    pub table_on_paper: bool,
    /// Half a page wide.
    pub compact: bool,
}

/// A table.
#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    /// Its address.
    pub id: String,
    /// What is shown, set strong.
    pub title: String,
    /// Unit, base, n.
    pub subtitle: String,
    /// The head of the first column.
    pub corner: String,
    /// Groups of columns over the head; empty where there are none.
    pub spans: Vec<SpanView>,
    /// The heads of the other columns.
    pub head: Vec<String>,
    /// Which of `head` is this district's own column.
    pub own_column: Option<usize>,
    /// The rows.
    pub rows: Vec<RowView>,
    /// Notes under the table.
    pub notes: Vec<Rich>,
}

/// A heading over several columns.
#[derive(Clone, Debug, Serialize)]
pub struct SpanView {
    /// First column of `head`, from 0.
    pub from: usize,
    /// How many.
    pub count: usize,
    /// The heading.
    pub text: String,
}

/// A row of a table.
#[derive(Clone, Debug, Serialize)]
pub struct RowView {
    /// Its address, unique in the report.
    pub id: String,
    /// The row's head.
    pub head: String,
    /// Its figures, one per column of `head`.
    pub cells: Vec<Figure>,
    /// Set strong: this district's row, or a total.
    pub strong: bool,
    /// A heading between rows; `cells` is empty.
    pub divider: bool,
}

/// A figure as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// `46 %`, `:`, `..`.
    pub text: String,
    /// What sort of text that is.
    pub state: FigureState,
    /// What a screen reader says instead of a symbol.
    pub spoken: Option<String>,
}

/// What sort of text a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureState {
    /// A number.
    Shown,
    /// Hidden.
    Withheld,
    /// Not available.
    Missing,
    /// Words.
    Text,
}

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

/// A numbered step.
#[derive(Clone, Debug, Serialize)]
pub struct StepView {
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: Rich,
}

/// A mark and what it means.
#[derive(Clone, Debug, Serialize)]
pub struct SymbolView {
    /// Which mark.
    pub mark: SymbolMark,
    /// What it means.
    pub text: String,
}

/// The marks of tables and figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SymbolMark {
    /// The district with its interval: blue dot on a line.
    District,
    /// The city: a grey tick.
    City,
    /// An area: an open ring.
    Area,
    /// Higher: filled triangle up.
    Higher,
    /// Similar: short line.
    Similar,
    /// Lower: open triangle down.
    Lower,
    /// Hidden: hatching and a colon.
    Hidden,
    /// A symbol written as text: `-`, `.`, `..`.
    Text(String),
}
