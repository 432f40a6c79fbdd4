//! Law: everything that is seen says in which file and which channel it stands.

use crate::ident::{CategoryId, CellKey};
use std::{fmt, sync::Arc};

/// A way in which a published file says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// A row of a CSV file.
    Data,
    /// A cell of a table in a page.
    Table,
    /// Running text of a page: sentences, headings, captions.
    Text,
    /// The alternative text of a drawing in a page.
    AltText,
    /// The shapes and numbers of a drawing in a page.
    Chart,
    /// A cell of a table in a PDF.
    PaperTable,
    /// Running text of a PDF.
    PaperText,
    /// The alternative text of a drawing in a PDF.
    PaperAltText,
    /// The codebook.
    Codebook,
    /// The file of a report's claims.
    Claims,
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Data => "data",
            Self::Table => "HTML table",
            Self::Text => "HTML text",
            Self::AltText => "HTML alternative text",
            Self::Chart => "chart",
            Self::PaperTable => "PDF table",
            Self::PaperText => "PDF text",
            Self::PaperAltText => "PDF alternative text",
            Self::Codebook => "codebook",
            Self::Claims => "claims",
        })
    }
}

/// Where something was seen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// Which of the outputs, from 0; a later one is newer.
    pub(super) output: usize,
    /// The file, with the output's name before it.
    pub file: Arc<str>,
    /// The channel.
    pub channel: Channel,
}

impl Source {
    /// Another channel of the same file.
    pub(super) fn through(&self, channel: Channel) -> Self {
        Self { channel, ..self.clone() }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.file, self.channel)
    }
}

/// Which number of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Measure {
    /// How many people.
    Count,
    /// Of how many; the same for all categories.
    Base,
    /// Count over base, or the mean.
    Share,
}

/// What stands there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Seen {
    /// A number between two ends, both possible; the same where it is exact.
    Number(f64, f64),
    /// The sign for a withheld figure.
    Withheld,
    /// The sign for a figure that the source lacks.
    Missing,
}

/// One number of one cell, as one place says it.
#[derive(Clone, Debug)]
pub(super) struct Sighting {
    pub key: CellKey,
    pub measure: Measure,
    pub seen: Seen,
    pub source: Source,
}

/// A figure that is made of several cells.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Of {
    /// One number of one cell.
    One(Measure, CellKey),
    /// The first less the second.
    Less(Measure, CellKey, CellKey),
    /// One count as a share of another.
    Ratio(CellKey, CellKey),
    /// An interval around the first less the second.
    Interval(CellKey, CellKey),
}

impl Of {
    /// Reads `data-cell`.
    pub fn read(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        let (interval, words) = match words.split_first() {
            Some((&"interval", rest)) => (true, rest),
            _ => (false, &words[..]),
        };
        let mut items = Vec::new();
        for word in words {
            let (measure, address) = word.split_once(':')?;
            items.push((measure, CellKey::from_address(address)?));
        }
        match &items[..] {
            [(name, key)] => Some(Self::One(measure(name)?, key.clone())),
            [("part", part), ("whole", whole)] if !interval => {
                Some(Self::Ratio(part.clone(), whole.clone()))
            }
            [(_, first), (_, second)] if interval => {
                Some(Self::Interval(first.clone(), second.clone()))
            }
            [(name, first), (other, second)] if name == other => {
                Some(Self::Less(measure(name)?, first.clone(), second.clone()))
            }
            _ => None,
        }
    }

    /// The cells that it is made of.
    pub fn keys(&self) -> Vec<&CellKey> {
        match self {
            Self::One(_, key) => vec![key],
            Self::Less(_, a, b) | Self::Ratio(a, b) | Self::Interval(a, b) => vec![a, b],
        }
    }
}

/// A cell that a text rests on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rest {
    pub key: CellKey,
    /// Only its base, or only its count; any of its numbers where nothing is said.
    pub measure: Option<Measure>,
}

/// What a number in a text is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cite {
    /// One number of one cell.
    One(Measure, CellKey),
    /// One count as a share of another.
    Part(CellKey, CellKey),
    /// Those of a base who are not counted.
    Without(CellKey),
    /// One share less another, in percentage points, without its sign.
    Points(CellKey, CellKey),
    /// So many people of the first cell's base as those points are.
    People(CellKey, CellKey),
    /// How many rows are of some sort.
    Tally,
}

impl Cite {
    /// Reads `measure` and the cells behind it.
    pub fn read(name: &str, cells: &[&str]) -> Option<Self> {
        if name == "tally" {
            return Some(Self::Tally);
        }
        let keys: Option<Vec<CellKey>> = cells.iter().map(|it| CellKey::from_address(it)).collect();
        let mut keys = keys?.into_iter();
        let (first, second) = (keys.next()?, keys.next());
        match (name, second) {
            ("part", Some(whole)) => Some(Self::Part(first, whole)),
            ("points", Some(other)) => Some(Self::Points(first, other)),
            ("people", Some(other)) => Some(Self::People(first, other)),
            ("without", None) => Some(Self::Without(first)),
            // Where a figure is part of another count, its own number comes first.
            (name, _) => Some(Self::One(measure(name)?, first)),
        }
    }

    /// The cells that it is made of.
    pub fn keys(&self) -> Vec<&CellKey> {
        match self {
            Self::One(_, key) | Self::Without(key) => vec![key],
            Self::Part(a, b) | Self::Points(a, b) | Self::People(a, b) => vec![a, b],
            Self::Tally => Vec::new(),
        }
    }
}

/// A number as a text has it, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    pub text: String,
    pub cite: Cite,
}

/// The cells that `data-cells` names, and behind a bar each the numbers with what they are; nothing where it says
/// anything else.
pub(super) fn cited(text: &str) -> Option<(Vec<Rest>, Vec<Told>)> {
    let mut parts = text.split(" | ");
    let rest = |word: &str| {
        let (name, address) = word.split_once(':').unwrap_or(("", word));
        let measure = if name.is_empty() { None } else { Some(measure(name)?) };
        Some(Rest { key: CellKey::from_address(address)?, measure })
    };
    let words = parts.next()?.split(' ').filter(|word| !word.is_empty());
    let rests: Option<Vec<Rest>> = words.map(rest).collect();
    let told: Option<Vec<Told>> = parts
        .map(|part| {
            let (text, of) = part.rsplit_once('=')?;
            let (name, cells) = of.split_once(':')?;
            let cells: Vec<&str> = cells.split(' ').collect();
            Some(Told { text: text.to_owned(), cite: Cite::read(name, &cells)? })
        })
        .collect();
    Some((rests?, told?))
}

fn measure(name: &str) -> Option<Measure> {
    match name {
        "count" => Some(Measure::Count),
        "base" => Some(Measure::Base),
        "share" => Some(Measure::Share),
        _ => None,
    }
}

/// The cell that carries a base: the same for all categories.
pub(super) fn of_base(key: &CellKey) -> CellKey {
    key.of(&CategoryId::total())
}

/// A cell as a finding names it: never with a value.
pub(super) fn named(key: &CellKey) -> String {
    let CellKey { indicator, district, group, period, category } = key;
    format!("{indicator}:{category}@{group} {district} {period}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_figure_is_of_is_read() {
        let of = |text: &str| Of::read(text);
        let key = CellKey::from_address("2018.a.total.x.red").unwrap();
        let other = CellKey::from_address("2017.a.total.x.red").unwrap();
        assert_eq!(of("share:2018.a.total.x.red"), Some(Of::One(Measure::Share, key.clone())));
        assert_eq!(
            of("share:2018.a.total.x.red share:2017.a.total.x.red"),
            Some(Of::Less(Measure::Share, key.clone(), other.clone()))
        );
        assert_eq!(
            of("part:2018.a.total.x.red whole:2017.a.total.x.red"),
            Some(Of::Ratio(key.clone(), other.clone()))
        );
        assert_eq!(
            of("interval share:2018.a.total.x.red share:2017.a.total.x.red"),
            Some(Of::Interval(key, other))
        );
        for wrong in ["", "share", "share:a.b", "size:2018.a.total.x.red"] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }
}
