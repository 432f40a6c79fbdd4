//! Law: every number of every sentence is taken back to the published figures, by what the claims say that it is.
//!
//! Nothing here knows how sentences are made: claims and figures are read as they are published.

use super::Made;
use bydelsrapport::{
    assets::Assets,
    config,
    diagnostic::Problems,
    pipeline::{FileKind, OutFile},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Count, base and share of a published cell, by its address.
pub type Figures = BTreeMap<String, [Option<f64>; 3]>;

/// The shown figures of a download.
pub fn figures(csv: &str) -> Figures {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let mut figures = Figures::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let number = |at: usize| row[at].parse::<f64>().ok();
        let address = [0, 1, 2, 3, 4].map(|at| row[at].to_owned()).join(".");
        if &row[8] == "shown" {
            figures.insert(address, [number(5), number(6), number(7)]);
        }
    }
    figures
}

/// What a language does to numbers.
pub struct Tongue {
    words: Vec<String>,
    group: String,
    decimal: String,
    ones: Vec<String>,
    none: String,
    all: String,
    under_one: String,
    nearly_all: String,
}

impl Tongue {
    /// The language with this tag, as the program brings it.
    pub fn of(lang: &str) -> Self {
        let assets = Assets::embedded();
        let path = format!("config/lang/{lang}.toml");
        let file: toml::Table = assets.text(&path).expect("a language").parse().expect("TOML");
        let text = |value: &toml::Value| value.as_str().expect("a text").to_owned();
        let numbers = &file["numbers"];
        let subjects = &file["subjects"];
        Self {
            words: file["number_words"].as_array().expect("a list").iter().map(text).collect(),
            group: text(&numbers["group"]),
            decimal: text(&numbers["decimal"]),
            ones: file
                .get("one")
                .and_then(|one| one.as_table())
                .map_or(Vec::new(), |one| one.values().map(text).collect()),
            none: text(&subjects["none"]),
            all: text(&subjects["all"]),
            under_one: text(&subjects["under_one"]),
            nearly_all: text(&subjects["nearly_all"]),
        }
    }

    /// The first number of a text, in digits or in words.
    fn number(&self, text: &str) -> Option<f64> {
        let plain = text.replace('\u{a0}', " ");
        let first = plain.split(' ').next()?.to_lowercase();
        if let Some(at) = self.words.iter().position(|word| *word == first) {
            return Some(at as f64);
        }
        if self.ones.contains(&first) {
            return Some(1.0);
        }
        let text = text.replace(&self.group, "").replace('\u{2212}', "-");
        let digits: String = text
            .chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(|c| c.is_ascii_digit() || self.decimal.contains(*c))
            .collect();
        digits.replace(&self.decimal, ".").parse().ok()
    }
}

fn round(value: f64) -> f64 {
    value.abs().round()
}

/// What the claims of a report may count, counted again in its page, its data and the claims themselves.
fn tally(name: &str, claims: &Value, page: &str, csv: &str) -> f64 {
    let placed = |place: &str, section: &str| {
        let all = claims["claims"].as_array().expect("claims");
        let there = all.iter().filter(|claim| claim["section"] == section);
        there.filter(|claim| claim["place"] == place).count() as f64
    };
    let section = |id: &str| {
        let from = page.find(&format!("id=\"{id}\"")).expect("a section");
        let rest = &page[from..];
        &rest[..rest.find("</section>").unwrap_or(rest.len())]
    };
    let stands = |word: &str| {
        let mark = format!("class=\"against {word}\"");
        section("barometer").matches(&mark).count() as f64
    };
    let compared = || ["higher", "similar", "lower"].map(stands).iter().sum::<f64>();
    let rows = |status: &str| {
        let lines = csv.lines().filter(|line| !line.contains(",rest-"));
        lines.filter(|line| line.ends_with(status)).count() as f64
    };
    match name {
        "tests" => claims["comparisons"].as_f64().expect("a number"),
        "dialogue" => placed("dialogue", "samtalen"),
        "higher" | "lower" => stands(name),
        "differ" => stands("higher") + stands("lower"),
        "compared" => compared(),
        "rows" => section("barometer").matches("<tr role=\"row\" id=\"").count() as f64,
        "all_figures" => rows(",shown") + rows(",withheld"),
        "hidden_figures" => rows(",withheld"),
        "changes_all" | "changes_up" | "changes_down" | "changes_unknown" => f64::NAN,
        other => panic!("a tally that this test does not know: {other}"),
    }
}

/// What a number should read, from the published figures alone.
fn expected(number: &Value, figures: &Figures) -> Result<f64, String> {
    let cells: Vec<&str> = number["cells"]
        .as_array()
        .expect("cells")
        .iter()
        .map(|cell| cell.as_str().expect("a text"))
        .collect();
    let of = |at: usize| -> Result<[Option<f64>; 3], String> {
        let cell = cells.get(at).ok_or("no such cell")?;
        let found = figures.get(*cell);
        found.copied().ok_or(format!("{cell} is not published"))
    };
    let share = |at: usize| -> Result<f64, String> {
        match of(at)? {
            [Some(count), Some(base), _] if base > 0.0 => Ok(100.0 * count / base),
            [_, _, Some(share)] => Ok(100.0 * share),
            _ => Err("no share".to_owned()),
        }
    };
    let part = |at: usize, which: usize| of(at)?[which].ok_or("no such figure".to_owned());
    Ok(match number["measure"].as_str().expect("a measure") {
        "share" => share(0)?,
        "part" => 100.0 * part(0, 0)? / part(1, 0)?,
        "count" => part(0, 0)?,
        "base" => part(0, 1)?,
        "without" => part(0, 1)? - part(0, 0)?,
        "points" => share(0)? - share(1)?,
        "people" => (share(0)? - share(1)?) / 100.0 * part(0, 1)?,
        other => return Err(format!("an unknown measure {other}")),
    })
}

fn says(text: &str, value: f64, tongue: &Tongue) -> bool {
    let lower = text.to_lowercase();
    if lower == tongue.none {
        return round(value) == 0.0;
    }
    if lower == tongue.all {
        return value == 100.0;
    }
    if lower == tongue.under_one {
        return value > 0.0 && value < 0.5;
    }
    if lower == tongue.nearly_all {
        return (99.5..100.0).contains(&value);
    }
    tongue.number(text) == Some(round(value))
}

/// The claims of every report, with the file that they stand in.
pub fn reports(made: &Made) -> Vec<(&OutFile, Value)> {
    let files = made.of(FileKind::Findings);
    files
        .map(|file| {
            let claims = serde_json::from_slice(&file.bytes).expect("JSON");
            (file, claims)
        })
        .collect()
}

/// The download of the district that a file is about.
pub fn csv_of<'m>(made: &'m Made, file: &OutFile) -> &'m str {
    let data = made
        .of(FileKind::Data)
        .find(|data| data.district == file.district)
        .expect("the district's figures");
    made.text(&data.path)
}

/// Takes every number of every claim back to the data; panics where one is not there, and counts them by what they are.
pub fn checked(made: &Made) -> BTreeMap<String, usize> {
    let mut checked: BTreeMap<String, usize> = BTreeMap::new();
    for (file, claims) in &reports(made) {
        let figures = figures(csv_of(made, file));
        let tongue = Tongue::of(claims["language"].as_str().expect("a language"));
        for claim in claims["claims"].as_array().expect("claims") {
            for number in claim["figures"].as_array().expect("figures") {
                let text = number["text"].as_str().expect("a text");
                let measure = number["measure"].as_str().expect("a measure");
                let place = format!("{}: {} in «{}»", file.path, number, claim["text"]);
                if measure == "tally" {
                    let name = number["name"].as_str().expect("a name");
                    let page = file.path.replace(".findings.json", ".html");
                    let value = tally(name, claims, made.text(&page), csv_of(made, file));
                    // Changes are counted where their table is read, in the audit.
                    if !value.is_nan() {
                        assert!(says(text, value, &tongue), "{place}: {value}");
                        *checked.entry(format!("tally {name}")).or_default() += 1;
                    }
                    continue;
                }
                let value = expected(number, &figures).unwrap_or_else(|e| panic!("{place}: {e}"));
                assert!(says(text, value, &tongue), "{place}: {value}");
                let whole = claim["text"].as_str().expect("a text").to_lowercase();
                assert!(whole.contains(&text.to_lowercase()), "{place}");
                *checked.entry(measure.to_owned()).or_default() += 1;
            }
        }
    }
    checked
}

/// Takes the numbers that a sentence accounts for out of it, and panics where one is left; how many were judged.
pub fn judged(made: &Made) -> usize {
    let mut judged = 0;
    for (file, claims) in reports(made) {
        let lang = claims["language"].as_str().expect("a language");
        let settings =
            config::load(&Assets::embedded(), &mut Problems::default()).expect("settings");
        // Words of the settings may hold numbers: «16–29 år», «minst tre år».
        let mut names: BTreeSet<String> = BTreeSet::new();
        collect(&mut names, &settings, lang);
        let mut names: Vec<String> = names.into_iter().collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for claim in claims["claims"].as_array().expect("claims") {
            let place = claim["place"].as_str().expect("a place");
            // Small print and method say rules, not figures of people.
            if !["finding", "dialogue", "heading", "question", "cover"].contains(&place) {
                continue;
            }
            let mut text = claim["text"].as_str().expect("a text").to_lowercase();
            for number in claim["figures"].as_array().expect("figures") {
                let said = number["text"].as_str().expect("a text").to_lowercase();
                text = text.replacen(&said, " ", 1);
            }
            for name in &names {
                text = text.replace(name.as_str(), " ");
            }
            let stray: String = text.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(stray, "", "{}: «{}»", file.path, claim["text"]);
            judged += 1;
        }
    }
    judged
}

/// Every text of the settings that holds a digit, in small letters, and the waves.
fn collect(names: &mut BTreeSet<String>, settings: &config::Settings, lang: &str) {
    let lang = lang.into();
    let indicators = &settings.indicators;
    let mut add = |text: &str| {
        if text.chars().any(|c| c.is_ascii_digit()) {
            names.insert(text.to_lowercase());
        }
    };
    for indicator in &indicators.indicators {
        let texts = [Some(&indicator.label), indicator.inline.as_ref()];
        texts.into_iter().flatten().for_each(|t| add(t.get(&lang)));
        if let Some(predicate) = &indicator.predicate {
            add(predicate.get(&lang));
        }
        for category in indicators.categories(indicator) {
            add(category.label.get(&lang));
            if let Some(predicate) = &category.predicate {
                add(predicate.get(&lang));
            }
        }
    }
    let areas = settings.report.areas.iter().flat_map(|area| &area.periods);
    for period in settings.report.periods.iter().chain(areas) {
        add(period.as_str());
    }
}
