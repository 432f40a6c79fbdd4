//! Law: what people write in Markdown becomes words and their roles, and nothing that could be run.
//!
//! Raw HTML, images, code and formulas are refused with file and line; the rest is data, which both
//! editions set as they set any other text.

mod link;
mod problem;
mod read;
#[cfg(test)]
mod tests;

use crate::{
    assets::{Assets, Letters},
    diagnostic::{Diagnostic, Place, Problems},
    ident::Lang,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A text that somebody wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Article {
    /// Its parts in order.
    pub parts: Vec<Part>,
    /// Its footnotes in the order of their numbers, from 1.
    pub notes: Vec<Line>,
}

/// A part of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Part {
    /// A heading.
    Heading {
        /// How deep below the article's title: 1 or 2, and never a step of two downwards.
        depth: u8,
        /// Its words.
        text: Line,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        text: Line,
    },
    /// A list.
    List(List),
    /// What somebody said.
    Quote {
        /// The words.
        paragraphs: Vec<Line>,
        /// Who said it.
        by: Option<Line>,
    },
    /// A table of words.
    Table(Grid),
    /// A pause between two thoughts.
    Pause,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct List {
    /// The first number; no numbers where absent.
    pub start: Option<u64>,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its paragraphs.
    pub paragraphs: Vec<Line>,
    /// A list below it.
    pub list: Option<Box<List>>,
}

/// A table of words: a row of heads, and the first cell of a row heads the row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Grid {
    /// What readers' tools call it.
    pub name: String,
    /// Which columns stand to the right.
    pub right: Vec<bool>,
    /// The heads.
    pub head: Vec<Line>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<Line>>,
}

/// Words in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// The words alone.
    pub fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }
}

/// A stretch of words in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The words; a line feed breaks the line.
    pub text: String,
    /// Set strong.
    pub strong: bool,
    /// Stressed.
    pub emphasis: bool,
    /// Where the words lead.
    pub link: Option<Link>,
    /// The footnote whose number stands here instead of words.
    pub note: Option<Noted>,
}

/// Where words lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// An address that begins with `https:`, `http:` or `mailto:`.
    pub to: String,
    /// The address as paper shows it after the words; absent where they are the address.
    pub shown: Option<String>,
}

/// A footnote's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Noted {
    /// The number.
    pub number: usize,
    /// Whether it stands here for the first time.
    pub first: bool,
}

/// All articles of one language.
#[derive(Debug, Default)]
pub struct Articles {
    /// By district, where it is for one, and name.
    articles: BTreeMap<(Option<String>, String), Article>,
}

impl Articles {
    /// Reads every article of a language.
    ///
    /// # Errors
    /// All that articles cannot hold, each with its place.
    pub fn new(assets: &Assets, lang: &Lang) -> Result<Self, Problems> {
        let folder = format!("report-templates/articles/{lang}/");
        let letters = Letters::of(assets);
        let mut problems = Problems::default();
        let mut articles = BTreeMap::new();
        for (path, bytes) in assets.under(&folder) {
            let below = path.strip_prefix(&folder).unwrap_or(path);
            // Files of other kinds are told by the settings' check.
            let Some(below) = below.strip_suffix(".md") else {
                continue;
            };
            let key = match below.split_once('/') {
                Some((slug, name)) => (Some(slug.to_owned()), name.to_owned()),
                None => (None, below.to_owned()),
            };
            match text(path, bytes).and_then(|text| read::read(path, text, &letters)) {
                Ok(article) => drop(articles.insert(key, article)),
                Err(more) => problems.extend(more),
            }
        }
        if problems.fatal() { Err(problems) } else { Ok(Self { articles }) }
    }

    /// The article of this name: the district's own, or that of all districts.
    pub fn get(&self, slug: &str, name: &str) -> Option<&Article> {
        let of =
            |slug: Option<&str>| self.articles.get(&(slug.map(str::to_owned), name.to_owned()));
        of(Some(slug)).or_else(|| of(None))
    }
}

/// So long may an article be, in bytes: about thirty pages.
const LONG: usize = 100_000;

/// A file's text, where it is one and not too long.
fn text<'b>(path: &str, bytes: &'b [u8]) -> Result<&'b str, Problems> {
    if bytes.len() > LONG {
        let message = format!("this article is longer than {} kB", LONG / 1000);
        let problem = Diagnostic::error("too-long", Place::file(path), message);
        return Err(problem.hint("divide it into several articles").into());
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        let place = Place::Line { file: path.into(), line: line as u64, column: None };
        Diagnostic::error("encoding", place, "the file is not UTF-8 text")
            .hint("save it as UTF-8")
            .into()
    })
}
