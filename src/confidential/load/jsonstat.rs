//! Law: a JSON-stat cube unrolls into rows: one column per dimension, then the value and its status.

use super::{
    faults::refusal,
    grid::{Excess, Grid},
    identity,
};
use crate::{
    diagnostic::{Diagnostic, Place},
    identity::is_in,
    limits,
};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

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
/// It is not JSON, not a data set, its parts do not fit together, it is too large, or it holds persons beside its figures.
pub(super) fn read(file: &str, text: &str) -> Result<Grid, Box<Diagnostic>> {
    let refused = |what: &str| refuse(Place::file(file), what);
    if text.len() > limits::JSON {
        return Err(refusal(
            "too-large",
            Place::file(file),
            format!("the file is larger than {} MB", limits::JSON >> 20),
            "ask the table's service for fewer regions, times or contents",
        ));
    }
    let root: Value = serde_json::from_str(text).map_err(|e| {
        let place = Place::Line { file: file.into(), line: e.line() as u64, column: None };
        refuse(place, &format!("it is not valid JSON here, at character {}", e.column()))
    })?;
    if persons(&root) {
        return Err(identity::refusal(Place::file(file)).into());
    }
    // Some services wrap the data set once.
    let root = root.get("dataset").unwrap_or(&root);
    let ids = root.get("id").or_else(|| root.get("dimension")?.get("id"));
    let ids = ids.and_then(Value::as_array).ok_or_else(|| refused("`id` is missing"))?;
    if ids.is_empty() || ids.len() > limits::ROW - 2 {
        return Err(refused("`id` names no dimensions, or far too many"));
    }
    let described = root.get("dimension").and_then(Value::as_object);
    let described = described.ok_or_else(|| refused("`dimension` is missing"))?;
    let mut known = HashSet::new();
    let dimensions = (1..)
        .zip(ids)
        .map(|(n, id)| {
            let id = id.as_str().ok_or_else(|| refused("`id` holds something that is no text"))?;
            if !known.insert(id) {
                return Err(refused(&format!("dimension {n} is in `id` twice")));
            }
            dimension(id, described).map_err(|what| refused(&format!("{what} of dimension {n}")))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let size = dimensions.iter().try_fold(1usize, |n, d| n.checked_mul(d.codes.len()));
    // Each figure becomes a row, with a cell for every dimension: that is asked before any room is taken.
    let cells = size.and_then(|size| size.checked_mul(dimensions.len() + 2));
    let Some(size) = size.filter(|_| cells.is_some_and(|n| n < limits::CELLS)) else {
        return Err(refusal(
            "too-large",
            Place::file(file),
            format!(
                "its dimensions call for more than {} million cells",
                limits::CELLS / 1_000_000
            ),
            "ask the table's service for fewer regions, times or contents",
        ));
    };
    if let Some(sizes) = root.get("size") {
        let sizes = sizes.as_array().ok_or_else(|| refused("`size` is no list"))?;
        let fits = sizes
            .iter()
            .map(Value::as_u64)
            .eq(dimensions.iter().map(|d| Some(d.codes.len() as u64)));
        if !fits {
            return Err(refused("`size` does not fit the dimensions"));
        }
    }
    let values = root.get(VALUE).ok_or_else(|| refused("`value` is missing"))?;
    entries(file, VALUE, values, size, false)?;
    let status = root.get(STATUS).filter(|status| !status.is_null());
    match status {
        None | Some(Value::String(_)) => {}
        Some(Value::Array(list)) if list.len() == 1 => {}
        Some(several) => entries(file, STATUS, several, size, true)?,
    }
    unroll(file, &dimensions, size, values, status)
}

/// Why the file cannot be used.
fn refuse(place: Place, what: &str) -> Box<Diagnostic> {
    refusal(
        "unreadable-file",
        place,
        format!("the file is no JSON-stat 2 data set: {what}"),
        "ask the table's service for the format 'json-stat2' and save the answer as it comes",
    )
}

/// Whether a text beside the figures is or holds an identity number. Codes are searched with the table's columns.
fn persons(value: &Value) -> bool {
    match value {
        Value::String(text) => is_in(text),
        Value::Array(list) => list.iter().any(persons),
        Value::Object(map) => map.iter().any(|(key, value)| {
            let figures = matches!(key.as_str(), VALUE | STATUS | "index") && !value.is_string();
            !figures && persons(value)
        }),
        _ => false,
    }
}

/// Checks that there is an entry for each figure, or none beyond them, and that each can be one.
fn entries(
    file: &str,
    key: &str,
    all: &Value,
    size: usize,
    words: bool,
) -> Result<(), Box<Diagnostic>> {
    let refused = |what: &str| refuse(Place::file(file), &format!("`{key}` {what}"));
    let fits = |at: &str, value: &Value| match value {
        Value::Null | Value::String(_) => Ok(()),
        Value::Number(_) if !words => Ok(()),
        _ => {
            let place = Place::Entry { file: file.into(), at: format!("{key}[{at}]") };
            let what =
                if words { "this is no text" } else { "this is neither a number nor a text" };
            Err(refuse(place, what))
        }
    };
    match all {
        Value::Array(list) if list.len() != size => {
            Err(refused("does not have as many entries as the dimensions call for"))
        }
        Value::Array(list) => {
            list.iter().enumerate().try_for_each(|(at, value)| fits(&at.to_string(), value))
        }
        Value::Object(sparse) => sparse.iter().try_for_each(|(at, value)| {
            // `01` and `+1` would never be looked up.
            let number = at.parse::<usize>().ok().filter(|n| *n < size && n.to_string() == *at);
            match number {
                Some(_) => fits(at, value),
                None => Err(refused("has entries beyond the dimensions")),
            }
        }),
        _ => Err(refused("is neither a list nor a table of entries")),
    }
}

fn dimension(id: &str, described: &Map<String, Value>) -> Result<Dimension, &'static str> {
    let about = described.get(id).ok_or("there is no description")?;
    let category = about.get("category").ok_or("there is no `category`")?;
    let labels: HashMap<String, String> = category
        .get("label")
        .and_then(Value::as_object)
        .map(|labels| {
            let text = |label: &Value| label.as_str().map(str::to_owned);
            labels.iter().filter_map(|(code, label)| Some((code.clone(), text(label)?))).collect()
        })
        .unwrap_or_default();
    let codes: Vec<String> = match category.get("index") {
        Some(Value::Array(codes)) => codes
            .iter()
            .map(|code| code.as_str().map(str::to_owned))
            .collect::<Option<_>>()
            .ok_or("there is something that is no text in the `index`")?,
        Some(Value::Object(places)) => {
            let mut codes: Vec<(u64, &String)> = places
                .iter()
                .map(|(code, at)| Some((at.as_u64()?, code)))
                .collect::<Option<_>>()
                .ok_or("there is a position that is no whole number in the `index`")?;
            codes.sort_unstable();
            if !(0..).zip(&codes).all(|(n, (at, _))| n == *at) {
                return Err("positions are doubled or left out in the `index`");
            }
            codes.into_iter().map(|(_, code)| code.clone()).collect()
        }
        Some(_) => return Err("there is neither a list nor a table in the `index`"),
        // A dimension with one category may leave the index out.
        None if labels.len() == 1 => labels.keys().cloned().collect::<Vec<_>>(),
        None => return Err("there is no `index`"),
    };
    if codes.is_empty() {
        return Err("there are no categories");
    }
    let mut known = HashSet::new();
    if !codes.iter().all(|code| known.insert(code)) {
        return Err("a category is there twice in the `index`");
    }
    let label = about.get("label").and_then(Value::as_str).unwrap_or(id).to_owned();
    Ok(Dimension { id: id.to_owned(), label, codes, labels })
}

fn unroll(
    file: &str,
    dimensions: &[Dimension],
    size: usize,
    values: &Value,
    status: Option<&Value>,
) -> Result<Grid, Box<Diagnostic>> {
    let sizes: Vec<usize> = dimensions.iter().map(|d| d.codes.len()).collect();
    let mut grid = Grid::cube(file, &sizes);
    for dimension in dimensions {
        grid.heading_labels.push(dimension.label.clone());
        grid.labels.push(dimension.labels.clone());
    }
    grid.status = Some(dimensions.len() + 1);
    match fill(&mut grid, dimensions, size, values, status) {
        Ok(()) => Ok(grid),
        Err(excess) => {
            let line = grid.rows() as u64;
            Err(grid.refused(excess, line))
        }
    }
}

fn fill(
    grid: &mut Grid,
    dimensions: &[Dimension],
    size: usize,
    values: &Value,
    status: Option<&Value>,
) -> Result<(), Excess> {
    for dimension in dimensions {
        grid.push(&dimension.id, false)?;
    }
    grid.push(VALUE, false)?;
    grid.push(STATUS, false)?;
    grid.end_row(0);
    // Each code is kept once, however many figures it stands before.
    let codes = dimensions
        .iter()
        .map(|d| d.codes.iter().map(|code| grid.keep(code, false)).collect::<Result<Vec<_>, _>>())
        .collect::<Result<Vec<_>, _>>()?;
    let mut number = String::new();
    for at in 0..size {
        let mut stride = size;
        for codes in &codes {
            stride /= codes.len();
            grid.again(codes[at / stride % codes.len()])?;
        }
        number.clear();
        number.push_str(&at.to_string());
        match entry(values, at, &number) {
            Some(Value::Number(n)) => grid.push(&n.to_string(), true)?,
            Some(Value::String(text)) => grid.push(text, false)?,
            _ => grid.push("", false)?,
        }
        grid.push(status_at(status, at, &number), false)?;
        grid.end_row(at as u64 + 1);
    }
    Ok(())
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
            r#"{"id":["a"],"dimension":{"a":{"category":{"index":["x","x"]}}},"value":[1,2]}"#,
            r#"{"id":["a","a"],"dimension":{"a":{"category":{"index":["x"]}}},"value":[1]}"#,
            r#"{"id":["a"],"dimension":{"a":{"category":{"index":{"x":0,"y":0}}}},"value":[1,2]}"#,
            r#"{"id":["a"],"dimension":{"a":{"category":{"index":{"x":0,"y":2}}}},"value":[1,2]}"#,
            r#"{"id":["a"],"size":"1","dimension":{"a":{"category":{"index":["x"]}}},"value":[1]}"#,
            r#"{"id":["a"],"size":[1,"2"],"dimension":{"a":{"category":{"index":["x"]}}},"value":[1]}"#,
            r#"{"id":["a"],"dimension":{"a":{"category":{"index":["x"]}}},"value":"1"}"#,
            r#"{"id":["a"],"dimension":{"a":{"category":{"index":["x"]}}},"value":7}"#,
            r#"{"id":["a"],"dimension":{"a":{"category":{"index":["x"]}}},"value":null}"#,
            r#"{"id":["a"],"dimension":{"a":{"category":{"index":["x"]}}},"value":[true]}"#,
            r#"{"id":["a"],"dimension":{"a":{"category":{"index":["x"]}}},"value":[[1]]}"#,
            r#"{"id":["a"],"dimension":{"a":{"category":{"index":["x"]}}},"value":{"+0":1}}"#,
            r#"{"id":["a"],"dimension":{"a":{"category":{"index":["x"]}}},"value":[1e999]}"#,
            r#"{"id":["a"],"dimension":{"a":{"category":{"index":["x"]}}},"value":[1],"status":7}"#,
        ] {
            assert!(read("x.json", text).is_err(), "{text}");
        }
    }

    /// A cube of so many dimensions with so many categories each, and one figure.
    fn cube(dimensions: usize, categories: usize, code: usize) -> String {
        let ids: Vec<String> = (0..dimensions).map(|n| format!("\"d{n}\"")).collect();
        let codes: Vec<String> =
            (0..categories).map(|n| format!("\"{n}{}\"", "x".repeat(code))).collect();
        let codes = codes.join(",");
        let about: Vec<String> =
            ids.iter().map(|id| format!("{id}:{{\"category\":{{\"index\":[{codes}]}}}}")).collect();
        let (ids, about) = (ids.join(","), about.join(","));
        format!("{{\"id\":[{ids}],\"dimension\":{{{about}}},\"value\":{{\"0\":1}}}}")
    }

    #[test]
    fn cubes_are_measured_before_they_are_unrolled_and_long_codes_are_kept_once() {
        let refused = |text: &str| read("x.json", text).err().map(|p| p.code);
        assert_eq!(refused(&cube(4, 64, 0)), Some("too-large"));
        assert_eq!(refused(&cube(60, 9, 0)), Some("too-large"));
        assert_eq!(refused(&cube(4, 20, 1_000)), None);
    }

    #[test]
    fn identity_numbers_are_found_beside_the_figures() {
        let number = crate::identity::complete("010180123")
            .or_else(|| crate::identity::complete("010180124"))
            .expect("one of them");
        for key in ["label", "note", "source", "extension"] {
            let text = format!(
                r#"{{"{key}":["om {number}"],"id":["a"],"dimension":{{"a":{{"category":{{"index":["x"]}}}}}},"value":[1]}}"#
            );
            let told = read("x.json", &text).err().expect("refused");
            assert_eq!(told.code, "identity-number");
            assert!(!format!("{told:?}").contains(&number));
        }
    }
}
