//! Law: what a PDF promises is tested on whole PDFs.

#![allow(
    clippy::disallowed_methods,
    reason = "tests read templates and write pages to be looked at"
)]

use super::{PdfFile, PdfShop, Standard, evict, sample};
use crate::{
    assets::Assets,
    diagnostic::{Place, Problems},
};
use lopdf::{Dictionary, Document, Object, decode_text_string};

fn shop() -> PdfShop {
    PdfShop::new(&assets()).expect("the embedded templates are sound")
}

/// The templates as they lie on disk: embedding does not notice an edit.
fn assets() -> Assets {
    let mut assets = Assets::embedded();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["report-templates/typst", "report-templates/typst/blocks"] {
        for entry in std::fs::read_dir(root.join(folder)).expect("the folder") {
            let entry = entry.expect("an entry");
            if entry.file_type().expect("its kind").is_file() {
                let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
                assets.put(&name, std::fs::read(entry.path()).expect("the template"));
            }
        }
    }
    assets
}

fn made(archive: Standard, attachment: Option<(&str, &[u8])>) -> PdfFile {
    let report = sample::report("Søndre Nordstrand", 46, true);
    let file = shop().pdf(&report, &sample::drawings(), archive, attachment);
    evict();
    file.expect("the sample is sound")
}

fn opened(file: &PdfFile) -> Document {
    Document::load_mem(&file.bytes).expect("a PDF")
}

/// All dictionaries of a kind that the structure tree is made of.
fn elements<'a>(pdf: &'a Document, role: &'a [u8]) -> impl Iterator<Item = &'a Dictionary> {
    pdf.objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(move |dict| dict.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == role))
}

fn words(pdf: &Document, page: u32) -> String {
    let text = pdf.extract_text(&[page]).expect("text can be read back");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let first = made(Standard::A2a, None);
    assert_eq!(first, made(Standard::A2a, None));
    assert_eq!(opened(&first).get_pages().len(), first.pages);
}

#[test]
fn the_document_says_what_it_is() {
    let pdf = opened(&made(Standard::A2a, None));
    let catalog = pdf.catalog().expect("a catalogue");
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("a language"), b"nb-NO");
    let info =
        pdf.trailer.get(b"Info").and_then(|info| pdf.dereference(info)).expect("information").1;
    let info = info.as_dict().expect("information");
    let text = |key: &[u8]| decode_text_string(info.get(key).expect("set")).expect("text");
    assert_eq!(text(b"Title"), "BrukerPlan 2018 – Bydel Søndre Nordstrand");
    assert_eq!(text(b"Creator"), format!("bydelsrapport {}", env!("CARGO_PKG_VERSION")));
    assert!(text(b"CreationDate").starts_with("D:20190605"));
}

#[test]
fn every_page_carries_the_notice_and_its_number() {
    let file = made(Standard::A2a, None);
    let pdf = opened(&file);
    for page in 1..=u32::try_from(file.pages).expect("few pages") {
        let words = words(&pdf, page);
        assert!(words.contains(sample::NOTICE), "page {page}: {words}");
        assert!(page == 1 || words.ends_with(&page.to_string()), "page {page}: {words}");
    }
}

#[test]
fn tags_carry_headings_row_heads_and_alternative_texts() {
    let report = sample::report("Søndre Nordstrand", 46, true);
    let pdf = opened(&made(Standard::A2a, None));
    assert_eq!(elements(&pdf, b"H1").count(), report.sections.len());
    assert!(elements(&pdf, b"H2").count() > 3);
    assert!(elements(&pdf, b"TOCI").count() == report.sections.len() - 1);
    let scopes: Vec<_> =
        elements(&pdf, b"TH").map(|head| format!("{:?}", head.get(b"A"))).collect();
    assert!(scopes.iter().filter(|scope| scope.contains("Row")).count() > 60);
    assert!(scopes.iter().filter(|scope| scope.contains("Column")).count() > 15);
    for figure in elements(&pdf, b"Figure") {
        let alt =
            decode_text_string(figure.get(b"Alt").expect("an alternative text")).expect("text");
        assert!(alt.len() > 8, "{alt}");
    }
}

#[test]
fn the_data_travels_with_an_a3_and_never_with_an_a2() {
    let csv = ("sondre-nordstrand.csv", b"period,district\n".as_slice());
    let pdf = opened(&made(Standard::A3a, Some(csv)));
    let file = pdf
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .find(|dict| dict.has_type(b"Filespec"))
        .expect("an attachment");
    let text = |key: &[u8]| decode_text_string(file.get(key).expect("set")).expect("text");
    assert_eq!(text(b"UF"), csv.0);
    assert_eq!(text(b"Desc"), sample::words()["attachment"]);
    assert_eq!(file.get(b"AFRelationship").and_then(Object::as_name).expect("set"), b"Data");

    let report = sample::report("Sagene", 76, false);
    let refused = shop().pdf(&report, &sample::drawings(), Standard::A2a, Some(csv));
    assert!(refused.expect_err("A-2 takes no attachment").fatal());
}

/// The problems of a project that replaces a template or a part of it.
fn problems(path: &str, text: &str) -> Problems {
    let mut assets = assets();
    assets.put(path, text.as_bytes().to_vec());
    let made = PdfShop::new(&assets).and_then(|shop| {
        let report = sample::report("Sagene", 76, false);
        shop.pdf(&report, &sample::drawings(), Standard::A2a, None)
    });
    evict();
    made.expect_err("the template is wrong")
}

fn at(place: &Place) -> (&str, usize) {
    match place {
        Place::Text { file, start, .. } => (file, *start),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_wrong_template_is_named_with_its_place() {
    let prose = "report-templates/typst/blocks/prose.typ";
    let unclosed = problems(prose, "#let prose(block, width) = [ oops");
    assert_eq!((unclosed.0[0].code, at(&unclosed.0[0].place)), ("template-syntax", (prose, 27)));
    let unknown = problems(prose, "#let prose(block, width) = block.nothing");
    assert_eq!((unknown.0[0].code, at(&unknown.0[0].place)), ("template-error", (prose, 33)));
    let warned = problems(prose, "#let prose(block, width) = text(font: \"Nowhere\")[a]");
    assert_eq!((warned.0[0].code, at(&warned.0[0].place)), ("template-warning", (prose, 38)));
    assert!(warned.fatal());
}

#[test]
fn a_missing_drawing_or_word_is_a_problem() {
    let shop = shop();
    let mut report = sample::report("Sagene", 76, false);
    let mut drawings = sample::drawings();
    drawings.remove("fig-levels");
    assert!(shop.pdf(&report, &drawings, Standard::A2a, None).expect_err("a gap").fatal());
    report.words.remove("published");
    assert!(
        shop.pdf(&report, &sample::drawings(), Standard::A2a, None).expect_err("a gap").fatal()
    );
    evict();
}

#[test]
fn all_that_is_wrong_with_a_projects_files_is_said_at_once() {
    let mut assets = assets();
    assets.put("report-templates/fonts/Inter-Bold.ttf", b"no font".to_vec());
    assets.put("report-templates/typst/own.typ", vec![0xe5]);
    let problems = PdfShop::new(&assets).err().expect("two files are wrong");
    let codes: Vec<_> = problems.0.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["font-unreadable", "template-encoding"]);
}

/// Writes the samples to the folder named in `PDF_PREVIEW`, to be looked at.
#[test]
#[ignore = "writes files for the eye"]
fn preview() {
    let folder = std::env::var("PDF_PREVIEW").expect("a folder in PDF_PREVIEW");
    let shop = shop();
    for (name, size, hidden) in [("Sagene", 76, false), ("Søndre Nordstrand", 46, true)] {
        let started = std::time::Instant::now();
        let made =
            shop.pdf(&sample::report(name, size, hidden), &sample::drawings(), Standard::A2a, None);
        match made {
            Ok(file) => {
                println!("{name}: {} pages, {} ms", file.pages, started.elapsed().as_millis());
                std::fs::write(format!("{folder}/{name}.pdf"), file.bytes)
                    .expect("the folder exists");
            }
            Err(problems) => {
                for problem in problems.0 {
                    let line = match &problem.place {
                        Place::Text { file, start, .. } => {
                            let text = std::fs::read_to_string(&**file).expect("the template");
                            format!("{file}:{}", text[..*start].lines().count())
                        }
                        other => other.to_string(),
                    };
                    println!("{line}: {} {:?}", problem.message, problem.hints);
                }
                panic!("problems");
            }
        }
        evict();
    }
}

/// Prints how long ten reports take, one after another.
#[test]
#[ignore = "a measurement"]
fn speed() {
    let shop = shop();
    let drawings = sample::drawings();
    let reports: Vec<_> =
        (0..10).map(|i| sample::report(&format!("Bydel {i}"), 58, i % 2 == 0)).collect();
    let started = std::time::Instant::now();
    let mut pages = 0;
    for report in &reports {
        pages +=
            shop.pdf(report, &drawings, Standard::A2a, None).expect("the sample is sound").pages;
        evict();
    }
    println!("{pages} pages, {} ms", started.elapsed().as_millis());
}
