//! Law: what a PDF promises is tested on whole PDFs.

use super::{PdfShop, Standard, evict, sample};
use crate::{assets::Assets, diagnostic::Place};

fn shop() -> PdfShop {
    PdfShop::new(&assets()).expect("the embedded templates are sound")
}

/// The templates as they lie on disk: embedding does not notice an edit.
fn assets() -> Assets {
    let mut assets = Assets::embedded();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["report-templates/typst", "report-templates/typst/blocks"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
                assets.put(&name, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    assets
}

/// Writes the samples to the folder named in `PDF_PREVIEW`, to be looked at.
#[test]
#[ignore = "writes files for the eye"]
fn preview() {
    let folder = std::env::var("PDF_PREVIEW").unwrap();
    let shop = shop();
    for (name, size, hidden) in [("Sagene", 76, false), ("Søndre Nordstrand", 46, true)] {
        let started = std::time::Instant::now();
        let made = shop.pdf(&sample::report(name, size, hidden), &sample::drawings(), Standard::A2a, None);
        match made {
            Ok(file) => {
                println!("{name}: {} pages, {} ms", file.pages, started.elapsed().as_millis());
                std::fs::write(format!("{folder}/{name}.pdf"), file.bytes).unwrap();
            }
            Err(problems) => {
                for problem in problems.0 {
                    let line = match &problem.place {
                        Place::Text { file, start, .. } => {
                            let text = std::fs::read_to_string(&**file).unwrap();
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
        pages += shop.pdf(report, &drawings, Standard::A2a, None).unwrap().pages;
        evict();
    }
    println!("{pages} pages, {} ms", started.elapsed().as_millis());
}
