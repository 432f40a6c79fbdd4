//! Law: a figure has one address, written the same in outlines, sentences and covers.

use crate::ident::{CategoryId, GroupId, IndicatorId};
use schemars::JsonSchema;
use serde::Deserialize;
use std::{fmt, str::FromStr};

/// The address of a figure: `indicator`, `indicator:category`, either with `@group`.
///
/// Without a category, levels mean their weak category; without a group, everyone asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(with = "String")]
pub struct Ref {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The category.
    pub category: Option<CategoryId>,
    /// The group.
    pub group: Option<GroupId>,
}

impl FromStr for Ref {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (rest, group) = match text.split_once('@') {
            Some((rest, group)) => (rest, Some(GroupId::new(group))),
            None => (text, None),
        };
        let (indicator, category) = match rest.split_once(':') {
            Some((indicator, category)) => (indicator, Some(CategoryId::new(category))),
            None => (rest, None),
        };
        if indicator.is_empty() {
            return Err(format!("'{text}' names no indicator; write indicator:category@group"));
        }
        Ok(Self { indicator: IndicatorId::new(indicator), category, group })
    }
}

impl fmt::Display for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.indicator)?;
        if let Some(category) = &self.category {
            write!(f, ":{category}")?;
        }
        if let Some(group) = &self.group {
            write!(f, "@{group}")?;
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Ref {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
