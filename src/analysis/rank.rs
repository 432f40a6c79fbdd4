//! Law: what is shown is ranked by its exact value; what is hidden stands last, in the order of the settings.

use super::Lens;
use crate::config::outline::Ref;

/// Addresses in order, with how far the order can be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// The largest first, then what is hidden or missing in the order given.
    pub order: Vec<Ref>,
    /// How many of them are shown.
    pub shown: usize,
}

impl Ranked {
    /// Whether all are shown, so that the first is the first of all.
    pub fn complete(&self) -> bool {
        self.shown == self.order.len()
    }
}

/// Ranks by the district's share; `last` keeps categories such as «andre» at the end of those shown.
pub fn rank(lens: &Lens, figures: &[Ref]) -> Ranked {
    let (mut shown, rest): (Vec<_>, Vec<_>) =
        figures.iter().cloned().partition(|f| lens.own(f).leading().amount().is_some());
    // A stable sort: ties keep the order of the settings.
    shown.sort_by(|a, b| {
        let last = |f: &Ref| lens.category(f).is_some_and(|c| c.last);
        let value = |f: &Ref| lens.own(f).leading().amount().unwrap_or(f64::NEG_INFINITY);
        last(a).cmp(&last(b)).then_with(|| value(b).total_cmp(&value(a)))
    });
    let count = shown.len();
    shown.extend(rest);
    Ranked { order: shown, shown: count }
}
