//! Law: on tables so small that anybody can reckon them by hand, the auditor comes to the same answer.
//!
//! All figures are invented.

use bydelsrapport::audit::{Audited, Output, audit};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Districts a, b and c; groups g and h; levels `x` in red and green, a share `y` and what the people are, `n`.
const BOOK: &str = r#"{"codebook": 1, "periods": ["2017", "2018"], "population": "n",
    "districts": [DISTRICTS], "areas": [{"id": "total"}, {"id": "land", "contains": ["total"]}],
    "groups": [GROUPS],
    "indicators": [
        {"id": "n", "kind": "count"},
        {"id": "x", "kind": "levels", "base_is": LINK, "categories": [{"id": "red"}, {"id": "green"}]},
        {"id": "y", "kind": "share", "base_is": LINK},
        {"id": "z", "kind": "share", "part_of": "y"}],
    "rules": {"k": 5, "minimum_base": 5, "complement": false, "zeros": "shown", "width": 4}}"#;

/// What a case is about.
struct Case {
    districts: &'static [&'static str],
    groups: &'static [&'static str],
    linked: bool,
    zeros: &'static str,
    /// `wave place group indicator category count [base]`; `:` is withheld.
    rows: &'static str,
    page: &'static str,
}

const CASE: Case = Case {
    districts: &["a", "b"],
    groups: &["g", "h"],
    linked: false,
    zeros: "shown",
    rows: "",
    page: "",
};

impl Case {
    fn output(&self) -> Output {
        let list = |ids: &[&str]| {
            let all: Vec<String> = ids.iter().map(|id| format!("{{\"id\": \"{id}\"}}")).collect();
            all.join(", ")
        };
        let book = BOOK
            .replace("DISTRICTS", &list(self.districts))
            .replace("GROUPS", &list(self.groups))
            .replace("LINK", if self.linked { "\"n\"" } else { "null" })
            .replace("\"zeros\": \"shown\"", &format!("\"zeros\": \"{}\"", self.zeros));
        let mut csv =
            "period,district,group,indicator,category,count,base,share,status\n".to_owned();
        for row in self.rows.lines().filter(|row| !row.trim().is_empty()) {
            let words: Vec<&str> = row.split_whitespace().collect();
            let ids = words[..5].join(",");
            csv += &match (words[5], words.get(6)) {
                (":", _) => format!("{ids},,,,withheld\n"),
                (count, None) => format!("{ids},{count},,,shown\n"),
                (count, Some(base)) => format!("{ids},{count},{base},,shown\n"),
            };
        }
        let mut files = vec![("codebook.json", book), ("a.csv", csv)];
        if !self.page.is_empty() {
            files.push(("a.html", self.page.to_owned()));
        }
        Output {
            name: "out".to_owned(),
            files: files
                .into_iter()
                .map(|(name, text)| (name.to_owned(), text.into_bytes()))
                .collect(),
        }
    }

    fn audit(&self) -> Audited {
        audit(&[self.output()])
    }
}

/// What was found by reckoning; these files are not written as the program writes its own.
fn codes(audited: &Audited) -> Vec<&str> {
    let all = audited.findings.iter().map(|finding| finding.code);
    all.filter(|code| *code != "unrecognised").collect()
}

/// The cells of a sort of finding.
fn cells(audited: &Audited, code: &str) -> Vec<String> {
    let found = audited.findings.iter().filter(|finding| finding.code == code);
    found.flat_map(|finding| finding.cells.clone()).collect()
}

#[test]
fn the_category_left_over_is_computed() {
    let case = Case {
        districts: &["a"],
        groups: &["g"],
        rows: "2018 a g x total 40\n2018 a g x red :\n2018 a g x green 33 40",
        ..CASE
    };
    assert_eq!(cells(&case.audit(), "exact"), ["x:red@g a 2018"]);
}

#[test]
fn where_there_are_no_groups_the_total_is_the_sum_of_none() {
    let safe = Case {
        groups: &[],
        rows: "2018 a total n total :\n2018 b total n total :\n2018 total total n total 70",
        ..CASE
    };
    let audited = safe.audit();
    assert!(codes(&audited).is_empty(), "{:?}", audited.findings);
    let leak = Case {
        rows: "2018 a total n total :\n2018 b total n total 66\n2018 total total n total 70",
        ..safe
    };
    assert_eq!(cells(&leak.audit(), "exact"), ["n:total@total a 2018"]);
}

#[test]
fn a_base_in_another_row_gives_the_category_away() {
    let rows = "2018 a g x total :\n2018 a g x red :\n2018 a g x green 33";
    let safe = Case { districts: &["a"], groups: &["g"], rows, ..CASE };
    assert!(codes(&safe.audit()).is_empty(), "{:?}", safe.audit().findings);
    let leak =
        Case { rows: "2018 a g x total :\n2018 a g x red :\n2018 a g x green 33 40", ..safe };
    let audited = leak.audit();
    assert_eq!(cells(&audited, "exact"), ["x:red@g a 2018"]);
    assert_eq!(cells(&audited, "shown-and-withheld"), ["x:total@g a 2018"]);
}

#[test]
fn the_city_less_all_but_one_district_is_that_district() {
    let case = Case {
        districts: &["a", "b", "c"],
        groups: &["g"],
        rows: "2018 total g n total 70\n2018 a g n total 30\n2018 b g n total 33\n2018 c g n total :",
        ..CASE
    };
    let audited = case.audit();
    assert_eq!(cells(&audited, "exact"), ["n:total@g c 2018"]);
    let exact = audited.findings.iter().find(|it| it.code == "exact").expect("found");
    assert!(exact.message.contains("the city less its districts"), "{exact:?}");
}

#[test]
fn a_change_and_one_year_are_the_other_year() {
    let page = r#"<table><tbody><tr><th>y</th>
        <td data-cell="share:2017.a.g.y.total">:</td>
        <td data-cell="share:2018.a.g.y.total share:2017.a.g.y.total">+4</td></tr></tbody></table>"#;
    let case = Case {
        districts: &["a"],
        groups: &["g"],
        rows: "2017 a g y total :\n2018 a g y total 20 60",
        page,
        ..CASE
    };
    assert_eq!(cells(&case.audit(), "made-of-withheld"), ["y:total@g a 2017"]);
}

#[test]
fn a_whole_percentage_of_few_people_is_a_count() {
    // Of 60 people only 27 are 45 %; less the 20 in a they are those in b.
    let rows = "2018 a g y total 20 40\n2018 b g y total :\n2018 b g n total 20\n2018 total g n total 60\n2018 a g n total 40";
    let page = r#"<table><tbody><tr><th>y</th><td data-cell="share:2018.total.g.y.total">45 %</td></tr></tbody></table>"#;
    let case = Case { groups: &["g"], linked: true, rows, page, ..CASE };
    assert_eq!(cells(&case.audit(), "exact"), ["y:total@g b 2018"]);
    let silent = Case { page: "", ..case };
    assert!(codes(&silent.audit()).is_empty());
}

/// A table of two by two with its margins.
const SQUARE: &str = "
    2018 a g n total :
    2018 a h n total :
    2018 a total n total TOP
    2018 b g n total :
    2018 b h n total :
    2018 b total n total 60
    2018 total g n total 40
    2018 total h n total REST
    2018 total total n total ALL";

fn square(top: u32, zeros: &'static str) -> Audited {
    let rows = SQUARE
        .replace("TOP", &top.to_string())
        .replace("REST", &(top + 20).to_string())
        .replace("ALL", &(top + 60).to_string());
    Case { zeros, rows: rows.leak(), ..CASE }.audit()
}

#[test]
fn a_square_that_sums_leave_open_can_still_be_narrow() {
    let audited = square(3, "shown");
    assert_eq!(audited.solved.exact, 0, "sums alone leave it open");
    assert_eq!(cells(&audited, "narrow").len(), 4, "one of two values each: {audited:?}");
    assert_eq!(square(2, "shown").solved.exact, 4, "each is one, since none is zero");
    assert!(codes(&square(50, "shown")).is_empty());
}

#[test]
fn shown_zeros_make_a_hidden_one_at_least_one() {
    assert_eq!(square(5, "hidden").solved.narrow, 0);
    assert_eq!(square(5, "shown").solved.narrow, 4);
}

#[test]
fn somebody_who_is_alone_knows_what_moves_with_them() {
    assert_eq!(square(50, "shown").solved.by_one_alone, 4);
}

#[test]
fn tables_that_share_their_people_are_one_table() {
    let rows = "2018 a g n total :\n2018 a g x total :\n2018 a g x red 9\n2018 a g x green 12";
    let case = Case { districts: &["a"], groups: &["g"], rows, ..CASE };
    assert_eq!(cells(&case.audit(), "exact"), ["x:total@g a 2018"], "apart");
    let linked = Case { linked: true, ..case };
    let both = ["n:total@g a 2018", "x:total@g a 2018"];
    assert_eq!(cells(&linked.audit(), "exact"), both);
}

#[test]
fn what_is_left_of_a_sum_may_be_a_small_count() {
    let rest = Case {
        districts: &["a", "b", "c", "d"],
        groups: &["g"],
        rows: "2018 total g n total 63\n2018 total total n total 63\n2018 a g n total 30\n2018 a total n total 30\n
               2018 b g n total 30\n2018 b total n total 30",
        ..CASE
    };
    let found = cells(&rest.audit(), "implied-small");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("city-less-2-districts-(c+d)"), "{found:?}");
    let part = Case { rows: "2018 a g y total 20 60\n2018 a g z total 18 60", ..CASE };
    assert_eq!(cells(&part.audit(), "implied-small"), ["z:total@g a 2018"]);
    let area = Case { rows: "2018 total g n total 63\n2018 land g n total 66", ..CASE };
    assert_eq!(cells(&area.audit(), "implied-small"), ["n:total@g land 2018"]);
}

#[test]
fn what_the_rules_hide_is_not_shown() {
    let case = Case { rows: "2018 a g y total 4 60\n2018 a h y total 1 3", ..CASE };
    let audited = case.audit();
    assert_eq!(cells(&audited, "small-count").len(), 2);
    assert_eq!(cells(&audited, "small-base"), ["y:total@h a 2018"]);
}

#[test]
fn a_correction_by_a_few_is_warned_of() {
    let old = Case { rows: "2018 a g n total 30\n2018 b g n total 30", ..CASE };
    let new = Case { rows: "2018 a g n total 32\n2018 b g n total 50", ..CASE };
    let audited = audit(&[old.output(), new.output()]);
    assert_eq!(cells(&audited, "small-correction"), ["n:total@g a 2018"]);
    assert!(!codes(&audited).contains(&"exact"));
}

#[test]
fn editions_are_one_table() {
    // What the newer one hides follows from a sum that only the older one has.
    let old = Case { rows: "2018 a total n total 50", ..CASE };
    let new = Case { rows: "2018 a g n total 43\n2018 a h n total :", ..CASE };
    assert!(codes(&new.audit()).is_empty());
    let audited = audit(&[old.output(), new.output()]);
    assert_eq!(cells(&audited, "exact"), ["n:total@h a 2018"]);
}

#[test]
fn the_order_of_rows_and_files_decides_nothing() {
    let rows = SQUARE.replace("TOP", "3").replace("REST", "23").replace("ALL", "63");
    let mut turned: Vec<&str> = rows.lines().collect();
    turned.reverse();
    let told = |rows: &str| {
        let case = Case { rows: rows.to_owned().leak(), ..CASE };
        format!("{:?}", case.audit().findings)
    };
    assert_eq!(told(&rows), told(&turned.join("\n")));
}

/// The nine cells of a square: four inner ones, then the sums of districts and of groups, then all.
const NINE: [(&str, &str); 9] = [
    ("a", "g"),
    ("a", "h"),
    ("b", "g"),
    ("b", "h"),
    ("a", "total"),
    ("b", "total"),
    ("total", "g"),
    ("total", "h"),
    ("total", "total"),
];

fn nine([a, b, c, d]: [u32; 4]) -> [u32; 9] {
    [a, b, c, d, a + b, c + d, a + c, b + d, a + b + c + d]
}

/// How far each hidden cell ranges over all tables that show the same, none of them zero where it is hidden.
fn by_hand(inner: [u32; 4], hidden: &BTreeSet<usize>) -> Vec<(usize, u32)> {
    const MOST: u32 = 20;
    let truth = nine(inner);
    let mut ends = [(u32::MAX, 0); 9];
    for a in 0..=MOST {
        for b in 0..=MOST {
            for c in 0..=MOST {
                for d in 0..=MOST {
                    let other = nine([a, b, c, d]);
                    let fits = (0..9).all(|at| match hidden.contains(&at) {
                        true => other[at] > 0,
                        false => other[at] == truth[at],
                    });
                    if fits {
                        for (end, value) in ends.iter_mut().zip(other) {
                            *end = (end.0.min(value), end.1.max(value));
                        }
                    }
                }
            }
        }
    }
    hidden.iter().map(|at| (*at, ends[*at].1 - ends[*at].0)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_possible_is_what_enumeration_finds(
        inner in prop::array::uniform4(0..9_u32),
        mask in prop::collection::btree_set(0..9_usize, 0..8)
    ) {
        let values = nine(inner);
        let hidden: BTreeSet<usize> = mask.into_iter().filter(|at| values[*at] > 0).collect();
        let rows: Vec<String> = (0..9)
            .map(|at| {
                let (district, group) = NINE[at];
                let figure = if hidden.contains(&at) { ":".to_owned() } else { values[at].to_string() };
                format!("2018 {district} {group} n total {figure}")
            })
            .collect();
        let audited = Case { rows: rows.join("\n").leak(), ..CASE }.audit();
        let name = |at: usize| format!("n:total@{} {} 2018", NINE[at].1, NINE[at].0);
        let mut exact = Vec::new();
        let mut narrow = Vec::new();
        for (at, span) in by_hand(inner, &hidden) {
            match span {
                0 => exact.push(name(at)),
                1..4 => narrow.push(name(at)),
                _ => {}
            }
        }
        let sorted = |mut all: Vec<String>| { all.sort(); all };
        prop_assert_eq!(sorted(cells(&audited, "exact")), sorted(exact));
        prop_assert_eq!(sorted(cells(&audited, "narrow")), sorted(narrow));
    }
}
