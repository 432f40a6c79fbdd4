//! Law: a small project whose hidden counts are numbers that occur nowhere else, so that any trace of them shows.
//!
//! All figures are synthetic. Counts of `bosituasjon` hide below 60 000 while their totals show; all
//! of `rusmidler`, `bor_alene`, `varighet`, `alder_snitt` and `henvendelser` hides. The shifted project has
//! other hidden counts and the same published ones: what one cell gains another loses, along
//! categories, groups and districts at once.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

use std::{collections::BTreeMap, fs, path::Path};

/// Which project to write.
#[derive(Clone, Copy, Default)]
pub struct Shape {
    /// Whether the hidden counts are the other ones.
    pub shifted: bool,
    /// Whether the rules hide them at all.
    pub open: bool,
    /// Stands in a district's name and in those of its files.
    pub named: Option<&'static str>,
}

const PERIODS: [&str; 2] = ["2017", "2018"];
const GROUPS: [&str; 2] = ["psykisk", "rus"];
const DISTRICTS: [&str; 3] = ["030101", "030102", "030103"];
const BASES: [u64; 2] = [210_000, 190_000];

/// A hidden cell: its count and the number of people it is counted among.
pub struct Hidden {
    /// How many.
    pub count: u64,
    /// Of how many.
    pub base: u64,
}

/// One row of the table.
struct Row {
    at: [&'static str; 5],
    count: u64,
    base: Option<u64>,
    hidden: bool,
}

/// Five digits that no other figure has, different for every cell; uneven steps, so that no mean of some is another.
fn canary(n: usize) -> i64 {
    let n = i64::try_from(n).expect("few cells");
    31_337 + 173 * n + 31 * n * n % 997
}

/// +1 or −1 for the first and second of three districts, 0 for the third; likewise for two groups.
fn sign(district: usize, group: usize) -> i64 {
    [1, -1, 0][district] * [1, -1][group]
}

fn rows(shape: Shape) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut n = 0;
    for (wave, period) in PERIODS.into_iter().enumerate() {
        for (d, district) in DISTRICTS.into_iter().enumerate() {
            for (g, group) in GROUPS.into_iter().enumerate() {
                let base = BASES[g];
                let shift = if shape.shifted { 9_000 * sign(d, g) } else { 0 };
                let mut put = |indicator, category, count: i64, whole, hidden| {
                    let at = [period, district, group, indicator, category];
                    let count = u64::try_from(count).expect("a count");
                    rows.push(Row { at, count, base: whole, hidden });
                };
                let mut next = || {
                    n += 1;
                    canary(n)
                };
                let whole = i64::try_from(base).expect("small");
                put("kartlagte", "total", whole, None, false);
                let red = 20_000 + 10_000 * (wave + 2 * d + 3 * g) as i64;
                put("arbeid", "red", red, Some(base), false);
                put("arbeid", "yellow", 30_000, Some(base), false);
                put("arbeid", "green", whole - red - 30_000, Some(base), false);
                let (red, yellow) = (next(), next());
                let open = whole - red - yellow;
                put("bosituasjon", "red", red + shift, Some(base), true);
                put("bosituasjon", "yellow", yellow - shift, Some(base), true);
                put("bosituasjon", "green", open, Some(base), false);
                for (category, way) in [("alkohol", 1), ("cannabis", -1), ("opioider", 1)] {
                    put("rusmidler", category, next() + way * shift, Some(base), true);
                }
                put("bor_alene", "total", next() - shift, Some(base), true);
                put("henvendelser", "total", next() + shift, None, true);
                let (short, middle) = (next() + shift, next());
                put("varighet", "kort", short, Some(base), true);
                put("varighet", "middels", middle, Some(base), true);
                put("varighet", "lang", whole - short - middle, Some(base), true);
            }
        }
    }
    rows
}

/// What is hidden in a project of this shape: single cells, and sums over groups and districts where those are hidden too.
pub fn hidden(shape: Shape) -> Vec<Hidden> {
    let mut sums: BTreeMap<[&str; 5], Hidden> = BTreeMap::new();
    for Row { at, count, base, .. } in rows(shape).into_iter().filter(|row| row.hidden) {
        let [period, district, group, indicator, category] = at;
        // Its totals are above the limit.
        let alone = indicator == "bosituasjon";
        for district in [district, "total"] {
            for group in [group, "total"] {
                if !alone || [district, group] == [at[1], at[2]] {
                    let key = [period, district, group, indicator, category];
                    let sum = sums.entry(key).or_insert(Hidden { count: 0, base: 0 });
                    sum.count += count;
                    sum.base += base.unwrap_or(0);
                }
            }
        }
    }
    sums.into_values().collect()
}

/// The table as CSV.
pub fn table(shape: Shape) -> String {
    let mut text = "År;Bydel;Gruppe;Indikator;Kategori;Antall;Av\n".to_owned();
    for Row { at, count, base, .. } in rows(shape) {
        let base = base.map_or(String::new(), |base| base.to_string());
        text += &format!("{};{count};{base}\n", at.join(";"));
    }
    text
}

/// A second table: means over the people of a base.
fn means(shape: Shape) -> String {
    let mut text = "År;Bydel;Gruppe;Snitt;Av\n".to_owned();
    for period in PERIODS {
        for (d, district) in DISTRICTS.into_iter().enumerate() {
            for (g, group) in GROUPS.into_iter().enumerate() {
                let shift = if shape.shifted { 9.0 * sign(d, g) as f64 } else { 0.0 };
                let mean = format!("{:.3}", 71.937 + shift).replace('.', ",");
                text += &format!("{period};{district};{group};{mean};{}\n", BASES[g]);
            }
        }
    }
    text
}

/// Writes the project into an empty folder.
pub fn write(root: &Path, shape: Shape) {
    let put = |name: &str, text: &str| {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
        fs::write(path, text).expect("the file can be written");
    };
    put("data/tall.csv", &table(shape));
    put("data/snitt.csv", &means(shape));
    let name = shape.named.unwrap_or("Prøve");
    let slug = name.to_lowercase().replace('ø', "o").replace(' ', "-");
    put(
        "config/districts.toml",
        &include_str!("canary/districts.toml").replace("NAME", name).replace("SLUG", &slug),
    );
    put(
        "config/disclosure.toml",
        if shape.open { "" } else { include_str!("canary/disclosure.toml") },
    );
    put("config/report.toml", include_str!("canary/report.toml"));
    put("config/indicators.toml", include_str!("canary/indicators.toml"));
    put("config/sources.toml", include_str!("canary/sources.toml"));
    put("config/outline.toml", include_str!("canary/outline.toml"));
}
