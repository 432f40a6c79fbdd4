//! Law: how a file is read is settled per source; what is not settled is detected.

use crate::ident::IndicatorId;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `config/sources.toml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// The tables, in the order they are read.
    #[serde(rename = "source")]
    pub sources: Vec<Source>,
}

/// One table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The file, relative to the project.
    pub file: String,
    /// The format; from the content and the file's name where absent.
    #[serde(default)]
    pub format: Option<FileFormat>,
    /// The encoding of a text file, for example `windows-1252`; detected where absent.
    #[serde(default)]
    pub encoding: Option<String>,
    /// The separator of a text file: `;`, `,` or a tab; detected where absent.
    #[serde(default)]
    pub separator: Option<String>,
    /// The decimal sign: `,` or `.`; detected where absent.
    #[serde(default)]
    pub decimal: Option<String>,
    /// The sheet of a workbook; the first where absent.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The line or row that holds the headings, from 1; detected where absent.
    #[serde(default)]
    pub header_row: Option<usize>,
    /// Which column holds what: role → heading, or `heading#2` for its second occurrence. JSON-stat: the dimension's id.
    #[serde(default)]
    pub columns: BTreeMap<Role, String>,
    /// What no column holds: role → the value of every row. Roles period, district, group, indicator and category.
    #[serde(default)]
    pub constants: BTreeMap<Role, String>,
    /// Several value columns that become indicators, categories or periods.
    #[serde(default)]
    pub wide: Option<Wide>,
    /// Codes of this table that stand for ids of the project: role → spelling → id.
    #[serde(default)]
    pub rename: BTreeMap<Role, BTreeMap<String, String>>,
    /// Columns joined with a space before a role is looked up, for example age and sex: role → headings.
    #[serde(default)]
    pub join: BTreeMap<Role, Vec<String>>,
    /// Rows to leave out: heading → values that lead to it.
    #[serde(default)]
    pub skip: BTreeMap<String, Vec<String>>,
    /// Rows to take, all others are left out: heading → values.
    #[serde(default)]
    pub only: BTreeMap<String, Vec<String>>,
    /// Leaves out rows of districts that are not in `districts.toml`, instead of refusing them.
    #[serde(default)]
    pub skip_unknown_districts: bool,
    /// What the table's symbols mean: symbol → meaning.
    #[serde(default)]
    pub symbols: BTreeMap<String, Symbol>,
    /// What `value` holds; by the indicator's kind where absent.
    #[serde(default)]
    pub value_is: Option<ValueIs>,
    /// The figures are published already: shown as they are, and allowed to be shares without counts.
    #[serde(default)]
    pub published: bool,
}

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The wave.
    Period,
    /// The district or area.
    District,
    /// The group of people.
    Group,
    /// What is measured.
    Indicator,
    /// The answer or level.
    Category,
    /// How many.
    Count,
    /// Of how many.
    Base,
    /// A share in percent or a mean.
    Value,
}

/// A format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FileFormat {
    /// Text with separators.
    Csv,
    /// Excel or OpenDocument.
    Workbook,
    /// JSON-stat 2.
    Jsonstat,
}

/// Value columns that become rows.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wide {
    /// The role that the columns' meaning plays: `indicator`, `category` or `period`.
    pub role: Role,
    /// What their cells hold: `count`, `base` or `value`.
    pub holds: Role,
    /// Heading → id.
    pub columns: BTreeMap<String, String>,
}

/// What `value` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ValueIs {
    /// Per hundred.
    Percent,
    /// Between 0 and 1.
    Fraction,
    /// A mean in the indicator's unit.
    Mean,
}

/// What a symbol in a table means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Symbol {
    /// None.
    Zero,
    /// Not available.
    Missing,
    /// Hidden by the sender; stays hidden.
    Hidden,
    /// Stands beside a figure that may change; the figure counts.
    Provisional,
}

impl Source {
    /// Every id of an indicator that this source's settings name.
    pub fn named_indicators(&self) -> impl Iterator<Item = IndicatorId> + '_ {
        let constant = self.constants.get(&Role::Indicator).map(|s| IndicatorId::new(s));
        let renamed = self.rename.get(&Role::Indicator).into_iter().flat_map(|m| m.values());
        let wide =
            self.wide.iter().filter(|w| w.role == Role::Indicator).flat_map(|w| w.columns.values());
        constant.into_iter().chain(renamed.chain(wide).map(|s| IndicatorId::new(s)))
    }
}
