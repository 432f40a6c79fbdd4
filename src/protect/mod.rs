//! Law: plain arithmetic over numbered cells and sums: which cells must be hidden, and the proof that it is enough.
//!
//! A model says which cells are secret, what hiding each other cell costs, and which sums hold. [`protect`]
//! finds a cheap set of further cells to hide such that every hidden cell keeps a range of whole
//! numbers at least as wide as asked, and gives two whole tables for each as proof.
//!
//! The method, in turns: a local search over single sums ([`walk`]); ranges by linear programming over
//! hidden cells ([`reach`]); for a range that is too narrow a cut from the dual of that programme ([`cut`]),
//! which the search must obey from then on. Cuts of this kind: Fischetti and Salazar-González (2001),
//! «Solving the cell suppression problem on tabular data with linear constraints», Management Science 47.

mod cut;
mod lessons;
mod model;
mod parts;
mod proof;
mod reach;
mod rng;
mod search;
mod solver;
mod steps;
mod walk;

pub use model::{Cell, CellId, Model, Relation, State};
pub use proof::{Plan, Proof, Witness};
pub use search::protect;
pub use solver::Solver;
