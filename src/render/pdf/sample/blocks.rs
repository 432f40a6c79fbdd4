//! Law: the larger blocks of the synthetic sample reports hold what is awkward.

use super::parts::{against, figure, mark, rich, symbol, table};
use crate::report::view::{
    BarometerHead, BarometerRow, BarometerTheme, BarometerView, Direction, FindingView, SpanView,
    SymbolMark, TableView,
};

pub fn finding(lead: &str, text: &str, question: &str, key: &str) -> FindingView {
    FindingView {
        lead: lead.into(),
        text: rich(text),
        cells: String::new(),
        questions: vec![question.into()],
        mark: Some(mark(key)),
        against: Some(against(Direction::Higher)),
        href: None,
    }
}

pub fn findings() -> Vec<FindingView> {
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

pub fn barometer(hidden: bool) -> BarometerView {
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
            &["Uten bolig", "Bor i kommunal bolig", "Mottar økonomisk sosialhjelp"],
        ),
        (
            "Arbeid",
            "n = 742",
            &["Ordinært arbeid uten NAV-tilskudd", "Deltar i arbeidsrettet tiltak"],
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
            &["Alkohol", "Cannabis", "Sentralstimulerende midler", "Injiserer", "LAR-behandling"],
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
            cells: String::new(),
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
        axis: ["−30", "−15", "0", "+15", "+30"].map(str::to_owned).to_vec(),
        key: vec![
            symbol(SymbolMark::District, "Sagene, intervall"),
            symbol(SymbolMark::City, "Oslo"),
            symbol(SymbolMark::Area, "Landet for øvrig"),
        ],
        themes,
    }
}

pub fn levels_table(hidden: bool) -> TableView {
    let rus = if hidden { "134|18|16|+2|17|+1|:|:|45" } else { "134|18|16|+2|17|+1|11|9|45" };
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
    table.spans = vec![SpanView { from: 6, count: 3, text: "Bydelen etter gruppe".into() }];
    table
}
