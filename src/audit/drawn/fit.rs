//! Law: a mark stands where its figure puts it on the axis, within what rounding moves.

use crate::audit::{
    explain::Explained,
    figures::expected,
    finding::{Finding, Findings},
    read::drawing::{Drawn, Mark, Outline},
    sight::{Measure, Of, named},
    table::Range,
};

/// What gaps, edges and whole units move, in the drawing's unit: three pixels.
const PLAY: f64 = 60.0;

/// Judges where marks stand.
pub(super) fn judge(drawn: &Drawn, explained: &Explained, findings: &mut Findings) {
    for mark in &drawn.marks {
        if fits(mark, drawn, explained) == Some(false)
            && let Some(of) = &mark.of
        {
            let what = format!("a mark in '{}' is not where its figure would put it", drawn.id);
            let mut finding = Finding::error("drawn-otherwise", what).at(&drawn.source);
            for key in of.keys() {
                finding = finding.about(named(key));
            }
            findings.push(finding);
        }
    }
    bars(drawn, explained, findings);
    slopes(drawn, explained, findings);
}

/// Whether a mark stands right; nothing where that cannot be said.
fn fits(mark: &Mark, drawn: &Drawn, explained: &Explained) -> Option<bool> {
    let of = mark.of.as_ref()?;
    if mark.kind == "class" {
        return class(mark, of, explained);
    }
    let [axis] = drawn.axes[..] else { return None };
    let (left, right) = across(mark)?;
    let middle = (left + right) / 2.0;
    let at = |value: f64| place(axis, value);
    match mark.kind.as_str() {
        "bar" | "part" => {
            let (low, high) = value(of, explained)?;
            let (start, low, high) = (at(0.0), at(low), at(high));
            let long = right - left;
            Some(long >= low - start - PLAY && long <= high - start + PLAY)
        }
        "tick" | "dot" | "ring" | "diamond" => {
            let (low, high) = value(of, explained)?;
            Some(middle >= at(low) - PLAY && middle <= at(high) + PLAY)
        }
        "link" => {
            let Of::Less(measure, a, b) = of else {
                return None;
            };
            let ends = [a, b].map(|key| value(&Of::One(*measure, (*key).clone()), explained));
            let [Some(a), Some(b)] = ends else {
                return None;
            };
            let (from, to) = (at(a.0).min(at(b.0)), at(a.1).max(at(b.1)));
            Some(left >= from - PLAY && right <= to + PLAY)
        }
        _ => None,
    }
}

/// A class of a heat map holds ten percentage points, of the number that is printed.
fn class(mark: &Mark, of: &Of, explained: &Explained) -> Option<bool> {
    let (low, high) = value(of, explained)?;
    let class = |value: f64| (value.round() / 10.0).floor().clamp(0.0, 4.0) as u32;
    let drawn = mark.shapes.iter().find_map(|shape| {
        let number = shape.paint.strip_prefix("heat")?;
        number.parse::<u32>().ok()
    })?;
    Some((class(low)..=class(high)).contains(&drawn))
}

/// Parts of one bar follow each other; where some are withheld the last ones end with the bar.
fn bars(drawn: &Drawn, explained: &Explained, findings: &mut Findings) {
    let [axis] = drawn.axes[..] else { return };
    let mut rows: Vec<(i64, Vec<(&Mark, f64)>)> = Vec::new();
    for mark in drawn.marks.iter().filter(|mark| mark.kind == "part") {
        let (Some((left, _)), Some(shape)) = (across(mark), mark.shapes.first()) else {
            continue;
        };
        let row = shape.outline.along().0.round() as i64;
        match rows.iter_mut().find(|(at, _)| *at == row) {
            Some((_, parts)) => parts.push((mark, left)),
            None => rows.push((row, vec![(mark, left)])),
        }
    }
    for (_, parts) in rows {
        let values: Option<Vec<Range>> =
            parts.iter().map(|(mark, _)| value(mark.of.as_ref()?, explained)).collect();
        let Some(values) = values else { continue };
        let total = |values: &[Range]| values.iter().map(|it| (it.0 + it.1) / 2.0).sum::<f64>();
        for (n, (mark, left)) in parts.iter().enumerate() {
            let before = place(axis, total(&values[..n]));
            let after = place(axis, 100.0 - total(&values[n..]));
            let near = |at: f64| (left - at).abs() <= PLAY * 2.0;
            if !near(before) && !near(after) {
                let what =
                    format!("a part in '{}' does not begin where the shown ones end", drawn.id);
                let mut finding = Finding::error("drawn-otherwise", what).at(&drawn.source);
                for key in mark.of.iter().flat_map(|of| of.keys()) {
                    finding = finding.about(named(key));
                }
                findings.push(finding);
            }
        }
    }
}

/// Lines between waves rise by one scale in all panels.
fn slopes(drawn: &Drawn, explained: &Explained, findings: &mut Findings) {
    let lines: Vec<(&Mark, f64, f64)> = drawn
        .marks
        .iter()
        .filter(|mark| mark.kind == "line")
        .filter_map(|mark| {
            let Some(Of::Less(Measure::Share, a, b)) = &mark.of else {
                return None;
            };
            let [a, b] = [a, b].map(|key| value(&Of::One(Measure::Share, key.clone()), explained));
            let (a, b) = (a?, b?);
            let Outline::Points(points) = &mark.shapes.first()?.outline else {
                return None;
            };
            let fall = points.last()?.1 - points.first()?.1;
            Some((mark, (b.0 + b.1 - a.0 - a.1) / 2.0, -fall))
        })
        .collect();
    let steepest = lines.iter().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
    let Some(&(_, rise, drawn_rise)) = steepest else {
        return;
    };
    if rise.abs() < 1.0 {
        return;
    }
    let unit = drawn_rise / rise;
    for (mark, rise, drawn_rise) in &lines {
        if (drawn_rise - unit * rise).abs() > PLAY + unit.abs() * 0.1 {
            let what = format!("a line in '{}' does not rise as its figures do", drawn.id);
            let mut finding = Finding::error("drawn-otherwise", what).at(&drawn.source);
            for key in mark.of.iter().flat_map(|of| of.keys()) {
                finding = finding.about(named(key));
            }
            findings.push(finding);
        }
    }
}

/// A figure in the unit of the axis.
pub(super) fn value(of: &Of, explained: &Explained) -> Option<Range> {
    expected(of, explained.table(), explained.book())
}

/// Where a value stands.
pub(super) fn place([from, to, low, high]: [f64; 4], value: f64) -> f64 {
    let value = value.clamp(low.min(high), low.max(high));
    from + (value - low) / (high - low) * (to - from)
}

/// Left and right end of a mark.
pub(super) fn across(mark: &Mark) -> Option<(f64, f64)> {
    let ends = mark.shapes.iter().map(|shape| shape.outline.across());
    ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}
