//! Law: whatever is recorded is read again; what changed is told by name; what is damaged is refused.

use super::{
    figure::{Face, Figure, Sight},
    memory::{Memory, Recall, tests::key},
    publications::Publications,
};
use crate::{
    assets::Assets,
    config::{self, Settings},
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

const DISTRICTS: &str = "word = 'x'\ntitle = 'x'\n\
    district = [{ id = '01', name = 'a', slug = 'a', within = 'a' }, { id = '02', name = 'b', slug = 'b', within = 'b' }]";
const OUTLINE: &str = "[[section]]\nid = 'all'\neyebrow = 'x'\nneutral = 'x'\n\
    block = [{ kind = 'table', title = 'x', figures = ['arbeid:CATEGORY'], columns = ['count'] }]";
const SOURCES: &str = "[[source]]\nfile = 'x.csv'\ncolumns = { period = 'p', district = 'd', group = 'g', \
    indicator = 'i', category = 'c', count = 'n', base = 'b' }";

fn settings(version: &str) -> Settings {
    with_categories(version, &["green", "red"], "", "")
}

/// Settings with other categories, something beside the first of them, and more on disclosure.
fn with_categories(version: &str, ids: &[&str], more: &str, disclosure: &str) -> Settings {
    let report = format!(
        "edition = 'varen'\ntitle = 'x'\nsubtitle = 'x'\npublisher = 'x'\nmapping_year = 2018\n\
         published = '2019-01-01'\nsource = 'x'\nperiods = ['2018']\npopulation = 'n'\nversion = '{version}'\n\
         city = {{ name = 'x', within = 'x' }}"
    );
    let categories = ids.iter().enumerate().map(|(at, id)| {
        let more = if at == 0 { more } else { "" };
        format!("{{ id = '{id}', label = '{id}', predicate = 'x'{more} }}")
    });
    let categories: Vec<String> = categories.collect();
    let indicators = format!(
        "group = [{{ id = 'rus', label = 'x', people = 'x' }}]\n\
         indicator = [{{ id = 'n', kind = 'count', label = 'n', base = 'x' }}, \
         {{ id = 'arbeid', kind = 'choice', label = 'x', base = 'x', category = [{}] }}]",
        categories.join(", ")
    );
    let mut assets = Assets::embedded();
    for (name, text) in [
        ("report", report.as_str()),
        ("districts", DISTRICTS),
        ("outline", &OUTLINE.replace("CATEGORY", ids[0])),
        ("sources", SOURCES),
        ("disclosure", disclosure),
        ("indicators", &indicators),
    ] {
        assets.put(&format!("config/{name}.toml"), text.as_bytes().to_vec());
    }
    config::load(&assets, &mut Problems::default()).unwrap_or_else(|found| panic!("{found:?}"))
}

fn remember(past: &Publications, settings: &Settings) -> Memory {
    past.remember(settings).unwrap_or_else(|found| panic!("{found:?}"))
}

fn record(past: &Publications, version: &str, cells: &Cells) -> Option<String> {
    let settings = settings(version);
    let memory = remember(past, &settings);
    past.record(&settings, &memory, cells.iter().map(|(key, face)| (key, *face)))
}

fn read(text: &str) -> Publications {
    Publications::read("p.txt", text).unwrap_or_else(|found| panic!("{found:?}\n{text}"))
}

/// The memory after these publications.
fn after(publications: &[Cells]) -> Publications {
    let mut past = Publications::default();
    for (n, cells) in publications.iter().enumerate() {
        past = read(&record(&past, &n.to_string(), cells).unwrap());
    }
    past
}

fn compare(past: &Publications, cells: &Cells) -> Problems {
    let settings = settings("9");
    let cells = cells.iter().map(|(key, face)| (key, *face));
    remember(past, &settings).compare(cells, &[], &settings.disclosure)
}

fn codes(problems: &Problems) -> Vec<&'static str> {
    problems.0.iter().map(|problem| problem.code).collect()
}

#[test]
fn what_is_recorded_is_remembered() {
    let past = after(&[cells()]);
    let memory = remember(&past, &settings("9"));
    let count = |n| Some(Figure::Count(n));
    let green = key("01", "green");
    assert_eq!(memory.recall(&green, count(41), Some(90)), Recall::Same);
    assert_eq!(memory.recall(&green, count(42), Some(90)), Recall::Changed);
    assert_eq!(memory.recall(&green, count(41), Some(91)), Recall::Changed);
    let red = key("01", "red");
    assert_eq!(memory.recall(&red, count(49), Some(90)), Recall::Withheld);
    let new = key("03", "red");
    assert_eq!(memory.recall(&new, count(49), Some(90)), Recall::New);
    assert_eq!(compare(&past, &cells()), Problems::default());
}

#[test]
fn the_file_says_what_was_seen_and_what_it_was_of() {
    let text = record(&Publications::default(), "1.0", &cells()).unwrap();
    let block = text.split_once("\n\n").unwrap().1;
    let lines: Vec<&str> = block.lines().collect();
    assert_eq!(lines[0], "publication varen 1.0 2019-01-01");
    assert!(lines[1].starts_with("table ") && lines[1].len() == 70);
    let schema = [
        "population n",
        "group rus",
        "indicator n count",
        "indicator arbeid choice",
        "category arbeid green",
        "category arbeid red",
        "inside 01",
        "inside 02",
        "districts 01 02",
        "2018 arbeid (base) rus  90 60",
        "2018 arbeid green rus  41 17",
        "2018 arbeid red rus  w 43",
    ];
    assert_eq!(lines[3..15], schema, "{text}");
    assert!(lines[15].starts_with("end 3 shown 1 withheld "), "{text}");
    assert_eq!(lines.len(), 16);
}

#[test]
fn ids_are_followed_through_the_publications() {
    let past = after(&[cells()]);
    let count = |n| Some(Figure::Count(n));
    let renamed = with_categories("1", &["lime", "red"], ", was = 'green'", "");
    let memory = remember(&past, &renamed);
    assert_eq!(memory.recall(&key("01", "lime"), count(41), Some(90)), Recall::Same);
    assert_eq!(memory.recall(&key("01", "green"), count(41), Some(90)), Recall::New);
    let now = [(key("01", "lime"), shown(41, 90)), (key("01", "red"), withheld(90))];
    let text = past.record(&renamed, &memory, now.iter().map(|(key, face)| (key, *face)));
    let text = text.unwrap();
    assert!(text.contains("\nwas category arbeid lime green\n"), "{text}");
    assert!(!text[past.text.len()..].contains("2018 arbeid lime"), "it is known: {text}");
    // Said once it is remembered.
    let memory = remember(&read(&text), &with_categories("2", &["lime", "red"], "", ""));
    assert_eq!(memory.recall(&key("02", "lime"), count(17), Some(60)), Recall::Same);
    let merged = with_categories("2", &["all"], ", was = ['lime', 'red']", "");
    let memory = remember(&read(&text), &merged);
    assert_eq!(memory.recall(&key("02", "all"), count(60), Some(60)), Recall::New);
    let mut parts = memory.figures.keys().map(|key| key.category.as_str());
    assert!(parts.all(|id| id == "lime~3" || id == "red~3"));
    let world = memory.worlds(&merged).next().unwrap();
    let own = &world.settings.indicators.get(&"arbeid".into()).unwrap().categories;
    let sum = own.iter().find(|one| one.id.as_str() == "all").unwrap();
    assert_eq!(sum.sum_of.len(), 2);
}

#[test]
fn what_is_gone_is_asked_for_with_what_to_write() {
    let past = after(&[cells()]);
    let lost = |more: &str, disclosure: &str| {
        let found = past.remember(&with_categories("1", &["lime", "red"], more, disclosure));
        found.err().unwrap_or_default()
    };
    let found = lost("", "");
    assert_eq!(codes(&found), ["gone"]);
    assert!(found.0[0].message.starts_with("the category 'green' of 'arbeid' was published"));
    let hints = found.0[0].hints.join(" ");
    assert!(hints.contains("was = \"green\"") && hints.contains("[memory.gone.categories.arbeid]"));
    assert_eq!(codes(&lost(", was = 'green'", "")), [""; 0]);
    let gone = "[memory.gone.categories.arbeid]\ngreen = 'not asked any more'";
    assert_eq!(codes(&lost("", gone)), [""; 0]);
    assert_eq!(codes(&lost(", was = 'green'", "[memory]\nmistaken = ['x']")), ["mistaken"]);
    // Red is there, and was there beside the green that it is said to have been.
    let taken = with_categories("1", &["red"], ", was = 'green'", "");
    assert_eq!(codes(&past.remember(&taken).err().unwrap()), ["was"]);
    let both = with_categories("1", &["red"], ", was = ['green', 'red']", "");
    assert!(past.remember(&both).is_ok());
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
    let known = remember(&memory, &settings("9"));
    assert_eq!(known.recall_base(&red, 80), Recall::Same);
    assert_eq!(known.recall_base(&green, 80), Recall::Changed);
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
    let memory = remember(&memory, &settings("9"));
    let recall = |n| memory.recall(&key, Some(Figure::Count(n)), Some(60));
    assert_eq!(recall(3), Recall::Withheld);
    assert_eq!(recall(43), Recall::Withheld);
    assert!(memory.knows(&key, Figure::Count(43)), "shown once is known for ever");
}

#[test]
fn at_most_ten_are_named() {
    let period = |n: u64| key("01", "red").when(&n.to_string().as_str().into());
    let many: Cells = (10..40).map(|n| (period(n), shown(n, 90))).collect();
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
    assert!(next.starts_with("# mine\n") && Publications::read("p.txt", &next).is_ok());
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
        let found = Publications::read("p.txt", text).expect_err("it is damaged");
        found.0.iter().map(|p| (p.code, p.place.to_string())).collect()
    };
    let red = good.lines().find(|line| line.contains("red rus")).unwrap();
    let end = line("end");
    for (from, to, at) in [
        ("red rus  w", "red rus  -", end),
        ("red rus  w", "red rus  W", line("2018 arbeid red")),
        ("category arbeid red", "category none red", line("category arbeid red")),
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
    let newer = good.replacen("publications 2", "publications 3", 1);
    assert_eq!(told(&newer), [("ledger-version", "p.txt:4".to_owned())]);
    let conflict = good.replace("  ", " <<<<<<< ");
    assert!(told(&conflict).len() > 3, "every line is told");
    let number = good.replacen("red rus  w 43", "red rus  w 4x3", 1);
    assert!(!format!("{:?}", Publications::read("p.txt", &number).err()).contains("4x3"));
}
