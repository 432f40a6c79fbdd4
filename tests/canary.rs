//! Law: a hidden count leaves no trace: not its digits, not its share, not its place in an order, in no channel.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

mod support;

use bydelsrapport::pipeline::FileKind;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::LazyLock,
};
use support::{
    Made,
    canary::{Hidden, Shape, hidden, table, write},
    make, told,
    traces::{channels, traces},
};
use tempfile::TempDir;

const CLOSED: Shape = Shape { shifted: false, open: false, named: None };
const OPEN: Shape = Shape { open: true, ..CLOSED };

fn project(shape: Shape) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), shape);
    folder
}

fn made(shape: Shape) -> Made {
    let folder = project(shape);
    make(folder.path(), 1, &[]).unwrap_or_else(|problems| panic!("{}", told(&problems)))
}

static HIDDEN: LazyLock<Made> = LazyLock::new(|| made(CLOSED));
static SHOWN: LazyLock<Made> = LazyLock::new(|| made(OPEN));

#[test]
fn hidden_counts_stand_nowhere() {
    let cells = hidden(CLOSED);
    assert!(cells.len() > 90, "{}", cells.len());
    for (channel, text) in channels(&HIDDEN) {
        let found = traces(&text, &cells);
        assert!(found.is_empty(), "{channel} gives away {found:?}");
    }
    assert!(HIDDEN.outcome.hidden > 150, "{}", HIDDEN.outcome.hidden);
}

#[test]
fn the_search_finds_the_same_counts_where_they_are_not_hidden() {
    let cells = hidden(OPEN);
    let channels = channels(&SHOWN);
    for channel in ["Html", "Data", "drawings", "pdf words", "pdf strings", "pdf alternatives"] {
        let found = traces(&channels[channel], &cells);
        assert!(!found.is_empty(), "{channel} is not searched");
    }
    // The download holds every one of its districts' counts, and their shares.
    let csv = traces(&channels["Data"], &cells);
    let counts = csv.iter().filter(|form| !form.contains('.')).count();
    assert!(counts * 3 >= 2 * cells.len(), "{counts} of {}", cells.len());
    assert!(csv.len() > counts, "shares are searched");
}

#[test]
fn other_hidden_counts_give_the_same_bytes() {
    let shape = Shape { shifted: true, ..CLOSED };
    assert_ne!(table(shape), table(CLOSED), "the input differs");
    let shifted = made(shape);
    assert!(shifted.files.keys().eq(HIDDEN.files.keys()));
    for (path, file) in &shifted.files {
        assert!(file == &HIDDEN.files[path], "{path} depends on hidden counts");
    }
    assert_eq!(shifted.outcome.pages, HIDDEN.outcome.pages);
    assert_eq!(shifted.outcome.hidden, HIDDEN.outcome.hidden);
    assert_eq!(told(&shifted.warnings), told(&HIDDEN.warnings));
}

#[test]
fn the_same_change_is_seen_in_every_report_where_nothing_is_hidden() {
    let shifted = made(Shape { shifted: true, ..OPEN });
    for (path, file) in &shifted.files {
        // The index and the codebook are no reports. Claims are sentences alone, and those speak of sums over
        // groups, which the change leaves as they are.
        if file.district.is_some() && file.kind != FileKind::Findings {
            assert!(file != &SHOWN.files[path], "{path} is blind to the counts");
        }
    }
}

/// Runs the program itself.
fn tool(arguments: &[&str], project: &Path, output: Option<&Path>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bydelsrapport"));
    command.args(arguments).arg("--project").arg(project);
    if let Some(output) = output {
        command.arg("--output").arg(output);
    }
    command.env("RUST_BACKTRACE", "1").output().expect("the program runs")
}

fn said(output: &Output) -> String {
    let texts = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    texts.join("\n")
}

/// The manifest and the names of all files in a folder.
fn around(folder: &Path) -> (String, String) {
    let names = fs::read_dir(folder).expect("the output is there");
    let names =
        names.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let manifest = fs::read_to_string(folder.join("manifest.json")).expect("a manifest");
    (names.collect::<Vec<_>>().join("\n"), manifest)
}

#[test]
fn the_program_says_nothing_of_hidden_counts() {
    let cells = hidden(CLOSED);
    let project = project(CLOSED);
    let output = project.path().join("output");
    let check = tool(&["check", "--savings", "--verbose"], project.path(), None);
    let build = tool(&["build", "--timings", "--verbose"], project.path(), Some(&output));
    assert!(check.status.success() && build.status.success(), "{}", said(&build));
    let (names, manifest) = around(&output);
    for text in [said(&check), said(&build), names, manifest] {
        assert_eq!(traces(&text, &cells), Vec::<String>::new(), "{text}");
    }
    // What the program wrote is what was searched above.
    for (path, file) in &HIDDEN.files {
        assert!(fs::read(output.join(path)).expect("the file is there") == file.bytes, "{path}");
    }
}

#[test]
fn the_search_finds_a_number_in_names_logs_and_the_manifest() {
    let cells = hidden(CLOSED);
    let number = cells[0].count.to_string();
    let shape = Shape { named: Some(Box::leak(number.into_boxed_str())), ..CLOSED };
    let project = project(shape);
    let output = project.path().join("output");
    let build = tool(&["build", "--format", "pdf", "--verbose"], project.path(), Some(&output));
    assert!(build.status.success(), "{}", said(&build));
    let (names, manifest) = around(&output);
    for text in [said(&build), names, manifest] {
        assert!(!traces(&text, &cells[..1]).is_empty(), "not searched: {text}");
    }
}

/// A broken input: what is replaced in the table or its settings, and the code of the problem.
fn broken(file: &str, from: &str, to: &str) -> (TempDir, String) {
    let project = project(CLOSED);
    let path: PathBuf = project.path().join(file);
    let text = fs::read_to_string(&path).expect("the file is there");
    assert!(text.contains(from), "{from} stands in {file}");
    fs::write(&path, text.replacen(from, to, 1)).expect("the file can be written");
    let told = tool(&["build"], project.path(), Some(&project.path().join("output")));
    assert_eq!(told.status.code(), Some(1), "{}", said(&told));
    assert!(!project.path().join("output").exists(), "nothing is written");
    (project, said(&told))
}

#[test]
fn problems_never_tell_a_value() {
    let table = table(CLOSED);
    let find = |category: &str| -> [u64; 2] {
        let start = format!("2017;030101;psykisk;bosituasjon;{category};");
        let line = table.lines().find_map(|line| line.strip_prefix(&start));
        let (count, base) = line.expect("a row").split_once(';').expect("two numbers");
        [count, base].map(|number| number.parse().expect("a number"))
    };
    let ([a, base], [b, _]) = (find("red"), find("yellow"));
    let row = format!("2017;030101;psykisk;bosituasjon;red;{a};{base}\n");
    let with = |count: &str| format!("2017;030101;psykisk;bosituasjon;red;{count};{base}\n");
    let twice = format!("{row}{row}");
    let columns = r#"district = "Bydel""#;
    for (file, from, to, code) in [
        ("data/tall.csv", &row, with(&(a + 1000).to_string()), "[sum"),
        ("data/tall.csv", &row, with(&format!("-{a}")), "["),
        ("data/tall.csv", &row, with(&format!("{a},5")), "["),
        ("data/tall.csv", &row, with(&format!("ca. {a}")), "["),
        ("data/tall.csv", &row, with(&format!("{a}{b}")), "["),
        ("data/tall.csv", &row, twice, "[duplicate"),
        ("data/tall.csv", &row, String::new(), "["),
        ("data/tall.csv", &row, format!("2017;030101;psykisk;bosituasjon;red;{a};{b};{a}\n"), "["),
        ("data/tall.csv", &row, format!("2017;030101;psykisk;bosituasjon;red;{base};{a}\n"), "["),
        ("config/sources.toml", &columns.to_owned(), r#"district = "Antall""#.to_owned(), "["),
    ] {
        let (_project, told) = broken(file, from, &to);
        assert!(told.contains("error["), "{told}");
        let mut all = hidden(CLOSED);
        all.push(Hidden { count: a + 1000, base: 0 });
        let found = traces(&told, &all);
        assert!(found.is_empty(), "{code} {to} gives away {found:?}:\n{told}");
        eprintln!(
            "{}",
            told.lines().filter(|l| l.contains("error[")).take(3).collect::<Vec<_>>().join("\n")
        );
    }
}
