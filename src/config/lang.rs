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
    /// A date: `{day}. {month} {year}`.
    pub date: String,
    /// Words of the frame, by key: `contents = "Innhold"`.
    pub words: BTreeMap<String, String>,
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
