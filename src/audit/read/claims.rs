//! Law: a file of claims is read as sentences that rest on the cells they name.

use super::{
    dom::squeeze,
    page::{Page, Prose},
};
use crate::audit::sight::{Channel, Cite, Rest, Source, Told};
use crate::ident::CellKey;
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
        let keys = cells.iter().filter_map(Value::as_str).filter_map(CellKey::from_address);
        let told = numbers.iter().filter_map(|number| {
            let cells = number["cells"].as_array().map_or(&[][..], Vec::as_slice);
            let cells: Vec<&str> = cells.iter().filter_map(Value::as_str).collect();
            let cite = Cite::read(number["measure"].as_str()?, &cells)?;
            Some(Told { text: number["text"].as_str()?.to_owned(), cite })
        });
        Prose {
            text: squeeze(&text(claim, "text").replace("**", "")),
            rests: keys.map(|key| Rest { key, measure: None }).collect(),
            told: told.collect(),
            channel: Channel::Claims,
            own: false,
        }
    });
    let about = ["survey", "name", "notice", "period", "earlier", "edition"];
    let about =
        about.iter().map(|name| Prose { channel: Channel::Claims, ..plain(&text(&file, name)) });
    let prose = prose.chain(about).collect();
    Some(Page::of_prose(source.through(Channel::Claims), text(&file, "language"), prose))
}

/// What a codebook says in words, but of how it writes numbers and what its columns are.
pub(in crate::audit) fn texts(bytes: &[u8], source: &Source) -> Option<Page> {
    let file: Value = serde_json::from_slice(bytes).ok()?;
    let mut prose = Vec::new();
    let file = file.as_object()?;
    let language =
        file.get("numbers").and_then(Value::as_object).and_then(|it| it.keys().next().cloned());
    for (key, value) in file {
        if ["title", "notice", "areas", "groups", "indicators", "districts"].contains(&key.as_str())
        {
            gather(value, "", &mut prose);
        }
    }
    let prose = prose.into_iter().map(|text| plain(&text)).collect();
    Some(Page::of_prose(source.clone(), language.unwrap_or_default(), prose))
}

/// A text that rests on nothing.
fn plain(text: &str) -> Prose {
    Prose {
        text: squeeze(&text.replace("**", "")),
        rests: Vec::new(),
        told: Vec::new(),
        channel: Channel::Codebook,
        own: false,
    }
}

/// Texts that are no ids.
fn gather(value: &Value, key: &str, found: &mut Vec<String>) {
    const IDS: [&str; 10] = [
        "id",
        "sum_of",
        "contains",
        "periods",
        "groups",
        "base_is",
        "part_of",
        "kind",
        "same_question_as",
        "same_base_as",
    ];
    match value {
        Value::String(text) if !IDS.contains(&key) && key != "excludes" => found.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| gather(value, key, found)),
        Value::Object(map) => map.iter().for_each(|(key, value)| gather(value, key, found)),
        _ => {}
    }
}

/// How many comparisons a report says that it holds against each other: no count of people.
pub(in crate::audit) fn comparisons(bytes: &[u8]) -> Option<u64> {
    let file: Value = serde_json::from_slice(bytes).ok()?;
    file["comparisons"].as_u64()
}
