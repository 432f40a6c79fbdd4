//! Law: words that a reader sees stand in settings, once per language.

use crate::ident::Lang;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Words in one language for all, or per language: `"Alkohol"` or `{ nb = "Alkohol", en = "Alcohol" }`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Label {
    /// The same in every language.
    One(String),
    /// By language tag.
    Many(BTreeMap<Lang, String>),
}

impl Default for Label {
    fn default() -> Self {
        Self::One(String::new())
    }
}

impl Label {
    /// The words in `lang`, without gaps around them; the first language given where that one is missing.
    pub fn get(&self, lang: &Lang) -> &str {
        match self {
            Self::One(text) => text.trim(),
            Self::Many(texts) => {
                texts.get(lang).or_else(|| texts.values().next()).map_or("", |text| text.trim())
            }
        }
    }

    /// Whether there are words in `lang`.
    pub fn has(&self, lang: &Lang) -> bool {
        match self {
            Self::One(_) => true,
            Self::Many(texts) => texts.contains_key(lang),
        }
    }
}
