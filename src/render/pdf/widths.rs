//! Law: a chart is drawn as wide as the page gives it, so that its letters keep their size.

use crate::report::view::{BlockView, ReportView};
use std::collections::BTreeMap;

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
/// The left side of two blocks beside each other, and a compact figure: as in `tokens.typ`.
const LEFT: f64 = 93.5 * MM;
/// The right side of two blocks.
const RIGHT: f64 = 68.5 * MM;

/// How wide the page sets figures that do not take its full width, in points, by the figure's id.
pub fn widths(view: &ReportView) -> BTreeMap<&str, f64> {
    let mut widths = BTreeMap::new();
    for block in view.sections.iter().flat_map(|section| &section.blocks) {
        collect(block, None, &mut widths);
    }
    widths
}

fn collect<'a>(block: &'a BlockView, side: Option<f64>, widths: &mut BTreeMap<&'a str, f64>) {
    match block {
        BlockView::Figure(figure) => {
            if let Some(width) = side.or(figure.compact.then_some(LEFT)) {
                widths.insert(&figure.id, width);
            }
        }
        BlockView::Beside { left, right } => {
            collect(left, Some(LEFT), widths);
            collect(right, Some(RIGHT), widths);
        }
        BlockView::Contents
        | BlockView::Text { .. }
        | BlockView::Panel { .. }
        | BlockView::Findings { .. }
        | BlockView::Table(_)
        | BlockView::Barometer(_)
        | BlockView::Dialogue { .. }
        | BlockView::Steps { .. }
        | BlockView::Terms { .. }
        | BlockView::Article(_)
        | BlockView::Symbols { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{super::sample, LEFT, widths};

    #[test]
    fn only_narrow_figures_have_a_width_of_their_own() {
        let report = sample::report("Sagene", 76, false);
        let widths = widths(&report);
        assert_eq!(
            widths.into_iter().collect::<Vec<_>>(),
            [("fig-areas", LEFT), ("fig-change", LEFT)]
        );
    }
}
