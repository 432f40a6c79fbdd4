//! Law: a reader who takes every number of every sentence back to the data finds it there, with the meaning that the sentence gives it.
//!
//! The test knows nothing of how sentences are made: it reads the published claims and the published figures.

mod support;

use bydelsrapport::config::report::Format;
use std::{collections::BTreeSet, sync::LazyLock};
use support::{
    Made, make,
    reader::{checked, judged, reports},
    sample, told,
};
use tempfile::TempDir;

/// The sample in three languages.
fn project() -> TempDir {
    let folder = sample::sample();
    let languages = "languages = [\"nb\", \"nn\", \"en\"]\nedition = ";
    sample::edit(&folder, "config/report.toml", "edition = ", languages);
    folder
}

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let folder = project();
    make(folder.path(), 2, &[Format::Html, Format::Data])
        .unwrap_or_else(|problems| panic!("{}", told(&problems)))
});

#[test]
fn every_number_is_found_again_in_the_published_figures() {
    let reports = reports(&MADE);
    assert_eq!(reports.len(), 30, "ten districts in three languages");
    let checked = checked(&MADE);
    for measure in ["share", "count", "points", "people", "without", "part"] {
        let times = checked.get(measure).copied().unwrap_or(0);
        assert!(times > 0, "no sentence says {measure}: {checked:?}");
    }
}

#[test]
fn no_sentence_holds_a_number_that_it_does_not_account_for() {
    let judged = judged(&MADE);
    assert!(judged > 30 * 15, "{judged} sentences were judged");
}

#[test]
fn ten_summaries_are_ten_different_openings() {
    for lang in ["nb", "nn", "en"] {
        let mut openings: BTreeSet<String> = BTreeSet::new();
        let mut headings: BTreeSet<String> = BTreeSet::new();
        for (_, claims) in reports(&MADE) {
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
