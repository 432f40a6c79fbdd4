//! Law: a project of any size can be made by one command; its figures are synthetic and the same every time.
//!
//! `cargo run --release --example many-districts -- DIR N` writes a project of N invented districts
//! to DIR. Indicators, groups and the outline are the program's own, without the two sections that
//! only make sense for a city of fifteen: the table of all districts and the comparison with Norway.
//!
//! `cargo run --release --example many-districts -- DIR municipalities [SHARE]` writes one wave of a whole country: as many
//! municipalities as Norway has, of like sizes, from 200 inhabitants up, with the table of all of them. SHARE of
//! those who live there are counted, all where it is absent.

#![allow(
    clippy::disallowed_methods,
    reason = "it stands outside the house and writes a project of its own"
)]

mod draw;
mod places;

use bydelsrapport::{assets::Assets, config, diagnostic::Problems};
use std::{env, error::Error, fs, path::Path};

const WAVES: [&str; 2] = ["2017", "2018"];

/// Sections of the sample's outline that are left out; in a country of municipalities the second alone.
const LEFT_OUT: [&str; 2] = ["bydelene", "norge"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let (Some(folder), Some(what)) = (args.next(), args.next()) else {
        return Err("usage: many-districts DIR N, or DIR municipalities [SHARE]".into());
    };
    let country = what == "municipalities";
    let (places, waves, left_out) = if country {
        let share = args.next().map_or(Ok(1.0), |share| share.parse())?;
        (places::municipalities(share), &WAVES[1..], &LEFT_OUT[1..])
    } else {
        (places::places(what.parse()?), &WAVES[..], &LEFT_OUT[..])
    };
    let assets = Assets::embedded();
    let settings = config::load(&assets, &mut Problems::default())
        .map_err(|found| format!("{} problems in the built-in settings", found.0.len()))?;
    let outline = assets.text("config/outline.toml").ok_or("there is no outline")?;

    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("config"))?;
    fs::create_dir_all(folder.join("data"))?;
    let periods: Vec<String> = waves.iter().map(|wave| format!("\"{wave}\"")).collect();
    for (name, text) in [
        ("config/report.toml", REPORT.replace("PERIODS", &periods.join(", "))),
        ("config/sources.toml", SOURCES.to_owned()),
        ("config/districts.toml", places::settings(&places)),
        ("config/outline.toml", shortened(outline, left_out)),
        ("data/figures.csv", draw::figures(&settings.indicators, &places, waves)),
    ] {
        fs::write(folder.join(name), &text)?;
        println!("{name}: {} bytes", text.len());
    }
    Ok(())
}

/// The outline without some sections, and without the number of Oslo's districts in a title.
fn shortened(outline: &str, left_out: &[&str]) -> String {
    let outline = [" i 15 bydeler", " i 15 bydelar", " in 15 districts"]
        .iter()
        .fold(outline.to_owned(), |text, number| text.replace(number, ""));
    let mut sections = outline.split("\n[[section]]\n");
    let mut text = sections.next().unwrap_or_default().to_owned();
    for section in sections {
        if !left_out.iter().any(|id| section.starts_with(&format!("id = \"{id}\"\n"))) {
            text.push_str("\n[[section]]\n");
            text.push_str(section);
        }
    }
    text
}

const REPORT: &str = r#"edition = "many-districts"
title = "Prøve 2018"
subtitle = "Oppdiktede bydeler"
publisher = "Laget av et program"
mapping_year = 2018
published = "2019-06-05"
notice = "Syntetiske tall – laget for å måle rapporten"
source = "Syntetiske tall"
periods = [PERIODS]
population = "kartlagte"

[city]
name = "Storbyen"
within = "i Storbyen"
whole = "hele Storbyen"

[comparison]
threshold = 3.0
group = "rus_rop"
coverage = 0.10
"#;

const SOURCES: &str = r#"[[source]]
file = "data/figures.csv"
columns = { period = "period", district = "district", group = "group", indicator = "indicator", category = "category", count = "count", base = "base" }
"#;
