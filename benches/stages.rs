//! Law: each stage of one report is measured alone, through the calls that the program makes.
//!
//! `cargo bench --bench stages`. The report is the first district's of the sample.

mod common;

use bydelsrapport::{
    analysis::Lens,
    chart::{self, Fonts, Medium},
    confidential::{PublishedTable, RawTable},
    diagnostic::Problems,
    ident::Lang,
    ledger::Memory,
    render::{
        html::{HtmlShop, WebDrawing},
        pdf::{self, PdfShop, Standard},
    },
    report::{self, Counted, Report, spec::ChartSpec, view::FilesView},
    words::Speaker,
};
use common::Sample;
use divan::Bencher;
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

static SAMPLE: LazyLock<Sample> = LazyLock::new(common::sample);
static FONTS: LazyLock<Fonts> =
    LazyLock::new(|| Fonts::from_assets(&SAMPLE.project.assets).expect("the fonts are right"));
static TABLE: LazyLock<Arc<PublishedTable>> = LazyLock::new(|| Arc::new(published()));
static REPORT: LazyLock<Report> = LazyLock::new(|| written(&speaker()));

fn main() {
    divan::main();
}

/// Every table of the sample: read, checked, hidden.
#[divan::bench]
fn read_check_and_hide() -> PublishedTable {
    published()
}

/// Findings, sentences and tables of one report.
#[divan::bench]
fn findings_and_words(bencher: Bencher) {
    let speaker = speaker();
    bencher.bench(|| written(&speaker));
}

/// The faces that drawings are measured with.
#[divan::bench]
fn fonts() -> Fonts {
    Fonts::from_assets(&SAMPLE.project.assets).expect("the fonts are right")
}

/// All drawings of one kind that one report holds, on paper.
#[divan::bench(args = KINDS)]
fn charts(bencher: Bencher, kind: &str) {
    let wanted: Vec<_> = report::drawings(&REPORT.view)
        .into_iter()
        .filter(|wanted| name(wanted.spec) == kind)
        .collect();
    bencher.bench(|| {
        for wanted in &wanted {
            divan::black_box(draw(wanted.spec, Medium::Paper));
        }
    });
}

/// One report on paper. Typst forgets in between: every run is a first one.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn pdf(bencher: Bencher) {
    let shop = PdfShop::new(&SAMPLE.project.assets).expect("the templates are right");
    let drawings: BTreeMap<String, String> = report::drawings(&REPORT.view)
        .iter()
        .map(|wanted| (wanted.key.to_owned(), draw(wanted.spec, Medium::Paper)))
        .collect();
    bencher.with_inputs(|| (0..4).for_each(|_| pdf::evict())).bench_values(|()| {
        shop.pdf(&REPORT.view, &drawings, Standard::A2a, None).expect("the report can be set")
    });
}

/// One report for the web.
#[divan::bench]
fn html(bencher: Bencher) {
    let shop = HtmlShop::new(&SAMPLE.project.assets, &chart::stylesheet())
        .expect("the templates are right");
    let drawings: BTreeMap<String, WebDrawing> = report::drawings(&REPORT.view)
        .iter()
        .map(|wanted| {
            let wide = draw(wanted.spec, Medium::Wide);
            let narrow = (!wanted.alt.is_empty()).then(|| draw(wanted.spec, Medium::Narrow));
            (wanted.key.to_owned(), WebDrawing { wide, narrow })
        })
        .collect();
    bencher.bench(|| shop.page(&REPORT.view, &drawings).expect("the page can be written"));
}

fn published() -> PublishedTable {
    let settings = &SAMPLE.settings;
    RawTable::read(&SAMPLE.sources, settings)
        .and_then(|raw| raw.validate(settings, &mut Problems::default()))
        .expect("the sample's tables are right")
        .publish(settings, &Memory::default())
}

fn lang() -> &'static Lang {
    &SAMPLE.settings.report.languages[0]
}

fn speaker() -> Speaker {
    Speaker::new(&SAMPLE.project.assets, lang()).expect("the sentences are right")
}

fn written(speaker: &Speaker) -> Report {
    let district = SAMPLE.settings.report.districts[0].clone();
    let lens = Lens::new(TABLE.clone(), Arc::new(SAMPLE.settings.clone()), district);
    report::report(&lens, lang(), speaker, Counted::default(), FilesView::default())
        .expect("the report can be said")
}

fn draw(spec: &ChartSpec, medium: Medium) -> String {
    chart::draw(spec, medium, None, &FONTS, "chart", "", "").svg
}

/// The kinds of drawing that [`charts`] measures.
const KINDS: [&str; 9] =
    ["stacked", "composition", "bars", "pairs", "slopes", "change", "heatmap", "mini", "dots"];

fn name(spec: &ChartSpec) -> &'static str {
    match spec {
        ChartSpec::Stacked(_) => "stacked",
        ChartSpec::Composition(_) => "composition",
        ChartSpec::Bars(_) => "bars",
        ChartSpec::Pairs(_) => "pairs",
        ChartSpec::Slopes(_) => "slopes",
        ChartSpec::Change(_) => "change",
        ChartSpec::Heatmap(_) => "heatmap",
        ChartSpec::Mini(_) => "mini",
        ChartSpec::Dots(_) => "dots",
    }
}
