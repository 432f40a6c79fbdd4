//! Law: the sample reports of these tests are synthetic and as awkward as real ones.

mod about;
mod blocks;
mod parts;

pub use about::words;
use about::{cover, meta};

use crate::report::view::{BlockView, ReportView, StepView, SymbolMark};
use blocks::{barometer, findings, levels_table};
use parts::{chart, panel, rich, section, symbol, table, text};
use std::collections::BTreeMap;

pub const NOTICE: &str = "Syntetiske tall – laget for å vise rapporten";

/// A report like those of the mock-ups; `hidden` for a district with many hidden figures.
pub fn report(name: &str, size: u8, hidden: bool) -> ReportView {
    let mut small = chart("fig-areas", "Åtte levekårsområder", "Prosent");
    small.compact = true;
    let mut long = table(
        "t-long",
        "Tjenester etter gruppe",
        "Prosent av 742 kartlagte",
        "Tjeneste|Får i dag|Anbefalt|Diff",
        &[],
    );
    long.rows = (0..46)
        .map(|i| {
            table(
                "r",
                "",
                "",
                "x",
                &[if i % 12 == 0 {
                    "Kommunale tjenester"
                } else if i % 7 == 3 && hidden {
                    "Behandling for rusmiddelproblem|:|:|:"
                } else {
                    "Oppfølging i boligen|22|41|+19"
                }],
            )
            .rows
            .remove(0)
        })
        .collect();
    let steps = [("Kartlegging", "Ansatte i NAV, helse- og omsorgstjenester og barnevern vurderer hver person. Kartleggingsåret er 2018."), ("Hvem er med", "Personer fra 16 år med minst én kommunal tjeneste siste tolv måneder og et problem som går alvorlig ut over dagliglivet."), ("Personvern", "Små tall skjules før noe regnes ut. Det gjelder tekst, figurer og nedlasting likt."), ("Sammenligning", "Bydelen måles mot Oslo, der den selv er med, og mot landet for øvrig, uten Oslo.")]
        .map(|(title, words)| StepView { title: title.into(), text: rich(words) })
        .to_vec();
    let terms = [("Kartlagt", "Registrert i BrukerPlan etter de ansattes faglige vurdering."), ("Nivå", "Grønt, gult eller rødt på hvert levekårsområde. Rødt er mest alvorlig."), ("Levekårsindeks", "Samlet vurdering: grønn, gul, rød eller blålys. Blålys betyr omfattende problemer på flere områder. Indeksen er lest fra kilden."), ("ROP", "Samtidige rusmiddelproblemer og psykiske helseproblemer."), ("n", "Antall personer prosenten er regnet av.")]
        .map(|(term, meaning)| (term.to_owned(), meaning.to_owned()))
        .to_vec();
    let symbols = vec![
        symbol(SymbolMark::District, "Bydel Sagene, med intervall"),
        symbol(SymbolMark::City, "Oslo"),
        symbol(SymbolMark::Area, "Landet for øvrig"),
        symbol(SymbolMark::Higher, "høyere enn i Oslo"),
        symbol(SymbolMark::Similar, "på linje med Oslo"),
        symbol(SymbolMark::Lower, "lavere enn i Oslo"),
        symbol(SymbolMark::Hidden, "skjult av personvernhensyn"),
        symbol(SymbolMark::Text("-".into()), "null, ingen personer"),
        symbol(SymbolMark::Text(".".into()), "ikke aktuelt"),
        symbol(SymbolMark::Text("..".into()), "tall mangler"),
    ];
    let base = "**Grunnlag:** alle kartlagte, n = 742 (psykisk 398, rus 187, ROP 157), Oslo 9377, landet for øvrig 49 848.";
    let beside = |left, right| BlockView::Beside { left: Box::new(left), right: Box::new(right) };
    let figure = |it| BlockView::Figure(Box::new(it));
    let sections = vec![
        section(
            "summary",
            "Kort oppsummert",
            "Arbeid og aktivitet er svakest, og få deltar i arbeidsrettede tiltak",
            vec![
                BlockView::Findings {
                    items: [findings(), findings()[1..2].to_vec()].concat(),
                    note: None,
                },
                figure(chart(
                    "fig-composition",
                    "Hvem er kartlagt?",
                    "Prosent av 742 kartlagte (antall)",
                )),
                beside(
                    figure(small),
                    panel(
                        "Til samtalen",
                        &[
                            "Hva skal til for at flere av de 341 personene med rødt nivå får en meningsfull aktivitet?",
                            "Hvorfor deltar bare 9 prosent i et arbeidsrettet tiltak når 27 prosent er anbefalt det?",
                        ],
                    ),
                ),
            ],
            &[
                "**Hva tallene ikke sier.** De viser ansattes faglige vurdering av personer som fikk minst én kommunal tjeneste siste tolv måneder. De som ikke får tjenester, er ikke med.",
                "**Lesehjelp:** de små søylene går fra 0 til 50 prosent. Streken er Oslo, der bydelen er medregnet.",
            ],
        ),
        section(
            "contents",
            "Innhold",
            "Dette finner du i rapporten",
            vec![BlockView::Contents],
            &[],
        ),
        section(
            "levels",
            "Levekår",
            "Arbeid og meningsfull aktivitet er svakest: 46 prosent er på rødt nivå",
            vec![
                figure(chart(
                    "fig-levels",
                    "Nivå på åtte levekårsområder",
                    "Prosent av 742 kartlagte, sortert etter rødt nivå",
                )),
                text(&[
                    "**341 personer** har rødt nivå på arbeid og meningsfull aktivitet. Andelen er fem prosentpoeng høyere enn i Oslo og åtte høyere enn i landet for øvrig. Blant personer med samtidige problemer (ROP) er den 59 prosent.",
                    "Bosituasjon er det beste området: 72 prosent er på grønt nivå. Likevel har **67 personer** rødt nivå. På sju av åtte områder er bydelen på linje med Oslo.",
                ]),
                BlockView::Table(levels_table(hidden)),
            ],
            &["«:» vises ikke av personvernhensyn. Differansene er regnet før avrunding.", base],
        ),
        section(
            "barometer",
            "Barometer",
            "Fire av 28 tall er høyere enn i Oslo, og to er lavere",
            vec![BlockView::Barometer(Box::new(barometer(hidden)))],
            &[
                "«Høyere» og «lavere»: Oslos andel ligger utenfor bydelens intervall (95 prosent, Wilson). Bydelen er medregnet i Oslo (n = 9377). **Kilde:** BrukerPlan 2018, syntetiske tall.",
            ],
        ),
        section(
            "change",
            "Utvikling 2017–2018",
            "Endringene fra 2017 er små og innenfor usikkerheten",
            vec![
                panel(
                    "Les dette først",
                    &[
                        "I 2017 registrerte fem av seks tjenestesteder i bydelen. I 2018 registrerte alle. Ingen personer kan følges fra år til år.",
                    ],
                ),
                figure(chart(
                    "fig-slopes",
                    "Andel på rødt nivå",
                    "Prosent av alle kartlagte. Samme målestokk i alle ruter",
                )),
                beside(
                    figure(chart(
                        "fig-change",
                        "Endring i bydelen",
                        "Prosentpoeng, med 95 prosent usikkerhet",
                    )),
                    text(&[
                        "Alle de åtte intervallene krysser null. Forskjellene skyldes tilfeldigheter eller at flere tjenestesteder er med.",
                        "Skriv derfor «andelen er omtrent som i 2017», ikke at brukerne har fått det bedre eller verre.",
                    ]),
                ),
            ],
            &[base],
        ),
        section(
            "services",
            "Tjenester",
            "Langt flere er anbefalt aktivitet og arbeidstiltak enn de som får det",
            vec![
                BlockView::Table(long),
                text(&[
                    "Anbefalingen er de ansattes faglige vurdering. Den sier ikke hva personene selv ønsker.",
                ]),
            ],
            &[base],
        ),
        section(
            "dialogue",
            "Til dialogmøtet",
            "Fire funn å snakke om, og plass til det dere blir enige om",
            vec![BlockView::Dialogue { items: findings() }],
            &[
                "De små søylene går fra 0 til 50 prosent, streken er Oslo. Skriv ikke navn eller opplysninger om enkeltpersoner på arket.",
            ],
        ),
        section(
            "about",
            "Om tallene",
            "Tallene viser hvem tjenestene kjenner til, ikke alle som har behov",
            vec![
                BlockView::Steps { items: steps },
                beside(
                    BlockView::Terms { title: "Ord og begreper".into(), items: terms },
                    BlockView::Symbols {
                        title: "Tegn i tabeller og figurer".into(),
                        items: symbols,
                    },
                ),
            ],
            &["**Forbehold.** Det finnes mørketall, og den som registrerer, vet ikke alltid alt."],
        ),
    ];
    ReportView { meta: meta(name), words: words(), cover: cover(name, size), sections }
}

/// Placeholders of the right size for everything the sample draws.
pub fn drawings() -> BTreeMap<String, String> {
    let svg = |width: f64, height: f64| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' viewBox='0 0 {width} {height}'><rect width='{width}' height='{height}' fill='#EDF2F6'/><rect width='{}' height='{height}' fill='#0F4C81'/><text x='{}' y='{}' font-family='Inter' font-size='9' fill='#14202B'>Oslo 41</text></svg>",
            width * 0.4,
            width * 0.6,
            height * 0.8
        )
    };
    let mut drawings = BTreeMap::new();
    for (key, height) in [("fig-composition", 44.0), ("fig-levels", 236.0), ("fig-slopes", 260.0)] {
        drawings.insert(key.to_owned(), svg(481.9, height));
    }
    for (key, height) in [("fig-areas", 180.0), ("fig-change", 170.0)] {
        drawings.insert(key.to_owned(), svg(265.0, height));
    }
    for i in 1..=4 {
        drawings.insert(format!("mini-{i}"), svg(112.0, 26.0));
    }
    for i in 1..=28 {
        drawings.insert(format!("dot-{i}"), svg(178.6, 15.2));
    }
    drawings
}
