//! Law: running text comes from sentence templates and settings alone.

use super::Brief;
use crate::{
    config::Label,
    report::{
        claims::Place,
        desk::Desk,
        view::{BlockView, StepView, SymbolMark, SymbolView},
    },
    words::Said,
};

/// Running text; nothing where nothing can be said.
pub(super) fn text(
    desk: &Desk,
    brief: &Brief,
    templates: &[String],
    columns: u8,
) -> Option<BlockView> {
    let paragraphs: Vec<_> = templates
        .iter()
        .flat_map(|name| desk.say(name, brief.scope))
        .map(|words| desk.claim(&words, Place::Text))
        .collect();
    (!paragraphs.is_empty()).then_some(BlockView::Text { columns, paragraphs })
}

/// A tinted panel; nothing where nothing can be said.
pub(super) fn panel(
    desk: &Desk,
    brief: &Brief,
    title: &Label,
    templates: &[String],
) -> Option<BlockView> {
    let items: Vec<_> = templates
        .iter()
        .flat_map(|name| desk.say(name, brief.scope))
        .map(|words| desk.claim(&words, Place::Panel))
        .collect();
    let title = title.get(desk.lang).to_owned();
    (!items.is_empty()).then_some(BlockView::Panel { title, items })
}

/// Numbered steps; a template's first paragraph is the title.
pub(super) fn steps(desk: &Desk, brief: &Brief, templates: &[String]) -> Option<BlockView> {
    let items: Vec<_> = templates
        .iter()
        .filter_map(|name| {
            let mut parts = desk.say(name, brief.scope).into_iter();
            let first = parts.next()?;
            let mut whole = Said { text: String::new(), ..first.clone() };
            let texts: Vec<String> = parts
                .map(|part| {
                    whole.evidence.extend(part.evidence);
                    whole.told.extend(part.told);
                    part.text
                })
                .collect();
            whole.text = texts.join(" ");
            Some(StepView { title: first.text, text: desk.claim(&whole, Place::Step) })
        })
        .collect();
    (!items.is_empty()).then_some(BlockView::Steps { items })
}

/// Words and what they mean.
pub(super) fn terms(desk: &Desk, title: &Label, terms: &[[Label; 2]]) -> BlockView {
    let items = terms
        .iter()
        .map(|[term, meaning]| (term.get(desk.lang).to_owned(), meaning.get(desk.lang).to_owned()))
        .collect();
    BlockView::Terms { title: title.get(desk.lang).to_owned(), items }
}

/// The marks that tables and figures use.
pub(super) fn symbols(desk: &Desk, title: &Label) -> BlockView {
    let report = &desk.lens.settings().report;
    let numbers = &desk.format.language().numbers;
    let city = desk.reference_name();
    let against = |key: &str| desk.phrase(key, &[("city", &city)]);
    let mut items = vec![
        SymbolView { mark: SymbolMark::District, text: desk.word("symbol_district") },
        SymbolView { mark: SymbolMark::City, text: desk.reference_head() },
    ];
    items.extend(report.areas.iter().map(|area| SymbolView {
        mark: SymbolMark::Area,
        text: area.name.get(desk.lang).to_owned(),
    }));
    items.extend([
        SymbolView { mark: SymbolMark::Higher, text: against("symbol_higher") },
        SymbolView { mark: SymbolMark::Similar, text: against("symbol_similar") },
        SymbolView { mark: SymbolMark::Lower, text: against("symbol_lower") },
        SymbolView { mark: SymbolMark::Hidden, text: desk.word("hidden_words") },
        SymbolView {
            mark: SymbolMark::Text(numbers.missing.clone()),
            text: desk.word("missing_words"),
        },
        SymbolView {
            mark: SymbolMark::Text(numbers.not_applicable.clone()),
            text: desk.word("not_applicable_words"),
        },
    ]);
    BlockView::Symbols { title: title.get(desk.lang).to_owned(), items }
}
