//! Law: a file is opened once, and searched for persons before anything else is done with it.

use super::{
    detect,
    faults::{Faults, refusal},
    grid::Grid,
    headings, identity, jsonstat, text,
    workbook::Workbook,
};
use crate::{
    confidential::SealedData,
    config::source::{FileFormat, Source},
    diagnostic::Diagnostic,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// Separators that are looked for, the likeliest first.
const SEPARATORS: [char; 4] = [';', ',', '\t', '|'];

/// Keeps workbooks, which are slow to open, for their next source.
pub(super) struct Opener<'s> {
    sources: &'s [Source],
    books: BTreeMap<String, Rc<Workbook>>,
    refused: BTreeSet<String>,
}

/// A source's table.
pub(super) struct Opened {
    /// What was found out about the file: `csv, windows-1252, ';'`.
    pub format: String,
    table: Table,
}

enum Table {
    Own(Grid),
    Sheet(Rc<Workbook>, usize),
}

impl Opened {
    /// The table.
    pub fn grid(&self) -> &Grid {
        match &self.table {
            Table::Own(grid) => grid,
            Table::Sheet(book, at) => &book.0[*at].grid,
        }
    }
}

impl<'s> Opener<'s> {
    /// For the sources of the settings.
    pub fn new(sources: &'s [Source]) -> Self {
        Self { sources, books: BTreeMap::new(), refused: BTreeSet::new() }
    }

    /// Opens a source's file; nothing, and the problem, where it cannot be used.
    pub fn open(
        &mut self,
        file: &SealedData,
        source: &Source,
        faults: &mut Faults,
    ) -> Option<Opened> {
        if self.refused.contains(&source.file) {
            return None;
        }
        let opened = detect::format(file.open(), source).and_then(|format| match format {
            FileFormat::Workbook => self.workbook(file, source),
            FileFormat::Csv => separated(file, source),
            FileFormat::Jsonstat => cube(file, source),
        });
        opened
            .map_err(|problem| {
                // What is wrong with the file itself is told once, however many sources name it.
                if matches!(
                    problem.code,
                    "identity-number" | "unreadable-file" | "too-large" | "unknown-format"
                ) {
                    self.refused.insert(source.file.clone());
                }
                faults.push(*problem);
            })
            .ok()
    }

    fn workbook(&mut self, file: &SealedData, source: &Source) -> Result<Opened, Box<Diagnostic>> {
        let book = match self.books.get(&source.file) {
            Some(book) => Rc::clone(book),
            None => {
                let same = self.sources.iter().filter(|other| other.file == source.file);
                let named = same.filter_map(|other| other.sheet.as_deref()).collect();
                let book = Workbook::open(&source.file, file.open(), &named)?;
                if let Some(problem) = book.0.iter().find_map(|sheet| identity::find(&sheet.grid)) {
                    return Err(problem.into());
                }
                let book = Rc::new(book);
                self.books.insert(source.file.clone(), Rc::clone(&book));
                book
            }
        };
        let at = book.sheet(source)?;
        let sheet = &book.0[at];
        if let Some((place, cells)) = &sheet.unstored {
            let many = if *cells > 1 { format!(" ({cells} cells)") } else { String::new() };
            let message = format!("a formula stands here without its value{many}");
            let hint = "open the workbook in a program that reckons, save it, and try again";
            return Err(refusal("formula-without-value", place.clone(), message, hint));
        }
        let format = format!("workbook, sheet {}", sheet.called);
        Ok(Opened { format, table: Table::Sheet(book, at) })
    }
}

fn separated(file: &SealedData, source: &Source) -> Result<Opened, Box<Diagnostic>> {
    let (text, encoding) = detect::text(file.open(), source)?;
    let settled = source.separator.as_deref().and_then(|s| match s {
        "tab" | "\\t" => Some('\t'),
        other => other.chars().next().filter(char::is_ascii),
    });
    let separator = settled.unwrap_or_else(|| {
        let fit = |separator: char| {
            let grid = text::start(&source.file, &text, separator as u8);
            let widest = (0..grid.rows()).map(|row| grid.width(row)).max().unwrap_or(0);
            (headings::score(&grid, source), widest)
        };
        // Of equals the first, which `max_by_key` would not give.
        SEPARATORS.into_iter().rev().max_by_key(|s| fit(*s)).unwrap_or(';')
    });
    let grid = text::read(&source.file, &text, separator as u8)?;
    if let Some(problem) = identity::find(&grid) {
        return Err(problem.into());
    }
    let shown = if separator == '\t' { "tab".to_owned() } else { format!("'{separator}'") };
    let format = format!("csv, {}, {shown}", encoding.to_lowercase());
    Ok(Opened { format, table: Table::Own(grid) })
}

fn cube(file: &SealedData, source: &Source) -> Result<Opened, Box<Diagnostic>> {
    let (text, _) = detect::text(file.open(), source)?;
    let grid = jsonstat::read(&source.file, &text)?;
    if let Some(problem) = identity::find(&grid) {
        return Err(problem.into());
    }
    Ok(Opened { format: "json-stat 2".to_owned(), table: Table::Own(grid) })
}
