//! Law: every kind of block stands in some section, with a hidden figure, a divider and spans.

use super::{article::article, blocks::*};
use crate::report::view::*;

/// A part of the report.
fn section(id: &str, eyebrow: &str, heading: &str, blocks: Vec<BlockView>) -> SectionView {
    SectionView {
        id: id.into(),
        eyebrow: eyebrow.into(),
        heading: heading.into(),
        cells: String::new(),
        blocks,
        notes: vec![rich("Kilde:", " BrukerPlan 2018, syntetiske tall. n = 742.")],
    }
}

pub fn sections() -> Vec<SectionView> {
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
        section(
            "tekst",
            "Tekst",
            "Det noen skrev",
            vec![article("article-1", None), article("article-2", Some("Tittel"))],
        ),
    ]
}
