//! Law: everything published is one system of sums; what it leaves of each withheld cell is found and never said.
//!
//! Nothing of the program that hides cells is used here: the relations come from the codebook, the
//! figures from the files.

mod alone;
mod block;
mod build;
mod exact;
mod implied;
mod range;
mod system;
mod terms;

use super::{
    book::Book,
    finding::{Finding, Findings},
    sight::named,
    table::Table,
};
use exact::Reduced;
use range::Class;
use system::{Role, System};

/// What the system came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Solved {
    /// Cells that are withheld somewhere.
    pub withheld: usize,
    /// Sums and bounds that hold at least one unknown.
    pub relations: usize,
    /// Groups of unknowns that no relation joins.
    pub parts: usize,
    /// Withheld cells that can be computed.
    pub exact: usize,
    /// Withheld cells that can be bracketed tighter than the width.
    pub narrow: usize,
    /// Withheld cells that somebody who is alone in another withheld cell could compute.
    pub by_one_alone: usize,
}

/// Judges every withheld cell against everything that is shown.
pub(super) fn solve(table: &Table, book: &Book, findings: &mut Findings) -> Solved {
    let system = build::system(table, book, findings);
    let parts = system.parts();
    let mut solved = Solved {
        withheld: system.withheld(),
        relations: system.relations.len(),
        parts: parts.len(),
        ..Solved::default()
    };
    for part in &parts {
        let reduced = Reduced::of(&system, part);
        let mut ranges = range::classes(&system, part, &reduced, book.rules.width.max(1));
        for &at in &part.unknowns {
            let unknown = &system.unknowns[at];
            let cell = named(&unknown.key);
            match (unknown.role, ranges.class(at)) {
                (Role::Withheld, Class::Exact) => {
                    solved.exact += 1;
                    let why = reason(&system, part, &reduced, at);
                    findings.push(
                        Finding::error("exact", format!("it can be computed: {why}")).about(cell),
                    );
                }
                (Role::Withheld, Class::Narrow) => {
                    solved.narrow += 1;
                    let what = "it can be bracketed tighter than the width";
                    findings.push(Finding::error("narrow", what).about(cell));
                }
                (Role::Withheld, Class::Insider) => {
                    let what = "somebody counted in it could compute it";
                    findings.push(Finding::error("insider", what).about(cell));
                }
                (Role::Withheld, Class::Unsettled) => {
                    let what = "what remains possible could not be reckoned";
                    findings.push(Finding::warning("unsettled", what).about(cell));
                }
                (_, Class::Impossible) => {
                    let what = "the figures shown contradict each other: no count fits all sums";
                    findings.push(Finding::warning("contradiction", what).about(cell));
                }
                (Role::Rest, _) => implied::rest(at, &system, &reduced, book, findings),
                _ => {}
            }
        }
        solved.by_one_alone += alone::exposed(&system, part, &reduced, &mut ranges);
    }
    implied::complements(table, book, findings);
    solved
}

/// Which sum gives a cell away, in words.
fn reason(system: &System, part: &system::Part, reduced: &Reduced, at: usize) -> String {
    let alone = part.relations.iter().find(|relation| {
        let relation = &system.relations[**relation];
        let open = relation
            .terms
            .iter()
            .filter(|(other, _)| *other != at && !reduced.is_fixed(*other));
        relation.equal && relation.terms.iter().any(|(it, _)| *it == at) && open.count() == 0
    });
    match alone {
        Some(relation) => system.relations[*relation].what.to_owned(),
        None => "several sums and bounds together".to_owned(),
    }
}
