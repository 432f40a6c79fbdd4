//! Law: a sentence that touches a hidden or missing figure is not said, and what a sentence touched is known.

use super::format::Format;
use crate::{
    analysis::{Direction, Lens, rank},
    confidential::PublishedCell,
    config::{Settings, outline::Ref},
    ident::{CellKey, DistrictId, GroupId, Lang, Period},
};
use minijinja::{
    Error, ErrorKind, Value,
    value::{Enumerator, Object, ObjectRepr},
};
use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

/// What sentences may speak of: one district, in one language, in one section.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The district's view.
    pub lens: Lens,
    /// The language.
    pub lang: Lang,
    /// Lists of addresses that the section shows, by name: `levels`, `figures`, `pairs`, `barometer`.
    pub lists: BTreeMap<String, Vec<Ref>>,
    /// The figure that a finding is about, and its second one.
    pub about: Option<(Ref, Option<Ref>)>,
    /// Finished texts by name.
    pub texts: BTreeMap<String, String>,
    /// Whole numbers that say nothing about people: figures, pages, rows.
    pub numbers: BTreeMap<String, usize>,
}

/// What a sentence touched.
#[derive(Debug, Default)]
pub(super) struct Trace {
    pub silent: bool,
    pub evidence: Vec<CellKey>,
}

type Recorder = Arc<Mutex<Trace>>;

fn record(recorder: &Recorder, f: impl FnOnce(&mut Trace)) {
    f(&mut recorder.lock().unwrap_or_else(PoisonError::into_inner));
}

/// The names that templates see, and where what they touch is recorded.
pub(super) fn context(scope: &Scope, recorder: &Recorder) -> Value {
    let desk = Arc::new(Desk {
        scope: scope.clone(),
        recorder: recorder.clone(),
    });
    let mut names: BTreeMap<&str, Value> = BTreeMap::new();
    for (name, place) in [
        ("own", Place::Own),
        ("city", Place::City),
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
    names.insert(
        "against",
        Value::from_function(move |address: String| at.against(&address)),
    );
    let at = desk.clone();
    names.insert(
        "change",
        Value::from_function(move |address: String| at.change(&address)),
    );
    let at = desk.clone();
    names.insert(
        "ranked",
        Value::from_function(move |list: String| at.ranked(&list)),
    );
    let at = desk.clone();
    names.insert(
        "items",
        Value::from_function(move |list: String| at.items(&list)),
    );
    let at = desk.clone();
    names.insert(
        "all_shown",
        Value::from_function(move |list: String| at.all_shown(&list)),
    );
    let at = desk.clone();
    names.insert(
        "spread",
        Value::from_function(move |address: String| at.spread(&address)),
    );
    let at = desk.clone();
    names.insert(
        "listed",
        Value::from_function(move |items: Vec<String>| at.list(&items)),
    );
    let at = desk.clone();
    names.insert(
        "word",
        Value::from_function(move |n: f64| at.format().number_word(n)),
    );
    names.extend(desk.constants());
    Value::from(names)
}

#[derive(Clone, Debug)]
enum Place {
    Own,
    City,
    Before,
    BeforeCity,
    Area(DistrictId),
}

#[derive(Debug)]
struct Desk {
    scope: Scope,
    recorder: Recorder,
}

impl Desk {
    fn settings(&self) -> &Settings {
        self.scope.lens.settings()
    }

    fn format(&self) -> Format<'_> {
        Format::new(&self.settings().languages[&self.scope.lang])
    }

    fn constants(&self) -> BTreeMap<&'static str, Value> {
        let (settings, lang, lens) = (self.settings(), &self.scope.lang, &self.scope.lens);
        let report = &settings.report;
        let mut names = BTreeMap::new();
        if let Some(district) = settings.districts.get(lens.district()) {
            let title = format!("{} {}", settings.districts.title.get(lang), district.name);
            names.insert("district", Value::from(district.name.as_str()));
            names.insert("district_title", Value::from(title));
            names.insert("within", Value::from(district.within.get(lang)));
        }
        let whole = report.city.whole.as_ref().unwrap_or(&report.city.name);
        for (name, text) in [
            ("city_name", report.city.name.get(lang)),
            ("within_city", report.city.within.get(lang)),
            ("whole_city", whole.get(lang)),
            ("survey", report.title.get(lang)),
            ("publisher", report.publisher.get(lang)),
            ("source", report.source.get(lang)),
            ("period", lens.period().as_str()),
            ("notice", report.notice.as_ref().map_or("", |n| n.get(lang))),
        ] {
            names.insert(name, Value::from(text));
        }
        let earlier = lens
            .earlier()
            .map_or(Value::UNDEFINED, |p| Value::from(p.as_str()));
        names.insert("earlier", earlier);
        names.insert("year", Value::from(report.mapping_year.to_string()));
        names.insert(
            "published",
            Value::from(self.format().date(&report.published)),
        );
        let percent = report.comparison.confidence * 100.0;
        names.insert(
            "confidence",
            Value::from(self.format().percent_in_text(percent)),
        );
        names.insert(
            "threshold",
            Value::from(self.format().points(report.comparison.threshold)),
        );
        names.insert("coverage", Value::from(report.comparison.coverage));
        names.insert("k", Value::from(settings.disclosure.k));
        names.insert(
            "minimum_base",
            Value::from(settings.disclosure.minimum_base),
        );
        if let Some((figure, other)) = &self.scope.about {
            names.insert("about", Value::from(figure.to_string()));
            names.insert(
                "other",
                other
                    .as_ref()
                    .map_or(Value::UNDEFINED, |o| o.to_string().into()),
            );
        }
        names.insert("texts", Value::from(self.scope.texts.clone()));
        names.insert("numbers", Value::from(self.scope.numbers.clone()));
        names
    }

    fn address(&self, text: &str) -> Result<Ref, Error> {
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
            Some(id) if !id.is_total() && !known.iter().any(|c| &c.id == id) => Err(bad(format!(
                "indicator '{}' has no category '{id}'",
                figure.indicator
            ))),
            _ => Ok(figure),
        }
    }

    fn fact(&self, address: &str, place: Place) -> Result<Value, Error> {
        let figure = self.address(address)?;
        let lens = &self.scope.lens;
        let key = lens.key(&figure);
        let (key, cell, wave) = match place {
            Place::Own => (key, lens.own(&figure), lens.period().clone()),
            Place::City => (
                key.at(&DistrictId::total()),
                lens.city(&figure),
                lens.period().clone(),
            ),
            Place::Before => {
                let wave = lens
                    .earlier()
                    .cloned()
                    .unwrap_or_else(|| lens.period().clone());
                (key.when(&wave), lens.before(&figure), wave)
            }
            Place::BeforeCity => {
                let wave = lens
                    .earlier()
                    .cloned()
                    .unwrap_or_else(|| lens.period().clone());
                let city = DistrictId::total();
                (
                    key.at(&city).when(&wave),
                    lens.from(&city).before(&figure),
                    wave,
                )
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
        };
        Ok(Value::from_object(fact))
    }

    fn against(&self, address: &str) -> Result<Value, Error> {
        let figure = self.address(address)?;
        let lens = &self.scope.lens;
        let against = lens.against_city(&figure);
        let key = lens.key(&figure);
        Ok(self.difference(
            against.map(|a| (a.direction, a.points)),
            vec![key.at(&DistrictId::total()), key],
        ))
    }

    fn change(&self, address: &str) -> Result<Value, Error> {
        let figure = self.address(address)?;
        let lens = &self.scope.lens;
        let change = lens.change(&figure);
        let key = lens.key(&figure);
        let before = lens.earlier().map(|p| key.when(p));
        Ok(self.difference(
            change
                .points
                .amount()
                .map(|points| (change.direction, points)),
            before.into_iter().chain([key]).collect(),
        ))
    }

    fn difference(&self, found: Option<(Direction, f64)>, keys: Vec<CellKey>) -> Value {
        Value::from_object(Difference {
            scope: self.scope.clone(),
            recorder: self.recorder.clone(),
            found,
            keys,
        })
    }

    fn list_of(&self, name: &str) -> Result<&[Ref], Error> {
        self.scope
            .lists
            .get(name)
            .map(Vec::as_slice)
            .ok_or_else(|| {
                let known: Vec<_> = self.scope.lists.keys().map(String::as_str).collect();
                let message = format!("no list '{name}' here; there are: {}", known.join(", "));
                Error::new(ErrorKind::InvalidOperation, message)
            })
    }

    /// The addresses of a list that are shown, the largest share first.
    fn ranked(&self, name: &str) -> Result<Value, Error> {
        let ranked = rank(&self.scope.lens, self.list_of(name)?);
        let addresses = ranked.order.iter().map(ToString::to_string).collect();
        Ok(Value::from_object(Ranking {
            addresses,
            shown: ranked.shown,
            recorder: self.recorder.clone(),
        }))
    }

    /// The addresses of a list as it stands.
    fn items(&self, name: &str) -> Result<Vec<String>, Error> {
        Ok(self
            .list_of(name)?
            .iter()
            .map(ToString::to_string)
            .collect())
    }

    /// The lowest and the highest district; said only where no district is hidden, since either could be it.
    fn spread(&self, address: &str) -> Result<Value, Error> {
        let figure = self.address(address)?;
        let settings = self.settings();
        let districts = settings.districts.districts.iter().filter(|d| !d.outside);
        let shares: Option<Vec<(f64, &str, CellKey)>> = districts
            .map(|d| {
                let lens = self.scope.lens.from(&d.id);
                let share = lens.own(&figure).share.amount()?;
                Some((share, d.name.as_str(), lens.key(&figure)))
            })
            .collect();
        let ends = shares.as_ref().and_then(|shares| {
            let low = shares.iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
            let high = shares.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
            Some((low, high))
        });
        let format = self.format();
        record(&self.recorder, |trace| match (&ends, &shares) {
            (Some(_), Some(shares)) => trace.evidence.extend(shares.iter().map(|s| s.2.clone())),
            _ => trace.silent = true,
        });
        let text = |value: Option<String>| Value::from(value.unwrap_or_default());
        Ok(Value::from(BTreeMap::from([
            ("low", text(ends.map(|(low, _)| format.bare(low.0)))),
            (
                "high",
                text(ends.map(|(_, high)| format.percent_in_text(high.0))),
            ),
            ("lowest", text(ends.map(|(low, _)| low.1.to_owned()))),
            ("highest", text(ends.map(|(_, high)| high.1.to_owned()))),
        ])))
    }

    fn all_shown(&self, name: &str) -> Result<bool, Error> {
        Ok(rank(&self.scope.lens, self.list_of(name)?).complete())
    }

    fn list(&self, items: &[String]) -> String {
        self.format().list(items)
    }
}

/// One figure as a sentence sees it.
#[derive(Debug)]
struct Fact {
    scope: Scope,
    recorder: Recorder,
    figure: Ref,
    key: CellKey,
    cell: PublishedCell,
    wave: Period,
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
        let amount = |stat: crate::confidential::PublishableStat, write: &dyn Fn(f64) -> Value| {
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

fn category_or(
    category: Option<&crate::config::Category>,
    indicator: &crate::config::Indicator,
    lang: &Lang,
) -> String {
    category
        .map_or(indicator.label.get(lang), |c| c.label.get(lang))
        .to_owned()
}

fn inline(indicator: &crate::config::Indicator, lang: &Lang) -> String {
    match &indicator.inline {
        Some(text) => text.get(lang).to_owned(),
        None => indicator.label.get(lang).to_lowercase(),
    }
}

/// What is said of the people counted; a category's own words, in which `{area}` is the indicator.
fn predicate(
    category: Option<&crate::config::Category>,
    indicator: &crate::config::Indicator,
    lang: &Lang,
) -> String {
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
struct Difference {
    scope: Scope,
    recorder: Recorder,
    found: Option<(Direction, f64)>,
    keys: Vec<CellKey>,
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

/// A ranking as templates see it: whoever asks for a place that only a hidden figure could take is not answered.
#[derive(Debug)]
struct Ranking {
    addresses: Vec<String>,
    shown: usize,
    recorder: Recorder,
}

impl Object for Ranking {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let at = key.as_usize()?;
        let address = self.addresses.get(at)?;
        if at >= self.shown {
            record(&self.recorder, |trace| trace.silent = true);
        }
        Some(Value::from(address.as_str()))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.addresses.len())
    }
}
