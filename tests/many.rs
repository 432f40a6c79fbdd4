//! Law: with hundreds of districts every report is still one that can be read, set and downloaded.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

mod support;

use bydelsrapport::{config::report::Format, diagnostic::Problems};
use std::{fmt::Write as _, fs, path::Path};
use support::{Asked, Made, make_as, told};

/// A project of so many invented districts over the starter's settings, with a heat map of all of them.
fn project(root: &Path, districts: usize, sections: usize) {
    for folder in ["config", "data", "report-templates/text/nb"] {
        fs::create_dir_all(root.join(folder)).expect("a folder");
    }
    let mut places = "word = \"bydel\"\ntitle = \"Bydel\"\n".to_owned();
    let mut table = "period;district;indicator;count;base\n".to_owned();
    for n in 0..districts {
        let name = format!("Øvre Årnesbygda {n:03}");
        // Writing to a String never fails.
        let _ = write!(
            places,
            "\n[[district]]\nid = \"d{n:03}\"\nname = \"{name}\"\nslug = \"d{n:03}\"\nwithin = \"i {name}\"\n"
        );
        let people = 400 + (n * 37) % 300;
        let _ = writeln!(table, "2024;d{n:03};folk;{people};");
        for (i, indicator) in INDICATORS.iter().enumerate() {
            let count = people * (20 + (n * 7 + i * 13) % 60) / 100;
            let _ = writeln!(table, "2024;d{n:03};{indicator};{count};{people}");
        }
    }
    let mut indicators =
        "[[indicator]]\nid = \"folk\"\nkind = \"count\"\nlabel = \"Folk\"\nbase = \"alle\"\n"
            .to_owned();
    for id in INDICATORS {
        let _ = write!(
            indicators,
            "\n[[indicator]]\nid = \"{id}\"\nkind = \"share\"\nlabel = \"{id}\"\npredicate = \"er {id}\"\nbase = \"alle som svarte\"\npolarity = \"more_is_better\"\n"
        );
    }
    let mut outline = String::new();
    for s in 0..sections {
        let _ = write!(
            outline,
            "\n[[section]]\nid = \"del-{s}\"\neyebrow = \"Del\"\nneutral = \"Alle bydelene\"\n\n[[section.block]]\nkind = \"heatmap\"\ntitle = \"Andeler i bydelene\"\nfigures = [{}]\n",
            INDICATORS.map(|id| format!("\"{id}\"")).join(", ")
        );
    }
    for (file, text) in [
        ("config/report.toml", REPORT.to_owned()),
        ("config/sources.toml", SOURCES.to_owned()),
        ("config/districts.toml", places),
        ("config/indicators.toml", indicators),
        ("config/outline.toml", outline),
        ("config/disclosure.toml", "k = 5\n".to_owned()),
        ("data/table.csv", table),
        ("report-templates/text/nb/tom.j2", "Tekst.\n".to_owned()),
    ] {
        fs::write(root.join(file), text).expect("written");
    }
}

const INDICATORS: [&str; 6] = ["glad", "frisk", "trygg", "aktiv", "aleine", "mett"];

const REPORT: &str = r#"edition = "many"
title = "Prøve 2024"
subtitle = "Syntetiske tall"
publisher = "Ingen"
mapping_year = 2024
published = "2024-06-05"
notice = "Syntetiske tall"
source = "Syntetiske tall"
periods = ["2024"]
population = "folk"

[city]
name = "Storbyen"
within = "i Storbyen"
"#;

const SOURCES: &str = r#"[[source]]
file = "data/table.csv"
columns = { period = "period", district = "district", indicator = "indicator", count = "count", base = "base" }
"#;

fn made(districts: usize, only: &[&str], formats: &[Format]) -> Result<Made, Problems> {
    let root = tempfile::tempdir().expect("a folder");
    project(root.path(), districts, 1);
    make_as(root.path(), Asked { jobs: 1, only, formats, ..Asked::default() })
}

#[test]
fn a_report_of_three_hundred_districts_is_set() {
    let all = [Format::Pdf, Format::Html, Format::Data];
    let made = made(300, &["d150"], &all).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let page = made.text("d150.html");
    let rows = page.matches("<th scope=\"row\"").count();
    assert!((20..=42).contains(&rows), "{rows}");
    assert!(page.contains("Et utvalg: bydelen selv"));
    // Itself and those next to it; lowest and highest stand there, too.
    for near in ["145", "149", "150", "151", "155"] {
        assert!(page.contains(&format!("Øvre Årnesbygda {near}")), "{near}");
    }
    let csv = made.text("d150.csv");
    let others = csv.lines().filter(|line| line.contains(",d")).count();
    assert!(others < 42 * 8, "{others}");
    assert!(page.len() < 400_000, "{}", page.len());
}

#[test]
fn forty_districts_stand_all_beside_each_other() {
    let made = made(40, &["d020"], &[Format::Html, Format::Data]);
    let made = made.unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let page = made.text("d020.html");
    assert!((0..40).all(|n| page.contains(&format!("Øvre Årnesbygda {n:03}"))));
    assert!(!page.contains("Et utvalg"));
}

#[test]
fn two_thousand_parts_are_refused_where_they_are_written() {
    let root = tempfile::tempdir().expect("a folder");
    project(root.path(), 4, 2_000);
    let refused = make_as(root.path(), Asked::default()).map(|_| ()).expect_err("too many");
    assert!(refused.0.iter().any(|problem| problem.code == "many-sections"), "{}", told(&refused));
}
