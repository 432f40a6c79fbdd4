//! Law: a fact gives out words about one published cell, and falls silent where there is nothing to show.

use super::{
    format::Format,
    scope::{Recorder, Scope, record},
};
use crate::{
    analysis::Direction,
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
        let amount = |stat: PublishableStat, write: &dyn Fn(f64) -> Value| {
            let amount = stat.amount();
            record(&self.recorder, |trace| match amount {
                Some(_) => trace.evidence.push(self.key.clone()),
                None => trace.silent = true,
            });
            Some(amount.map_or(Value::from(""), write))
        };
        let cell = &self.cell;
        match key.as_str()? {
            "percent" => amount(cell.share, &|v| format.percent(v).into()),
            "prosent" => amount(cell.share, &|v| format.percent_in_text(v).into()),
            "bare" => amount(cell.share, &|v| format.bare(v).into()),
            "share" => amount(cell.share, &|v| v.into()),
            "mean" => amount(cell.share, &|v| format.decimal(v).into()),
            "count" => amount(cell.count, &|v| format.count(v).into()),
            "persons" => amount(cell.count, &|v| format.persons(v).into()),
            "number" => amount(cell.count, &|v| v.into()),
            "n" => amount(cell.base, &|v| format.count(v).into()),
            "base_number" => amount(cell.base, &|v| v.into()),
            "shown" => Some(cell.leading().amount().is_some().into()),
            "hidden" => Some(cell.leading().is_withheld().into()),
            "exists" => {
                Some((cell.leading().is_withheld() || cell.leading().amount().is_some()).into())
            }
            "label" => Some(category_or(category, indicator, lang).into()),
            "indicator" => Some(indicator.label.get(lang).into()),
            "inline" => Some(inline(indicator, lang).into()),
            "category" => category.map(|c| c.label.get(lang).into()),
            "category_inline" => category.map(|c| c.label.get(lang).to_lowercase().into()),
            "predicate" => Some(predicate(category, indicator, lang).into()),
            "kind" => Some(format!("{:?}", indicator.kind).to_lowercase().into()),
            "polarity" => Some(format!("{:?}", indicator.polarity).into()),
            "base" => Some(indicator.base.get(lang).into()),
            "note" => indicator.note.as_ref().map(|n| n.get(lang).into()),
            "people" => {
                let group = self.figure.group.clone().unwrap_or_else(GroupId::total);
                let people = settings
                    .indicators
                    .group(&group)
                    .map(|g| g.people.get(lang));
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
    category
        .map_or(indicator.label.get(lang), |c| c.label.get(lang))
        .to_owned()
}

fn inline(indicator: &Indicator, lang: &Lang) -> String {
    match &indicator.inline {
        Some(text) => text.get(lang).to_owned(),
        None => indicator.label.get(lang).to_lowercase(),
    }
}

/// What is said of the people counted; a category's own words, in which `{area}` is the indicator.
fn predicate(category: Option<&Category>, indicator: &Indicator, lang: &Lang) -> String {
    let words = category
        .and_then(|c| c.predicate.as_ref())
        .or(indicator.predicate.as_ref())
        .map_or_else(
            || category_or(category, indicator, lang),
            |p| p.get(lang).to_owned(),
        );
    super::fill(&words, &[("area", &inline(indicator, lang))])
}

/// A difference as a sentence sees it.
#[derive(Debug)]
pub(super) struct Difference {
    pub scope: Scope,
    pub recorder: Recorder,
    pub found: Option<(Direction, f64)>,
    pub keys: Vec<CellKey>,
}

impl Object for Difference {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let settings = self.scope.lens.settings();
        let format = Format::new(&settings.languages[&self.scope.lang]);
        if key.as_str()? == "shown" {
            return Some(self.found.is_some().into());
        }
        record(&self.recorder, |trace| match self.found {
            Some(_) => trace.evidence.extend(self.keys.iter().cloned()),
            None => trace.silent = true,
        });
        let Some((direction, points)) = self.found else {
            return Some("".into());
        };
        match key.as_str()? {
            "higher" => Some((direction == Direction::Higher).into()),
            "lower" => Some((direction == Direction::Lower).into()),
            "similar" => Some((direction == Direction::Similar).into()),
            "points" => Some(format.points(points).into()),
            "signed" => Some(format.signed(points).into()),
            "size" => Some(points.abs().round().into()),
            _ => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }
}
