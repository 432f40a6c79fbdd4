//! Law: what people wrote stands where the outline says, and is left as they wrote it.

use crate::{
    config::Label,
    report::{
        desk::Desk,
        view::{ArticleView, BlockView},
    },
};

/// An article; nothing where nobody wrote one.
pub(super) fn article(
    desk: &Desk,
    name: &str,
    title: Option<&Label>,
    columns: u8,
) -> Option<BlockView> {
    let article = desk.article(name)?.clone();
    Some(BlockView::Article(Box::new(ArticleView {
        id: desk.address("article"),
        title: title.map(|title| title.get(desk.lang).to_owned()),
        columns,
        parts: article.parts,
        notes: article.notes,
    })))
}
