//! Law: numbers as Norwegians write them.

use super::*;

fn bokmaal() -> Language {
    toml::from_str(
        r#"
        subjects = { none = "ingen", all = "alle", under_one = "under 1 prosent", nearly_all = "over 99 prosent" }
        one = { n = "ett" }
        months = ["januar", "februar", "mars", "april", "mai", "juni"]
        number_words = ["ingen", "én", "to", "tre", "fire", "fem"]
        date = "{day}. {month} {year}"
        words = { contents = "Innhold" }
        [numbers]
        decimal = ","
        group = "\u00a0"
        group_from = 5
        percent_sign = "\u00a0%"
        percent_word = "\u00a0prosent"
        minus = "\u2212"
        hidden = ":"
        missing = ".."
        not_applicable = "."
        and = " og "
        points = ["prosentpoeng", "prosentpoeng"]
        persons = ["person", "personer"]
        "#,
    )
    .expect("the language is well formed")
}

#[test]
fn numbers_as_norwegians_write_them() {
    let language = bokmaal();
    let format = Format::new(&language);
    assert_eq!(format.count(9377.0), "9377");
    assert_eq!(format.count(49848.0), "49\u{a0}848");
    assert_eq!(format.count(1_234_567.0), "1\u{a0}234\u{a0}567");
    assert_eq!(format.decimal(-41.56), "\u{2212}41,6");
    assert_eq!(format.percent(46.5), "47\u{a0}%");
    assert_eq!(format.persons(1.0), "1\u{a0}person");
    assert_eq!(format.date("2019-06-05"), "5. juni 2019");
    assert_eq!(format.points(-4.6), "fem\u{a0}prosentpoeng");
    assert_eq!(format.number_word(6.0), "6");
}

#[test]
fn zero_has_no_sign() {
    let language = bokmaal();
    let format = Format::new(&language);
    assert_eq!(format.signed(-0.4), "0");
    assert_eq!(format.signed(0.4), "0");
    assert_eq!(format.signed(0.5), "+1");
    assert_eq!(format.signed(-3.2), "\u{2212}3");
    assert_eq!(format.decimal(-0.04), "0,0");
}

#[test]
fn lists_and_patterns() {
    let language = bokmaal();
    let format = Format::new(&language);
    let items = ["a", "b", "c"].map(str::to_owned);
    assert_eq!(format.list(&items), "a, b og c");
    assert_eq!(format.list(&items[..1]), "a");
    assert_eq!(fill("{a} av {b} {c", &[("a", "1"), ("b", "2")]), "1 av 2 {c");
    assert_eq!(fill("{unknown}", &[]), "{unknown}");
}
