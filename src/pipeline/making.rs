//! Law: every report is made whatever becomes of the others, and a fault that all of them have is met once.

use super::{Made, Progress, edition::Edition, job::Emit, lock};
use crate::{
    config::District,
    diagnostic::{Diagnostic, Place, Problems},
};
use rayon::prelude::*;
use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

/// When so many reports have failed alike and none was made, the fault is in what they share.
const ALIKE: usize = 3;
/// How many reports a message names.
const NAMED: usize = 3;

/// Makes all reports: the first one alone, then one after the other on every thread, never one inside the other.
///
/// Typst uses rayon itself: with a plain parallel iterator a thread that waits inside
/// one report starts another on its own stack, which overflows near 400 reports. A broadcast
/// with a shared counter keeps one report per thread.
pub(super) fn all(edition: &Edition, emit: &Emit) -> Result<BTreeMap<usize, Made>, Problems> {
    let made = Mutex::new(BTreeMap::new());
    let faults = Mutex::new(Faults::default());
    let one = |at: usize, district: &District| match unbroken(|| edition.make(district, emit)) {
        Ok(one) => {
            let name = one.entry.name.clone();
            (emit.progress)(Progress::Report { district: name, pages: one.pages });
            lock(&made).insert(at, one);
            lock(&faults).made = true;
        }
        Err(more) => lock(&faults).add(&district.name, more),
    };
    // What is wrong with all of them shows before the other threads begin, too.
    if let Some(first) = edition.districts.first() {
        one(0, first);
    }
    let next = AtomicUsize::new(1);
    rayon::broadcast(|_| {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(district) = edition.districts.get(at) else {
                break;
            };
            if lock(&faults).common() {
                break;
            }
            one(at, district);
        }
    });
    let faults = faults.into_inner().unwrap_or_else(PoisonError::into_inner);
    faults.told(edition.districts.len())?;
    Ok(made.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// Says all reports and sets the first one, and throws them away: what is wrong with words and templates shows.
pub(super) fn rehearsed(edition: &Edition) -> Result<(), Problems> {
    let mut faults = Faults::default();
    let said: Vec<Result<(), Problems>> = edition
        .districts
        .par_iter()
        .map(|district| unbroken(|| edition.rehearse(district)))
        .collect();
    for (district, said) in edition.districts.iter().zip(said) {
        if let Err(more) = said {
            faults.add(&district.name, more);
        }
    }
    // What cannot be said would fail once more.
    if let (Some(first), true) = (edition.districts.first(), faults.found.is_empty()) {
        let emit =
            Emit { put: &|_| Ok(()), apart: None, set: None, progress: &|_| {}, clock: &|| 0.0 };
        if let Err(more) = unbroken(|| edition.make(first, &emit)) {
            faults.add(&first.name, more);
        }
    }
    faults.told(edition.districts.len())
}

/// The work, or a problem where the program itself breaks off: one report must not take the others with it.
fn unbroken<T>(work: impl FnOnce() -> Result<T, Problems>) -> Result<T, Problems> {
    // What reports share is read only; the stages' clock holds whole numbers or none.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let message = "the program broke off while it made a report";
        Err(Diagnostic::error("broken", Place::Nowhere, message)
            .hint("this is a fault in the program, not in the project: please report it")
            .into())
    })
}

/// What is wrong with reports: each problem once, with those that have it.
#[derive(Default)]
struct Faults {
    found: Vec<(Diagnostic, Vec<String>)>,
    /// Problems of the first report that failed, and how many failed with the same ones.
    first: Option<(Problems, usize)>,
    /// Whether some report failed with others.
    different: bool,
    /// Whether some report was made.
    made: bool,
}

impl Faults {
    fn add(&mut self, name: &str, problems: Problems) {
        match &mut self.first {
            None => self.first = Some((problems.clone(), 1)),
            Some((first, count)) if *first == problems => *count += 1,
            Some(_) => self.different = true,
        }
        for problem in problems.0 {
            match self.found.iter_mut().find(|(known, _)| *known == problem) {
                Some((_, names)) => names.push(name.to_owned()),
                None => self.found.push((problem, vec![name.to_owned()])),
            }
        }
    }

    /// Whether the reports fail by something that they share.
    fn common(&self) -> bool {
        let alike = self.first.as_ref().is_some_and(|(_, count)| *count >= ALIKE);
        alike && !self.made && !self.different
    }

    /// All problems, each with the reports that have it.
    fn told(self, reports: usize) -> Result<(), Problems> {
        if self.found.is_empty() {
            return Ok(());
        }
        let common = self.common();
        let met = |names: Vec<String>| match names.len() {
            _ if common && names.len() < reports => {
                format!("met in the first {} reports alike; the others were not made", names.len())
            }
            n if n == reports && n > 1 => format!("met in all {n} reports"),
            n => {
                let mut text = names[..n.min(NAMED)].join(", ");
                if n > NAMED {
                    text.push_str(&format!(" and {} more", n - NAMED));
                }
                format!("met in the report of {text}")
            }
        };
        let told = self.found.into_iter().map(|(problem, names)| problem.hint(met(names)));
        Err(Problems(told.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(message: &str) -> Problems {
        Diagnostic::error("template-error", Place::file("main.typ"), message).into()
    }

    fn hints(faults: Faults, reports: usize) -> Vec<String> {
        let told = faults.told(reports).expect_err("there are problems");
        told.0.iter().map(|problem| problem.hints.join("; ")).collect()
    }

    #[test]
    fn a_fault_that_all_have_is_told_once_and_ends_the_run() {
        let mut faults = Faults::default();
        for name in ["A", "B", "C"] {
            assert!(!faults.common());
            faults.add(name, problem("one"));
        }
        assert!(faults.common());
        assert_eq!(
            hints(faults, 400),
            ["met in the first 3 reports alike; the others were not made"]
        );
    }

    #[test]
    fn a_fault_of_one_does_not_hide_another() {
        let mut faults = Faults::default();
        for name in ["A", "B", "C", "D"] {
            faults.add(name, problem("one"));
        }
        faults.add("E", problem("another"));
        assert!(!faults.common());
        let told = hints(faults, 9);
        assert_eq!(told, ["met in the report of A, B, C and 1 more", "met in the report of E"]);
    }

    #[test]
    fn what_breaks_off_inside_is_a_problem() {
        let broken: Result<(), Problems> = unbroken(|| {
            let none: Option<()> = std::hint::black_box(None);
            none.expect("broken");
            Ok(())
        });
        assert_eq!(broken.expect_err("it broke").0[0].code, "broken");
    }
}
