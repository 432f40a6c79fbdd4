//! Law: a report to look at and to test with; every figure in it is synthetic.

mod article;
mod blocks;
mod sections;

use super::{IndexDistrict, IndexTile, IndexView, WebDrawing};
use crate::report::view::*;
use blocks::{lines, shown};
use std::collections::BTreeMap;

pub fn words() -> BTreeMap<String, String> {
    [
        ("skip_to_content", "Hopp til innholdet"),
        ("on_this_page", "På denne siden"),
        ("all_districts", "Alle bydeler"),
        ("languages", "Språk"),
        ("publisher", "Utgiver"),
        ("published", "Publisert"),
        ("mapping_year", "Kartleggingsår"),
        ("version", "Utgave"),
        ("font_licence", "Skrift: Inter (SIL Open Font License 1.1)."),
        ("to_top", "Til toppen av siden"),
        ("download_pdf", "Last ned PDF"),
        ("download_csv", "Last ned tallene (CSV)"),
        ("download_findings", "Last ned påstandene (JSON)"),
        ("figure", "Figur"),
        ("source", "Kilde"),
        ("drawing", "Plassering"),
        ("numbers_behind", "Tallene bak figur {number}"),
        ("see_numbers", "Se tallene"),
        ("find_district", "Finn din bydel"),
        ("reports", "Bydeler med rapport"),
        ("district", "Bydel"),
        ("mapped", "Kartlagte"),
        ("downloads", "Last ned"),
        ("pdf", "PDF"),
        ("csv", "CSV"),
    ]
    .map(|(key, word)| (key.to_owned(), word.to_owned()))
    .into()
}

const MAP: [(&str, u8, u8); 15] = [
    ("Vestre\nAker", 1, 0),
    ("Nordre\nAker", 2, 0),
    ("Grorud", 4, 0),
    ("Stovner", 5, 0),
    ("Ullern", 0, 1),
    ("Frogner", 1, 1),
    ("St. Hans-\nhaugen", 2, 1),
    ("Sagene", 3, 1),
    ("Bjerke", 4, 1),
    ("Alna", 5, 1),
    ("Grüner-\nløkka", 3, 2),
    ("Gamle\nOslo", 4, 2),
    ("Østensjø", 5, 2),
    ("Nord-\nstrand", 4, 3),
    ("Søndre\nNordstrand", 5, 3),
];

pub fn report(name: &str) -> ReportView {
    let tile = |(lines_of, column, row): (&str, u8, u8)| TileView {
        lines: lines(lines_of),
        column,
        row,
        own: lines_of == "Sagene",
    };
    let number = |figure: &str, text: &str| CoverNumberView {
        figure: figure.into(),
        text: Rich::plain(text),
        cell: String::new(),
    };
    ReportView {
        meta: MetaView {
            lang: "nb".into(),
            title: format!("BrukerPlan 2018 – Bydel {name}"),
            survey: "BrukerPlan 2018".into(),
            subtitle: "Levekår og tjenester for personer med rusmiddelproblemer og psykiske helseproblemer".into(),
            description: format!("742 personer er kartlagt i Bydel {name}."),
            publisher: "Kompetansesenter rus – Oslo (KORUS)".into(),
            publisher_short: "KORUS Oslo".into(),
            district: format!("Bydel {name}"),
            district_name: name.into(),
            district_id: "030103".into(),
            mapping_year: "2018".into(),
            published: "5. juni 2019".into(),
            published_iso: "2019-06-05".into(),
            version: "1.0".into(),
            notice: Some("Syntetiske tall – laget for å vise rapporten".into()),
            ident: "oslo-2018-030103-nb".into(),
            files: FilesView {
                findings: None,
                pdf: Some("sagene.pdf".into()),
                html: Some("sagene.html".into()),
                csv: Some("sagene.csv".into()),
                index: Some("index.html".into()),
                sisters: Vec::new(),
            },
        },
        words: words(),
        cover: CoverView {
            eyebrow: "Bydel".into(),
            name: name.into(),
            name_size: 76,
            tiles: MAP.into_iter().map(tile).collect(),
            map_caption: Some("Skjematisk kart over Oslos 15 bydeler".into()),
            numbers: vec![
                number("742", "personer er kartlagt i bydelen, av 9377 i hele Oslo"),
                number("46\u{a0}%", "har rødt nivå på arbeid og meningsfull aktivitet. Oslo: 41\u{a0}%"),
                number("33\u{a0}%", "har rød eller blålys levekårsindeks. Oslo: 30\u{a0}%"),
            ],
        },
        sections: sections::sections(),
    }
}

/// Drawings for every key of [`report`], plain bars in place of the real ones.
pub fn drawings() -> BTreeMap<String, WebDrawing> {
    let big = |id: &str, width: u32| {
        format!(
            "<svg class=\"chart\" viewBox=\"0 0 {width} 340\" width=\"{width}\" height=\"340\" role=\"img\" \
             aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">Nivå</title><desc id=\"{id}-d\">46\u{a0}prosent.</desc>\
             <text x=\"0\" y=\"16\" font-size=\"14\">Arbeid og aktivitet</text>\
             <rect class=\"f-district\" x=\"0\" y=\"30\" width=\"{0}\" height=\"20\"/></svg>",
            width / 2
        )
    };
    let small = |width: u32, height: u32| {
        let (at, end) = (height / 2 - 2, width - 9);
        format!(
            "<svg class=\"chart\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" aria-hidden=\"true\">\
             <path class=\"f-district\" d=\"M9 0h1v{height}h-1zM{end} 0h1v{height}h-1zM80 {at}h60v4h-60z\"/></svg>"
        )
    };
    let narrow = Some(big("fig-3-n", 328));
    let figure = ("fig-3", WebDrawing { wide: big("fig-3-w", 640), narrow });
    let minis = ["mini-46", "mini-9", "mini-33"].map(|key| (key, small(174, 40)));
    let dots = ["dot-kvinner", "dot-unge", "dot-nav", "dot-barn"].map(|key| (key, small(280, 32)));
    let marks = minis.into_iter().chain(dots);
    let marks = marks.map(|(key, wide)| (key, WebDrawing { wide, narrow: None }));
    marks.chain([figure]).map(|(key, drawing)| (key.to_owned(), drawing)).collect()
}

pub fn index() -> IndexView {
    let about = report("Sagene").meta;
    let place = |(name, column, row): (&str, u8, u8)| IndexTile {
        lines: lines(name),
        column,
        row,
        href: (column > 2).then(|| "sagene.html".to_owned()),
    };
    let district = |name: &str| IndexDistrict {
        name: name.into(),
        cells: String::new(),
        headline: "Arbeid og aktivitet er svakest, og få deltar i arbeidsrettede tiltak".into(),
        mapped: shown("742"),
        html: about.files.html.clone(),
        pdf: about.files.pdf.clone(),
        csv: about.files.csv.clone(),
    };
    IndexView {
        lang: about.lang.clone(),
        title: "BrukerPlan 2018 – bydelsrapporter".into(),
        survey: about.survey.clone(),
        subtitle: "Levekår og tjenester for personer med rus- og psykiske helseproblemer i Oslo"
            .into(),
        description: "Ti bydeler har fått hver sin rapport.".into(),
        publisher: about.publisher.clone(),
        mapping_year: about.mapping_year.clone(),
        published: about.published.clone(),
        published_iso: about.published_iso.clone(),
        version: about.version.clone(),
        notice: about.notice.clone(),
        words: words(),
        sisters: Vec::new(),
        numbers: report("Sagene").cover.numbers,
        tiles: MAP.into_iter().map(place).collect(),
        map_caption: Some(
            "Mørk rute: egen rapport. Kartet viser plassering, ikke størrelse.".into(),
        ),
        districts: ["Alna", "Sagene", "St. Hanshaugen", "Søndre Nordstrand"].map(district).into(),
        notes: vec![Rich::plain("Ullern og Nordstrand har ikke egen rapport.")],
    }
}
