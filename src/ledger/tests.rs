//! Law: whatever is recorded is read again; what changed is told by name; what is damaged is refused.

use super::{
    figure::{Face, Figure, Sight},
    memory::{Memory, Recall, tests::key},
    record::Publication,
};
use crate::{
    config::{Disclosure, ReportSettings},
    diagnostic::Problems,
    ident::CellKey,
};

type Cells = Vec<(CellKey, Face)>;

fn shown(count: u64, base: u64) -> Face {
    Face { figure: Sight::Shown(Figure::Count(count)), base: Sight::Shown(base) }
}

fn withheld(base: u64) -> Face {
    Face { figure: Sight::Withheld, base: Sight::Shown(base) }
}

fn cells() -> Cells {
    vec![
        (key("01", "green"), shown(41, 90)),
        (key("01", "red"), withheld(90)),
        (key("02", "green"), shown(17, 60)),
        (key("02", "red"), shown(43, 60)),
    ]
}

/// The cells with another face for one of them.
fn with(mut cells: Cells, at: usize, face: Face) -> Cells {
    cells[at].1 = face;
    cells
}

fn settings(version: &str) -> ReportSettings {
    let text = "edition = 'våren 2018'\ntitle = 'x'\nsubtitle = 'x'\npublisher = 'x'\nmapping_year = 2018\n\
        published = '2019-01-01'\nsource = 'x'\nperiods = ['2018']\npopulation = 'x'\n\
        city = { name = 'x', within = 'x' }";
    let mut settings: ReportSettings = toml::from_str(text).unwrap();
    settings.version = version.to_owned();
    settings
}

fn record(memory: &Memory, version: &str, cells: &Cells) -> Option<String> {
    let publication = Publication { report: &settings(version), rules: &Disclosure::default() };
    memory.record(&publication, cells.iter().map(|(key, face)| (key, *face)))
}

fn read(text: &str) -> Memory {
    Memory::read("p.txt", text).unwrap_or_else(|found| panic!("{found:?}\n{text}"))
}

/// The memory after these publications.
fn after(publications: &[Cells]) -> Memory {
    let mut memory = Memory::default();
    for (n, cells) in publications.iter().enumerate() {
        memory = read(&record(&memory, &n.to_string(), cells).unwrap());
    }
    memory
}

fn compare(memory: &Memory, cells: &Cells) -> Problems {
    let cells = cells.iter().map(|(key, face)| (key, *face));
    memory.compare(cells, &[], &Disclosure::default())
}

fn codes(problems: &Problems) -> Vec<&'static str> {
    problems.0.iter().map(|problem| problem.code).collect()
}

#[test]
fn what_is_recorded_is_remembered() {
    let memory = after(&[cells()]);
    let count = |n| Some(Figure::Count(n));
    let green = key("01", "green");
    assert_eq!(memory.recall(&green, count(41), Some(90)), Recall::Same);
    assert_eq!(memory.recall(&green, count(42), Some(90)), Recall::Changed);
    assert_eq!(memory.recall(&green, count(41), Some(91)), Recall::Changed);
    let red = key("01", "red");
    assert_eq!(memory.recall(&red, count(49), Some(90)), Recall::Withheld);
    let new = key("03", "red");
    assert_eq!(memory.recall(&new, count(49), Some(90)), Recall::New);
    assert_eq!(compare(&memory, &cells()), Problems::default());
}

#[test]
fn the_file_is_small_and_holds_no_number_of_people() {
    let text = record(&Memory::default(), "1.0", &cells()).unwrap();
    let block = text.split_once("\n\n").unwrap().1;
    let lines: Vec<&str> = block.lines().collect();
    assert_eq!(lines[0], "publication våren%202018 1.0 2019-01-01");
    assert!(lines[1].starts_with("table ") && lines[1].len() == 70);
    assert_eq!(lines[3], "districts 01 02");
    assert!(lines[4].starts_with("2018 arbeid (base) rus  "), "{text}");
    assert!(lines[5].starts_with("2018 arbeid green rus  "), "{text}");
    assert!(lines[6].starts_with("2018 arbeid red rus  w "), "{text}");
    assert!(lines[7].starts_with("end 3 shown 1 withheld "), "{text}");
    assert_eq!(lines.len(), 8);
    let words = lines[4..7].iter().flat_map(|line| line.split_once("  ").unwrap().1.split(' '));
    assert!(words.clone().all(|word| word.chars().all(char::is_alphabetic)), "{text}");
}

#[test]
fn the_same_publication_twice_adds_nothing_and_another_one_only_what_is_new() {
    let memory = after(&[cells()]);
    assert_eq!(record(&memory, "0", &cells()), None);
    let again = record(&memory, "1", &cells()).unwrap();
    assert!(again.starts_with(&memory.text), "nothing that was written changes");
    assert!(!again[memory.text.len()..].contains("2018 arbeid"), "{again}");
    let changed = with(cells(), 3, shown(83, 60));
    let third = record(&read(&again), "2", &changed).unwrap();
    let block = &third[again.len()..];
    let told: Vec<&str> = block.lines().filter(|line| line.starts_with("2018")).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("2018 arbeid red rus  - "), "{block}");
    assert_eq!(record(&read(&third), "0", &cells()), None, "also not later");
}

#[test]
fn bases_that_differ_stand_apart() {
    let apart = with(cells(), 1, withheld(80));
    let memory = after(&[cells(), apart.clone()]);
    assert!(memory.text.contains("2018 arbeid red(base) rus  "));
    let [green, red] = ["green", "red"].map(|category| key("01", category));
    assert_eq!(memory.recall_base(&red, 80), Recall::Same);
    assert_eq!(memory.recall_base(&green, 80), Recall::Changed);
    assert_eq!(record(&memory, "1", &apart), None);
    assert_eq!(codes(&compare(&memory, &apart)), [""; 0]);
}

#[test]
fn a_correction_by_few_is_told_apart_from_one_by_many() {
    let memory = after(&[cells()]);
    let by = |n: u64| compare(&memory, &with(cells(), 3, shown(43 + n, 60)));
    assert_eq!(codes(&by(0)), [""; 0]);
    for few in 1..=4 {
        assert_eq!(codes(&by(few)), ["corrected", "small-correction"], "{few}");
    }
    assert_eq!(codes(&by(5)), ["corrected"]);
    let told = format!("{:?}", by(1).0[1]);
    assert!(told.contains("'arbeid:red@rus' of 02 in 2018"), "{told}");
    assert!(!told.contains("43") && !told.contains("44"), "{told}");
}

#[test]
fn a_base_is_told_once_and_every_older_figure_counts() {
    let mut grown = cells();
    for (_, face) in &mut grown[2..] {
        face.base = Sight::Shown(61);
    }
    let found = compare(&after(&[cells()]), &grown);
    assert_eq!(codes(&found), ["corrected", "small-correction"]);
    assert!(found.0[1].message.starts_with("1 figure corrected"), "{found:?}");
    // Far from the newest, near to the first.
    let far = with(cells(), 3, shown(23, 60));
    let memory = after(&[cells(), far]);
    let near = with(cells(), 3, shown(45, 60));
    assert_eq!(codes(&compare(&memory, &near)), ["corrected", "small-correction"]);
    assert_eq!(codes(&compare(&memory, &cells())), [""; 0], "known already");
}

#[test]
fn what_is_hidden_now_is_told_until_it_is_published_so() {
    let hidden = with(cells(), 3, withheld(60));
    let memory = after(&[cells()]);
    assert_eq!(codes(&compare(&memory, &hidden)), ["now-hidden"]);
    let memory = after(&[cells(), hidden.clone()]);
    assert_eq!(codes(&compare(&memory, &hidden)), [""; 0]);
    let key = key("02", "red");
    let recall = |n| memory.recall(&key, Some(Figure::Count(n)), Some(60));
    assert_eq!(recall(3), Recall::Withheld);
    assert_eq!(recall(43), Recall::Same, "shown once is known for ever");
}

#[test]
fn at_most_ten_are_named() {
    let many: Cells = (10..40).map(|n| (key(&n.to_string(), "red"), shown(n, 90))).collect();
    let hidden = many.iter().map(|(key, _)| (key.clone(), withheld(90)));
    let hidden = hidden.collect();
    let found = compare(&after(&[many]), &hidden);
    assert!(found.0[0].hints[0].ends_with(" and 20 more"), "{found:?}");
}

#[test]
fn line_ends_and_comments_are_no_damage() {
    let memory = after(&[cells()]);
    let windows = format!("\u{feff}# mine\r\n{}", memory.text.replace('\n', "\r\n"));
    let read = read(&windows);
    let next = record(&read, "1", &cells()).unwrap();
    assert!(next.starts_with("# mine\n") && Memory::read("p.txt", &next).is_ok());
    assert_eq!(record(&read, "0", &cells()), None);
}

#[test]
fn damage_is_told_with_its_line() {
    let good = after(&[cells(), with(cells(), 3, shown(83, 60))]).text;
    let line = |text: &str| {
        let at = good.lines().position(|line| line.starts_with(text));
        at.unwrap_or_else(|| panic!("{text} in {good}")) as u64 + 1
    };
    let told = |text: &str| -> Vec<(&'static str, String)> {
        let found = Memory::read("p.txt", text).expect_err("it is damaged");
        found.0.iter().map(|p| (p.code, p.place.to_string())).collect()
    };
    let red = good.lines().find(|line| line.contains("red rus")).unwrap();
    let end = line("end");
    for (from, to, at) in [
        ("red rus  w", "red rus  -", end),
        ("red rus  w", "red rus  W", line("2018 arbeid red")),
        ("red rus  w", "red rus  w w", line("2018 arbeid red")),
        (&format!("{red}\n"), "", end - 1),
        ("minimum_base=5", "minimum_base=1", end),
        ("districts 01 02", "districts 02 01", end),
        ("publication v", "publicaton v", line("publication")),
    ] {
        let told = told(&good.replacen(from, to, 1));
        assert_eq!(told[0], ("ledger", format!("p.txt:{at}")), "{from}: {to}");
    }
    let cut = good.rsplit_once("end").unwrap().0;
    let last = format!("p.txt:{}", cut.lines().count());
    assert_eq!(told(cut), [("ledger", last)]);
    assert_eq!(told(""), [("ledger", "p.txt".to_owned())]);
    assert_eq!(told("a = 1\nb = 1\n"), [("ledger", "p.txt:1".to_owned())]);
    let newer = good.replacen("publications 1", "publications 2", 1);
    assert_eq!(told(&newer), [("ledger-version", "p.txt:4".to_owned())]);
    let conflict = good.replace("  ", " <<<<<<< ");
    assert!(told(&conflict).len() > 3, "every line is told");
}
