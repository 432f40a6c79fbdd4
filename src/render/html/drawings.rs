//! Law: a page asks for every drawing by key, and one that is not there stops it.

use crate::diagnostic::{Diagnostic, Place, Problems};
use crate::report::view::{BlockView, FindingView, MarkView, ReportView};
use minijinja::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A chart as complete `<svg …>` elements with role, title and description.
///
/// Small marks have only `wide`, and are decoration: hidden from readers' tools.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebDrawing {
    /// For a column of 520 px and more, and for paper.
    pub wide: String,
    /// Drawn anew for less.
    pub narrow: Option<String>,
}

/// The drawings as the templates see them; markup, so never escaped.
pub fn values(drawings: &BTreeMap<String, WebDrawing>) -> Value {
    Value::from_pairs(drawings.iter().map(|(key, drawing)| {
        let wide = Value::from_safe_string(drawing.wide.clone());
        let narrow = drawing.narrow.clone().map(Value::from_safe_string);
        (key.clone(), Value::from_pairs([("wide", wide), ("narrow", Value::from(narrow))]))
    }))
}

/// Every drawing that the report asks for is there, or a problem names each that is not.
pub fn check(view: &ReportView, drawings: &BTreeMap<String, WebDrawing>) -> Result<(), Problems> {
    let mut wanted = Vec::new();
    view.sections.iter().flat_map(|section| &section.blocks).for_each(|b| keys(b, &mut wanted));
    let missing: Vec<_> = wanted
        .into_iter()
        .filter(|key| !drawings.contains_key(*key))
        .map(|key| {
            let message = format!("the page of {} has no drawing '{key}'", view.meta.district);
            Diagnostic::error("missing-drawing", Place::Nowhere, message)
                .hint("this is a fault in the program, not in the project: please report it")
        })
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(Problems(missing)) }
}

fn keys<'a>(block: &'a BlockView, found: &mut Vec<&'a str>) {
    match block {
        BlockView::Figure(figure) => found.push(&figure.id),
        BlockView::Findings { items, .. } | BlockView::Dialogue { items } => {
            found.extend(items.iter().filter_map(|item: &FindingView| key(&item.mark)));
        }
        BlockView::Barometer(barometer) => {
            let rows = barometer.themes.iter().flat_map(|theme| &theme.rows);
            found.extend(rows.filter_map(|row| key(&row.mark)));
        }
        BlockView::Beside { left, right } => {
            keys(left, found);
            keys(right, found);
        }
        BlockView::Contents
        | BlockView::Text { .. }
        | BlockView::Article(_)
        | BlockView::Panel { .. }
        | BlockView::Table(_)
        | BlockView::Steps { .. }
        | BlockView::Terms { .. }
        | BlockView::Symbols { .. } => {}
    }
}

fn key(mark: &Option<MarkView>) -> Option<&str> {
    mark.as_ref().map(|mark| mark.key.as_str())
}
