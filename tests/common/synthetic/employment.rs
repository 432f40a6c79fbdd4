//! Law: employment by district, age and sex, in the shape that a statistics bank gives it.

use super::Dice;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use std::{fmt::Write as _, path::Path};

/// One line: code, name, age, sex, employed, residents.
pub type Line = (&'static str, &'static str, &'static str, &'static str, u64, u64);

const AGES: [&str; 5] = ["Alder i alt", "15-24 år", "25-39 år", "40-59 år", "60-74 år"];
const SEXES: [&str; 3] = ["Begge kjønn", "Kvinne", "Mann"];

/// Districts, what lies outside them, parts of districts (which sum to nothing here), and the city.
pub fn employment() -> Vec<Line> {
    let places: [(&str, &str, u64); 10] = [
        ("030101", "Bydel Gamle Oslo", 9000),
        ("030104", "Bydel St.Hanshaugen", 6000),
        ("030105", "Bydel Frogner", 8000),
        ("030110", "Bydel Grorud", 4000),
        ("030115", "Bydel Søndre Nordstrand", 5000),
        ("030116", "Sentrum", 60),
        ("030199", "Uten registrert adresse", 100),
        ("0402", "Bislett", 900),
        ("0502", "Frogner", 800),
        ("1004", "Grorud", 700),
    ];
    let mut dice = Dice(2024);
    let mut lines: Vec<Line> = Vec::new();
    for (code, name, size) in places {
        let mut block: Vec<(u64, u64)> = Vec::new();
        for age in &AGES[1..] {
            for sex in &SEXES[1..] {
                let residents = dice.between(size / 12, size / 7);
                let employed = residents * dice.between(45, 85) / 100;
                // A real table holds a cell of 3 of 30: so does this one.
                let rare = (name, *age, *sex) == ("Sentrum", "60-74 år", "Mann");
                block.push(if rare { (3, 30) } else { (employed, residents) });
            }
        }
        let cell = |age: usize, sex: usize| match (age, sex) {
            (0, 0) => (0..8).collect::<Vec<_>>(),
            (0, s) => (0..4).map(|a| a * 2 + s - 1).collect(),
            (a, 0) => vec![(a - 1) * 2, (a - 1) * 2 + 1],
            (a, s) => vec![(a - 1) * 2 + s - 1],
        };
        for (a, age) in AGES.iter().enumerate() {
            for (s, sex) in SEXES.iter().enumerate() {
                let sum = |pick: fn(&(u64, u64)) -> u64| {
                    cell(a, s).iter().map(|i| pick(&block[*i])).sum()
                };
                lines.push((code, name, age, sex, sum(|c| c.0), sum(|c| c.1)));
            }
        }
    }
    let mut city: Vec<Line> = Vec::new();
    for age in AGES {
        for sex in SEXES {
            let here = lines.iter().filter(|l| l.0.len() == 6 && l.2 == age && l.3 == sex);
            let (employed, residents) = here.fold((0, 0), |sum, l| (sum.0 + l.4, sum.1 + l.5));
            city.push(("100000", "Oslo i alt", age, sex, employed, residents));
        }
    }
    city.extend(lines);
    city
}

pub fn employment_csv(table: &[Line]) -> String {
    let mut text =
        "aar;geografi;alder;kjoenn;andel_sysselsatte;antall_sysselsatte;bosatte_totalt\n"
            .to_owned();
    for (_, name, age, sex, employed, residents) in table {
        let share = 100.0 * *employed as f64 / *residents as f64;
        writeln!(text, "2024;{name};{age};{sex};{share:.1};{employed};{residents}")
            .expect("to a string");
    }
    text
}

pub fn employment_xlsx(table: &[Line], path: &Path) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    // A fixed day, so that the same figures give the same bytes.
    let day = ExcelDateTime::from_ymd(2025, 3, 14)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    book.add_worksheet().set_name("Om tabellen")?.write(0, 0, "Syntetiske tall")?;
    let sheet = book.add_worksheet().set_name("Tabell")?;
    sheet.write(0, 0, "Sysselsatte etter bydel, alder og kjønn (syntetiske tall)")?;
    let heads = [
        "aargang",
        "geografi",
        "geografi",
        "kjoenn",
        "aldersgrupper",
        "sysselsatte",
        "andeler",
        "befolkning",
    ];
    for (column, head) in (0..).zip(heads) {
        sheet.write(3, column, head)?;
    }
    for (row, (code, name, age, sex, employed, residents)) in (4..).zip(table) {
        let age = if *age == "60-74 år" { "60 -74 år" } else { age };
        sheet.write(row, 0, 2024.0)?;
        sheet.write(row, 1, *code)?;
        sheet.write(row, 2, name.trim_start_matches("Bydel "))?;
        sheet.write(row, 3, *sex)?;
        sheet.write(row, 4, age)?;
        if row % 7 == 0 {
            sheet.write(row, 5, employed.to_string())?;
        } else {
            sheet.write(row, 5, *employed as f64)?;
        }
        sheet.write(row, 6, (1000.0 * *employed as f64 / *residents as f64).round() * 0.1)?;
        sheet.write(row, 7, *residents as f64)?;
    }
    book.save(path)
}
