//! Law: a drawing says no more than its figures: every mark has one, none is of a withheld one, and each is as long as it says.

mod axis;
mod fit;
mod letters;

use super::{
    explain::Explained,
    figures::is_hidden,
    finding::{Finding, Findings},
    read::{
        drawing::{Drawn, Mark, Shape},
        page::Page,
    },
    sight::named,
};

/// Paints that carry no value: ground, lines of axes, words, and the hatch of what is withheld.
const WITHOUT_VALUE: [&str; 9] =
    ["", "ink", "paper", "hairline", "rule", "hatch", "secondary", "tertiary", "heat0-edge"];

/// How long a mark of a key may be, in the drawing's unit: 60 pixels.
const KEY: f64 = 1200.0;

/// Judges the drawings of a page.
pub(super) fn judge(page: &Page, explained: &Explained, findings: &mut Findings) {
    for drawn in &page.drawings {
        marks(drawn, explained, findings);
        fit::judge(drawn, explained, findings);
        letters::judge(page, drawn, explained, findings);
    }
    axis::judge(page, explained, findings);
}

fn marks(drawn: &Drawn, explained: &Explained, findings: &mut Findings) {
    for mark in &drawn.marks {
        // What only says something has no length: its letters are judged by themselves.
        let silent = mark.kind == "said" && mark.shapes.is_empty();
        let keys = mark.of.as_ref().map_or(Vec::new(), |of| of.keys());
        for key in keys.into_iter().filter(|key| !silent && is_hidden(explained.table(), key)) {
            let what = "a mark is drawn for a withheld figure";
            let finding = Finding::error("drawn-and-withheld", what);
            findings.push(finding.about(named(key)).at(&drawn.source));
        }
        let nameless = mark.of.is_none() && !is_key(mark);
        if nameless && mark.shapes.iter().any(carries) {
            findings.push(unnamed(drawn));
        }
    }
    if drawn.loose.iter().any(carries) {
        findings.push(unnamed(drawn));
    }
}

/// What explains the marks is short, so that its length says nothing.
fn is_key(mark: &Mark) -> bool {
    if ["plate", "hatch", "order"].contains(&mark.kind.as_str()) {
        return true;
    }
    let short = |shape: &Shape| {
        let (left, right) = shape.outline.across();
        right - left <= KEY || shape.paint.starts_with("heat")
    };
    mark.kind == "key" && mark.shapes.iter().all(short)
}

fn carries(shape: &Shape) -> bool {
    !WITHOUT_VALUE.contains(&shape.paint.as_str())
}

fn unnamed(drawn: &Drawn) -> Finding {
    let what = format!("the drawing '{}' has a mark that names no figure", drawn.id);
    Finding::error("unnamed-mark", what).at(&drawn.source)
}
