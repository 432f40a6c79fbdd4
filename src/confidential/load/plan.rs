//! Law: before the first row is read it is settled what fills each dimension and where the figures stand.

use super::{
    dimension::Dimension,
    faults::{Faults, hinted},
    grid::Grid,
    headings::Headings,
    names::Names,
};
use crate::{
    config::source::{Role, Source},
    diagnostic::Diagnostic,
};

/// What fills a dimension.
pub(super) enum Filled<'a> {
    /// The same text in every row.
    Constant(&'a str),
    /// Columns, joined with a space.
    Columns(Vec<usize>),
    /// What the column of figures stands for.
    Wide,
    /// The total, or the report's only period.
    Default(u32),
}

/// A column of figures.
pub(super) struct Column<'a> {
    /// Count, base or value.
    pub role: Role,
    /// Its number.
    pub column: usize,
    /// What it stands for in a wide table.
    pub wide: Option<&'a str>,
}

/// How a source's rows become cells.
pub(super) struct Plan<'a> {
    /// By dimension.
    pub filled: [Filled<'a>; 5],
    /// All columns of figures.
    pub columns: Vec<Column<'a>>,
    /// What the columns of a wide table stand for; one `None` where the table is long.
    pub spread: Vec<Option<&'a str>>,
}

impl<'a> Plan<'a> {
    /// By the source's settings; nothing, and the problems, where they leave something open.
    pub fn new(
        source: &'a Source,
        grid: &Grid,
        headings: &Headings,
        names: &Names,
        faults: &mut Faults,
    ) -> Option<Self> {
        let mut open = Vec::new();
        let mut lacking = |message: String, hint: String| {
            open.push(hinted("unmapped-role", grid.anywhere(), message, hint));
        };
        let filled = Dimension::ALL.map(|dimension| {
            let word = dimension.word();
            filling(dimension, source, headings, names).unwrap_or_else(|| {
                lacking(
                    format!("the settings do not say which {word} the rows belong to"),
                    format!("set `columns.{word}` or `constants.{word}` of the source in config/sources.toml"),
                );
                Filled::Default(0)
            })
        });
        let columns = columns(source, headings);
        if columns.is_empty() {
            lacking(
                "the settings do not say which column holds figures".to_owned(),
                "set `columns.count`, `columns.value` or `wide` of the source in config/sources.toml".to_owned(),
            );
        }
        let amiss = |role, holds| Dimension::of(role).is_none() || Dimension::of(holds).is_some();
        if source.wide.as_ref().is_some_and(|wide| amiss(wide.role, wide.holds)) {
            lacking(
                "`wide` does not turn columns of figures into a dimension".to_owned(),
                "set `wide.role` to indicator, category or period and `wide.holds` to count, base or value".to_owned(),
            );
        }
        let complete = open.is_empty();
        open.into_iter().for_each(|problem: Diagnostic| faults.push(problem));
        let mut spread: Vec<Option<&str>> =
            columns.iter().filter(|c| c.wide.is_some()).map(|c| c.wide).collect();
        spread.sort_unstable();
        spread.dedup();
        if spread.is_empty() {
            spread.push(None);
        }
        complete.then_some(Self { filled, columns, spread })
    }
}

fn filling<'a>(
    dimension: Dimension,
    source: &'a Source,
    headings: &Headings,
    names: &Names,
) -> Option<Filled<'a>> {
    let role = dimension.role();
    if source.wide.as_ref().is_some_and(|wide| wide.role == role) {
        return Some(Filled::Wide);
    }
    if let Some(joined) = source.join.get(&role) {
        return Some(Filled::Columns(joined.iter().map(|h| headings.column(h)).collect()));
    }
    if let Some(heading) = source.columns.get(&role) {
        return Some(Filled::Columns(vec![headings.column(heading)]));
    }
    if let Some(text) = source.constants.get(&role) {
        return Some(Filled::Constant(text));
    }
    match dimension {
        Dimension::Group | Dimension::Category => names.total(dimension),
        Dimension::Period => names.only_period(),
        Dimension::District | Dimension::Indicator => None,
    }
    .map(Filled::Default)
}

fn columns<'a>(source: &'a Source, headings: &Headings) -> Vec<Column<'a>> {
    let plain = [Role::Count, Role::Base, Role::Value].into_iter().filter_map(|role| {
        let heading = source.columns.get(&role)?;
        Some(Column { role, column: headings.column(heading), wide: None })
    });
    let wide = source.wide.iter().flat_map(|wide| {
        wide.columns.iter().map(|(heading, text)| Column {
            role: wide.holds,
            column: headings.column(heading),
            wide: Some(text),
        })
    });
    plain.chain(wide).collect()
}
