//! Law: what all reports share is made once; what one report needs is made and forgotten.

use super::{
    FileKind, Made, figures,
    job::{Emit, Job, OutFile, Setting},
    lock, names,
};
use crate::{
    analysis::Lens,
    chart::{self, Fonts, Medium},
    confidential::{PublishableStat, PublishedTable},
    config::{
        District, Settings,
        report::{Archive, Format},
    },
    diagnostic::Problems,
    ident::{GroupId, Lang},
    render::{
        Done, Order, Press, data,
        html::{self, IndexView, WebDrawing},
        pdf::Standard,
    },
    report::{self, Report},
    words::Speaker,
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

/// Everything that the reports of a run share.
pub(super) struct Edition<'a> {
    pub settings: Arc<Settings>,
    pub table: Arc<PublishedTable>,
    /// The districts to make, in order.
    pub districts: Vec<District>,
    pub formats: Vec<Format>,
    speakers: BTreeMap<Lang, Speaker>,
    fonts: Fonts,
    press: Pressing<'a>,
    /// The style sheet of all pages.
    pub style: String,
    /// Numbers in words that people wrote, with the words around them.
    pub frame: Vec<String>,
    stages: Mutex<BTreeMap<&'static str, f64>>,
}

/// Where pages are set.
enum Pressing<'a> {
    Here(Box<Press>),
    Apart(&'a Setting<'a>),
}

impl Pressing<'_> {
    fn set(&self, order: &Order) -> Result<Done, Problems> {
        match self {
            Self::Here(press) => press.set(order),
            Self::Apart(set) => set(order),
        }
    }
}

/// The room of a drawing that stands beside another block on paper, in points: seven of the
/// page's twelve columns, as `report-templates/typst/tokens.typ` sets them.
const BESIDE: f64 = 265.0;

/// The heading of a report's first section, and the cells that it rests on.
pub(super) struct Headline {
    pub text: String,
    pub cells: String,
}

/// What the index says of a report.
pub(super) struct Entry {
    pub name: String,
    /// Per language: the headline and the names of the files.
    pub languages: BTreeMap<Lang, (Headline, report::view::FilesView)>,
    /// How many were mapped, and the cell that says so.
    pub mapped: (PublishableStat, String),
}

impl<'a> Edition<'a> {
    /// Prepares templates and fonts, and chooses the districts.
    ///
    /// # Errors
    /// All that is wrong with templates and fonts.
    pub fn new(
        job: &Job,
        table: Arc<PublishedTable>,
        set: Option<&'a Setting<'a>>,
    ) -> Result<Self, Problems> {
        let settings = Arc::new(job.settings.clone());
        let mut problems = Problems::default();
        let mut keep = |more: Problems| problems.extend(more);
        let fonts = Fonts::from_assets(job.assets).map_err(&mut keep).ok();
        let press = match set {
            Some(set) => set(&Order::Nothing).map(|_| Pressing::Apart(set)),
            None => Press::new(job.assets).map(|press| Pressing::Here(Box::new(press))),
        };
        let press = press.map_err(&mut keep).ok();
        // Where it has faults, who sets the pages has told them.
        let style = html::sheet(job.assets, &chart::stylesheet()).unwrap_or_default();
        let mut speakers = BTreeMap::new();
        for lang in &settings.report.languages {
            match Speaker::new(job.assets, lang) {
                Ok(speaker) => drop(speakers.insert(lang.clone(), speaker)),
                Err(more) => keep(more),
            }
        }
        let (Some(fonts), Some(press), false) = (fonts, press, problems.fatal()) else {
            return Err(problems);
        };
        let chosen = if job.only.is_empty() { &settings.report.districts } else { &job.only };
        let districts = settings
            .districts
            .districts
            .iter()
            .filter(|d| !d.outside && (chosen.is_empty() || chosen.contains(&d.id)))
            .cloned()
            .collect();
        let formats =
            if job.formats.is_empty() { &settings.report.formats } else { &job.formats }.clone();
        Ok(Self {
            settings,
            table,
            districts,
            formats,
            speakers,
            fonts,
            press,
            style,
            frame: super::frame::frame(job.assets, &job.settings),
            stages: Mutex::default(),
        })
    }

    /// Seconds per stage inside reports, summed over threads.
    pub fn stages(&self) -> Vec<(&'static str, f64)> {
        lock(&self.stages).iter().map(|(name, seconds)| (*name, *seconds)).collect()
    }

    /// Writes a report as data and throws it away: what is wrong with words and templates shows.
    pub fn rehearse(&self, district: &District) -> Result<(), Problems> {
        let counted = figures::counted(&figures::rows(&self.lens(district)));
        for (lang, speaker) in &self.speakers {
            let files = names::files(&self.settings, district, lang, &self.formats);
            report::report(&self.lens(district), lang, speaker, counted, files)?;
        }
        Ok(())
    }

    /// Makes all files of a district and hands them out.
    pub fn make(&self, district: &District, emit: &Emit) -> Result<Made, Problems> {
        let lens = self.lens(district);
        let rows = figures::rows(&lens);
        let counted = figures::counted(&rows);
        let csv = self.timed(emit, "data", || data::csv(&rows));
        let mut pages = 0;
        let mut languages = BTreeMap::new();
        for (lang, speaker) in &self.speakers {
            let files = names::files(&self.settings, district, lang, &self.formats);
            let report = self.timed(emit, "findings and words", || {
                report::report(&lens, lang, speaker, counted, files.clone())
            })?;
            let file = |path: &str, kind, bytes| OutFile {
                path: path.to_owned(),
                kind,
                district: Some(district.id.to_string()),
                language: Some(lang.to_string()),
                bytes,
            };
            if let Some(path) = &files.pdf {
                let (bytes, count) = self.pdf(emit, district, &report, &csv)?;
                pages += count;
                (emit.put)(file(path, FileKind::Pdf, bytes))?;
            }
            if let Some(path) = &files.html {
                let page = self.page(emit, &report)?;
                (emit.put)(file(path, FileKind::Html, page))?;
            }
            if let Some(path) = &files.findings {
                let bytes = data::findings(&report.claims);
                (emit.put)(file(path, FileKind::Findings, bytes))?;
            }
            let first = report.view.sections.first();
            let headline = Headline {
                text: first.map_or(String::new(), |s| s.heading.clone()),
                cells: first.map_or(String::new(), |s| s.cells.clone()),
            };
            languages.insert(lang.clone(), (headline, files));
        }
        if let Some(path) = languages.values().find_map(|(_, files)| files.csv.clone()) {
            let district = Some(district.id.to_string());
            let kind = FileKind::Data;
            (emit.put)(OutFile { path, kind, district, language: None, bytes: csv })?;
        }
        let everyone = lens.mapped_key(&GroupId::total(), lens.period());
        let entry = Entry {
            name: district.name.clone(),
            languages,
            mapped: (lens.cell(&everyone).count, everyone.address()),
        };
        Ok(Made { pages, entry })
    }

    /// What a district's report sees.
    pub fn lens(&self, district: &District) -> Lens {
        Lens::new(self.table.clone(), self.settings.clone(), district.id.clone())
    }

    fn pdf(
        &self,
        emit: &Emit,
        district: &District,
        report: &Report,
        csv: &[u8],
    ) -> Result<(Vec<u8>, usize), Problems> {
        let drawings: BTreeMap<String, String> = self.timed(emit, "charts", || {
            report::drawings(&report.view)
                .into_iter()
                .map(|w| {
                    let width = w.beside.then_some(BESIDE);
                    let drawing =
                        chart::draw(w.spec, Medium::Paper, width, &self.fonts, w.key, "", "");
                    (w.key.to_owned(), drawing.svg)
                })
                .collect()
        });
        let name = report.view.meta.files.csv.clone().unwrap_or(format!("{}.csv", district.slug));
        let (standard, attachment) = match self.settings.report.pdf.archive {
            Archive::A2a => (Standard::A2a, None),
            Archive::A3a => (Standard::A3a, Some((name.as_str(), csv))),
        };
        let pdf = self.timed(emit, "pdf", || {
            Order::paper(&report.view, drawings, standard, attachment)
                .and_then(|order| self.press.set(&order))
        })?;
        Ok((pdf.bytes, pdf.pages))
    }

    /// The page that leads to all reports.
    pub fn front(&self, view: &IndexView) -> Result<Vec<u8>, Problems> {
        Ok(self.press.set(&Order::index(view)?)?.bytes)
    }

    fn page(&self, emit: &Emit, report: &Report) -> Result<Vec<u8>, Problems> {
        let drawings: BTreeMap<String, WebDrawing> = self.timed(emit, "charts", || {
            report::drawings(&report.view)
                .into_iter()
                .map(|w| {
                    let draw = |medium| {
                        chart::draw(w.spec, medium, None, &self.fonts, w.key, w.title, w.alt).svg
                    };
                    // A mark is the same everywhere: its row carries the words.
                    let narrow = (!w.alt.is_empty()).then(|| draw(Medium::Narrow));
                    (w.key.to_owned(), WebDrawing { wide: draw(Medium::Wide), narrow })
                })
                .collect()
        });
        self.timed(emit, "html", || {
            Ok(self.press.set(&Order::page(&report.view, drawings)?)?.bytes)
        })
    }

    fn timed<T>(&self, emit: &Emit, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = (emit.clock)();
        let result = work();
        *lock(&self.stages).entry(stage).or_default() += (emit.clock)() - start;
        result
    }
}
