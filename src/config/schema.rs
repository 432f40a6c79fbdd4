//! Law: the schema that editors use is the one that settings are checked against.

use super::{Disclosure, Districts, Indicators, Language, Outline, ReportSettings, Sources};
use schemars::schema_for;
use serde_json::{Value, json};

/// The settings files with the JSON Schema of each, in the order a person fills them in.
///
/// A language file stands as `config/lang/nb.toml`, whatever its language.
pub fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        (REPORT, schema_for!(ReportSettings).to_value()),
        (DISTRICTS, schema_for!(Districts).to_value()),
        (INDICATORS, schema_for!(Indicators).to_value()),
        (SOURCES, sources()),
        (OUTLINE, schema_for!(Outline).to_value()),
        (DISCLOSURE, schema_for!(Disclosure).to_value()),
        (LANGUAGE, schema_for!(Language).to_value()),
    ]
}

/// The schema of one settings file; `null`, which allows anything, for a file that is none.
pub(super) fn schema(file: &str) -> Value {
    let file = if file.starts_with("config/lang/") { LANGUAGE } else { file };
    schemas().into_iter().find(|(name, _)| *name == file).map_or(Value::Null, |(_, schema)| schema)
}

/// Which reports.
pub(super) const REPORT: &str = "config/report.toml";
/// For whom.
pub(super) const DISTRICTS: &str = "config/districts.toml";
/// Of what.
pub(super) const INDICATORS: &str = "config/indicators.toml";
/// From which tables.
pub(super) const SOURCES: &str = "config/sources.toml";
/// In which order.
pub(super) const OUTLINE: &str = "config/outline.toml";
/// Hiding what.
pub(super) const DISCLOSURE: &str = "config/disclosure.toml";
/// In which words.
const LANGUAGE: &str = "config/lang/nb.toml";

/// The file of a language.
pub(super) fn language_file(tag: &str) -> String {
    format!("config/lang/{tag}.toml")
}

/// Maps by role lose the names of the roles on the way to a schema; here they get them back.
fn sources() -> Value {
    let mut schema = schema_for!(Sources).to_value();
    for key in ["columns", "constants", "rename", "join"] {
        if let Some(map) = schema.pointer_mut(&format!("/$defs/Source/properties/{key}")) {
            map["propertyNames"] = json!({ "$ref": "#/$defs/Role" });
        }
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_by_role_name_the_roles() {
        let schema = schema(SOURCES);
        for key in ["columns", "constants", "rename", "join"] {
            let path = format!("/$defs/Source/properties/{key}/propertyNames/$ref");
            assert_eq!(schema.pointer(&path).and_then(Value::as_str), Some("#/$defs/Role"));
        }
    }

    #[test]
    fn every_settings_struct_refuses_unknown_keys() {
        for (file, schema) in schemas() {
            assert_eq!(schema["additionalProperties"], json!(false), "{file}");
        }
    }
}
