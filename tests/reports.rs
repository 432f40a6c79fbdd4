//! Law: the sample project makes ten reports that differ, keep their promises and say the same in every form.

#![allow(clippy::disallowed_methods, reason = "tests look at files themselves")]

mod support;

use bydelsrapport::{
    assets::Assets,
    config::{self, Settings, report::Format},
    diagnostic::Problems,
    pipeline::{FileKind, OutFile},
};
use std::{collections::BTreeSet, path::Path, sync::LazyLock};
use support::{Asked, Made, html, make, make_as, pdf, sample, told};

const NOTICE: &str = "Syntetiske tall – laget for å vise rapporten";

fn made(jobs: usize) -> Made {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    make(root, jobs, &[]).unwrap_or_else(|problems| panic!("{}", told(&problems)))
}

static MADE: LazyLock<Made> = LazyLock::new(|| made(2));

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| {
    config::load(&Assets::embedded(), &mut Problems::default()).expect("the settings are sound")
});

#[test]
fn ten_reports_come_out_in_three_forms() {
    let count = |kind| MADE.of(kind).count();
    let kinds =
        [FileKind::Pdf, FileKind::Html, FileKind::Data, FileKind::Findings, FileKind::Index]
            .map(count);
    assert_eq!(kinds, [10, 10, 10, 10, 1]);
    assert_eq!(MADE.outcome.reports, 10);
    for kind in [FileKind::Pdf, FileKind::Html, FileKind::Data] {
        let districts: BTreeSet<_> =
            MADE.of(kind).filter_map(|file| file.district.clone()).collect();
        let settled: BTreeSet<_> =
            SETTINGS.report.districts.iter().map(ToString::to_string).collect();
        assert_eq!(districts, settled);
    }
    let index = MADE.of(FileKind::Index).next().expect("an index");
    let index = MADE.text(&index.path);
    let listed = |file: &&OutFile| file.district.is_some() && file.kind != FileKind::Findings;
    for file in MADE.files.values().filter(listed) {
        assert!(index.contains(&format!("href=\"{}\"", file.path)), "{}", file.path);
    }
}

#[test]
fn two_districts_differ_in_headings_and_words() {
    let pages: Vec<&str> = MADE.of(FileKind::Html).map(|file| MADE.text(&file.path)).collect();
    // Headings of frames around the content (contents, method, all figures) are the same by intent.
    for (n, first) in pages.iter().enumerate() {
        for second in &pages[..n] {
            let [a, b] = [first, second].map(|page| html::findings(page));
            assert_eq!(a.len(), b.len());
            let same = a.iter().zip(&b).filter(|(a, b)| a == b).count();
            assert!(
                2 * same <= a.len(),
                "{same} of {} headings are the same: {a:#?} {b:#?}",
                a.len()
            );
            let [a, b] = [first, second].map(|page| sentences(page));
            let shared = a.intersection(&b).count();
            assert!(
                2 * shared <= a.len().min(b.len()),
                "{shared} of {} sentences are the same",
                a.len()
            );
        }
    }
}

/// The sentences of a page's paragraphs and list items that speak of figures.
fn sentences(page: &str) -> BTreeSet<String> {
    let texts =
        html::between(page, "<p", "</p>").into_iter().chain(html::between(page, "<li", "</li>"));
    let texts = texts.map(|text| html::words(text.split_once('>').map_or(text, |(_, rest)| rest)));
    texts.filter(|text| text.contains("prosent") && text.len() > 40).collect()
}

#[test]
fn the_same_input_gives_the_same_bytes_on_one_thread_and_on_two() {
    let again = made(1);
    assert!(again.files.keys().eq(MADE.files.keys()));
    for (path, file) in &again.files {
        assert!(file == &MADE.files[path], "{path} differs");
    }
}

#[test]
fn a_report_has_as_many_pages_in_every_language() {
    let folder = sample::sample();
    let languages = "languages = [\"nb\", \"nn\", \"en\"]\nedition = ";
    sample::edit(&folder, "config/report.toml", "edition = ", languages);
    let asked = Asked {
        jobs: 2,
        formats: &[Format::Pdf],
        // The longest name, and the one with the longest small print.
        only: &["030115", "030106"],
        ..Asked::default()
    };
    let made = make_as(folder.path(), asked).unwrap_or_else(|it| panic!("{}", told(&it)));
    let pages = made.of(FileKind::Pdf).map(|file| {
        let open = pdf::open(&file.bytes);
        (pdf::all_words(&open).len(), &file.path)
    });
    let pages: Vec<_> = pages.collect();
    assert_eq!(pages.len(), 6);
    assert!(pages.iter().all(|(many, _)| *many == pages[0].0), "{pages:?}");
}

#[test]
fn every_pdf_keeps_its_promises() {
    for file in MADE.of(FileKind::Pdf) {
        let path = &file.path;
        let open = pdf::open(&file.bytes);
        let catalog = open.catalog().expect("a catalogue");
        assert_eq!(
            catalog.get(b"Lang").and_then(|lang| lang.as_str()).expect("a language"),
            b"nb-NO"
        );
        let marked =
            catalog.get(b"MarkInfo").and_then(|info| open.dereference(info)).expect("marks").1;
        let marked =
            marked.as_dict().and_then(|info| info.get(b"Marked")).and_then(|m| m.as_bool());
        assert!(marked.expect("marked"), "{path} is tagged");
        assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"Outlines"), "{path}");
        let id = file.district.as_deref().expect("a district").into();
        let name = &SETTINGS.districts.get(&id).expect("known").name;
        let title = pdf::information(&open, b"Title").expect("a title");
        assert!(title.contains(name.as_str()) && title.contains("2018"), "{title}");
        let pages = pdf::all_words(&open);
        assert!((14..=22).contains(&pages.len()), "{path} has {} pages", pages.len());
        for (n, words) in pages.iter().enumerate() {
            assert!(words.contains(NOTICE), "{path}, page {}: {words}", n + 1);
            // Head, notice and small print are about 35 words: a page of them alone is one too many.
            let many = words.split_whitespace().count();
            assert!(many > 50, "{path}, page {}: {words}", n + 1);
        }
        let alternatives = pdf::alternatives(&open);
        assert!(alternatives.len() >= 12, "{path} has {} figures", alternatives.len());
        for alternative in alternatives {
            assert!(!alternative.to_lowercase().starts_with("diagram"), "{path}: {alternative}");
        }
        assert!(pdf::elements(&open, b"H1").count() >= 15, "{path}");
        assert!(pdf::elements(&open, b"TH").count() > 100, "{path}");
    }
    for file in
        MADE.files.values().filter(|file| file.kind != FileKind::Pdf && file.kind != FileKind::Data)
    {
        assert!(MADE.text(&file.path).contains(NOTICE), "{}", file.path);
    }
}
