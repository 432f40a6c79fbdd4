//! Law: the data files are read in whole numbers: counts as they stand, means in millionths.

use crate::{
    audit::{
        finding::{Finding, Findings},
        gather::Output,
    },
    ident::CellKey,
};

/// A figure as a data file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Its address.
    pub address: String,
    pub count: Option<i64>,
    pub base: Option<i64>,
    /// Share or mean, in millionths.
    pub millionths: Option<i64>,
    pub status: String,
    /// The data file.
    pub file: String,
}

/// All rows of all data files.
pub(super) fn read(output: &Output, findings: &mut Findings) -> Vec<Row> {
    let mut rows = Vec::new();
    let data = output.files.iter().filter(|(path, _)| path.ends_with(".csv"));
    for (path, bytes) in data {
        let file = format!("{}/{path}", output.name);
        match one(bytes, &file) {
            Some(found) => rows.extend(found),
            None => {
                let what = "this file cannot be read as what its name says";
                findings.push(Finding::error("unreadable", what).in_file(&file));
            }
        }
    }
    if rows.is_empty() {
        let what = "there are no data files, so there is nothing that the certificates could be of";
        findings.push(Finding::error("no-data", what).in_file(&output.name));
    }
    rows
}

fn one(bytes: &[u8], file: &str) -> Option<Vec<Row>> {
    let mut reader = csv::Reader::from_reader(bytes);
    let heads = reader.headers().ok()?.clone();
    let column = |name: &str| heads.iter().position(|head| head == name);
    let [period, district, group, indicator, category] =
        ["period", "district", "group", "indicator", "category"].map(column);
    let key = [period?, district?, group?, indicator?, category?];
    let figures = [column("count")?, column("base")?, column("share")?];
    let status = column("status")?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.ok()?;
        let field = |at: usize| record.get(at).unwrap_or_default();
        let [period, district, group, indicator, category] = key.map(field);
        let key = CellKey {
            indicator: indicator.into(),
            district: district.into(),
            group: group.into(),
            period: period.into(),
            category: category.into(),
        };
        let whole = |at: usize| match field(at) {
            "" => Some(None),
            text => text.parse().ok().map(Some),
        };
        let millionths = match field(figures[2]) {
            "" => None,
            text => Some(millionths(text)?),
        };
        rows.push(Row {
            address: key.address(),
            count: whole(figures[0])?,
            base: whole(figures[1])?,
            millionths,
            status: field(status).to_owned(),
            file: file.to_owned(),
        });
    }
    Some(rows)
}

/// A number with at most six decimals, in millionths.
fn millionths(text: &str) -> Option<i64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if decimals.len() > 6 || !digits(whole) || !digits(decimals) {
        return None;
    }
    format!("{whole}{decimals:0<6}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millionths_are_exact() {
        let read = ["1", "0.5", "71.937", "0.000001", "-1", "1.0000001", "x"].map(millionths);
        let known = [1_000_000, 500_000, 71_937_000, 1].map(Some);
        assert_eq!(read[..4], known);
        assert_eq!(read[4..], [None; 3]);
    }

    #[test]
    fn a_row_is_read_and_a_broken_file_is_not() {
        let heads = "period,district,group,indicator,category,count,base,share,status\n";
        let good = format!("{heads}2018,a,total,x,total,7,10,0.7,shown\n");
        let rows = one(good.as_bytes(), "f").unwrap();
        assert_eq!((rows[0].count, rows[0].base), (Some(7), Some(10)));
        assert_eq!(rows[0].millionths, Some(700_000));
        assert_eq!(one(good.replace(",7,", ",7.5,").as_bytes(), "f"), None);
        assert_eq!(one(b"a,b\n1,2\n", "f"), None);
    }
}
