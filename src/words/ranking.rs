//! Law: whoever asks for a place in a ranking that only a hidden figure could take is not answered.

use super::scope::{Recorder, record};
use minijinja::{
    Value,
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
