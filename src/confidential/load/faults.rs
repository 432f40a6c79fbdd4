//! Law: every sort of problem is told, none of them more than twenty times a file.

use crate::diagnostic::{Diagnostic, Place, Problems};
use std::collections::HashMap;

/// Problems of one sort listed for one file.
const LISTED: usize = 20;

/// Collects problems and counts those past the limit.
#[derive(Debug, Default)]
pub(in crate::confidential) struct Faults {
    told: Vec<Diagnostic>,
    kinds: HashMap<(String, &'static str), Kind>,
    /// How many there are so far.
    pub count: usize,
}

#[derive(Debug, Default)]
struct Kind {
    count: usize,
    last: usize,
}

impl Faults {
    /// Adds one.
    pub fn push(&mut self, problem: Diagnostic) {
        self.count += 1;
        let file = problem.place.path().unwrap_or_default().to_owned();
        let kind = self.kinds.entry((file, problem.code)).or_default();
        kind.count += 1;
        if kind.count <= LISTED {
            kind.last = self.told.len();
            self.told.push(problem);
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// All of them in order, with a line after the last of a sort that had more.
    pub fn finish(self) -> Problems {
        let mut told = self.told;
        let mut more: Vec<(usize, usize)> = self
            .kinds
            .into_values()
            .filter(|kind| kind.count > LISTED)
            .map(|kind| (kind.last, kind.count - LISTED))
            .collect();
        more.sort_unstable();
        for (last, count) in more.into_iter().rev() {
            let like = &told[last];
            let place = like.place.path().map_or(Place::Nowhere, Place::file);
            let line = Diagnostic { place, hints: Vec::new(), ..like.clone() };
            let message = format!("and {count} more of the same sort");
            told.insert(last + 1, Diagnostic { message, ..line });
        }
        Problems(told)
    }
}

/// An error with one hint.
pub(in crate::confidential) fn hinted(
    code: &'static str,
    place: Place,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> Diagnostic {
    Diagnostic::error(code, place, message).hint(hint)
}

/// Why a file cannot be used, with one hint; boxed, as errors should be small.
pub(super) fn refusal(
    code: &'static str,
    place: Place,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> Box<Diagnostic> {
    Box::new(hinted(code, place, message, hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_hundred_of_a_sort_take_twenty_one_lines() {
        let mut faults = Faults::default();
        for _ in 0..500 {
            faults.push(Diagnostic::error("a", Place::file("x"), "wrong"));
        }
        faults.push(Diagnostic::error("b", Place::file("x"), "wrong too"));
        let told = faults.finish().0;
        assert_eq!(told.len(), 22);
        assert_eq!(told[20].message, "and 480 more of the same sort");
        assert_eq!(told[21].code, "b");
    }
}
