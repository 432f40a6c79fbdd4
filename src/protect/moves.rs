//! Sequential minimum-cost table moves: a protection that ends by construction, and shows again what no proof needs.
//!
//! For each hidden cell that lacks its width the cheapest change of the whole table is sought that moves the cell
//! as far as it must; the shown cells that it changes are hidden (Kelly, Golden and Assad 1992, «Cell suppression:
//! disclosure protection for sensitive tabular data», Networks 22). Hidden cells are only added, so that it ends after
//! at most one move for each cell and side, and each move is the proof of what it is made for. It hides more than
//! a search does, and so comes after it.

use super::{
    lessons::protected,
    model::{CellId, State},
    proof::{Witness, change},
    reach::Reach,
    region::Part,
};

/// How many of the nearest cells may take part in a move, in turns.
const NEAREST: [usize; 2] = [90, 420];
/// How many moves of sizes are tried for one cell.
const WORLDS: usize = 6;
/// How often prices are set anew, so that what is moved far costs no more than what is moved a little.
const PRICES: usize = 3;

/// A way to move, and the shown cells that it changes.
struct Move {
    world: Option<u32>,
    table: Witness,
    price: u64,
}

/// What is shown again, and what is not to be had.
#[derive(Default)]
pub(super) struct Moved {
    /// Cells hidden by moves.
    pub hidden: usize,
    /// Hidden cells that no move protects.
    pub unmet: Vec<CellId>,
    /// Worlds that cannot be followed.
    pub lost: Vec<u32>,
}

/// Hides more until every hidden cell has its width and every world can be followed, or nothing helps.
pub(super) fn complete(reach: &mut Reach) -> Moved {
    let mut moved = Moved::default();
    for world in 0..reach.worlds.len() as u32 {
        if !reach.valid[world as usize] || reach.follow(world).is_some() {
            continue;
        }
        let start = shore(reach, world);
        match way(reach, &start, None, Some(world)) {
            Some(found) => moved.hidden += take(reach, found),
            None => moved.lost.push(world),
        }
    }
    loop {
        let cells: Vec<CellId> = protected(reach.model, reach.hidden())
            .into_iter()
            .filter(|id| !reach.given_up[*id as usize])
            .collect();
        let failing = reach.narrow(&cells, usize::MAX);
        if failing.is_empty() {
            break;
        }
        // Each turn hides a cell, protects one or gives one up: there are finitely many of each.
        for cell in failing {
            if reach.work.is_done() {
                // The effort that moves may take is used up: what is left is told.
                reach.given_up[cell as usize] = true;
                moved.unmet.push(cell);
                continue;
            }
            while reach.lacks(cell) > 0 {
                let Some(found) = best_way(reach, cell) else {
                    reach.given_up[cell as usize] = true;
                    moved.unmet.push(cell);
                    break;
                };
                let before = reach.lacks(cell);
                moved.hidden += take(reach, found);
                if reach.lacks(cell) >= before {
                    reach.given_up[cell as usize] = true;
                    moved.unmet.push(cell);
                    break;
                }
            }
        }
    }
    // What was hidden later may have helped.
    moved.unmet.retain(|cell| reach.lacks(*cell) > 0);
    moved.unmet.sort_unstable();
    moved
}

/// Hides what a move changes; how many cells that are.
fn take(reach: &mut Reach, found: Move) -> usize {
    let shown: Vec<CellId> =
        found.table.iter().map(|(id, _)| *id).filter(|id| !reach.hidden()[*id as usize]).collect();
    shown.iter().for_each(|id| reach.hide(*id));
    reach.keep(found.world, found.table);
    shown.len()
}

/// The cheapest way that gives a cell what it lacks.
fn best_way(reach: &mut Reach, cell: CellId) -> Option<Move> {
    let (low, high) = reach.sides(cell);
    let lacks = reach.lacks(cell);
    let room = reach.model.cell(cell).room();
    let mut best: Option<Move> = None;
    for by in [high.0 + lacks, (low.0 - lacks).max(-room)] {
        if by == 0 || (by < 0 && by >= low.0) || !reach.may(cell, true) {
            continue;
        }
        let found = way(reach, &[cell], Some((cell, by)), None);
        best = cheaper(best, found.filter(|found| helps(reach, cell, found)));
    }
    if best.is_some() {
        return best;
    }
    for world in worlds(reach, cell).into_iter().take(WORLDS) {
        let mut start = vec![cell];
        start.extend(shore(reach, world));
        for by in [high.0 + lacks, (low.0 - lacks).max(-room)] {
            if by == 0 || (by < 0 && by >= low.0) {
                continue;
            }
            let found = way(reach, &start, Some((cell, by)), Some(world));
            best = cheaper(best, found.filter(|found| helps(reach, cell, found)));
        }
        if best.is_some() {
            break;
        }
    }
    best
}

fn helps(reach: &Reach, cell: CellId, found: &Move) -> bool {
    let (low, high) = reach.sides(cell);
    let by = change(&found.table, cell);
    by > high.0 || by < low.0
}

fn cheaper(one: Option<Move>, other: Option<Move>) -> Option<Move> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if other.price < one.price { other } else { one }),
        (one, other) => one.or(other),
    }
}

/// The worlds that touch the sums of a cell or of cells beside it, hidden or not.
fn worlds(reach: &mut Reach, cell: CellId) -> Vec<u32> {
    reach.worlds_near(cell)
}

/// The cells of the sums that a world moves, hidden or open.
fn shore(reach: &Reach, world: u32) -> Vec<CellId> {
    let lines = reach.worlds[world as usize].lines.iter();
    let cells = lines.flat_map(|(line, _)| &reach.model.relations[*line as usize]);
    let open = cells.map(|(id, _)| *id).filter(|id| reach.model.cell(*id).state != State::Fixed);
    let mut shore: Vec<CellId> = open.collect();
    shore.sort_unstable();
    shore.dedup();
    shore
}

/// The cheapest way to move a cell so far, or to follow a world.
fn way(
    reach: &mut Reach,
    start: &[CellId],
    target: Option<(CellId, i64)>,
    world: Option<u32>,
) -> Option<Move> {
    let cost = |reach: &Reach, id: CellId| match reach.model.cell(id).state {
        State::Open { cost } if !reach.hidden()[id as usize] => cost,
        _ => 0,
    };
    // A way that goes a part of the distance is better than none.
    let mut part_of_it: Option<Move> = None;
    for most in NEAREST {
        let around = reach.near_open(start, start.len() + most);
        let whole = around.whole;
        let hidden = reach.hidden().to_vec();
        let mut region = reach.mixed(around, world, |id| {
            if hidden[id as usize] { Part::Hidden } else { Part::Priced }
        });
        let prices: Vec<u64> = region.cells.iter().map(|id| cost(reach, *id)).collect();
        let mut factor = vec![1.0; prices.len()];
        let mut best: Option<Move> = None;
        for _ in 0..PRICES {
            if !region.go_outside(reach.work) {
                break;
            }
            let mut fixed = None;
            if let Some((cell, by)) = target {
                let Some(at) = region.cells.iter().position(|id| *id == cell) else { break };
                let at = at as u32;
                let room = reach.model.cell(cell).room();
                region.stretch(at, by, room, reach.work);
                let there = region.moved(at);
                if there.abs() < 0.5 {
                    break;
                }
                fixed = Some((at, there));
            }
            let place = |id: CellId, cells: &[CellId]| cells.iter().position(|at| *at == id);
            let cells = region.cells.clone();
            let of: std::collections::HashMap<CellId, f64> = cells
                .iter()
                .zip(prices.iter().zip(&factor))
                .map(|(id, (price, factor))| (*id, *price as f64 * factor))
                .collect();
            region.cheapest(fixed, |id| of.get(&id).copied().unwrap_or(0.0), reach.work);
            if let Some(table) = region.table() {
                let price = table
                    .iter()
                    .filter_map(|(id, _)| place(*id, &cells))
                    .map(|at| prices[at])
                    .sum();
                best = cheaper(best, Some(Move { world, table, price }));
            }
            for (at, factor) in factor.iter_mut().enumerate() {
                let moved = region.moved(at as u32).abs();
                *factor = if moved > 0.5 { 1.0 / moved } else { 1.0 };
            }
        }
        let reached = best.as_ref().is_some_and(|found| {
            target.is_none_or(|(cell, by)| change(&found.table, cell).abs() >= by.abs())
        });
        if reached || whole {
            return best.or(part_of_it);
        }
        part_of_it = best.or(part_of_it);
    }
    part_of_it
}

/// Shows again what no proof needs, the dearest first; how many cells that are.
pub(super) fn show_again(reach: &mut Reach) -> usize {
    let model = reach.model;
    let mut open: Vec<(u64, CellId)> = (0..model.cells.len() as CellId)
        .filter(|id| reach.hidden()[*id as usize])
        .filter_map(|id| match model.cell(id).state {
            State::Open { cost } => Some((cost, id)),
            _ => None,
        })
        .collect();
    open.sort_unstable_by_key(|(cost, id)| (std::cmp::Reverse(*cost), *id));
    let mut shown = 0;
    for (_, cell) in open {
        if reach.work.is_done() {
            break;
        }
        let beside = users(reach, cell);
        let follows: Vec<u32> = (0..reach.worlds.len() as u32)
            .filter(|world| reach.valid[*world as usize] && reach.rests_on(*world, cell))
            .collect();
        reach.show(cell);
        let holds =
            beside.iter().all(|id| reach.lacks(*id) <= 0) || reach.narrow(&beside, 1).is_empty();
        if holds && follows.into_iter().all(|world| reach.follow(world).is_some()) {
            shown += 1;
        } else {
            reach.hide(cell);
        }
    }
    shown
}

/// The hidden cells whose range rests on a table that changes this one.
fn users(reach: &Reach, cell: CellId) -> Vec<CellId> {
    let mut users: Vec<CellId> = reach.resting_on(cell);
    users.retain(|id| *id != cell && reach.model.cell(*id).state != State::Silent);
    users.sort_unstable();
    users.dedup();
    users
}

/// What became of a cell that was moved through the whole model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rescue {
    /// It has its width.
    Moved,
    /// Nothing helps, whatever else were hidden.
    Nothing,
    /// It was not found out.
    GaveUp,
}

/// Hides what a cell needs, whatever it is.
pub(super) fn rescue(reach: &mut Reach, cell: CellId) -> Rescue {
    let _ = reach.narrow(&[cell], 1);
    while reach.lacks(cell) > 0 {
        if reach.work.is_done() {
            return Rescue::GaveUp;
        }
        let before = reach.lacks(cell);
        if is_open_near(reach, cell)
            && let Some(found) = best_way(reach, cell)
        {
            take(reach, found);
        }
        if reach.lacks(cell) >= before {
            return if can_move(reach, cell) { Rescue::GaveUp } else { Rescue::Nothing };
        }
    }
    Rescue::Moved
}

/// Whether anything beside a cell could still be hidden.
fn is_open_near(reach: &mut Reach, cell: CellId) -> bool {
    let around = reach.near_open(&[cell], NEAREST[NEAREST.len() - 1]);
    around.cells.iter().any(|id| !reach.hidden()[*id as usize])
}

/// Whether a cell had its width if everything were hidden that can be, as far as can be told.
fn can_move(reach: &mut Reach, cell: CellId) -> bool {
    let most = NEAREST[NEAREST.len() - 1];
    let around = reach.near_open(&[cell], most);
    if !around.whole {
        return true;
    }
    let model = reach.model;
    let (room, width) = (model.cell(cell).room(), model.cell(cell).width);
    let mut region = reach.mixed(around, None, |_| Part::Hidden);
    let (up, sure) = region.limit(0, width, room, reach.work);
    let (down, certain) = region.limit(0, -width, room, reach.work);
    !sure || !certain || up - down >= width as f64 - 1e-6
}
