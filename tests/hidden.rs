//! Law: how many figures are hidden is said, to readers as one number and to those who make the reports by reason.

#![allow(clippy::disallowed_methods, reason = "tests look at files themselves")]

mod support;

use bydelsrapport::{config::report::Format, pipeline::FileKind};
use std::{collections::BTreeMap, path::Path, process::Command};
use support::{make, told};

/// Rows of a download by status.
fn statuses(csv: &str) -> BTreeMap<&str, usize> {
    let mut found = BTreeMap::new();
    // The rest of the city follows from the others: it is no further figure.
    let own = |line: &&str| !line.split(',').nth(1).expect("a district").starts_with("rest-");
    for line in csv.lines().skip(1).filter(own) {
        let status = line.rsplit(',').next().expect("a status");
        *found.entry(status).or_default() += 1;
    }
    found
}

#[test]
fn a_report_says_how_many_of_the_figures_in_its_download_are_hidden() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let made = make(root, 2, &[Format::Html, Format::Data])
        .unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let mut different = BTreeMap::new();
    for file in made.of(FileKind::Data) {
        let rows = statuses(made.text(&file.path));
        let (hidden, all) = (rows["withheld"], rows["withheld"] + rows["shown"]);
        let page = made
            .of(FileKind::Html)
            .find(|page| page.district == file.district)
            .expect("a page of the district");
        let page = made.text(&page.path).replace('\u{a0}', "");
        for said in [
            format!("Rapporten bygger på {all} tall, og {hidden} av dem er skjult."),
            format!("I alt er {hidden} av {all} tall skjult"),
        ] {
            assert!(page.contains(&said), "{}: {said}", file.path);
        }
        different.insert(hidden, all);
    }
    assert!(different.len() > 1, "districts differ in what is hidden");
}

/// The columns of a line: names have no two spaces.
fn columns(line: &str) -> Vec<&str> {
    line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

#[test]
fn a_check_lists_what_is_hidden_of_each_indicator_and_why() {
    let root = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(env!("CARGO_BIN_EXE_bydelsrapport"))
        .args(["check", "--savings", "--project", root])
        .output()
        .expect("the tool runs");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("text is UTF-8");
    let hidden = text
        .lines()
        .find_map(|line| line.strip_prefix("cells hidden"))
        .and_then(|n| n.trim().parse::<usize>().ok())
        .expect("a line of hidden cells");
    let mut table = text.lines().map(columns).skip_while(|line| line.first() != Some(&"hidden of"));
    assert_eq!(
        table.next().expect("heads"),
        ["hidden of", "cells", "primary", "secondary", "by the sender"]
    );
    let mut sums = [0; 4];
    let mut last = [0; 4];
    let mut names = Vec::new();
    for line in table.take_while(|line| line.len() == 5) {
        let numbers = [1, 2, 3, 4].map(|at| line[at].parse::<usize>().expect("a number"));
        if line[0] == "all" {
            last = numbers;
        } else {
            names.push(line[0].to_owned());
            sums = [0, 1, 2, 3].map(|at| sums[at] + numbers[at]);
        }
    }
    assert_eq!(sums, last, "the last line is the sum of the others");
    assert_eq!(hidden, last[1] + last[2] + last[3]);
    assert!(last[1] > 0 && last[3] > 0, "some are small, and the sender hid some");
    let savings: Vec<Vec<&str>> = text
        .lines()
        .map(columns)
        .skip_while(|line| line.first() != Some(&"what would save most figures"))
        .skip(1)
        .collect();
    assert!((1..=5).contains(&savings.len()), "{savings:?}");
    let saved: Vec<usize> =
        savings.iter().map(|line| line[1].parse().expect("a number of cells")).collect();
    assert!(saved.is_sorted_by(|a, b| a >= b), "the best first: {saved:?}");
    assert!(saved.iter().all(|cells| (1..hidden).contains(cells)));
    assert!(savings.iter().all(|line| line[0].starts_with("merge ")));
    assert_eq!(
        names.first().map(String::as_str),
        Some("kartlagte"),
        "in the order of the settings"
    );
}
