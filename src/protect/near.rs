//! Neighbourhoods in a model: the cells nearest to some, breadth first over the sums that they share.

use super::model::{CellId, Model};

/// Some cells around others, nearest first, and every sum that they stand in.
pub(super) struct Around {
    /// The cells, nearest first.
    pub cells: Vec<CellId>,
    /// The relations, by their place in the model.
    pub lines: Vec<u32>,
    /// Whether there are no such cells beyond.
    pub whole: bool,
}

/// Walks through a model without new memory for each walk.
pub(super) struct Near {
    cells: Vec<u32>,
    lines: Vec<u32>,
    turn: u32,
}

impl Near {
    /// For a model.
    pub fn new(model: &Model) -> Self {
        let (cells, lines) = (model.cells.len(), model.relations.len());
        Self { cells: vec![0; cells], lines: vec![0; lines], turn: 0 }
    }

    /// At most `most` cells that `inside` takes, the nearest to `start` first; `start` itself is always taken.
    pub fn around(
        &mut self,
        model: &Model,
        of: &[Vec<(u32, i64)>],
        start: &[CellId],
        most: usize,
        inside: impl Fn(CellId) -> bool,
    ) -> Around {
        self.turn += 1;
        let mut found = Around { cells: Vec::new(), lines: Vec::new(), whole: true };
        for &id in start {
            if self.cells[id as usize] != self.turn {
                self.cells[id as usize] = self.turn;
                found.cells.push(id);
            }
        }
        let mut at = 0;
        while at < found.cells.len() {
            for &(line, _) in &of[found.cells[at] as usize] {
                if self.lines[line as usize] == self.turn {
                    continue;
                }
                self.lines[line as usize] = self.turn;
                found.lines.push(line);
                for &(id, _) in &model.relations[line as usize] {
                    if self.cells[id as usize] == self.turn || !inside(id) {
                        continue;
                    }
                    if found.cells.len() >= most {
                        found.whole = false;
                        continue;
                    }
                    self.cells[id as usize] = self.turn;
                    found.cells.push(id);
                }
            }
            at += 1;
        }
        found
    }
}
