//! Law: each column of a table has one meaning.

use crate::ident::{DistrictId, GroupId};
use schemars::JsonSchema;
use serde::Deserialize;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// How many in the district.
    Count,
    /// Of how many.
    Base,
    /// The district's share.
    District,
    /// The city's share.
    City,
    /// The share of what the district is compared with: the rest of the city, by the settings.
    Reference,
    /// The district less what it is compared with.
    Difference,
    /// An area's share.
    Area(DistrictId),
    /// The share in the wave before.
    Earlier,
    /// The share less that of the wave before.
    Change,
    /// The share in one group of the district.
    Group(GroupId),
    /// The share in each group of the district.
    Groups,
}
