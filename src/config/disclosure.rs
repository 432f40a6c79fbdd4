//! Law: settings may tighten the protection of single indicators, never loosen it.

use super::was::MemorySettings;
use crate::ident::IndicatorId;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `config/disclosure.toml`: what is hidden, and what hiding must achieve.
///
/// The rules up to `everyone` look at one figure at a time. `width` says what all that is shown
/// together may tell about what they hid; `weights` says which further figures are spared longest.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// Counts from 1 to k − 1 are hidden. Protects the few who are counted, from those who know that they are among them.
    #[serde(default = "k")]
    pub k: u64,
    /// Figures on a base below this are hidden. Protects groups so small that their members know each other.
    #[serde(default = "minimum_base")]
    pub minimum_base: u64,
    /// Also hides a count when those *not* counted are 1 to k − 1. Protects the few who stand out by lacking it.
    #[serde(default = "yes")]
    pub complement: bool,
    /// Whether a zero is shown or hidden with the small counts. Hidden, it protects a whole group from being told that nobody in it has something; shown, it tells that what is hidden beside it is at least one.
    #[serde(default)]
    pub zeros: Zeros,
    /// Hides a figure that is true of everyone in a group. Protects each of them: whoever knows that somebody belongs to the group knows the answer.
    #[serde(default)]
    pub everyone: bool,
    /// How far apart the least and the largest value of a hidden figure must stay, given everything that is published. Protects against subtraction and against narrowing down; 4 leaves at least five values open.
    #[serde(default = "width")]
    pub width: u64,
    /// What hiding a figure costs: of several figures whose hiding would protect, the cheapest are hidden.
    #[serde(default)]
    pub weights: Weights,
    /// A file of the project with at least 32 random characters, kept as the tables are and never published. Among figures that protect as well it decides which are hidden, so that nobody else can run the program over every table that might be the true one and see which of them hides the same.
    #[serde(default)]
    pub secret_file: Option<String>,
    /// Stricter rules for single indicators.
    #[serde(default)]
    pub indicator: BTreeMap<IndicatorId, Tighter>,
    /// How what was published before is taken.
    #[serde(default)]
    pub memory: MemorySettings,
}

/// What happens to zeros.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Zeros {
    /// A zero is shown.
    #[default]
    Shown,
    /// A zero is hidden like a small count.
    Hidden,
}

/// How many times as much as another figure it costs to hide one of these; 1 is as much, the largest is 1000.
///
/// Weights choose between ways of protecting. They never leave anything unprotected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// A figure of the city or another area, which every report compares with.
    #[serde(default = "city")]
    pub city: u64,
    /// A total over groups, which more readers look for than its parts.
    #[serde(default = "total")]
    pub total: u64,
    /// The size of a group and the number mapped. Where a base is hidden, every share of it is hidden too.
    #[serde(default = "base")]
    pub base: u64,
}

/// Stricter rules for one indicator; looser ones are an error.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tighter {
    /// A larger k.
    #[serde(default)]
    pub k: Option<u64>,
    /// A larger minimum base.
    #[serde(default)]
    pub minimum_base: Option<u64>,
    /// Zeros hidden.
    #[serde(default)]
    pub zeros: Option<Zeros>,
    /// Everyone hidden.
    #[serde(default)]
    pub everyone: Option<bool>,
    /// How many times as much as another it costs to hide a figure of this indicator, 1 to 1000. No rule but a wish: for what the report lives on, to be spared as long as another figure protects as well.
    #[serde(default)]
    pub weight: Option<u64>,
}

impl Disclosure {
    /// What hiding a figure of this indicator costs, before the weights for where and among whom.
    pub fn weight(&self, indicator: &IndicatorId) -> u64 {
        let own = self.indicator.get(indicator).and_then(|own| own.weight);
        own.unwrap_or(1)
    }
}

fn k() -> u64 {
    5
}

fn minimum_base() -> u64 {
    5
}

fn yes() -> bool {
    true
}

fn width() -> u64 {
    4
}

fn city() -> u64 {
    3
}

fn total() -> u64 {
    4
}

fn base() -> u64 {
    20
}

impl Default for Weights {
    fn default() -> Self {
        Self { city: city(), total: total(), base: base() }
    }
}

impl Default for Disclosure {
    fn default() -> Self {
        Self {
            k: k(),
            minimum_base: minimum_base(),
            complement: true,
            zeros: Zeros::Shown,
            everyone: false,
            width: width(),
            weights: Weights::default(),
            secret_file: None,
            indicator: BTreeMap::new(),
            memory: MemorySettings::default(),
        }
    }
}
