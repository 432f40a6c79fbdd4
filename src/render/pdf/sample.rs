//! Law: the sample reports of these tests are synthetic and as awkward as real ones.

use crate::report::{
    spec::{ChartSpec, Mini},
    view::{
        AgainstView, BarometerHead, BarometerRow, BarometerTheme, BarometerView, BlockView,
        CoverNumberView, CoverView, Direction, Figure, FigureState, FigureView, FilesView,
        FindingView, MarkView, MetaView, ReportView, Rich, RowView, Run, SectionView, SpanView,
        StepView, SymbolMark, SymbolView, TableView, TileView,
    },
};
use std::collections::BTreeMap;

pub const NOTICE: &str = "Syntetiske tall – laget for å vise rapporten";

/// A spec that no template sees.
fn undrawn() -> ChartSpec {
    ChartSpec::Mini(Mini {
        share: 1.0,
        tick: None,
        maximum: 1.0,
    })
}

/// `**strong**` text.
pub fn rich(text: &str) -> Rich {
    Rich(
        text.split("**")
            .enumerate()
            .filter(|(_, part)| !part.is_empty())
            .map(|(i, part)| Run {
                text: part.into(),
                strong: i % 2 == 1,
            })
            .collect(),
    )
}

fn figure(text: &str) -> Figure {
    let (state, spoken) = match text {
        ":" => (
            FigureState::Withheld,
            Some("vises ikke av personvernhensyn".to_owned()),
        ),
        ".." => (FigureState::Missing, Some("tall mangler".to_owned())),
        _ => (FigureState::Shown, None),
    };
    Figure {
        text: text.into(),
        state,
        spoken,
    }
}

pub fn table(id: &str, title: &str, subtitle: &str, head: &str, rows: &[&str]) -> TableView {
    let mut head = head.split('|').map(str::to_owned);
    let corner = head.next().unwrap_or_default();
    let rows = rows
        .iter()
        .enumerate()
        .map(|(i, row)| {
            let mut cells = row.split('|');
            let name = cells.next().unwrap_or_default();
            let cells: Vec<_> = cells.map(figure).collect();
            RowView {
                id: format!("{id}-{i}"),
                head: name.trim_start_matches('*').into(),
                strong: name.starts_with('*'),
                divider: cells.is_empty(),
                cells,
            }
        })
        .collect();
    TableView {
        id: id.into(),
        title: title.into(),
        subtitle: subtitle.into(),
        corner,
        spans: Vec::new(),
        head: head.collect(),
        own_column: None,
        rows,
        notes: Vec::new(),
    }
}

pub fn chart(id: &str, title: &str, subtitle: &str) -> FigureView {
    FigureView {
        id: id.into(),
        number: 1,
        title: title.into(),
        subtitle: subtitle.into(),
        alt: format!("{title}: 46 prosent er på rødt nivå, mot 41 prosent i Oslo."),
        source: "BrukerPlan 2018, syntetiske tall".into(),
        spec: undrawn(),
        table: table("t", "", "", "", &[]),
        table_on_paper: false,
        compact: false,
    }
}

fn mark(key: &str) -> MarkView {
    MarkView {
        key: key.into(),
        spec: undrawn(),
    }
}

fn against(direction: Direction) -> AgainstView {
    let word = match direction {
        Direction::Higher => "høyere",
        Direction::Similar => "på linje",
        Direction::Lower => "lavere",
    };
    AgainstView {
        direction,
        word: word.into(),
        phrase: format!("{word} Oslo (41 %)"),
    }
}

fn finding(lead: &str, text: &str, question: &str, key: &str) -> FindingView {
    FindingView {
        lead: lead.into(),
        text: rich(text),
        question: Some(question.into()),
        mark: Some(mark(key)),
        against: Some(against(Direction::Higher)),
        href: None,
    }
}

fn findings() -> Vec<FindingView> {
    vec![
        finding(
            "46 prosent",
            "har rødt nivå på arbeid og meningsfull aktivitet. Ingen andre områder har en så høy andel.",
            "Hva hindrer folk i å komme i gang, og hva har vi selv hånd om?",
            "mini-1",
        ),
        finding(
            "9 prosent",
            "deltar i et arbeidsrettet tiltak, en lavere andel enn i Oslo. Slike tiltak er anbefalt for 27 prosent.",
            "Hvem burde fått tilbud først, og hvor stopper det opp i dag?",
            "mini-2",
        ),
        finding(
            "33 prosent",
            "har rød eller blålys levekårsindeks. Det er 245 personer, og andelen er på linje med Oslo.",
            "Hvilke møteplasser fungerer, og hvem når vi ikke?",
            "mini-3",
        ),
        finding(
            "29 prosent",
            "bor i kommunal bolig. Det er 216 personer og en høyere andel enn i Oslo.",
            "Hva skal til for at planen oppleves som nyttig?",
            "mini-4",
        ),
    ]
}

fn barometer(hidden: bool) -> BarometerView {
    let row = |i: usize, name: &str| {
        let gone = hidden && i % 3 == 2;
        let at = if gone { ":" } else { "43 %" };
        BarometerRow {
            id: format!("row-{i}"),
            name: name.into(),
            count: figure(if gone { ":" } else { "320" }),
            share: figure(at),
            city: figure("41 %"),
            area: (!i.is_multiple_of(4)).then(|| figure("38 %")),
            mark: (!gone).then(|| mark(&format!("dot-{i}"))),
            instead: gone.then(|| "vises ikke av personvernhensyn".to_owned()),
            against: (!gone)
                .then(|| against([Direction::Similar, Direction::Higher, Direction::Lower][i % 3])),
        }
    };
    let themes: [(&str, &str, &[&str]); 7] = [
        (
            "De kartlagte",
            "n = 742, alle kartlagte",
            &["Kvinner", "16–29 år", "60 år eller eldre", "Bor alene"],
        ),
        (
            "Bolig, økonomi",
            "n = 742",
            &[
                "Uten bolig",
                "Bor i kommunal bolig",
                "Mottar økonomisk sosialhjelp",
            ],
        ),
        (
            "Arbeid",
            "n = 742",
            &[
                "Ordinært arbeid uten NAV-tilskudd",
                "Deltar i arbeidsrettet tiltak",
            ],
        ),
        (
            "Levekår",
            "n = 742",
            &[
                "Rød eller blålys levekårsindeks",
                "Rødt nivå: arbeid og aktivitet",
                "Rødt nivå: psykisk helse",
                "Rødt nivå: nettverk",
            ],
        ),
        (
            "Barn og vold",
            "n = 742",
            &[
                "Har barn under 18 år",
                "Har omsorg for barn",
                "Barneverntjenesten er inne",
                "Utsatt for vold siste år",
                "Utsetter andre for vold",
            ],
        ),
        (
            "Rusmidler",
            "n = 344, rus og ROP",
            &[
                "Alkohol",
                "Cannabis",
                "Sentralstimulerende midler",
                "Injiserer",
                "LAR-behandling",
            ],
        ),
        (
            "Tjenester",
            "n = 742",
            &[
                "Har individuell plan",
                "Har kriseplan",
                "Oppfølging i boligen",
                "Spesialisthelsetjenesten",
                "Frivillige og selvhjelp",
            ],
        ),
    ];
    let mut i = 0;
    let themes = themes
        .into_iter()
        .map(|(label, base, names)| BarometerTheme {
            label: label.into(),
            base: base.into(),
            rows: names
                .iter()
                .map(|name| {
                    i += 1;
                    row(i, name)
                })
                .collect(),
        })
        .collect();
    BarometerView {
        id: "barometer".into(),
        number: 3,
        title: "Bydelen, Oslo og landet for øvrig".into(),
        subtitle: "Avstand til Oslo i prosentpoeng".into(),
        alt: "Fire av 28 tall er høyere enn i Oslo, og to er lavere.".into(),
        head: BarometerHead {
            name: "Indikator".into(),
            count: "Antall".into(),
            share: "Andel".into(),
            city: "Oslo".into(),
            against: "Mot Oslo".into(),
        },
        axis: ["−30", "−15", "0", "+15", "+30"]
            .map(str::to_owned)
            .to_vec(),
        key: vec![
            symbol(SymbolMark::District, "Sagene, intervall"),
            symbol(SymbolMark::City, "Oslo"),
            symbol(SymbolMark::Area, "Landet for øvrig"),
        ],
        themes,
    }
}

fn symbol(mark: SymbolMark, text: &str) -> SymbolView {
    SymbolView {
        mark,
        text: text.into(),
    }
}

fn section(
    id: &str,
    eyebrow: &str,
    heading: &str,
    blocks: Vec<BlockView>,
    notes: &[&str],
) -> SectionView {
    SectionView {
        id: id.into(),
        eyebrow: eyebrow.into(),
        heading: heading.into(),
        blocks,
        notes: notes.iter().map(|text| rich(text)).collect(),
    }
}

fn panel(title: &str, items: &[&str]) -> BlockView {
    BlockView::Panel {
        title: title.into(),
        items: items.iter().map(|text| rich(text)).collect(),
    }
}

fn text(paragraphs: &[&str]) -> BlockView {
    BlockView::Text {
        columns: 2,
        paragraphs: paragraphs.iter().map(|text| rich(text)).collect(),
    }
}

fn cover(own: &str, size: u8) -> CoverView {
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
            (
                "46 %",
                "har rødt nivå på arbeid og meningsfull aktivitet. Oslo: 41 %",
            ),
            ("33 %", "har rød eller blålys levekårsindeks. Oslo: 30 %"),
        ]
        .map(|(number, words)| CoverNumberView {
            figure: number.into(),
            text: rich(words),
        })
        .to_vec(),
    }
}

fn meta(name: &str) -> MetaView {
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

fn levels_table(hidden: bool) -> TableView {
    let rus = if hidden {
        "134|18|16|+2|17|+1|:|:|45"
    } else {
        "134|18|16|+2|17|+1|11|9|45"
    };
    let rows = [
        "Arbeid og meningsfull aktivitet|341|46|41|+5|38|+8|41|46|59",
        "Psykisk helse|230|31|29|+2|27|+4|33|11|50",
        "Nettverk|200|27|24|+3|21|+6|24|24|38",
        "Sosial fungering|163|22|21|+1|19|+3|20|17|33",
        "Økonomi|156|21|22|−1|18|+3|13|27|34",
        &format!("Rusbruk|{rus}"),
        "Fysisk helse|104|14|13|+1|12|+2|11|15|20",
        "Bosituasjon|67|9|9|0|8|+1|5|12|15",
    ];
    let mut table = table(
        "t-levels",
        "Andel på rødt nivå",
        "Prosent, differanser i prosentpoeng",
        "Levekårsområde|Antall|Bydel|Oslo|Diff|Landet for øvrig|Diff|Psykisk|Rus|ROP",
        &rows,
    );
    table.own_column = Some(1);
    table.spans = vec![SpanView {
        from: 6,
        count: 3,
        text: "Bydelen etter gruppe".into(),
    }];
    table
}

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
    let beside = |left, right| BlockView::Beside {
        left: Box::new(left),
        right: Box::new(right),
    };
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
            &[
                "«:» vises ikke av personvernhensyn. Differansene er regnet før avrunding.",
                base,
            ],
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
                    BlockView::Terms {
                        title: "Ord og begreper".into(),
                        items: terms,
                    },
                    BlockView::Symbols {
                        title: "Tegn i tabeller og figurer".into(),
                        items: symbols,
                    },
                ),
            ],
            &["**Forbehold.** Det finnes mørketall, og den som registrerer, vet ikke alltid alt."],
        ),
    ];
    ReportView {
        meta: meta(name),
        words: words(),
        cover: cover(name, size),
        sections,
    }
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
    for (key, height) in [
        ("fig-composition", 44.0),
        ("fig-levels", 236.0),
        ("fig-slopes", 260.0),
    ] {
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
