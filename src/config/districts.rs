//! Law: a district has one code and one official name, and many spellings lead to it.

use super::{label::Label, was::Was};
use crate::ident::DistrictId;
use schemars::JsonSchema;
use serde::Deserialize;

/// `config/districts.toml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Districts {
    /// What one is called: `bydel`.
    pub word: Label,
    /// What one is called before its name: `Bydel`.
    pub title: Label,
    /// What the small map on the cover is called; no map where absent.
    #[serde(default)]
    pub map_caption: Option<Label>,
    /// The districts in official order.
    #[serde(rename = "district")]
    pub districts: Vec<District>,
}

/// One district.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// Its official code: `030103`.
    pub id: DistrictId,
    /// Its official name: `Sagene`.
    pub name: String,
    /// A name for files and addresses: `sagene`.
    pub slug: String,
    /// The name with a preposition: `på Frogner`, `i Alna`.
    pub within: Label,
    /// The name as the map breaks it over lines: `Nord-|strand`.
    #[serde(default)]
    pub broken: Option<String>,
    /// Column and row on the cover's small map, from 0.
    #[serde(default)]
    pub tile: Option<[u8; 2]>,
    /// Lies outside the districts proper (unknown address, forest): counted in the city, never reported on.
    #[serde(default)]
    pub outside: bool,
    /// The id, or the ids, that it had when it was published before: `was = "old"`, or `was = ["p", "q"]` where it is their sum.
    #[serde(default)]
    pub was: Was,
    /// Other codes and spellings in the input.
    #[serde(default)]
    pub aliases: Vec<String>,
}

impl District {
    /// A district that only its id is known of.
    pub fn bare(id: DistrictId, outside: bool) -> Self {
        Self {
            id,
            name: String::new(),
            slug: String::new(),
            within: Label::default(),
            broken: None,
            tile: None,
            outside,
            was: Was::default(),
            aliases: Vec::new(),
        }
    }
}

impl Districts {
    /// The district with this id.
    pub fn get(&self, id: &DistrictId) -> Option<&District> {
        self.districts.iter().find(|d| &d.id == id)
    }
}
