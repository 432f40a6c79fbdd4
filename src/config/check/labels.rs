//! Law: words in settings are given in every language of the report, or knowingly once for all.

use super::{
    Files,
    say::{Say, join},
};
use crate::{
    config::{
        document::{Document, Step, steps},
        schema::schema,
        shape::{Fields, Shape, is_label},
    },
    diagnostic::Problems,
    ident::Lang,
};
use serde_json::Value;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    let Some((report, document)) = files.report else {
        return;
    };
    let documents = [
        Some(document),
        files.indicators.map(|(_, document)| document),
        files.outline.map(|(_, document)| document),
        files.districts.map(|(_, document)| document),
    ];
    // A language without a file is told of elsewhere.
    let there = |lang: &&Lang| files.languages.contains_key(*lang);
    let languages: Vec<Lang> = report.languages.iter().filter(there).cloned().collect();
    for document in documents.into_iter().flatten() {
        let schema = schema(document.file());
        let mut search =
            Search { root: &schema, languages: &languages, lacking: Vec::new(), once: Vec::new() };
        if let Shape::Table(fields) = Shape::of(&schema, &schema) {
            search.table(document.root.get_ref(), &fields, &[], "");
        }
        let Search { lacking, once, .. } = search;
        tell(document, &lacking, &once, &languages, problems);
    }
}

fn tell(
    document: &Document<'_>,
    lacking: &[(Vec<Step<'_>>, String)],
    once: &[(Vec<Step<'_>>, String)],
    languages: &[Lang],
    problems: &mut Problems,
) {
    let mut say = Say::new(document, problems);
    for (path, missing) in lacking {
        say.error(
            "missing-words",
            path,
            format!("these words are missing in {missing}"),
            "add them, or write one text for all languages",
        );
    }
    let ([first, ..], [main, other, ..]) = (once, languages) else {
        return;
    };
    let names: Vec<&str> = once.iter().map(|(_, name)| name.as_str()).collect();
    let texts = if names.len() == 1 { "text stands" } else { "texts stand" };
    say.warning(
        "untranslated",
        &first.0,
        format!("{} {texts} here once for all languages", names.len()),
        format!("untranslated, unless it is meant: {}", names.join(", ")),
    );
    if let Some(warning) = problems.0.last_mut() {
        warning.hints.push(format!(
            "give each language its text: {{ {main} = \"…\", {other} = \"…\" }}; also where they are the same, \
             so that this says what is left"
        ));
    }
}

/// The words of a file by its schema: a table of anything else may have `nb` or `en` as a key, too.
struct Search<'v, 's> {
    root: &'s Value,
    languages: &'s [Lang],
    /// Where words are given per language, with the languages that lack them.
    lacking: Vec<(Vec<Step<'v>>, String)>,
    /// Where they are given once for all, with a name that a person can look for.
    once: Vec<(Vec<Step<'v>>, String)>,
}

impl<'v, 's> Search<'v, 's> {
    fn value(&mut self, value: &'v DeValue<'_>, schema: &'s Value, at: &[Step<'v>], name: &str) {
        if is_label(schema) {
            return self.words(value, at, name);
        }
        match (Shape::of(schema, self.root), value) {
            (Shape::Table(fields), DeValue::Table(table)) => self.table(table, &fields, at, name),
            (Shape::Sorts(tag, sorts), DeValue::Table(table)) => {
                let word = table.get(tag).and_then(|word| text(word.get_ref()));
                if let Some((_, fields)) = sorts.iter().find(|(sort, _)| Some(*sort) == word) {
                    self.table(table, fields, at, name);
                }
            }
            (Shape::List(items, _), DeValue::Array(list)) => {
                for (n, item) in list.iter().enumerate() {
                    let name = format!("{name}.{}", called(item, n));
                    self.value(item.get_ref(), items, &join(at, steps![n]), &name);
                }
            }
            _ => {}
        }
    }

    fn table(&mut self, table: &'v DeTable<'_>, fields: &Fields<'s>, at: &[Step<'v>], name: &str) {
        for (key, value) in table {
            let key: &str = key.get_ref();
            if let Some(schema) = fields.known.get(key) {
                let name = if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
                self.value(value.get_ref(), schema, &join(at, steps![key]), &name);
            }
        }
    }

    fn words(&mut self, value: &'v DeValue<'_>, at: &[Step<'v>], name: &str) {
        match value {
            DeValue::String(text) if has_word(text) => {
                self.once.push((at.to_vec(), name.to_owned()));
            }
            DeValue::Table(texts) => {
                let given = |lang: &&Lang| {
                    let found = texts.get(lang.as_str()).and_then(|found| text(found.get_ref()));
                    found.is_some_and(|found| !found.trim().is_empty())
                };
                let missing: Vec<&str> =
                    self.languages.iter().filter(|lang| !given(lang)).map(Lang::as_str).collect();
                if !missing.is_empty() {
                    self.lacking.push((at.to_vec(), missing.join(", ")));
                }
            }
            _ => {}
        }
    }
}

/// What a part of a list is called: by its id, or by its number from 1.
fn called(item: &Spanned<DeValue<'_>>, n: usize) -> String {
    let id = item.get_ref().get("id").and_then(|id| text(id.get_ref()));
    id.map_or_else(|| (n + 1).to_string(), str::to_owned)
}

fn text<'v>(value: &'v DeValue<'_>) -> Option<&'v str> {
    match value {
        DeValue::String(text) => Some(text),
        _ => None,
    }
}

/// Whether there is anything to translate: `LAR`, `16–29` and `{area}` are the same everywhere.
fn has_word(text: &str) -> bool {
    let outside = text.split('{').enumerate().map(|(n, part)| {
        if n == 0 { part } else { part.split_once('}').map_or(part, |(_, after)| after) }
    });
    outside
        .flat_map(|part| part.split(|c: char| !c.is_alphabetic()))
        .any(|word| word.chars().count() > 1 && word.chars().any(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_numbers_and_places_need_no_translation() {
        for text in ["LAR", "GHB/GBL", "16–29", "n", "{category}: {area}", "% (n)", ""] {
            assert!(!has_word(text), "{text}");
        }
        for text in ["Oslo", "16–29 år", "Rødt nivå: {area}", "{area} i alt"] {
            assert!(has_word(text), "{text}");
        }
    }
}
