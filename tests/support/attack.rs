//! Law: an attacker of the tests' own: published rows and codebook in, what is left possible of each withheld count out.
//!
//! It shares nothing with the program but the solver of linear programmes, and knows every relation that the codebook
//! tells of: sums of districts, groups and categories, the city less a district, bases, parts, the same question put to
//! some, figures that exclude each other, and zeros that would be shown.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use serde_json::Value;
use std::collections::BTreeMap;

/// Wave, district, group, indicator and category.
pub type Key = [String; 5];

/// A count that is known, one that is not, or none.
#[derive(Clone, Copy, PartialEq)]
enum Term {
    Known(f64),
    Open(usize),
    None,
}

#[derive(Clone, Default)]
struct Row {
    count: Option<f64>,
    base: Option<f64>,
    status: String,
}

/// A weighted sum of open counts, and what it is at least or exactly.
struct Line {
    terms: Vec<(usize, f64)>,
    equal: bool,
    side: f64,
}

/// All that is published.
pub struct Attack {
    book: Value,
    rows: BTreeMap<Key, Row>,
    names: BTreeMap<String, usize>,
    floors: Vec<f64>,
    lines: Vec<Line>,
    withheld: BTreeMap<Key, usize>,
}

fn texts(value: &Value) -> Vec<String> {
    let list = value.as_array().into_iter().flatten();
    list.filter_map(|it| it.as_str().map(str::to_owned)).collect()
}

fn with(key: &Key, at: usize, what: &str) -> Key {
    let mut key = key.clone();
    what.clone_into(&mut key[at]);
    key
}

impl Attack {
    /// Reads published files and writes down every relation.
    pub fn on<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Self {
        let (mut book, mut rows) = (Value::Null, BTreeMap::new());
        for (path, text) in files {
            if path == "codebook.json" {
                book = serde_json::from_str(text).expect("a codebook");
            } else if path.ends_with(".csv") {
                for record in csv::Reader::from_reader(text.as_bytes()).records() {
                    let record = record.expect("a row");
                    let key: Key = std::array::from_fn(|at| record[at].to_owned());
                    let number = |at: usize| record[at].parse().ok();
                    let status = record[8].to_owned();
                    rows.insert(key, Row { count: number(5), base: number(6), status });
                }
            }
        }
        let mut attack = Self {
            book,
            rows,
            names: BTreeMap::new(),
            floors: Vec::new(),
            lines: Vec::new(),
            withheld: BTreeMap::new(),
        };
        for indicator in attack.book["indicators"].as_array().cloned().expect("indicators") {
            attack.indicator(&indicator);
        }
        attack
    }

    /// The rules for an indicator: k, the least base, and whether zeros are shown.
    fn rule(&self, indicator: &str) -> (f64, f64, bool) {
        let (all, own) = (&self.book["rules"], &self.book["rules"]["indicators"][indicator]);
        let most = |key: &str| {
            let of = |rules: &Value| rules[key].as_f64().unwrap_or(0.0);
            of(all).max(of(own))
        };
        let hidden = [all, own].iter().any(|rules| rules["zeros"] == "hidden");
        (most("k"), most("minimum_base"), !hidden)
    }

    fn named(&self, id: &str) -> Option<Value> {
        let all = self.book["indicators"].as_array()?;
        all.iter().find(|it| it["id"] == id).cloned()
    }

    fn open(&mut self, name: String, floor: f64) -> Term {
        let next = self.floors.len();
        let at = *self.names.entry(name).or_insert(next);
        if at == next {
            self.floors.push(floor);
        }
        Term::Open(at)
    }

    fn figure(&mut self, key: &Key) -> Term {
        let Some(row) = self.rows.get(key).cloned() else {
            return Term::None;
        };
        if let Some(count) = row.count {
            return Term::Known(count);
        }
        if row.status != "withheld" {
            return Term::None;
        }
        let (_, least, zeros_shown) = self.rule(&key[3]);
        let counted = self.named(&key[3]).is_some_and(|it| it["kind"] == "count");
        let based = match self.base(key) {
            Term::Known(base) => base >= least && base > 0.0,
            _ => counted,
        };
        // The city less a district is hidden with either; it may be none at all.
        let rest = key[1].starts_with("rest-");
        let floor = if zeros_shown && based && !rest { 1.0 } else { 0.0 };
        let term = self.open(key.join("."), floor);
        if let (Term::Open(at), false) = (term, rest) {
            self.withheld.insert(key.clone(), at);
        }
        term
    }

    fn base(&mut self, key: &Key) -> Term {
        let Some(row) = self.rows.get(key).cloned() else {
            return Term::None;
        };
        let Some(it) = self.named(&key[3]).filter(|it| it["kind"] != "count") else {
            return Term::None;
        };
        if let Some(base) = row.base {
            return Term::Known(base);
        }
        if let Some(address) = it["base_is"].as_str() {
            let (id, category) = address.split_once(':').unwrap_or((address, "total"));
            match self.figure(&with(&with(key, 3, id), 4, category)) {
                Term::None => {}
                term => return term,
            }
        }
        if let Some(id) = it["same_base_as"].as_str() {
            let other = self.named(id).expect("it is measured");
            let first = other["categories"][0]["id"].as_str().unwrap_or("total").to_owned();
            return self.base(&with(&with(key, 3, id), 4, &first));
        }
        self.open(format!("base of {}", with(key, 4, "").join(".")), 0.0)
    }

    /// What `terms` come to: zero, or at least zero.
    fn relate(&mut self, terms: &[(Term, f64)], equal: bool) {
        let mut line = Line { terms: Vec::new(), equal, side: 0.0 };
        for (term, weight) in terms {
            match term {
                Term::Known(number) => line.side -= number * weight,
                Term::Open(at) => line.terms.push((*at, *weight)),
                Term::None => return,
            }
        }
        if !line.terms.is_empty() {
            self.lines.push(line);
        }
    }

    fn sum(&mut self, whole: &Key, parts: &[Key]) {
        let mut terms = vec![(self.figure(whole), -1.0)];
        terms.extend(parts.iter().map(|part| (self.figure(part), 1.0)));
        self.relate(&terms, true);
    }

    fn indicator(&mut self, it: &Value) {
        let id = it["id"].as_str().expect("an id").to_owned();
        let keys: Vec<Key> = self.rows.keys().filter(|key| key[3] == id).cloned().collect();
        let districts: Vec<String> = self.ids("districts");
        let groups: Vec<(String, Vec<String>)> = self.sums("groups", &self.book.clone());
        let categories = self.sums("categories", it);
        let asked = texts(&it["groups"]);
        for key in &keys {
            self.figure(key);
            let part = |at: usize, parts: &[String]| -> Vec<Key> {
                parts.iter().map(|id| with(key, at, id)).collect()
            };
            if key[1] == "total" {
                self.sum(key, &part(1, &districts));
            }
            if let Some(district) = key[1].strip_prefix("rest-") {
                let there = ["total", district].map(|place| with(key, 1, place));
                let [whole, own] = there;
                self.sum(&whole, &[own.clone(), key.clone()]);
                let bases =
                    [(self.base(&whole), -1.0), (self.base(&own), 1.0), (self.base(key), 1.0)];
                self.relate(&bases, true);
            }
            if key[2] == "total" && asked.len() > 1 {
                self.sum(key, &part(2, &asked));
            }
            for (_, parts) in groups.iter().filter(|(id, parts)| *id == key[2] && !parts.is_empty())
            {
                self.sum(key, &part(2, parts));
            }
            for (_, parts) in categories.iter().filter(|(id, p)| *id == key[4] && !p.is_empty()) {
                self.sum(key, &part(4, parts));
            }
            self.people(it, key, &categories);
        }
    }

    fn people(&mut self, it: &Value, key: &Key, categories: &[(String, Vec<String>)]) {
        let (own, base) = (self.figure(key), self.base(key));
        let single = categories.iter().filter(|(_, parts)| parts.is_empty());
        if ["levels", "choice"].contains(&it["kind"].as_str().unwrap_or("")) {
            let mut terms = vec![(base, -1.0)];
            terms.extend(single.map(|(id, _)| (self.figure(&with(key, 4, id)), 1.0)));
            self.relate(&terms, true);
            return;
        }
        if it["kind"] == "mean" {
            return;
        }
        self.relate(&[(base, 1.0), (own, -1.0)], false);
        let at = |address: &str| {
            let (id, category) = address.split_once(':').unwrap_or((address, "total"));
            with(&with(key, 3, id), 4, category)
        };
        let same = it["same_question_as"].as_str();
        let whole = same.or(it["part_of"].as_str()).map(at);
        if let Some(whole) = &whole {
            let there = self.figure(whole);
            self.relate(&[(there, 1.0), (own, -1.0)], false);
            if same.is_some() {
                let asked = self.base(whole);
                self.relate(&[(asked, 1.0), (base, -1.0), (there, -1.0), (own, 1.0)], false);
            }
        }
        for other in texts(&it["excludes"]) {
            let other = self.figure(&at(&other));
            for most in [whole.as_ref().map(|whole| self.figure(whole)), Some(base)] {
                self.relate(
                    &[(most.unwrap_or(Term::None), 1.0), (own, -1.0), (other, -1.0)],
                    false,
                );
            }
        }
    }

    fn ids(&self, what: &str) -> Vec<String> {
        let all = self.book[what].as_array().into_iter().flatten();
        all.filter_map(|it| it["id"].as_str().map(str::to_owned)).collect()
    }

    fn sums(&self, what: &str, of: &Value) -> Vec<(String, Vec<String>)> {
        let all = of[what].as_array().into_iter().flatten();
        all.map(|it| (it["id"].as_str().unwrap_or("").to_owned(), texts(&it["sum_of"]))).collect()
    }

    /// The least and the most that each withheld figure can be.
    pub fn ranges(&self) -> BTreeMap<Key, (f64, f64)> {
        let end = |at: usize, direction| {
            let mut problem = Problem::new(direction);
            let open: Vec<Variable> = self
                .floors
                .iter()
                .enumerate()
                .map(|(n, floor)| problem.add_var(if n == at { 1.0 } else { 0.0 }, (*floor, 1e6)))
                .collect();
            for line in &self.lines {
                let terms: Vec<_> =
                    line.terms.iter().map(|(n, weight)| (open[*n], *weight)).collect();
                let sort = if line.equal { ComparisonOp::Eq } else { ComparisonOp::Ge };
                problem.add_constraint(terms, sort, line.side);
            }
            let solved = problem.solve().expect("the true table fits");
            solved.into_solution().expect("it was finished").var_value(open[at])
        };
        let range = |at: &usize| {
            let low = (end(*at, OptimizationDirection::Minimize) - 1e-6).ceil();
            let high = (end(*at, OptimizationDirection::Maximize) + 1e-6).floor();
            (low, high)
        };
        self.withheld.iter().map(|(key, at)| (key.clone(), range(at))).collect()
    }

    /// What is too narrow, but for zeros that may be known, and rows that show few.
    pub fn found(&self) -> Vec<String> {
        let width = self.book["rules"]["width"].as_f64().expect("a width");
        let mut found = Vec::new();
        for (key, (low, high)) in self.ranges() {
            let zeros_shown = self.rule(&key[3]).2;
            if high - low < width && !(zeros_shown && (low, high) == (0.0, 0.0)) {
                found.push(format!("{} lies in {low}..{high}", key.join(".")));
            }
        }
        for (key, row) in &self.rows {
            let (k, least, zeros_shown) = self.rule(&key[3]);
            let few = |n: f64| n >= 1.0 && n < k;
            let counts = self.named(&key[3]).is_some_and(|it| it["kind"] == "count");
            let no = row.base.zip(row.count).map(|(base, count)| base - count);
            let divided = self.named(&key[3]).is_some_and(|it| it["categories"][0].is_object());
            let total = divided && key[4] == "total";
            let small = row.count.is_some_and(few)
                || (row.count == Some(0.0) && !zeros_shown)
                || (!total && no.is_some_and(few) && self.book["rules"]["complement"] == true)
                || (!counts
                    && row.count.is_some()
                    && row.base.is_some_and(|n| n >= 1.0 && n < least));
            if small {
                found.push(format!("{} shows few", key.join(".")));
            }
        }
        found
    }

    /// The least and the most that a weighted sum of figures and bases (`true`) can be.
    pub fn span(&self, terms: &[(&str, bool, f64)]) -> (f64, f64) {
        let mut copy = Self {
            book: self.book.clone(),
            rows: self.rows.clone(),
            names: self.names.clone(),
            floors: self.floors.clone(),
            lines: Vec::new(),
            withheld: BTreeMap::new(),
        };
        for line in &self.lines {
            copy.lines.push(Line { terms: line.terms.clone(), ..*line });
        }
        let sum = copy.open("(sum)".to_owned(), 0.0);
        let mut all = vec![(sum, -1.0)];
        for (address, base, weight) in terms {
            let parts: Vec<&str> = address.split('.').collect();
            let key: Key = std::array::from_fn(|at| parts[at].to_owned());
            let term = if *base { copy.base(&key) } else { copy.figure(&key) };
            assert!(term != Term::None, "{address} is there");
            all.push((term, *weight));
        }
        copy.relate(&all, true);
        let Term::Open(at) = sum else { unreachable!("it was opened") };
        copy.withheld = BTreeMap::from([(Key::default(), at)]);
        copy.ranges()[&Key::default()]
    }
}
