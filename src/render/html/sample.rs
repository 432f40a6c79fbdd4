//! Law: a report to look at and to test with; every figure in it is synthetic.

use super::{IndexDistrict, IndexTile, IndexView, WebDrawing};
use crate::report::spec::ChartSpec;
use crate::report::view::*;
use std::collections::BTreeMap;

pub fn words() -> BTreeMap<String, String> {
    [
        ("skip_to_content", "Hopp til innholdet"),
        ("on_this_page", "På denne siden"),
        ("all_districts", "Alle bydeler"),
        ("publisher", "Utgiver"),
        ("published", "Publisert"),
        ("mapping_year", "Kartleggingsår"),
        ("version", "Utgave"),
        ("font_licence", "Skrift: Inter (SIL Open Font License 1.1)."),
        ("to_top", "Til toppen av siden"),
        ("download_pdf", "Last ned PDF"),
        ("download_csv", "Last ned tallene (CSV)"),
        ("figure", "Figur"),
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

fn lines(text: &str) -> Vec<String> {
    text.split('\n').map(str::to_owned).collect()
}

pub fn shown(text: &str) -> Figure {
    Figure { text: text.into(), state: FigureState::Shown, spoken: None }
}

pub fn hidden() -> Figure {
    let spoken = Some("vises ikke av personvernhensyn".into());
    Figure { text: ":".into(), state: FigureState::Withheld, spoken }
}

fn rich(strong: &str, plain: &str) -> Rich {
    let run = |text: &str, strong| Run { text: text.into(), strong };
    Rich(vec![run(strong, true), run(plain, false)])
}

fn spec() -> ChartSpec {
    ChartSpec::Composition(Vec::new())
}

fn against(direction: Direction, city: &str) -> AgainstView {
    let (word, joint) = match direction {
        Direction::Higher => ("høyere", "enn"),
        Direction::Similar => ("på linje", "med"),
        Direction::Lower => ("lavere", "enn"),
    };
    let phrase = format!("{word} {joint} Oslo ({city}\u{a0}%)");
    AgainstView { direction, word: word.into(), phrase }
}

fn finding(share: &str, say: [&str; 2], direction: Direction, city: &str) -> FindingView {
    FindingView {
        lead: format!("{share}\u{a0}prosent"),
        text: rich(say[0], say[1]),
        question: Some("Hva hindrer folk i å komme i gang, og hva har vi selv hånd om?".into()),
        mark: Some(MarkView { key: format!("mini-{share}"), spec: spec() }),
        against: Some(against(direction, city)),
        href: Some("#row-arbeid".into()),
    }
}

pub fn findings() -> Vec<FindingView> {
    use Direction::*;
    vec![
        finding(
            "46",
            [
                "har rødt nivå på arbeid og meningsfull aktivitet.",
                " Det er 341 av 742 personer. Ingen andre områder har en så høy andel.",
            ],
            Higher,
            "41",
        ),
        finding(
            "9",
            ["deltar i et arbeidsrettet tiltak.", " Slike tiltak er anbefalt for 27\u{a0}prosent."],
            Lower,
            "12",
        ),
        finding(
            "33",
            ["har rød eller blålys levekårsindeks.", " Det er 245 personer."],
            Similar,
            "30",
        ),
    ]
}

fn row(id: &str, head: &str, cells: Vec<Figure>) -> RowView {
    RowView { id: format!("row-{id}"), head: head.into(), cells, strong: false, divider: false }
}

pub fn levels(id: &str, head: &[&str], rows: Vec<RowView>) -> TableView {
    TableView {
        id: format!("tab-{id}"),
        title: "Levekårsområder i Sagene".into(),
        subtitle: "Prosent på hvert nivå, alle kartlagte, n = 742.".into(),
        corner: "Område".into(),
        spans: vec![],
        head: head.iter().map(|&text| text.to_owned()).collect(),
        own_column: Some(1),
        rows,
        notes: vec![Rich::plain("«:» vises ikke av personvernhensyn.")],
    }
}

fn figure(number: usize, table: TableView) -> FigureView {
    FigureView {
        id: format!("fig-{number}"),
        number,
        title: "Nivå på åtte levekårsområder, og levekårsindeksen".into(),
        subtitle: "Prosent av alle kartlagte, n = 742. Sortert etter andel på rødt nivå.".into(),
        alt: "46 prosent har rødt nivå på arbeid og meningsfull aktivitet, i Oslo 41 prosent."
            .into(),
        source: "Kilde: BrukerPlan 2018 (syntetiske tall). Oslo er hele byen, Sagene medregnet."
            .into(),
        spec: spec(),
        table,
        table_on_paper: false,
        compact: false,
    }
}

fn barometer() -> BarometerView {
    use Direction::*;
    let symbol = |mark, text: &str| SymbolView { mark, text: text.into() };
    let line = |id: &str, name: &str, n: &str, own: &str, city: &str, direction| BarometerRow {
        id: format!("row-b-{id}"),
        name: name.into(),
        count: shown(n),
        share: shown(&format!("{own}\u{a0}%")),
        city: shown(&format!("{city}\u{a0}%")),
        area: Some(shown("38\u{a0}%")),
        mark: Some(MarkView { key: format!("dot-{id}"), spec: spec() }),
        instead: None,
        against: Some(against(direction, city)),
    };
    let secret = BarometerRow {
        count: hidden(),
        share: hidden(),
        area: None,
        mark: None,
        instead: Some("vises ikke av personvernhensyn".into()),
        against: None,
        ..line("vold", "Utsetter andre for vold", "", "", "4", Similar)
    };
    BarometerView {
        id: "barometer".into(),
        number: 4,
        title: "Bydelen, Oslo og landet for øvrig".into(),
        subtitle: "Prosentpoeng fra Oslo. Alle kartlagte, n = 742.".into(),
        alt: "Fire av 28 tall er høyere enn i Oslo, to er lavere.".into(),
        head: BarometerHead {
            name: "Indikator".into(),
            count: "Antall".into(),
            share: "Andel".into(),
            city: "Oslo".into(),
            against: "Mot Oslo".into(),
        },
        axis: lines("−10\n−5\nOslo\n+5\n+10"),
        key: vec![
            symbol(SymbolMark::District, "Sagene, med intervall"),
            symbol(SymbolMark::City, "Oslo"),
            symbol(SymbolMark::Area, "Landet for øvrig"),
        ],
        themes: vec![
            BarometerTheme {
                label: "De kartlagte".into(),
                base: "n = 742, alle kartlagte".into(),
                rows: vec![
                    line("kvinner", "Kvinner", "320", "43", "44", Similar),
                    line("unge", "16–29 år", "171", "23", "20", Higher),
                    line("nav", "Ordinært arbeid uten NAV-tilskudd", "22", "3", "3", Similar),
                ],
            },
            BarometerTheme {
                label: "Barn og vold".into(),
                base: "n = 742".into(),
                rows: vec![line("barn", "Har barn under 18 år", "119", "16", "19", Lower), secret],
            },
        ],
    }
}

/// A part of the report.
fn section(id: &str, eyebrow: &str, heading: &str, blocks: Vec<BlockView>) -> SectionView {
    SectionView {
        id: id.into(),
        eyebrow: eyebrow.into(),
        heading: heading.into(),
        blocks,
        notes: vec![rich("Kilde:", " BrukerPlan 2018, syntetiske tall. n = 742.")],
    }
}

fn sections() -> Vec<SectionView> {
    let numbers = |list: [&str; 5]| list.map(shown).to_vec();
    let table = levels(
        "levekar",
        &["Antall, rødt", "Rødt", "Gult", "Grønt", "Oslo, rødt"],
        vec![
            row(
                "arbeid",
                "Arbeid og meningsfull aktivitet",
                numbers(["341", "46", "35", "19", "41"]),
            ),
            RowView { divider: true, ..row("mer", "Helse", vec![]) },
            row("psykisk", "Psykisk helse", numbers(["230", "31", "52", "17", "29"])),
            row(
                "bolig",
                "Bosituasjon",
                vec![hidden(), hidden(), hidden(), shown("72"), shown("9")],
            ),
            RowView {
                strong: true,
                ..row("alle", "Levekårsindeks", numbers(["245", "33", "43", "24", "30"]))
            },
        ],
    );
    let waves = TableView {
        spans: vec![
            SpanView { from: 1, count: 2, text: "Sagene".into() },
            SpanView { from: 3, count: 2, text: "Oslo".into() },
        ],
        own_column: None,
        rows: vec![row(
            "w-arbeid",
            "Arbeid og meningsfull aktivitet",
            numbers(["742", "43", "46", "40", "41"]),
        )],
        ..levels("bolger", &["n", "2017", "2018", "2017", "2018"], vec![])
    };
    let questions = [
        "Hva skal til for at flere av de 341 personene med rødt nivå får en meningsfull aktivitet?",
        "Hvorfor deltar bare 9 prosent i et arbeidsrettet tiltak når 27 prosent er anbefalt det?",
    ];
    let text = |words: &str| BlockView::Text { columns: 2, paragraphs: vec![Rich::plain(words)] };
    let step = |title: &str, text: &str| StepView { title: title.into(), text: Rich::plain(text) };
    let symbols = [
        (SymbolMark::District, "Bydel Sagene, med intervall"),
        (SymbolMark::City, "Oslo"),
        (SymbolMark::Area, "Landet for øvrig"),
        (SymbolMark::Higher, "høyere enn i Oslo"),
        (SymbolMark::Similar, "på linje med Oslo"),
        (SymbolMark::Lower, "lavere enn i Oslo"),
        (SymbolMark::Hidden, "skjult av personvernhensyn"),
        (SymbolMark::Text("..".into()), "tall mangler"),
    ]
    .map(|(mark, text)| SymbolView { mark, text: text.into() });
    vec![
        section(
            "oppsummert",
            "Oppsummert",
            "Arbeid og aktivitet er svakest, og få deltar i arbeidsrettede tiltak",
            vec![
                BlockView::Contents,
                BlockView::Findings {
                    items: findings(),
                    note: Some("Søylene går fra 0 til 50 prosent.".into()),
                },
                BlockView::Panel {
                    title: "Til samtalen".into(),
                    items: questions.map(Rich::plain).to_vec(),
                },
            ],
        ),
        section(
            "levekar",
            "Levekår",
            "Arbeid og meningsfull aktivitet er svakest: 46 prosent er på rødt nivå",
            vec![
                text(
                    "341 personer har rødt nivå på arbeid og meningsfull aktivitet. Andelen er fem prosentpoeng høyere enn i Oslo. Bosituasjon er det beste området: 72 prosent er på grønt nivå, men 67 personer har rødt.",
                ),
                BlockView::Figure(Box::new(figure(3, table))),
                text(
                    "Grønt: fungerer godt. Gult: noen vansker. Rødt: alvorlige vansker på området.",
                ),
                BlockView::Table(waves),
            ],
        ),
        section(
            "barometer-del",
            "Barometer",
            "Fire av 28 tall er høyere enn i Oslo, og to er lavere",
            vec![BlockView::Barometer(Box::new(barometer()))],
        ),
        section(
            "samtale",
            "Til dialogmøtet",
            "Tre funn å snakke om",
            vec![BlockView::Dialogue { items: findings() }],
        ),
        section(
            "om",
            "Om tallene",
            "Tallene viser hvem tjenestene kjenner til, ikke alle som har behov",
            vec![
                BlockView::Steps {
                    items: vec![
                        step(
                            "Kartlegging",
                            "Ansatte i NAV, helse- og omsorgstjenester og barnevern vurderer hver person.",
                        ),
                        step(
                            "Hvem er med",
                            "Personer fra 16 år med minst én kommunal tjeneste siste tolv måneder.",
                        ),
                        step(
                            "Personvern",
                            "Små tall skjules før noe regnes ut. Det gjelder tekst, figurer og nedlasting likt.",
                        ),
                        step("Sammenligning", "Bydelen måles mot Oslo, der den selv er med."),
                    ],
                },
                BlockView::Beside {
                    left: Box::new(BlockView::Terms {
                        title: "Ord og begreper".into(),
                        items: vec![
                            (
                                "Kartlagt".into(),
                                "Registrert i BrukerPlan etter de ansattes faglige vurdering."
                                    .into(),
                            ),
                            (
                                "Levekårsindeks".into(),
                                "Samlet vurdering: grønn, gul, rød eller blålys.".into(),
                            ),
                        ],
                    }),
                    right: Box::new(BlockView::Symbols {
                        title: "Tegn i tabeller og figurer".into(),
                        items: symbols.into(),
                    }),
                },
            ],
        ),
    ]
}

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
                pdf: Some("sagene.pdf".into()),
                html: Some("sagene.html".into()),
                csv: Some("sagene.csv".into()),
                index: Some("index.html".into()),
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
        sections: sections(),
    }
}

/// Drawings for every key of [`report`], plain bars in place of the real ones.
pub fn drawings() -> BTreeMap<String, WebDrawing> {
    let svg = |width: u32, height: u32, id: &str| {
        let bar = format!(
            "<rect class=\"own\" x=\"{0}\" y=\"20\" width=\"{0}\" height=\"{1}\"/>",
            width / 4,
            height / 2
        );
        let text = if height > 60 {
            "<text x=\"0\" y=\"16\" font-size=\"14\">Arbeid og aktivitet</text>"
        } else {
            ""
        };
        let said = if height > 60 {
            format!(
                "role=\"img\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">Nivå</title><desc id=\"{id}-d\">46 prosent.</desc"
            )
        } else {
            "aria-hidden=\"true\" focusable=\"false\"".to_owned()
        };
        format!("<svg viewBox=\"0 0 {width} {height}\" {said}>{text}{bar}</svg>")
    };
    let big = ["fig-3"].map(|id| {
        let narrow = Some(svg(288, 400, &format!("{id}-n")));
        (id, WebDrawing { wide: svg(640, 340, &format!("{id}-w")), narrow })
    });
    let small = ["mini-46", "mini-9", "mini-33", "dot-kvinner", "dot-unge", "dot-nav", "dot-barn"]
        .map(|id| (id, WebDrawing { wide: svg(150, 26, id), narrow: None }));
    big.into_iter().chain(small).map(|(id, drawing)| (id.to_owned(), drawing)).collect()
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
        numbers: report("Sagene").cover.numbers,
        tiles: MAP.into_iter().map(place).collect(),
        map_caption: Some(
            "Mørk rute: egen rapport. Kartet viser plassering, ikke størrelse.".into(),
        ),
        districts: ["Alna", "Sagene", "St. Hanshaugen", "Søndre Nordstrand"].map(district).into(),
        notes: vec![Rich::plain("Ullern og Nordstrand har ikke egen rapport.")],
    }
}
