//! Law: small whole projects are read as they stand, and broken ones give exactly the problems beside them.
//!
//! `BLESS=1 cargo test --test cases` writes the expected texts anew; look at what changed before you commit it.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

mod common;
#[path = "common/synthetic/mod.rs"]
mod synthetic;

use bydelsrapport::{
    confidential::{PublishedTable, RawTable, ValidTable},
    diagnostic::{Problems, Severity},
    ledger::Memory,
};
use common::{Project, fixtures};
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

const CASES: [&str; 4] = ["employment", "employment-workbook", "jsonstat", "wide-latin1"];

fn read(project: &Project) -> Result<(ValidTable, Problems), Problems> {
    let settings = project.settings()?;
    let mut warnings = Problems::default();
    let table = RawTable::read(&project.data(), &settings)?.validate(&settings, &mut warnings)?;
    Ok((table, warnings))
}

fn published(name: &str) -> PublishedTable {
    let project = Project::open(&[&fixtures("cases").join(name)]);
    let settings = project.settings().expect("valid settings");
    let (table, _) = read(&project).expect("valid data");
    table.publish(&settings, &Memory::default())
}

/// `code | place | message`, then the hints.
fn told(problems: &Problems) -> String {
    let mut text = String::new();
    for p in &problems.0 {
        let word = if p.severity == Severity::Error { "error" } else { "warning" };
        writeln!(text, "{word} {} | {} | {}", p.code, p.place, p.message).expect("to a string");
        for hint in &p.hints {
            writeln!(text, "    {hint}").expect("to a string");
        }
    }
    text
}

/// Compares with the file, or writes it.
fn expect(file: &Path, actual: &str, wrong: &mut Vec<String>) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(file, actual).expect("it can be written");
    } else if fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n") != actual {
        wrong.push(format!("{}\n--- now:\n{actual}", file.display()));
    }
}

fn finish(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "not as expected; `BLESS=1 cargo test --test cases` accepts it:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn cases_are_read() {
    let mut wrong = Vec::new();
    for name in CASES {
        let folder = fixtures("cases").join(name);
        let actual = match read(&Project::open(&[&folder])) {
            Ok((table, warnings)) => {
                let mut text = String::new();
                for s in &table.summary().sources {
                    writeln!(
                        text,
                        "{} | {} | {} rows, {} left out, {} cells",
                        s.file, s.format, s.rows, s.skipped, s.cells
                    )
                    .expect("to a string");
                }
                writeln!(text, "{} cells with totals", table.len()).expect("to a string");
                text + &told(&warnings)
            }
            Err(problems) => told(&problems),
        };
        expect(&folder.join("expected.txt"), &actual, &mut wrong);
    }
    finish(&wrong);
}

#[test]
fn broken_projects_say_what_is_wrong() {
    let base = fixtures("broken").join("_base");
    let mut folders: Vec<PathBuf> = fs::read_dir(fixtures("broken"))
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.is_dir() && !path.ends_with("_base"))
        .collect();
    folders.sort();
    assert!(folders.len() >= 14);
    let mut wrong = Vec::new();
    for folder in folders {
        let problems = match read(&Project::open(&[&base, &folder])) {
            Ok((_, warnings)) => warnings,
            Err(problems) => problems,
        };
        expect(&folder.join("expected.txt"), &told(&problems), &mut wrong);
    }
    finish(&wrong);
}

#[test]
fn the_base_of_the_broken_projects_is_sound() {
    let (_, warnings) = read(&Project::open(&[&fixtures("broken").join("_base")]))
        .unwrap_or_else(|p| panic!("{}", told(&p)));
    assert_eq!(told(&warnings), "");
}

#[test]
fn text_and_workbook_give_the_same_figures() {
    let (text, workbook) = (published("employment"), published("employment-workbook"));
    assert!(!text.is_empty());
    assert!(text.iter().eq(workbook.iter()));
}

#[test]
#[ignore = "writes the cases' data anew"]
fn regenerate() {
    synthetic::write(&fixtures("cases"));
    synthetic::write_broken(&fixtures("broken"));
}
