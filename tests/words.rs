//! Law: some words never stand in a report, in no language and in no file that reports are made from.

#![allow(clippy::disallowed_methods, reason = "tests look at files themselves")]

mod support;

use bydelsrapport::{
    assets::Assets, config, config::report::Format, diagnostic::Problems, files::Project,
    ident::DistrictId, pipeline,
};
use std::{path::Path, sync::Mutex};
use support::{pdf, told};

/// A person is not the problem that the person has.
const PERSON_FIRST: &str = "names a person after a problem";
/// A colour is a level of functioning in one area, and no kind of people.
const COLOUR: &str = "names people after a colour";
/// Nobody can be followed from one mapping to the next.
const CLAIM: &str = "claims that people got better or worse, where only a share is known";
/// Living alone is not being lonely, and being registered is not being all there are.
const MEASURE: &str = "says more than what was measured";

/// Words in small letters with the reason; a word stands at its beginning, whatever ending follows, but one that
/// begins with `…` also inside another: «stoffmisbruker».
const NEVER: &[(&str, &str)] = &[
    ("…misbruk", PERSON_FIRST),
    ("…narkoman", PERSON_FIRST),
    ("…alkoholiker", PERSON_FIRST),
    ("…alkoholikar", PERSON_FIRST),
    ("stoffbruker", PERSON_FIRST),
    ("stoffbrukar", PERSON_FIRST),
    ("rusavhengige", PERSON_FIRST),
    ("psykisk syke", PERSON_FIRST),
    ("psykisk sjuke", PERSON_FIRST),
    ("hjemløse", PERSON_FIRST),
    ("addict", PERSON_FIRST),
    ("abuser", PERSON_FIRST),
    ("substance abuse", PERSON_FIRST),
    ("drug user", PERSON_FIRST),
    ("junkie", PERSON_FIRST),
    ("alcoholic", PERSON_FIRST),
    ("mentally ill", PERSON_FIRST),
    ("the homeless", PERSON_FIRST),
    ("the disabled", PERSON_FIRST),
    ("de røde", COLOUR),
    ("dei raude", COLOUR),
    ("de blålys", COLOUR),
    ("blålysbruker", COLOUR),
    ("blålysbrukar", COLOUR),
    ("røde brukere", COLOUR),
    ("raude brukarar", COLOUR),
    ("the reds", COLOUR),
    ("red users", COLOUR),
    ("blue-light users", COLOUR),
    ("har fått det bedre", CLAIM),
    ("har fått det verre", CLAIM),
    ("har fått det betre", CLAIM),
    ("er blitt bedre", CLAIM),
    ("er blitt verre", CLAIM),
    ("er blitt betre", CLAIM),
    ("har blitt bedre", CLAIM),
    ("har blitt verre", CLAIM),
    ("har blitt betre", CLAIM),
    ("er blitt dårligere", CLAIM),
    ("har blitt dårligere", CLAIM),
    ("er vorte betre", CLAIM),
    ("er vorte verre", CLAIM),
    ("har vorte betre", CLAIM),
    ("har vorte verre", CLAIM),
    ("vart betre", CLAIM),
    ("vart verre", CLAIM),
    ("fikk det bedre", CLAIM),
    ("fekk det betre", CLAIM),
    ("got better", CLAIM),
    ("got worse", CLAIM),
    ("have improved", CLAIM),
    ("has improved", CLAIM),
    ("have worsened", CLAIM),
    ("has worsened", CLAIM),
    ("are better off than", CLAIM),
    ("are worse off than", CLAIM),
    ("er ensomme", MEASURE),
    ("er einsame", MEASURE),
    ("are lonely", MEASURE),
];

/// The words of a text that may not stand there, each with its reason.
fn forbidden(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('\u{a0}', " ");
    let starts = |at: usize| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let stands = |word: &str| match word.strip_prefix('…') {
        Some(part) => text.contains(part),
        None => text.match_indices(word).any(|(at, _)| starts(at)),
    };
    NEVER
        .iter()
        .filter(|(word, _)| stands(word))
        .map(|(word, why)| format!("«{word}» {why}"))
        .collect()
}

fn none_in(path: &str, text: &str) {
    let found = forbidden(text);
    assert!(found.is_empty(), "{path}: {}", found.join("; "));
}

#[test]
fn words_are_found_at_their_beginning_and_marked_ones_anywhere() {
    assert_eq!(forbidden("Tre narkomane").len(), 1);
    assert_eq!(forbidden("Alkoholmisbrukere").len(), 1);
    assert!(forbidden("et godt bilde av kartleggingen").is_empty());
    assert!(forbidden("additional alcohol").is_empty());
}

#[test]
fn no_template_setting_or_language_file_holds_them() {
    let assets = Assets::embedded();
    let mut files = 0;
    for folder in ["config/", "report-templates/text/", "report-templates/articles/"] {
        for (path, bytes) in assets.under(folder) {
            none_in(path, std::str::from_utf8(bytes).expect("it is text"));
            files += 1;
        }
    }
    assert!(files > 300, "templates of three languages: {files}");
    // What a new project begins with.
    let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/starter");
    let starter = Project::open(&starter).expect("it opens").assets;
    for folder in ["config/", "report-templates/text/"] {
        for (path, bytes) in starter.under(folder).filter(|(path, _)| !starter.is_default(path)) {
            none_in(path, std::str::from_utf8(bytes).expect("it is text"));
        }
    }
}

#[test]
fn no_report_in_any_language_holds_them() {
    let mut project = Project::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("it opens");
    let report = project.assets.text("config/report.toml").expect("settings");
    let report = format!("languages = [\"nb\", \"nn\", \"en\"]\n{report}");
    project.assets.put("config/report.toml", report.into_bytes());
    let mut warnings = Problems::default();
    let settings = config::load(&project.assets, &mut warnings)
        .unwrap_or_else(|problems| panic!("{}", told(&problems)));
    assert!(warnings.0.is_empty(), "{}", told(&warnings));
    let sources = project.read_sources(&settings).expect("sources");
    let job = pipeline::Job {
        settings: &settings,
        assets: &project.assets,
        sources,
        ledger: None,
        publish: false,
        only: ["030103", "030107"].map(DistrictId::new).to_vec(),
        formats: vec![Format::Html, Format::Pdf, Format::Data],
    };
    let files = Mutex::new(Vec::new());
    let emit = pipeline::Emit {
        put: &|file| {
            files.lock().expect("no panic").push(file);
            Ok(())
        },
        apart: None,
        progress: &|_| {},
        clock: &|| 0.0,
    };
    let run = || pipeline::run(&job, &emit);
    pipeline::Threads::new(2).run(run).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let files = files.into_inner().expect("no panic");
    let mut pages = 0;
    for file in files.iter().filter(|file| file.path.ends_with(".html")) {
        let page = std::str::from_utf8(&file.bytes).expect("pages are UTF-8");
        let lang = file.language.as_deref().expect("a page has a language");
        none_in(&file.path, page);
        assert!(page.contains(&format!("<html lang=\"{lang}\">")), "{}", file.path);
        // Every page leads to its sisters, and they to it.
        assert_eq!(page.matches("<link rel=\"alternate\"").count(), 2);
        for other in ["nb", "nn", "en"].iter().filter(|other| **other != lang) {
            let (_, link) = page
                .split_once(&format!("hreflang=\"{other}\" href=\""))
                .unwrap_or_else(|| panic!("{} leads to {other}", file.path));
            let target = link.split('"').next().unwrap_or_default();
            assert!(files.iter().any(|f| f.path == target), "{target} is there");
        }
        pages += 1;
    }
    // What the page says stands on paper and beside the report as data, too; a reader aloud knows the language.
    for file in files.iter().filter(|file| file.path.ends_with(".pdf")) {
        let open = pdf::open(&file.bytes);
        let tag = open.catalog().and_then(|c| c.get(b"Lang")).and_then(|lang| lang.as_str());
        let lang = file.language.as_deref().expect("a report has a language");
        let known = ["nb-NO", "nn-NO", "en-GB"];
        let known = known.iter().find(|known| known.starts_with(lang));
        let known = known.expect("one of three").as_bytes();
        assert_eq!(tag.expect("a language"), known, "{}", file.path);
        none_in(&file.path, &pdf::all_words(&open).join(" ").replace('\u{ad}', ""));
    }
    for file in files.iter().filter(|file| file.path.ends_with(".json")) {
        none_in(&file.path, std::str::from_utf8(&file.bytes).expect("it is text"));
    }
    assert_eq!(pages, 9, "two districts and the front page in three languages");
}
