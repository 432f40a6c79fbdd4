//! Law: a section that runs over its page by a little is set again, closer; what is long by its nature is not.

use crate::report::view::BlockView;
use typst::{foundations::Label, introspection::Introspector, utils::PicoStr};
use typst_layout::PagedDocument;

/// A table of more rows than this may run over pages; `section.typ` keeps to the same number.
const ROWS: usize = 16;

/// The ids of sections that take a second page and might do with one, of all by id and whether they are short
/// by their nature.
pub(super) fn over(document: &PagedDocument, sections: &[(String, bool)]) -> Vec<String> {
    let starts: Vec<Option<usize>> = sections.iter().map(|(id, _)| page(document, id)).collect();
    let last = document.pages().len() + 1;
    let ends = starts.iter().skip(1).copied().chain([Some(last)]);
    let spans = starts.iter().zip(ends);
    let sections = sections.iter().zip(spans);
    sections
        .filter(|(_, (start, end))| matches!((start, end), (Some(a), Some(b)) if b - a == 2))
        .filter(|((_, short), _)| *short)
        .map(|((id, _), _)| id.clone())
        .collect()
}

/// The page that a section begins on.
fn page(document: &PagedDocument, id: &str) -> Option<usize> {
    let label = Label::new(PicoStr::intern(id))?;
    let introspector = document.introspector();
    let heading = introspector.query_label(label).ok()?;
    Some(introspector.page(heading.location()?)?.get())
}

/// Whether a block is short by its nature.
pub(in crate::render) fn short(block: &BlockView) -> bool {
    match block {
        BlockView::Text { .. }
        | BlockView::Figure(_)
        | BlockView::Panel { .. }
        | BlockView::Article(_) => true,
        BlockView::Table(table) => table.rows.len() <= ROWS,
        BlockView::Beside { left, right } => short(left) && short(right),
        _ => false,
    }
}
