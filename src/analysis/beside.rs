//! Law: where all districts would be too many to read, those stand beside one that a reader looks for.

use super::Lens;
use crate::{config::outline::Ref, ident::DistrictId};
use std::collections::BTreeSet;

/// So many districts stand side by side at most: more fill pages that nobody compares, and every report would grow with
/// the number of reports.
pub const MANY: usize = 40;
/// How many stand before the district and behind it, as the settings order them.
const NEAR: usize = 5;

/// The districts that stand beside one, itself among them, in the order of the settings, and whether that is all.
///
/// Where there are more than [`MANY`]: the district, those next to it in the settings, and of each figure the district
/// with the lowest and the one with the highest share of those shown. Only published shares decide.
pub fn beside(lens: &Lens, figures: &[Ref]) -> (Vec<DistrictId>, bool) {
    let districts = &lens.settings().districts.districts;
    let all: Vec<&DistrictId> = districts.iter().filter(|d| !d.outside).map(|d| &d.id).collect();
    if all.len() <= MANY {
        return (all.into_iter().cloned().collect(), true);
    }
    let own = all.iter().position(|id| *id == lens.district());
    let mut chosen: BTreeSet<usize> = own
        .map(|own| own.saturating_sub(NEAR)..(own + NEAR + 1).min(all.len()))
        .into_iter()
        .flatten()
        .collect();
    for figure in figures {
        let shares = all.iter().enumerate().filter_map(|(at, id)| {
            lens.from(id).own(figure).share.amount().map(|share| (at, share))
        });
        let shares: Vec<(usize, f64)> = shares.collect();
        // The first of several that are alike, from either end: a rule that needs no figure.
        let low = shares.iter().min_by(|a, b| a.1.total_cmp(&b.1));
        let high = shares.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
        for (at, _) in [low, high].into_iter().flatten() {
            if chosen.len() < MANY {
                chosen.insert(*at);
            }
        }
    }
    (chosen.into_iter().map(|at| all[at].clone()).collect(), false)
}
