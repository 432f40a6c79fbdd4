//! Law: a fact gives out words about one published cell, and falls silent where there is nothing to show.

use super::{
    format::Format,
    scope::{Measure, Recorder, Scope, Told, record},
    sentences::uncapital,
};
use crate::{
    confidential::{PublishableStat, PublishedCell},
    config::{Category, Indicator, outline::Ref},
    ident::{CellKey, GroupId, Lang, Period},
};
use minijinja::{
    Value,
    value::{Enumerator, Object},
};
use std::{fmt, sync::Arc};

/// One figure as a sentence sees it.
#[derive(Debug)]
pub(super) struct Fact {
    pub scope: Scope,
    pub recorder: Recorder,
    pub figure: Ref,
    pub key: CellKey,
    pub cell: PublishedCell,
    pub wave: Period,
    /// The cell whose count is the base, where the figure is a part of another count.
    pub whole: Option<CellKey>,
}

impl fmt::Display for Fact {
    /// A fact without an attribute is a mistake in a template; it shows as its address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.figure)
    }
}

impl Object for Fact {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let lens = &self.scope.lens;
        let settings = lens.settings();
        let lang = &self.scope.lang;
        let format = Format::new(&settings.languages[lang]);
        let indicator = lens.indicator(&self.figure);
        let category = lens.category(&self.figure);
        let cells: Vec<CellKey> = std::iter::once(&self.key).chain(&self.whole).cloned().collect();
        let share = if self.whole.is_some() { Measure::Part } else { Measure::Share };
        // A number that is only reckoned with, in a condition, is evidence but nothing that is read.
        let raw = |stat: PublishableStat| {
            record(&self.recorder, |trace| match stat.amount() {
                Some(_) => trace.evidence.extend(cells.iter().cloned()),
                None => trace.silent = true,
            });
            // Sentences may reckon with it before they fall silent: no number, and no text either.
            Some(Value::from(stat.amount().unwrap_or(f64::NAN)))
        };
        let amount = |stat: PublishableStat, measure: Measure, write: &dyn Fn(f64) -> String| {
            let Some(amount) = stat.amount() else {
                raw(stat);
                return Some(Value::from(""));
            };
            let text = write(amount);
            let told = Told { text: text.clone(), measure, cells: cells.clone(), name: None };
            record(&self.recorder, |trace| trace.tell(told));
            Some(Value::from(text))
        };
        let cell = &self.cell;
        // Of nobody there are neither some nor none: a zero among no people is no figure to speak of.
        let among_nobody = cell.base.amount() == Some(0.0);
        let count = if among_nobody { PublishableStat::missing() } else { cell.count };
        let without = cell.base.difference(cell.count);
        match key.as_str()? {
            "percent" => amount(cell.share, share, &|v| format.percent(v)),
            "prosent" => amount(cell.share, share, &|v| format.percent_in_text(v)),
            "who" => amount(cell.share, share, &|v| {
                format.who(v, cell.count.amount(), cell.base.amount())
            }),
            "roughly" => amount(cell.share, share, &|v| format.roughly(v)),
            "bare" => amount(cell.share, share, &|v| format.bare(v)),
            "share" => raw(cell.share),
            "mean" => amount(cell.share, Measure::Share, &|v| format.decimal(v)),
            "count" => amount(count, Measure::Count, &|v| format.count(v)),
            "persons" => amount(count, Measure::Count, &|v| format.persons(v)),
            "many" => amount(count, Measure::Count, &|v| format.many(v)),
            "number" => raw(count),
            // Neither nobody nor everybody: what `who` gives is a number, and «av» stands before the people.
            "part" => {
                raw(cell.share);
                let (count, base) = (cell.count.amount(), cell.base.amount());
                Some((count != Some(0.0) && (count.is_none() || count != base)).into())
            }
            "n" => amount(cell.base, Measure::Base, &|v| format.count(v)),
            "base_number" => raw(cell.base),
            "without" => amount(without, Measure::Without, &|v| format.persons(v)),
            "without_number" => raw(without),
            "shown" => Some(cell.leading().amount().is_some().into()),
            "hidden" => Some(cell.leading().is_withheld().into()),
            "exists" => {
                Some((cell.leading().is_withheld() || cell.leading().amount().is_some()).into())
            }
            "label" => Some(category_or(category, indicator, lang).into()),
            "indicator" => Some(indicator.label.get(lang).into()),
            "inline" => Some(inline(indicator, lang).into()),
            "category" => category.map(|c| c.label.get(lang).into()),
            "category_inline" => category.map(|c| uncapital(c.label.get(lang)).into()),
            "predicate" => Some(predicate(category, indicator, lang).into()),
            "kind" => Some(format!("{:?}", indicator.kind).to_lowercase().into()),
            "polarity" => Some(format!("{:?}", indicator.polarity).into()),
            "base" => Some(indicator.base.get(lang).into()),
            "note" => indicator.note.as_ref().map(|n| n.get(lang).into()),
            "people" => {
                let group = self.figure.group.clone().unwrap_or_else(GroupId::total);
                let people = settings.indicators.group(&group).map(|g| g.people.get(lang));
                Some(people.unwrap_or(indicator.base.get(lang)).into())
            }
            "wave" => Some(self.wave.as_str().into()),
            _ => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }
}

fn category_or(category: Option<&Category>, indicator: &Indicator, lang: &Lang) -> String {
    category.map_or(indicator.label.get(lang), |c| c.label.get(lang)).to_owned()
}

fn inline(indicator: &Indicator, lang: &Lang) -> String {
    match &indicator.inline {
        Some(text) => text.get(lang).to_owned(),
        None => uncapital(indicator.label.get(lang)),
    }
}

/// What is said of the people counted; a category's own words, in which `{area}` is the indicator.
fn predicate(category: Option<&Category>, indicator: &Indicator, lang: &Lang) -> String {
    let words = category
        .and_then(|c| c.predicate.as_ref())
        .or(indicator.predicate.as_ref())
        .map_or_else(|| category_or(category, indicator, lang), |p| p.get(lang).to_owned());
    super::fill(&words, &[("area", &inline(indicator, lang))])
}
