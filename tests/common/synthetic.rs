//! Law: the cases' data are synthetic, and the same seed makes the same bytes.

use rust_xlsxwriter::{Workbook, XlsxError};
use serde_json::{Map, Value, json};
use std::{fmt::Write as _, fs, path::Path};

/// Writes the data of every case.
///
/// # Panics
/// The folders cannot be written to.
pub fn write(cases: &Path) {
    let put =
        |path: &str, bytes: &[u8]| fs::write(cases.join(path), bytes).expect("it can be written");
    let table = employment();
    put(
        "employment/data/sysselsatte.csv",
        employment_csv(&table).as_bytes(),
    );
    let book = cases.join("employment-workbook/data/sysselsatte.xlsx");
    employment_xlsx(&table, &book).expect("it can be written");
    let (homes, stay) = homes();
    put("wide-latin1/data/boliger.csv", &latin1(&homes));
    put("wide-latin1/data/botid.csv", &latin1(&stay));
    let (ssb, fhi) = doctors();
    put("jsonstat/data/fastlege-ssb.json", pretty(&ssb).as_bytes());
    put(
        "jsonstat/data/folkemengde-fhi.json",
        pretty(&fhi).as_bytes(),
    );
    put(
        "jsonstat/data/landet.csv",
        "år,andel\n2020,71.4\n2021,73.0\n".as_bytes(),
    );
}

/// A linear congruential generator: enough to vary figures, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn between(&mut self, low: u64, high: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        low + (self.0 >> 33) % (high - low + 1)
    }
}

/// One line: code, name, age, sex, employed, residents.
type Line = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    u64,
    u64,
);

const AGES: [&str; 5] = [
    "Alder i alt",
    "15-24 år",
    "25-39 år",
    "40-59 år",
    "60-74 år",
];
const SEXES: [&str; 3] = ["Begge kjønn", "Kvinne", "Mann"];

/// Districts, what lies outside them, parts of districts (which sum to nothing here), and the city.
fn employment() -> Vec<Line> {
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
            let here = lines
                .iter()
                .filter(|l| l.0.len() == 6 && l.2 == age && l.3 == sex);
            let (employed, residents) = here.fold((0, 0), |sum, l| (sum.0 + l.4, sum.1 + l.5));
            city.push(("100000", "Oslo i alt", age, sex, employed, residents));
        }
    }
    city.extend(lines);
    city
}

fn employment_csv(table: &[Line]) -> String {
    let mut text =
        "aar;geografi;alder;kjoenn;andel_sysselsatte;antall_sysselsatte;bosatte_totalt\n"
            .to_owned();
    for (_, name, age, sex, employed, residents) in table {
        let share = 100.0 * *employed as f64 / *residents as f64;
        writeln!(
            text,
            "2024;{name};{age};{sex};{share:.1};{employed};{residents}"
        )
        .expect("to a string");
    }
    text
}

fn employment_xlsx(table: &[Line], path: &Path) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    // A fixed day, so that the same figures give the same bytes.
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2025, 3, 14)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&day));
    book.add_worksheet()
        .set_name("Om tabellen")?
        .write(0, 0, "Syntetiske tall")?;
    let sheet = book.add_worksheet().set_name("Tabell")?;
    sheet.write(
        0,
        0,
        "Sysselsatte etter bydel, alder og kjønn (syntetiske tall)",
    )?;
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
        let age = if *age == "60-74 år" {
            "60 -74 år"
        } else {
            age
        };
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
        sheet.write(
            row,
            6,
            (1000.0 * *employed as f64 / *residents as f64).round() * 0.1,
        )?;
        sheet.write(row, 7, *residents as f64)?;
    }
    book.save(path)
}

/// Two wide tables: dwellings, and length of stay.
fn homes() -> (String, String) {
    let places = [
        "01 Bydel Gamle Oslo",
        "04 Bydel St. Hanshaugen",
        "05 Bydel Frogner",
        "10 Bydel Grorud",
        "15 Bydel Søndre Nordstrand",
        "Marka",
        "Sentrum",
        "Ukjent",
    ];
    let mut dice = Dice(29);
    let apart = |n: u64| match n {
        0..1000 => n.to_string(),
        _ => format!("{}\u{a0}{:03}", n / 1000, n % 1000),
    };
    let mut homes = "\"Boliger etter bydel (syntetiske tall)\"\r\n\r\n\"år\";\"område\";\"Antall boenheter\";\"Herav uten heis\";\"Gjennomsnitt rom pr boenhet\";\r\n".to_owned();
    for year in [2023, 2024] {
        let rows: Vec<(u64, u64)> = (0..places.len())
            .map(|at| {
                let (low, high) = if at < 5 { (9_000, 36_000) } else { (40, 900) };
                let all = dice.between(low, high);
                (all, all * dice.between(20, 70) / 100)
            })
            .collect();
        let total = rows
            .iter()
            .fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
        for (place, (all, without)) in ["Oslo i alt"]
            .iter()
            .chain(&places)
            .zip([total].iter().chain(&rows))
        {
            let rooms = dice.between(21, 48);
            let (all, without) = (apart(*all), apart(*without));
            write!(
                homes,
                "\"{year}\";\"{place}\";{all};{without};{},{};\r\n",
                rooms / 10,
                rooms % 10
            )
            .expect("to a string");
        }
    }
    homes.push_str("\r\n\"Kilde: laget for å prøve programmet\"\r\n");

    let places = [
        "01 Gamle Oslo",
        "04 St. Hanshaugen",
        "05 Frogner",
        "10 Grorud",
        "15 Søndre Nordstrand",
        "99 Sentrum, Marka og uten registrert adresse",
    ];
    let reasons = ["Arbeid", "Familie, referanseperson annet", "Flukt"];
    let mut stay =
        "aar;bosted;innvandringsgrunn;botid_i_alt;kort_botid_5_ar;lang_botid_5_ar\r\n".to_owned();
    let rows: Vec<Vec<(u64, u64)>> = (0..places.len())
        .map(|at| {
            let size = if at < 5 { 2000 } else { 12 };
            reasons
                .iter()
                .map(|_| {
                    (
                        dice.between(size / 12, size / 4),
                        dice.between(size / 4, size),
                    )
                })
                .collect()
        })
        .collect();
    let city: Vec<(u64, u64)> = (0..3)
        .map(|r| {
            rows.iter()
                .fold((0, 0), |sum, row| (sum.0 + row[r].0, sum.1 + row[r].1))
        })
        .collect();
    for (place, row) in ["0301 Oslo i alt"]
        .iter()
        .chain(&places)
        .zip([city].iter().chain(&rows))
    {
        let all = row.iter().fold((0, 0), |sum, c| (sum.0 + c.0, sum.1 + c.1));
        for (reason, (short, long)) in ["Alle innvandringsgrunner"]
            .iter()
            .chain(&reasons)
            .zip([all].iter().chain(row))
        {
            write!(
                stay,
                "2024;{place};{reason};{};{short};{long}\r\n",
                short + long
            )
            .expect("to a string");
        }
    }
    (homes, stay)
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).expect("Latin-1"))
        .collect()
}

/// Two cubes: visits to the doctor as SSB writes them, residents as FHI does.
fn doctors() -> (Value, Value) {
    let mut dice = Dice(7);
    let mut residents = Vec::new();
    let mut visits = Vec::new();
    for county in [700u64, 640, 480] {
        for _sex in 0..2 {
            for _year in 0..2 {
                let people = county * dice.between(480, 520);
                residents.push(people);
                visits.push(people * dice.between(64, 78) / 100);
            }
        }
    }
    let sum = |all: &[u64], county: usize, year: usize| {
        all[county * 4 + year] + all[county * 4 + 2 + year]
    };
    // Region × sex × measure × year, men first; the last county's men of 2021 are hidden.
    let mut value: Vec<Value> = Vec::new();
    for county in 0..3 {
        for sex in [0, 1] {
            for measure in [&visits, &residents] {
                value.extend((0..2).map(|year| json!(measure[county * 4 + sex * 2 + year])));
            }
        }
    }
    let hidden = 2 * 8 + 1;
    value[hidden] = Value::Null;
    let mut status = Map::new();
    status.insert(hidden.to_string(), json!(":"));
    let ssb = json!({
        "version": "2.0", "class": "dataset", "label": "Hos fastlegen (syntetiske tall)",
        "source": "Laget for å prøve programmet", "updated": "2025-03-14T08:00:00Z",
        "id": ["Region", "Kjonn", "ContentsCode", "Tid"], "size": [3, 2, 2, 2],
        "dimension": {
            "Region": {"label": "region", "category": {
                "index": {"03": 0, "46": 1, "50": 2},
                "label": {"03": "Oslo", "46": "Vestland", "50": "Trøndelag - Trööndelage"}}},
            "Kjonn": {"label": "kjønn", "category": {"index": {"1": 0, "2": 1}, "label": {"1": "Menn", "2": "Kvinner"}}},
            "ContentsCode": {"label": "statistikkvariabel", "category": {
                "index": {"Personer": 0, "Bosatte": 1},
                "label": {"Personer": "Personer hos fastlegen", "Bosatte": "Bosatte"},
                "unit": {"Personer": {"base": "personer", "decimals": 0}, "Bosatte": {"base": "personer", "decimals": 0}}}},
            "Tid": {"label": "år", "category": {"index": {"2020": 0, "2021": 1}, "label": {"2020": "2020", "2021": "2021"}}}
        },
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "value": value, "status": status
    });
    // County × year × sex with the total first, and the country beside them.
    let mut value: Vec<u64> = Vec::new();
    for year in 0..2 {
        value.extend([
            5_300_000 + year * 21_000,
            2_670_000 + year * 9_000,
            2_630_000 + year * 12_000,
        ]);
    }
    for county in 0..3 {
        for year in 0..2 {
            value.push(sum(&residents, county, year));
            value.extend([
                residents[county * 4 + year],
                residents[county * 4 + 2 + year],
            ]);
        }
    }
    let fhi = json!({
        "class": "dataset", "version": "2.0", "href": null, "label": "Folkemengde (syntetiske tall)",
        "updated": "2025-03-14T08:00:00Z", "source": null,
        "id": ["GEO", "AAR", "KJONN", "MEASURE_TYPE"], "size": [4, 2, 3, 1],
        "role": {"time": null, "geo": null, "metric": ["MEASURE_TYPE"]},
        "dimension": {
            "GEO": {"label": "Geografi", "category": {"index": ["0", "03", "46", "50"],
                "label": {"0": "Hele landet", "03": "Oslo", "46": "Vestland", "50": "Trøndelag"}}},
            "AAR": {"label": "År", "category": {"index": ["2020_2020", "2021_2021"], "label": {"2020_2020": "2020", "2021_2021": "2021"}}},
            "KJONN": {"label": "Kjønn", "category": {"index": ["0", "1", "2"], "label": {"0": "Kjønn samlet", "1": "Menn", "2": "Kvinner"}}},
            "MEASURE_TYPE": {"label": "Måltall", "category": {"label": {"ANT": "antall"}}}
        },
        "value": value, "status": ""
    });
    (ssb, fhi)
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("it is plain data") + "\n"
}

/// Writes the workbooks of broken projects.
///
/// # Panics
/// The folders cannot be written to.
pub fn write_broken(broken: &Path) {
    // Synthetic: 80 is added to the month. As a number it has lost its leading zero.
    let person = 1_819_010_001.0;
    let books = [
        ("identity-number-in-workbook", Some(person), None),
        ("sheet-not-found", None, None),
        ("workbook-cells", None, Some("tolv")),
    ];
    for (name, person, wrong) in books {
        let folder = broken.join(name).join("data");
        fs::create_dir_all(&folder).expect("it can be written");
        persons_xlsx(&folder.join("alene.xlsx"), person, wrong).expect("it can be written");
    }
}

fn persons_xlsx(path: &Path, person: Option<f64>, wrong: Option<&str>) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2025, 3, 14)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&day));
    let sheet = book.add_worksheet().set_name("Alene")?;
    sheet.write_row(1, 1, ["år", "bydel", "gruppe", "antall"])?;
    let mut row = 2;
    for (district, count) in [
        ("Sagene", 100.0),
        ("St. Hanshaugen", 50.0),
        ("Alna", 130.0),
        ("Marka", 7.0),
    ] {
        for group in ["Psykisk helseproblem", "Rusmiddelproblem"] {
            sheet.write(row, 1, 2018.0)?;
            sheet.write(row, 2, district)?;
            sheet.write(row, 3, group)?;
            sheet.write(row, 4, count)?;
            row += 1;
        }
    }
    if let Some(text) = wrong {
        sheet.write(5, 4, text)?;
    }
    if let Some(number) = person {
        // On a sheet that no source names.
        book.add_worksheet()
            .set_name("Grunnlag")?
            .write(3, 2, number)?;
    }
    book.save(path)
}
