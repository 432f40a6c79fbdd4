//! Law: a reader who takes every number of every sentence back to the data finds it there, with the meaning that the sentence gives it.
//!
//! The test knows nothing of how sentences are made: it reads the published claims and the published figures.

#![allow(clippy::disallowed_methods)] // Tests lay out whole projects on disk.

mod support;

use bydelsrapport::{
    assets::Assets,
    config,
    config::report::Format,
    diagnostic::Problems,
    pipeline::{FileKind, OutFile},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::LazyLock,
};
use support::{Made, make, told};
use tempfile::TempDir;

/// The sample in three languages.
fn project() -> TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["config", "config/lang", "fixtures/oslo-2018"] {
        fs::create_dir_all(folder.path().join(part)).expect("a folder");
        for entry in fs::read_dir(root.join(part)).expect("the sample").flatten() {
            if entry.path().is_file() {
                let to = folder.path().join(part).join(entry.file_name());
                fs::copy(entry.path(), to).expect("copied");
            }
        }
    }
    let report = folder.path().join("config/report.toml");
    let text = fs::read_to_string(&report).expect("settings");
    let text = format!("languages = [\"nb\", \"nn\", \"en\"]\n{text}");
    fs::write(report, text).expect("written");
    folder
}

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let folder = project();
    make(folder.path(), 2, &[Format::Html, Format::Data])
        .unwrap_or_else(|problems| panic!("{}", told(&problems)))
});

/// Count, base and share of a published cell, by its address.
type Figures = BTreeMap<String, [Option<f64>; 3]>;

fn figures(csv: &str) -> Figures {
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
struct Tongue {
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
    fn of(lang: &str) -> Self {
        let assets = Assets::embedded();
        let path = format!("config/lang/{lang}.toml");
        let file: toml::Table = assets
            .text(&path)
            .expect("a language")
            .parse()
            .expect("TOML");
        let text = |value: &toml::Value| value.as_str().expect("a text").to_owned();
        let numbers = &file["numbers"];
        let subjects = &file["subjects"];
        Self {
            words: file["number_words"]
                .as_array()
                .expect("a list")
                .iter()
                .map(text)
                .collect(),
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
    let compared = || {
        ["higher", "similar", "lower"]
            .map(stands)
            .iter()
            .sum::<f64>()
    };
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
        "rows" => section("barometer")
            .matches("<tr role=\"row\" id=\"")
            .count() as f64,
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

fn reports() -> Vec<(&'static OutFile, Value)> {
    let files = MADE.of(FileKind::Findings);
    files
        .map(|file| {
            let claims = serde_json::from_slice(&file.bytes).expect("JSON");
            (file, claims)
        })
        .collect()
}

fn csv_of(file: &OutFile) -> &'static str {
    let data = MADE
        .of(FileKind::Data)
        .find(|data| data.district == file.district)
        .expect("the district's figures");
    MADE.text(&data.path)
}

#[test]
fn every_number_is_found_again_in_the_published_figures() {
    let reports = reports();
    assert_eq!(reports.len(), 30, "ten districts in three languages");
    let mut checked: BTreeMap<String, usize> = BTreeMap::new();
    for (file, claims) in &reports {
        let figures = figures(csv_of(file));
        let tongue = Tongue::of(claims["language"].as_str().expect("a language"));
        for claim in claims["claims"].as_array().expect("claims") {
            for number in claim["figures"].as_array().expect("figures") {
                let text = number["text"].as_str().expect("a text");
                let measure = number["measure"].as_str().expect("a measure");
                let place = format!("{}: {} in «{}»", file.path, number, claim["text"]);
                if measure == "tally" {
                    let name = number["name"].as_str().expect("a name");
                    let page = file.path.replace(".findings.json", ".html");
                    let value = tally(name, claims, MADE.text(&page), csv_of(file));
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
    for measure in ["share", "count", "points", "people", "without", "part"] {
        let times = checked.get(measure).copied().unwrap_or(0);
        assert!(times > 0, "no sentence says {measure}: {checked:?}");
    }
}

#[test]
fn no_sentence_holds_a_number_that_it_does_not_account_for() {
    let mut judged = 0;
    for (file, claims) in reports() {
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
    assert!(judged > 30 * 15, "{judged} sentences were judged");
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

#[test]
fn ten_summaries_are_ten_different_openings() {
    for lang in ["nb", "nn", "en"] {
        let mut openings: BTreeSet<String> = BTreeSet::new();
        let mut headings: BTreeSet<String> = BTreeSet::new();
        for (_, claims) in reports() {
            if claims["language"] != lang {
                continue;
            }
            let all = claims["claims"].as_array().expect("claims");
            let first = |place: &str| -> Vec<String> {
                all.iter()
                    .filter(|c| c["section"] == "oppsummert" && c["place"] == place)
                    .map(|c| c["text"].as_str().expect("a text").to_owned())
                    .collect()
            };
            let findings = first("finding");
            assert!((3..=5).contains(&findings.len()), "{findings:?}");
            openings.insert(findings.join(" "));
            headings.extend(first("heading"));
        }
        assert_eq!(openings.len(), 10, "{lang}");
        assert!(headings.len() >= 9, "{lang}: {headings:?}");
    }
}
