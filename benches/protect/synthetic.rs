//! Law: one invented table measures how much is hidden beside the primaries.

use super::tables::add;
use bydelsrapport::protect::Model;

/// An invented table of 15 districts × 3 groups × 8 areas × 5 levels: `district,group,area,level,freq`.
const INNER: &str = include_str!("synthetic_inner.csv");

/// The invented table: its eight areas are never added up.
pub fn synthetic(zeros_hidden: bool) -> Model {
    type Rows<'a> = Vec<([&'a str; 3], i64)>;
    let mut areas: std::collections::BTreeMap<&str, Rows> = Default::default();
    for line in INNER.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let count = fields[4].parse().expect("a count");
        areas.entry(fields[2]).or_default().push(([fields[0], fields[1], fields[3]], count));
    }
    let mut model = Model::default();
    for mut rows in areas.into_values() {
        rows.sort_unstable();
        let inner: Vec<i64> = rows.into_iter().map(|(_, count)| count).collect();
        add(&mut model, [15, 3, 5], &inner, zeros_hidden);
    }
    model
}
