//! Law: a problem in settings points at the very characters that are wrong.

use crate::diagnostic::{Diagnostic, Place, Problems};
use serde::de::DeserializeOwned;
use std::{borrow::Cow, ops::Range};
use toml::{
    Spanned,
    de::{DeTable, DeValue, Deserializer},
};

/// A step from a table or list to what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// The value of a key.
    Key(&'a str),
    /// The n-th of a list, from 0.
    Nth(usize),
}

impl<'a> From<&'a str> for Step<'a> {
    fn from(key: &'a str) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Step<'_> {
    fn from(n: usize) -> Self {
        Self::Nth(n)
    }
}

/// Steps from the top of a settings file: `steps!["indicator", 2, "scale"]`.
macro_rules! steps {
    ($($step:expr),* $(,)?) => {
        &[$($crate::config::document::Step::from($step)),*][..]
    };
}
pub(crate) use steps;

/// A settings file with the place of everything in it.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    file: Cow<'t, str>,
    pub(super) root: Spanned<DeTable<'t>>,
}

impl<'t> Document<'t> {
    /// Reads a settings file's text.
    ///
    /// # Errors
    /// Every error of TOML syntax.
    pub fn parse(file: impl Into<Cow<'t, str>>, text: &'t str) -> Result<Self, Problems> {
        let file = file.into();
        let (root, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            return Ok(Self { file, root });
        }
        let problems = errors.iter().map(|error| {
            let span = error.span().unwrap_or(0..0);
            Diagnostic::error("syntax", Place::text(&file, span), syntax(error.message()))
        });
        Err(Problems(problems.collect()))
    }

    /// A file that is not there or cannot be read.
    pub(super) fn empty(file: &str) -> Self {
        Self { file: file.to_owned().into(), root: Spanned::new(0..0, DeTable::new()) }
    }

    /// What the file says as a value.
    pub(super) fn value<T: DeserializeOwned>(&self, problems: &mut Problems) -> Option<T> {
        match T::deserialize(Deserializer::from(self.root.clone())) {
            Ok(value) => Some(value),
            Err(error) => {
                let place = match error.span() {
                    Some(span) => Place::text(&self.file, span),
                    None => Place::file(&self.file),
                };
                problems.push(Diagnostic::error("settings", place, error.message()));
                None
            }
        }
    }

    /// The file's path.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Where the value at the end of `path` stands, or what holds it as far as it exists.
    pub fn at(&self, path: &[Step<'_>]) -> Place {
        self.span(path)
            .map_or_else(|| Place::file(&self.file), |span| Place::text(&self.file, span))
    }

    fn span(&self, path: &[Step<'_>]) -> Option<Range<usize>> {
        let (first, rest) = path.split_first()?;
        let Step::Key(key) = first else { return None };
        let mut value = self.root.get_ref().get(*key)?;
        for step in rest {
            match inner(value.get_ref(), *step) {
                Some(found) => value = found,
                None => break,
            }
        }
        Some(value.span())
    }
}

/// One step into a value.
fn inner<'v, 'i>(value: &'v DeValue<'i>, step: Step<'_>) -> Option<&'v Spanned<DeValue<'i>>> {
    match step {
        Step::Key(key) => value.get(key),
        Step::Nth(n) => value.get(n),
    }
}

/// The parser's words as a sentence of ours.
fn syntax(message: &str) -> String {
    format!("this is not TOML: {message}")
}
