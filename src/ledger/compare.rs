//! Law: what a new publication gives away beside an old one is told by the cells' names, never by a figure.

use super::{
    figure::{Face, Figure, Sight},
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
                Sight::Shown(figure) => found.shown(key, known, figure, few, || key.to_string()),
                Sight::Withheld if shown_last(known) => found.hidden.push(key.to_string()),
                Sight::Withheld | Sight::Missing => {}
            }
            let known = self.bases_of(key);
            if let Sight::Shown(base) = face.base
                && known.iter().any(Option::is_some)
                && bases.insert((any(key), base))
            {
                let name = || format!("the base of {}", key.of(&CategoryId::total()));
                found.shown(key, known, Figure::Count(base), few, name);
            }
        }
        found.tell(kept, &self.file)
    }
}

impl<'t> Found<'t> {
    /// Looks at a figure that is shown, and that may differ by so few from one that was shown before.
    fn shown(
        &mut self,
        key: &'t CellKey,
        known: [Option<&Known>; 2],
        figure: Figure,
        few: u64,
        name: impl FnOnce() -> String,
    ) {
        let before = || known.iter().flatten().flat_map(|known| known.shown());
        if before().next().is_none() || before().any(|known| known.same(figure)) {
            return;
        }
        self.corrected.push(key);
        if before().any(|known| near(known, figure, few)) {
            self.small.push(name());
        }
    }

    fn tell(self, kept: &[CellKey], file: &str) -> Problems {
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
                let warning = Diagnostic::warning(code, Place::file(file), message);
                warning.hint(named).hint(cure)
            })
            .collect(),
        )
    }
}

/// Whether a figure that is known was not withheld when it was last published.
fn shown_last(known: [Option<&Known>; 2]) -> bool {
    let known = known.iter().flatten();
    known.clone().any(|known| known.shown().next().is_some())
        && !known.clone().any(|known| known.hidden())
}

/// The largest number of people that is few by the rules for an indicator.
fn few(indicator: &IndicatorId, rules: &Disclosure) -> u64 {
    let own = rules.indicator.get(indicator).and_then(|own| own.k);
    own.unwrap_or(0).max(rules.k).max(1) - 1
}

/// Whether two counts differ by few people; nothing is a count where it is none.
fn near(one: Figure, other: Figure, few: u64) -> bool {
    match (one, other) {
        (Figure::Count(one), Figure::Count(other)) => (1..=few).contains(&one.abs_diff(other)),
        _ => false,
    }
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
