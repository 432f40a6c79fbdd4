//! Law: a sentence that touches a hidden or missing figure is not said, and what a sentence touched is known.

use super::{
    fact::Fact,
    format::Format,
    ranking::Nothing,
    scope::{Recorder, Scope, record},
};
use crate::{
    analysis::rank,
    config::{Settings, outline::Ref},
    ident::DistrictId,
};
use minijinja::{Error, ErrorKind, Value};
use std::{collections::BTreeMap, sync::Arc};

/// The names that templates see, and where what they touch is recorded.
pub(super) fn context(scope: &Scope, recorder: &Recorder) -> Value {
    let desk = Arc::new(Desk { scope: scope.clone(), recorder: recorder.clone() });
    let mut names: BTreeMap<&str, Value> = BTreeMap::new();
    for (name, place) in [
        ("own", Place::Own),
        ("city", Place::City),
        ("reference", Place::Reference),
        ("before_reference", Place::BeforeReference),
        ("before", Place::Before),
        ("before_city", Place::BeforeCity),
    ] {
        let desk = desk.clone();
        let fact = move |address: String| desk.fact(&address, place.clone());
        names.insert(name, Value::from_function(fact));
    }
    let at = desk.clone();
    names.insert(
        "area",
        Value::from_function(move |id: String, address: String| {
            at.fact(&address, Place::Area(DistrictId::new(&id)))
        }),
    );
    let at = desk.clone();
    names.insert("against", Value::from_function(move |address: String| at.against(&address)));
    let at = desk.clone();
    names.insert("change", Value::from_function(move |address: String| at.change(&address)));
    let at = desk.clone();
    names.insert("ranked", Value::from_function(move |list: String| at.ranked(&list)));
    let at = desk.clone();
    names.insert("items", Value::from_function(move |list: String| at.items(&list)));
    let at = desk.clone();
    names.insert(
        "leads",
        Value::from_function(move |list: String, less: Option<String>| {
            at.leads(&list, less.as_deref())
        }),
    );
    let at = desk.clone();
    names.insert("trails", Value::from_function(move |list: String| at.trails(&list)));
    let at = desk.clone();
    names.insert("all_shown", Value::from_function(move |list: String| at.all_shown(&list)));
    let at = desk.clone();
    names.insert("spread", Value::from_function(move |address: String| at.spread(&address)));
    let at = desk.clone();
    names.insert("listed", Value::from_function(move |items: Vec<String>| at.list(&items)));
    let at = desk.clone();
    names.insert("word", Value::from_function(move |n: f64| at.format().number_word(n)));
    let at = desk.clone();
    names.insert("between", Value::from_function(move |a: String, b: String| at.between(&a, &b)));
    let at = desk.clone();
    names.insert("part", Value::from_function(move |a: String, b: String| at.part(&a, &b)));
    let at = desk.clone();
    names.insert(
        "tally",
        Value::from_function(move |name: String, gender: Option<String>| {
            at.tally(&name, gender.as_deref())
        }),
    );
    names.extend(desk.constants());
    Value::from(names)
}

/// Whose figure an address means.
#[derive(Clone, Debug)]
enum Place {
    Own,
    City,
    Reference,
    Before,
    BeforeCity,
    BeforeReference,
    Area(DistrictId),
}

/// Where templates ask for figures.
#[derive(Debug)]
pub(super) struct Desk {
    /// What may be spoken of.
    pub scope: Scope,
    pub recorder: Recorder,
}

impl Desk {
    /// The settings.
    pub(super) fn settings(&self) -> &Settings {
        self.scope.lens.settings()
    }

    /// How numbers are written.
    pub(super) fn format(&self) -> Format<'_> {
        Format::new(&self.settings().languages[&self.scope.lang])
    }

    pub(super) fn address(&self, text: &str) -> Result<Ref, Error> {
        let bad = |message: String| Error::new(ErrorKind::InvalidOperation, message);
        let figure: Ref = text.parse().map_err(bad)?;
        let indicators = &self.settings().indicators;
        let Some(indicator) = indicators.get(&figure.indicator) else {
            return Err(bad(format!(
                "no indicator '{}' in config/indicators.toml",
                figure.indicator
            )));
        };
        let known = indicators.categories(indicator);
        match &figure.category {
            Some(id) if !id.is_total() && !known.iter().any(|c| &c.id == id) => {
                Err(bad(format!("indicator '{}' has no category '{id}'", figure.indicator)))
            }
            _ => Ok(figure),
        }
    }

    fn fact(&self, address: &str, place: Place) -> Result<Value, Error> {
        if address.is_empty() {
            return Ok(self.nothing());
        }
        let figure = self.address(address)?;
        let lens = &self.scope.lens;
        let key = lens.key(&figure);
        let (key, cell, wave) = match place {
            Place::Own => (key, lens.own(&figure), lens.period().clone()),
            Place::City => {
                (key.at(&DistrictId::total()), lens.city(&figure), lens.period().clone())
            }
            Place::Reference => {
                (key.at(&lens.reference()), lens.other(&figure), lens.period().clone())
            }
            Place::Before => {
                let wave = lens.earlier().cloned().unwrap_or_else(|| lens.period().clone());
                (key.when(&wave), lens.before(&figure), wave)
            }
            Place::BeforeCity | Place::BeforeReference => {
                let wave = lens.earlier().cloned().unwrap_or_else(|| lens.period().clone());
                let city = match place {
                    Place::BeforeReference => lens.reference(),
                    _ => DistrictId::total(),
                };
                (key.at(&city).when(&wave), lens.from(&city).before(&figure), wave)
            }
            Place::Area(id) => {
                let area = self.settings().report.areas.iter().find(|a| a.id == id);
                let Some(area) = area else {
                    let message = format!("no area '{id}' in config/report.toml");
                    return Err(Error::new(ErrorKind::InvalidOperation, message));
                };
                match lens.area(area, &figure) {
                    Some((wave, cell)) => (key.at(&id).when(&wave), cell, wave),
                    None => {
                        let absent = lens.from(&id).own(&figure);
                        (key.at(&id), absent, lens.period().clone())
                    }
                }
            }
        };
        let fact = Fact {
            scope: self.scope.clone(),
            recorder: self.recorder.clone(),
            figure,
            key,
            cell,
            wave,
            whole: None,
        };
        Ok(Value::from_object(fact))
    }

    /// What a list has in a place that nothing takes: the sentence is left out.
    pub(super) fn nothing(&self) -> Value {
        record(&self.recorder, |trace| trace.silent = true);
        Value::from_object(Nothing)
    }

    /// One count of the district as a part of another.
    fn part(&self, part: &str, whole: &str) -> Result<Value, Error> {
        let (figure, whole) = (self.address(part)?, self.address(whole)?);
        let lens = &self.scope.lens;
        let (mut cell, all) = (lens.own(&figure), lens.own(&whole));
        cell.base = all.count;
        cell.share = cell.count.share(all.count);
        let fact = Fact {
            scope: self.scope.clone(),
            recorder: self.recorder.clone(),
            key: lens.key(&figure),
            figure,
            cell,
            wave: lens.period().clone(),
            whole: Some(lens.key(&whole)),
        };
        Ok(Value::from_object(fact))
    }

    pub(super) fn list_of(&self, name: &str) -> Result<&[Ref], Error> {
        self.scope.lists.get(name).map(Vec::as_slice).ok_or_else(|| {
            let known: Vec<_> = self.scope.lists.keys().map(String::as_str).collect();
            let message = format!("no list '{name}' here; there are: {}", known.join(", "));
            Error::new(ErrorKind::InvalidOperation, message)
        })
    }

    fn all_shown(&self, name: &str) -> Result<bool, Error> {
        Ok(rank(&self.scope.lens, self.list_of(name)?).complete())
    }

    fn list(&self, items: &[String]) -> String {
        self.format().list(items)
    }
}
