//! Law: a publication adds to the memory what is new, and only that; the same one twice adds nothing.

use super::{
    figure::{Face, Figure, Sight},
    line::{Row, Slot, Word, close},
    link::{Link, Sort},
    memory::{Known, Memory, any},
    publications::Publications,
    read::{FIRST, checksum},
    rules,
    schema::Schema,
};
use crate::{
    config::{ReportSettings, Settings},
    ident::{CellKey, DistrictId},
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What stands at the beginning of a new memory.
const PREFACE: &str = "\
# What was published, so that later reports keep to it: `bydelsrapport build` reads this file, and
# `bydelsrapport build --publish` adds to it. Keep it with the project. Do not edit it: every block has a checksum.
# It holds what the reports and their downloads show, as they show it, and which figures they withhold (w); nothing else.
";

/// The lines of a block, by district.
type Rows<'t> = BTreeMap<Row, BTreeMap<&'t DistrictId, Word>>;

impl Publications {
    /// The memory with one more publication; nothing where it holds that one already.
    ///
    /// The cells are those that readers get to see, shown or withheld, in order of key, and `memory` is what was
    /// remembered when they were decided.
    pub fn record<'t>(
        &self,
        settings: &Settings,
        memory: &Memory,
        cells: impl Iterator<Item = (&'t CellKey, Face)>,
    ) -> Option<String> {
        let cells: Vec<(&CellKey, Face)> = cells.collect();
        let head = head(settings, &cells);
        if self.editions.iter().any(|edition| edition.head == head) {
            return None;
        }
        let mut text =
            if self.text.is_empty() { format!("{PREFACE}{FIRST}\n") } else { self.text.clone() };
        text.push('\n');
        let mut add = |line: &str| {
            text += line;
            text.push('\n');
        };
        head.iter().for_each(|line| add(line));
        let schema = Schema::of(settings);
        if self.editions.last().is_none_or(|last| last.schema != schema) {
            schema.lines().iter().for_each(|line| add(line));
        }
        if !self.is_empty() {
            self.pending(settings).iter().for_each(|link| add(&was(link)));
        }
        let districts: BTreeSet<&DistrictId> = cells.iter().map(|(key, _)| &key.district).collect();
        let columns: Vec<String> = districts.iter().map(|id| close(id.as_str())).collect();
        add(&format!("districts {}", columns.join(" ")));
        for (row, words) in memory.rows(&cells) {
            let of = |district| words.get(district).copied().unwrap_or(Word::Nothing);
            let words: Vec<Word> = districts.iter().map(of).collect();
            if words.iter().any(|word| *word != Word::Nothing) {
                let words: Vec<String> = words.iter().map(Word::to_string).collect();
                add(&format!("{row}  {}", words.join(" ")));
            }
        }
        let count = |shown: bool| {
            let figures = cells.iter().map(|(_, face)| face.figure);
            let wanted = figures.filter(|figure| match figure {
                Sight::Shown(_) => shown,
                Sight::Withheld => !shown,
                Sight::Missing => false,
            });
            wanted.count()
        };
        let end = format!("end {} shown {} withheld", count(true), count(false));
        let sum = checksum(text.lines().chain([end.as_str()]));
        text += &format!("{end} {sum}\n");
        Some(text)
    }
}

/// Which id was which, as a line.
fn was(link: &Link) -> String {
    let sort = match &link.sort {
        Sort::District => "district".to_owned(),
        Sort::Group => "group".to_owned(),
        Sort::Indicator => "indicator".to_owned(),
        Sort::Category(indicator) => format!("category {}", close(indicator.as_str())),
    };
    let was: Vec<String> = link.was.iter().map(|id| close(id)).collect();
    format!("was {sort} {} {}", close(&link.id), was.join(" "))
}

impl Memory {
    fn rows<'t>(&self, cells: &[(&'t CellKey, Face)]) -> Rows<'t> {
        let mut rows = Rows::new();
        let mut put = |key: &'t CellKey, slot, word| {
            let row = Row {
                period: key.period.clone(),
                indicator: key.indicator.clone(),
                slot,
                group: key.group.clone(),
            };
            rows.entry(row).or_default().insert(&key.district, word);
        };
        let apart = with_bases_apart(cells);
        for (key, face) in cells {
            let word = news(face.figure, [self.figures.get(key), None]);
            put(key, Slot::Figure(key.category.clone()), word);
            let word = news(counted(face.base), self.bases_of(key));
            if word == Word::Nothing {
            } else if apart.contains(&block(key)) {
                put(key, Slot::BaseOf(key.category.clone()), word);
            } else {
                put(key, Slot::Base, word);
            }
        }
        rows
    }
}

/// A base as a figure of its own.
fn counted(base: Sight<u64>) -> Sight<Figure> {
    match base {
        Sight::Shown(n) => Sight::Shown(Figure::Count(n)),
        Sight::Withheld => Sight::Withheld,
        Sight::Missing => Sight::Missing,
    }
}

/// What of a figure is not remembered yet.
fn news(sight: Sight<Figure>, known: [Option<&Known>; 2]) -> Word {
    let known = || known.iter().flatten();
    let hidden = known().any(|known| known.hidden());
    let last = |figure: Figure| {
        known().any(|known| known.shown().last().is_some_and(|last| last.same(figure)))
    };
    match sight {
        Sight::Missing => Word::Nothing,
        Sight::Withheld if hidden => Word::Nothing,
        Sight::Withheld => Word::Withheld,
        Sight::Shown(figure) if !hidden && last(figure) => Word::Nothing,
        Sight::Shown(figure) => Word::Shown(figure),
    }
}

/// An indicator's cells of one wave and group, all districts together.
fn block(key: &CellKey) -> CellKey {
    any(key).at(&DistrictId::new(""))
}

/// The blocks where some categories of a district differ in their base, or in whether it is shown.
fn with_bases_apart(cells: &[(&CellKey, Face)]) -> BTreeSet<CellKey> {
    let mut bases: BTreeMap<CellKey, Sight<u64>> = BTreeMap::new();
    let mut apart = BTreeSet::new();
    for (key, face) in cells.iter().filter(|(_, f)| f.base != Sight::Missing) {
        if *bases.entry(any(key)).or_insert(face.base) != face.base {
            apart.insert(block(key));
        }
    }
    apart
}

/// What tells a publication from every other.
fn head(settings: &Settings, cells: &[(&CellKey, Face)]) -> Vec<String> {
    let ReportSettings { edition, version, published, .. } = &settings.report;
    let [edition, version, published] = [edition, version, published].map(|word| close(word));
    let mut head = vec![
        format!("publication {edition} {version} {published}"),
        format!("table {}", table(cells)),
    ];
    head.extend(rules::lines(&settings.disclosure));
    head
}

/// The SHA-256 of what readers see, a line per cell, without figures where it is withheld.
fn table(cells: &[(&CellKey, Face)]) -> String {
    let mut hash = Sha256::new();
    for (key, face) in cells {
        let figure = match face.figure {
            Sight::Shown(figure) => figure.text(),
            Sight::Withheld => "withheld".to_owned(),
            Sight::Missing => "missing".to_owned(),
        };
        let base = match face.base {
            Sight::Shown(base) => base.to_string(),
            Sight::Withheld => "withheld".to_owned(),
            Sight::Missing => "missing".to_owned(),
        };
        let ids = [
            key.period.as_str(),
            key.district.as_str(),
            key.group.as_str(),
            key.indicator.as_str(),
            key.category.as_str(),
        ];
        hash.update(format!("{},{figure},{base}\n", ids.map(close).join(",")));
    }
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}
