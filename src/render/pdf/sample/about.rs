//! Law: what the synthetic sample reports say of themselves.

use super::NOTICE;
use super::parts::rich;
use crate::report::view::{CoverNumberView, CoverView, FilesView, MetaView, TileView};
use std::collections::BTreeMap;

pub fn cover(own: &str, size: u8) -> CoverView {
    let tiles: [(&str, u8, u8); 15] = [
        ("Vestre|Aker", 1, 0),
        ("Nordre|Aker", 2, 0),
        ("Grorud", 4, 0),
        ("Stovner", 5, 0),
        ("Ullern", 0, 1),
        ("Frogner", 1, 1),
        ("St. Hans-|haugen", 2, 1),
        ("Sagene", 3, 1),
        ("Bjerke", 4, 1),
        ("Alna", 5, 1),
        ("Grüner-|løkka", 3, 2),
        ("Gamle|Oslo", 4, 2),
        ("Østensjø", 5, 2),
        ("Nord-|strand", 4, 3),
        ("Søndre|Nordstrand", 5, 3),
    ];
    CoverView {
        eyebrow: "Bydel".into(),
        name: own.into(),
        name_size: size,
        tiles: tiles
            .into_iter()
            .map(|(name, column, row)| TileView {
                lines: name.split('|').map(str::to_owned).collect(),
                column,
                row,
                own: name.replace('|', " ") == own,
            })
            .collect(),
        map_caption: Some("Skjematisk kart over Oslos 15 bydeler".into()),
        numbers: [
            ("742", "personer er kartlagt i bydelen, av 9377 i hele Oslo"),
            ("46 %", "har rødt nivå på arbeid og meningsfull aktivitet. Oslo: 41 %"),
            ("33 %", "har rød eller blålys levekårsindeks. Oslo: 30 %"),
        ]
        .map(|(number, words)| CoverNumberView {
            figure: number.into(),
            text: rich(words),
            cell: String::new(),
        })
        .to_vec(),
    }
}

pub fn meta(name: &str) -> MetaView {
    MetaView {
        lang: "nb".into(),
        title: format!("BrukerPlan 2018 – Bydel {name}"),
        survey: "BrukerPlan 2018".into(),
        subtitle:
            "Levekår og tjenester for personer med rusmiddelproblemer og psykiske helseproblemer"
                .into(),
        description: format!("Syntetiske tall for Bydel {name}."),
        publisher: "Kompetansesenter rus – Oslo (KORUS)".into(),
        publisher_short: "Kompetansesenter rus – Oslo".into(),
        district: format!("Bydel {name}"),
        district_name: name.into(),
        district_id: "030103".into(),
        mapping_year: "2018".into(),
        published: "5. juni 2019".into(),
        published_iso: "2019-06-05".into(),
        version: "1.0".into(),
        notice: Some(NOTICE.into()),
        ident: format!("oslo-2018-{name}-nb"),
        files: FilesView::default(),
    }
}

/// The words the templates ask for.
pub fn words() -> BTreeMap<String, String> {
    [
        ("mapping_year", "Kartleggingsår"),
        ("published", "Utgitt"),
        ("date", "Dato"),
        ("present", "Til stede"),
        ("we_do", "Dette gjør vi"),
        ("what", "Hva"),
        ("who", "Hvem"),
        ("when", "Når"),
        ("source", "Kilde"),
        ("attachment", "Tallene i rapporten"),
    ]
    .into_iter()
    .map(|(key, word)| (key.to_owned(), word.to_owned()))
    .collect()
}
