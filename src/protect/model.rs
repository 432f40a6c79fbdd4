//! Law: a model is numbered cells and sums among them; it knows no names, no files and no people.

/// The number of a cell in its model.
pub type CellId = u32;

/// What is to become of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Known to every reader whatever happens.
    Fixed,
    /// Shown, unless hiding it protects another.
    Open {
        /// What hiding it costs; at least 1.
        cost: u64,
    },
    /// Hidden, and to be protected.
    Secret,
    /// Shown to nobody and in need of no protection: it may be anything, at no cost.
    Silent,
}

/// One number that somebody may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    /// How many.
    pub value: i64,
    /// What a reader knows it to be at least, once it is hidden; never above `value`.
    pub floor: i64,
    /// How wide a range must stay open while it is hidden.
    pub width: i64,
    /// What is to become of it.
    pub state: State,
    /// Other tables hang on it, as on the size of a group: it is decided before them, and hidden last.
    pub anchor: bool,
    /// Somebody is alone in it, or alone outside it, and so knows it.
    pub alone: bool,
}

impl Cell {
    /// How far it can fall.
    pub fn room(&self) -> i64 {
        self.value - self.floor
    }
}

/// Cells whose weighted sum is zero; weights are small whole numbers, nearly always 1 and −1.
pub type Relation = Vec<(CellId, i64)>;

/// All that somebody could put side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Model {
    /// The cells by number.
    pub cells: Vec<Cell>,
    /// Every sum that holds among them.
    pub relations: Vec<Relation>,
    /// Pairs of an anchor and a cell that is hidden, and must be protected, wherever the anchor is hidden.
    pub follows: Vec<(CellId, CellId)>,
}

impl Model {
    /// The cell with this number.
    pub fn cell(&self, id: CellId) -> &Cell {
        &self.cells[id as usize]
    }

    /// The relations of each cell, by their place and the cell's weight in them.
    pub(super) fn incidence(&self) -> Vec<Vec<(u32, i64)>> {
        let mut of = vec![Vec::new(); self.cells.len()];
        for (at, relation) in self.relations.iter().enumerate() {
            for &(cell, weight) in relation {
                of[cell as usize].push((at as u32, weight));
            }
        }
        of
    }

    /// Whether single sums leave a cell its width where these cells move.
    ///
    /// In a sum a cell rises as far as cells of the same sign can fall, and as it likes where one of the other sign
    /// moves as well; it falls likewise, and no further than its floor.
    pub(super) fn leaves_room(
        &self,
        of: &[Vec<(u32, i64)>],
        cell: CellId,
        moves: impl Fn(CellId) -> bool,
    ) -> bool {
        let own = self.cell(cell);
        let (mut up, mut down) = (own.width, own.room().min(own.width));
        for &(line, weight) in &of[cell as usize] {
            let (mut same, mut other) = (0_i64, 0_i64);
            let (mut any_same, mut any_other) = (false, false);
            for &(id, by) in &self.relations[line as usize] {
                if id == cell || !moves(id) {
                    continue;
                }
                let room = self.cell(id).room().saturating_mul(by.abs());
                if by.signum() == weight.signum() {
                    (same, any_same) = (same.saturating_add(room), true);
                } else {
                    (other, any_other) = (other.saturating_add(room), true);
                }
                if any_same && any_other {
                    break;
                }
            }
            if !any_other {
                up = up.min(same / weight.abs());
            }
            if !any_same {
                down = down.min(other / weight.abs());
            }
        }
        up + down >= own.width
    }

    /// The model of some of its cells alone, in order; others are taken as known. The second names the lines that it
    /// has of this model.
    pub(super) fn part(&self, of: &[Vec<(u32, i64)>], cells: &[CellId]) -> (Self, Vec<u32>) {
        let inside = |id: CellId| cells.binary_search(&id).ok().map(|at| at as CellId);
        let mut touched: Vec<u32> =
            cells.iter().flat_map(|id| of[*id as usize].iter().map(|(at, _)| *at)).collect();
        touched.sort_unstable();
        touched.dedup();
        let relations = touched.iter().map(|at| {
            let all = self.relations[*at as usize].iter();
            all.filter_map(|(id, weight)| inside(*id).map(|id| (id, *weight))).collect()
        });
        let part = Self {
            relations: relations.collect(),
            cells: cells.iter().map(|id| *self.cell(*id)).collect(),
            follows: Vec::new(),
        };
        (part, touched)
    }
}
