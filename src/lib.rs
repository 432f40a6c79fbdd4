//! Law: a number travels one way: file, sealed, raw, valid, published, analysed, said, drawn, written.
//!
//! The modules stand in the order of the tower: each may use those below it, never those above.

pub mod analysis;
pub mod assets;
pub mod audit;
pub mod chart;
pub mod cli;
pub mod confidential;
pub mod config;
pub mod diagnostic;
pub mod files;
pub mod guard;
pub mod ident;
pub mod identity;
pub mod ledger;
pub mod limits;
pub mod numeral;
pub mod pipeline;
pub mod protect;
pub mod render;
pub mod report;
pub mod words;
