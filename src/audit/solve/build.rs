//! Law: every sum that the codebook tells of is made once, over all files together.

use super::{
    block::Block,
    system::{Role, System},
    terms::{Term, Terms, named},
};
use crate::{
    audit::{
        book::{Book, Indicator},
        finding::{Finding, Findings},
        sight,
        table::Table,
    },
    ident::{CategoryId, CellKey, IndicatorId, Period, TOTAL},
};
use std::collections::BTreeSet;

/// A place that no file names.
const ELSEWHERE: &str = "(elsewhere)";

/// All relations between the cells of a table.
pub(super) fn system(table: &Table, book: &Book, findings: &mut Findings) -> System {
    let mut build = Build { terms: Terms::new(table, book), findings };
    let mut periods: BTreeSet<&str> = book.periods.iter().map(String::as_str).collect();
    periods.extend(book.areas.iter().flat_map(|area| area.periods.iter().map(String::as_str)));
    for period in periods {
        for indicator in &book.indicators {
            build.block(indicator, Period::new(period));
        }
    }
    // A withheld cell that no sum touches is an unknown, too.
    for (key, known) in table.iter() {
        if let (Some(indicator), true) = (book.indicator(key.indicator.as_str()), known.withheld) {
            build.terms.cell(indicator, key);
        }
    }
    build.terms.system
}

struct Build<'a, 'f> {
    terms: Terms<'a>,
    findings: &'f mut Findings,
}

impl<'a> Build<'a, '_> {
    fn block(&mut self, indicator: &'a Indicator, period: Period) {
        let book = self.terms.book;
        let block = Block::new(indicator, period, &self.terms);
        self.districts(&block);
        let mut places: Vec<String> = book.districts.iter().map(|it| it.id.clone()).collect();
        places.extend(book.areas.iter().map(|area| area.id.clone()));
        if !places.iter().any(|place| place == TOTAL) {
            places.push(TOTAL.to_owned());
        }
        if !block.open.is_empty() && !block.full.is_empty() {
            places.push(block.rest());
        }
        for place in &places {
            self.groups(&block, place);
            self.categories(&block, place);
            self.bounds(&block, place);
        }
        self.areas(&block);
    }

    fn term(&mut self, block: &Block, key: &CellKey) -> Term {
        if key.district.as_str() != block.rest() || block.open.is_empty() {
            return self.terms.cell(block.indicator, key);
        }
        let whole = block.indicator.kind != "mean";
        Term::Unknown(self.terms.unknown(key, Role::Rest, 0.0, 1e6, whole))
    }

    /// The city is the sum of its districts.
    fn districts(&mut self, block: &Block) {
        for group in &block.groups {
            for category in &block.categories {
                let city = block.key(TOTAL, group, category);
                let key = |district: &&str| block.key(district, group, category);
                let mut parts: Vec<CellKey> = block.full.iter().map(key).collect();
                let open: Vec<CellKey> = block.open.iter().map(key).collect();
                if block.full.is_empty() || block.open.is_empty() {
                    parts.extend(open);
                    self.sum(block, &city, &parts, "the city less its districts");
                    continue;
                }
                let rest = block.key(&block.rest(), group, category);
                parts.push(rest.clone());
                self.sum(block, &city, &parts, "the city less its districts");
                if open.iter().any(|key| self.terms.is_present(key)) {
                    self.sum(block, &rest, &open, "the city less its districts");
                }
            }
        }
    }

    /// A group is the sum of those that it consists of, the total of all that are asked.
    fn groups(&mut self, block: &Block, place: &str) {
        let book = self.terms.book;
        for group in &block.groups {
            let Some(people) = book.people(block.indicator, group) else {
                continue;
            };
            // Where there are no groups the total is the sum of none, and no sum at all.
            if people.is_empty() || (people.len() == 1 && people.contains(group.as_str())) {
                continue;
            }
            for category in &block.categories {
                let whole = block.key(place, group, category);
                let parts: Vec<CellKey> =
                    people.iter().map(|part| block.key(place, part, category)).collect();
                self.sum(block, &whole, &parts, "a group less the groups it consists of");
            }
        }
    }

    /// The base is the sum of the categories, where everybody has one; a composed one of its parts.
    fn categories(&mut self, block: &Block, place: &str) {
        let it = block.indicator;
        for group in &block.groups {
            let key = |category: &str| block.key(place, group, category);
            if ["levels", "choice"].contains(&it.kind.as_str()) {
                let single = it.categories.iter().filter(|category| category.sum_of.is_empty());
                let parts: Vec<CellKey> = single.map(|category| key(&category.id)).collect();
                self.sum(block, &key(TOTAL), &parts, "the base less its categories");
            }
            for category in it.categories.iter().filter(|category| !category.sum_of.is_empty()) {
                let parts: Vec<CellKey> = category.sum_of.iter().map(|part| key(part)).collect();
                self.sum(block, &key(&category.id), &parts, "a category less those it consists of");
            }
        }
    }

    /// Nobody is counted who is not in the base, nor in a part without its whole.
    fn bounds(&mut self, block: &Block, place: &str) {
        let it = block.indicator;
        let outer = it.part_of.as_ref().map(|address| named(address));
        for group in &block.groups {
            for category in &block.categories {
                let key = block.key(place, group, category);
                let inner = self.term(block, &key);
                let own_base = !it.categories.is_empty() && category == TOTAL;
                if ["share", "multi"].contains(&it.kind.as_str()) && !own_base {
                    let base = if place == block.rest() {
                        Term::Absent
                    } else {
                        self.terms.base(it, &key)
                    };
                    self.at_most(inner, base, "nobody is counted outside the base");
                }
                if place != block.rest() && !own_base {
                    self.neither(block, &key);
                    self.apart(block, &key);
                }
                let Some((id, category)) = &outer else {
                    continue;
                };
                let book = self.terms.book;
                let Some(other) = book.indicator(id) else {
                    continue;
                };
                if place != block.rest() && book.people(it, group) == book.people(other, group) {
                    let there = CellKey {
                        indicator: IndicatorId::new(id),
                        category: CategoryId::new(category),
                        ..key.clone()
                    };
                    let outer = self.terms.cell(other, &there);
                    self.at_most(inner, outer, "everybody here is counted there, too");
                }
            }
        }
    }

    /// A figure of another indicator in the same place, where its groups are the same people.
    fn elsewhere(
        &mut self,
        it: &Indicator,
        address: &str,
        key: &CellKey,
    ) -> Option<(&'a Indicator, CellKey)> {
        let (id, category) = named(address);
        let book = self.terms.book;
        let other = book.indicator(&id)?;
        let group = key.group.as_str();
        (book.people(it, group) == book.people(other, group)).then(|| {
            let indicator = IndicatorId::new(&id);
            (other, CellKey { indicator, category: CategoryId::new(&category), ..key.clone() })
        })
    }

    /// Of the same question put to some: those who are neither among them nor say yes are a number of people.
    fn neither(&mut self, block: &Block, key: &CellKey) {
        let it = block.indicator;
        let Some(address) = it.same_question_as.as_ref().filter(|_| it.base_is.is_some()) else {
            return;
        };
        let Some((other, there)) = self.elsewhere(it, address, key) else {
            return;
        };
        let terms = [
            (self.terms.base(it, key), 1.0),
            (self.terms.cell(other, &there), 1.0),
            (self.terms.cell(it, key), -1.0),
            (self.terms.base(other, &there), -1.0),
        ];
        self.most(&terms, "the same question, put to some and to all");
    }

    /// Nobody is counted in two figures that exclude each other.
    fn apart(&mut self, block: &Block, key: &CellKey) {
        let it = block.indicator;
        for address in &it.excludes {
            let Some((other, there)) = self.elsewhere(it, address, key) else {
                continue;
            };
            // Both may be parts of one figure, which then holds both.
            let whole = it.part_of.as_ref().filter(|whole| other.part_of.as_ref() == Some(*whole));
            let whole = match whole.and_then(|whole| self.elsewhere(it, whole, key)) {
                Some((whole, there)) => self.terms.cell(whole, &there),
                None => self.terms.base(it, key),
            };
            let terms = [
                (self.terms.cell(it, key), 1.0),
                (self.terms.cell(other, &there), 1.0),
                (whole, -1.0),
            ];
            self.most(&terms, "figures that exclude each other");
        }
    }

    /// Weighted terms that come at most to nothing; where one of them is not known they say nothing.
    fn most(&mut self, terms: &[(Term, f64)], what: &'static str) {
        let (mut unknown, mut side) = (Vec::new(), 0.0);
        for (term, weight) in terms {
            match term {
                Term::Absent => return,
                Term::Number(number) => side -= weight * number,
                Term::Unknown(at) => unknown.push((*at, *weight)),
            }
        }
        if !unknown.is_empty() {
            self.terms.relate(&unknown, side, what);
        }
    }

    /// An area is what lies inside it and what is elsewhere.
    fn areas(&mut self, block: &Block) {
        for area in &self.terms.book.areas {
            if area.contains.is_empty() {
                continue;
            }
            for group in &block.groups {
                for category in &block.categories {
                    let key = |place: &str| block.key(place, group, category);
                    let inside = area.contains.iter().map(String::as_str);
                    let parts: Vec<CellKey> = inside.chain([ELSEWHERE]).map(key).collect();
                    let what = "an area less what lies inside it";
                    self.sum(block, &key(&area.id), &parts, what);
                }
            }
        }
    }

    fn at_most(&mut self, inner: Term, outer: Term, what: &'static str) {
        match (inner, outer) {
            (Term::Unknown(inner), Term::Number(outer)) => {
                let unknown = &mut self.terms.system.unknowns[inner];
                unknown.high = unknown.high.min(outer);
            }
            (Term::Number(inner), Term::Unknown(outer)) => {
                let unknown = &mut self.terms.system.unknowns[outer];
                unknown.low = unknown.low.max(inner);
            }
            (Term::Unknown(inner), Term::Unknown(outer)) if inner != outer => {
                self.terms.relate(&[(inner, 1.0), (outer, -1.0)], 0.0, what);
            }
            _ => {}
        }
    }

    /// `whole` is the sum of `parts`; those that nobody names add what is left.
    fn sum(&mut self, block: &Block, whole: &CellKey, parts: &[CellKey], what: &'static str) {
        let mut terms: Vec<(usize, f64)> = Vec::new();
        let mut side = 0.0;
        match self.term(block, whole) {
            Term::Absent => return,
            Term::Number(number) => side = number,
            Term::Unknown(at) => terms.push((at, -1.0)),
        }
        let mut absent = false;
        for part in parts {
            match self.term(block, part) {
                Term::Absent => absent = true,
                Term::Number(number) => side -= number,
                Term::Unknown(at) => terms.push((at, 1.0)),
            }
        }
        if terms.is_empty() {
            if side < 0.0 || side > 0.0 && !absent {
                let finding = Finding::warning("contradiction", "the figures shown do not add up")
                    .about(sight::named(whole));
                self.findings.push(finding);
            }
            return;
        }
        if absent {
            terms.push((self.terms.remainder(whole), 1.0));
        }
        // A sum behind a mean is not exact: its parts are known between two ends.
        let exact = block.indicator.kind != "mean";
        self.terms.system.relations.push(super::system::Relation {
            terms,
            equal: true,
            side,
            exact,
            what,
        });
    }
}
