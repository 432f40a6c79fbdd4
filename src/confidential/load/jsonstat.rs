//! Law: a JSON-stat cube unrolls into rows: one column per dimension, then the value and its status.

use super::{faults::refusal, grid::Grid};
use crate::diagnostic::{Diagnostic, Place};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The heading of the figures.
pub(super) const VALUE: &str = "value";
/// The heading of the symbols beside them.
pub(super) const STATUS: &str = "status";

/// One dimension of the cube.
struct Dimension {
    id: String,
    label: String,
    codes: Vec<String>,
    labels: HashMap<String, String>,
}

/// Reads a data set of JSON-stat 2.
///
/// # Errors
/// It is not JSON, not a data set, or its parts do not fit together.
pub(super) fn read(file: &str, text: &str) -> Result<Grid, Box<Diagnostic>> {
    let refused = |what: &str| {
        refusal(
            "unreadable-file",
            Place::file(file),
            format!("the file is no JSON-stat 2 data set: {what}"),
            "ask the table's service for the format 'json-stat2' and save the answer as it comes",
        )
    };
    let root: Value = serde_json::from_str(text).map_err(|e| {
        let (line, column) = (e.line(), e.column());
        refused(&format!("it is not valid JSON at line {line}, character {column}"))
    })?;
    // Some services wrap the data set once.
    let root = root.get("dataset").unwrap_or(&root);
    let ids = root.get("id").or_else(|| root.get("dimension")?.get("id"));
    let ids = ids.and_then(Value::as_array).ok_or_else(|| refused("`id` is missing"))?;
    let described = root.get("dimension").and_then(Value::as_object);
    let described = described.ok_or_else(|| refused("`dimension` is missing"))?;
    let dimensions = ids
        .iter()
        .map(|id| {
            let id = id.as_str().ok_or_else(|| refused("`id` holds something that is no text"))?;
            dimension(id, described)
                .ok_or_else(|| refused(&format!("the dimension '{id}' has no categories")))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let size = dimensions.iter().try_fold(1usize, |n, d| n.checked_mul(d.codes.len()));
    let size = size.filter(|n| *n <= 1 << 26).ok_or_else(|| refused("it is too large"))?;
    let given: Option<Vec<u64>> = root
        .get("size")
        .and_then(Value::as_array)
        .map(|sizes| sizes.iter().filter_map(Value::as_u64).collect());
    let fits = |sizes: &Vec<u64>| {
        sizes.iter().copied().eq(dimensions.iter().map(|d| d.codes.len() as u64))
    };
    if given.is_some_and(|sizes| !fits(&sizes)) {
        return Err(refused("`size` does not fit the dimensions"));
    }
    let values = root.get(VALUE).ok_or_else(|| refused("`value` is missing"))?;
    if values.as_array().is_some_and(|all| all.len() != size) {
        return Err(refused("`value` does not have as many entries as the dimensions call for"));
    }
    if let Some(sparse) = values.as_object()
        && !sparse.keys().all(|k| k.parse::<usize>().is_ok_and(|at| at < size))
    {
        return Err(refused("`value` has entries beyond the dimensions"));
    }
    Ok(unroll(file, &dimensions, size, values, root.get(STATUS)))
}

fn dimension(id: &str, described: &Map<String, Value>) -> Option<Dimension> {
    let about = described.get(id)?;
    let category = about.get("category")?;
    let labels: HashMap<String, String> = category
        .get("label")
        .and_then(Value::as_object)
        .map(|labels| {
            let text = |label: &Value| label.as_str().map(str::to_owned);
            labels.iter().filter_map(|(code, label)| Some((code.clone(), text(label)?))).collect()
        })
        .unwrap_or_default();
    let codes: Vec<String> = match category.get("index") {
        Some(Value::Array(codes)) => {
            codes.iter().map(|code| code.as_str().map(str::to_owned)).collect::<Option<_>>()?
        }
        Some(Value::Object(places)) => {
            let mut codes: Vec<(u64, &String)> = places
                .iter()
                .map(|(code, at)| Some((at.as_u64()?, code)))
                .collect::<Option<_>>()?;
            codes.sort_unstable();
            codes.into_iter().map(|(_, code)| code.clone()).collect()
        }
        // A dimension with one category may leave the index out.
        _ => labels.keys().cloned().collect::<Vec<_>>(),
    };
    let single_or_indexed = category.get("index").is_some() || codes.len() == 1;
    let label = about.get("label").and_then(Value::as_str).unwrap_or(id).to_owned();
    (!codes.is_empty() && single_or_indexed).then(|| Dimension {
        id: id.to_owned(),
        label,
        codes,
        labels,
    })
}

fn unroll(
    file: &str,
    dimensions: &[Dimension],
    size: usize,
    values: &Value,
    status: Option<&Value>,
) -> Grid {
    let mut grid = Grid::whole(file);
    for dimension in dimensions {
        grid.push(&dimension.id, false);
        grid.heading_labels.push(dimension.label.clone());
        grid.labels.push(dimension.labels.clone());
    }
    grid.push(VALUE, false);
    grid.push(STATUS, false);
    grid.status = Some(dimensions.len() + 1);
    grid.end_row(0);
    let mut number = String::new();
    for at in 0..size {
        let mut stride = size;
        for dimension in dimensions {
            stride /= dimension.codes.len();
            grid.push(&dimension.codes[at / stride % dimension.codes.len()], false);
        }
        number.clear();
        number.push_str(&at.to_string());
        match entry(values, at, &number) {
            Some(Value::Number(n)) => grid.push(&n.to_string(), true),
            Some(Value::String(text)) => grid.push(text, false),
            _ => grid.push("", false),
        }
        grid.push(status_at(status, at, &number), false);
        grid.end_row(at as u64 + 1);
    }
    grid
}

fn entry<'a>(all: &'a Value, at: usize, number: &str) -> Option<&'a Value> {
    match all {
        Value::Array(list) => list.get(at),
        Value::Object(sparse) => sparse.get(number),
        _ => None,
    }
}

/// One text for all figures, a list of one for all, a list, or single entries.
fn status_at<'a>(status: Option<&'a Value>, at: usize, number: &str) -> &'a str {
    match status {
        Some(Value::String(all)) => all,
        Some(Value::Array(list)) if list.len() == 1 => list[0].as_str().unwrap_or_default(),
        Some(several) => entry(several, at, number).and_then(Value::as_str).unwrap_or_default(),
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let grid = read("x.json", text).map_err(|p| p.message).expect("readable");
        (1..grid.rows())
            .map(|row| (0..grid.width(row)).map(|c| grid.cell(row, c).text.to_owned()).collect())
            .collect()
    }

    const WHO: &str = r#""sex": {"label": "Kjønn", "category": {"label": {"0": "Alle"}}}"#;

    #[test]
    fn ssb_writes_places_and_sparse_status() {
        let text = format!(
            r#"{{"class":"dataset","id":["area","sex"],"size":[2,1],"dimension":{{
                "area":{{"label":"Område","category":{{"index":{{"B":1,"A":0}},"label":{{"A":"Øst","B":"Vest"}}}}}},
                {WHO}}},"value":[5,null],"status":{{"1":":"}}}}"#
        );
        assert_eq!(rows(&text), [["A", "0", "5", ""], ["B", "0", "", ":"]]);
        let grid = read("x.json", &text).map_err(|p| p.message).expect("readable");
        assert_eq!(grid.label(0, "B"), Some("Vest"));
        assert_eq!(grid.heading_labels, ["Område", "Kjønn"]);
    }

    #[test]
    fn fhi_writes_lists_and_one_status() {
        let text = format!(
            r#"{{"id":["sex","area"],"size":[1,2],"dimension":{{
                "area":{{"category":{{"index":["A","B"]}}}},{WHO}}},"value":[5,7.5],"status":""}}"#
        );
        assert_eq!(rows(&text), [["0", "A", "5", ""], ["0", "B", "7.5", ""]]);
    }

    #[test]
    fn values_may_be_sparse_and_statuses_a_list() {
        let text = format!(
            r#"{{"id":["area","sex"],"dimension":{{
                "area":{{"category":{{"index":["A","B"]}}}},{WHO}}},"value":{{"1":3}},"status":["..","p"]}}"#
        );
        assert_eq!(rows(&text), [["A", "0", "", ".."], ["B", "0", "3", "p"]]);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for text in [
            "{",
            "{}",
            r#"{"id":["a"],"dimension":{}}"#,
            r#"{"id":["a"],"size":[3],"dimension":{"a":{"category":{"index":["x","y"]}}},"value":[1,2]}"#,
            r#"{"id":["a"],"dimension":{"a":{"category":{"index":["x","y"]}}},"value":[1]}"#,
            r#"{"id":["a"],"dimension":{"a":{"category":{"index":["x"]}}},"value":{"4":1}}"#,
            r#"{"id":["a"],"dimension":{"a":{"category":{"label":{"x":"X","y":"Y"}}}},"value":[1,2]}"#,
        ] {
            assert!(read("x.json", text).is_err(), "{text}");
        }
    }
}
