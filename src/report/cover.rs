//! Law: the cover says where, what and when, and at most three numbers.

use super::{
    claims::Place,
    desk::Desk,
    view::{CoverNumberView, CoverView, TileView},
};
use crate::{
    config::{District, Kind},
    words::{About, Scope},
};

/// The cover of the desk's district.
pub(super) fn cover(desk: &Desk) -> CoverView {
    let settings = desk.lens.settings();
    let districts = &settings.districts;
    let name = districts.get(desk.lens.district()).map_or("", |d| d.name.as_str());
    let tile = |district: &District| {
        let [column, row] = district.tile?;
        let broken = district.broken.as_deref().unwrap_or(&district.name);
        Some(TileView {
            lines: broken.split('|').map(str::to_owned).collect(),
            column,
            row,
            own: &district.id == desk.lens.district(),
        })
    };
    CoverView {
        eyebrow: districts.title.get(desk.lang).to_owned(),
        name: name.to_owned(),
        name_size: match name.chars().count() {
            0..=11 => 76,
            12..=14 => 58,
            _ => 46,
        },
        tiles: districts.districts.iter().filter_map(tile).collect(),
        map_caption: districts.map_caption.as_ref().map(|c| c.get(desk.lang).to_owned()),
        numbers: settings
            .outline
            .cover
            .iter()
            .filter_map(|number| {
                let scope = Scope {
                    about: Some(About {
                        figure: number.figure.clone(),
                        other: None,
                        tone: "neutral",
                    }),
                    ..desk.scope()
                };
                let own = desk.lens.own(&number.figure);
                let figure = match desk.lens.indicator(&number.figure).kind {
                    Kind::Count => own.count.amount().map(|n| desk.format.count(n))?,
                    Kind::Mean => own.share.amount().map(|v| desk.format.decimal(v))?,
                    _ => own.share.amount().map(|v| desk.format.percent(v))?,
                };
                let words = desk.say(&number.text, &scope).into_iter().next()?;
                Some(CoverNumberView {
                    figure,
                    text: desk.claim(&words, Place::Cover),
                    cell: desk.own_cell(&number.figure),
                })
            })
            .collect(),
    }
}
