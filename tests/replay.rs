//! Law: who runs the program over every table that fits what is published learns little more than what is published.
//!
//! The rules are open and the program is too, so a reader can keep of all tables that fit the shown figures those of
//! which the same cells are hidden. Counted is how many values that leaves open for a figure that the rules hide.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

mod common;

use bydelsrapport::{
    confidential::{RawTable, SealedData, View, Why},
    config::Settings,
    diagnostic::Problems,
    ident::CellKey,
    ledger::Memory,
};
use common::{Project, fixtures};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// More than any hidden figure of these tables is tried.
const MOST: u64 = 14;
/// So many secrets somebody tries who has none.
const GUESSES: usize = 8;

/// How many are mapped in each district, and how many of them say yes.
#[derive(Clone, Debug)]
struct Table {
    bases: Vec<u64>,
    counts: Vec<u64>,
}

/// Which districts' figures are hidden, and whether the city's is; and which of them the rules hide.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Hidden {
    places: BTreeSet<usize>,
    city: bool,
}

const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];

fn settings(places: usize) -> Settings {
    let base = fixtures("disclosure/_base");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(folder.path().join("config")).expect("a folder");
    let district = |id: &&str| {
        format!(
            "[[district]]\nid = \"{id}\"\nname = \"{id}\"\nslug = \"{id}\"\nwithin = \"{id}\"\n"
        )
    };
    let districts: String = NAMES[..places].iter().map(district).collect();
    let districts = format!("word = \"district\"\ntitle = \"District\"\n{districts}");
    std::fs::write(folder.path().join("config/districts.toml"), districts).expect("written");
    let rules = "secret_file = \"secret.txt\"\n[weights]\ncity = 3\ntotal = 1\nbase = 20\n";
    std::fs::write(folder.path().join("config/disclosure.toml"), rules).expect("written");
    Project::open(&[&base, folder.path()]).settings().expect("valid settings")
}

/// What the control hides of a table, and the districts whose figures the rules hide.
fn control(table: &Table, secret: &str, settings: &Settings) -> Option<(Hidden, BTreeSet<usize>)> {
    let mut text = "period,district,group,indicator,category,count,base\n".to_owned();
    for ((name, base), count) in NAMES.iter().zip(&table.bases).zip(&table.counts) {
        text += &format!(
            "2024,{name},total,n,total,{base},\n2024,{name},total,y,total,{count},{base}\n"
        );
    }
    let files = [
        SealedData::new("data/figures.csv", text.into_bytes()),
        SealedData::new("secret.txt", secret.repeat(32).into_bytes()),
    ];
    let valid = RawTable::read(&files, settings)
        .and_then(|raw| raw.validate(settings, &mut Problems::default()))
        .expect("a sound table");
    let published = valid.publish(settings, &Memory::default());
    if !published.unprotected().is_empty() {
        return None;
    }
    let view = |place: &str| {
        let key = CellKey::from_address(&format!("2024.{place}.total.y.total")).expect("a key");
        published.cell(&key).leading().view()
    };
    let places = |wanted: fn(View) -> bool| -> BTreeSet<usize> {
        (0..table.counts.len()).filter(|at| wanted(view(NAMES[*at]))).collect()
    };
    let hidden = Hidden {
        places: places(|view| matches!(view, View::Withheld(_))),
        city: matches!(view("total"), View::Withheld(_)),
    };
    Some((hidden, places(|view| view == View::Withheld(Why::Primary))))
}

/// Every table that fits the shown figures.
fn fitting(table: &Table, hidden: &Hidden) -> Vec<Table> {
    let places: Vec<usize> = hidden.places.iter().copied().collect();
    let sum: u64 = places.iter().map(|at| table.counts[*at]).sum();
    let mut found = vec![table.clone()];
    for (n, at) in places.iter().enumerate() {
        let last = n + 1 == places.len() && !hidden.city;
        found = found
            .into_iter()
            .flat_map(|before| {
                let taken: u64 = places[..n].iter().map(|at| before.counts[*at]).sum();
                // A zero would be shown.
                let values = if last {
                    let left = sum.saturating_sub(taken);
                    left..left + u64::from(left > 0)
                } else {
                    1..MOST.min(before.bases[*at]) + 1
                };
                values.map(move |value| {
                    let mut next = before.clone();
                    next.counts[*at] = value;
                    next
                })
            })
            .collect();
    }
    found.retain(|table| table.counts.iter().zip(&table.bases).all(|(count, base)| count <= base));
    found
}

/// Tables drawn at random; in the first district few say yes, and in a quarter of the others.
fn measured(places: usize, tables: usize) -> Vec<[usize; 3]> {
    let settings = settings(places);
    let mut chance = ChaCha8Rng::seed_from_u64(places as u64);
    let drawn: Vec<Table> = (0..tables)
        .map(|_| Table {
            bases: (0..places).map(|_| chance.random_range(40..=60)).collect(),
            counts: (0..places)
                .map(|at| match chance.random_range(0..4) {
                    pick if at == 0 || pick == 0 => chance.random_range(1..5),
                    _ => chance.random_range(5..13),
                })
                .collect(),
        })
        .collect();
    measure(&drawn, &settings)
}

/// For each table how many values stay open for the figure that is known best: without replay, and with it for
/// somebody who has the secret and for somebody who has not.
fn measure(tables: &[Table], settings: &Settings) -> Vec<[usize; 3]> {
    let of = |table: &Table| {
        let own = "the project's own";
        let (hidden, primary) = control(table, own, settings)?;
        let all = fitting(table, &hidden);
        let fewest = |kept: &[&Table]| {
            let values = |at: &usize| -> usize {
                kept.iter().map(|table| table.counts[*at]).collect::<BTreeSet<u64>>().len()
            };
            primary.iter().map(values).min()
        };
        let gives = |table: &Table, secret: &str| {
            control(table, secret, settings).is_some_and(|(found, _)| found == hidden)
        };
        let with: Vec<&Table> = all.iter().filter(|table| gives(table, own)).collect();
        let guess = |table: &&Table| (0..GUESSES).any(|n| gives(table, &format!("guess {n}")));
        let without: Vec<&Table> = all.iter().filter(guess).collect();
        Some([fewest(&all.iter().collect::<Vec<_>>())?, fewest(&with)?, fewest(&without)?])
    };
    tables.par_iter().filter_map(of).collect()
}

/// How many tables leave so few values.
fn below(found: &[[usize; 3]], attack: usize, values: usize) -> usize {
    found.iter().filter(|it| it[attack] < values).count()
}

/// What may be left of the figure that is known best: never less than 1 to 4, which is that the rules hide it. Five and more
/// where nobody can tell which of those hidden together it is.
fn holds(found: &[[usize; 3]]) {
    println!("open values by the shown figures, to who has the secret, to who has not: {found:?}");
    assert!(found.iter().all(|[bare, with, without]| with <= bare && without <= bare));
    assert_eq!(below(found, 1, 4), 0, "with the secret four values are open: {found:?}");
    assert_eq!(below(found, 2, 4), 0, "without it as well: {found:?}");
    let five = [1, 2].map(|attack| below(found, attack, 5));
    println!("fewer than five with the secret and without: {five:?} of {}", found.len());
    assert!(five[1] * 20 <= found.len(), "without it hardly ever fewer than five: {found:?}");
}

#[test]
fn three_districts() {
    holds(&measured(3, 30));
}

#[test]
fn five_districts() {
    holds(&measured(5, 20));
}

#[test]
fn the_case_that_once_gave_one_value_alone() {
    let table = Table { bases: vec![40, 30, 60], counts: vec![4, 6, 7] };
    let found: Vec<[usize; 3]> = measure(&[table], &settings(3));
    assert_eq!(found.len(), 1);
    holds(&found);
}
