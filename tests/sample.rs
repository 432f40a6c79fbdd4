//! Law: the sample project's settings fit together, and its synthetic input is what the generator writes.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

#[path = "../fixtures/oslo-2018/generator/mod.rs"]
mod generator;

use bydelsrapport::{
    config::{
        Block, Disclosure, Districts, Indicators, Kind, Language, Outline, ReportSettings, Sources,
        outline::{Column, Ref},
    },
    ident::{CategoryId, GroupId, IndicatorId},
};
use serde::de::DeserializeOwned;
use std::{collections::BTreeSet, fs, path::PathBuf};

fn root(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn settings<T: DeserializeOwned>(name: &str) -> T {
    let path = root("config").join(name);
    let text = fs::read_to_string(&path).expect("the settings are there");
    toml::from_str(&text).unwrap_or_else(|problem| panic!("{name}: {problem}"))
}

#[test]
fn every_settings_file_is_read() {
    let report: ReportSettings = settings("report.toml");
    let districts: Districts = settings("districts.toml");
    let indicators: Indicators = settings("indicators.toml");
    let _: Disclosure = settings("disclosure.toml");
    let words: Language = settings("lang/nb.toml");
    assert_eq!(report.districts.len(), 10);
    assert!(report.districts.iter().all(|id| districts.get(id).is_some_and(|d| !d.outside)));
    assert_eq!(districts.districts.iter().filter(|d| !d.outside).count(), 15);
    assert!(districts.districts.iter().all(|d| d.outside || d.tile.is_some()));
    assert!(indicators.get(&report.population).is_some_and(|i| i.kind == Kind::Count));
    assert!(report.comparison.group.iter().all(|id| indicators.group(id).is_some()));
    assert_eq!((words.months.len(), words.number_words.len()), (12, 13));
}

#[test]
fn groups_scales_and_categories_exist() {
    let indicators: Indicators = settings("indicators.toml");
    for indicator in &indicators.indicators {
        let id = &indicator.id;
        let categories = indicators.categories(indicator);
        assert_eq!(indicator.kind.has_categories(), !categories.is_empty(), "{id}");
        assert!(indicator.groups.iter().all(|g| indicators.group(g).is_some()), "{id}");
        for category in categories {
            let known =
                |part: &CategoryId| categories.iter().any(|c| &c.id == part && c.sum_of.is_empty());
            assert!(category.sum_of.iter().all(known), "{id}:{}", category.id);
            assert!(category.predicate.is_some(), "{id}:{} can stand in a sentence", category.id);
        }
        assert!(
            indicator.kind != Kind::Share || indicator.predicate.is_some(),
            "{id} can stand in a sentence"
        );
    }
}

/// The addresses of figures in a block, and of indicators that it shows whole.
fn named(block: &Block) -> (Vec<Ref>, Vec<IndicatorId>) {
    match block {
        Block::Levels { indicators, .. } => (Vec::new(), indicators.clone()),
        Block::LevelsBy { indicator, .. } => (Vec::new(), vec![indicator.clone()]),
        Block::Bars { indicator, figures, .. } | Block::Table { indicator, figures, .. } => {
            (figures.clone(), indicator.iter().cloned().collect())
        }
        Block::Pairs { pairs, .. } => (pairs.iter().flatten().cloned().collect(), Vec::new()),
        Block::Barometer { themes, .. } => {
            (themes.iter().flat_map(|theme| theme.figures.clone()).collect(), Vec::new())
        }
        Block::Slopes { figures, .. }
        | Block::Change { figures, .. }
        | Block::Heatmap { figures, .. }
        | Block::Areas { figures, .. } => (figures.clone(), Vec::new()),
        Block::Beside { left, right } => {
            let (mut figures, mut whole) = named(left);
            let (more, rest) = named(right);
            figures.extend(more);
            whole.extend(rest);
            (figures, whole)
        }
        _ => (Vec::new(), Vec::new()),
    }
}

#[test]
fn the_outline_names_what_is_measured() {
    let outline: Outline = settings("outline.toml");
    let indicators: Indicators = settings("indicators.toml");
    let group = |id: &GroupId| indicators.group(id).is_some();
    let mut ids = BTreeSet::new();
    let mut figures: Vec<Ref> = outline.cover.iter().map(|number| number.figure.clone()).collect();
    for section in &outline.sections {
        assert!(ids.insert(section.id.clone()), "{} stands twice", section.id);
        for block in &section.blocks {
            let (more, whole) = named(block);
            figures.extend(more);
            assert!(
                whole.iter().all(|id| indicators.get(id).is_some()),
                "{}: {whole:?}",
                section.id
            );
            if let Block::Table { columns, .. } = block {
                assert!(
                    columns.iter().all(|c| !matches!(c, Column::Group(id) if !group(id))),
                    "{}",
                    section.id
                );
            }
        }
    }
    for figure in figures {
        let indicator = indicators.get(&figure.indicator).unwrap_or_else(|| panic!("{figure}"));
        let categories = indicators.categories(indicator);
        match &figure.category {
            Some(id) => assert!(categories.iter().any(|c| &c.id == id), "{figure}"),
            None if indicator.kind == Kind::Levels => {
                assert!(categories.iter().any(|c| c.weak), "{figure}")
            }
            None => assert!(categories.is_empty(), "{figure} names no category"),
        }
        assert!(figure.group.iter().all(group), "{figure}");
    }
}

#[test]
fn sources_name_files_and_indicators_that_exist() {
    let sources: Sources = settings("sources.toml");
    let indicators: Indicators = settings("indicators.toml");
    for source in &sources.sources {
        assert!(root(&source.file).is_file(), "{}", source.file);
        assert!(
            source.named_indicators().all(|id| indicators.get(&id).is_some()),
            "{}",
            source.file
        );
        let constant = source.named_indicators().next();
        if let (Some(wide), Some(indicator)) =
            (&source.wide, constant.and_then(|id| indicators.get(&id)))
        {
            let categories = indicators.categories(indicator);
            let known: BTreeSet<&str> =
                categories.iter().filter(|c| c.sum_of.is_empty()).map(|c| c.id.as_str()).collect();
            let given: BTreeSet<&str> = wide.columns.values().map(String::as_str).collect();
            assert_eq!(known, given, "{}", source.file);
        }
    }
}

#[test]
fn the_input_is_what_the_generator_writes() {
    for (name, bytes) in generator::files().expect("the workbooks can be made") {
        let kept = fs::read(root("fixtures/oslo-2018").join(name)).expect("the file is there");
        assert!(kept == bytes, "{name} differs: cargo run --example regenerate-oslo-2018");
    }
}

#[test]
fn the_input_sums_to_what_was_published() {
    // Columns of the file: year, name, count; among lines that hold all of the words.
    let sum = |file: &str, words: &[&str], separator: char, column: usize| -> u64 {
        let bytes = fs::read(root("fixtures/oslo-2018").join(file)).expect("the file is there");
        // Latin-1 is read as what it is in ASCII: the words looked for hold no other letters.
        let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        text.lines()
            .filter(|line| words.iter().all(|word| line.contains(word)))
            .map(|line| line.split(separator).nth(column).expect("the column is there"))
            .map(|count| count.parse::<u64>().expect("a count"))
            .sum()
    };
    let mapped = |year: &str, group: &str| {
        sum("kartlagte.csv", &[year, group, "Bydel"], ';', 3)
            + sum("kartlagte.csv", &[year, group, "99 Uoppgitt"], ';', 3)
    };
    assert_eq!(mapped("2018;", "Psykisk"), 5409);
    assert_eq!(mapped("2018;", "Rusmiddelproblem") + mapped("2018;", "(ROP)"), 3968);
    assert_eq!(mapped("2017;", "Psykisk"), 4691);
    assert_eq!(mapped("2017;", "Rusmiddelproblem") + mapped("2017;", "(ROP)"), 3924);
    let property = |name: &str| sum("kjennetegn.csv", &["2018,", name], ',', 4);
    assert_eq!(property("\"Bor alene\""), 7689);
    assert_eq!(property("Ordin"), 281);
    assert_eq!(property("Frivillige"), 405);
    assert_eq!(property("Psykisk helseproblem i tre"), 3413);
    let substance = |column: usize| {
        sum("rusmidler.csv", &["2018;", "Bydel"], ';', column)
            + sum("rusmidler.csv", &["2018;", "Uoppgitt"], ';', column)
    };
    assert_eq!([substance(4), substance(5), substance(6)], [1468, 992, 714]);
    let men = ["Rusmiddelproblem", "(ROP)"]
        .map(|group| sum("personer.csv", &["2018;", group, ";Mann;"], ';', 5));
    assert_eq!(men.iter().sum::<u64>(), 2778);
}
