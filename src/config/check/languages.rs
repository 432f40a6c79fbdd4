//! Law: a report in a language has every word in that language.

use super::{
    Files,
    say::{Say, join},
};
use crate::{
    config::{
        Language,
        document::{Document, Step, steps},
    },
    diagnostic::Problems,
    ident::Lang,
};
use toml::de::DeValue;

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    for read in files.languages.values() {
        if let Some((words, document)) = read.both() {
            counted(words, &mut Say::new(document, problems));
        }
    }
    let Some((report, _)) = files.report else {
        return;
    };
    let Some(main) = report
        .languages
        .first()
        .and_then(|lang| files.languages.get(lang))
    else {
        return;
    };
    for lang in report.languages.iter().skip(1) {
        let read = files.languages.get(lang);
        if let (Some((main, _)), Some((words, document))) =
            (main.both(), read.and_then(|r| r.both()))
        {
            frame(main, words, lang, &mut Say::new(document, problems));
        }
    }
    let documents = [
        files.report.map(|(_, document)| document),
        files.indicators.map(|(_, document)| document),
        files.outline.map(|(_, document)| document),
        files.districts.map(|(_, document)| document),
    ];
    for document in documents.into_iter().flatten() {
        labels(document, &report.languages, problems);
    }
}

fn counted(words: &Language, say: &mut Say<'_, '_>) {
    let mut length = |key, found: usize, wanted: usize| {
        if found != wanted {
            let message = format!("{found} words stand here instead of {wanted}");
            let hint = if key == "months" {
                "one for each month"
            } else {
                "one for each number from zero to twelve"
            };
            say.error("wrong-length", steps![key], message, hint);
        }
    };
    length("months", words.months.len(), 12);
    length("number_words", words.number_words.len(), 13);
    for part in ["{day}", "{month}", "{year}"] {
        if !words.date.contains(part) {
            let message = format!("the date has no {part}");
            say.error(
                "date",
                steps!["date"],
                message,
                "for example \"{day}. {month} {year}\"",
            );
        }
    }
}

/// The words of the frame that the main language has and this one lacks.
fn frame(main: &Language, words: &Language, lang: &Lang, say: &mut Say<'_, '_>) {
    let missing: Vec<&str> = main
        .words
        .keys()
        .filter(|key| !words.words.contains_key(*key))
        .map(String::as_str)
        .collect();
    if !missing.is_empty() {
        let message = format!("{} words are missing in '{lang}'", missing.len());
        say.error(
            "missing-words",
            steps!["words"],
            message,
            format!("add {}", missing.join(", ")),
        );
    }
}

/// Words that are given per language must be given in every language of the report.
fn labels(document: &Document<'_>, languages: &[Lang], problems: &mut Problems) {
    let mut found = Vec::new();
    for (key, value) in document.root.get_ref() {
        search(
            value.get_ref(),
            steps![&**key.get_ref()].to_vec(),
            languages,
            &mut found,
        );
    }
    let mut say = Say::new(document, problems);
    for (path, missing) in found {
        let message = format!("these words are missing in {missing}");
        say.error(
            "missing-words",
            &path,
            message,
            "add them, or write one text for all languages",
        );
    }
}

/// A table is words per language when every key is a language of the report and every value a text.
fn search<'v>(
    value: &'v DeValue<'_>,
    at: Vec<Step<'v>>,
    languages: &[Lang],
    found: &mut Vec<(Vec<Step<'v>>, String)>,
) {
    match value {
        DeValue::Array(list) => {
            for (n, inner) in list.iter().enumerate() {
                search(inner.get_ref(), join(&at, steps![n]), languages, found);
            }
        }
        DeValue::Table(table) => {
            let is_language = |key: &str| languages.iter().any(|lang| lang.as_str() == key);
            if !table.is_empty() && table.keys().any(|key| is_language(key.get_ref())) {
                let missing: Vec<&str> = languages
                    .iter()
                    .map(Lang::as_str)
                    .filter(|lang| !table.contains_key(*lang))
                    .collect();
                if !missing.is_empty() {
                    found.push((at, missing.join(", ")));
                }
                return;
            }
            for (key, inner) in table {
                search(
                    inner.get_ref(),
                    join(&at, steps![&**key.get_ref()]),
                    languages,
                    found,
                );
            }
        }
        _ => {}
    }
}
