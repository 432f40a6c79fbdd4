//! Law: an unknown has two ends and a role, a relation has terms and a right side; where they come from is not asked here.

use crate::ident::CellKey;
use std::collections::BTreeMap;

/// What an unknown is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A cell whose figure is withheld.
    Withheld,
    /// A base that nobody shows.
    Base,
    /// What the shown districts leave of the city, together.
    Rest,
    /// What some parts that nobody names add to a sum.
    Remainder,
    /// A count that is known between two ends, from its share.
    Bracketed,
}

/// Something that is not known.
#[derive(Clone, Debug)]
pub(super) struct Unknown {
    pub key: CellKey,
    pub role: Role,
    pub low: f64,
    pub high: f64,
    /// Whether it counts people: a sum behind a mean does not.
    pub whole: bool,
    /// Whether those counted in it know more than others: that it is not zero.
    pub may_be_zero: bool,
}

/// A sum: its terms come to `side`, or at most to it.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub terms: Vec<(usize, f64)>,
    pub equal: bool,
    pub side: f64,
    /// Whether coefficients and side are whole and exact.
    pub exact: bool,
    /// In words.
    pub what: &'static str,
}

/// All unknowns and relations.
#[derive(Clone, Debug, Default)]
pub(super) struct System {
    pub unknowns: Vec<Unknown>,
    pub relations: Vec<Relation>,
}

/// Unknowns that relations join, and those relations.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub unknowns: Vec<usize>,
    pub relations: Vec<usize>,
}

impl System {
    /// How many withheld cells there are.
    pub fn withheld(&self) -> usize {
        let withheld = |unknown: &&Unknown| unknown.role == Role::Withheld;
        self.unknowns.iter().filter(withheld).count()
    }

    /// The system in parts that have nothing in common.
    pub fn parts(&self) -> Vec<Part> {
        let mut above: Vec<usize> = (0..self.unknowns.len()).collect();
        for relation in &self.relations {
            let mut terms = relation.terms.iter().map(|(at, _)| *at);
            if let Some(first) = terms.next() {
                for other in terms {
                    let (a, b) = (top(&mut above, first), top(&mut above, other));
                    above[a.max(b)] = a.min(b);
                }
            }
        }
        let mut parts: BTreeMap<usize, Part> = BTreeMap::new();
        for at in 0..self.unknowns.len() {
            let top = top(&mut above, at);
            parts.entry(top).or_default().unknowns.push(at);
        }
        for (at, relation) in self.relations.iter().enumerate() {
            if let Some((first, _)) = relation.terms.first() {
                let top = top(&mut above, *first);
                parts.entry(top).or_default().relations.push(at);
            }
        }
        parts.into_values().collect()
    }
}

fn top(above: &mut [usize], mut at: usize) -> usize {
    while above[at] != at {
        above[at] = above[above[at]];
        at = above[at];
    }
    at
}
