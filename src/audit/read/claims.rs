//! Law: a file of claims is read as sentences that rest on the cells they name.

use super::page::{Page, Prose};
use crate::audit::sight::{Channel, Source, rests};
use serde_json::Value;

/// Reads the claims of a report; nothing where it is no such file.
pub(in crate::audit) fn claims(bytes: &[u8], source: &Source) -> Option<Page> {
    let file: Value = serde_json::from_slice(bytes).ok()?;
    let text = |value: &Value, name: &str| -> String {
        value[name].as_str().unwrap_or_default().to_owned()
    };
    let prose = file["claims"].as_array()?.iter().map(|claim| {
        let cells = claim["cells"].as_array().map_or(&[][..], Vec::as_slice);
        let numbers = claim["figures"].as_array().map_or(&[][..], Vec::as_slice);
        let of = numbers.iter().filter_map(|number| number["cells"].as_array());
        let cells = cells.iter().chain(of.flatten()).filter_map(Value::as_str);
        let cells: Vec<&str> = cells.collect();
        Prose {
            text: text(claim, "text").replace("**", ""),
            rests: rests(&cells.join(" ")),
            channel: Channel::Claims,
            own: false,
        }
    });
    Some(Page::of_prose(source.through(Channel::Claims), text(&file, "language"), prose.collect()))
}

/// How many comparisons a report says that it holds against each other: no count of people.
pub(in crate::audit) fn comparisons(bytes: &[u8]) -> Option<u64> {
    let file: Value = serde_json::from_slice(bytes).ok()?;
    file["comparisons"].as_u64()
}
