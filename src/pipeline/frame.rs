//! Law: a number that people wrote into settings, sentences or articles is known by the words around it, and is no figure.
//!
//! The codebook lists them, so that whoever checks a report can tell «barn under 18 år» from a count.

use crate::{
    assets::Assets,
    config::Settings,
    ident::Lang,
    numeral::{ANY, Context, LIMIT, contexts, tokens},
};
use std::collections::BTreeSet;
use toml::Value;

/// Settings whose texts readers see.
const SETTINGS: [&str; 4] = [
    "config/report.toml",
    "config/indicators.toml",
    "config/outline.toml",
    "config/districts.toml",
];

/// Keys whose texts readers do not see, or that are words for numbers themselves.
const UNSEEN: [&str; 12] = [
    "id",
    "slug",
    "tile",
    "figures",
    "number_words",
    "one",
    "months",
    "aliases",
    "template",
    "heading",
    "notes",
    "published",
];

/// What sentences may ask for that is a limit or a year of the settings.
const LIMITS: &[&str] = &[
    "k",
    "minimum_base",
    "threshold",
    "confidence",
    "year",
    "period",
    "earlier",
    "published",
    "wave",
    "mini_maximum",
    "version",
];

/// All numbers of an edition's own words with the words around them, each once.
pub(super) fn frame(assets: &Assets, settings: &Settings) -> Vec<String> {
    let mut found = BTreeSet::new();
    let languages: Vec<&str> = settings.report.languages.iter().map(Lang::as_str).collect();
    let mut texts: Vec<String> = Vec::new();
    let words = languages.iter().map(|lang| format!("config/lang/{lang}.toml"));
    for path in SETTINGS.iter().map(|path| (*path).to_owned()).chain(words) {
        let value: Option<Value> = assets.text(&path).and_then(|text| toml::from_str(text).ok());
        value.iter().for_each(|value| gather(value, &mut texts));
    }
    let report = &settings.report;
    texts.extend([
        report.version.clone(),
        report.mapping_year.to_string(),
        report.published.clone(),
    ]);
    texts.extend(report.periods.iter().map(ToString::to_string));
    texts.extend(report.areas.iter().flat_map(|area| &area.periods).map(ToString::to_string));
    for lang in &report.languages {
        let numbers = crate::words::Format::new(&settings.languages[lang]);
        texts.push(numbers.date(&report.published));
    }
    for language in &languages {
        for text in &texts {
            pieces(text, &mut |piece| found.extend(contexts(piece, language)));
        }
        for (_, bytes) in assets.under(&format!("report-templates/text/{language}/")) {
            let text = String::from_utf8_lossy(bytes);
            let small = settings.outline.findings.small as f64;
            text.lines().for_each(|line| found.extend(sentence(line, language, small)));
        }
        for (_, bytes) in assets.under("report-templates/articles/") {
            let text = String::from_utf8_lossy(bytes);
            text.lines().for_each(|line| found.extend(contexts(&unmarked(line), language)));
        }
    }
    found.into_iter().map(|context| context.join(" ")).collect()
}

/// Every text of a settings file that readers may see.
fn gather(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.replace("**", "")),
        Value::Array(list) => list.iter().for_each(|value| gather(value, texts)),
        Value::Table(table) => {
            let seen = table.iter().filter(|(key, _)| !UNSEEN.contains(&key.as_str()));
            seen.for_each(|(_, value)| gather(value, texts));
        }
        _ => {}
    }
}

/// A text between the places where something is put into it.
fn pieces(text: &str, take: &mut dyn FnMut(&str)) {
    for piece in text.split('{') {
        let piece = piece.split_once('}').map_or(piece, |(_, after)| after);
        piece.lines().for_each(&mut *take);
    }
}

/// The numbers of a sentence template: those written there, and places where a limit is said.
fn sentence(line: &str, language: &str, small: f64) -> Vec<Context> {
    // What is put in stands as one word, which is no number and no neighbour.
    let mut plain = String::new();
    let mut tags = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        plain.push_str(&rest[..at]);
        let close = if rest[at..].starts_with("{{") { "}}" } else { "%}" };
        let end = rest[at..].find(close).map_or(rest.len(), |end| at + end + 2);
        if close == "}}" {
            plain.push_str(&format!(" \u{1}tag{}\u{1} ", tags.len()));
            tags.push(&rest[at..end]);
            tags_literals(&rest[at..end], &mut plain);
        } else {
            plain.push_str(" \u{1}cut\u{1} ");
        }
        rest = &rest[end..];
    }
    plain.push_str(rest);
    let plain = plain.replace("**", "");
    let words = tokens(&plain, language);
    let tag = |text: &str| text.strip_prefix("tag").and_then(|n| n.parse::<usize>().ok());
    let word = |at: Option<usize>| match at.and_then(|at| words.get(at)) {
        Some(token) if tag(&token.text).is_none() && token.text != "cut" => token.text.clone(),
        _ => ANY.to_owned(),
    };
    let mut found = Vec::new();
    for (at, token) in words.iter().enumerate() {
        let around = |number: String| [word(at.checked_sub(1)), number, word(Some(at + 1))];
        match tag(&token.text) {
            Some(n) => {
                let names = tags.get(n).map_or(Vec::new(), |tag| names(tag));
                if names.contains(&"small") {
                    found.push(around(small.to_string()));
                } else if names.iter().any(|name| LIMITS.contains(name)) {
                    // What is put in may be a number with its unit.
                    let [before, limit, after] = around(LIMIT.to_owned());
                    let after = if before == ANY { after } else { ANY.to_owned() };
                    found.push([before, limit, after]);
                }
            }
            None if token.is_number => found.push(around(token.text.clone())),
            None => {}
        }
    }
    found
}

/// Texts inside a tag stand by themselves.
fn tags_literals(tag: &str, plain: &mut String) {
    for quote in ['\'', '"'] {
        let inside = tag.split(quote).skip(1).step_by(2);
        for text in inside.filter(|text| text.contains(' ')) {
            plain.push_str(&format!(" \u{1}cut\u{1} {text} \u{1}cut\u{1} "));
        }
    }
}

fn names(tag: &str) -> Vec<&str> {
    tag.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect()
}

/// A line of Markdown without its marks.
fn unmarked(line: &str) -> String {
    line.chars().map(|c| if "*_`#>[]()|~".contains(c) { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Vec<String> {
        sentence(line, "nb", 20.0).into_iter().map(|it| it.join(" ")).collect()
    }

    #[test]
    fn what_a_template_says_itself_is_told_from_what_is_put_in() {
        assert_eq!(told("Barn under 18 år er {{ own('barn').persons }}."), ["under 18 år"]);
        assert_eq!(told("Færre enn {{ word(k) }} personer"), ["enn # *"]);
        assert_eq!(told("{{ within }} to av dem"), ["* to av"]);
        assert!(told("{{ own('a').persons }} i {{ reference_name }}").is_empty());
    }
}
