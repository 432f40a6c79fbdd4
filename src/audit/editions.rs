//! Law: a figure that was corrected says who came or went: old less new must not be a few.

use super::{
    book::Book,
    finding::{Finding, Findings},
    sight::named,
    table::Correction,
};

/// Tells of figures that differ between outputs.
pub(super) fn judge(corrections: &[Correction], book: &Book, findings: &mut Findings) {
    for Correction { key, by, sources } in corrections {
        let k = book.rule(key.indicator.as_str()).k as f64;
        if *by < k {
            let what = "a later output changes it by a small count";
            let [old, new] = sources;
            let finding = Finding::warning("small-correction", what);
            findings.push(finding.about(named(key)).at(old).at(new));
        }
    }
}
