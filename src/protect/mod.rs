//! Cell suppression over numbered cells and sums: which cells must be hidden, and the proof that it is enough.
//!
//! A model says which cells are secret, what hiding each other cell costs, and which sums hold. [`protect`]
//! finds a cheap set of further cells to hide such that every hidden cell keeps a feasibility interval of whole
//! numbers at least as wide as asked, and gives two whole tables for each as proof. It always ends:
//!
//! 1. Sizes of groups, on which many tables hang, are decided first and by themselves ([`sizes`]); how they may move is then
//!    given, and each table follows ([`worlds`]), so that parts stay small.
//! 2. Each part by simulated annealing ([`steps`]) over single sums ([`walk`]); ranges by linear programming over hidden
//!    cells ([`reach`]); for a range that is too narrow a cut from the dual ([`cut`]), which the search must obey from then on.
//! 3. Where the effort that is allowed is used up, sequential minimum-cost moves ([`moves`]), which only hide more; then what
//!    no proof needs is shown again.
//! 4. What is still not protected is moved through the whole table.
//!
//! Effort is counted in steps of arithmetic ([`work`]), so that the same model has the same plan on any machine.

mod cut;
mod decide;
mod lessons;
mod model;
mod moves;
mod near;
mod parts;
mod proof;
mod reach;
mod region;
mod rng;
mod scale;
mod search;
mod simplex;
mod sizes;
mod solver;
mod steps;
mod walk;
mod work;
mod worlds;

pub use model::{Cell, CellId, Model, Relation, State};
pub use proof::{Ladder, Plan, Proof, Witness};
pub use search::protect;
pub use solver::{EFFORT, Solver};
