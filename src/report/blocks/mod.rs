//! Law: each kind of block in the outline has one way to be made; the compiler asks for it here.

mod anchor;
mod areas;
mod article;
mod barometer;
mod bars;
mod findings;
mod frame;
mod heatmap;
mod levels;
mod limits;
mod pairs;
mod reading;
mod table;
mod waves;

use super::{desk::Desk, view::BlockView};
use crate::{
    analysis::{Finding, Lens},
    config::outline::{Block, Ref, Section},
    words::Scope,
};
use std::collections::BTreeMap;

pub(super) use barometer::{compared, counts};
pub(super) use findings::{about, asked, scale as mini_maximum};
pub(super) use limits::limits;
pub(super) use waves::{counts as change_counts, followed};

/// What blocks need beside the desk.
pub(super) struct Brief<'a> {
    /// What the section's sentences may speak of.
    pub scope: &'a Scope,
    /// The report's findings in order of weight.
    pub findings: &'a [Finding],
}

/// Makes a block; nothing where there is nothing to show, for example waves in a first year.
pub(super) fn make(desk: &Desk, block: &Block, brief: &Brief) -> Option<BlockView> {
    match block {
        Block::Contents => Some(BlockView::Contents),
        Block::Findings { most, lines } => Some(findings::summary(desk, brief, *most, *lines)),
        Block::Dialogue { most } => Some(findings::dialogue(desk, brief, *most)),
        Block::Text { templates, columns } => reading::text(desk, brief, templates, *columns),
        Block::Article { name, title, columns, .. } => {
            article::article(desk, name, title.as_ref(), *columns)
        }
        Block::Panel { title, templates } => reading::panel(desk, brief, title, templates),
        Block::Steps { templates } => reading::steps(desk, brief, templates),
        Block::Terms { title, terms } => Some(reading::terms(desk, title, terms)),
        Block::Symbols { title } => Some(reading::symbols(desk, title)),
        Block::Composition { title } => levels::composition(desk, title),
        Block::Levels { title, indicators, compact } => {
            levels::areas(desk, title, indicators, *compact)
        }
        Block::LevelsBy { title, indicator, groups } => levels::by(desk, title, indicator, *groups),
        Block::Bars { title, indicator, figures, order } => {
            bars::bars(desk, title, indicator.as_ref(), figures, *order)
        }
        Block::Pairs { title, first, second, pairs } => {
            pairs::pairs(desk, title, [first, second], pairs)
        }
        Block::Barometer { title, themes } => Some(barometer::barometer(desk, title, themes)),
        Block::Slopes { title, figures } => waves::slopes(desk, title, figures),
        Block::Change { title, figures } => waves::change(desk, title, figures),
        Block::Heatmap { title, figures } => Some(heatmap::heatmap(desk, title, figures)),
        Block::Table { title, indicator, figures, columns } => {
            Some(table::table(desk, title, indicator.as_ref(), figures, columns))
        }
        Block::AllFigures { title } => Some(table::all(desk, title)),
        Block::Areas { title, figures } => areas::areas(desk, title, figures),
        Block::Beside { left, right } => beside(make(desk, left, brief), make(desk, right, brief)),
    }
}

/// Whether a section is about waves: all that it draws is change, which a first wave has none of.
pub(super) fn of_waves(section: &Section) -> bool {
    let drawn = |block: &&Block| {
        !matches!(block, Block::Text { .. } | Block::Panel { .. } | Block::Article { .. })
    };
    let change = |block: &Block| matches!(block, Block::Slopes { .. } | Block::Change { .. });
    let mut drawn = section.blocks.iter().flat_map(Block::flat).filter(drawn).peekable();
    drawn.peek().is_some() && drawn.all(change)
}

fn beside(left: Option<BlockView>, right: Option<BlockView>) -> Option<BlockView> {
    match (left, right) {
        (Some(left), Some(right)) => {
            Some(BlockView::Beside { left: Box::new(left), right: Box::new(right) })
        }
        (one, None) | (None, one) => one,
    }
}

/// The addresses that a section's blocks show, by the name that sentences use.
pub(super) fn lists(desk: &Desk, blocks: &[Block]) -> BTreeMap<String, Vec<Ref>> {
    let mut lists: BTreeMap<String, Vec<Ref>> = BTreeMap::new();
    let mut add = |name: &str, figures: Vec<Ref>| {
        lists.entry(name.to_owned()).or_default().extend(figures);
    };
    for block in blocks.iter().flat_map(Block::flat) {
        match block {
            Block::Levels { indicators, .. } => add(
                "levels",
                indicators
                    .iter()
                    .map(|id| Ref { indicator: id.clone(), category: None, group: None })
                    .collect(),
            ),
            Block::LevelsBy { indicator, .. } => {
                add(indicator.as_str(), bars::addresses(desk, Some(indicator), &[]));
            }
            Block::Bars { indicator, figures, .. } => {
                let addresses = bars::addresses(desk, indicator.as_ref(), figures);
                add(indicator.as_ref().map_or("bars", |id| id.as_str()), addresses);
            }
            Block::Pairs { pairs, .. } => {
                let widest = pairs::widest(desk, pairs);
                add("gap_first", widest.iter().map(|p| p[0].clone()).collect());
                add("gap_second", widest.iter().map(|p| p[1].clone()).collect());
            }
            Block::Barometer { themes, .. } => {
                add("barometer", themes.iter().flat_map(|t| t.figures.clone()).collect());
            }
            Block::Slopes { figures, .. } | Block::Change { figures, .. } => {
                add("changes", figures.clone());
            }
            Block::Heatmap { figures, .. } => add("heatmap", figures.clone()),
            Block::Table { indicator, figures, .. } => {
                add("table", bars::addresses(desk, indicator.as_ref(), figures));
            }
            Block::Areas { figures, .. } => add("areas", figures.clone()),
            _ => {}
        }
    }
    lists
}

/// The lens from the city.
pub(super) fn city(lens: &Lens) -> Lens {
    lens.from(&crate::ident::DistrictId::total())
}
