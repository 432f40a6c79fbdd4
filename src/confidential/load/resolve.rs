//! Law: each name is looked up once a source, and each unknown one is told once, with how many rows have it.

use super::{
    Doubt,
    dictionary::Miss,
    dimension::Dimension,
    faults::{Faults, hinted},
    figure::{on_rows, outside_edition},
    names::Names,
    normalise::{is_slip_of, key},
};
use crate::{
    config::source::Source,
    diagnostic::{Diagnostic, Place, nearest},
    limits,
};
use std::collections::{BTreeSet, HashMap};

/// Why a row gives no cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// The settings leave it out.
    LeftOut,
    /// A name in it leads nowhere.
    Unknown,
}

/// Looks names up for one source.
pub(super) struct Resolver<'a> {
    names: &'a Names,
    skip_unknown_districts: bool,
    rename: HashMap<(Dimension, String), &'a str>,
    /// By dimension; categories by indicator behind the first four.
    known: Vec<HashMap<String, Result<u32, usize>>>,
    unknown: Vec<Unknown>,
    /// Where further unknown names of a dimension are counted together.
    further: HashMap<Dimension, usize>,
    doubtful: BTreeSet<u32>,
    /// The row that is being read: in a wide table it asks for each name several times.
    pub row: usize,
}

struct Unknown {
    dimension: Dimension,
    indicator: u32,
    text: String,
    miss: Miss,
    place: Place,
    rows: usize,
    /// The last of them.
    last: Option<usize>,
    /// It stands for this name and all that came after it.
    full: bool,
}

impl<'a> Resolver<'a> {
    /// For the rows of one source.
    pub fn new(source: &'a Source, names: &'a Names) -> Self {
        let rename = Dimension::ALL
            .into_iter()
            .filter_map(|d| Some((d, source.rename.get(&d.role())?)))
            .flat_map(|(d, names)| {
                names.iter().map(move |(from, to)| ((d, key(from)), to.as_str()))
            })
            .collect();
        Self {
            names,
            skip_unknown_districts: source.skip_unknown_districts,
            rename,
            known: vec![HashMap::new(); 4 + names.indicators().len()],
            unknown: Vec::new(),
            further: HashMap::new(),
            doubtful: BTreeSet::new(),
            row: 0,
        }
    }

    /// The number of what is called `text`, or `label`; `indicator` is the row's, once it is known.
    ///
    /// # Errors
    /// Why there is none; an unknown name is kept for [`Resolver::report`].
    pub fn find(
        &mut self,
        dimension: Dimension,
        indicator: u32,
        text: &str,
        label: Option<&str>,
        place: impl FnOnce() -> Place,
    ) -> Result<u32, Refused> {
        let shelf = match dimension {
            Dimension::Category => 4 + indicator as usize,
            other => other as usize,
        };
        let found = match self.known[shelf].get(text) {
            Some(found) => *found,
            None => {
                let found = self.look(dimension, indicator, text, label);
                let found = found.map_err(|miss| {
                    let name = label.unwrap_or(text);
                    self.unknown_at(dimension, indicator, name, miss, place)
                });
                // Millions of unknown names would fill the memory; they are looked up anew.
                if found.is_ok() || found.is_err_and(|at| at < limits::UNKNOWN) {
                    self.known[shelf].insert(text.to_owned(), found);
                }
                found
            }
        };
        found.map_err(|at| {
            let unknown = &mut self.unknown[at];
            if unknown.last != Some(self.row) {
                unknown.last = Some(self.row);
                unknown.rows += 1;
            }
            if dimension == Dimension::District
                && self.skip_unknown_districts
                && unknown.miss == Miss::Unknown
            {
                return Refused::LeftOut;
            }
            if dimension != Dimension::Indicator {
                self.doubtful.insert(indicator);
            }
            Refused::Unknown
        })
    }

    /// The number of an unknown name, or of all that come after the first ones.
    fn unknown_at(
        &mut self,
        dimension: Dimension,
        indicator: u32,
        name: &str,
        miss: Miss,
        place: impl FnOnce() -> Place,
    ) -> usize {
        let full = self.unknown.len() >= limits::UNKNOWN;
        if full && let Some(at) = self.further.get(&dimension) {
            return *at;
        }
        let text = if full { String::new() } else { name.to_owned() };
        let place = place();
        self.unknown.push(Unknown {
            dimension,
            indicator,
            text,
            miss,
            place,
            rows: 0,
            last: None,
            full,
        });
        let at = self.unknown.len() - 1;
        if full {
            self.further.insert(dimension, at);
        }
        at
    }

    fn look(
        &self,
        dimension: Dimension,
        indicator: u32,
        text: &str,
        label: Option<&str>,
    ) -> Result<u32, Miss> {
        let mut first = None;
        for text in [Some(text), label].into_iter().flatten() {
            let renamed = self.rename.get(&(dimension, key(text))).copied();
            let text = renamed.unwrap_or(text);
            if text.is_empty() && dimension == Dimension::Category {
                return self.names.total(dimension).ok_or(Miss::Unknown);
            }
            match self.names.find(dimension, indicator, text) {
                Ok(number) => return Ok(number),
                Err(miss) => first = first.or(Some(miss)),
            }
        }
        Err(first.unwrap_or(Miss::Unknown))
    }

    /// Tells every unknown name, and which indicators lack rows because of them.
    pub fn report(self, doubt: &mut Doubt, faults: &mut Faults) {
        for unknown in &self.unknown {
            let skipped = unknown.dimension == Dimension::District
                && self.skip_unknown_districts
                && unknown.miss == Miss::Unknown;
            if !skipped {
                doubt.all |= unknown.dimension == Dimension::Indicator;
                faults.push(self.problem(unknown));
            }
        }
        doubt.indicators.extend(self.doubtful.iter().map(|n| self.names.indicator(*n).clone()));
    }

    fn problem(&self, unknown: &Unknown) -> Diagnostic {
        let Unknown { dimension, indicator, text, place, rows, miss, full, .. } = unknown;
        let (word, rows_said) = (dimension.word(), on_rows(*rows));
        if *full {
            let message = format!("further names of a {word} are unknown from here on{rows_said}");
            let hint = "look whether the right column is mapped, and at the separator";
            return hinted("unknown-names", place.clone(), message, hint);
        }
        if *dimension == Dimension::Period {
            let periods: Vec<&str> = self.names.known(*dimension, *indicator).collect();
            return outside_edition(place.clone(), *rows, &periods.join(", "));
        }
        let code = match (dimension, miss) {
            (_, Miss::Ambiguous) => "ambiguous-name",
            (Dimension::Indicator, _) => "unknown-indicator",
            (Dimension::District, _) => "unknown-district",
            (Dimension::Group, _) => "unknown-group",
            _ => "unknown-category",
        };
        let of = match dimension {
            Dimension::Category => format!(" of indicator '{}'", self.names.indicator(*indicator)),
            _ => String::new(),
        };
        if *miss == Miss::Ambiguous {
            let message = format!("the name of a {word}{of} fits several{rows_said}");
            return hinted(
                code,
                place.clone(),
                message,
                format!("say which with `rename.{word}` of the source"),
            );
        }
        if text.is_empty() {
            let message = format!("the {word} is empty{rows_said}");
            return hinted(
                code,
                place.clone(),
                message,
                "fill the cells, or leave the rows out with `skip`",
            );
        }
        // What stands in the file is never repeated: nobody can know what it is. A name of the settings may be.
        let known = || self.names.known(*dimension, *indicator);
        let near = nearest(text, known()).filter(|near| is_slip_of(text, near));
        let message = format!("unknown {word}{of}{rows_said}");
        let problem = Diagnostic::error(code, place.clone(), message);
        let problem = match near {
            Some(near) => problem.hint(format!("did you mean '{near}'?")),
            None => problem,
        };
        let file = if *dimension == Dimension::District { "districts" } else { "indicators" };
        let leave = match dimension {
            Dimension::District => "leave such rows out with `skip` or `skip_unknown_districts`",
            _ => "leave such rows out with `skip`",
        };
        problem.hint(format!(
            "add the spelling to its `aliases` in config/{file}.toml, say what it means with \
             `rename.{word}` of the source, or {leave}"
        ))
    }
}
