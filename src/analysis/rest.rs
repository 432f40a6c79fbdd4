//! Law: the rest of the city is the city less the district, as public as both of them and no more.

use crate::confidential::{PublishedCell, View};

/// What is left of `whole` without `part`.
///
/// Counts and bases are subtracted. Where there are no counts, means and shares are weighted by
/// their bases: (share·n of the whole − share·n of the part) / (n of the whole − n of the part).
pub(super) fn rest(whole: &PublishedCell, part: &PublishedCell) -> PublishedCell {
    let count = whole.count.difference(part.count);
    let base = whole.base.difference(part.base);
    let share = match (count.view(), whole.share.view()) {
        (_, View::Missing) => whole.share,
        (View::Missing, _) => {
            let weight = |cell: &PublishedCell| cell.share.product(cell.base);
            weight(whole).difference(weight(part)).ratio(base)
        }
        _ => count.share(base),
    };
    PublishedCell { count, base, share, provisional: whole.provisional || part.provisional }
}
