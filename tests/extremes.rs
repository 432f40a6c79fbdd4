//! Law: where the figures are extreme, a report says what is so in plain words, and says nothing where there is nothing to say.
//!
//! Each case is a whole survey of Oslo's size by a rule of a few words (`support/survey.rs`). What its summary says
//! stands in `fixtures/extremes`, for people to read; `BLESS=1 cargo test --test extremes` writes it anew.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

mod support;

use bydelsrapport::{
    audit::{Output, audit},
    config::report::Format,
    diagnostic::Severity,
    pipeline::FileKind,
};
use std::{fmt::Write as _, fs, path::Path};
use support::{
    Made, make, pdf,
    reader::{checked, judged, reports},
    survey::{Question, Spot, Survey},
    told, wording,
};

/// So many that everything can be shown, and by hundreds, so that whole per cent are whole people.
fn many(spot: Spot) -> Option<u64> {
    Some(match spot.group {
        "psykisk" => 300,
        "rus" => 100,
        _ => 200,
    })
}

/// Some whole per cent for every figure, the same everywhere; drawn from its name.
fn drawn(question: Question) -> f64 {
    let name = question.indicator.bytes().chain(question.category.bytes());
    let drawn = name.fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    f64::from(8 + drawn % 50) / 100.0
}

const ALIKE: Survey = Survey {
    waves: &["2017", "2018"],
    // Two, since the auditor knows by what all reports say alike what is no figure of a district.
    reported: &["030103", "030111"],
    people: many,
    part: drawn,
    kept_back: |_| false,
    norway: true,
};

/// Makes a survey, and judges all that it says.
#[track_caller]
fn case(name: &str, survey: &Survey) -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    survey.write(folder.path());
    let made = make(folder.path(), 2, &[Format::Html, Format::Data])
        .unwrap_or_else(|problems| panic!("{name}: {}", told(&problems)));
    let reported = survey.reported.len() * 3;
    assert_eq!(reports(&made).len(), reported, "{name}");
    checked(&made);
    // A heading at least; where everything is hidden there is little more.
    assert!(judged(&made) >= reported, "{name}");
    let faults = wording::faults(&made);
    assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
    audited(name, &made);
    read(name, &made);
    made
}

/// Nothing can be found out from outside.
#[track_caller]
fn audited(name: &str, made: &Made) {
    let files = made.files.iter();
    let output = Output {
        name: name.to_owned(),
        files: files.map(|(path, file)| (path.clone(), file.bytes.clone())).collect(),
    };
    let found = audit(&[output]).findings;
    let errors = found.iter().filter(|it| it.severity == Severity::Error);
    let errors: Vec<_> = errors.collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

/// The summary and the page for the meeting in Norwegian, as they were read and found good.
#[track_caller]
fn read(name: &str, made: &Made) {
    let mut text = String::new();
    let reports = reports(made);
    let told = reports.iter().map(|(_, claims)| claims);
    let told = told.filter(|claims| claims["language"] == "nb");
    // The second district is as the first, or as any other, but where both are turned round.
    let most = if name == "turned" { 2 } else { 1 };
    for claims in told.take(most) {
        writeln!(text, "# {}", claims["name"].as_str().expect("a name")).expect("to a string");
        for claim in claims["claims"].as_array().expect("claims") {
            let [section, place, said] =
                ["section", "place", "text"].map(|key| claim[key].as_str().expect("a text"));
            let summary = section == "oppsummert" && place != "note";
            if summary || (section == "samtalen" && place != "note") {
                writeln!(text, "{place}: {said}").expect("to a string");
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = root.join("fixtures/extremes").join(format!("{name}.txt"));
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, &text).expect("it can be written");
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(
        known.replace("\r\n", "\n"),
        text,
        "{name}; `BLESS=1 cargo test --test extremes` accepts it"
    );
}

#[test]
fn all_districts_alike() {
    case("alike", &ALIKE);
}

#[test]
fn all_figures_alike() {
    let part = |question: Question| if question.one_each { 1.0 } else { 0.4 };
    case("ties", &Survey { part, ..ALIKE });
}

/// Nobody has anything; of answers that exclude each other everybody gives the last.
fn nobody(question: Question) -> f64 {
    let last = question.at + 1 == question.of;
    f64::from(question.one_each && last)
}

/// Everybody has everything; of answers that exclude each other everybody gives the first, the most serious.
fn everybody(question: Question) -> f64 {
    f64::from(!question.one_each || question.at == 0)
}

#[test]
fn nobody_has_anything() {
    let part = nobody;
    case("nobody", &Survey { part, ..ALIKE });
}

#[test]
fn everybody_has_everything() {
    let part = everybody;
    case("everybody", &Survey { part, ..ALIKE });
}

#[test]
fn everything_turned_round() {
    // Everybody here and nobody there, and the other way round in the wave before.
    let part = |question: Question| {
        let first = question.spot.period == "2017";
        match (question.spot.district, first) {
            ("030103", false) | ("030111", true) => everybody(question),
            ("030103", true) | ("030111", false) => nobody(question),
            _ => drawn(question),
        }
    };
    case("turned", &Survey { part, ..ALIKE });
}

#[test]
#[ignore = "where the sender keeps back all of Oslo the control proves all but 424 figures, and refuses"]
fn everything_hidden() {
    let everything = Survey { kept_back: |_| true, norway: false, ..ALIKE };
    case("hidden", &everything);
}

#[test]
fn everything_hidden_in_one_district() {
    let one = Survey { kept_back: |spot| spot.district == "030103", norway: false, ..ALIKE };
    case("hidden-in-one", &one);
}

#[test]
fn on_paper() {
    // Nobody at all is the hardest for drawings and tables: every one of them is empty.
    let folder = tempfile::tempdir().expect("a folder");
    let alone = Survey {
        reported: &["030103"],
        people: |spot| match spot.district {
            "030103" => Some(0),
            _ => many(spot),
        },
        ..ALIKE
    };
    alone.write(folder.path());
    let made = make(folder.path(), 2, &[Format::Pdf])
        .unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let papers: Vec<_> = made.of(FileKind::Pdf).collect();
    assert_eq!(papers.len(), 3);
    for paper in papers {
        let text = pdf::all_words(&pdf::open(&paper.bytes)).join(" ");
        assert!(text.contains("Sagene"), "{}", paper.path);
        assert!(!text.contains("NaN"), "{}", paper.path);
    }
}

#[test]
fn a_group_with_nobody_in_one_district() {
    let people = |spot: Spot| match (spot.district, spot.group) {
        ("030103", "rus") => Some(0),
        _ => many(spot),
    };
    case("no-group-in-one", &Survey { people, ..ALIKE });
}

#[test]
fn a_group_with_nobody_in_it() {
    let people = |spot: Spot| match spot.group {
        "rus" => Some(0),
        _ => many(spot),
    };
    case("no-group", &Survey { people, ..ALIKE });
}

#[test]
fn the_first_wave() {
    let waves = &["2018"];
    case("first-wave", &Survey { waves, ..ALIKE });
}

#[test]
fn the_first_wave_of_one_district() {
    let people = |spot: Spot| match (spot.district, spot.period) {
        ("030103", "2017") => None,
        _ => many(spot),
    };
    case("first-wave-in-one", &Survey { people, ..ALIKE });
}

#[test]
fn a_district_with_nobody() {
    let people = |spot: Spot| match spot.district {
        "030103" => Some(0),
        _ => many(spot),
    };
    case("nobody-in-one", &Survey { people, ..ALIKE });
}
