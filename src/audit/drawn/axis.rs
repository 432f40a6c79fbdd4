//! Law: an axis ends at the next step after the largest value that is shown on it, so that no other can be guessed from it.

use super::fit::{across, place};
use crate::audit::{
    explain::Explained,
    finding::{Finding, Findings},
    read::{drawing::Drawn, numerals::numerals, page::Page},
    sight::Channel,
};
use std::collections::BTreeMap;

/// Judges the axes of a page; drawings of one figure share theirs.
pub(super) fn judge(page: &Page, explained: &Explained, findings: &mut Findings) {
    labels(page, explained, findings);
    let mut figures: BTreeMap<(&str, u64), Vec<&Drawn>> = BTreeMap::new();
    for drawn in &page.drawings {
        if let [[.., high]] = drawn.axes[..] {
            let at = (drawn.id.as_str(), high.to_bits());
            figures.entry(at).or_default().push(drawn);
        }
    }
    for ((id, _), drawings) in figures {
        let hidden = drawings.iter().filter_map(|it| it.table).any(|at| {
            let cells = page.tables.get(at).into_iter().flat_map(|table| &table.rows);
            let signs = explained.book().numbers(&page.language);
            cells.flat_map(|row| &row.cells).any(|cell| cell.text == signs.hidden)
        });
        let Some(slack) = slack(&drawings) else {
            continue;
        };
        let reached = drawings.iter().filter_map(|it| reached(it)).fold(0.0, f64::max);
        let [.., high] = drawings[0].axes[0];
        if hidden && high - reached > slack + 0.5 && high > slack + 0.5 {
            let what = format!("the axis of '{id}' goes further than any figure that it shows");
            findings.push(Finding::error("axis", what).at(&drawings[0].source));
        }
    }
}

/// Labels over a column of drawings count in even steps.
fn labels(page: &Page, explained: &Explained, findings: &mut Findings) {
    let signs = explained.book().numbers(&page.language);
    for labels in &page.axes {
        let numbers: Vec<f64> = labels
            .iter()
            .flat_map(|label| numerals(label, &signs))
            .map(|number| number.value)
            .collect();
        let steps: Vec<f64> = numbers.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let even = steps.windows(2).all(|pair| pair[0] == pair[1]);
        if !even || numbers.len() != labels.len() {
            let what = "the labels of an axis do not count in even steps";
            let source = page.source.through(Channel::Chart);
            findings.push(Finding::error("axis", what).at(&source));
        }
    }
}

/// The step of an axis, by what stands on it; nothing where it is always the same.
fn slack(drawings: &[&Drawn]) -> Option<f64> {
    let has = |kind: &str| {
        let mut marks = drawings.iter().flat_map(|it| &it.marks);
        marks.any(|mark| mark.kind == kind)
    };
    let [.., high] = drawings[0].axes[0];
    match high {
        // A whole has always the same axis, also where all its parts are withheld and only their key is left;
        // small bars have one of two.
        _ if is_whole(drawings) => None,
        _ if has("part") || drawings.iter().all(|it| it.id.is_empty()) => None,
        // Pairs, also where all of them are withheld and only the key of the two signs is left.
        _ if has("diamond") || only_key(drawings) => Some(20.0),
        _ if has("bar") => Some(10.0),
        high if high > 60.0 => Some(40.0),
        high if high > 30.0 => Some(20.0),
        _ => Some(10.0),
    }
}

/// Whether only the names of at least two parts stand over an axis to a hundred.
fn is_whole(drawings: &[&Drawn]) -> bool {
    drawings.iter().all(|drawn| {
        let [.., high] = drawn.axes[0];
        high == 100.0 && drawn.marks.len() > 1 && drawn.marks.iter().all(|m| m.kind == "key")
    })
}

/// Whether nothing is drawn but what explains the signs.
fn only_key(drawings: &[&Drawn]) -> bool {
    let mut marks = drawings.iter().flat_map(|it| &it.marks).peekable();
    marks.peek().is_some() && marks.all(|mark| mark.kind == "key")
}

/// The largest size of a value that is drawn.
fn reached(drawn: &Drawn) -> Option<f64> {
    let axis = drawn.axes[0];
    let [from, to, low, high] = axis;
    let zero = place(axis, 0.0);
    let unit = (to - from) / (high - low);
    let ends = drawn.marks.iter().filter(|mark| mark.kind != "key");
    let ends = ends.filter_map(across).flat_map(|(left, right)| [left, right]);
    ends.map(|at| ((at - zero) / unit).abs()).reduce(f64::max)
}
