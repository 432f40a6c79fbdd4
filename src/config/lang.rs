//! Law: every word of the frame around the figures stands in a language file.

use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `config/lang/xx.toml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// How numbers are written.
    pub numbers: Numbers,
    /// Names of the months, for dates.
    pub months: Vec<String>,
    /// The numbers from zero to twelve in words.
    pub number_words: Vec<String>,
    /// The number one by gender, where the language has several: `{ f = "én", m = "én", n = "ett" }`.
    #[serde(default)]
    pub one: BTreeMap<String, String>,
    /// Shares that cannot be said in whole per cent, as the subject of a sentence.
    pub subjects: Subjects,
    /// Fractions that may stand before the figure that they are about.
    #[serde(default, rename = "fraction")]
    pub fractions: Vec<Fraction>,
    /// A date: `{day}. {month} {year}`.
    pub date: String,
    /// Words of the frame, by key: `contents = "Innhold"`.
    pub words: BTreeMap<String, String>,
}

/// Shares that cannot be said in whole per cent.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subjects {
    /// Nobody: `ingen`.
    pub none: String,
    /// Everybody: `alle`.
    pub all: String,
    /// Some, but less than half a per cent: `under 1 prosent`.
    pub under_one: String,
    /// Not all, but more than 99.5 per cent: `over 99 prosent`.
    pub nearly_all: String,
}

/// A fraction in words.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fraction {
    /// The least whole per cent that it fits.
    pub from: f64,
    /// The most.
    pub to: f64,
    /// The words: `om lag halvparten`.
    pub words: String,
}

/// How numbers are written.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// Between whole and part: `,`.
    pub decimal: String,
    /// Between groups of three digits: a no-break space.
    pub group: String,
    /// The number of digits from which groups are set apart: 5.
    pub group_from: usize,
    /// Percent in figures, after the number: a no-break space and `%`.
    pub percent_sign: String,
    /// Percent in running text, after the number: a no-break space and `prosent`.
    pub percent_word: String,
    /// The minus sign.
    pub minus: String,
    /// A figure that is hidden.
    pub hidden: String,
    /// A figure that is not available.
    pub missing: String,
    /// A figure that does not apply.
    pub not_applicable: String,
    /// The last joint of a list: ` og `.
    pub and: String,
    /// Percentage point, one and many.
    pub points: [String; 2],
    /// Person, one and many.
    pub persons: [String; 2],
}
