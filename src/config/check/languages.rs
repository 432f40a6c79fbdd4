//! Law: a language of the report has every word of the frame that the first one has.

use super::{Files, say::Say};
use crate::{
    config::{Language, document::steps},
    diagnostic::Problems,
    ident::Lang,
};

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    for read in files.languages.values() {
        if let Some((words, document)) = read.both() {
            counted(words, &mut Say::new(document, problems));
        }
    }
    let Some((report, _)) = files.report else {
        return;
    };
    let Some(main) = report.languages.first().and_then(|lang| files.languages.get(lang)) else {
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
            say.error("date", steps!["date"], message, "for example \"{day}. {month} {year}\"");
        }
    }
}

/// The words of the frame that the main language has and this one lacks.
fn frame(main: &Language, words: &Language, lang: &Lang, say: &mut Say<'_, '_>) {
    let blank = |text: &String| text.trim().is_empty();
    let missing: Vec<&str> = main
        .words
        .iter()
        .filter(|(key, text)| words.words.get(*key).is_none_or(blank) && !blank(text))
        .map(|(key, _)| key.as_str())
        .collect();
    if !missing.is_empty() {
        let message = format!("{} words are missing in '{lang}'", missing.len());
        say.error("missing-words", steps!["words"], message, format!("add {}", missing.join(", ")));
    }
}
