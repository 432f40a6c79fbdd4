//! Law: a small project and a table of it, row by row.

use super::super::super::{
    RawTable, SealedData, ValidTable,
    raw::{Content, Masked},
};
use crate::{
    config::Settings,
    diagnostic::Problems,
    ident::{CategoryId, CellKey, DistrictId, GroupId, IndicatorId, Period},
};
use std::collections::BTreeMap;

const REPORT: &str = r#"
edition = "t"
title = "t"
subtitle = "t"
publisher = "t"
mapping_year = 2018
published = "2019-01-01"
source = "t"
periods = ["2018"]
population = "people"
city = { name = "Oslo", within = "i Oslo" }
area = [{ id = "norge", name = "Norge", within = "i Norge", contains = ["total"] }]
"#;

const DISTRICTS: &str = r#"
word = "bydel"
title = "Bydel"
district = [
    { id = "A", name = "A", slug = "a", within = "i A" },
    { id = "B", name = "B", slug = "b", within = "i B" },
    { id = "Z", name = "Z", slug = "z", within = "i Z", outside = true },
]
"#;

const INDICATORS: &str = r#"
group = [
    { id = "p", label = "p", people = "p" },
    { id = "r", label = "r", people = "r" },
    { id = "s", label = "s", people = "s" },
    { id = "rs", label = "rs", people = "rs", sum_of = ["r", "s"] },
]
indicator = [
    { id = "people", kind = "count", label = "people", base = "" },
    { id = "area", kind = "levels", label = "area", base = "", category = [
        { id = "blue", label = "blue" },
        { id = "red", label = "red" },
        { id = "green", label = "green" },
        { id = "weak", label = "weak", sum_of = ["blue", "red"] },
    ] },
    { id = "drug", kind = "multi", label = "drug", base = "", groups = ["r", "s"], category = [
        { id = "x", label = "x" },
        { id = "y", label = "y" },
    ] },
    { id = "alone", kind = "share", label = "alone", base = "" },
    { id = "plan", kind = "share", label = "plan", base = "" },
    { id = "grave", kind = "share", label = "grave", base = "", base_is = "area:weak", part_of = "plan" },
    { id = "clean", kind = "share", label = "clean", base = "", groups = ["r", "s"], base_is = "plan" },
    { id = "age", kind = "mean", label = "age", base = "" },
]
"#;

const SOURCES: &str = r#"
[[source]]
file = "data/t.csv"
columns = { district = "d", group = "g", indicator = "i", category = "c", count = "n", base = "b", value = "v" }
symbols = { ":" = "hidden", ".." = "missing", "" = "missing" }
"#;

fn settings() -> Settings {
    let parse = "valid settings";
    Settings {
        report: toml::from_str(REPORT).expect(parse),
        indicators: toml::from_str(INDICATORS).expect(parse),
        outline: toml::from_str("section = []").expect(parse),
        districts: toml::from_str(DISTRICTS).expect(parse),
        disclosure: toml::from_str("").expect(parse),
        sources: toml::from_str(SOURCES).expect(parse),
        languages: BTreeMap::new(),
    }
}

/// Rows `district group indicator category count base value`, `_` for an empty cell.
pub fn table(rows: &[&str]) -> Result<ValidTable, Problems> {
    let mut settings = settings();
    let mut files = Vec::new();
    let mut sources = Vec::new();
    // One file for each pattern of figures: a column that says nothing must not be mapped.
    for row in rows {
        let cells: Vec<&str> = row.split_whitespace().collect();
        let given = |at: usize| cells[at] != "_";
        let mut source = settings.sources.sources[0].clone();
        source.file = format!("data/{}.csv", files.len());
        source.published = cells[0] == "norge";
        source.columns.retain(|_, heading| match heading.as_str() {
            "n" => given(4),
            "b" => given(5),
            "v" => given(6),
            _ => true,
        });
        let text = format!("d;g;i;c;n;b;v\n{}\n", cells.join(";").replace('_', ""));
        files.push(SealedData::new(&source.file, text.into_bytes()));
        sources.push(source);
    }
    settings.sources.sources = sources;
    // What no row is about is not asked in this survey.
    let asked = |id: &str| rows.iter().any(|row| row.split_whitespace().nth(2) == Some(id));
    settings.indicators.indicators.retain(|indicator| asked(indicator.id.as_str()));
    RawTable::read(&files, &settings)?.validate(&settings, &mut Problems::default())
}

pub fn at(table: &ValidTable, path: &str) -> Option<Content> {
    let mut parts = path.split(' ');
    let mut next = || parts.next().unwrap_or("total");
    let key = CellKey {
        district: DistrictId::new(next()),
        group: GroupId::new(next()),
        indicator: IndicatorId::new(next()),
        category: CategoryId::new(next()),
        period: Period::new("2018"),
    };
    table.cells.get(&key).map(|cell| cell.content)
}

pub fn count(count: u64, base: impl Into<Option<u64>>) -> Option<Content> {
    Some(Content::Count { count: Masked(count), base: base.into().map(Masked) })
}

pub fn mean(mean: f64, base: u64) -> Option<Content> {
    Some(Content::Mean { mean: Masked(mean), base: Some(Masked(base)) })
}
