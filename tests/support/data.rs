//! Law: a download is read strictly: its heads, its statuses, and nothing where nothing may stand.

use std::collections::BTreeMap;

/// A download's rows of the last wave by district, group, indicator and category.
pub type Rows = BTreeMap<[String; 4], Row>;

/// The figures of a row: count, base and share, and the status.
#[derive(Clone, Debug)]
pub struct Row {
    /// How many.
    pub count: Option<u64>,
    /// Of how many.
    pub base: Option<u64>,
    /// The share, from 0 to 1.
    pub share: Option<f64>,
    /// Shown, withheld or missing.
    pub status: String,
}

/// Reads a download; panics where a row is not as the format says.
pub fn rows(csv: &str, period: &str) -> Rows {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let heads = reader.headers().expect("heads").iter().collect::<Vec<_>>().join(",");
    assert_eq!(heads, "period,district,group,indicator,category,count,base,share,status");
    let mut rows = Rows::new();
    for record in reader.records() {
        let record = record.expect("a row");
        let number = |at: usize| record[at].parse::<u64>().ok();
        let row = Row {
            count: number(5),
            base: number(6),
            share: record[7].parse().ok(),
            status: record[8].to_owned(),
        };
        let figures = [&record[5], &record[6], &record[7]].concat();
        match &record[8] {
            "shown" => assert!(!figures.is_empty(), "{record:?}"),
            "withheld" | "missing" => assert_eq!(figures, "", "{record:?}"),
            other => panic!("status {other}"),
        }
        if &record[0] == period {
            let key = [1, 2, 3, 4].map(|at| record[at].to_owned());
            assert!(rows.insert(key, row).is_none(), "{record:?} stands twice");
        }
    }
    rows
}
