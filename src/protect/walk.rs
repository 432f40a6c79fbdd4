//! Local search for the cheapest suppression pattern that no single sum, and no cut found so far, gives away.
//!
//! In every sum each hidden cell must be able to move as far as its width: upwards as far as the others
//! can make good for it, downwards likewise and no further than its floor. That is necessary, not
//! sufficient; what it misses comes back as cuts.

use super::model::{Cell, Model, State};

/// Together these cells let the target move `need`, counted in the cut's own unit; alone they do not.
pub(super) struct Cut {
    /// The cell that must be able to move while it is hidden.
    pub target: u32,
    /// What must come together.
    pub need: i64,
    /// What each cell gives when it is hidden.
    pub terms: Vec<(u32, i64)>,
}

/// The search's state: which cells are hidden, and where that is not enough yet.
pub(super) struct Walk<'m> {
    pub(super) model: &'m Model,
    of: Vec<Vec<(u32, i64)>>,
    pub(super) on: Vec<bool>,
    pub(super) cost: Vec<i64>,
    room: Vec<i64>,
    widest: i64,
    /// Of each line the room and the number of hidden cells with positive and with negative weight.
    sums: Vec<[(i64, u32); 2]>,
    /// Of each line how many hidden cells lack room in it.
    lacks: Vec<i32>,
    /// Lines, and after them cuts, that do not hold; and the place of each in that list.
    pub(super) broken: Vec<u32>,
    place: Vec<u32>,
    pub(super) cuts: Vec<Cut>,
    cuts_of: Vec<Vec<(u32, i64)>>,
    cut_sums: Vec<i64>,
    /// Hidden cells that need not be, and the place of each in that list.
    pub(super) spare: Vec<u32>,
    spare_place: Vec<u32>,
    /// Lines that lack room even when all is hidden: nothing is asked of them.
    hopeless: Vec<bool>,
    pub(super) total: i64,
    /// How much was looked at since somebody asked.
    pub(super) looked: std::cell::Cell<usize>,
}

const NOWHERE: u32 = u32::MAX;

impl<'m> Walk<'m> {
    /// Begins with the secrets alone hidden.
    pub fn new(model: &'m Model) -> Self {
        let (n, lines) = (model.cells.len(), model.relations.len());
        let widest = model.cells.iter().map(|cell| cell.width).max().unwrap_or(0);
        let cost = model.cells.iter().map(|cell| match cell.state {
            State::Open { cost } => i64::try_from(cost).unwrap_or(i64::MAX / 1_000_000),
            _ => 0,
        });
        let mut walk = Self {
            model,
            of: model.incidence(),
            on: vec![false; n],
            cost: cost.collect(),
            room: model.cells.iter().map(|cell| cell.room().min(widest)).collect(),
            widest,
            sums: vec![[(0, 0); 2]; lines],
            lacks: vec![0; lines],
            broken: Vec::new(),
            place: vec![NOWHERE; lines],
            cuts: Vec::new(),
            cuts_of: vec![Vec::new(); n],
            cut_sums: Vec::new(),
            spare: Vec::new(),
            spare_place: vec![NOWHERE; n],
            hopeless: vec![false; lines],
            total: 0,
            looked: std::cell::Cell::new(0),
        };
        let hidden = |open: bool| -> Vec<bool> {
            let on = |cell: &Cell| match cell.state {
                State::Secret | State::Silent => true,
                State::Open { .. } => open,
                State::Fixed => false,
            };
            model.cells.iter().map(on).collect()
        };
        walk.set(&hidden(true));
        walk.hopeless = walk.lacks.iter().map(|lacks| *lacks > 0).collect();
        walk.set(&hidden(false));
        for line in 0..lines {
            walk.mark_line(line);
        }
        walk
    }

    /// Which cells are hidden.
    pub fn hidden(&self) -> &[bool] {
        &self.on
    }

    /// Whether every line and cut holds.
    pub fn holds(&self) -> bool {
        self.broken.is_empty()
    }

    /// Hides exactly these.
    pub fn set(&mut self, hidden: &[bool]) {
        for (cell, on) in hidden.iter().enumerate() {
            if self.on[cell] != *on {
                self.flip(cell);
            }
        }
    }

    /// A condition more.
    pub fn add(&mut self, cut: Cut) {
        let id = self.cuts.len() as u32;
        let mut sum = 0;
        for &(cell, gives) in &cut.terms {
            self.cuts_of[cell as usize].push((id, gives));
            sum += if self.on[cell as usize] { gives } else { 0 };
        }
        self.cuts_of[cut.target as usize].push((id, 0));
        self.cut_sums.push(sum);
        self.place.push(NOWHERE);
        self.cuts.push(cut);
        self.mark_cut(id);
    }

    /// What a flip would change: cost, and the number of things that do not hold.
    pub(super) fn change(&self, cell: usize) -> (i64, i32) {
        self.looked
            .set(self.looked.get() + 4 * (1 + self.of[cell].len() + self.cuts_of[cell].len()));
        let lines = self.of[cell].iter().map(|&(line, weight)| {
            let line = line as usize;
            if self.hopeless[line] {
                0
            } else {
                self.lacking(line, cell, weight) - self.lacks[line]
            }
        });
        let cuts = self.cuts_of[cell].iter().map(|&(id, gives)| {
            let cut = &self.cuts[id as usize];
            let on = !self.on[cell];
            let target =
                if cut.target as usize == cell { on } else { self.on[cut.target as usize] };
            let sum = self.cut_sums[id as usize] + if on { gives } else { -gives };
            i32::from(target && sum < cut.need) - i32::from(self.cut_broken(id))
        });
        let cost = if self.on[cell] { -self.cost[cell] } else { self.cost[cell] };
        (cost, lines.sum::<i32>() + cuts.sum::<i32>())
    }

    /// How many hidden cells of a line lack room in it, were `flipped` otherwise than it is.
    fn lacking(&self, line: usize, flipped: usize, weight: i64) -> i32 {
        let mut sums = self.sums[line];
        let own = &mut sums[usize::from(weight < 0)];
        if self.on[flipped] {
            *own = (own.0 - self.room[flipped], own.1 - 1);
        } else {
            *own = (own.0 + self.room[flipped], own.1 + 1);
        }
        if sums[0].1 + sums[1].1 == 0 {
            return 0;
        }
        // Long lines mostly have room to spare; then nobody in them needs to be asked.
        let ample = |same: (i64, u32), other: (i64, u32)| {
            same.1 == 0 || (same.1 > 1 && (other.1 > 0 || same.0 >= 2 * self.widest))
        };
        if ample(sums[0], sums[1]) && ample(sums[1], sums[0]) {
            return 0;
        }
        let mut count = 0;
        self.looked.set(self.looked.get() + self.model.relations[line].len());
        for &(cell, weight) in &self.model.relations[line] {
            let at = cell as usize;
            if self.on[at] == (at == flipped) || self.model.cells[at].state == State::Silent {
                continue;
            }
            let width = self.model.cells[at].width;
            let (same, other) = (sums[usize::from(weight < 0)], sums[usize::from(weight > 0)]);
            let up = if other.1 > 0 { width } else { same.0 - self.room[at] };
            let down = if same.1 > 1 { width } else { other.0 };
            count += i32::from(up + down.min(self.room[at]) < width);
        }
        count
    }

    pub(super) fn flip(&mut self, cell: usize) {
        let was = self.on[cell];
        for n in 0..self.of[cell].len() {
            let (line, weight) = self.of[cell][n];
            let line = line as usize;
            self.lacks[line] = self.lacking(line, cell, weight);
            let own = &mut self.sums[line][usize::from(weight < 0)];
            if was {
                *own = (own.0 - self.room[cell], own.1 - 1);
            } else {
                *own = (own.0 + self.room[cell], own.1 + 1);
            }
            self.mark_line(line);
        }
        self.on[cell] = !was;
        self.total += if was { -self.cost[cell] } else { self.cost[cell] };
        if self.cost[cell] > 0 {
            mark(&mut self.spare, &mut self.spare_place, cell as u32, !was);
        }
        for n in 0..self.cuts_of[cell].len() {
            let (id, gives) = self.cuts_of[cell][n];
            self.cut_sums[id as usize] += if was { -gives } else { gives };
            self.mark_cut(id);
        }
    }

    fn mark_line(&mut self, line: usize) {
        let broken = self.lacks[line] > 0 && !self.hopeless[line];
        mark(&mut self.broken, &mut self.place, line as u32, broken);
    }

    fn cut_broken(&self, id: u32) -> bool {
        let cut = &self.cuts[id as usize];
        self.on[cut.target as usize] && self.cut_sums[id as usize] < cut.need
    }

    fn mark_cut(&mut self, id: u32) {
        let slot = self.model.relations.len() as u32 + id;
        let broken = self.cut_broken(id);
        mark(&mut self.broken, &mut self.place, slot, broken);
    }
}

/// Puts a number into a list or takes it out, at once.
fn mark(list: &mut Vec<u32>, place: &mut [u32], slot: u32, inside: bool) {
    let at = place[slot as usize];
    if inside && at == NOWHERE {
        place[slot as usize] = list.len() as u32;
        list.push(slot);
    } else if !inside && at != NOWHERE {
        list.swap_remove(at as usize);
        if let Some(moved) = list.get(at as usize) {
            place[*moved as usize] = at;
        }
        place[slot as usize] = NOWHERE;
    }
}
