//! Law: one block of every sort, as a report holds them.

use crate::report::spec::ChartSpec;
use crate::report::view::*;

pub fn lines(text: &str) -> Vec<String> {
    text.split('\n').map(str::to_owned).collect()
}

pub fn shown(text: &str) -> Figure {
    Figure { text: text.into(), state: FigureState::Shown, spoken: None, cell: None }
}

pub fn hidden() -> Figure {
    let spoken = Some("vises ikke av personvernhensyn".into());
    Figure { text: ":".into(), state: FigureState::Withheld, spoken, cell: None }
}

pub fn rich(strong: &str, plain: &str) -> Rich {
    let run = |text: &str, strong| Run { text: text.into(), strong, cells: String::new() };
    Rich(vec![run(strong, true), run(plain, false)])
}

pub fn spec() -> ChartSpec {
    ChartSpec::Composition(Vec::new())
}

pub fn against(direction: Direction, city: &str) -> AgainstView {
    let (word, joint) = match direction {
        Direction::Higher => ("høyere", "enn"),
        Direction::Similar => ("på linje", "med"),
        Direction::Lower => ("lavere", "enn"),
    };
    let phrase = format!("{word} {joint} Oslo ({city}\u{a0}%)");
    AgainstView { direction, word: word.into(), phrase }
}

pub fn finding(share: &str, say: [&str; 2], direction: Direction, city: &str) -> FindingView {
    FindingView {
        lead: format!("{share}\u{a0}prosent"),
        text: rich(say[0], say[1]),
        cells: String::new(),
        questions: vec!["Hva hindrer folk i å komme i gang, og hva har vi selv hånd om?".into()],
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

pub fn row(id: &str, head: &str, cells: Vec<Figure>) -> RowView {
    RowView {
        id: format!("row-{id}"),
        head: head.into(),
        evidence: String::new(),
        cells,
        strong: false,
        divider: false,
    }
}

pub fn levels(id: &str, head: &[&str], rows: Vec<RowView>) -> TableView {
    TableView {
        id: format!("tab-{id}"),
        title: "Levekårsområder i Sagene".into(),
        subtitle: "Prosent på hvert nivå, alle kartlagte, n = 742.".into(),
        cells: String::new(),
        corner: "Område".into(),
        spans: vec![],
        head: head.iter().map(|&text| text.to_owned()).collect(),
        own_column: Some(1),
        rows,
        notes: vec![Rich::plain("«:» vises ikke av personvernhensyn.")],
    }
}

pub fn figure(number: usize, table: TableView) -> FigureView {
    FigureView {
        id: format!("fig-{number}"),
        number,
        title: "Nivå på åtte levekårsområder, og levekårsindeksen".into(),
        subtitle: "Prosent av alle kartlagte, n = 742. Sortert etter andel på rødt nivå.".into(),
        alt: "46 prosent har rødt nivå på arbeid og meningsfull aktivitet, i Oslo 41 prosent."
            .into(),
        source: "BrukerPlan 2018 (syntetiske tall). Oslo er hele byen, Sagene medregnet.".into(),
        spec: spec(),
        table,
        table_on_paper: false,
        compact: false,
    }
}

pub fn barometer() -> BarometerView {
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
                cells: String::new(),
                rows: vec![
                    line("kvinner", "Kvinner", "320", "43", "44", Similar),
                    line("unge", "16–29 år", "171", "23", "20", Higher),
                    line("nav", "Ordinært arbeid uten NAV-tilskudd", "22", "3", "3", Similar),
                ],
            },
            BarometerTheme {
                label: "Barn og vold".into(),
                base: "n = 742".into(),
                cells: String::new(),
                rows: vec![line("barn", "Har barn under 18 år", "119", "16", "19", Lower), secret],
            },
        ],
    }
}
