//! Law: a base is the people it is said to be, and nobody is counted in a part who is not in the whole.

use super::{
    codes,
    given::{at, count},
    with_people,
};

/// Levels of A's ten, twenty and thirty people, and of B's: weak are 3, 10 and 0, and 0, 1 and 0.
const AREA: [&str; 18] = [
    "A p area blue 1 _ _",
    "A p area red 2 _ _",
    "A p area green 7 _ _",
    "A r area blue 5 _ _",
    "A r area red 5 _ _",
    "A r area green 10 _ _",
    "A s area blue 0 _ _",
    "A s area red 0 _ _",
    "A s area green 30 _ _",
    "B p area blue 0 _ _",
    "B p area red 0 _ _",
    "B p area green 1 _ _",
    "B r area blue 1 _ _",
    "B r area red 0 _ _",
    "B r area green 1 _ _",
    "B s area blue 0 _ _",
    "B s area red 0 _ _",
    "B s area green 0 _ _",
];

/// All those rows and one figure of each group: `2 4 0 0 1 0` for A's p, r, s and B's.
fn rows(figures: &[(&str, &str)]) -> Vec<String> {
    let mut rows: Vec<String> = AREA.iter().map(|row| (*row).to_owned()).collect();
    for (indicator, counts) in figures {
        let cells = ["A p", "A r", "A s", "B p", "B r", "B s"];
        for (cell, count) in cells.iter().zip(counts.split(' ')) {
            let (count, base) = count.split_once('/').unwrap_or((count, "_"));
            if count != "_" {
                rows.push(format!("{cell} {indicator} _ {count} {base} _"));
            }
        }
    }
    rows
}

fn wrong(figures: &[(&str, &str)], more: &[&str]) -> Vec<&'static str> {
    let rows = rows(figures);
    let rows: Vec<&str> = rows.iter().map(String::as_str).chain(more.iter().copied()).collect();
    codes(&rows)
}

#[test]
fn the_base_of_some_is_those_people() {
    let rows = rows(&[("plan", "4 9 3 0 1 0"), ("grave", "2 5 0 0 1 0")]);
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let table = with_people(&rows);
    assert_eq!(at(&table, "A p grave"), count(2, 3));
    assert_eq!(at(&table, "A rs grave"), count(5, 10));
    assert_eq!(at(&table, "total total grave"), count(8, 14));
}

#[test]
fn where_fewer_groups_are_asked_the_base_is_theirs() {
    let rows = rows(&[("plan", "4 9 3 0 1 0"), ("clean", "_ 2 1 _ 1 0")]);
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let table = with_people(&rows);
    assert_eq!(at(&table, "A r clean"), count(2, 9));
    assert_eq!(at(&table, "A total clean"), count(3, 12));
    let all = [("plan", "4 9 3 0 1 0"), ("clean", "_ 2/9 1/3 _ 1/1 0/0")];
    assert_eq!(wrong(&all, &["A total clean _ 3 12 _"]), [""; 0]);
}

#[test]
fn another_base_is_told_where_it_stands_and_not_again_in_its_sums() {
    let right = ("plan", "4 9 3 0 1 0");
    assert_eq!(wrong(&[right, ("grave", "2/3 5/10 0/0 0/0 1/1 0/0")], &[]), [""; 0]);
    assert_eq!(wrong(&[right, ("grave", "2/4 5/10 0/0 0/0 1/1 0/0")], &[]), ["base-differs-from"]);
}

#[test]
fn a_part_is_never_more_than_its_whole() {
    let part = ("grave", "2 5 0 0 1 0");
    assert_eq!(wrong(&[("plan", "2 5 0 0 1 0"), part], &[]), [""; 0]);
    assert_eq!(wrong(&[("plan", "1 9 3 0 0 0"), part], &[]), ["part-above-whole"; 2]);
}

#[test]
fn what_is_not_known_of_the_whole_is_not_held_against_the_part() {
    let part = ("grave", "2 5 0 0 1 0");
    assert_eq!(wrong(&[("plan", ": .. 3 0 1 0"), part], &[]), [""; 0]);
    assert_eq!(wrong(&[part], &[]), [""; 0]);
}

#[test]
fn an_area_counts_no_fewer_than_what_it_contains() {
    assert_eq!(wrong(&[], &["norge total people _ 68 _ _"]), [""; 0]);
    assert_eq!(wrong(&[], &["norge total people _ 67 _ _"]), ["part-above-whole"]);
}
