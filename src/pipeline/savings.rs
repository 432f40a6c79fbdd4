//! Law: a saving is counted by trying it: the whole control runs once more with the change, and only changes that protect as well are tried.

use super::{
    Progress,
    tally::{Saving, best},
};
use crate::{
    confidential::Trials,
    config::{Merge, Settings},
};
use rayon::prelude::*;

/// How many changes are tried at most, those with most hidden cells first.
const TRIED: usize = 20;

/// The changes of the settings that would leave most cells unhidden.
///
/// Neighbouring categories are merged. Rules are never relaxed: a smaller `k` shows more and protects less.
pub(super) fn savings(
    trials: &Trials,
    settings: &Settings,
    progress: &(dyn Fn(Progress) + Sync),
) -> Vec<Saving> {
    let promising = promising(trials, settings);
    if !promising.is_empty() {
        progress(Progress::Trying { changes: promising.len() });
    }
    let tried: Vec<Saving> = promising
        .par_iter()
        .filter_map(|merge| {
            let saved = trials.saved(merge)?;
            Some(Saving { what: merge.to_string(), cells: usize::try_from(saved).unwrap_or(0) })
        })
        .collect();
    best(tried)
}

/// Merges of categories that are hidden somewhere; where nothing is hidden nothing can be saved.
fn promising(trials: &Trials, settings: &Settings) -> Vec<Merge> {
    let mut merges: Vec<(usize, Merge)> = settings
        .merges()
        .into_iter()
        .map(|merge| (trials.hidden(&merge), merge))
        .filter(|(hidden, _)| *hidden > 0)
        .collect();
    merges.sort_by(|(a, one), (b, other)| {
        b.cmp(a).then_with(|| one.to_string().cmp(&other.to_string()))
    });
    merges.truncate(TRIED);
    merges.into_iter().map(|(_, merge)| merge).collect()
}
