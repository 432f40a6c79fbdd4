//! Feasibility intervals by linear programming; a range counts once two whole tables show it.
//!
//! Whole tables are kept: each widens the range of every cell that it moves. Per hidden cell the lowest and the
//! highest of the tables that still hold are known at any time.

use super::{
    model::{CellId, Model, State},
    near::{Around, Near},
    proof::{Witness, change},
    region::{Part, Region},
    work::Work,
    worlds::World,
};

/// Hidden cells that hang together are looked at together up to so many; of more, the nearest.
const TOGETHER: usize = 220;
/// How many of the nearest hidden cells are looked at, in turns.
const NEAREST: [usize; 3] = [56, 220, 800];
/// Up to how many cells are moved all at once.
const MANY: usize = 2500;

/// A table that everybody would take for the true one, and what happens outside the part in it.
pub(super) struct Seen {
    /// The world that it belongs to; none where nothing moves outside.
    pub world: Option<u32>,
    /// What it changes in the part, by cells.
    pub table: Witness,
    /// How many of the cells that it changes are shown: it holds where none is.
    against: u32,
}

/// The lowest or the highest that is known of a cell: how far, and by which table.
pub(super) type Side = (i64, Option<u32>);

/// Finds ranges, and remembers every whole table that it has seen.
pub(super) struct Reach<'m> {
    pub model: &'m Model,
    pub of: Vec<Vec<(u32, i64)>>,
    pub worlds: &'m [World],
    pub work: &'m Work,
    pub seen: Vec<Seen>,
    by_cell: Vec<Vec<u32>>,
    hidden: Vec<bool>,
    low: Vec<Side>,
    high: Vec<Side>,
    near: Near,
    local: Vec<u32>,
    /// Per world whether it counts: a world that other parts cannot follow does not.
    pub valid: Vec<bool>,
    worlds_of_line: Vec<Vec<u32>>,
    /// Per cell whether nothing more is sought for it.
    pub given_up: Vec<bool>,
}

impl<'m> Reach<'m> {
    /// Knows nothing yet; everything is shown.
    pub fn new(model: &'m Model, worlds: &'m [World], work: &'m Work) -> Self {
        let n = model.cells.len();
        let mut worlds_of_line = vec![Vec::new(); model.relations.len()];
        for (at, world) in worlds.iter().enumerate() {
            world.lines.iter().for_each(|(line, _)| worlds_of_line[*line as usize].push(at as u32));
        }
        Self {
            model,
            of: model.incidence(),
            worlds,
            work,
            seen: Vec::new(),
            by_cell: vec![Vec::new(); n],
            hidden: vec![false; n],
            low: vec![(0, None); n],
            high: vec![(0, None); n],
            near: Near::new(model),
            local: vec![0; n],
            valid: vec![true; worlds.len()],
            worlds_of_line,
            given_up: vec![false; n],
        }
    }

    /// Which cells are hidden.
    pub fn hidden(&self) -> &[bool] {
        &self.hidden
    }

    /// Hides exactly these.
    pub fn set(&mut self, hidden: &[bool]) {
        for (at, on) in hidden.iter().enumerate() {
            if self.hidden[at] != *on {
                if *on { self.hide(at as CellId) } else { self.show(at as CellId) }
            }
        }
    }

    /// Hides a cell: tables that change it may hold again.
    pub fn hide(&mut self, cell: CellId) {
        if std::mem::replace(&mut self.hidden[cell as usize], true) {
            return;
        }
        for n in 0..self.by_cell[cell as usize].len() {
            let at = self.by_cell[cell as usize][n];
            let seen = &mut self.seen[at as usize];
            seen.against -= 1;
            if seen.against == 0 {
                self.count(at);
            }
        }
    }

    /// Shows a cell: tables that change it hold no longer.
    pub fn show(&mut self, cell: CellId) {
        if !std::mem::replace(&mut self.hidden[cell as usize], false) {
            return;
        }
        let mut stale: Vec<CellId> = Vec::new();
        for n in 0..self.by_cell[cell as usize].len() {
            let at = self.by_cell[cell as usize][n];
            let seen = &mut self.seen[at as usize];
            seen.against += 1;
            if seen.against == 1 {
                let is_side = |id: &CellId| {
                    self.low[*id as usize].1 == Some(at) || self.high[*id as usize].1 == Some(at)
                };
                stale.extend(seen.table.iter().map(|(id, _)| *id).filter(is_side));
            }
        }
        stale.sort_unstable();
        stale.dedup();
        stale.into_iter().for_each(|id| self.recount(id));
    }

    fn recount(&mut self, cell: CellId) {
        let (mut low, mut high): (Side, Side) = ((0, None), (0, None));
        for &at in &self.by_cell[cell as usize] {
            let seen = &self.seen[at as usize];
            if seen.against > 0 {
                continue;
            }
            let by = change(&seen.table, cell);
            if by < low.0 {
                low = (by, Some(at));
            } else if by > high.0 {
                high = (by, Some(at));
            }
        }
        self.work.spend(self.by_cell[cell as usize].len() * 4);
        (self.low[cell as usize], self.high[cell as usize]) = (low, high);
    }

    fn count(&mut self, at: u32) {
        for &(id, by) in &self.seen[at as usize].table {
            let id = id as usize;
            if by < self.low[id].0 {
                self.low[id] = (by, Some(at));
            } else if by > self.high[id].0 {
                self.high[id] = (by, Some(at));
            }
        }
    }

    /// Takes no table of this world for true any longer.
    pub fn forbid(&mut self, world: u32) {
        if !std::mem::replace(&mut self.valid[world as usize], false) {
            return;
        }
        let mut stale = Vec::new();
        for seen in self.seen.iter_mut().filter(|seen| seen.world == Some(world)) {
            seen.against += 1;
            stale.extend(seen.table.iter().map(|(id, _)| *id));
        }
        stale.sort_unstable();
        stale.dedup();
        stale.into_iter().for_each(|id| self.recount(id));
    }

    /// The tables between which a cell moves most.
    pub fn sides(&self, cell: CellId) -> (Side, Side) {
        (self.low[cell as usize], self.high[cell as usize])
    }

    /// How much wider a cell's range must become than the tables seen so far show; 0 or less where it is wide enough.
    pub fn lacks(&self, cell: CellId) -> i64 {
        self.model.cell(cell).width - (self.high[cell as usize].0 - self.low[cell as usize].0)
    }

    /// Keeps a table if it is sound; whether it is.
    pub fn keep(&mut self, world: Option<u32>, table: Witness) -> Option<u32> {
        if !self.sound(world, &table) {
            return None;
        }
        let against = table.iter().filter(|(id, _)| !self.hidden[*id as usize]).count() as u32;
        let at = self.seen.len() as u32;
        table.iter().for_each(|(id, _)| self.by_cell[*id as usize].push(at));
        self.seen.push(Seen { world, table, against });
        if against == 0 {
            self.count(at);
        }
        Some(at)
    }

    /// Whether every sum and floor holds in whole numbers.
    fn sound(&self, world: Option<u32>, table: &Witness) -> bool {
        let mut sums: Vec<(u32, i64)> = Vec::with_capacity(table.len() * 3);
        for &(id, by) in table {
            let cell = self.model.cell(id);
            if cell.value + by < cell.floor || cell.state == State::Fixed {
                return false;
            }
            sums.extend(self.of[id as usize].iter().map(|(line, weight)| (*line, weight * by)));
        }
        if let Some(world) = world {
            sums.extend(&self.worlds[world as usize].lines);
        }
        sums.sort_unstable();
        sums.chunk_by(|a, b| a.0 == b.0).all(|of| of.iter().map(|(_, by)| by).sum::<i64>() == 0)
    }

    /// The hidden cells nearest to some.
    pub fn near(&mut self, start: &[CellId], most: usize) -> Around {
        let hidden = &self.hidden;
        self.near.around(self.model, &self.of, start, most, |id| hidden[id as usize])
    }

    /// The cells nearest to some, hidden or open.
    pub fn near_open(&mut self, start: &[CellId], most: usize) -> Around {
        let model = self.model;
        let open = |id: CellId| model.cell(id).state != State::Fixed;
        self.near.around(model, &self.of, start, most, open)
    }

    /// The programme of a neighbourhood of hidden cells.
    pub fn region(&mut self, around: Around, world: Option<u32>) -> Region {
        let moved = world.map_or(&[][..], |at| &self.worlds[at as usize].lines);
        Region::new(self.model, around, |_| Part::Hidden, moved, &mut self.local, self.work)
    }

    /// The programme of a neighbourhood in which shown cells take part as `part` says.
    pub fn mixed(
        &mut self,
        around: Around,
        world: Option<u32>,
        part: impl Fn(CellId) -> Part,
    ) -> Region {
        let moved = world.map_or(&[][..], |at| &self.worlds[at as usize].lines);
        Region::new(self.model, around, part, moved, &mut self.local, self.work)
    }

    /// Seeks what the cells lack; those that keep too narrow a range, in order, at most so many.
    pub fn narrow(&mut self, cells: &[CellId], most: usize) -> Vec<CellId> {
        let mut tried = vec![false; self.model.cells.len()];
        let mut failing = Vec::new();
        for &cell in cells {
            if self.lacks(cell) > 0 && !tried[cell as usize] {
                self.look(cell, &mut tried);
            }
            if self.lacks(cell) > 0 {
                failing.push(cell);
                if failing.len() >= most {
                    break;
                }
            }
        }
        failing
    }

    /// Seeks what a cell lacks, and what others around it lack.
    fn look(&mut self, cell: CellId, tried: &mut [bool]) {
        for most in NEAREST {
            if !self.may(cell, false) {
                break;
            }
            let around = self.near(&[cell], most);
            let whole = around.whole;
            if !whole && most == NEAREST[0] {
                // Perhaps there are not many more: then all are looked at together.
                let all = self.near(&[cell], TOGETHER);
                if all.whole {
                    let n = all.cells.len();
                    self.look_at(all, n, tried);
                    break;
                }
            }
            let center = match (whole, around.cells.len()) {
                (true, n) if n <= TOGETHER => n,
                _ if most == NEAREST[0] => 1 + most / 6,
                _ => 1,
            };
            self.look_at(around, center, tried);
            if self.lacks(cell) <= 0 || whole || self.work.is_done() {
                break;
            }
        }
        tried[cell as usize] = true;
        if self.lacks(cell) > 0 {
            self.look_abroad(cell);
        }
    }

    /// Whether single sums leave a cell its width while nothing moves outside; `all` as if everything were hidden.
    pub fn may(&self, cell: CellId, all: bool) -> bool {
        self.work.spend(self.of[cell as usize].len() * 8);
        self.model.leaves_room(&self.of, cell, |id| {
            if all { self.model.cell(id).state != State::Fixed } else { self.hidden[id as usize] }
        })
    }

    /// The first `center` cells of a neighbourhood as far up and down as they must.
    fn look_at(&mut self, around: Around, center: usize, tried: &mut [bool]) {
        let whole = around.whole;
        let mut region = self.region(around, None);
        for at in 0..center.min(region.cells.len()) {
            let cell = region.cells[at];
            if self.model.cell(cell).state == State::Silent
                || self.lacks(cell) <= 0
                || self.given_up[cell as usize]
                || !self.may(cell, false)
            {
                continue;
            }
            if whole && center > 1 && std::mem::replace(&mut tried[cell as usize], true) {
                continue;
            }
            self.stretch(&mut region, at as u32, None);
        }
    }

    /// Moves a cell up and down as far as it lacks.
    fn stretch(&mut self, region: &mut Region, at: u32, world: Option<u32>) {
        let cell = region.cells[at as usize];
        let room = self.model.cell(cell).room();
        for up in [true, false] {
            if self.lacks(cell) <= 0 {
                return;
            }
            let by = if up {
                self.high[cell as usize].0 + self.lacks(cell)
            } else {
                self.low[cell as usize].0 - self.lacks(cell)
            };
            if let Some(table) = region.farthest(at, by, room, self.work) {
                let moved = change(&table, cell);
                if moved > self.high[cell as usize].0 || moved < self.low[cell as usize].0 {
                    self.keep(world, table);
                }
            }
        }
    }

    /// Seeks tables in which each hidden cell is as high as its width above the true one, and as low; and one in which
    /// as many as can be are high at once.
    pub fn both_ways(&mut self) -> Option<u32> {
        let wanted: Vec<CellId> = (0..self.model.cells.len() as CellId)
            .filter(|id| self.hidden[*id as usize] && self.model.cell(*id).width > 0)
            .collect();
        for &cell in &wanted {
            let (room, width) = (self.model.cell(cell).room(), self.model.cell(cell).width);
            for by in [width, -width.min(room)] {
                let enough = |reach: &Self| {
                    let (low, high) = reach.sides(cell);
                    if by > 0 { high.0 >= by } else { low.0 <= by }
                };
                for most in [TOGETHER, NEAREST[2]] {
                    if enough(self) {
                        break;
                    }
                    let around = self.near(&[cell], most);
                    let whole = around.whole;
                    let mut region = self.region(around, None);
                    if let Some(table) = region.farthest(0, by, room, self.work) {
                        self.keep(None, table);
                    }
                    if whole {
                        break;
                    }
                }
            }
        }
        let around = self.near(&wanted[..wanted.len().min(1)], MANY);
        if !wanted.is_empty() && around.whole {
            let mut region = self.region(around, None);
            let widths: Vec<f64> =
                region.cells.iter().map(|id| self.model.cell(*id).width as f64).collect();
            if let Some(table) = region.all_up(&widths, self.work) {
                return self.keep(None, table);
            }
        }
        None
    }

    /// The worlds that touch the sums of a cell, or of its neighbours.
    pub fn worlds_near(&mut self, cell: CellId) -> Vec<u32> {
        if self.worlds.is_empty() {
            return Vec::new();
        }
        let around = self.near(&[cell], 40);
        let mut found: Vec<u32> = Vec::new();
        for line in around.lines {
            for world in &self.worlds_of_line[line as usize] {
                if self.valid[*world as usize] && !found.contains(world) {
                    found.push(*world);
                }
            }
            if found.len() >= 6 {
                break;
            }
        }
        found
    }

    /// The cells of the sums that a world moves.
    pub fn shore(&self, world: u32) -> Vec<CellId> {
        let lines = self.worlds[world as usize].lines.iter();
        let cells = lines.flat_map(|(line, _)| &self.model.relations[*line as usize]);
        let hidden = cells.map(|(id, _)| *id).filter(|id| self.hidden[*id as usize]);
        let mut shore: Vec<CellId> = hidden.collect();
        shore.sort_unstable();
        shore.dedup();
        shore
    }

    /// Seeks what a cell lacks where group sizes move.
    fn look_abroad(&mut self, cell: CellId) {
        let worlds = self.worlds_near(cell);
        for most in [NEAREST[0], NEAREST[1]] {
            for &world in &worlds {
                let mut start = vec![cell];
                start.extend(self.shore(world));
                let around = self.near(&start, start.len() + most);
                let mut region = self.region(around, Some(world));
                self.stretch(&mut region, 0, Some(world));
                if self.lacks(cell) <= 0 || self.work.is_done() {
                    return;
                }
            }
        }
    }

    /// A table of a world with hidden cells alone.
    pub fn follow(&mut self, world: u32) -> Option<u32> {
        let seen = |seen: &Seen| seen.world == Some(world) && seen.against == 0;
        if let Some(at) = self.seen.iter().position(seen) {
            return Some(at as u32);
        }
        let start = self.shore(world);
        for most in NEAREST {
            let around = self.near(&start, start.len() + most);
            let whole = around.whole;
            let mut region = self.region(around, Some(world));
            if region.go_outside(self.work)
                && let Some(table) = region.table()
                && let Some(at) = self.keep(Some(world), table)
            {
                return Some(at);
            }
            if whole {
                break;
            }
        }
        None
    }

    /// The hidden cells of which the lowest or highest table changes this cell.
    pub fn resting_on(&self, cell: CellId) -> Vec<CellId> {
        let mut found = Vec::new();
        for &at in &self.by_cell[cell as usize] {
            let seen = &self.seen[at as usize];
            if seen.against == 0 {
                let is_side = |id: &CellId| {
                    self.low[*id as usize].1 == Some(at) || self.high[*id as usize].1 == Some(at)
                };
                found.extend(seen.table.iter().map(|(id, _)| *id).filter(is_side));
            }
        }
        found
    }

    /// Whether a table that follows a world changes this cell.
    pub fn rests_on(&self, world: u32, cell: CellId) -> bool {
        self.by_cell[cell as usize].iter().any(|at| {
            let seen = &self.seen[*at as usize];
            seen.world == Some(world) && seen.against == 0
        })
    }

    /// Whether a cell could be anything else for somebody who knows another one.
    pub fn free_of(&mut self, cell: CellId, known: CellId, region: &mut Region) -> bool {
        let free = |at: &u32| {
            let seen = &self.seen[*at as usize];
            seen.against == 0 && change(&seen.table, known) == 0
        };
        if self.by_cell[cell as usize].iter().any(free) {
            return true;
        }
        self.work.spend(self.by_cell[cell as usize].len() * 4);
        let place = |id: CellId| region.cells.iter().position(|at| *at == id).map(|at| at as u32);
        let (Some(at), Some(other)) = (place(cell), place(known)) else { return false };
        let bounds = region.simplex.bounds(other);
        region.simplex.bound(other, (0.0, 0.0));
        let room = self.model.cell(cell).room();
        let mut found = false;
        for by in [1, -1] {
            if let Some(table) = region.farthest(at, by, room, self.work)
                && change(&table, cell) != 0
                && self.keep(None, table).is_some()
            {
                found = true;
                break;
            }
        }
        region.simplex.bound(other, bounds);
        found
    }
}
