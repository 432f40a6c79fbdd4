//! Law: all channels and files meet in one table; what one of them withholds and another shows is found here.

use super::{
    book::Book,
    figures::{is_mean, share},
    finding::{Finding, Findings},
    sight::{Measure, Seen, Sighting, Source, named, of_base},
};
use crate::ident::{CellKey, DistrictId};
use std::collections::{BTreeMap, BTreeSet};

/// A number that some place says, between two ends.
#[derive(Clone, Debug)]
struct Said {
    low: f64,
    high: f64,
    source: Source,
}

/// All that is said of one number.
#[derive(Clone, Debug, Default)]
struct Sayings {
    said: Vec<Said>,
    withheld: Vec<Source>,
}

/// A number as an outsider knows it: both ends possible.
pub(super) type Range = (f64, f64);

/// What outsiders know of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Known {
    pub count: Option<Range>,
    pub base: Option<Range>,
    pub share: Option<Range>,
    /// Somewhere the sign for a withheld figure stands for it.
    pub withheld: bool,
    /// Somewhere the sign for a withheld base stands.
    pub base_withheld: bool,
    pub missing: bool,
}

impl Known {
    /// Whether its count or its share is shown.
    pub fn is_shown(&self) -> bool {
        self.count.is_some() || self.share.is_some()
    }
}

/// Everything that was seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    cells: BTreeMap<CellKey, [Sayings; 3]>,
    missing: BTreeSet<CellKey>,
    known: BTreeMap<CellKey, Known>,
    /// What is said of the rest of the city: no cells of their own, since they follow from two others.
    rests: Vec<Sighting>,
}

/// Corrections between two outputs, by cell: how far apart they may be.
pub(super) struct Correction {
    pub key: CellKey,
    pub by: f64,
    pub sources: [Source; 2],
}

impl Table {
    /// Of all that is seen.
    pub fn of(sightings: impl Iterator<Item = Sighting>, book: &Book) -> Self {
        let mut table = Self::default();
        sightings.for_each(|sighting| table.see(sighting, book));
        table
    }

    /// Adds what is seen. The base of an indicator with categories is the count of its total.
    pub fn see(&mut self, sighting: Sighting, book: &Book) {
        if sighting.key.district.left_out().is_some() {
            self.rests.push(sighting);
            return;
        }
        let Sighting { key, measure, seen, source } = sighting;
        let divided =
            book.indicator(key.indicator.as_str()).is_some_and(|it| !it.categories.is_empty());
        let (key, measure) = match measure {
            Measure::Base if divided => (of_base(&key), Measure::Count),
            Measure::Base => (of_base(&key), Measure::Base),
            other => (key, other),
        };
        // Count and share are hidden together; the base has a fate of its own.
        match seen {
            Seen::Missing => drop(self.missing.insert(key)),
            Seen::Withheld => {
                let at = if measure == Measure::Base { 1 } else { 0 };
                self.cells.entry(key).or_default()[at].withheld.push(source);
            }
            Seen::Number(low, high) => {
                let said = Said { low, high, source };
                self.cells.entry(key).or_default()[measure as usize].said.push(said);
            }
        }
    }

    /// Settles what outsiders know, and tells where two places contradict each other.
    pub fn settle(&mut self, findings: &mut Findings) -> Vec<Correction> {
        let mut corrections = Vec::new();
        for (key, sayings) in &self.cells {
            let [count, base, share] = sayings;
            let shown: Vec<&Source> = [count, share]
                .iter()
                .flat_map(|it| it.said.iter().map(|said| &said.source))
                .collect();
            contradiction(key, &count.withheld, &shown, findings);
            let shown: Vec<&Source> = base.said.iter().map(|said| &said.source).collect();
            contradiction(key, &base.withheld, &shown, findings);
            let mut rounded = Vec::new();
            let share = range(key, share, findings, &mut rounded);
            let mut range = |it: &Sayings| range(key, it, findings, &mut corrections);
            let known = Known {
                count: range(count),
                base: range(base),
                share,
                withheld: !count.withheld.is_empty(),
                base_withheld: !base.withheld.is_empty(),
                missing: self.missing.contains(key),
            };
            self.known.insert(key.clone(), known);
        }
        for key in &self.missing {
            self.known.entry(key.clone()).or_default().missing = true;
        }
        corrections
    }

    /// What is known of a cell; of the rest of the city what follows from the city and the district.
    pub fn known(&self, key: &CellKey) -> Known {
        let of = |key: &CellKey| self.known.get(key).copied().unwrap_or_default();
        match key.district.left_out() {
            None => of(key),
            Some(district) => rest(of(&key.at(&DistrictId::total())), of(&key.at(&district))),
        }
    }

    /// Tells what is said of the rest of the city and does not follow from what is shown.
    pub fn judge_rests(&self, book: &Book, findings: &mut Findings) {
        for sighting in &self.rests {
            let Seen::Number(low, high) = sighting.seen else {
                continue;
            };
            let key = &sighting.key;
            let rule = book.rule(key.indicator.as_str());
            if sighting.measure == Measure::Count
                && low == high
                && low >= 1.0
                && low < rule.k as f64
            {
                let what = "a small count of the rest of the city is shown";
                let finding = Finding::error("small-count", what).about(named(key));
                findings.push(finding.at(&sighting.source));
            }
            let follows = match sighting.measure {
                Measure::Share => share(self, book, key).map(|(low, high)| {
                    let scale = if is_mean(key, book) { 1.0 } else { 100.0 };
                    (low / scale, high / scale)
                }),
                Measure::Count => self.known(key).count,
                Measure::Base => self.base(key, book),
            };
            let tell = |code, what: &str| {
                Finding::error(code, what).about(named(key)).at(&sighting.source)
            };
            match follows {
                // Where the data lack a figure, nothing is said of it by anything else.
                None if !self.known(key).withheld => {}
                None => findings.push(tell(
                    "made-of-withheld",
                    "a figure of the rest of the city is shown that does not follow from shown ones",
                )),
                Some((least, most)) if high < least - 1e-6 || low > most + 1e-6 => findings.push(tell(
                    "differs",
                    "a figure of the rest of the city is not the city less the district",
                )),
                Some(_) => {}
            }
        }
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = (&CellKey, &Known)> {
        self.known.iter()
    }

    /// The base of a cell, from wherever it stands.
    pub fn base(&self, key: &CellKey, book: &Book) -> Option<Range> {
        let whole = of_base(key);
        let divided =
            book.indicator(key.indicator.as_str()).is_some_and(|it| !it.categories.is_empty());
        let known = self.known(&whole);
        if divided { known.count } else { known.base }
    }
}

/// The city less a district; withheld where either is.
fn rest(whole: Known, part: Known) -> Known {
    let less = |whole: Option<Range>, part: Option<Range>| {
        let (whole, part) = (whole?, part?);
        Some((whole.0 - part.1, whole.1 - part.0))
    };
    let shown = whole.is_shown() && part.is_shown();
    Known {
        count: less(whole.count, part.count),
        base: less(whole.base, part.base),
        share: None,
        withheld: !shown && (whole.withheld || part.withheld),
        base_withheld: whole.base_withheld || part.base_withheld,
        missing: whole.missing || part.missing,
    }
}

/// Tells of a cell that some place withholds and another shows.
fn contradiction(key: &CellKey, withheld: &[Source], shown: &[&Source], findings: &mut Findings) {
    let (Some(hides), Some(shows)) = (withheld.first(), shown.first()) else {
        return;
    };
    // The pair in one output says more than one across two.
    let pair = withheld.iter().find_map(|hides| {
        let same = shown.iter().find(|shows| shows.output == hides.output);
        same.map(|shows| (hides, *shows))
    });
    let (code, hides, shows) = match pair {
        Some((hides, shows)) => ("shown-and-withheld", hides, shows),
        None if shows.output < hides.output => ("shown-before", hides, *shows),
        None => ("withheld-before", hides, *shows),
    };
    let what = match code {
        "shown-and-withheld" => "one place withholds what another shows",
        "shown-before" => "what is withheld here was shown in an earlier output",
        _ => "what an earlier output withheld is shown here",
    };
    let finding = Finding::error(code, what).about(named(key)).at(hides).at(shows);
    findings.push(finding);
}

/// What all places together leave possible; the newest output counts where outputs differ.
fn range(
    key: &CellKey,
    sayings: &Sayings,
    findings: &mut Findings,
    corrections: &mut Vec<Correction>,
) -> Option<Range> {
    let newest = sayings.said.iter().map(|said| said.source.output).max()?;
    let mut known: Option<(Range, &Source)> = None;
    for said in sayings.said.iter().filter(|said| said.source.output == newest) {
        known = Some(match known {
            None => ((said.low, said.high), &said.source),
            Some(((low, high), source)) => {
                let (a, b) = (low.max(said.low), high.min(said.high));
                if a > b + 1e-9 {
                    let finding = Finding::error("differs", "two places show different figures")
                        .about(named(key))
                        .at(source)
                        .at(&said.source);
                    findings.push(finding);
                    ((low, high), source)
                } else {
                    ((a, b.max(a)), source)
                }
            }
        });
    }
    let (range, source) = known?;
    for old in sayings.said.iter().filter(|said| said.source.output != newest) {
        let apart = (old.low - range.1).max(range.0 - old.high);
        if apart > 1e-9 {
            corrections.push(Correction {
                key: key.clone(),
                by: apart,
                sources: [old.source.clone(), source.clone()],
            });
        }
    }
    Some(range)
}
