//! Law: a row's address follows from its figure alone, so that links hold from edition to edition.

use super::bars;
use crate::{
    config::{
        Block, Label,
        outline::{Column, Ref},
    },
    report::desk::Desk,
};

/// The address of a figure's row among all figures.
pub(super) fn among_all(desk: &Desk, figure: &Ref) -> String {
    let key = desk.lens.key(figure);
    format!("tall-{}-{}", key.indicator, key.category)
}

/// The address of a figure's row where its groups stand beside each other.
pub(super) fn by_group(desk: &Desk, figure: &Ref) -> String {
    let key = desk.lens.key(figure);
    format!("grupper-{}-{}", key.indicator, key.category)
}

/// The first table of the report that has a figure's groups beside each other, by its title.
pub(super) fn table_by_group<'d>(desk: &'d Desk, figure: &Ref) -> Option<&'d Label> {
    let sections = &desk.lens.settings().outline.sections;
    let mut blocks = sections.iter().flat_map(|s| &s.blocks).flat_map(Block::flat);
    let wanted = desk.lens.key(&Ref { group: None, ..figure.clone() });
    blocks.find_map(|block| match block {
        Block::Table { title, indicator, figures, columns }
            if columns.contains(&Column::Groups) =>
        {
            let rows = bars::addresses(desk, indicator.as_ref(), figures);
            let mut keys = rows.iter().map(|row| desk.lens.key(row));
            keys.any(|key| key == wanted).then_some(title)
        }
        _ => None,
    })
}

/// The row that carries a figure, as a link within the page; nothing where no table holds it.
pub(super) fn link(desk: &Desk, figure: &Ref) -> Option<String> {
    if figure.group.is_some() {
        return table_by_group(desk, figure).map(|_| format!("#{}", by_group(desk, figure)));
    }
    let sections = &desk.lens.settings().outline.sections;
    let mut blocks = sections.iter().flat_map(|s| &s.blocks);
    let all = blocks.any(|block| matches!(block, Block::AllFigures { .. }));
    all.then(|| format!("#{}", among_all(desk, figure)))
}
