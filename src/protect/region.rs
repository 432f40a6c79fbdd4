//! A linear programme over the cells of a neighbourhood: how far a hidden cell can move while every sum holds.

use super::{
    model::{CellId, Model},
    near::Around,
    proof::Witness,
    simplex::{End, Simplex},
    work::Work,
};

/// A change larger than any that a proof needs.
pub(super) const FAR: f64 = 1e6;
/// What is no whole number after rounding this closely is a fraction.
const WHOLE: f64 = 2e-3;
/// Bounds are this much wider, each a little differently: where very many have no room at all the programme would walk
/// on the spot. Rounding takes it away again, and whole numbers are checked afterwards.
const ROOM: f64 = 1e-6;
/// How often a fraction is cut off before the programme counts as without an answer in whole numbers.
const CUTS: usize = 5;

/// What moves in a neighbourhood.
pub(super) struct Region {
    /// The cells, nearest first; each is the variable of its place.
    pub cells: Vec<CellId>,
    pub simplex: Simplex,
    /// The variable that brings what moves outside: 0 for nothing, 1 for all of it.
    outside: Option<u32>,
    /// Shown cells that may move at a price are two variables: up, and after all cells down.
    down: Vec<Option<u32>>,
}

/// A little, and not the same for neighbours.
fn little(at: usize) -> f64 {
    ROOM * (1.0 + (at.wrapping_mul(37) % 101) as f64 / 10.0)
}

/// How a cell takes part.
pub(super) enum Part {
    /// It is hidden.
    Hidden,
    /// It is shown, and may be hidden at a price.
    Priced,
    /// It is shown, and moves within these bounds.
    Within(f64, f64),
}

impl Region {
    /// The programme of a neighbourhood; `moved` is what happens outside, by lines.
    pub fn new(
        model: &Model,
        around: Around,
        part: impl Fn(CellId) -> Part,
        moved: &[(u32, i64)],
        local: &mut [u32],
        work: &Work,
    ) -> Self {
        let Around { cells, lines, .. } = around;
        let mut bounds = Vec::with_capacity(cells.len() + 1);
        let mut class = Vec::with_capacity(cells.len() + 1);
        let mut down = vec![None; cells.len()];
        let mut extra: Vec<(usize, f64)> = Vec::new();
        for (at, &id) in cells.iter().enumerate() {
            local[id as usize] = at as u32 + 1;
            let room = (model.cell(id).room() as f64).min(FAR) + little(at);
            match part(id) {
                Part::Hidden => {
                    bounds.push((-room, FAR));
                    class.push(0);
                }
                Part::Within(low, high) => {
                    bounds.push((low, high));
                    class.push(1);
                }
                Part::Priced => {
                    bounds.push((-little(at), FAR));
                    class.push(1);
                    extra.push((at, room));
                }
            }
        }
        for &(at, room) in &extra {
            down[at] = Some(bounds.len() as u32);
            bounds.push((-little(at), room));
            class.push(1);
        }
        let outside = (!moved.is_empty()).then_some(bounds.len() as u32);
        if outside.is_some() {
            bounds.push((0.0, 1.0));
            class.push(2);
        }
        let mut equations: Vec<Vec<(u32, f64)>> = Vec::with_capacity(lines.len());
        for line in lines {
            let mut terms = Vec::new();
            for (id, weight) in &model.relations[line as usize] {
                let Some(at) = local[*id as usize].checked_sub(1) else { continue };
                terms.push((at, *weight as f64));
                if let Some(down) = down[at as usize] {
                    terms.push((down, -*weight as f64));
                }
            }
            if let Some(variable) = outside
                && let Some((_, by)) = moved.iter().find(|(at, _)| *at == line)
            {
                terms.push((variable, *by as f64));
            }
            equations.push(terms);
        }
        cells.iter().for_each(|id| local[*id as usize] = 0);
        let simplex = Simplex::new(&bounds, &equations, &class, work);
        Self { cells, simplex, outside, down }
    }

    /// Lets happen outside what happens there; whether the cells here can make good for it.
    pub fn go_outside(&mut self, work: &Work) -> bool {
        let Some(variable) = self.outside else {
            self.simplex.maximize(&[], work);
            return true;
        };
        self.simplex.bound(variable, (0.0, 1.0));
        self.simplex.maximize(&[(variable, 1.0)], work);
        if self.simplex.value(variable) < 1.0 - WHOLE {
            return false;
        }
        let there = self.simplex.value(variable);
        self.simplex.bound(variable, (there, there));
        true
    }

    /// From where things stand, a cell as far up (or down) as `asked`, and the table there if it is one of whole numbers.
    pub fn stretch(&mut self, at: u32, by: i64, room: i64, work: &Work) -> Option<Witness> {
        let bounds = self.simplex.bounds(at);
        let asked = if by > 0 { by } else { by.max(-room) } as f64;
        if asked == 0.0 {
            return None;
        }
        let now = self.simplex.value(at);
        if (asked > 0.0 && now < asked) || (asked < 0.0 && now > asked) {
            self.simplex.bound(at, if by > 0 { (bounds.0, asked) } else { (asked, bounds.1) });
            let sign = if by > 0 { 1.0 } else { -1.0 };
            self.simplex.onward(&[(at, sign)], Some((at, asked)), work);
            self.simplex.bound(at, bounds);
        }
        self.table()
    }

    /// The cheapest way to move: each shown cell costs what it costs for every one that it moves.
    pub fn cheapest(&mut self, at: Option<(u32, f64)>, price: impl Fn(CellId) -> f64, work: &Work) {
        let mut objective = Vec::new();
        for (place, down) in self.down.iter().enumerate() {
            if let Some(down) = down {
                let price = price(self.cells[place]);
                objective.extend([(place as u32, -price), (*down, -price)]);
            }
        }
        let bounds = at.map(|(variable, value)| {
            let bounds = self.simplex.bounds(variable);
            self.simplex.bound(variable, (value, value));
            (variable, bounds)
        });
        self.simplex.onward(&objective, None, work);
        if let Some((variable, bounds)) = bounds {
            self.simplex.bound(variable, bounds);
        }
    }

    /// How far a cell stands from where it was.
    pub fn moved(&self, at: u32) -> f64 {
        let down = self.down[at as usize].map_or(0.0, |down| self.simplex.value(down));
        self.simplex.value(at) - down
    }

    /// The table of where things stand; nothing where it has fractions.
    pub fn table(&self) -> Option<Witness> {
        let mut table = Witness::new();
        for (at, &id) in self.cells.iter().enumerate() {
            let by = self.moved(at as u32);
            if (by - by.round()).abs() > WHOLE {
                return None;
            }
            if by.round() != 0.0 {
                table.push((id, by.round() as i64));
            }
        }
        table.sort_unstable();
        Some(table)
    }

    /// The table of a cell as far up (or down) as can be; fractions are cut off one by one. Starts from the true table.
    pub fn farthest(&mut self, at: u32, by: i64, room: i64, work: &Work) -> Option<Witness> {
        let mut cut: Vec<(u32, (f64, f64))> = Vec::new();
        let mut found = None;
        for _ in 0..CUTS {
            if !self.go_outside(work) {
                break;
            }
            found = self.stretch(at, by, room, work);
            if found.is_some() {
                break;
            }
            let fraction = |at: &u32| {
                let value = self.simplex.value(*at);
                (value - value.round()).abs() > WHOLE
            };
            let Some(place) = (0..self.cells.len() as u32).find(fraction) else { break };
            let (value, bounds) = (self.simplex.value(place), self.simplex.bounds(place));
            cut.push((place, bounds));
            let new =
                if value > 0.0 { (bounds.0, value.floor()) } else { (value.ceil(), bounds.1) };
            self.simplex.bound(place, new);
        }
        for (place, bounds) in cut.into_iter().rev() {
            self.simplex.bound(place, bounds);
        }
        found
    }

    /// A table in which as many cells as can be are higher, each by about its width.
    pub fn all_up(&mut self, widths: &[f64], work: &Work) -> Option<Witness> {
        let objective: Vec<(u32, f64)> =
            (0..widths.len()).filter(|at| widths[*at] > 0.0).map(|at| (at as u32, 1.0)).collect();
        for (at, width) in widths.iter().enumerate() {
            let (low, high) = self.simplex.bounds(at as u32);
            self.simplex.bound(at as u32, (low, high.min(16.0 * width.max(4.0))));
        }
        self.simplex.maximize(&objective, work);
        self.table()
    }

    /// How far a cell can move at most, fractions and all, given up to `asked`; whether that is certain.
    pub fn limit(&mut self, at: u32, by: i64, room: i64, work: &Work) -> (f64, bool) {
        let bounds = self.simplex.bounds(at);
        let asked = if by > 0 { by } else { by.max(-room) } as f64;
        self.simplex.bound(at, if by > 0 { (bounds.0, asked) } else { (asked, bounds.1) });
        let sign = if by > 0 { 1.0 } else { -1.0 };
        let end = self.simplex.maximize(&[(at, sign)], work);
        self.simplex.bound(at, bounds);
        (self.simplex.value(at), end != End::GaveUp)
    }
}
