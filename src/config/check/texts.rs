//! Every text that can reach a page: letters that the fonts have, no outer blanks, and nobody's identity number.

use super::Files;
use crate::{
    assets::{Assets, Letters, Unfit},
    config::{document::Document, schema::REPORT},
    diagnostic::{Diagnostic, Place, Problems},
    identity::within,
};
use std::{collections::BTreeMap, ops::Range};
use toml::de::{DeTable, DeValue};

/// So many of a sort are told for one file; more are seldom others.
const MOST: usize = 20;

/// Keys whose texts are compared with tables and stand on no page.
const UNSEEN: [&str; 1] = ["aliases"];

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    let mut search = Search {
        assets: files.assets,
        letters: Letters::of(files.assets),
        known: BTreeMap::new(),
        told: BTreeMap::new(),
        problems,
    };
    let settings = [
        files.report.map(|(_, document)| document),
        files.indicators.map(|(_, document)| document),
        files.outline.map(|(_, document)| document),
        files.districts.map(|(_, document)| document),
    ];
    for document in settings.into_iter().flatten() {
        search.document(document, Sort::Words);
    }
    for read in files.languages.values() {
        // Some words of the frame are joined with others and keep their blanks.
        search.document(&read.document, Sort::Frame);
    }
    if let Some((_, document)) = files.sources {
        search.document(document, Sort::Unseen);
    }
    let languages = files.report.map(|(report, _)| report.languages.as_slice());
    for lang in languages.unwrap_or_default() {
        let sentences = format!("report-templates/text/{lang}/");
        for (path, bytes) in files.assets.under(&sentences) {
            if let Ok(text) = std::str::from_utf8(bytes) {
                search.sentences(path, text);
            }
        }
        let articles = format!("report-templates/articles/{lang}/");
        for (path, bytes) in files.assets.under(&articles) {
            if let Ok(text) = std::str::from_utf8(bytes) {
                search.person(path, text, None);
            }
        }
    }
    for ((file, code), count) in std::mem::take(&mut search.told) {
        if count > MOST {
            let message = format!("and {} more of the same sort", count - MOST);
            search.problems.push(Diagnostic::error(code, Place::file(&file), message));
        }
    }
}

/// What the texts of a settings file are for.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    /// Words that stand on pages by themselves.
    Words,
    /// Words that the program joins.
    Frame,
    /// Words that stand on no page.
    Unseen,
}

struct Search<'a, 'p> {
    assets: &'a Assets,
    letters: Letters<'a>,
    known: BTreeMap<char, Option<Unfit>>,
    told: BTreeMap<(String, &'static str), usize>,
    problems: &'p mut Problems,
}

impl Search<'_, '_> {
    fn document(&mut self, document: &Document<'_>, sort: Sort) {
        let file = document.file();
        self.table(file, document.root.get_ref(), sort);
        if file == REPORT {
            for key in ["title", "version"] {
                if let Some(value) = document.root.get_ref().get(key)
                    && matches!(value.get_ref(), DeValue::String(text) if text.trim().is_empty())
                {
                    let place = Place::text(file, value.span());
                    let message = format!("the {key} is empty");
                    self.tell("empty-text", place, message, "write it: it stands on every page");
                }
            }
        }
    }

    fn table(&mut self, file: &str, table: &DeTable<'_>, sort: Sort) {
        for (key, value) in table {
            let unseen = UNSEEN.contains(&&**key.get_ref());
            let sort = if unseen { Sort::Unseen } else { sort };
            self.value(file, value.get_ref(), value.span(), sort);
        }
    }

    fn value(&mut self, file: &str, value: &DeValue<'_>, span: Range<usize>, sort: Sort) {
        match value {
            DeValue::String(text) => self.text(file, text, span, sort),
            DeValue::Array(list) => {
                for item in list {
                    self.value(file, item.get_ref(), item.span(), sort);
                }
            }
            DeValue::Table(table) => self.table(file, table, sort),
            _ => {}
        }
    }

    /// A text of settings, which is shown as a whole: an escape is longer than its letter.
    fn text(&mut self, file: &str, text: &str, span: Range<usize>, sort: Sort) {
        self.person(file, text, Some(span.start));
        if sort == Sort::Unseen {
            return;
        }
        let place = || Place::text(file, span.clone());
        if let Some((_, letter, why)) = self.unfit(text) {
            let (message, hint) = why.said(letter);
            self.tell("letter", place(), message, hint);
        } else if text.contains('\n') {
            let message = "a line break stands in this text".to_owned();
            self.tell("letter", place(), message, "write it on one line");
        } else if sort == Sort::Words && text.trim() != text && !text.trim().is_empty() {
            // Words that are nothing but blanks are told as missing.
            let message = "a blank stands before or after this text".to_owned();
            self.tell("outer-blank", place(), message, "take it away");
        }
    }

    /// A file of sentence templates; its comments are no sentences.
    fn sentences(&mut self, path: &str, text: &str) {
        self.person(path, text, None);
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let at = start;
            start += line.len();
            let words = line.trim_end();
            if words.starts_with('#') {
                continue;
            }
            // Tabs are blanks there.
            if let Some((place, letter, why)) = self.unfit(&words.replace('\t', " ")) {
                let place = at + place..at + place + letter.len_utf8();
                let (message, hint) = why.said(letter);
                self.tell("letter", Place::text(path, place), message, hint);
            }
        }
    }

    /// An identity number in a file, or in a text of settings that begins `at` a byte; neither it nor its line is repeated.
    fn person(&mut self, file: &str, text: &str, at: Option<usize>) {
        let Some(range) = within(text) else {
            return;
        };
        let before = match at {
            Some(at) => self.assets.text(file).and_then(|all| all.get(..at)).unwrap_or_default(),
            None => &text[..range.start],
        };
        let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count() as u64;
        let place = Place::Line { file: file.into(), line, column: None };
        let message = "a national identity number stands here".to_owned();
        let hint = "take it out: reports are about no single person";
        self.tell("identity-number", place, message, hint);
    }

    fn unfit(&mut self, text: &str) -> Option<(usize, char, Unfit)> {
        text.char_indices().find_map(|(at, letter)| {
            let why = match self.known.get(&letter) {
                Some(why) => *why,
                None => {
                    let mut bytes = [0; 4];
                    let alone: &str = letter.encode_utf8(&mut bytes);
                    let why = self.letters.unfit(alone).map(|(_, _, why)| why);
                    self.known.insert(letter, why);
                    why
                }
            };
            why.map(|why| (at, letter, why))
        })
    }

    fn tell(&mut self, code: &'static str, place: Place, message: String, hint: &str) {
        let file = place.path().unwrap_or_default().to_owned();
        let told = self.told.entry((file, code)).or_default();
        *told += 1;
        if *told <= MOST {
            self.problems.push(Diagnostic::error(code, place, message).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{assets::Assets, config::load, diagnostic::Problems, identity};

    /// What is told of the embedded settings with one text in the place of another.
    fn told(path: &str, from: &str, to: &str) -> Vec<(&'static str, String)> {
        let mut assets = Assets::embedded();
        let text = assets.text(path).expect("embedded").to_owned();
        assert!(text.contains(from), "{from}");
        assets.put(path, text.replacen(from, to, 1).into_bytes());
        let mut warnings = Problems::default();
        let told = load(&assets, &mut warnings).err().unwrap_or_default();
        told.0.into_iter().map(|problem| (problem.code, format!("{problem:?}"))).collect()
    }

    #[test]
    fn letters_and_blanks_are_told_wherever_they_stand() {
        assert!(load(&Assets::embedded(), &mut Problems::default()).is_ok());
        for (path, from, to, code) in [
            ("config/districts.toml", "name = \"Sagene\"", "name = \"Sagene 😀\"", "letter"),
            ("config/districts.toml", "name = \"Sagene\"", "name = \"Sag\\u0007ene\"", "letter"),
            ("config/districts.toml", "name = \"Sagene\"", "name = \"Sag\\nene\"", "letter"),
            ("config/districts.toml", "name = \"Sagene\"", "name = \"Sagene \"", "outer-blank"),
            ("config/lang/nb.toml", "contents = \"", "contents = \"中", "letter"),
            (
                "report-templates/text/nb/heading-arbeid.j2",
                "Arbeidsrettet",
                "♀ Arbeidsrettet",
                "letter",
            ),
        ] {
            let told = told(path, from, to);
            assert_eq!(
                told.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
                [code],
                "{path} {to}"
            );
        }
    }

    #[test]
    fn identity_numbers_are_told_and_not_repeated() {
        let number = identity::complete("010180123")
            .or_else(|| identity::complete("010180124"))
            .expect("one of them");
        let apart = format!("{} {}", &number[..6], &number[6..]);
        for (path, from) in [
            ("config/districts.toml", "name = \"Sagene"),
            ("config/report.toml", "nb = \"Syntetiske"),
            ("report-templates/text/nb/heading-arbeid.j2", "Arbeidsrettet"),
        ] {
            let told = told(path, from, &format!("{from} {apart}"));
            let found = told.iter().find(|(code, _)| *code == "identity-number");
            let (_, said) = found.unwrap_or_else(|| panic!("{path}: {told:?}"));
            assert!(!said.contains(&number[6..]) && said.contains("line"), "{said}");
        }
    }
}
