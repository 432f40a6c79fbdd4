//! Law: whoever asks for a place in a ranking that only a hidden figure could take is not answered.

use super::{
    facts::Desk,
    scope::{Recorder, record},
};
use crate::{analysis::rank, config::outline::Ref};
use minijinja::{
    Error, Value,
    value::{Enumerator, Object, ObjectRepr},
};
use std::sync::Arc;

/// A ranking as templates see it.
#[derive(Debug)]
pub(super) struct Ranking {
    /// The largest first, then what is hidden or missing.
    pub addresses: Vec<String>,
    /// How many of them are shown.
    pub shown: usize,
    /// Where a place that is not answered is noted.
    pub recorder: Recorder,
}

impl Object for Ranking {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let at = key.as_usize()?;
        if at >= self.shown {
            record(&self.recorder, |trace| trace.silent = true);
        }
        // How long a list is depends on what is shown: a place beyond its end is one that nothing takes.
        let address = self.addresses.get(at).or(self.addresses.first());
        Some(Value::from(address.map_or("", String::as_str)))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.addresses.len())
    }
}

/// What stands in a place that nothing takes; whoever asks for it is silent.
#[derive(Debug)]
pub(super) struct Nothing;

impl Object for Nothing {
    fn get_value(self: &Arc<Self>, _: &Value) -> Option<Value> {
        Some(Value::from(""))
    }
}

impl Desk {
    /// The addresses of a list that are shown, the largest share first.
    pub(super) fn ranked(&self, name: &str) -> Result<Value, Error> {
        let ranked = rank(&self.scope.lens, self.list_of(name)?);
        Ok(self.places(&ranked.order, ranked.shown))
    }

    /// The addresses of a list as it stands.
    pub(super) fn items(&self, name: &str) -> Result<Value, Error> {
        let list = self.list_of(name)?;
        Ok(self.places(list, list.len()))
    }

    fn places(&self, addresses: &[Ref], shown: usize) -> Value {
        Value::from_object(Ranking {
            addresses: addresses.iter().map(ToString::to_string).collect(),
            shown,
            recorder: self.recorder.clone(),
        })
    }

    /// Whether one of those shown is above all others shown, so that it may be called the first.
    ///
    /// With a second list each is taken less the one in its place there.
    pub(super) fn leads(&self, name: &str, less: Option<&str>) -> Result<bool, Error> {
        let mut values = self.values(name)?;
        if let Some(less) = less {
            let others = self.values(less)?;
            let pairs = values.into_iter().zip(others);
            values = pairs.map(|(a, b)| Some(a? - b?)).collect();
        }
        Ok(alone(values.into_iter().flatten()).is_some_and(|most| most > 0.0))
    }

    /// Whether one of those shown is below all others shown, so that it may be called the last.
    pub(super) fn trails(&self, name: &str) -> Result<bool, Error> {
        let values = self.values(name)?.into_iter().flatten();
        Ok(alone(values.map(|value| -value)).is_some())
    }

    /// The figures of a list, as they are ranked; nothing where one is not shown.
    fn values(&self, name: &str) -> Result<Vec<Option<f64>>, Error> {
        let lens = &self.scope.lens;
        let list = self.list_of(name)?.iter();
        Ok(list.map(|figure| lens.own(figure).leading().amount()).collect())
    }
}

/// The largest, where no other is as large.
fn alone(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let most = *sorted.first()?;
    sorted.get(1).is_none_or(|next| *next < most).then_some(most)
}
