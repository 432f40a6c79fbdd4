//! Law: each row of a source becomes cells by its settings, and a row that cannot is a problem with a place.

use super::{
    Doubt,
    dimension::Dimension,
    entries::{Entries, Figure},
    faults::{Faults, hinted},
    figure::{checked, outside_edition},
    grid::Grid,
    headings::Headings,
    names::{Address, Names},
    pick::Pick,
    plan::{Column, Filled, Plan},
    resolve::{Refused, Resolver},
    symbols::Figures,
};
use crate::{
    config::source::Source,
    diagnostic::{Diagnostic, Place},
};
use std::collections::BTreeMap;

/// Where settings of sources stand, for problems that no cell has.
const SETTINGS: &str = "config/sources.toml";

/// Rows read and rows left out.
#[derive(Default)]
pub(super) struct Counted {
    pub rows: usize,
    pub skipped: usize,
}

/// A source with its table.
pub(super) struct Rows<'a> {
    pub source: &'a Source,
    pub grid: &'a Grid,
    pub headings: &'a Headings,
    pub names: &'a Names,
}

impl<'a> Rows<'a> {
    /// Reads every row into `entries`; nothing where the settings leave a dimension open.
    pub fn read(
        &self,
        entries: &mut Entries,
        doubt: &mut Doubt,
        faults: &mut Faults,
    ) -> Option<Counted> {
        let (source, grid) = (self.source, self.grid);
        let plan = Plan::new(source, grid, self.headings, self.names, faults)?;
        let mut pick = Pick::new(source, self.headings);
        let mut counted = Counted::default();
        let mut taken = Vec::new();
        for row in self.headings.row + 1..grid.rows() {
            if self.is_note(row) {
                continue;
            }
            if pick.takes(grid, row) {
                match self.misshapen(row) {
                    None => taken.push(row),
                    Some(problem) => {
                        // Its figures may stand in columns of others.
                        faults.push(problem);
                        doubt.all = true;
                    }
                }
            } else {
                counted.skipped += 1;
            }
        }
        let mut figures = Figures::new(source);
        figures.detect(taken.iter().flat_map(|row| {
            let cells = plan.columns.iter().map(|c| grid.cell(*row, c.column));
            cells.filter(|cell| !cell.typed).map(|cell| cell.text)
        }));
        let mut resolver = Resolver::new(source, self.names);
        let mut outside: BTreeMap<(u32, u32), (Place, usize)> = BTreeMap::new();
        let mut text = String::new();
        for row in taken {
            let mut left_out = false;
            resolver.row = row;
            for wide in &plan.spread {
                match self.address(row, *wide, &plan, &mut resolver, &mut text) {
                    Ok(at) if !self.names.in_edition(at[1], at[3]) => {
                        let place = self.place_of(row, &plan.filled[Dimension::Period as usize]);
                        outside.entry((at[1], at[3])).or_insert((place, 0)).1 += 1;
                        doubt.indicators.insert(self.names.indicator(at[0]).clone());
                    }
                    Ok(at) => {
                        for column in
                            plan.columns.iter().filter(|c| c.wide.is_none() || c.wide == *wide)
                        {
                            self.figure(row, column, at, &figures, entries, faults);
                        }
                    }
                    Err(refused) => left_out |= refused == Refused::LeftOut,
                }
            }
            if left_out {
                counted.skipped += 1;
            } else {
                counted.rows += 1;
            }
        }
        resolver.report(doubt, faults);
        for (place, rows) in outside.into_values() {
            faults.push(outside_edition(place, rows, "it for other areas only"));
        }
        Some(counted)
    }

    /// What is wrong with the number of a row's cells: one too few or too many puts figures below others' headings.
    fn misshapen(&self, row: usize) -> Option<Diagnostic> {
        let (grid, width) = (self.grid, self.headings.width);
        if grid.is_separated() && grid.width(row) < width {
            let place = grid.place(row, 0, None);
            let message =
                format!("the row has {} cells, and there are {width} headings", grid.width(row));
            let hint = "write a separator for each cell, also where it is empty; leave the row out with `skip` \
                        if it is none of the table's";
            return Some(hinted("row-too-short", place, message, hint));
        }
        let beyond = grid.filled_width(row).checked_sub(1).filter(|last| *last >= width)?;
        // Beside a table in a sheet there may be notes.
        if !grid.is_separated() && !grid.cell(row, beyond).typed {
            return None;
        }
        let number = (beyond + 1).to_string().into();
        let hint = "look for a cell too many in the row, or give the column a heading; a separator that belongs to a \
                    text stands between quotation marks";
        let message = "a cell stands below no heading";
        Some(hinted("cell-without-heading", grid.place(row, beyond, Some(&number)), message, hint))
    }

    /// Blank lines, and lines with one text as they stand below and between tables.
    fn is_note(&self, row: usize) -> bool {
        let filled = (0..self.grid.width(row)).filter(|c| !self.grid.cell(row, *c).text.is_empty());
        filled.take(2).count() < 2
    }

    /// The cell that a row is about.
    fn address(
        &self,
        row: usize,
        wide: Option<&str>,
        plan: &Plan<'a>,
        resolver: &mut Resolver<'a>,
        joined: &mut String,
    ) -> Result<Address, Refused> {
        let mut at: Address = [0; 5];
        for (i, dimension) in Dimension::ALL.into_iter().enumerate() {
            let filled = &plan.filled[i];
            let place = || self.place_of(row, filled);
            at[i] = match filled {
                Filled::Default(number) => *number,
                Filled::Constant(text) => resolver.find(dimension, at[0], text, None, place)?,
                Filled::Wide => {
                    resolver.find(dimension, at[0], wide.unwrap_or_default(), None, place)?
                }
                Filled::Columns(columns) => match columns.as_slice() {
                    [one] => {
                        let text = self.grid.cell(row, *one).text;
                        resolver.find(dimension, at[0], text, self.grid.label(*one, text), place)?
                    }
                    several => {
                        let labelled = several.iter().any(|c| self.grid.labels.len() > *c);
                        let label =
                            labelled.then(|| self.joined(row, several, true, &mut String::new()));
                        let text = self.joined(row, several, false, joined);
                        resolver.find(dimension, at[0], &text, label.as_deref(), place)?
                    }
                },
            };
        }
        Ok(at)
    }

    /// Cells joined with a space.
    fn joined(&self, row: usize, columns: &[usize], labels: bool, text: &mut String) -> String {
        text.clear();
        for column in columns {
            let cell = self.grid.cell(row, *column).text;
            let part = if labels { self.grid.label(*column, cell).unwrap_or(cell) } else { cell };
            if !text.is_empty() && !part.is_empty() {
                text.push(' ');
            }
            text.push_str(part);
        }
        text.clone()
    }

    /// Where a dimension's name stands: a cell, or the settings.
    fn place_of(&self, row: usize, filled: &Filled) -> Place {
        match filled {
            Filled::Columns(columns) => {
                let column = columns.first().copied().unwrap_or_default();
                self.grid.place(row, column, self.headings.name(column).as_ref())
            }
            Filled::Constant(_) | Filled::Wide | Filled::Default(_) => Place::file(SETTINGS),
        }
    }

    fn figure(
        &self,
        row: usize,
        column: &Column<'a>,
        at: Address,
        figures: &Figures,
        entries: &mut Entries,
        faults: &mut Faults,
    ) {
        let cell = self.grid.cell(row, column.column);
        let status = self.grid.status.map_or("", |status| self.grid.cell(row, status).text);
        let place =
            || self.grid.place(row, column.column, self.headings.name(column.column).as_ref());
        let read = figures.read(cell.text, cell.typed, status);
        let kind = self.names.kind(at[0]);
        let (slot, provisional) =
            checked(read, column.role, kind, self.source.value_is, place, faults);
        let figure =
            Figure { role: column.role, slot, provisional, published: self.source.published };
        entries.add(at, figure, place, self.names, faults);
    }
}
