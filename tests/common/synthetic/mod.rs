//! Law: the cases' data are synthetic, and the same seed makes the same bytes.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

mod doctors;
mod employment;
mod homes;
mod persons;

use doctors::doctors;
use employment::{employment, employment_csv, employment_xlsx};
use homes::homes;
use serde_json::Value;
use std::{fs, path::Path};

/// Writes the data of every case.
///
/// # Panics
/// The folders cannot be written to.
pub fn write(cases: &Path) {
    let put =
        |path: &str, bytes: &[u8]| fs::write(cases.join(path), bytes).expect("it can be written");
    let table = employment();
    put("employment/data/sysselsatte.csv", employment_csv(&table).as_bytes());
    let book = cases.join("employment-workbook/data/sysselsatte.xlsx");
    employment_xlsx(&table, &book).expect("it can be written");
    let (homes, stay) = homes();
    put("wide-latin1/data/boliger.csv", &latin1(&homes));
    put("wide-latin1/data/botid.csv", &latin1(&stay));
    let (ssb, fhi) = doctors();
    put("jsonstat/data/fastlege-ssb.json", pretty(&ssb).as_bytes());
    put("jsonstat/data/folkemengde-fhi.json", pretty(&fhi).as_bytes());
    put("jsonstat/data/landet.csv", "år,andel\n2020,71.4\n2021,73.0\n".as_bytes());
}

/// A linear congruential generator: enough to vary figures, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn between(&mut self, low: u64, high: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        low + (self.0 >> 33) % (high - low + 1)
    }
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect()
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
        persons::persons_xlsx(&folder.join("alene.xlsx"), person, wrong)
            .expect("it can be written");
    }
}
