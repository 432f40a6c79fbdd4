//! Law: settings may tighten the protection of single indicators, never loosen it.

use crate::ident::IndicatorId;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `config/disclosure.toml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// Counts from 1 to k − 1 are hidden. Protects the few who are counted.
    #[serde(default = "k")]
    pub k: u64,
    /// Figures on a base below this are hidden. Protects groups so small that their members know each other.
    #[serde(default = "minimum_base")]
    pub minimum_base: u64,
    /// Also hides a count when those *not* counted are 1 to k − 1. Protects the few who stand out by lacking it.
    #[serde(default = "yes")]
    pub complement: bool,
    /// Whether a zero is shown or hidden with the small counts.
    #[serde(default)]
    pub zeros: Zeros,
    /// Hides a figure that is true of everyone in a group. Protects each of them.
    #[serde(default)]
    pub everyone: bool,
    /// Stricter rules for single indicators.
    #[serde(default)]
    pub indicator: BTreeMap<IndicatorId, Tighter>,
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

impl Default for Disclosure {
    fn default() -> Self {
        Self {
            k: k(),
            minimum_base: minimum_base(),
            complement: true,
            zeros: Zeros::Shown,
            everyone: false,
            indicator: BTreeMap::new(),
        }
    }
}
