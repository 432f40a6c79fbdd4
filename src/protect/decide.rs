//! Decides one part of a model: search with cuts within an effort, then moves that end, then what is shown again.

use super::{
    lessons::{Hopeless, insiders, narrow, protected},
    model::{Cell, CellId, Model, State},
    moves::{complete, show_again},
    proof::{Ladder, Witness},
    reach::Reach,
    rng::Rng,
    walk::Walk,
    work::Work,
    worlds::World,
};
use std::collections::BTreeMap;

/// Steps of the local search for each secret, and at least.
const STEPS: usize = 150;
const FEWEST_STEPS: usize = 1500;
const MOST_STEPS: usize = 60_000;
/// From how many beginnings it is searched, where there is time.
const STARTS: u64 = 4;
/// How often the search is sent back with new cuts.
const ROUNDS: usize = 150;
/// How many times the effort of a search its moves may take.
const MOVES: u64 = 12;
/// The least effort of a part.
const LEAST: u64 = 4_000_000;

/// A part of a model, and the moves of group sizes that touch it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Part {
    /// Its cells and sums.
    pub model: Model,
    /// What moves outside.
    pub worlds: Vec<World>,
    /// Whether tables are wanted in which each cell is as high as its width above the true one, and as low: others
    /// hang on its cells.
    pub both: bool,
}

/// What was decided of a part, in its own numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Decided {
    /// Per cell whether it is hidden.
    pub hidden: Vec<bool>,
    /// The tables that proofs and worlds name, each with its world.
    pub tables: Vec<(Option<u32>, Witness)>,
    /// Per protected cell the lowest and highest table.
    pub proofs: Vec<(CellId, Option<u32>, Option<u32>)>,
    /// Per world a table that follows it.
    pub follows: Vec<Option<u32>>,
    /// The table in which as many cells as can be are higher, where that was asked for.
    pub up: Option<u32>,
    /// Cells without their width.
    pub unmet: Vec<CellId>,
    /// Cells that somebody who is alone in another one could compute.
    pub known: Vec<CellId>,
    /// How it came about.
    pub ladder: Ladder,
}

/// Decides a part; `effort` is in steps for each cell.
pub(super) fn decide(part: &Part, effort: u64) -> Decided {
    let model = &part.model;
    let allowed = LEAST.max(effort.saturating_mul(model.cells.len() as u64));
    let work = Work::new(allowed);
    let mut reach = Reach::new(model, &part.worlds, &work);
    let mut hopeless = Hopeless::default();
    search(model, &mut reach, &mut hopeless);
    let cut_short = work.is_done();
    work.allow(allowed.saturating_mul(MOVES));
    let moved = complete(&mut reach);
    let mut ladder = Ladder {
        parts: 1,
        cut_short: usize::from(cut_short),
        moved: moved.hidden,
        ..Ladder::default()
    };
    moved.lost.iter().for_each(|world| reach.forbid(*world));
    let up = if part.both { reach.both_ways() } else { None };
    if cut_short || moved.hidden > 0 {
        work.allow(allowed);
        ladder.shown_again = show_again(&mut reach);
        work.allow(u64::MAX / 2);
    }
    ladder.steps = work.done();
    finish(reach, &hopeless, ladder, part.both, up)
}

/// Search, look where that falls short, search again with what was learnt; from several beginnings, of which the
/// cheapest end counts. What one beginning has learnt the next ones know.
fn search(model: &Model, reach: &mut Reach, hopeless: &mut Hopeless) {
    let mut walk = Walk::new(model);
    let secrets = walk.hidden().to_vec();
    let mut best: Option<(i64, Vec<bool>)> = None;
    for start in 0..STARTS {
        if start > 0 {
            walk.set(&secrets);
        }
        let hidden = search_once(model, &mut walk, reach, hopeless, start);
        if reach.work.is_done() {
            if best.is_none() {
                best = Some((i64::MAX, hidden));
            }
            break;
        }
        walk.set(&hidden);
        if best.as_ref().is_none_or(|(cost, _)| walk.total < *cost) {
            best = Some((walk.total, hidden));
        }
        // Where only secrets are hidden nothing is cheaper.
        if walk.total == 0 || reach.work.done() > reach.work.limit() / STARTS {
            break;
        }
    }
    if let Some((_, hidden)) = best {
        reach.set(&hidden);
    }
}

/// One beginning: the hidden set at its end.
fn search_once(
    model: &Model,
    walk: &mut Walk,
    reach: &mut Reach,
    hopeless: &mut Hopeless,
    start: u64,
) -> Vec<bool> {
    let work = reach.work;
    let mut rng = Rng::new(model.cells.len() as u64 + (start << 32));
    let secrets = model.cells.iter().filter(|cell| cell.state == State::Secret).count();
    let steps = (secrets * STEPS).clamp(FEWEST_STEPS, MOST_STEPS);
    let unit = usual_cost(model);
    let mut hidden = walk.hidden().to_vec();
    for round in 0..ROUNDS {
        if !walk.holds() {
            let mut best = None;
            let most = if round == 0 { steps } else { steps / 3 };
            walk.run(most, unit, &mut rng, &mut best, work);
            if best.is_none() && !work.is_done() {
                // Whatever is asked holds when all is hidden; from there the way leads down.
                walk.set(&everything(model));
                walk.run(steps, unit, &mut rng, &mut best, work);
            }
            match best {
                Some((_, found)) => hidden = found,
                // What holds so far is a good beginning for moves.
                None if work.is_done() => {
                    hidden = walk.hidden().to_vec();
                    for (on, cell) in hidden.iter_mut().zip(&model.cells) {
                        *on |= matches!(cell.state, State::Secret | State::Silent);
                    }
                }
                None => hidden = everything(model),
            }
            walk.set(&hidden);
        }
        reach.set(&hidden);
        if work.is_done() {
            return hidden;
        }
        let mut lessons = narrow(reach, hopeless);
        if lessons.is_empty() && !work.is_done() {
            lessons = insiders(reach, hopeless);
        }
        if lessons.is_empty() {
            return hidden;
        }
        lessons.into_iter().for_each(|cut| walk.add(cut));
    }
    hidden
}

fn usual_cost(model: &Model) -> f64 {
    let cost = |cell: &Cell| match cell.state {
        State::Open { cost } => Some(cost),
        _ => None,
    };
    let mut costs: Vec<u64> = model.cells.iter().filter_map(cost).collect();
    costs.sort_unstable();
    costs.get(costs.len() / 2).map_or(1.0, |cost| *cost as f64)
}

fn everything(model: &Model) -> Vec<bool> {
    model.cells.iter().map(|cell| cell.state != State::Fixed).collect()
}

/// The answer: what is hidden, with the tables that prove it and no others.
fn finish(
    mut reach: Reach,
    hopeless: &Hopeless,
    ladder: Ladder,
    both: bool,
    up: Option<u32>,
) -> Decided {
    let mut decided = Decided { hidden: reach.hidden().to_vec(), ladder, ..Decided::default() };
    let mut used: BTreeMap<u32, u32> = BTreeMap::new();
    let follows: Vec<Option<u32>> = (0..reach.worlds.len() as u32)
        .map(|world| reach.valid[world as usize].then(|| reach.follow(world)).flatten())
        .collect();
    let mut tables = Vec::new();
    let mut keep = |at: u32, reach: &Reach| {
        *used.entry(at).or_insert_with(|| {
            let seen = &reach.seen[at as usize];
            tables.push((seen.world, seen.table.clone()));
            tables.len() as u32 - 1
        })
    };
    for cell in protected(reach.model, reach.hidden()) {
        if reach.lacks(cell) > 0 {
            decided.unmet.push(cell);
            continue;
        }
        let (mut low, mut high) = reach.sides(cell);
        let width = reach.model.cell(cell).width;
        // One table is enough where it is wide enough by itself, unless others hang on the cell.
        if !both && high.0 >= width {
            low = (0, None);
        } else if !both && -low.0 >= width {
            high = (0, None);
        }
        let low = low.1.map(|at| keep(at, &reach));
        let high = high.1.map(|at| keep(at, &reach));
        decided.proofs.push((cell, low, high));
    }
    if both {
        // Cells that need no protection move as well.
        let silent: Vec<u32> = (0..reach.model.cells.len() as CellId)
            .filter(|id| reach.model.cell(*id).state == State::Silent)
            .filter(|id| reach.model.cell(*id).width > 0)
            .flat_map(|id| [reach.sides(id).0.1, reach.sides(id).1.1])
            .flatten()
            .collect();
        silent.into_iter().for_each(|at| {
            keep(at, &reach);
        });
    }
    decided.up = up.map(|at| keep(at, &reach));
    decided.follows = follows.into_iter().map(|at| at.map(|at| keep(at, &reach))).collect();
    decided.tables = tables;
    decided.known = hopeless.known.iter().map(|(_, target)| *target).collect();
    decided.known.sort_unstable();
    decided.known.dedup();
    decided
}
