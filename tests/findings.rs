//! Law: every rule speaks on one side of its edge and is silent on the other, and a changed figure changes the sentences that rest on it.
//!
//! `fixtures/findings/edges.toml` is written by hand alone.

#![allow(clippy::disallowed_methods, reason = "tests lay out whole projects on disk")]

mod support;

use bydelsrapport::{config::report::Format, pipeline::FileKind};
use serde::Deserialize;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use support::{make, sample, told};
use tempfile::TempDir;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edges {
    case: Vec<Case>,
}

/// A few changed figures and settings, and what must be found then.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    cells: BTreeMap<String, Cell>,
    #[serde(default)]
    comparison: toml::Table,
    #[serde(default)]
    findings: toml::Table,
    #[serde(default)]
    disclosure: toml::Table,
    most: Option<u64>,
    finds: Vec<String>,
}

/// How many, or how many of how many.
#[derive(Deserialize)]
#[serde(untagged)]
enum Cell {
    Count(u64),
    Pair(String),
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/findings")
}

/// The base with the case's settings and figures.
fn laid(case: &Case) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let base = fixtures().join("_base");
    for part in ["config", "data", "report-templates/text/nb"] {
        fs::create_dir_all(folder.path().join(part)).expect("a folder");
        for entry in fs::read_dir(base.join(part)).expect("the base").flatten() {
            let to = folder.path().join(part).join(entry.file_name());
            fs::copy(entry.path(), to).expect("copied");
        }
    }
    let set = |file: &str, change: &dyn Fn(&mut toml::Table)| {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).expect("settings");
        let mut table: toml::Table = text.parse().expect("TOML");
        change(&mut table);
        fs::write(path, table.to_string()).expect("written");
    };
    set("config/report.toml", &|report| {
        report.insert("comparison".to_owned(), case.comparison.clone().into());
    });
    set("config/disclosure.toml", &|rules| {
        rules.extend(case.disclosure.clone());
    });
    set("config/outline.toml", &|outline| {
        let findings = outline["findings"].as_table_mut().expect("a table");
        findings.extend(case.findings.clone());
        if let Some(most) = case.most {
            let most = i64::try_from(most).expect("few");
            outline["section"][0]["block"][0]["most"] = most.into();
        }
    });
    let path = folder.path().join("data/figures.csv");
    let table = fs::read_to_string(&path).expect("figures");
    fs::write(path, with(&table, &case.cells)).expect("written");
    folder
}

/// The table with other figures in some cells.
///
/// # Panics
/// Where there is no such cell.
fn with(table: &str, cells: &BTreeMap<String, Cell>) -> String {
    let mut left: BTreeSet<&str> = cells.keys().map(String::as_str).collect();
    let mut lines = Vec::new();
    for line in table.lines() {
        let fields: Vec<&str> = line.split(',').collect();
        let [period, district, group, indicator, category, ..] = fields[..] else {
            panic!("{line}")
        };
        let colon = if category.is_empty() { "" } else { ":" };
        let key = format!("{indicator}{colon}{category} {group} {district} {period}");
        let Some(cell) = cells.get(&key) else {
            lines.push(line.to_owned());
            continue;
        };
        left.remove(key.as_str());
        let [count, base] = match cell {
            Cell::Count(count) => [count.to_string(), fields[6].to_owned()],
            Cell::Pair(pair) => {
                let (count, base) = pair.split_once('/').expect("count/base");
                [count.to_owned(), base.to_owned()]
            }
        };
        lines.push([&fields[..5], &[count.as_str(), base.as_str()]].concat().join(","));
    }
    assert!(left.is_empty(), "no such cells: {left:?}");
    lines.join("\n") + "\n"
}

/// The claims of A's report, and its figures by address.
fn made(case: &Case) -> Report {
    let folder = laid(case);
    let made = make(folder.path(), 1, &[Format::Html, Format::Data])
        .unwrap_or_else(|problems| panic!("{}: {}", case.name, told(&problems)));
    read(made.text("a.findings.json"), made.text("a.csv"))
}

/// The claims of a report, and its figures by address.
type Report = (Vec<Value>, BTreeMap<String, String>);

fn read(claims: &str, figures: &str) -> Report {
    let claims: Value = serde_json::from_str(claims).expect("JSON");
    let claims = claims["claims"].as_array().expect("claims").clone();
    let mut reader = csv::Reader::from_reader(figures.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.expect("a row");
        let key = [0, 1, 2, 3, 4].map(|at| &row[at]).join(".");
        let figure = [5, 6, 7, 8].map(|at| &row[at]).join(" ");
        (key, figure)
    });
    (claims, rows.collect())
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// Rule, tone and figures of a finding of the summary.
fn found(claim: &Value) -> Option<String> {
    let why = claim.get("finding").filter(|_| claim["place"] == "finding")?;
    let parts = ["rule", "tone", "figure", "other"].map(|key| text(why, key));
    Some(parts.join(" ").trim_end().to_owned())
}

#[test]
fn every_rule_has_an_edge() {
    let edges = fs::read_to_string(fixtures().join("edges.toml")).expect("the cases");
    let edges: Edges = toml::from_str(&edges).expect("TOML");
    let mut wrong = Vec::new();
    let mut rules: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for case in &edges.case {
        let (claims, _) = made(case);
        let finds: Vec<String> = claims.iter().filter_map(found).collect();
        if finds != case.finds {
            wrong.push(format!("{}: {finds:#?}", case.name));
        }
        let said: BTreeSet<&str> = finds.iter().filter_map(|f| f.split(' ').next()).collect();
        for rule in RULES {
            let times = rules.entry(rule.to_owned()).or_default();
            times[usize::from(said.contains(rule))] += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (rule, [silent, spoken]) in rules {
        assert!(silent > 0 && spoken > 0, "{rule} is on one side alone");
    }
}

const RULES: [&str; 10] = [
    "small-base",
    "ordinary",
    "weakest-area",
    "stands-out",
    "changed",
    "gap",
    "between-groups",
    "coverage",
    "largest-group",
    "headline",
];

/// A claim as a reader sees it, with where it stands.
type Sentence = [String; 4];

/// The claims, each with the cells that it rests on.
fn sentences(claims: &[Value]) -> BTreeMap<Sentence, BTreeSet<String>> {
    let of = |claim: &Value| {
        let at = ["section", "place", "template", "text"].map(|key| text(claim, key).to_owned());
        let lists = claim["figures"].as_array().expect("figures").iter();
        let lists = lists.chain([claim]).map(|it| it["cells"].as_array().expect("cells"));
        let cells = lists.flatten().map(|cell| cell.as_str().expect("a cell").to_owned());
        (at, cells.collect())
    };
    claims.iter().map(of).collect()
}

/// What was said in only one of two reports and rests on no figure that differs between them.
fn unfounded(
    claims: [&[Value]; 2],
    figures: [&BTreeMap<String, String>; 2],
) -> (usize, Vec<Sentence>) {
    let differ = |cell: &String| figures[0].get(cell) != figures[1].get(cell);
    let [before, after] = claims.map(sentences);
    let gone = before.iter().filter(|(said, _)| !after.contains_key(*said));
    let come = after.iter().filter(|(said, _)| !before.contains_key(*said));
    let changed: Vec<_> = gone.chain(come).collect();
    let unfounded = changed.iter().filter(|(_, cells)| !cells.iter().any(differ));
    (changed.len(), unfounded.map(|(said, _)| (*said).clone()).collect())
}

#[test]
fn a_changed_figure_changes_the_sentences_that_rest_on_it() {
    let nothing = Case::default();
    let (before, figures) = made(&nothing);
    let mut silent = Vec::new();
    for indicator in ["ute", "tur", "far", "anbefalt", "kurs"] {
        for district in ["a", "b"] {
            for period in ["2023", "2024"] {
                let cell = format!("{indicator} g1 {district} {period}");
                let count = if district == "a" { 54 } else { 208 };
                let case = Case {
                    name: cell.clone(),
                    cells: BTreeMap::from([(cell.clone(), Cell::Count(count))]),
                    ..Case::default()
                };
                let (after, others) = made(&case);
                let (changed, unfounded) = unfounded([&before, &after], [&figures, &others]);
                assert_eq!(unfounded, Vec::<Sentence>::new(), "{cell}");
                if changed == 0 {
                    silent.push(cell);
                }
            }
        }
    }
    // The sentences of the base are about one share: all else may change unsaid, and does.
    let said: Vec<&String> = silent.iter().filter(|cell| cell.starts_with("far")).collect();
    assert_eq!(said, ["far g1 a 2023", "far g1 b 2023"]);
}

/// Every report of the sample by its page's name, where one of its files says something else.
fn sampled(change: Option<[&str; 2]>) -> BTreeMap<String, Report> {
    let folder = sample::sample();
    if let Some([from, to]) = change {
        sample::edit(&folder, "fixtures/oslo-2018/kjennetegn.csv", from, to);
    }
    let made = make(folder.path(), 2, &[Format::Html, Format::Data])
        .unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let pages = made.files.keys().filter_map(|path| path.strip_suffix(".findings.json"));
    let report = |page: &str| {
        let claims = made.text(&format!("{page}.findings.json"));
        let data = made.of(FileKind::Data).find(|data| {
            let page = &made.files[&format!("{page}.findings.json")];
            data.district == page.district
        });
        let figures = made.text(&data.expect("the district's figures").path);
        (page.to_owned(), read(claims, figures))
    };
    pages.map(report).collect()
}

/// The findings that a report chose, in their order.
fn chosen(claims: &[Value]) -> Vec<String> {
    claims.iter().filter_map(found).collect()
}

#[test]
fn a_changed_figure_of_the_sample_is_read_in_all_reports_and_nowhere_else() {
    let before = sampled(None);
    let mut same = 0;
    let mut others = 0;
    // People with a mental health problem in Sagene: more live alone, far more do; far fewer have a plan.
    for (thing, from, to) in
        [("Bor alene", 329, 333), ("Bor alene", 329, 361), ("Har individuell plan", 43, 24)]
    {
        let line = |count| format!("2018,\"03\",\"Psykisk helseproblem\",\"{thing}\",{count},");
        let after = sampled(Some([&line(from), &line(to)]));
        assert!(before.keys().eq(after.keys()));
        for (page, (claims, figures)) in &before {
            let (new_claims, new_figures) = &after[page];
            let (changed, mut unfounded) = unfounded([claims, new_claims], [figures, new_figures]);
            // Which findings are chosen, and in which order, rests on all that is compared: another choice
            // may be heard where findings stand, and nowhere else.
            if chosen(claims) == chosen(new_claims) {
                same += usize::from(changed > 0);
            } else {
                others += 1;
                unfounded.retain(|said| said[0] != "oppsummert" && said[0] != "samtalen");
            }
            let nothing: Vec<Sentence> = Vec::new();
            assert_eq!(unfounded, nothing, "{page}: {thing} {to}");
            assert!(changed > 0 || page != "sagene", "{thing} {to}");
        }
    }
    assert!(same > 0 && others > 0, "{same} and {others}");
}
