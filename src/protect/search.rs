//! The ladder of protection: group sizes first, then each table by itself, then what only the whole model can protect.
//!
//! The same model has the same plan on any number of threads: parts are decided apart and put together in order.

use super::{
    decide::{Decided, Part},
    model::{CellId, Model, State},
    moves::{self, rescue},
    parts::parts,
    proof::{Plan, Proof, Witness},
    reach::Reach,
    scale::grown,
    sizes::{Asked, Sizes, prepend},
    solver::Solver,
    work::Work,
    worlds::World,
};
use rayon::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// How often sizes are decided anew, where a table cannot follow them.
const TRIES: usize = 6;
/// How often moves of sizes are sought for what lacks its width.
const SUITED: usize = 2;
/// So many cells are few.
const FEW: usize = 40;

/// Finds what to hide so that every hidden cell keeps its width.
pub fn protect(model: &Model) -> Plan {
    protect_with(model, &Solver::default())
}

/// The same, with what a solver has decided before.
pub(super) fn protect_with(model: &Model, solver: &Solver) -> Plan {
    let tables = grown(model);
    if tables.is_empty() {
        return ladder(model, solver);
    }
    let mut others = model.clone();
    for id in tables.iter().flat_map(|(_, cells)| cells) {
        others.cells[*id as usize].state = State::Silent;
    }
    let mut plan = ladder(&others, solver);
    for (table, cells) in tables {
        let high = Some(plan.witnesses.len() as u32);
        plan.witnesses.push(table);
        plan.proofs.extend(cells.into_iter().map(|cell| Proof { cell, low: None, high }));
    }
    plan.proofs.sort_by_key(|proof| proof.cell);
    plan
}

/// Rung after rung.
fn ladder(model: &Model, solver: &Solver) -> Plan {
    let of = model.incidence();
    let mut asked =
        Asked { held: vec![false; model.cells.len()], hidden: vec![false; model.cells.len()] };
    let mut tried = 0;
    let mut plan = loop {
        tried += 1;
        let last = tried >= TRIES;
        let mut sizes = loop {
            let sizes = Sizes::decide(model, &asked, solver);
            if !asked.of_sums(model, &of, &sizes) {
                break sizes;
            }
        };
        let (mut plan, mut lost) = tables(model, &of, &sizes, solver);
        for _ in 0..SUITED {
            // Moves of sizes that suit what none of those so far does.
            let moves = sizes.suited(model, &of, &plan);
            if moves.is_empty() {
                break;
            }
            sizes.prepend(moves);
            (plan, lost) = tables(model, &of, &sizes, solver);
        }
        if !plan.unmet.is_empty() && plan.unmet.len() <= FEW {
            // A few may find their way through the whole model, before more sizes are hidden for them.
            let mut tried = plan.clone();
            whole(model, &mut tried, solver.effort() / 8);
            if tried.unmet.is_empty() {
                break tried;
            }
        }
        let lost = sizes.needed(lost);
        let more = asked.of_worlds(&sizes, &lost) | asked.of_cells(model, &of, &plan, tried);
        if last || !more {
            break plan;
        }
    };
    whole(model, &mut plan, solver.effort() / 2);
    plan.drop_unused();
    for id in ids(model).filter(|id| model.cell(*id).state == State::Silent) {
        plan.hidden[id as usize] = true;
    }
    plan
}

pub(super) fn ids(model: &Model) -> impl Iterator<Item = CellId> + use<> {
    0..model.cells.len() as CellId
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
    if both {
        // Sizes that nobody shows move as well.
        let silent = |id: CellId| model.cell(id).state == State::Silent && model.cell(id).width > 0;
        for (line, moved) in model.relations.iter().zip(&mut moved) {
            *moved |= line.iter().any(|(id, _)| silent(*id));
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
pub(super) fn solve(model: &Model, solver: &Solver) -> Plan {
    let decided = each(model, &model.incidence(), &[], &[], true, solver);
    // Where most sizes can only rise, as those that the sender keeps back, what hangs on several has room where all do.
    let hidden = || {
        let parts = decided.iter().flat_map(|part| part.cells.iter().zip(&part.decided.hidden));
        parts.filter(|(id, hidden)| **hidden && model.cell(**id).width > 0).map(|(id, _)| *id)
    };
    let stuck = hidden().filter(|id| model.cell(*id).room() == 0).count();
    let mut all: Witness = Vec::new();
    if 2 * stuck > hidden().count() {
        for part in &decided {
            let Some(up) = part.decided.up else { continue };
            let table = &part.decided.tables[up as usize].1;
            all.extend(table.iter().map(|(id, by)| (part.cells[*id as usize], *by)));
        }
        all.sort_unstable();
    }
    let mut plan = assemble(model, decided, &Plan::default(), &[]);
    if !all.is_empty() {
        prepend(&mut plan, vec![all]);
    }
    plan
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
    // Whichever moves of sizes all tables follow prove the sizes.
    let mut sides: BTreeMap<CellId, [(i64, Option<u32>); 2]> = BTreeMap::new();
    for (world, witness) in sizes.witnesses.iter().enumerate() {
        if lost.get(world).copied().unwrap_or(false) {
            continue;
        }
        for &(id, by) in witness {
            let [low, high] = sides.entry(id).or_default();
            if by < low.0 {
                *low = (by, Some(first[world]));
            } else if by > high.0 {
                *high = (by, Some(first[world]));
            }
        }
    }
    let proved = sizes.proofs.iter().map(|proof| proof.cell);
    for cell in proved.chain(sizes.unmet.iter().copied()) {
        let [low, high] = sides.get(&cell).copied().unwrap_or_default();
        if high.0 - low.0 < model.cell(cell).width {
            plan.unmet.push(cell);
        } else {
            plan.proofs.push(Proof { cell, low: low.1, high: high.1 });
        }
    }
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
fn whole(model: &Model, plan: &mut Plan, effort: u64) {
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
    let work = Work::new(effort);
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
