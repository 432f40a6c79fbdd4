//! Law: a small project of small figures, a row for each, so that any whole table can be put in the place of its own.
//!
//! All figures are synthetic: drawn by a fixed rule, and about nobody. The settings are those of the canary project.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

use super::canary::{self, Shape};
use std::{fs, path::Path};

/// One row of the table: wave, district, group, indicator and category, how many, and of how many.
#[derive(Clone)]
pub struct Row {
    /// Where it stands.
    pub at: [&'static str; 5],
    /// How many.
    pub count: i64,
    /// Of how many.
    pub base: Option<i64>,
    /// Of how many it was at first.
    pub was: Option<i64>,
    /// The sender keeps it back.
    pub kept_back: bool,
}

impl Row {
    /// The figure as published files name it.
    pub fn address(&self) -> String {
        self.at.join(".")
    }
}

const PERIODS: [&str; 2] = ["2017", "2018"];
const GROUPS: [&str; 2] = ["psykisk", "rus"];
const DISTRICTS: [&str; 3] = ["030101", "030102", "030103"];

/// What the sender does not tell.
const KEPT_BACK: [[&str; 5]; 2] = [
    ["2018", "030102", "rus", "henvendelser", "total"],
    ["2017", "030101", "psykisk", "rusmidler", "alkohol"],
];

/// Numbers that look drawn and are the same in every run.
struct Drawn(u64);

impl Drawn {
    /// From 0 to `most`.
    fn below(&mut self, most: i64) -> i64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % (most as u64 + 1)) as i64
    }
}

/// The mean of the means that nobody's table has changed.
const MEAN: f64 = 41.5;

/// The rows of a project; another seed gives other figures. An odd one has a group that is too small to be named.
pub fn rows(seed: u64) -> Vec<Row> {
    let mut drawn = Drawn(seed);
    let mut rows = Vec::new();
    for period in PERIODS {
        for district in DISTRICTS {
            for group in GROUPS {
                let small = seed % 2 == 1 && [period, district, group] == ["2018", "030103", "rus"];
                let whole = if small { 4 } else { 40 + drawn.below(60) };
                let mut put = |indicator, category, count, base| {
                    rows.push(Row {
                        at: [period, district, group, indicator, category],
                        count,
                        base,
                        was: base,
                        kept_back: KEPT_BACK
                            .contains(&[period, district, group, indicator, category]),
                    });
                };
                put("kartlagte", "total", whole, None);
                put("henvendelser", "total", 3 + drawn.below(20), None);
                for indicator in ["arbeid", "bosituasjon", "varighet"] {
                    let names = match indicator {
                        "varighet" => ["kort", "middels", "lang"],
                        _ => ["red", "yellow", "green"],
                    };
                    let first = 1 + drawn.below(14.min(whole / 3));
                    let second = 1 + drawn.below(25.min(whole / 4));
                    let counts = [first, second, whole - first - second];
                    for (name, count) in names.into_iter().zip(counts) {
                        put(indicator, name, count, Some(whole));
                    }
                }
                for category in ["alkohol", "cannabis"] {
                    let count = 1 + drawn.below(20.min(whole - 1));
                    put("rusmidler", category, count, Some(whole));
                }
                // So rare that the city's figure is hidden as well.
                let rare = if small { 1 } else { drawn.below(1) };
                put("rusmidler", "opioider", rare, Some(whole));
                let count = 1 + drawn.below(25.min(whole - 1));
                put("bor_alene", "total", count, Some(whole));
                put("alder_snitt", "total", 0, Some(whole));
            }
        }
    }
    rows
}

/// Writes a project with these rows. The count of a mean is what its sum has more than it had.
pub fn write(root: &Path, rows: &[Row]) {
    let open = Shape { open: true, ..Shape::default() };
    canary::write(root, open);
    // A panel asks about lists that these settings do not have.
    let outline = root.join("config/outline.toml");
    let text = fs::read_to_string(&outline).expect("it was written");
    let kept = text.split("\n\n").filter(|block| !block.contains("panel-samtale"));
    fs::write(outline, kept.collect::<Vec<_>>().join("\n\n")).expect("it can be written");
    let mut text = "År;Bydel;Gruppe;Indikator;Kategori;Antall;Av\n".to_owned();
    let mut means = "År;Bydel;Gruppe;Snitt;Av\n".to_owned();
    for Row { at, count, base, was, kept_back } in rows {
        let people = base.map_or(String::new(), |base| base.to_string());
        if let ("alder_snitt", Some(base), Some(was)) = (at[3], base, was) {
            let mean = (MEAN * *was as f64 + *count as f64) / *base as f64;
            let mean = format!("{mean:.12}").replace('.', ",");
            means += &format!("{};{mean};{people}\n", at[..3].join(";"));
        } else {
            let count = if *kept_back { ":".to_owned() } else { count.to_string() };
            text += &format!("{};{count};{people}\n", at.join(";"));
        }
    }
    fs::write(root.join("data/tall.csv"), text).expect("the file can be written");
    fs::write(root.join("data/snitt.csv"), means).expect("the file can be written");
}
