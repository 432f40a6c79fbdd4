//! Law: all settings files are read, and everything that is wrong with any of them is said at once.

use super::{
    Disclosure, Districts, Indicators, Language, Outline, ReportSettings, Settings, Sources, check,
    document::{Document, steps},
    schema::{
        DISCLOSURE, DISTRICTS, INDICATORS, OUTLINE, REPORT, SOURCES, language_file, schema, schemas,
    },
    walk::walk,
    wording::suggestion,
};
use crate::{
    assets::Assets,
    diagnostic::{Diagnostic, Place, Problems},
    ident::Lang,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// A settings file as a value, with the place of everything in it.
pub(super) struct Read<'t, T> {
    /// What it says; nothing where that cannot be made out.
    pub value: Option<T>,
    /// Where it says it.
    pub document: Document<'t>,
}

impl<'t, T> Read<'t, T> {
    /// Both, where the file could be made out.
    pub fn both(&self) -> Option<(&T, &Document<'t>)> {
        self.value.as_ref().map(|value| (value, &self.document))
    }
}

/// The settings of a project, checked in themselves and against each other. Warnings go to `warnings`.
///
/// # Errors
/// Every problem of every settings file.
pub fn load(assets: &Assets, warnings: &mut Problems) -> Result<Settings, Problems> {
    let mut problems = Problems::default();
    let report = read::<ReportSettings>(assets, REPORT, &mut problems);
    let indicators = read::<Indicators>(assets, INDICATORS, &mut problems);
    let outline = read::<Outline>(assets, OUTLINE, &mut problems);
    let districts = read::<Districts>(assets, DISTRICTS, &mut problems);
    let sources = read::<Sources>(assets, SOURCES, &mut problems);
    let disclosure = match assets.bytes(DISCLOSURE) {
        Some(_) => read::<Disclosure>(assets, DISCLOSURE, &mut problems),
        None => Read { value: Some(Disclosure::default()), document: Document::empty(DISCLOSURE) },
    };
    let languages = languages(assets, &report, &mut problems);
    strangers(assets, &mut problems);

    check::check(
        &check::Files {
            report: report.both(),
            indicators: indicators.both(),
            outline: outline.both(),
            districts: districts.both(),
            disclosure: disclosure.both(),
            sources: sources.both(),
            languages: &languages,
            assets,
        },
        &mut problems,
    );
    say_what_is_built_in(assets, &mut problems);

    let words: Option<_> =
        languages.into_iter().map(|(lang, read)| Some((lang, read.value?))).collect();
    let settings = (|| {
        Some(Settings {
            report: report.value?,
            indicators: indicators.value?,
            outline: outline.value?,
            districts: districts.value?,
            disclosure: disclosure.value?,
            sources: sources.value?,
            languages: words?,
        })
    })();
    match settings {
        Some(settings) => problems.unless_fatal(settings, warnings),
        None => Err(problems),
    }
}

/// Where a value of a settings file stands, for problems that only show when it is used.
pub fn place_of_source(assets: &Assets, n: usize) -> Place {
    let text = assets.text(SOURCES).unwrap_or_default();
    Document::parse(SOURCES, text)
        .map_or_else(|_| Place::file(SOURCES), |document| document.at(steps!["source", n, "file"]))
}

fn read<'t, T: DeserializeOwned>(
    assets: &'t Assets,
    file: &str,
    problems: &mut Problems,
) -> Read<'t, T> {
    let nothing = || Read { value: None, document: Document::empty(file) };
    let Some(bytes) = assets.bytes(file) else {
        problems.push(
            Diagnostic::error("missing-file", Place::file(file), "this settings file is missing")
                .hint("write it; `bydelsrapport new DIR` makes a small project to take it from"),
        );
        return nothing();
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => {
            problems.push(
                Diagnostic::error("not-utf-8", Place::file(file), "this file is not UTF-8 text")
                    .hint("save it as UTF-8 in your editor"),
            );
            return nothing();
        }
    };
    let mut document = match Document::parse(file.to_owned(), text) {
        Ok(document) => document,
        Err(found) => {
            problems.extend(found);
            return nothing();
        }
    };
    let found = walk(&mut document, &schema(file));
    let readable = found.0.iter().all(|problem| problem.code == "unknown-key");
    problems.extend(found);
    let value = readable.then(|| document.value(problems)).flatten();
    Read { value, document }
}

/// Every language of the report; of all there are where the report's settings do not say.
fn languages<'t>(
    assets: &'t Assets,
    report: &Read<'_, ReportSettings>,
    problems: &mut Problems,
) -> BTreeMap<Lang, Read<'t, Language>> {
    let known: Vec<&str> = assets
        .under("config/lang/")
        .filter_map(|(path, _)| path.strip_prefix("config/lang/")?.strip_suffix(".toml"))
        .collect();
    let Some((settings, document)) = report.both() else {
        return known
            .iter()
            .map(|tag| (Lang::new(tag), read(assets, &language_file(tag), problems)))
            .collect();
    };
    let mut languages = BTreeMap::new();
    for (n, lang) in settings.languages.iter().enumerate() {
        let file = language_file(lang.as_str());
        if assets.bytes(&file).is_some() {
            languages.insert(lang.clone(), read(assets, &file, problems));
        } else {
            let place = document.at(steps!["languages", n]);
            let message = format!("the language '{lang}' has no file {file}");
            problems.push(
                Diagnostic::error("unknown-language", place, message)
                    .hint(suggestion(lang.as_str(), &known)),
            );
        }
    }
    languages
}

/// A settings file of another name is read by nobody, and its built-in namesake would be used in silence.
fn strangers(assets: &Assets, problems: &mut Problems) {
    let known: Vec<&str> = schemas().into_iter().map(|(file, _)| file).collect();
    for (path, _) in assets.under("config/") {
        if path.starts_with("config/lang/") || known.contains(&path) || !path.ends_with(".toml") {
            continue;
        }
        problems.push(
            Diagnostic::error(
                "unknown-file",
                Place::file(path),
                "this settings file is never read",
            )
            .hint(suggestion(path, &known)),
        );
    }
}

/// A problem in a file that the project does not have is a puzzle unless one knows where the file comes from.
fn say_what_is_built_in(assets: &Assets, problems: &mut Problems) {
    let mut said = Vec::new();
    for problem in &mut problems.0 {
        let Some(file) = problem.place.path().map(str::to_owned) else {
            continue;
        };
        if assets.is_default(&file) && !said.contains(&file) {
            problem.hints.push(format!(
                "the project has no {file} of its own, so the one built into the program is used; \
                 write one, and it takes its place"
            ));
            said.push(file);
        }
    }
}
