//! Law: what a new publication gives away beside an old one is told by the cells' names, never by a figure.

use super::{
    FILE,
    figure::{Face, Figure, Print, Sight},
    memory::{Known, Memory, any},
};
use crate::{
    config::Disclosure,
    diagnostic::{Diagnostic, Place, Problems},
    ident::{CategoryId, CellKey, IndicatorId, Period},
};
use std::collections::{BTreeMap, BTreeSet};

/// How many cells a warning names.
const NAMED: usize = 10;

/// The largest difference that is looked for, where an indicator's k is larger still.
const MOST: u64 = 1000;

/// Figures that the warnings are about, in order; a base once, not once for each category.
#[derive(Default)]
struct Found<'t> {
    corrected: Vec<&'t CellKey>,
    small: Vec<String>,
    hidden: Vec<String>,
}

impl Memory {
    /// What the reader should know of a table that is to be published after what is remembered.
    ///
    /// `kept` are the cells that are shown only because they were before. The cells are all of the
    /// published table, in order of key.
    pub fn compare<'t>(
        &self,
        cells: impl Iterator<Item = (&'t CellKey, Face)>,
        kept: &[CellKey],
        rules: &Disclosure,
    ) -> Problems {
        let mut found = Found::default();
        let mut bases = BTreeSet::new();
        for (key, face) in cells {
            let few = few(&key.indicator, rules);
            let known = [self.figures.get(key), None];
            match face.figure {
                Sight::Shown(figure) => {
                    let near = near(figure, few);
                    let prints = near.into_iter().map(|near| Print::figure(key, near));
                    found.shown(key, known, Print::figure(key, figure), prints, || key.to_string());
                }
                Sight::Withheld if shown_last(known) => found.hidden.push(key.to_string()),
                Sight::Withheld | Sight::Missing => {}
            }
            let known = self.bases_of(key);
            if let Sight::Shown(base) = face.base
                && known.iter().any(Option::is_some)
                && bases.insert((any(key), base))
            {
                let near = around(base, few).map(|base| Print::base(key, base));
                let name = || format!("the base of {}", key.of(&CategoryId::total()));
                found.shown(key, known, Print::base(key, base), near, name);
            }
        }
        found.tell(kept)
    }
}

impl<'t> Found<'t> {
    /// Looks at a figure that is shown: `near` are the fingerprints of those that differ by few people.
    fn shown(
        &mut self,
        key: &'t CellKey,
        known: [Option<&Known>; 2],
        print: Print,
        near: impl Iterator<Item = Print>,
        name: impl FnOnce() -> String,
    ) {
        let prints = || known.iter().flatten().flat_map(|known| &known.prints);
        if prints().next().is_none() || prints().any(|known| *known == print) {
            return;
        }
        self.corrected.push(key);
        let mut near = near;
        if near.any(|near| prints().any(|known| *known == near)) {
            self.small.push(name());
        }
    }

    fn tell(self, kept: &[CellKey]) -> Problems {
        let kept: Vec<String> = kept.iter().map(ToString::to_string).collect();
        let warnings = [
            (
                "corrected",
                self.corrected.len(),
                "corrected since publication",
                by_indicator(&self.corrected),
                "say in the new edition that they were corrected",
            ),
            (
                "small-correction",
                self.small.len(),
                "corrected by so few people that the rules would hide the difference",
                list(&self.small),
                "who lays both publications side by side learns of these few: \
                 publish such a correction only if that does no harm, or leave the figures as they were",
            ),
            (
                "now-hidden",
                self.hidden.len(),
                "published before and hidden now",
                list(&self.hidden),
                "the earlier publication still shows what they were",
            ),
            (
                "shown-before",
                kept.len(),
                "shown only because the same was published before",
                list(&kept),
                "today's rules hide such figures; what is known cannot be hidden any more",
            ),
        ];
        let told = warnings.into_iter().filter(|(_, n, ..)| *n > 0);
        Problems(
            told.map(|(code, n, what, named, cure)| {
                let figures = if n == 1 { "figure" } else { "figures" };
                let message = format!("{n} {figures} {what}");
                let warning = Diagnostic::warning(code, Place::file(FILE), message);
                warning.hint(named).hint(cure)
            })
            .collect(),
        )
    }
}

/// Whether a figure that is known was not withheld when it was last published.
fn shown_last(known: [Option<&Known>; 2]) -> bool {
    let known = known.iter().flatten();
    known.clone().any(|known| !known.prints.is_empty()) && !known.clone().any(|known| known.hidden)
}

/// The largest number of people that is few by the rules for an indicator.
fn few(indicator: &IndicatorId, rules: &Disclosure) -> u64 {
    let own = rules.indicator.get(indicator).and_then(|own| own.k);
    (own.unwrap_or(0).max(rules.k).max(1) - 1).min(MOST)
}

/// The counts that differ from this one by few people; no counts where it is none.
fn near(figure: Figure, few: u64) -> Vec<Figure> {
    match figure {
        Figure::Count(count) => around(count, few).map(Figure::Count).collect(),
        Figure::Amount(_) => Vec::new(),
    }
}

fn around(count: u64, few: u64) -> impl Iterator<Item = u64> {
    (1..=few)
        .flat_map(move |by| [count.checked_sub(by), count.checked_add(by)].into_iter().flatten())
}

fn list(names: &[String]) -> String {
    let more = names.len().saturating_sub(NAMED);
    let mut said = names[..names.len() - more].join(", ");
    if more > 0 {
        said += &format!(" and {more} more");
    }
    said
}

/// How many of each indicator and wave.
fn by_indicator(keys: &[&CellKey]) -> String {
    let mut counts: BTreeMap<(&Period, &IndicatorId), usize> = BTreeMap::new();
    for key in keys {
        *counts.entry((&key.period, &key.indicator)).or_default() += 1;
    }
    let names =
        counts.iter().map(|((period, indicator), n)| format!("{n} of '{indicator}' in {period}"));
    list(&names.collect::<Vec<_>>())
}
