//! Law: settings say which figures may become findings and how much each rule weighs; what a rule says is code.

use super::figure::Ref;
use schemars::JsonSchema;
use serde::Deserialize;

/// `[findings]` of `config/outline.toml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Findings {
    /// Figures among fewer people than this are no findings.
    pub small: u64,
    /// Figures whose groups are set against each other.
    pub between: Vec<Ref>,
    /// Shares that say whether those who need a thing most have it, for example a plan.
    pub coverage: Vec<Ref>,
    /// How much each rule weighs; 0 leaves it out.
    pub weight: Weights,
}

impl Default for Findings {
    fn default() -> Self {
        Self { small: 20, between: Vec::new(), coverage: Vec::new(), weight: Weights::default() }
    }
}

/// What a rule's strength is multiplied with, before the strongest are chosen.
///
/// A strength is the smallest difference in percentage points that the figures bear out, so
/// 1 for all would compare what stands out from the city with what is true of nearly every district.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    /// The life area with the largest weak share; it leads wherever it is said.
    pub weakest_area: f64,
    /// A figure that differs from what the district is compared with.
    pub stands_out: f64,
    /// A figure that differs from the wave before.
    pub changed: f64,
    /// More are recommended something than get it.
    pub gap: f64,
    /// A figure that differs between groups.
    pub between_groups: f64,
    /// Those who need a thing most, and do not have it.
    pub coverage: f64,
    /// The largest group.
    pub largest_group: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            weakest_area: 1.0,
            stands_out: 1.0,
            changed: 1.0,
            gap: 0.2,
            between_groups: 0.1,
            coverage: 0.025,
            largest_group: 0.02,
        }
    }
}
