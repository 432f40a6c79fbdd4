//! Law: what stands in a report, in which order, is data; how a block is made is code.

use super::label::Label;
pub use super::{column::Column, figure::Ref, findings::Findings};
use crate::ident::{IndicatorId, SectionId};
use schemars::JsonSchema;
use serde::Deserialize;

/// `config/outline.toml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// The numbers on the cover.
    #[serde(default)]
    pub cover: Vec<CoverNumber>,
    /// What may become a finding.
    #[serde(default)]
    pub findings: Findings,
    /// The parts, in order.
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
}

/// A number on the cover.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverNumber {
    /// The figure.
    pub figure: Ref,
    /// The sentence template that follows the number.
    pub text: String,
}

/// A part of the report; starts on a new page.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its id; the address in the HTML page.
    pub id: SectionId,
    /// What it is about, over the heading and in the contents: `Levekår`.
    pub eyebrow: Label,
    /// The heading where nothing stands out.
    pub neutral: Label,
    /// The sentence template of a heading that says the finding.
    #[serde(default)]
    pub heading: Option<String>,
    /// Its blocks in order.
    #[serde(rename = "block")]
    pub blocks: Vec<Block>,
    /// The sentence template of the small print at its end.
    #[serde(default)]
    pub notes: Option<String>,
}

/// A block of a section.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Block {
    /// The contents, with links.
    Contents,
    /// The findings that stand out, at most `most`, each with a small bar.
    Findings {
        /// How many at most.
        #[serde(default = "five")]
        most: usize,
        /// How many lines on paper they may take together, at 55 letters a line, so that the page holds what
        /// follows; the last ones are left out, but never of the first three.
        #[serde(default = "twelve")]
        lines: usize,
    },
    /// Running text from sentence templates.
    Text {
        /// The templates by name.
        templates: Vec<String>,
        /// Set in one or two columns.
        #[serde(default = "one")]
        columns: u8,
    },
    /// A text that people wrote in Markdown: `report-templates/articles/LANG/NAME.md`, or
    /// `…/LANG/DISTRICT/NAME.md` for one district alone; absent where there is no such file.
    Article {
        /// The file's name without its ending: `innledning`.
        name: String,
        /// Its title; the text's own headings come below it.
        #[serde(default)]
        title: Option<Label>,
        /// Whether every report must have it.
        #[serde(default)]
        required: bool,
        /// Set in one or two columns; in one where two do not fit on a page.
        #[serde(default = "one")]
        columns: u8,
    },
    /// A tinted panel of text, at most one on a page.
    Panel {
        /// Its title.
        title: Label,
        /// The templates by name; each paragraph is an item.
        templates: Vec<String>,
    },
    /// How the mapped divide between the groups, as one bar.
    Composition {
        /// The figure's title.
        title: Label,
    },
    /// Several indicators of kind levels as stacked bars for the district, the weakest first.
    Levels {
        /// The figure's title.
        title: Label,
        /// The indicators.
        indicators: Vec<IndicatorId>,
        /// A small drawing for the summary.
        #[serde(default)]
        compact: bool,
    },
    /// One indicator of kind levels or choice as stacked bars: district, city, groups.
    LevelsBy {
        /// The figure's title.
        title: Label,
        /// The indicator.
        indicator: IndicatorId,
        /// Also one bar per group.
        #[serde(default = "yes")]
        groups: bool,
    },
    /// Figures as horizontal bars with the city as a tick.
    Bars {
        /// The figure's title.
        title: Label,
        /// An indicator whose categories are the bars.
        #[serde(default)]
        indicator: Option<IndicatorId>,
        /// The bars one by one.
        #[serde(default)]
        figures: Vec<Ref>,
        /// The order: by size, or as in the settings.
        #[serde(default)]
        order: Order,
    },
    /// Pairs of figures on one line, for example received and recommended.
    Pairs {
        /// The figure's title.
        title: Label,
        /// What the first of each is: `Får i dag`.
        first: Label,
        /// What the second of each is: `Anbefalt neste år`.
        second: Label,
        /// The pairs.
        pairs: Vec<[Ref; 2]>,
    },
    /// District, city and areas for many figures, one row each.
    Barometer {
        /// The figure's title.
        title: Label,
        /// Rows by theme.
        #[serde(rename = "theme")]
        themes: Vec<Theme>,
    },
    /// Small multiples of the waves.
    Slopes {
        /// The figure's title.
        title: Label,
        /// One panel each.
        figures: Vec<Ref>,
    },
    /// The change since the last wave with its interval.
    Change {
        /// The figure's title.
        title: Label,
        /// One row each.
        figures: Vec<Ref>,
    },
    /// All districts by several figures.
    Heatmap {
        /// The figure's title.
        title: Label,
        /// One column each.
        figures: Vec<Ref>,
    },
    /// A table of figures.
    Table {
        /// Its title.
        title: Label,
        /// An indicator whose categories are the rows.
        #[serde(default)]
        indicator: Option<IndicatorId>,
        /// The rows one by one.
        #[serde(default)]
        figures: Vec<Ref>,
        /// The columns in order.
        columns: Vec<Column>,
    },
    /// Every figure of the report: district, city, areas.
    AllFigures {
        /// Its title.
        title: Label,
    },
    /// Figures published for other areas, beside the district and the city.
    Areas {
        /// Its title.
        title: Label,
        /// The rows.
        figures: Vec<Ref>,
    },
    /// The findings as questions, with room to write.
    Dialogue {
        /// How many at most.
        #[serde(default = "four")]
        most: usize,
    },
    /// Numbered steps side by side; each template is one, its first paragraph the title.
    Steps {
        /// The templates by name.
        templates: Vec<String>,
    },
    /// Words and what they mean.
    Terms {
        /// The title.
        title: Label,
        /// Term and meaning.
        terms: Vec<[Label; 2]>,
    },
    /// The marks of tables and figures and what they mean.
    Symbols {
        /// The title.
        title: Label,
    },
    /// Two blocks side by side.
    Beside {
        /// The wider one.
        left: Box<Block>,
        /// The narrower one.
        right: Box<Block>,
    },
}

impl Block {
    /// The block, or the two inside it.
    pub fn flat(&self) -> Vec<&Self> {
        match self {
            Self::Beside { left, right } => vec![left, right],
            other => vec![other],
        }
    }
}

/// The order of bars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// The largest first.
    #[default]
    Size,
    /// As in the settings.
    Settings,
}

/// Rows of the barometer that belong together.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Its name.
    pub label: Label,
    /// Its rows.
    pub figures: Vec<Ref>,
}

fn one() -> u8 {
    1
}

fn four() -> usize {
    4
}

fn five() -> usize {
    5
}

fn twelve() -> usize {
    12
}

fn yes() -> bool {
    true
}
