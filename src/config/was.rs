//! Law: what has another id than in an earlier publication says which one it had, so that the memory knows it again.

use crate::ident::{CategoryId, DistrictId, GroupId, IndicatorId};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The ids that something had when it was published: `"y"`, or `["p", "q"]` for what was several and is their sum now.
///
/// Several that were one, each with the same `was`, are the parts of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Was {
    /// The same under another id, or a part of it.
    One(String),
    /// The sum of these.
    Many(Vec<String>),
}

impl Default for Was {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Was {
    /// The ids in order; none where it always had the id that it has.
    pub fn ids(&self) -> &[String] {
        match self {
            Self::One(id) => std::slice::from_ref(id),
            Self::Many(ids) => ids,
        }
    }
}

/// `[memory]` in `config/disclosure.toml`: how what was published before is taken.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemorySettings {
    /// Where the memory of publications lies, from the project's folder: `../shared/publications.txt` for projects over the same tables, which then keep to what each other has published. `publications.txt` where absent.
    #[serde(default)]
    pub file: Option<String>,
    /// Publications that were a mistake, as the memory has them: `"oslo-2018 1.0 2019-06-05"`. What one of them withheld may be shown again; what it showed stays known.
    #[serde(default)]
    pub mistaken: Vec<String>,
    /// Hidden figures that an earlier publication gives away, and that are published around all the same: `2024.b.total.y.total`, as the message names them; `*` stands for any part between the dots.
    #[serde(default)]
    pub allow_exposed: Vec<String>,
    /// What was published and is in no table any more under any name, with the reason.
    #[serde(default)]
    pub gone: Gone,
}

/// `[memory.gone]`: by id, with the reason.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gone {
    /// Indicators.
    #[serde(default)]
    pub indicators: BTreeMap<IndicatorId, String>,
    /// Groups.
    #[serde(default)]
    pub groups: BTreeMap<GroupId, String>,
    /// Districts.
    #[serde(default)]
    pub districts: BTreeMap<DistrictId, String>,
    /// Categories, by the indicator that had them.
    #[serde(default)]
    pub categories: BTreeMap<IndicatorId, BTreeMap<CategoryId, String>>,
}

impl MemorySettings {
    /// Whether a figure by its address may be published around although it is given away.
    pub fn allows(&self, address: &str) -> bool {
        let parts: Vec<&str> = address.split('.').collect();
        self.allow_exposed.iter().any(|pattern| {
            let wanted: Vec<&str> = pattern.split('.').collect();
            let fits = |(want, part): (&&str, &&str)| *want == "*" || want == part;
            wanted.len() == parts.len() && wanted.iter().zip(&parts).all(fits)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_many_and_patterns() {
        let read = |text: &str| toml::from_str::<MemorySettings>(text).expect("it can be read");
        let memory = read("allow_exposed = ['2024.b.total.y.total', '2018.*.*.x.*']");
        assert!(memory.allows("2024.b.total.y.total") && memory.allows("2018.a.rus.x.p"));
        assert!(!memory.allows("2024.a.total.y.total") && !memory.allows("2018.a.rus.x"));
        #[derive(Deserialize)]
        struct Holder {
            #[serde(default)]
            was: Was,
        }
        let ids = |text: &str| toml::from_str::<Holder>(text).expect("read").was.ids().to_vec();
        assert_eq!(ids("was = 'y'"), ["y"]);
        assert_eq!(ids("was = ['p', 'q']"), ["p", "q"]);
        assert_eq!(ids(""), [""; 0]);
    }
}
