//! Law: figures inside others, and figures that exclude each other, leave people over, and they are a number as well.

use super::{
    atoms::{Atom, People, base_of, count_of},
    draft::Draft,
};
use crate::{
    config::{Indicator, Kind},
    ident::CellKey,
};

/// Whether a figure is, for all that a reader can tell, the same question as the one that it lies in, put to fewer.
///
/// Where the settings do not say so, the tables are asked: a reader who takes it for that question may be right.
pub(super) fn asks_more(people: &People, indicator: &Indicator) -> bool {
    let Some(whole) = indicator.lies_in().filter(|_| indicator.kind == Kind::Share) else {
        return false;
    };
    if indicator.same_question_as.is_some() {
        return true;
    }
    let own =
        people.cells.iter().filter(|(key, cell)| key.indicator == indicator.id && !cell.published);
    let mut seen = false;
    for (key, cell) in own {
        let other = people.elsewhere(key, whole).map(|other| people.cells[&other].content);
        let numbers = other.and_then(|other| {
            let (asked, there) = (base_of(&other)?, count_of(&other)?);
            Some((asked, there, base_of(&cell.content)?, count_of(&cell.content)?))
        });
        if let Some((asked, there, base, count)) = numbers {
            if asked + count < base + there || asked < base {
                return false;
            }
            seen = true;
        }
    }
    seen
}

/// Those asked in `other` alone: some are counted there, and the others are people, too.
pub(super) fn elsewhere(people: &People, key: &CellKey, other: &CellKey, draft: &mut Draft) {
    let (Some(base), Some(asked)) = (people.base(key), people.base(other)) else {
        return;
    };
    if base == asked {
        return;
    }
    let rest = |key: &CellKey| Atom::Rest(people.plain(key));
    draft.rest(asked, people.atom(other), rest(other));
    draft.rest(base, people.atom(key), rest(key));
    let left = Atom::Elsewhere(people.plain(key));
    draft.left(rest(other), vec![rest(key)], left);
}

/// What figures that exclude each other leave of the people whom they are all parts of.
pub(super) fn exclusive(people: &People, draft: &mut Draft) {
    let measured = &people.settings.indicators;
    for set in measured.exclusive() {
        let (first, others) = (&set[0], &set[1..]);
        let wholes = |figure| measured.wholes(figure);
        let mut common = wholes(first);
        common.retain(|whole| others.iter().all(|other| wholes(other).contains(whole)));
        let meant = measured.meant(first);
        let own = people.cells.keys();
        let own = own.filter(|key| key.indicator == first.indicator && key.category == meant);
        for key in own.filter(|key| people.counts(key)) {
            let there = others.iter().filter_map(|other| people.elsewhere(key, other));
            let there: Vec<CellKey> = there.filter(|other| people.counts(other)).collect();
            if there.is_empty() {
                continue;
            }
            let whole = common.iter().find_map(|whole| people.elsewhere(key, whole));
            let whole = whole.filter(|whole| people.counts(whole)).map(|whole| people.atom(&whole));
            let base = people.base(key);
            let shared = base
                .filter(|base| there.iter().all(|other| people.base(other).as_ref() == Some(base)));
            let Some(whole) = whole.or(shared) else {
                continue;
            };
            let mut parts = vec![people.atom(key)];
            parts.extend(there.iter().map(|other| people.atom(other)));
            draft.left(whole, parts, Atom::Neither(people.plain(key), others.to_vec()));
        }
    }
}
