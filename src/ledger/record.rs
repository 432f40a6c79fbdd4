//! Law: a publication adds to the memory what is new, and only that; the same one twice adds nothing.

use super::{
    figure::{Face, Print, Sight},
    line::{Row, Slot, Word, close},
    memory::{Known, Memory, any},
    read::{FIRST, checksum},
    rules,
};
use crate::{
    config::{Disclosure, ReportSettings},
    ident::{CellKey, DistrictId},
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What stands at the beginning of a new memory.
const PREFACE: &str = "\
# What was published, so that later reports keep to it: `bydelsrapport build` reads this file, and
# `bydelsrapport build --publish` adds to it. Keep it with the project. Do not edit it: every block has a checksum.
# It holds no hidden figure, only fingerprints of shown ones (four letters) and which cells are withheld (w).
";

/// A publication as a whole.
#[derive(Clone, Copy, Debug)]
pub struct Publication<'a> {
    /// Which edition, and when it comes out.
    pub report: &'a ReportSettings,
    /// The rules it was made by.
    pub rules: &'a Disclosure,
}

/// The lines of a block, by district.
type Rows<'t> = BTreeMap<Row, BTreeMap<&'t DistrictId, Word>>;

impl Memory {
    /// The memory with one more publication; nothing where it holds that one already.
    ///
    /// The cells are all of the published table, reported or not, in order of key.
    pub fn record<'t>(
        &self,
        publication: &Publication<'_>,
        cells: impl Iterator<Item = (&'t CellKey, Face)>,
    ) -> Option<String> {
        let cells: Vec<(&CellKey, Face)> = cells.collect();
        let head = head(publication, &cells);
        if self.heads.contains(&head) {
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
        let districts: BTreeSet<&DistrictId> = cells.iter().map(|(key, _)| &key.district).collect();
        let columns: Vec<String> = districts.iter().map(|id| close(id.as_str())).collect();
        add(&format!("districts {}", columns.join(" ")));
        for (row, words) in self.rows(&cells) {
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
            let print = |figure| Print::figure(key, figure);
            let word = news(&face.figure, print, [self.figures.get(key), None]);
            put(key, Slot::Figure(key.category.clone()), word);
            let word = news(&face.base, |base| Print::base(key, base), self.bases_of(key));
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

/// What of a figure is not remembered yet.
fn news<T: Copy>(
    sight: &Sight<T>,
    print: impl FnOnce(T) -> Print,
    known: [Option<&Known>; 2],
) -> Word {
    let hidden = known.iter().flatten().any(|known| known.hidden);
    match *sight {
        Sight::Missing => Word::Nothing,
        Sight::Withheld if hidden => Word::Nothing,
        Sight::Withheld => Word::Withheld,
        Sight::Shown(figure) => {
            let print = print(figure);
            let has = |known: &&Known| known.prints.last() == Some(&print);
            if !hidden && known.iter().flatten().any(has) {
                Word::Nothing
            } else {
                Word::Shown(print)
            }
        }
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
fn head(publication: &Publication<'_>, cells: &[(&CellKey, Face)]) -> Vec<String> {
    let ReportSettings { edition, version, published, .. } = publication.report;
    let [edition, version, published] = [edition, version, published].map(|word| close(word));
    let mut head = vec![
        format!("publication {edition} {version} {published}"),
        format!("table {}", table(cells)),
    ];
    head.extend(rules::lines(publication.rules));
    head
}

/// The SHA-256 of the published table, a line per cell, without figures where it is withheld.
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
