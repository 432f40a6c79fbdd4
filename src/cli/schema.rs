//! Law: editors get the very schema that the program checks with.

use super::{end::End, problems::tell, say::say};
use crate::{
    config::schema::schemas,
    diagnostic::{Diagnostic, Place, nearest},
};
use serde_json::{Map, Value};

/// Prints the schema of one settings file, or of all as one object by file.
pub(super) fn run(name: Option<&str>) -> Result<(), End> {
    let all = schemas();
    let Some(name) = name else {
        let all: Map<String, Value> =
            all.into_iter().map(|(file, schema)| (file.to_owned(), schema)).collect();
        return print(&Value::Object(all));
    };
    match all.iter().find(|(file, _)| *file == name || short(file) == short(name)) {
        Some((_, schema)) => print(schema),
        None => {
            let known: Vec<&str> = all.iter().map(|(file, _)| short(file)).collect();
            let hint = nearest(name, known.iter().copied()).map_or_else(
                || format!("one of {}", known.join(", ")),
                |name| format!("did you mean '{name}'?"),
            );
            let message = format!("there is no settings file '{name}'");
            let problem = Diagnostic::error("no-such-settings", Place::Nowhere, message).hint(hint);
            Err(tell(&problem.into(), None))
        }
    }
}

/// `report` for `config/report.toml`; `lang` for any language file.
fn short(file: &str) -> &str {
    let name = file.strip_prefix("config/").unwrap_or(file);
    if name.starts_with("lang/") { "lang" } else { name.strip_suffix(".toml").unwrap_or(name) }
}

fn print(value: &Value) -> Result<(), End> {
    say(&serde_json::to_string_pretty(value).expect("a schema can be written"));
    Ok(())
}
