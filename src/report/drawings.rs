//! Law: every drawing of a report is found by one walk, under one key.

use super::{
    spec::ChartSpec,
    view::{BlockView, FindingView, MarkView, ReportView},
};

/// A drawing that a report asks for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Its key among the report's drawings.
    pub key: &'a str,
    /// What is drawn.
    pub spec: &'a ChartSpec,
    /// Its title, for those who cannot see it; empty for a mark, whose row says the same.
    pub title: &'a str,
    /// What it shows in words; empty for a mark.
    pub alt: &'a str,
    /// Stands beside another block on paper, with so much less room.
    pub beside: bool,
}

/// All drawings of a report in reading order.
pub fn drawings(view: &ReportView) -> Vec<Wanted<'_>> {
    let mut wanted = Vec::new();
    for block in view.sections.iter().flat_map(|s| &s.blocks) {
        collect(block, false, &mut wanted);
    }
    wanted
}

fn collect<'a>(block: &'a BlockView, beside: bool, wanted: &mut Vec<Wanted<'a>>) {
    let mut mark = |mark: &'a MarkView| {
        wanted.push(Wanted { key: &mark.key, spec: &mark.spec, title: "", alt: "", beside: false });
    };
    match block {
        BlockView::Findings { items, .. } | BlockView::Dialogue { items } => {
            items.iter().filter_map(|f: &FindingView| f.mark.as_ref()).for_each(mark);
        }
        BlockView::Barometer(barometer) => {
            let rows = barometer.themes.iter().flat_map(|t| &t.rows);
            rows.filter_map(|r| r.mark.as_ref()).for_each(&mut mark);
        }
        BlockView::Figure(figure) => wanted.push(Wanted {
            key: &figure.id,
            spec: &figure.spec,
            title: &figure.title,
            alt: &figure.alt,
            beside,
        }),
        BlockView::Beside { left, right } => {
            collect(left, true, wanted);
            collect(right, true, wanted);
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
