//! Law: a cell is a number, an unknown or absent; which of them, every file together decides.

use super::system::{Relation, Role, System, Unknown};
use crate::{
    audit::{
        book::{Book, Indicator},
        sight::of_base,
        table::{Known, Table},
    },
    ident::{CategoryId, CellKey, IndicatorId},
};
use std::collections::BTreeMap;

/// More people than any of these surveys counts: the end of what is otherwise unbounded.
const MANY: f64 = 1e6;

/// The category that stands for the base of an indicator without categories; no id looks like this.
const BASE: &str = "(base)";

/// The longest chain of bases that are figures with bases that are figures.
const LONGEST: usize = 8;

/// What stands for a cell in a sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Term {
    Number(f64),
    Unknown(usize),
    Absent,
}

/// Finds terms and keeps each unknown once.
pub(super) struct Terms<'a> {
    pub table: &'a Table,
    pub book: &'a Book,
    pub system: System,
    places: BTreeMap<CellKey, usize>,
    depth: usize,
}

impl<'a> Terms<'a> {
    pub fn new(table: &'a Table, book: &'a Book) -> Self {
        Self { table, book, system: System::default(), places: BTreeMap::new(), depth: 0 }
    }

    /// Whether some file has a place for this cell.
    pub fn is_present(&self, key: &CellKey) -> bool {
        let known = self.table.known(key);
        known.is_shown() || known.withheld || known.missing
    }

    /// The term of a cell.
    pub fn cell(&mut self, indicator: &Indicator, key: &CellKey) -> Term {
        if !indicator.categories.is_empty() && key.category.is_total() {
            return self.base(indicator, key);
        }
        let known = self.table.known(key);
        self.own(indicator, key, known)
    }

    /// The term of a cell from what is said of itself.
    fn own(&mut self, indicator: &Indicator, key: &CellKey, known: Known) -> Term {
        if let Some((low, high)) = known.count
            && low == high
        {
            return Term::Number(low);
        }
        if let Some((low, high)) = known.share {
            return self.by_share(indicator, key, low, high);
        }
        if known.withheld {
            return Term::Unknown(self.withheld(indicator, key));
        }
        Term::Absent
    }

    /// A count of which only the share is shown: a number where the base leaves one alone.
    fn by_share(&mut self, indicator: &Indicator, key: &CellKey, low: f64, high: f64) -> Term {
        if let Some(at) = self.places.get(key) {
            return Term::Unknown(*at);
        }
        let mean = indicator.kind == "mean";
        let base = self.base(indicator, key);
        let Term::Number(base) = base else {
            return match base {
                Term::Unknown(base) if !mean => {
                    let at = self.unknown(key, Role::Bracketed, 0.0, MANY, true);
                    self.relate(&[(base, low), (at, -1.0)], 0.0, "a share and its base");
                    self.relate(&[(at, 1.0), (base, -high)], 0.0, "a share and its base");
                    Term::Unknown(at)
                }
                _ => Term::Absent,
            };
        };
        let (low, high) = (low * base, high * base);
        if mean {
            return Term::Unknown(self.unknown(key, Role::Bracketed, low, high, false));
        }
        let (low, high) = ((low - 1e-9).ceil().max(0.0), (high + 1e-9).floor().min(base));
        if low == high {
            Term::Number(low)
        } else {
            Term::Unknown(self.unknown(key, Role::Bracketed, low, high.max(low), true))
        }
    }

    /// A withheld cell: at most its base, and not zero where zeros are shown.
    fn withheld(&mut self, indicator: &Indicator, key: &CellKey) -> usize {
        if let Some(at) = self.places.get(key) {
            return *at;
        }
        let rule = self.book.rule(&indicator.id);
        let base = match self.table.base(key, self.book) {
            Some((low, high)) if low == high => Some(low),
            _ => match self.linked(indicator, key) {
                Some(Term::Number(base)) => Some(base),
                _ => None,
            },
        };
        // A zero on a base under the minimum is withheld with the rest.
        let base_is_shown =
            indicator.kind == "count" || base.is_some_and(|base| base >= rule.minimum_base as f64);
        let nonzero = rule.zeros_shown && base_is_shown;
        let whole = indicator.kind != "mean";
        let high = base.filter(|_| whole).unwrap_or(MANY);
        let low = if nonzero && whole { 1.0 } else { 0.0 };
        let at = self.unknown(key, Role::Withheld, low, high, whole);
        self.system.unknowns[at].may_be_zero = !nonzero;
        at
    }

    /// The term of the base of a cell.
    pub fn base(&mut self, indicator: &Indicator, key: &CellKey) -> Term {
        let whole = of_base(key);
        let divided = !indicator.categories.is_empty();
        let known = self.table.known(&whole);
        let (said, withheld) =
            if divided { (known.count, known.withheld) } else { (known.base, known.base_withheld) };
        if let Some((low, high)) = said
            && low == high
        {
            return Term::Number(low);
        }
        let linked = self.linked(indicator, key).unwrap_or(Term::Absent);
        let place = if divided { whole } else { key.of(&CategoryId::new(BASE)) };
        if divided && withheld {
            let new = !self.places.contains_key(&place);
            let own = self.withheld(indicator, &place);
            if new && linked != Term::Absent {
                self.equate(own, linked);
            }
            return Term::Unknown(own);
        }
        let present = withheld || self.is_present(key) || self.is_present(&of_base(key));
        match linked {
            Term::Absent if present && indicator.kind != "count" => {
                let role = if withheld { Role::Withheld } else { Role::Base };
                Term::Unknown(self.unknown(&place, role, 0.0, MANY, true))
            }
            linked => linked,
        }
    }

    /// The figure whose people are the base, where the codebook names one and the groups are the same people.
    fn linked(&mut self, indicator: &Indicator, key: &CellKey) -> Option<Term> {
        if self.depth > LONGEST {
            return None;
        }
        let book = self.book;
        let Some(address) = indicator.base_is.as_ref() else {
            return self.same_base(indicator, key);
        };
        let (id, category) = named(address);
        let other = book.indicator(&id).filter(|other| other.id != indicator.id)?;
        let people = book.people(indicator, key.group.as_str())?;
        if book.people(other, key.group.as_str())? != people {
            return None;
        }
        let there = CellKey {
            indicator: IndicatorId::new(&id),
            category: CategoryId::new(&category),
            ..key.clone()
        };
        self.depth += 1;
        let term = self.cell(other, &there);
        self.depth -= 1;
        Some(term)
    }

    /// The base of another indicator of the same people.
    fn same_base(&mut self, indicator: &Indicator, key: &CellKey) -> Option<Term> {
        let book = self.book;
        let other = book.indicator(indicator.same_base_as.as_ref()?)?;
        let group = key.group.as_str();
        if other.id == indicator.id
            || book.people(indicator, group)? != book.people(other, group)?
        {
            return None;
        }
        let there = CellKey { indicator: IndicatorId::new(&other.id), ..of_base(key) };
        self.depth += 1;
        let term = self.base(other, &there);
        self.depth -= 1;
        Some(term)
    }

    /// The unknown of a key; made where it is not there.
    pub fn unknown(
        &mut self,
        key: &CellKey,
        role: Role,
        low: f64,
        high: f64,
        whole: bool,
    ) -> usize {
        let next = self.system.unknowns.len();
        let at = *self.places.entry(key.clone()).or_insert(next);
        if at == next {
            self.system.unknowns.push(Unknown {
                key: key.clone(),
                role,
                low,
                high,
                whole,
                may_be_zero: low < 1.0,
            });
        }
        at
    }

    /// An unknown without a key of its own.
    pub fn remainder(&mut self, key: &CellKey) -> usize {
        let at = self.system.unknowns.len();
        self.system.unknowns.push(Unknown {
            key: key.clone(),
            role: Role::Remainder,
            low: 0.0,
            high: MANY,
            whole: true,
            may_be_zero: true,
        });
        at
    }

    /// Terms that come at most to `side`.
    pub fn relate(&mut self, terms: &[(usize, f64)], side: f64, what: &'static str) {
        self.system.relations.push(Relation {
            terms: terms.to_vec(),
            equal: false,
            side,
            exact: false,
            what,
        });
    }

    fn equate(&mut self, own: usize, other: Term) {
        let (terms, side) = match other {
            Term::Number(number) => (vec![(own, 1.0)], number),
            Term::Unknown(other) if other != own => (vec![(own, 1.0), (other, -1.0)], 0.0),
            _ => return,
        };
        self.system.relations.push(Relation {
            terms,
            equal: true,
            side,
            exact: true,
            what: "its base is another figure's people",
        });
    }
}

/// Whether a key stands for how many a figure is of.
pub(super) fn is_base(key: &CellKey) -> bool {
    key.category.as_str() == BASE
}

/// `indicator:category`, the category `total` where none is named.
pub(super) fn named(address: &str) -> (String, String) {
    match address.split_once(':') {
        Some((id, category)) => (id.to_owned(), category.to_owned()),
        None => (address.to_owned(), crate::ident::TOTAL.to_owned()),
    }
}
