//! Law: what is derived is what a person would have summed on paper.

mod given;
mod nests;

use super::super::{
    ValidTable,
    raw::{Content, Masked},
};
use given::{at, count, mean, table};

const PEOPLE: [&str; 7] = [
    "A p people _ 10 _ _",
    "A r people _ 20 _ _",
    "A s people _ 30 _ _",
    "B p people _ 1 _ _",
    "B r people _ 2 _ _",
    "B s people _ 0 _ _",
    "Z p people _ 5 _ _",
];

fn with_people(rows: &[&str]) -> ValidTable {
    let all: Vec<&str> = PEOPLE.iter().chain(rows).copied().collect();
    table(&all).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn codes(rows: &[&str]) -> Vec<&'static str> {
    let all: Vec<&str> = PEOPLE.iter().chain(rows).copied().collect();
    let problems = table(&all).err().unwrap_or_default();
    problems.0.iter().map(|p| p.code).collect()
}

#[test]
fn groups_and_city_are_summed() {
    let table = with_people(&[]);
    assert_eq!(at(&table, "A total people"), count(60, None));
    assert_eq!(at(&table, "A rs people"), count(50, None));
    assert_eq!(at(&table, "total p people"), count(16, None), "those outside are counted in");
    assert_eq!(at(&table, "total r people"), count(22, None));
    assert_eq!(at(&table, "total rs people"), count(52, None));
    assert_eq!(at(&table, "Z total people"), count(5, None), "what is not given outside is nobody");
    assert_eq!(at(&table, "total total people"), count(68, None));
}

#[test]
fn levels_get_their_base_and_their_sums() {
    let rows: Vec<String> =
        ["A p 1 2 7", "A r 5 5 10", "A s 0 0 30", "B p 0 0 1", "B r 1 1 0", "B s 0 0 0"]
            .iter()
            .flat_map(|row| {
                let c: Vec<&str> = row.split(' ').collect();
                ["blue", "red", "green"]
                    .iter()
                    .zip(&c[2..])
                    .map(|(id, n)| format!("{} {} area {id} {n} _ _", c[0], c[1]))
                    .collect::<Vec<_>>()
            })
            .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let table = with_people(&rows);
    assert_eq!(at(&table, "A p area red"), count(2, 10));
    assert_eq!(at(&table, "A p area total"), count(10, 10));
    assert_eq!(at(&table, "A p area weak"), count(3, 10));
    assert_eq!(at(&table, "A total area weak"), count(13, 60));
    assert_eq!(at(&table, "total rs area green"), count(40, 52));
    assert_eq!(at(&table, "B s area total"), count(0, 0), "a group with nobody in it");
}

#[test]
fn hidden_parts_hide_their_sums() {
    let cells = ["A p", "A r", "A s", "B p", "B r", "B s"];
    let mut rows: Vec<String> = cells.iter().map(|c| format!("{c} alone _ 0 _ _")).collect();
    rows[1] = "A r alone _ : _ _".to_owned();
    rows[5] = "B s alone _ .. _ _".to_owned();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let table = with_people(&rows);
    assert_eq!(at(&table, "A p alone"), count(0, 10), "the base is the number mapped");
    assert_eq!(at(&table, "A total alone"), Some(Content::Hidden));
    assert_eq!(at(&table, "A rs alone"), Some(Content::Hidden));
    assert_eq!(at(&table, "B total alone"), Some(Content::Missing));
    assert_eq!(at(&table, "total r alone"), Some(Content::Hidden));
    assert_eq!(at(&table, "total p alone"), count(0, 11));
}

#[test]
fn answers_of_groups_asked_have_those_groups_as_base() {
    let rows: Vec<String> = ["A r", "A s", "B r", "B s"]
        .iter()
        .flat_map(|c| ["x", "y"].map(|id| format!("{c} drug {id} 0 _ _")))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let table = with_people(&rows);
    assert_eq!(at(&table, "A total drug x"), count(0, 50));
    assert_eq!(at(&table, "A rs drug x"), count(0, 50));
    assert_eq!(at(&table, "A total drug total"), None, "several answers have no total");
}

#[test]
fn means_weigh_by_people_and_pass_over_nobody() {
    let rows = [
        "A p age _ _ _ 30",
        "A r age _ _ _ 40",
        "A s age _ _ _ 50",
        "B p age _ _ _ 20",
        "B r age _ _ _ 25",
        "B s age _ _ _ ..",
    ];
    let table = with_people(&rows);
    assert_eq!(at(&table, "A p age"), mean(30.0, 10));
    assert_eq!(at(&table, "A rs age"), mean(46.0, 50));
    assert_eq!(at(&table, "B rs age"), mean(25.0, 2), "B has nobody in s");
    assert_eq!(at(&table, "total s age"), mean(50.0, 30));
}

#[test]
fn areas_are_taken_as_published() {
    let table = with_people(&["norge p alone _ _ _ 61", "norge r alone _ 5 9 _"]);
    assert_eq!(
        at(&table, "norge p alone"),
        Some(Content::Share { percent: Masked(61.0), base: None })
    );
    assert_eq!(at(&table, "norge r alone"), count(5, 9));
    assert_eq!(at(&table, "norge total alone"), None);
    assert_eq!(at(&table, "norge rs alone"), None);
}

#[test]
fn a_total_that_was_read_stays_and_must_agree() {
    assert_eq!(codes(&["A total people _ 60 _ _", "total p people _ 16 _ _"]), [""; 0]);
    assert_eq!(codes(&["A total people _ 61 _ _"]), ["groups-do-not-sum"]);
    assert_eq!(codes(&["total p people _ 17 _ _"]), ["districts-do-not-sum"]);
    assert_eq!(codes(&["A rs people _ 51 _ _"]), ["groups-do-not-sum"]);
}

#[test]
fn a_whole_is_never_less_than_what_is_known_of_it() {
    let rest = ["A s alone _ 1 _ _", "B p alone _ 0 _ _", "B r alone _ 0 _ _", "B s alone _ 0 _ _"];
    let hidden: Vec<&str> =
        ["A p alone _ : _ _", "A r alone _ 3 _ _"].iter().chain(&rest).copied().collect();
    let with = |total: &'static str| hidden.iter().copied().chain([total]).collect::<Vec<_>>();
    assert_eq!(codes(&with("A total alone _ 4 60 _")), [""; 0]);
    assert_eq!(codes(&with("A total alone _ 3 60 _")), ["groups-do-not-sum"]);
}
