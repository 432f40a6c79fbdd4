//! Law: what `check` says would be saved is what is saved when it is done, and it says no figure.

use bydelsrapport::{
    assets::Assets,
    confidential::SealedData,
    config,
    diagnostic::Problems,
    pipeline::{self, Checked},
};

const REPORT: &str = r#"
edition = "savings"
title = "Savings"
subtitle = "x"
publisher = "x"
mapping_year = 2024
published = "2024-12-01"
source = "x"
periods = ["2024"]
population = "n"
city = { name = "City", within = "in City" }
"#;

/// The only district is the city: every figure stands twice.
const DISTRICTS: &str = r#"
word = "district"
title = "District"
district = [{ id = "a", name = "A", slug = "a", within = "in A" }]
"#;

const OUTLINE: &str = r#"
[[section]]
id = "all"
eyebrow = "All"
neutral = "All"
block = [{ kind = "table", title = "All", indicator = "age", columns = ["count"] }]
"#;

const SOURCES: &str = r#"
[[source]]
file = "data.csv"
constants = { period = "2024", district = "a", group = "total" }
columns = { indicator = "indicator", category = "category", count = "count", base = "base" }
"#;

/// Synthetic: so many people in each band of age.
fn project(bands: &[(&str, u32)], more: &str) -> Checked {
    let all: u32 = bands.iter().map(|(_, count)| count).sum();
    let mut rows = format!("indicator,category,count,base\nn,total,{all},\n");
    let mut categories = String::new();
    for (id, count) in bands {
        rows += &format!("age,{id},{count},{all}\n");
        categories += &format!("{{ id = '{id}', label = '{id}', predicate = '{id}' }}, ");
    }
    let indicators = format!(
        "indicator = [{{ id = 'n', kind = 'count', label = 'n', base = 'all' }}, \
         {{ id = 'age', kind = 'choice', label = 'age', base = 'all', category = [{categories}{more}] }}]"
    );
    let mut assets = Assets::embedded();
    let files = [
        ("report", REPORT),
        ("districts", DISTRICTS),
        ("outline", OUTLINE),
        ("sources", SOURCES),
        ("disclosure", ""),
        ("indicators", &indicators),
    ];
    for (name, text) in files {
        assets.put(&format!("config/{name}.toml"), text.as_bytes().to_vec());
    }
    let settings = config::load(&assets, &mut Problems::default()).expect("valid settings");
    let sources = [SealedData::new("data.csv", rows.into_bytes())];
    pipeline::check(&settings, &assets, &sources, None, true, None, &|_| {}).expect("a sound table")
}

const BANDS: [(&str, u32); 4] = [("16_29", 3), ("30_44", 7), ("45_59", 20), ("60", 30)];

#[test]
fn two_bands_of_age_save_the_cell_that_they_become() {
    let now = project(&BANDS, "");
    // 3 is small, and another is hidden so that 3 does not follow; each stands twice.
    assert_eq!(now.hidden, 4);
    // The two together are shown, and the other one that was hidden for the 3 is shown again.
    let [saving] = &now.savings[..] else { panic!("{:?}", now.savings) };
    assert_eq!(saving.what, "merge age:16_29 and age:30_44");
    assert_eq!(saving.cells, 4);
}

#[test]
fn what_is_promised_is_what_comes_of_it() {
    let done = project(&[("16_44", 10), ("45_59", 20), ("60", 30)], "");
    assert_eq!((done.hidden, done.savings.len()), (0, 0));
    // The change that was not promised anything: 3 and one of the others stay hidden.
    let other = project(&[("16_29", 3), ("30_59", 27), ("60", 30)], "");
    assert_eq!(other.hidden, 4);
}

#[test]
fn a_sum_that_is_shown_already_saves_nothing() {
    let sum = "{ id = 'young', label = 'young', predicate = 'young', sum_of = ['16_29', '30_44'] }";
    let now = project(&BANDS, sum);
    assert_eq!(now.hidden, 4);
    assert_eq!(now.savings, []);
}

#[test]
fn what_only_makes_the_table_smaller_saves_nothing() {
    // As one they are 3: too small as before, and what is hidden beside them is the same.
    let now = project(&[("16_29", 1), ("30_44", 2), ("45_59", 20), ("60", 40)], "");
    assert_eq!(now.hidden, 6);
    assert_eq!(now.savings, []);
}

#[test]
fn it_is_the_same_on_any_number_of_threads_and_holds_no_figure() {
    let bands = [("16_29", 3), ("30_44", 7777), ("45_59", 8888), ("60", 9999)];
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads").install(|| project(&bands, "").savings)
    };
    let savings = on(1);
    assert!(!savings.is_empty());
    assert_eq!(savings, on(2));
    let told = format!("{savings:?}");
    for figure in ["7777", "8888", "9999", "7780", "26667"] {
        assert!(!told.contains(figure), "{told}");
    }
}
