//! Law: protecting is measured on the table of the figures to beat and on three sizes of many small tables.

mod synthetic;
mod tables;

use bydelsrapport::protect::{Model, protect};
use std::time::Instant;

#[allow(clippy::disallowed_methods, reason = "a bench reads the clock")]
fn measure(name: &str, model: &Model) {
    let start = Instant::now();
    let plan = protect(model);
    let seconds = start.elapsed().as_secs_f64();
    let (cells, secondary) = (model.cells.len(), plan.secondary(model));
    let (unmet, unproved) = (plan.unmet.len(), plan.unproved(model).len());
    println!(
        "{name:<28} {cells:>6} cells {secondary:>5} secondary {unmet:>3} unmet {unproved:>3} unproved {seconds:>8.2} s"
    );
}

/// Tables of 15 districts × 3 groups × 2 answers with counts as usual: `cargo bench` draws them the same every time.
fn many(tables: usize) -> Model {
    let mut model = Model::default();
    let mut state: u64 = 7;
    let mut draw = |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % most
    };
    for _ in 0..tables {
        let size = 10 + draw(300);
        let inner: Vec<i64> = (0..15 * 3)
            .flat_map(|_| {
                let yes = draw(size);
                [yes as i64, (size + draw(40) - yes) as i64]
            })
            .collect();
        tables::add(&mut model, [15, 3, 2], &inner, false);
    }
    model
}

fn main() {
    measure("synthetic, zeros shown", &synthetic::synthetic(false));
    measure("synthetic, zeros hidden", &synthetic::synthetic(true));
    for tables in [100, 300, 900] {
        measure(&format!("{tables} indicator tables"), &many(tables));
    }
}
