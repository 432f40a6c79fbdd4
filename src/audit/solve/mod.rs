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
use crate::ident::CellKey;
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

/// What the codebook alone says of withheld figures, in whole numbers.
#[derive(Debug, Default)]
pub(super) struct Outside {
    /// Weighted sums of withheld figures that everything shown settles.
    pub sums: Vec<Vec<(CellKey, i64)>>,
    /// The least and the most that each can be.
    pub bounds: Vec<(CellKey, i64, i64)>,
}

/// The sums and bounds of withheld figures; sums that hold anything else are left out.
pub(super) fn outside(table: &Table, book: &Book) -> Outside {
    let system = build::system(table, book, &mut Findings::default());
    let withheld = |at: usize| {
        let unknown = &system.unknowns[at];
        (unknown.role == Role::Withheld && unknown.whole).then_some(unknown)
    };
    let exact = system.relations.iter().filter(|it| it.equal && it.exact);
    let sums = exact.filter_map(|relation| {
        let terms = relation.terms.iter();
        terms.map(|(at, weight)| Some((withheld(*at)?.key.clone(), *weight as i64))).collect()
    });
    let known = (0..system.unknowns.len()).filter_map(withheld);
    let bounds = known.map(|it| (it.key.clone(), it.low.ceil() as i64, it.high.floor() as i64));
    Outside { sums: sums.collect(), bounds: bounds.collect() }
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
            // Where zeros are shown a zero is no secret: one that is withheld with its base may be known.
            let figure = !terms::is_base(&unknown.key);
            let rule = book.rule(unknown.key.indicator.as_str());
            let none = figure && rule.zeros_shown && ranges.may_be_none(at);
            match (unknown.role, ranges.class(at)) {
                (Role::Withheld, Class::Exact) if none => {}
                (Role::Withheld, Class::Narrow | Class::Insider) if none => {
                    let what = "it can be bracketed tighter than the width, unless it is a zero";
                    findings.push(Finding::warning("narrow-or-none", what).about(cell));
                }
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
                (Role::Withheld, Class::Insider) if book.rules.width > 1 => {
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
        let open =
            relation.terms.iter().filter(|(other, _)| *other != at && !reduced.is_fixed(*other));
        relation.equal && relation.terms.iter().any(|(it, _)| *it == at) && open.count() == 0
    });
    match alone {
        Some(relation) => system.relations[*relation].what.to_owned(),
        None => "several sums and bounds together".to_owned(),
    }
}
