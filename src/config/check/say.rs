//! Law: the checks of settings speak with one voice.

use crate::{
    config::{
        document::{Document, Step},
        wording::suggestion,
    },
    diagnostic::{Diagnostic, Problems},
    ident::{REST, TOTAL},
};
use std::collections::BTreeMap;

/// Says what is wrong with one file.
pub(super) struct Say<'a, 't> {
    document: &'a Document<'t>,
    problems: &'a mut Problems,
}

impl<'a, 't> Say<'a, 't> {
    pub fn new(document: &'a Document<'t>, problems: &'a mut Problems) -> Self {
        Self { document, problems }
    }

    /// Something that stops the run, and what to do about it.
    pub fn error(
        &mut self,
        code: &'static str,
        path: &[Step<'_>],
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let place = self.document.at(path);
        self.problems.push(Diagnostic::error(code, place, message).hint(hint));
    }

    /// Something that does not.
    pub fn warning(
        &mut self,
        code: &'static str,
        path: &[Step<'_>],
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let place = self.document.at(path);
        self.problems.push(Diagnostic::warning(code, place, message).hint(hint));
    }

    /// An id that is none of the known ones.
    pub fn unknown(&mut self, path: &[Step<'_>], what: &str, written: &str, known: &[&str]) {
        let hint = match known {
            [] => format!("there is no {what} in the settings"),
            known => suggestion(written, known),
        };
        self.error("unknown-id", path, format!("there is no {what} '{written}'"), hint);
    }

    /// Says so where `written` is none of the known ones; whether it is.
    pub fn known(&mut self, path: &[Step<'_>], what: &str, written: &str, known: &[&str]) -> bool {
        let found = known.contains(&written);
        if !found {
            self.unknown(path, what, written, known);
        }
        found
    }

    /// Ids of one sort: of safe characters, not the reserved one, each given once.
    pub fn ids<'i>(&mut self, what: &str, ids: impl IntoIterator<Item = (Vec<Step<'i>>, &'i str)>) {
        let mut seen = BTreeMap::new();
        for (path, id) in ids {
            self.characters(&path, what, id);
            if id == TOTAL {
                self.error(
                    "reserved-id",
                    &path,
                    format!("no {what} can have the id '{TOTAL}'"),
                    "it stands for the total in tables and downloads; choose another id",
                );
            }
            if matches!(what, "district" | "area") && id.starts_with(REST) {
                self.error(
                    "reserved-id",
                    &path,
                    format!("no {what} can have an id that begins with '{REST}'"),
                    "it stands for the city without a district in downloads; choose another id",
                );
            }
            if seen.insert(id, ()).is_some() {
                self.error(
                    "duplicate-id",
                    &path,
                    format!("the {what} '{id}' is given twice"),
                    "give one of them another id, or take it out",
                );
            }
        }
    }

    /// A name that goes into files and addresses.
    pub fn characters(&mut self, path: &[Step<'_>], what: &str, id: &str) {
        let safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if id.is_empty() || !id.chars().all(safe) {
            self.error(
                "id-characters",
                path,
                format!("the {what} id '{id}' has characters that do not fit"),
                "use a–z, 0–9, - and _ only; what readers see stands elsewhere",
            );
        }
    }

    /// Spellings that lead to ids: no spelling may lead to two of them.
    pub fn spellings<'i>(
        &mut self,
        what: &str,
        spellings: impl IntoIterator<Item = (Vec<Step<'i>>, &'i str, &'i str)>,
    ) {
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        for (path, spelling, id) in spellings {
            let owner = *owners.entry(spelling.trim().to_lowercase()).or_insert(id);
            if owner != id {
                self.error(
                    "ambiguous-spelling",
                    &path,
                    format!(
                        "'{spelling}' leads to two: the {what} '{owner}' and the {what} '{id}'"
                    ),
                    "take it out of one of them",
                );
            }
        }
    }
}

/// A longer path.
pub(super) fn join<'s>(path: &[Step<'s>], more: &[Step<'s>]) -> Vec<Step<'s>> {
    [path, more].concat()
}
