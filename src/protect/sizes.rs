//! Sizes of groups, on which many tables hang: decided before them, with the moves that the tables then follow.

use super::{
    model::{Cell, CellId, Model, Relation, State},
    parts::parts,
    proof::{Plan, Witness, change},
    reach::Reach,
    search::{ids, solve},
    solver::Solver,
    work::Work,
};
use std::collections::BTreeMap;

/// For how many cells of a part moves of sizes are sought, and how many in all.
const A_PART: usize = 16;
const MOVES: usize = 120;
/// After so many tries every size beside is asked for at once.
const PATIENT: usize = 3;

/// What the tables ask of the sizes that they hang on.
pub(super) struct Asked {
    /// Sizes that some table cannot let fall.
    pub held: Vec<bool>,
    /// Sizes that must be hidden, since what is of them has no room where they are known.
    pub hidden: Vec<bool>,
}

impl Asked {
    /// A size that some table cannot let fall must be protected otherwise; whether that is new.
    pub fn of_worlds(&mut self, sizes: &Sizes, lost: &[u32]) -> bool {
        let mut new = false;
        for world in lost {
            for (id, by) in &sizes.plan.witnesses[*world as usize] {
                new |= *by < 0 && !std::mem::replace(&mut self.held[*id as usize], true);
            }
        }
        new
    }

    /// What must be hidden, and has no room in a single sum while the size that it is of is known, needs that size
    /// hidden; whether that is new.
    pub fn of_sums(&mut self, model: &Model, of: &[Vec<(u32, i64)>], sizes: &Sizes) -> bool {
        let mut new = false;
        for (base, cell) in &model.follows {
            let may = matches!(model.cell(*base).state, State::Open { .. });
            if !may
                || self.hidden[*base as usize]
                || sizes.plan.hidden[*base as usize]
                || sizes.model.cell(*cell).state != State::Secret
            {
                continue;
            }
            let moves = |id: CellId| {
                sizes.plan.hidden[id as usize] || sizes.model.cell(id).state != State::Fixed
            };
            if !sizes.model.leaves_room(of, *cell, moves) {
                self.hidden[*base as usize] = true;
                new = true;
            }
        }
        new
    }

    /// What is of a size that is known, and lacks room, needs another size; whether that is new.
    pub fn of_cells(
        &mut self,
        model: &Model,
        of: &[Vec<(u32, i64)>],
        plan: &Plan,
        tried: usize,
    ) -> bool {
        let mut new = false;
        let mut based: BTreeMap<CellId, Vec<CellId>> = BTreeMap::new();
        if !plan.unmet.is_empty() {
            for (base, cell) in &model.follows {
                based.entry(*cell).or_default().push(*base);
            }
        }
        for &cell in plan.unmet.iter().filter(|id| !model.cell(**id).anchor) {
            let may = |id: &CellId| {
                let state = model.cell(*id).state;
                model.cell(*id).anchor
                    && matches!(state, State::Open { .. })
                    && !plan.hidden[*id as usize]
            };
            let bases = based.get(&cell).map_or(&[][..], Vec::as_slice);
            let mut sizes: Vec<CellId> = bases.iter().copied().filter(may).collect();
            let beside = |id: CellId| {
                let lines = of[id as usize].iter();
                let all = lines.flat_map(|(line, _)| &model.relations[*line as usize]);
                all.map(|(id, _)| *id)
            };
            if sizes.is_empty() {
                sizes.extend(beside(cell).filter(may));
            }
            if sizes.is_empty() {
                // Then a size that holds the ones that it hangs on, or one beside them.
                let own: Vec<CellId> = bases.iter().copied().chain(beside(cell)).collect();
                let all = own.iter().filter(|id| model.cell(**id).anchor).flat_map(|own| {
                    of[*own as usize].iter().flat_map(|&(line, weight)| {
                        let line = model.relations[line as usize].iter();
                        line.map(move |&(id, by)| (by.signum() == weight.signum(), id))
                    })
                });
                let all = all.filter(|(_, id)| may(id));
                let cost = |(beside, id): &(bool, CellId)| match model.cell(*id).state {
                    State::Open { cost } => (*beside, cost, *id),
                    _ => (true, u64::MAX, *id),
                };
                if tried < PATIENT {
                    let all = all.map(|found| (cost(&found), found.1)).min();
                    sizes.extend(all.map(|(_, id)| id));
                } else {
                    sizes.extend(all.map(|(_, id)| id));
                }
            }
            if sizes.is_empty() && tried >= PATIENT {
                // Nothing near by is left: then no size is shown.
                sizes.extend(ids(model).filter(may));
            }
            for size in sizes {
                new |= !std::mem::replace(&mut self.hidden[size as usize], true);
            }
        }
        new
    }
}

/// What was decided of the sizes of groups.
pub(super) struct Sizes {
    /// A model in which the sizes are known, and what hangs on hidden ones is secret.
    pub model: Model,
    /// The sizes alone, with the room that others of their sums give.
    alone: Model,
    /// The plan of the sizes alone; its witnesses are the worlds that tables follow.
    pub plan: Plan,
}

impl Sizes {
    /// More moves of sizes, before those known.
    pub fn prepend(&mut self, moves: Vec<Witness>) {
        prepend(&mut self.plan, moves);
    }

    /// Moves of sizes that give cells their width which have none: sizes and the cells' own table are moved together;
    /// the other tables are taken to follow, and are asked afterwards.
    pub fn suited(&self, model: &Model, of: &[Vec<(u32, i64)>], plan: &Plan) -> Vec<Witness> {
        let mut found: Vec<Witness> = Vec::new();
        let sets = parts(&self.model, &vec![false; model.relations.len()]);
        for set in sets {
            let mut lines: Vec<u32> =
                set.iter().flat_map(|id| of[*id as usize].iter().map(|(line, _)| *line)).collect();
            lines.sort_unstable();
            lines.dedup();
            let beside = |id: CellId| {
                of[id as usize].iter().any(|(line, _)| lines.binary_search(line).is_ok())
            };
            let unmet = plan.unmet.iter().copied();
            let wanting: Vec<CellId> = unmet.filter(|id| beside(*id)).take(A_PART).collect();
            if wanting.is_empty() {
                continue;
            }
            let mut both = self.alone.clone();
            for &id in &set {
                both.cells[id as usize] = *self.model.cell(id);
            }
            both.relations.extend(lines.iter().map(|line| model.relations[*line as usize].clone()));
            let work = Work::new(u64::MAX / 2);
            let mut reach = Reach::new(&both, &[], &work);
            let hidden: Vec<bool> = both
                .cells
                .iter()
                .enumerate()
                .map(|(at, cell)| {
                    let hidden = plan.hidden.get(at).copied().unwrap_or(false);
                    cell.state != State::Fixed && (hidden || cell.state == State::Silent)
                })
                .collect();
            reach.set(&hidden);
            reach.narrow(&wanting, usize::MAX);
            for cell in wanting {
                let (low, high) = reach.sides(cell);
                for at in [low.1, high.1].into_iter().flatten() {
                    let table = reach.seen[at as usize].table.iter();
                    let is_size = |id: CellId| {
                        (id as usize) < model.cells.len() && set.binary_search(&id).is_err()
                    };
                    let moved: Witness = table.copied().filter(|(id, _)| is_size(*id)).collect();
                    if !moved.is_empty()
                        && !found.contains(&moved)
                        && !self.plan.witnesses.contains(&moved)
                    {
                        found.push(moved);
                    }
                }
            }
        }
        found.truncate(MOVES);
        found
    }

    /// Those of some worlds on which the proof of a size rests.
    pub fn needed(&self, mut worlds: Vec<u32>) -> Vec<u32> {
        let mut needed = vec![false; self.plan.witnesses.len()];
        let model = |id: CellId| &self.model.cells[id as usize];
        for proof in &self.plan.proofs {
            let by = |at: Option<u32>| {
                at.map_or(0, |at| change(&self.plan.witnesses[at as usize], proof.cell))
            };
            let width = model(proof.cell).width;
            let (low, high) = (by(proof.low), by(proof.high));
            for (at, other) in [(proof.low, high), (proof.high, -low)] {
                if let Some(at) = at {
                    needed[at as usize] |= other < width;
                }
            }
        }
        worlds.retain(|world| needed[*world as usize]);
        worlds
    }

    /// Decides the sizes among themselves.
    pub fn decide(model: &Model, asked: &Asked, solver: &Solver) -> Self {
        let mut alone =
            Model { cells: model.cells.clone(), relations: Vec::new(), follows: Vec::new() };
        let mut hanging: BTreeMap<CellId, Vec<CellId>> = BTreeMap::new();
        let mut hangs = vec![false; model.cells.len()];
        for (base, cell) in &model.follows {
            hanging.entry(*base).or_default().push(*cell);
            hangs[*cell as usize] = true;
        }
        let mut of_sizes = vec![false; model.cells.len()];
        for relation in &model.relations {
            let (sizes, others): (Relation, Relation) =
                relation.iter().partition(|(id, _)| model.cell(*id).anchor);
            if sizes.is_empty() {
                continue;
            }
            if others.is_empty() {
                sizes.iter().for_each(|(id, _)| of_sizes[*id as usize] = true);
                alone.relations.push(sizes);
            } else if let Some(rest) = rest(model, &others, &hangs) {
                if let [(size, weight)] = sizes[..]
                    && rest.state == State::Silent
                    && weight.signum() != others[0].1.signum()
                {
                    // It can fall as far as those who are of it.
                    let size = &mut alone.cells[size as usize];
                    size.floor = size.floor.max(size.value - rest.room() / weight.abs());
                    continue;
                }
                // Those of a size who stand in none of its parts that are sizes themselves: they give room, together.
                let mut sum = sizes;
                sum.push((alone.cells.len() as CellId, others[0].1.signum()));
                alone.cells.push(rest);
                alone.relations.push(sum);
            }
        }
        for id in ids(model) {
            let at = id as usize;
            let loose = model.cell(id).state == State::Silent && !of_sizes[at];
            if !model.cell(id).anchor || loose {
                alone.cells[at].state = State::Fixed;
                continue;
            }
            let follow = hanging.get(&id).map_or(&[][..], Vec::as_slice);
            if let State::Open { cost } = &mut alone.cells[at].state {
                let more = follow.iter().map(|cell| match model.cell(*cell).state {
                    State::Open { cost } => cost,
                    _ => 0,
                });
                *cost = cost.saturating_add(more.sum());
            }
            let cell = &mut alone.cells[at];
            if asked.hidden[at] && matches!(cell.state, State::Open { .. }) {
                cell.state = State::Secret;
            }
            if asked.held[at] {
                cell.floor = cell.value;
            }
        }
        let mut sizes = loop {
            let mut plan = solve(&alone, solver);
            plan.hidden.truncate(model.cells.len());
            for witness in &mut plan.witnesses {
                witness.retain(|(id, _)| (*id as usize) < model.cells.len());
            }
            // A size that hangs on another one is hidden with it.
            let mut any = false;
            for (base, cell) in &model.follows {
                let state = &mut alone.cells[*cell as usize].state;
                if plan.hidden[*base as usize]
                    && model.cell(*cell).anchor
                    && model.cell(*base).state != State::Silent
                    && matches!(state, State::Open { .. })
                {
                    *state = State::Secret;
                    any = true;
                }
            }
            if !any {
                break Self { model: model.clone(), alone: alone.clone(), plan };
            }
        };
        let Self { model: work, plan, .. } = &mut sizes;
        let beside = |id: CellId| matches!(model.cell(id).state, State::Open { .. });
        plan.ladder.sizes =
            ids(model).filter(|id| plan.hidden[*id as usize] && beside(*id)).count();
        for (base, cell) in &model.follows {
            if plan.hidden[*base as usize] && model.cell(*base).state != State::Silent {
                let state = &mut work.cells[*cell as usize].state;
                // What is known to be nobody needs no protection, and may be anybody once it is hidden.
                *state = match *state {
                    State::Fixed | State::Silent => State::Silent,
                    State::Open { .. } | State::Secret => State::Secret,
                };
            }
        }
        for id in ids(model).filter(|id| model.cell(*id).anchor) {
            let cell = &mut work.cells[id as usize];
            if model.cell(id).state != State::Silent || of_sizes[id as usize] {
                cell.state = State::Fixed;
            }
        }
        sizes
    }
}

/// Puts witnesses first: of many worlds only the first few are tried for a cell.
pub(super) fn prepend(plan: &mut Plan, witnesses: Vec<Witness>) {
    let more = witnesses.len() as u32;
    plan.witnesses.splice(0..0, witnesses);
    for proof in &mut plan.proofs {
        proof.low = proof.low.map(|at| at + more);
        proof.high = proof.high.map(|at| at + more);
    }
}

/// Several cells of a sum that are no sizes, as one that gives room; nothing where they move as they like.
fn rest(model: &Model, others: &[(CellId, i64)], hangs: &[bool]) -> Option<Cell> {
    if others.iter().any(|(_, weight)| weight.signum() != others[0].1.signum()) {
        return None;
    }
    let (mut value, mut room, mut loose) = (0_i64, 0_i64, false);
    for (id, weight) in others {
        let cell = model.cell(*id);
        value += cell.value * weight.abs();
        if cell.state != State::Fixed || hangs[*id as usize] {
            loose = true;
            room += cell.room() * weight.abs();
        }
    }
    let state = if loose { State::Silent } else { State::Fixed };
    Some(Cell { value, floor: value - room, width: 0, state, anchor: true, alone: false })
}
