//! Law: count, base and value of a cell may come from different tables, but each of them once.

use super::{
    faults::{Faults, hinted},
    names::{Address, Names},
    symbols::Slot,
};
use crate::{
    confidential::raw::{Content, Masked, RawCell},
    config::Kind,
    config::source::Role,
    diagnostic::Place,
    ident::CellKey,
};
use std::collections::{BTreeMap, HashMap, hash_map};

/// Cells under way.
#[derive(Default)]
pub(super) struct Entries {
    cells: HashMap<Address, Entry>,
    /// The figures that came so far; several may meet in a cell.
    pub figures: usize,
}

struct Entry {
    count: Slot,
    base: Slot,
    value: Slot,
    provisional: bool,
    published: bool,
    place: Place,
}

/// One figure on its way into a cell.
pub(super) struct Figure {
    /// What it is: count, base or value.
    pub role: Role,
    /// What it says.
    pub slot: Slot,
    /// It may change.
    pub provisional: bool,
    /// It is published already.
    pub published: bool,
}

impl Entries {
    /// Adds a figure; one that is there already is a problem.
    pub fn add(
        &mut self,
        at: Address,
        figure: Figure,
        place: impl Fn() -> Place,
        names: &Names,
        faults: &mut Faults,
    ) {
        self.figures += 1;
        let entry = match self.cells.entry(at) {
            hash_map::Entry::Occupied(found) => found.into_mut(),
            hash_map::Entry::Vacant(free) => free.insert(Entry {
                count: Slot::Absent,
                base: Slot::Absent,
                value: Slot::Absent,
                provisional: false,
                published: figure.published,
                place: place(),
            }),
        };
        let slot = match figure.role {
            Role::Base => &mut entry.base,
            Role::Value => &mut entry.value,
            _ => &mut entry.count,
        };
        let same_base = figure.role == Role::Base && *slot == figure.slot;
        if *slot == Slot::Absent || same_base {
            *slot = figure.slot;
            entry.provisional |= figure.provisional;
            entry.published &= figure.published;
        } else {
            let key = names.key(&at);
            let problem = hinted(
                "duplicate-cell",
                place(),
                format!("{} is given twice", described(&key)),
                format!("it stands first in {}", entry.place),
            );
            faults.push(problem.hint(
                "leave out one of them with `skip` or `only`, or map the column that tells them apart",
            ));
        }
    }

    /// The number of cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Makes cells of the figures by the kinds of their indicators.
    pub fn finish(self, names: &Names, faults: &mut Faults) -> BTreeMap<CellKey, RawCell> {
        let mut all: Vec<(Address, Entry)> = self.cells.into_iter().collect();
        all.sort_unstable_by_key(|(at, _)| *at);
        let cells = all.into_iter().map(|(at, entry)| {
            let key = names.key(&at);
            let content = content(&entry, names.kind(at[0]), &key, faults);
            let Entry { provisional, published, place, .. } = entry;
            (key, RawCell { content, provisional, published, place })
        });
        cells.collect()
    }
}

/// A cell as problems name it: ids only.
pub(in crate::confidential) fn described(key: &CellKey) -> String {
    let mut text = format!("indicator '{}'", key.indicator);
    if !key.category.is_total() {
        text += &format!(", category '{}'", key.category);
    }
    if !key.group.is_total() {
        text += &format!(", group '{}'", key.group);
    }
    match key.district.is_total() {
        true => text += ", the city",
        false => text += &format!(", district '{}'", key.district),
    }
    text + &format!(", period '{}'", key.period)
}

fn content(entry: &Entry, kind: Kind, key: &CellKey, faults: &mut Faults) -> Content {
    let base = match entry.base {
        Slot::Known(base) if kind != Kind::Count => Some(Masked(whole(base))),
        _ => None,
    };
    let leading =
        if kind == Kind::Mean || entry.count == Slot::Absent { entry.value } else { entry.count };
    let hidden = [leading, entry.base, entry.count, entry.value].contains(&Slot::Hidden);
    match (leading, kind) {
        _ if hidden => Content::Hidden,
        (Slot::Known(mean), Kind::Mean) => Content::Mean { mean: Masked(mean), base },
        (Slot::Known(count), _) if entry.count != Slot::Absent => {
            Content::Count { count: Masked(whole(count)), base }
        }
        (Slot::Known(percent), kind) if entry.published && kind != Kind::Count => {
            Content::Share { percent: Masked(percent), base }
        }
        (Slot::Absent, _) if key.category.is_total() && kind.sums() && base.is_some() => {
            Content::Count { count: Masked(whole_of(entry.base)), base }
        }
        (Slot::Missing, _) if matches!(entry.value, Slot::Known(_)) && !entry.published => {
            faults.push(share_alone(key, &entry.place));
            Content::Missing
        }
        (Slot::Missing, _) => Content::Missing,
        (Slot::Known(_), _) => {
            faults.push(share_alone(key, &entry.place));
            Content::Missing
        }
        (Slot::Absent | Slot::Hidden, _) => {
            let what = if kind == Kind::Mean { "mean" } else { "count" };
            faults.push(hinted(
                "no-count",
                entry.place.clone(),
                format!("{} has no {what}", described(key)),
                format!("map the column that holds the {what} in `columns` of the source"),
            ));
            Content::Missing
        }
    }
}

fn share_alone(key: &CellKey, place: &Place) -> crate::diagnostic::Diagnostic {
    hinted(
        "share-without-count",
        place.clone(),
        format!("{} has a share without a count", described(key)),
        "map the column of counts to `count`: small counts cannot be protected by their shares",
    )
    .hint("set `published = true` only where the figures are public already")
}

/// Counts were found to be whole when they were read.
fn whole(count: f64) -> u64 {
    count.round() as u64
}

fn whole_of(slot: Slot) -> u64 {
    match slot {
        Slot::Known(count) => whole(count),
        _ => 0,
    }
}
