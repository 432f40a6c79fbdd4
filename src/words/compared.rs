//! Law: a difference is said with its size and its direction, or not at all.

use super::{
    facts::Desk,
    format::Format,
    scope::{Measure, Recorder, Scope, Told, record},
};
use crate::{
    analysis::{Direction, MANY, Tone},
    config::outline::Ref,
    ident::{CellKey, DistrictId},
};
use minijinja::{
    Error, Value,
    value::{Enumerator, Object},
};
use std::{collections::BTreeMap, sync::Arc};

/// A difference as a sentence sees it.
#[derive(Debug)]
struct Difference {
    scope: Scope,
    recorder: Recorder,
    found: Option<(Direction, f64)>,
    tone: Tone,
    /// The figure, then what it is compared with.
    keys: Vec<CellKey>,
    /// The people that the figure is of, where shown.
    base: Option<f64>,
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
        let tell = |text: String, measure| {
            let told = Told { text: text.clone(), measure, cells: self.keys.clone(), name: None };
            record(&self.recorder, |trace| trace.tell(told));
            Some(Value::from(text))
        };
        let people = self.base.map(|base| points.abs() / 100.0 * base);
        match key.as_str()? {
            "higher" => Some((direction == Direction::Higher).into()),
            "lower" => Some((direction == Direction::Lower).into()),
            "similar" => Some((direction == Direction::Similar).into()),
            "alike" => {
                let close = points.abs() + 1e-9 < settings.report.comparison.threshold;
                Some((direction == Direction::Similar && close).into())
            }
            "weaker" => Some((self.tone == Tone::Weaker).into()),
            "stronger" => Some((self.tone == Tone::Stronger).into()),
            "points" => tell(format.points(points), Measure::Points),
            "signed" => tell(format.signed(points), Measure::Points),
            // So few that the share of a person would be said are not said.
            "people" => match people.filter(|people| people.round() >= 1.0) {
                Some(people) => tell(format.persons(people), Measure::People),
                None => {
                    record(&self.recorder, |trace| trace.silent = true);
                    Some("".into())
                }
            },
            "some" => Some(people.is_some_and(|people| people.round() >= 1.0).into()),
            "size" => Some(points.abs().round().into()),
            _ => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }
}

impl Desk {
    /// The district's figure against what it is compared with.
    pub(super) fn against(&self, address: &str) -> Result<Value, Error> {
        if address.is_empty() {
            return Ok(self.nothing());
        }
        let figure = self.address(address)?;
        let lens = &self.scope.lens;
        let found = lens.against(&figure).map(|a| (a.direction, a.points));
        let key = lens.key(&figure);
        let other = key.at(&lens.reference());
        Ok(self.difference(&figure, found, vec![key, other]))
    }

    /// The district's figure against the wave before.
    pub(super) fn change(&self, address: &str) -> Result<Value, Error> {
        if address.is_empty() {
            return Ok(self.nothing());
        }
        let figure = self.address(address)?;
        let lens = &self.scope.lens;
        let change = lens.change(&figure);
        let key = lens.key(&figure);
        let before = lens.earlier().map(|p| key.when(p));
        let points = change.points.amount();
        let found = points.map(|points| (change.direction, points));
        Ok(self.difference(&figure, found, [key].into_iter().chain(before).collect()))
    }

    /// One figure of the district against another, for example two groups'.
    pub(super) fn between(&self, address: &str, other: &str) -> Result<Value, Error> {
        let (figure, second) = (self.address(address)?, self.address(other)?);
        let lens = &self.scope.lens;
        let found = lens.between(&figure, &second);
        let found = found.map(|a| (a.direction, a.points));
        let keys = vec![lens.key(&figure), lens.key(&second)];
        Ok(self.difference(&figure, found, keys))
    }

    fn difference(
        &self,
        figure: &Ref,
        found: Option<(Direction, f64)>,
        keys: Vec<CellKey>,
    ) -> Value {
        let lens = &self.scope.lens;
        let polarity = lens.indicator(figure).polarity;
        Value::from_object(Difference {
            scope: self.scope.clone(),
            recorder: self.recorder.clone(),
            found,
            tone: found.map_or(Tone::Neutral, |(way, _)| Tone::of(way, polarity)),
            keys,
            base: lens.own(figure).base.amount(),
        })
    }

    /// The lowest and the highest district; said only where no district is hidden, since either could be it.
    pub(super) fn spread(&self, address: &str) -> Result<Value, Error> {
        let figure = self.address(address)?;
        let settings = self.settings();
        let districts = settings.districts.districts.iter().filter(|d| !d.outside);
        let lens_of = |id: &DistrictId| self.scope.lens.from(id);
        let shares: Option<Vec<(f64, &str, CellKey)>> = districts
            .map(|d| {
                let lens = lens_of(&d.id);
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
        let texts = ends.map(|(low, high)| (format.bare(low.0), format.percent_in_text(high.0)));
        record(&self.recorder, |trace| match (&ends, &shares, &texts) {
            (Some((low, high)), Some(shares), Some(texts)) => {
                // Of very many districts a sentence rests on all, but names the two that it speaks of.
                if shares.len() <= MANY {
                    trace.evidence.extend(shares.iter().map(|s| s.2.clone()));
                }
                for (text, end) in [(&texts.0, low), (&texts.1, high)] {
                    trace.tell(Told {
                        text: text.clone(),
                        measure: Measure::Share,
                        cells: vec![end.2.clone()],
                        name: None,
                    });
                }
            }
            _ => trace.silent = true,
        });
        // Ends that read the same are no range, whatever lies behind the rounding.
        let alike = ends.is_some_and(|(low, high)| format.bare(low.0) == format.bare(high.0));
        let text = |value: Option<String>| Value::from(value.unwrap_or_default());
        let (low, high) = texts.unzip();
        Ok(Value::from(BTreeMap::from([
            ("alike", Value::from(alike)),
            ("low", text(low)),
            ("high", text(high)),
            ("lowest", text(ends.map(|(low, _)| low.1.to_owned()))),
            ("highest", text(ends.map(|(_, high)| high.1.to_owned()))),
        ])))
    }

    /// How many rows, findings or figures are of some sort, in words; `gender` is that of what is counted.
    pub(super) fn tally(&self, name: &str, gender: Option<&str>) -> Result<String, Error> {
        let Some(count) = self.scope.numbers.get(name).copied() else {
            let known: Vec<_> = self.scope.numbers.keys().map(String::as_str).collect();
            let message = format!("no number '{name}' here; there are: {}", known.join(", "));
            return Err(Error::new(minijinja::ErrorKind::InvalidOperation, message));
        };
        let text = self.format().number_of(count as f64, gender);
        let told = Told {
            text: text.clone(),
            measure: Measure::Tally,
            cells: Vec::new(),
            name: Some(name.to_owned()),
        };
        let counted = self.scope.counted.get(name).into_iter().flatten();
        record(&self.recorder, |trace| {
            trace.evidence.extend(counted.cloned());
            trace.tell(told);
        });
        Ok(text)
    }
}
