//! Law: whoever keeps every edition and lays them side by side finds out nothing that is hidden: what was published is in the model, under whatever id it stands now.

#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "support/editions.rs"]
mod editions;

use bydelsrapport::diagnostic::Problems;
use editions::{Asked, Edition, Named, Reader, Survey, is_unchanged, named, with};
use proptest::prelude::*;

const WIDTH: i64 = 4;

fn survey(districts: &[&str], groups: &[&str], asked: Vec<Asked>) -> Survey {
    Survey {
        districts: districts.iter().map(|id| named(id)).collect(),
        groups: groups.iter().map(|id| named(id)).collect(),
        indicators: asked,
        ..Survey::default()
    }
}

fn share(id: &str, more: &str) -> Asked {
    Asked { named: with(id, more), categories: Vec::new() }
}

fn choice(id: &str, categories: &[(&str, &str)]) -> Asked {
    let categories = categories.iter().map(|(id, more)| with(id, more)).collect();
    Asked { named: named(id), categories }
}

fn published(survey: &Survey, before: Option<&Edition>) -> Edition {
    let memory = before.map(|edition| edition.memory.as_deref().unwrap());
    survey.publish(memory).unwrap_or_else(|found| panic!("{:?}", found.0))
}

fn codes(problems: &Problems) -> Vec<&'static str> {
    problems.0.iter().map(|problem| problem.code).collect()
}

fn refused(survey: &Survey, before: &Edition) -> Problems {
    match survey.publish(before.memory.as_deref()) {
        Ok(_) => panic!("it is published"),
        Err(found) => found,
    }
}

/// One district; p, r and s are hidden, q and t shown.
fn five() -> Survey {
    let mut one =
        survey(&["a"], &[], vec![choice("x", &["p", "q", "r", "s", "t"].map(|id| (id, "")))]);
    one.put(["a", "total", "n", "total"], 69);
    for (id, count) in [("p", 1), ("q", 20), ("r", 4), ("s", 4), ("t", 40)] {
        one.put(["a", "total", "x", id], count);
    }
    one
}

/// The same with p and q as one.
fn merged(more: &str) -> Survey {
    let mut two = five();
    two.indicators = vec![choice("x", &[("pq", more), ("r", ""), ("s", ""), ("t", "")])];
    two.counts.retain(|key, _| !["p", "q"].contains(&key[3].as_str()));
    two.put(["a", "total", "x", "pq"], 21);
    two
}

#[test]
fn a_merged_category_does_not_give_its_parts_away() {
    let (one, two) = (five(), merged("was = ['p', 'q']"));
    let first = published(&one, None);
    let attack = |second: &Edition| {
        let mut reader = Reader::default();
        reader.read(&one, &first, &[]);
        reader.read(&two, second, &[]);
        reader.knows([(&one, &first), (&two, second)], 3, "pq", &["p", "q"]);
        reader.narrow(WIDTH).unwrap()
    };
    // Without the memory, p is 21 less 20.
    let alone = attack(&published(&two, None));
    assert!(alone.iter().any(|(cell, low, high)| cell[3] == "p" && low == high), "{alone:?}");
    let second = published(&two, Some(&first));
    assert_eq!(attack(&second), []);
    let again = published(&two, Some(&second));
    assert!(again.files == second.files && again.memory == second.memory);
    // Where they went must be said, and with whom they are now.
    let found = refused(&merged(""), &first);
    assert_eq!(codes(&found), ["gone"]);
    assert!(found.0[0].message.contains("'p', 'q' of 'x'"), "{:?}", found.0[0]);
    assert!(!format!("{found:?}").contains("21"));
}

#[test]
fn check_advises_no_merge_that_would_leak() {
    let one = five();
    let promised = |memory: Option<&str>| one.check(memory).unwrap().savings;
    assert!(!promised(None).is_empty(), "it saves two cells where nothing is published");
    let first = published(&one, None);
    for saving in promised(first.memory.as_deref()) {
        assert!(!saving.what.contains("x:p and x:q"), "{saving:?}");
    }
}

#[test]
fn what_keeps_an_old_id_with_more_in_it_is_told_from_what_it_was() {
    let one = five();
    let first = published(&one, None);
    let mut two = merged("");
    // q now holds both.
    two.indicators =
        vec![choice("x", &[("q", "was = ['p', 'q']"), ("r", ""), ("s", ""), ("t", "")])];
    two.counts.retain(|key, _| key[3] != "pq");
    two.put(["a", "total", "x", "q"], 21);
    let second = published(&two, Some(&first));
    let mut reader = Reader::default();
    let known = [("q", "pq")];
    reader.read(&one, &first, &[]);
    reader.read(&two, &second, &known);
    let mut renamed = second;
    for bytes in renamed.files.values_mut() {
        *bytes = String::from_utf8(bytes.clone()).unwrap().replace(",q,", ",pq,").into_bytes();
    }
    reader.knows([(&one, &first), (&two, &renamed)], 3, "pq", &["p", "q"]);
    assert_eq!(reader.narrow(WIDTH).unwrap(), []);
}

/// Four districts; a and d are hidden.
fn four(id: &str, more: &str) -> Survey {
    let mut one = survey(&["a", "b", "c", "d"], &[], vec![share(id, more)]);
    for (district, n, count) in [("a", 40, 3), ("b", 60, 20), ("c", 80, 20), ("d", 90, 20)] {
        one.put([district, "total", "n", "total"], n);
        one.put([district, "total", id, "total"], count);
    }
    one
}

#[test]
fn a_renamed_indicator_stays_hidden_where_it_was() {
    let one = four("y", "");
    let first = published(&one, None);
    let mut two = four("yy", "was = 'y'");
    // Weights that would choose another district to hide.
    let others = "[weights]\ncity = 1\ntotal = 1\nbase = 20\n";
    two.disclosure = others.to_owned();
    let attack = |second: &Edition| {
        let mut reader = Reader::default();
        reader.read(&one, &first, &[]);
        reader.read(&two, second, &[("yy", "y")]);
        reader.narrow(WIDTH).unwrap()
    };
    let second = published(&two, Some(&first));
    assert_eq!(attack(&second), []);
    let mut lost = four("yy", "");
    lost.disclosure = others.to_owned();
    assert_eq!(codes(&refused(&lost, &first)), ["gone"]);
    // A third name: the memory knows that the second was the first.
    let third = four("yyy", "was = 'yy'");
    let third = published(&third, Some(&second));
    let mut reader = Reader::default();
    reader.read(&one, &first, &[]);
    reader.read(&four("yyy", ""), &third, &[("yyy", "y")]);
    assert_eq!(reader.narrow(WIDTH).unwrap(), []);
}

#[test]
fn a_renamed_district_stays_hidden_where_it_was() {
    let one = four("y", "");
    let first = published(&one, None);
    let rename = |more: &str| {
        let mut two = four("y", "");
        two.districts[3] = with("e", more);
        let old: Vec<_> = two.counts.keys().filter(|key| key[0] == "d").cloned().collect();
        for key in old {
            let count = two.counts.remove(&key).unwrap();
            two.put(["e", "total", &key[2], "total"], count);
        }
        two.disclosure = "[indicator.y]\nweight = 2\n".to_owned();
        two
    };
    assert_eq!(codes(&refused(&rename(""), &first)), ["gone"]);
    let two = rename("was = 'd'");
    let second = published(&two, Some(&first));
    let mut reader = Reader::default();
    reader.read(&one, &first, &[]);
    reader.read(&two, &second, &[("e", "d")]);
    assert_eq!(reader.narrow(WIDTH).unwrap(), []);
}

#[test]
fn merged_districts_do_not_give_each_other_away() {
    let one = four("y", "");
    let first = published(&one, None);
    let mut given_away = 0;
    for with_a in ["b", "c", "d"] {
        let rest: Vec<&str> = ["b", "c", "d"].into_iter().filter(|id| *id != with_a).collect();
        let mut two = survey(&rest, &[], vec![share("y", "")]);
        let was = format!("was = ['a', '{with_a}']");
        two.districts.push(with("aa", &was));
        for indicator in ["n", "y"] {
            let count =
                |id: &str| one.counts[&[id, "total", indicator, "total"].map(str::to_owned)];
            two.put(["aa", "total", indicator, "total"], count("a") + count(with_a));
            for id in &rest {
                two.put([id, "total", indicator, "total"], count(id));
            }
        }
        let attack = |second: &Edition| {
            let mut reader = Reader::default();
            reader.read(&one, &first, &[]);
            reader.read(&two, second, &[]);
            reader.knows([(&one, &first), (&two, second)], 0, "aa", &["a", with_a]);
            reader.narrow(WIDTH).unwrap()
        };
        given_away += usize::from(!attack(&published(&two, None)).is_empty());
        assert_eq!(attack(&published(&two, Some(&first))), [], "{with_a}");
    }
    // 23 together, and the other was shown with 20.
    assert!(given_away > 0, "without the memory");
}

#[test]
fn a_correction_does_not_give_away_what_it_makes_small() {
    let one = four("y", "");
    let first = published(&one, None);
    let mut two = one.clone();
    two.put(["b", "total", "y", "total"], 3);
    let attack = |second: &Edition| {
        let mut reader = Reader::default();
        reader.read(&one, &first, &[]);
        reader.read(&two, second, &[]);
        reader.narrow(WIDTH).unwrap()
    };
    let second = published(&two, Some(&first));
    assert_eq!(attack(&second), [], "{:?}", second.warnings);
    assert!(codes(&second.warnings).contains(&"now-hidden"));
    let again = published(&two, Some(&second));
    assert!(again.files == second.files && again.memory == second.memory);
}

#[test]
fn a_district_that_is_taken_out_is_the_difference_of_two_cities() {
    let one = four("y", "");
    let first = published(&one, None);
    let mut two = survey(&["b", "c", "d"], &[], vec![share("y", "")]);
    two.counts = one.counts.clone();
    two.counts.retain(|key, _| key[0] != "a");
    assert_eq!(codes(&refused(&two, &first)), ["gone"]);
    two.disclosure = "[memory.gone.districts]\na = 'it did not take part'\n".to_owned();
    let second = published(&two, Some(&first));
    let mut reader = Reader::default();
    reader.read(&one, &first, &[]);
    reader.read(&two, &second, &[]);
    assert_eq!(reader.narrow(WIDTH).unwrap(), []);
}

/// Two districts and two groups.
fn grouped() -> Survey {
    let mut one = survey(&["a", "b", "c"], &["k", "m"], vec![share("y", "")]);
    let all = [("a", 30, 2, 50, 9), ("b", 40, 12, 35, 7), ("c", 45, 14, 55, 21)];
    for (district, k, in_k, m, in_m) in all {
        for (group, n, count) in [("k", k, in_k), ("m", m, in_m)] {
            one.put([district, group, "n", "total"], n);
            one.put([district, group, "y", "total"], count);
        }
    }
    one
}

#[test]
fn another_project_over_the_same_people_keeps_to_what_the_first_has_published() {
    let one = grouped();
    let first = published(&one, None);
    let mut two = survey(&["a", "b", "c"], &[], vec![share("y", "")]);
    for ([district, _, indicator, _], count) in &one.counts {
        let key = [district, "total", indicator, "total"].map(str::to_owned);
        *two.counts.entry(key).or_default() += count;
    }
    two.disclosure = "[weights]\ncity = 50\ntotal = 1\nbase = 20\n".to_owned();
    let attack = |second: &Edition| {
        let mut reader = Reader::default();
        reader.read(&one, &first, &[]);
        reader.read(&two, second, &[]);
        reader.narrow(WIDTH).unwrap()
    };
    assert_eq!(attack(&published(&two, Some(&first))), []);
    // And the other way round.
    let first = published(&two, None);
    let second = published(&one, Some(&first));
    let mut reader = Reader::default();
    reader.read(&two, &first, &[]);
    reader.read(&one, &second, &[]);
    assert_eq!(reader.narrow(WIDTH).unwrap(), []);
}

#[test]
fn a_renamed_group_is_asked_for() {
    let one = grouped();
    let first = published(&one, None);
    let rename = |more: &str| {
        let mut two = grouped();
        two.groups[0] = with("kk", more);
        two.counts = one
            .counts
            .iter()
            .map(|(key, count)| {
                let mut key = key.clone();
                if key[1] == "k" {
                    key[1] = "kk".to_owned();
                }
                (key, *count)
            })
            .collect();
        two
    };
    assert_eq!(codes(&refused(&rename(""), &first)), ["gone"]);
    let two = rename("was = 'k'");
    let second = published(&two, Some(&first));
    let mut reader = Reader::default();
    reader.read(&one, &first, &[]);
    reader.read(&two, &second, &[("kk", "k")]);
    assert_eq!(reader.narrow(WIDTH).unwrap(), []);
}

#[test]
fn the_memory_holds_what_the_downloads_show_and_nothing_of_a_district_without_one() {
    let mut one = survey(&["a", "b", "c", "d"], &[], vec![share("y", "")]);
    for (district, n, count) in
        [("a", 40_417, 30_121), ("b", 60_611, 20_227), ("c", 80_813, 20_329), ("d", 90_917, 20_431)]
    {
        one.put([district, "total", "n", "total"], n);
        one.put([district, "total", "y", "total"], count);
    }
    one.put(["a", "total", "y", "total"], 3);
    one.reported = vec!["a".to_owned(), "b".to_owned()];
    let first = published(&one, None);
    let memory = first.memory.as_deref().unwrap();
    assert!(memory.contains("60611") && memory.contains("20227"), "{memory}");
    // How many there are is compared in every report.
    assert!(memory.contains("80813"), "{memory}");
    for unseen in ["20329", "20431"] {
        assert!(!memory.contains(unseen), "{unseen} in {memory}");
    }
    let row = |start: &str| memory.lines().find(|line| line.starts_with(start)).unwrap();
    assert_eq!(row("districts"), "districts a b c d total");
    assert!(row("2024 y total total").contains(" - - "), "{memory}");
    // Other figures that no report shows, the same city: not a letter is different.
    let mut other = one.clone();
    other.put(["c", "total", "y", "total"], 20_330);
    other.put(["d", "total", "y", "total"], 20_430);
    assert_eq!(published(&other, None).memory.as_deref().unwrap(), memory);
}

#[test]
fn an_edition_by_mistake_does_not_hide_for_ever() {
    let mut one = four("y", "");
    one.disclosure = "k = 21\n".to_owned();
    let first = published(&one, None);
    let mut two = four("y", "");
    let hidden = |edition: &Edition| {
        let text = String::from_utf8(edition.files["b.csv"].clone()).unwrap();
        text.lines().any(|line| line == "2024,b,total,y,total,,,,withheld")
    };
    let second = published(&two, Some(&first));
    assert!(hidden(&first) && hidden(&second), "withheld stays withheld");
    two.disclosure = "[memory]\nmistaken = ['editions 1.0 2024-12-01']\n".to_owned();
    assert!(!hidden(&published(&two, Some(&first))));
    two.disclosure = "[memory]\nmistaken = ['editions 2.0 2024-12-01']\n".to_owned();
    assert_eq!(codes(&refused(&two, &first)), ["mistaken"]);
}

#[test]
fn what_an_earlier_edition_gives_away_stops_the_next_unless_it_is_allowed_by_name() {
    let mut one = four("y", "");
    one.disclosure = "width = 1\n".to_owned();
    one.put(["d", "total", "y", "total"], 4);
    let first = published(&one, None);
    let mut two = one.clone();
    two.disclosure = "width = 8\n".to_owned();
    let found = refused(&two, &first);
    assert_eq!(codes(&found), ["exposed-by-earlier"], "{found:?}");
    let hints = found.0[0].hints.join(" ");
    assert!(hints.contains("2024.a.total.y.total"), "{hints}");
    two.disclosure += "[memory]\nallow_exposed = ['2024.*.total.y.total']\n";
    let second = published(&two, Some(&first));
    assert!(codes(&second.warnings).contains(&"exposed-by-earlier"));
    // What no publication tells of is as well protected as ever.
    let mut new = one.clone();
    new.indicators.push(share("z", ""));
    for (district, count) in [("a", 1), ("b", 20), ("c", 30), ("d", 10)] {
        new.put([district, "total", "z", "total"], count);
    }
    new.disclosure = "width = 8\n".to_owned();
    let found = refused(&new, &first);
    assert_eq!(codes(&found), ["exposed-by-earlier"]);
    assert!(!found.0[0].hints.join(" ").contains(".z."), "{found:?}");
}

/// A table of small numbers: three or four districts, a choice of four.
fn small() -> impl Strategy<Value = Survey> {
    let count = prop_oneof![3 => 1..6_u64, 5 => 6..40_u64];
    (3..5_usize)
        .prop_flat_map(move |districts| {
            prop::collection::vec(prop::collection::vec(count.clone(), 4), districts)
        })
        .prop_map(|rows| {
            let ids = &["a", "b", "c", "d"][..rows.len()];
            let mut one =
                survey(ids, &[], vec![choice("x", &["p", "q", "r", "s"].map(|id| (id, "")))]);
            for (district, row) in ids.iter().zip(rows) {
                one.put([district, "total", "n", "total"], row.iter().sum());
                for (id, count) in ["p", "q", "r", "s"].into_iter().zip(row) {
                    one.put([district, "total", "x", id], count);
                }
            }
            one
        })
}

/// What happens between two editions.
#[derive(Clone, Copy, Debug)]
enum Change {
    Merge(usize),
    Rename(usize),
    Drop(usize),
    Correct(usize, usize, u64),
    Weights,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (0..3_usize).prop_map(Change::Merge),
        (0..4_usize).prop_map(Change::Rename),
        (0..3_usize).prop_map(Change::Drop),
        (0..3_usize, 0..4_usize, 1..40_u64).prop_map(|(d, c, n)| Change::Correct(d, c, n)),
        Just(Change::Weights),
    ]
}

const IDS: [&str; 4] = ["p", "q", "r", "s"];

fn changed(one: &Survey, change: Change) -> Survey {
    let mut two = one.clone();
    let all: Vec<String> = one.districts.iter().map(|it| it.id.clone()).collect();
    let own =
        |two: &mut Survey| -> Vec<Named> { std::mem::take(&mut two.indicators[0].categories) };
    match change {
        Change::Merge(at) => {
            let (a, b) = (IDS[at], IDS[at + 1]);
            let mut list = own(&mut two);
            list[at] = with("ab", &format!("was = ['{a}', '{b}']"));
            list.remove(at + 1);
            two.indicators[0].categories = list;
            for district in &all {
                let key = |id: &str| [district.as_str(), "total", "x", id].map(str::to_owned);
                let both = one.counts[&key(a)] + one.counts[&key(b)];
                two.counts.remove(&key(a));
                two.counts.remove(&key(b));
                two.counts.insert(key("ab"), both);
            }
        }
        Change::Rename(at) => {
            let mut list = own(&mut two);
            list[at] = with("new", &format!("was = '{}'", IDS[at]));
            two.indicators[0].categories = list;
            for district in &all {
                let key = |id: &str| [district.as_str(), "total", "x", id].map(str::to_owned);
                let count = two.counts.remove(&key(IDS[at])).unwrap();
                two.counts.insert(key("new"), count);
            }
        }
        Change::Drop(at) => {
            let district = all[at].clone();
            two.districts.retain(|it| it.id != district);
            two.counts.retain(|key, _| key[0] != district);
            two.disclosure =
                format!("[memory.gone.districts]\n{district} = 'it did not take part'\n");
        }
        Change::Correct(at, which, count) => {
            let district = all[at].as_str();
            two.put([district, "total", "x", IDS[which]], count);
            let sum = IDS.map(|id| two.counts[&[district, "total", "x", id].map(str::to_owned)]);
            two.put([district, "total", "n", "total"], sum.iter().sum());
        }
        Change::Weights => {}
    }
    two.disclosure = format!("[weights]\ncity = 1\ntotal = 7\nbase = 3\n{}", two.disclosure);
    two
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_combination_of_two_editions_gives_anything_away(one in small(), change in change()) {
        let Ok(first) = one.publish(None) else { return Ok(()) };
        let two = changed(&one, change);
        let Ok(second) = two.publish(first.memory.as_deref()) else { return Ok(()) };
        let mut reader = Reader::default();
        reader.read(&one, &first, &[]);
        match change {
            Change::Rename(at) => reader.read(&two, &second, &[("new", IDS[at])]),
            _ => reader.read(&two, &second, &[]),
        }
        if let Change::Merge(at) = change {
            let both = [(&one, &first), (&two, &second)];
            reader.knows(both, 3, "ab", &[IDS[at], IDS[at + 1]]);
        }
        // Where something hidden has changed, whoever takes it for unchanged finds what is wrong.
        if is_unchanged([(&one, &first), (&two, &second)]) {
            prop_assert_eq!(reader.narrow(WIDTH), Some(vec![]), "{:?}", change);
        }
        let again = two.publish(second.memory.as_deref()).unwrap();
        prop_assert!(again.files == second.files, "building once more gives what was published");
    }
}

#[test]
fn what_is_left_of_two_figures_that_were_shown_is_known_and_no_fault_of_today() {
    let mut one = survey(&["a", "b"], &[], vec![share("w", ""), share("y", "part_of = 'w'")]);
    for (district, n, whole, part) in [("a", 60, 20, 16), ("b", 70, 35, 22)] {
        one.put([district, "total", "n", "total"], n);
        one.put([district, "total", "w", "total"], whole);
        one.put([district, "total", "y", "total"], part);
    }
    one.disclosure = "k = 3\n".to_owned();
    let first = published(&one, None);
    let mut two = one.clone();
    two.disclosure = "k = 5\n".to_owned();
    let second = published(&two, Some(&first));
    assert_eq!(codes(&second.warnings), [""; 0], "{:?}", second.warnings);
    assert!(second.files["a.csv"] == first.files["a.csv"]);
}

/// Three districts and two groups, a share of each.
fn in_groups() -> impl Strategy<Value = Survey> {
    let row = (8..60_u64).prop_flat_map(|n| (Just(n), 1..n));
    prop::collection::vec(row, 6).prop_map(|rows| {
        let mut one = survey(&["a", "b", "c"], &["k", "m"], vec![share("y", "")]);
        let places = ["a", "b", "c"].into_iter().flat_map(|d| ["k", "m"].map(|g| (d, g)));
        for ((district, group), (n, count)) in places.zip(rows) {
            one.put([district, group, "n", "total"], n);
            one.put([district, group, "y", "total"], count);
        }
        one
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nor_does_another_cut_of_the_same_people(one in in_groups(), first_without in any::<bool>(), correct in prop::option::of((0..6_usize, 1..30_u64))) {
        let mut two = survey(&["a", "b", "c"], &[], vec![share("y", "")]);
        let mut counts = one.counts.clone();
        if let Some((at, by)) = correct {
            let key = counts.keys().filter(|key| key[2] == "n").nth(at).unwrap().clone();
            let figure = [key[0].as_str(), key[1].as_str(), "y", "total"].map(str::to_owned);
            let most = counts[&key];
            counts.insert(figure, by.min(most));
        }
        for ([district, _, indicator, _], count) in &counts {
            let key = [district, "total", indicator, "total"].map(str::to_owned);
            *two.counts.entry(key).or_default() += count;
        }
        two.disclosure = "[weights]\ncity = 9\ntotal = 1\nbase = 20\n".to_owned();
        let (one, two) = if first_without { (two, one) } else { (one, two) };
        let Ok(first) = one.publish(None) else { return Ok(()) };
        let Ok(second) = two.publish(first.memory.as_deref()) else { return Ok(()) };
        let mut reader = Reader::default();
        reader.read(&one, &first, &[]);
        reader.read(&two, &second, &[]);
        if correct.is_none() {
            prop_assert_eq!(reader.narrow(WIDTH), Some(vec![]));
        }
        let again = two.publish(second.memory.as_deref()).unwrap();
        prop_assert!(again.files == second.files, "building once more gives what was published");
    }
}
