//! Law: the front page leads to every report of the run and repeats only what they say.

use super::{
    FileKind, Made, codebook,
    edition::{Edition, Entry},
    job::{Emit, OutFile},
    names,
};
use crate::{
    analysis::Lens,
    confidential::PublishableStat,
    config::report::Format,
    diagnostic::{Diagnostic, Place, Problems},
    ident::{DistrictId, GroupId, Lang},
    render::{
        data,
        html::{IndexDistrict, IndexTile, IndexView},
    },
    report::view::{CoverNumberView, Figure, FigureState, Rich},
    words::{Format as Numbers, fill},
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

impl Edition<'_> {
    /// The page that leads to all reports, in every language.
    pub fn index(&self, made: &BTreeMap<usize, Made>, emit: &Emit) -> Result<(), Problems> {
        if !self.formats.contains(&Format::Html) {
            return Ok(());
        }
        for lang in &self.settings.report.languages {
            let view = self.index_view(made, lang)?;
            (emit.put)(OutFile {
                path: names::index(&self.settings, lang),
                kind: FileKind::Index,
                district: None,
                language: Some(lang.to_string()),
                bytes: self.front(&view)?,
            })?;
        }
        Ok(())
    }

    /// The description of the figures, whatever form they are published in: nothing can be checked without it.
    pub fn codebook(&self, emit: &Emit) -> Result<(), Problems> {
        let frame = data::Frame { style: sha256(&self.style), texts: self.frame.clone() };
        (emit.put)(OutFile {
            path: codebook::NAME.to_owned(),
            kind: FileKind::Other,
            district: None,
            language: None,
            bytes: codebook::codebook(&self.table, &self.settings, frame).json(),
        })
    }

    fn index_view(&self, made: &BTreeMap<usize, Made>, lang: &Lang) -> Result<IndexView, Problems> {
        let settings = &self.settings;
        let report = &settings.report;
        let numbers = Numbers::new(&settings.languages[lang]);
        let word = |key: &str| {
            numbers.word(key).ok_or_else(|| {
                let path = format!("config/lang/{lang}.toml");
                Problems::from(
                    Diagnostic::error(
                        "word-missing",
                        Place::file(&path),
                        format!("there is no word '{key}'"),
                    )
                    .hint(format!("add `{key} = \"…\"` under [words]")),
                )
            })
        };
        let survey = report.title.get(lang).to_owned();
        let named = [("survey", survey.as_str()), ("city", report.city.name.get(lang))];
        let city = Lens::new(self.table.clone(), self.settings.clone(), DistrictId::total());
        let mapped = city.mapped(&GroupId::total(), city.period()).count.amount();
        let mut figures = Vec::new();
        if let Some(n) = mapped {
            let text = Rich::plain(fill(word("index_mapped")?, &named));
            figures.push(CoverNumberView {
                figure: numbers.count(n),
                text,
                cell: format!(
                    "count:{}",
                    city.mapped_key(&GroupId::total(), city.period()).address()
                ),
            });
        }
        let entries: Vec<&Entry> = made.values().map(|m| &m.entry).collect();
        let href = |name: &str| {
            let entry = entries.iter().find(|e| e.name == name)?;
            entry.languages.get(lang)?.1.html.clone()
        };
        let tiles = settings.districts.districts.iter().filter_map(|district| {
            let [column, row] = district.tile?;
            let broken = district.broken.as_deref().unwrap_or(&district.name);
            Some(IndexTile {
                lines: broken.split('|').map(str::to_owned).collect(),
                column,
                row,
                href: href(&district.name),
            })
        });
        Ok(IndexView {
            lang: lang.to_string(),
            title: fill(word("index_title")?, &named),
            subtitle: report.subtitle.get(lang).to_owned(),
            description: fill(word("index_description")?, &named),
            publisher: report.publisher.get(lang).to_owned(),
            mapping_year: report.mapping_year.to_string(),
            published: numbers.date(&report.published),
            published_iso: report.published.clone(),
            version: report.version.clone(),
            notice: report.notice.as_ref().map(|n| n.get(lang).to_owned()),
            words: settings.languages[lang].words.clone(),
            sisters: names::sisters(settings, "index", lang),
            numbers: figures,
            tiles: tiles.collect(),
            map_caption: settings.districts.map_caption.as_ref().map(|c| c.get(lang).to_owned()),
            districts: entries
                .iter()
                .filter_map(|entry| {
                    let (headline, files) = entry.languages.get(lang)?;
                    Some(IndexDistrict {
                        name: entry.name.clone(),
                        headline: headline.text.clone(),
                        cells: headline.cells.clone(),
                        mapped: people(&entry.mapped, numbers),
                        html: files.html.clone(),
                        pdf: files.pdf.clone(),
                        csv: files.csv.clone(),
                    })
                })
                .collect(),
            notes: Vec::new(),
            survey,
        })
    }
}

/// The SHA-256 of a text in hexadecimal digits.
fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How many were mapped in a district, as a language writes it.
fn people((count, address): &(PublishableStat, String), numbers: Numbers<'_>) -> Figure {
    let (text, state) = match count.amount() {
        Some(n) => (numbers.count(n), FigureState::Shown),
        None => (numbers.language().numbers.hidden.clone(), FigureState::Withheld),
    };
    Figure { text, state, spoken: None, cell: Some(format!("count:{address}")) }
}
