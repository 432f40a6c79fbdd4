//! Law: whatever is planted in a published file, in whatever channel, is told as an error of that file; nothing else is.
//!
//! The plants know the files' formats and nothing of the auditor. All figures are synthetic.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

mod support;

use bydelsrapport::{
    audit::{Finding, Output, audit},
    diagnostic::Severity,
    files::starter,
};
use rayon::prelude::*;
use std::{collections::BTreeMap, path::Path, sync::LazyLock};
use support::{
    make,
    plants::{Files, TEXT_VALUES, VALUES, plants},
    told,
};

/// The starter as `new` writes it, as its files.
static SAFE: LazyLock<Files> = LazyLock::new(|| built(&|_| {}));

/// The starter after a change to its folder, as files.
fn built(change: &dyn Fn(&Path)) -> Files {
    let folder = tempfile::tempdir().expect("a folder");
    let project = folder.path().join("p");
    starter::write(&project).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    change(&project);
    let made = make(&project, 2, &[]).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    made.files.into_iter().map(|(path, file)| (path, file.bytes)).collect()
}

fn output(files: Files) -> Output {
    Output { name: "output".to_owned(), files }
}

fn errors(files: Files) -> Vec<Finding> {
    let audited = audit(&[output(files)]);
    let all = audited.findings.iter();
    all.filter(|finding| finding.severity == Severity::Error).cloned().collect()
}

#[test]
fn every_plant_is_found_in_its_file() {
    let all = plants();
    assert!(all.len() >= 100, "{} plants", all.len());
    let tries: Vec<(usize, &str)> = (0..all.len())
        .flat_map(|plant| {
            let values = if all[plant].words { TEXT_VALUES } else { VALUES };
            // Each plant one small value, which is hardest to tell, and some a larger one: an audit takes its time.
            let (small, large) = values.split_at(4.min(values.len() - 1));
            let more = (plant % 4 == 0).then(|| large[plant / 4 % large.len()]);
            [Some(small[plant % small.len()]), more]
                .into_iter()
                .flatten()
                .map(move |it| (plant, it))
        })
        .collect();
    let missed: Vec<String> = tries
        .par_iter()
        .filter_map(|(plant, value)| {
            let plant = &all[*plant];
            let mut files = SAFE.clone();
            let bytes = files.entry(plant.file.to_owned()).or_default();
            let before = bytes.clone();
            (plant.put)(bytes, value);
            if *bytes == before {
                return Some(format!("{}: nothing was planted", plant.name));
            }
            let told = errors(files)
                .into_iter()
                .any(|finding| finding.sources.iter().any(|source| source.contains(plant.file)));
            (!told).then(|| format!("{} in {}: {value}", plant.name, plant.file))
        })
        .collect();
    assert!(missed.is_empty(), "{} of {}: {missed:#?}", missed.len(), tries.len());
}

/// Variants of a project that give nothing away.
#[test]
fn nothing_is_told_of_what_is_safe() {
    let edit = |path: &'static str, old: &'static str, new: String| {
        move |project: &Path| {
            let path = project.join(path);
            let text = std::fs::read_to_string(&path).expect("settings");
            assert!(text.contains(old), "{old}");
            std::fs::write(&path, text.replacen(old, &new, 1)).expect("settings");
        }
    };
    let mut cases: BTreeMap<String, Box<dyn Fn(&Path)>> = BTreeMap::new();
    cases.insert("untouched".to_owned(), Box::new(|_| {}));
    for date in ["2025-03-17", "2025-05-01", "2026-06-30", "2031-07-05", "2025-12-24"] {
        let new = format!("published = \"{date}\"");
        let case = edit("config/report.toml", "published = \"2025-02-03\"", new);
        cases.insert(date.to_owned(), Box::new(case));
    }
    for source in ["SSB tabell 06913", "Folketall 1.1.2018", "Tabell 3", "37 og 4 av 10"] {
        let new = format!("source = \"{source}. ");
        let case = edit("config/report.toml", "source = \"", new);
        cases.insert(source.to_owned(), Box::new(case));
    }
    let new = "width = 1".to_owned();
    cases.insert(
        "width".to_owned(),
        Box::new(move |project: &Path| {
            let path = project.join("config/disclosure.toml");
            let text = std::fs::read_to_string(&path).expect("settings");
            let lines = text
                .lines()
                .map(|line| if line.starts_with("width") { new.as_str() } else { line });
            std::fs::write(&path, lines.collect::<Vec<_>>().join("\n")).expect("settings");
        }),
    );
    for (name, change) in cases {
        let audited = audit(&[output(built(&*change))]);
        let told: Vec<_> = audited.findings.iter().collect();
        assert!(told.is_empty(), "{name}: {told:#?}");
    }
}
