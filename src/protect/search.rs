//! The ladder of protection: group sizes first, then each table by itself, then what only the whole model can protect.
//!
//! The same model has the same plan on any number of threads: parts are decided apart and put together in order.

use super::{
    decide::{Decided, Part},
    model::{Cell, CellId, Model, Relation, State},
    moves::{self, rescue},
    parts::parts,
    proof::{Plan, Proof, Witness},
    reach::Reach,
    solver::Solver,
    work::Work,
    worlds::World,
};
use rayon::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// How often sizes are decided anew, where a table cannot follow them.
const TRIES: usize = 8;

/// Finds what to hide so that every hidden cell keeps its width.
pub fn protect(model: &Model) -> Plan {
    protect_with(model, &Solver::default())
}

/// The same, with what a solver has decided before.
pub(super) fn protect_with(model: &Model, solver: &Solver) -> Plan {
    let of = model.incidence();
    let mut asked =
        Asked { held: vec![false; model.cells.len()], hidden: vec![false; model.cells.len()] };
    let mut tried = 0;
    let mut plan = loop {
        tried += 1;
        let last = tried >= TRIES;
        let sizes = loop {
            let sizes = Sizes::decide(model, &asked, solver);
            if !asked.of_sums(model, &of, &sizes) {
                break sizes;
            }
        };
        let (plan, lost) = tables(model, &of, &sizes, solver);
        let lost = sizes.needed(lost);
        let more = asked.of_worlds(&sizes, &lost) | asked.of_cells(model, &of, &plan);
        if last || !more {
            break plan;
        }
    };
    whole(model, &mut plan, solver);
    plan.drop_unused();
    for id in ids(model).filter(|id| model.cell(*id).state == State::Silent) {
        plan.hidden[id as usize] = true;
    }
    plan
}

/// What the tables ask of the sizes that they hang on.
struct Asked {
    /// Sizes that some table cannot let fall.
    held: Vec<bool>,
    /// Sizes that must be hidden, since what is of them has no room where they are known.
    hidden: Vec<bool>,
}

impl Asked {
    /// A size that some table cannot let fall must be protected otherwise; whether that is new.
    fn of_worlds(&mut self, sizes: &Sizes, lost: &[u32]) -> bool {
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
    fn of_sums(&mut self, model: &Model, of: &[Vec<(u32, i64)>], sizes: &Sizes) -> bool {
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
    fn of_cells(&mut self, model: &Model, of: &[Vec<(u32, i64)>], plan: &Plan) -> bool {
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
                let all = all.map(|found| (cost(&found), found.1)).min();
                sizes.extend(all.map(|(_, id)| id));
            }
            for size in sizes {
                new |= !std::mem::replace(&mut self.hidden[size as usize], true);
            }
        }
        new
    }
}

fn ids(model: &Model) -> impl Iterator<Item = CellId> + use<> {
    0..model.cells.len() as CellId
}

/// What was decided of the sizes of groups.
struct Sizes {
    /// A model in which the sizes are known, and what hangs on hidden ones is secret.
    model: Model,
    /// The plan of the sizes alone; its witnesses are the worlds that tables follow.
    plan: Plan,
}

impl Sizes {
    /// Those of some worlds on which the proof of a size rests.
    fn needed(&self, mut worlds: Vec<u32>) -> Vec<u32> {
        let mut needed = vec![false; self.plan.witnesses.len()];
        let model = |id: CellId| &self.model.cells[id as usize];
        for proof in &self.plan.proofs {
            let by = |at: Option<u32>| {
                at.map_or(0, |at| {
                    super::proof::change(&self.plan.witnesses[at as usize], proof.cell)
                })
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
    fn decide(model: &Model, asked: &Asked, solver: &Solver) -> Self {
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
                break Self { model: model.clone(), plan };
            }
        };
        let Self { model: work, plan } = &mut sizes;
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

/// A part that was decided, with the names of its cells and worlds.
struct Named {
    cells: Vec<CellId>,
    worlds: Vec<u32>,
    decided: Arc<Decided>,
}

/// Decides each part of a model by itself, given how sizes move.
fn each(
    model: &Model,
    of: &[Vec<(u32, i64)>],
    moves: &[Witness],
    lost: &[bool],
    both: bool,
    solver: &Solver,
) -> Vec<Named> {
    let mut moved = vec![false; model.relations.len()];
    for (_, witness) in moves.iter().enumerate().filter(|(at, _)| !lost[*at]) {
        for (id, _) in witness {
            of[*id as usize].iter().for_each(|(line, _)| moved[*line as usize] = true);
        }
    }
    let sets = parts(model, &moved);
    let split: Vec<(Model, Vec<u32>)> = sets.iter().map(|cells| model.part(of, cells)).collect();
    let mut place: Vec<Option<(u32, u32)>> = vec![None; model.relations.len()];
    for (part, (_, lines)) in split.iter().enumerate() {
        for (at, line) in lines.iter().enumerate() {
            place[*line as usize] = Some((part as u32, at as u32));
        }
    }
    let mut worlds: Vec<(Vec<u32>, Vec<World>)> = vec![Default::default(); sets.len()];
    for (name, witness) in moves.iter().enumerate().filter(|(at, _)| !lost[*at]) {
        let mut of_part: BTreeMap<u32, BTreeMap<u32, i64>> = BTreeMap::new();
        for (id, by) in witness {
            for (line, weight) in &of[*id as usize] {
                if let Some((part, at)) = place[*line as usize] {
                    *of_part.entry(part).or_default().entry(at).or_default() += weight * by;
                }
            }
        }
        for (part, lines) in of_part {
            let lines: Vec<(u32, i64)> = lines.into_iter().filter(|(_, by)| *by != 0).collect();
            if !lines.is_empty() {
                worlds[part as usize].0.push(name as u32);
                worlds[part as usize].1.push(World { lines });
            }
        }
    }
    let effort = solver.a_cell(model.cells.len());
    let all: Vec<_> = sets.into_iter().zip(split).zip(worlds).collect();
    all.into_par_iter()
        // Parts differ by a hundred times in cost: each is taken by itself.
        .with_max_len(1)
        .map(|((cells, (part, _)), (names, worlds))| Named {
            cells,
            worlds: names,
            decided: solver.decide(Part { model: part, worlds, both }, effort),
        })
        .collect()
}

/// Decides the sizes: a model in which nothing moves outside.
fn solve(model: &Model, solver: &Solver) -> Plan {
    let decided = each(model, &model.incidence(), &[], &[], true, solver);
    assemble(model, decided, &Plan::default(), &[])
}

/// Decides every table, given the sizes; the second names worlds that a table cannot follow.
fn tables(
    model: &Model,
    of: &[Vec<(u32, i64)>],
    sizes: &Sizes,
    solver: &Solver,
) -> (Plan, Vec<u32>) {
    let moves = &sizes.plan.witnesses;
    let mut lost = vec![false; moves.len()];
    let mut named = each(&sizes.model, of, moves, &lost, false, solver);
    let mut all: Vec<u32> = Vec::new();
    loop {
        let before = all.len();
        for part in &named {
            for (at, world) in part.worlds.iter().enumerate() {
                if part.decided.follows[at].is_none()
                    && !std::mem::replace(&mut lost[*world as usize], true)
                {
                    all.push(*world);
                }
            }
        }
        if all.len() == before {
            break;
        }
        // The tables are decided once more without what one of them cannot follow.
        named = each(&sizes.model, of, moves, &lost, false, solver);
    }
    all.sort_unstable();
    (assemble(model, named, &sizes.plan, &lost), all)
}

/// Puts parts together: each world becomes whole tables, in which every part follows.
fn assemble(model: &Model, named: Vec<Named>, sizes: &Plan, lost: &[bool]) -> Plan {
    let state = |id: CellId| model.cell(id).state;
    let mut plan = Plan {
        hidden: ids(model).map(|id| matches!(state(id), State::Secret | State::Silent)).collect(),
        ladder: sizes.ladder,
        ..Plan::default()
    };
    for (at, hidden) in sizes.hidden.iter().enumerate() {
        plan.hidden[at] |= hidden;
    }
    // Of each world and part the tables in it; of each world the first whole table.
    let mut variants: Vec<Vec<(usize, Vec<u32>)>> = vec![Vec::new(); sizes.witnesses.len()];
    for (at, part) in named.iter().enumerate() {
        for (local, world) in part.worlds.iter().enumerate() {
            let Some(first) = part.decided.follows[local] else { continue };
            let mut tables = vec![first];
            let more = part.decided.tables.iter().enumerate();
            tables.extend(
                more.filter(|(at, (of, _))| *of == Some(local as u32) && *at as u32 != first)
                    .map(|(at, _)| at as u32),
            );
            variants[*world as usize].push((at, tables));
        }
    }
    let mut first = Vec::with_capacity(variants.len());
    for (world, of_parts) in variants.iter().enumerate() {
        first.push(plan.witnesses.len() as u32);
        if lost.get(world).copied().unwrap_or(false) {
            continue;
        }
        let count = of_parts.iter().map(|(_, tables)| tables.len()).max().unwrap_or(1);
        for n in 0..count {
            let mut whole = sizes.witnesses[world].clone();
            for (part, tables) in of_parts {
                let part = &named[*part];
                let table = &part.decided.tables[tables[n.min(tables.len() - 1)] as usize].1;
                whole.extend(table.iter().map(|(id, by)| (part.cells[*id as usize], *by)));
            }
            whole.sort_unstable();
            plan.witnesses.push(whole);
        }
    }
    for proof in &sizes.proofs {
        let kept = |at: Option<u32>| at.filter(|at| !lost[*at as usize]);
        let (low, high) = (kept(proof.low), kept(proof.high));
        let by = |at: Option<u32>| {
            at.map_or(0, |at| super::proof::change(&sizes.witnesses[at as usize], proof.cell))
        };
        if by(high) - by(low) < model.cell(proof.cell).width {
            plan.unmet.push(proof.cell);
        } else {
            let name = |at: Option<u32>| at.map(|at| first[at as usize]);
            plan.proofs.push(Proof { low: name(low), high: name(high), ..*proof });
        }
    }
    plan.unmet.extend(&sizes.unmet);
    plan.known_to_neighbours.extend(&sizes.known_to_neighbours);
    for part in &named {
        let decided = &part.decided;
        let name = |id: &CellId| part.cells[*id as usize];
        for (at, hidden) in decided.hidden.iter().enumerate() {
            plan.hidden[part.cells[at] as usize] |= hidden;
        }
        let mut whole: Vec<u32> = Vec::with_capacity(decided.tables.len());
        for (at, (world, table)) in decided.tables.iter().enumerate() {
            whole.push(match world {
                None => {
                    let all = table.iter().map(|(id, by)| (name(id), *by));
                    plan.witnesses.push(all.collect());
                    plan.witnesses.len() as u32 - 1
                }
                Some(local) => {
                    let world = part.worlds[*local as usize] as usize;
                    let of_parts = variants[world].iter();
                    let tables = of_parts
                        .filter(|(other, _)| std::ptr::eq(&named[*other], part))
                        .flat_map(|(_, tables)| tables);
                    let n = tables.take_while(|table| **table != at as u32).count();
                    first[world] + n as u32
                }
            });
        }
        plan.proofs.extend(decided.proofs.iter().map(|(cell, low, high)| Proof {
            cell: name(cell),
            low: low.map(|at| whole[at as usize]),
            high: high.map(|at| whole[at as usize]),
        }));
        plan.unmet.extend(decided.unmet.iter().map(name));
        plan.known_to_neighbours.extend(decided.known.iter().map(name));
        plan.ladder.add(&decided.ladder);
    }
    plan.proofs.sort_by_key(|proof| proof.cell);
    plan.unmet.sort_unstable();
    plan.unmet.dedup();
    plan.known_to_neighbours.sort_unstable();
    plan.known_to_neighbours.dedup();
    plan
}

/// Moves what is still not protected through the whole model, sizes and all.
fn whole(model: &Model, plan: &mut Plan, solver: &Solver) {
    if plan.unmet.is_empty() {
        return;
    }
    let mut priced = model.clone();
    let mut hanging: BTreeMap<CellId, Vec<CellId>> = BTreeMap::new();
    for (base, cell) in &model.follows {
        hanging.entry(*base).or_default().push(*cell);
        if let State::Open { cost } = model.cell(*cell).state
            && let State::Open { cost: all } = &mut priced.cells[*base as usize].state
        {
            *all = all.saturating_add(cost);
        }
    }
    // What hangs on a size that may be hidden could be hidden with it, known or not.
    for id in ids(model).filter(|id| plan.hidden[*id as usize]) {
        if model.cell(id).state == State::Fixed {
            priced.cells[id as usize].state = State::Silent;
        }
    }
    let work = Work::new(solver.effort() / 4);
    let mut reach = Reach::new(&priced, &[], &work);
    reach.set(&plan.hidden);
    for id in ids(model).filter(|id| model.cell(*id).state == State::Silent) {
        reach.hide(id);
    }
    let mut waiting: Vec<CellId> = plan.unmet.clone();
    let mut proved: BTreeMap<CellId, ()> =
        plan.proofs.iter().map(|proof| (proof.cell, ())).collect();
    plan.unmet.clear();
    let mut known: BTreeMap<u32, u32> = BTreeMap::new();
    while let Some(cell) = waiting.pop() {
        if proved.contains_key(&cell) {
            continue;
        }
        let end = rescue(&mut reach, cell);
        plan.ladder.whole += usize::from(end == moves::Rescue::Moved);
        match end {
            moves::Rescue::Moved => {
                let (low, high) = reach.sides(cell);
                let mut keep = |at: u32| {
                    *known.entry(at).or_insert_with(|| {
                        plan.witnesses.push(reach.seen[at as usize].table.clone());
                        plan.witnesses.len() as u32 - 1
                    })
                };
                let (low, high) = (low.1.map(&mut keep), high.1.map(&mut keep));
                plan.proofs.push(Proof { cell, low, high });
                proved.insert(cell, ());
            }
            moves::Rescue::Nothing => plan.unmet.push(cell),
            moves::Rescue::GaveUp => {
                plan.unmet.push(cell);
                plan.gave_up.push(cell);
            }
        }
        // Whatever is hidden now has to be protected, and what hangs on it.
        let mut new: Vec<CellId> = ids(model)
            .filter(|id| reach.hidden()[*id as usize] && !plan.hidden[*id as usize])
            .collect();
        while let Some(id) = new.pop() {
            if std::mem::replace(&mut plan.hidden[id as usize], true)
                || model.cell(id).state == State::Silent
            {
                continue;
            }
            reach.hide(id);
            waiting.push(id);
            new.extend(hanging.get(&id).into_iter().flatten());
        }
    }
    plan.ladder.steps += work.done();
    plan.proofs.sort_by_key(|proof| proof.cell);
    plan.unmet.sort_unstable();
    plan.unmet.dedup();
    plan.gave_up.sort_unstable();
}
