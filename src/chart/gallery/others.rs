//! Law: all other charts, with the figures of the mock-ups and the cases that are hard to draw. Synthetic.

use super::wholes::{HIDDEN_WORDS, at, hidden, missing, percent, whole};
use crate::report::spec::*;

pub(super) fn bars() -> Bars {
    let row = |name: &str, value: f64, count: &str, tick: f64| BarRow {
        name: name.into(),
        share: percent(value),
        count: count.into(),
        tick: Some(whole(tick)),
    };
    let mut rows = vec![
        row("Alkohol", 39.0, "134", 37.0),
        row("Cannabis", 28.0, "96", 25.0),
        row("Sentralstimulerende midler", 21.0, "72", 18.0),
        row("Heroin og andre opioider", 16.0, "55", 15.0),
        row("Beroligende medikamenter", 15.0, "52", 16.0),
        row("Sterke smertestillende", 9.0, "31", 8.0),
        row("GHB", 3.0, "10", 3.0),
    ];
    rows.push(BarRow {
        name: "Løsemidler".into(), share: hidden(), count: ":".into(), tick: None
    });
    Bars {
        rows,
        tick_name: Some("Oslo".into()),
        count_head: Some("Antall".into()),
        maximum: 45.0,
        hidden_words: HIDDEN_WORDS.into(),
    }
}

pub(super) fn twelve() -> Bars {
    let mut spec = bars();
    spec.tick_name = None;
    spec.count_head = None;
    spec.rows.truncate(6);
    for (name, value) in [
        ("Hallusinogener", 4.0),
        ("GHB", 3.0),
        ("Dopingmidler", 2.0),
        ("Syntetiske cannabinoider", 0.0),
    ] {
        spec.rows.push(BarRow {
            name: name.into(),
            share: percent(value),
            count: String::new(),
            tick: None,
        });
    }
    spec.rows.push(BarRow {
        name: "Løsemidler".into(),
        share: hidden(),
        count: String::new(),
        tick: None,
    });
    spec.rows.push(BarRow {
        name: "Ikke spurt".into(),
        share: missing(),
        count: String::new(),
        tick: None,
    });
    spec.rows.push(BarRow {
        name: "Andre rusmidler, også slike som ikke er nevnt over".into(),
        share: percent(6.0),
        count: String::new(),
        tick: None,
    });
    spec
}

pub(super) fn pairs() -> Pairs {
    let row = |name: &str, a: f64, b: f64, difference: &str| PairRow {
        name: name.into(),
        first: whole(a),
        second: whole(b),
        difference: difference.into(),
    };
    let mut rows = vec![
        row("Aktivitetstilbud", 22.0, 41.0, "+19"),
        row("Arbeidsrettet tiltak", 9.0, 27.0, "+18"),
        row("Individuell plan", 8.0, 24.0, "+16"),
        row("Oppfølging i boligen", 31.0, 44.0, "+13"),
        row("Psykisk helsehjelp i kommunen", 48.0, 55.0, "+7"),
        row("Behandling for rusmiddelproblem", 14.0, 21.0, "+7"),
        row("Distriktspsykiatrisk senter", 35.0, 38.0, "+3"),
        row("Ingen i dag", 0.0, 2.0, "+2"),
        row("Like", 33.0, 33.0, "0"),
        row("Fastlege", 62.0, 60.0, "\u{2212}2"),
    ];
    rows.push(PairRow {
        name: "Ambulant team".into(),
        first: hidden(),
        second: whole(12.0),
        difference: ":".into(),
    });
    rows.push(PairRow {
        name: "Støttekontakt".into(),
        first: whole(55.0),
        second: hidden(),
        difference: ":".into(),
    });
    rows.push(PairRow {
        name: "Kriseplan".into(),
        first: hidden(),
        second: hidden(),
        difference: ":".into(),
    });
    rows.push(PairRow {
        name: "Ikke spurt".into(),
        first: missing(),
        second: whole(8.0),
        difference: "..".into(),
    });
    Pairs {
        first: "Får i dag".into(),
        second: "Anbefalt neste år".into(),
        difference_head: "Diff".into(),
        rows,
        maximum: 70.0,
    }
}

pub(super) fn slopes() -> Slopes {
    let panel = |title: &str, change: &str, own: [f64; 2], city: [f64; 2]| Panel {
        title: title.into(),
        subtitle: format!("{change} prosentpoeng"),
        own: own.map(whole).to_vec(),
        city: city.map(whole).to_vec(),
    };
    Slopes {
        waves: vec!["2017".into(), "2018".into()],
        own_name: "Bydel Sagene".into(),
        city_name: "Oslo".into(),
        alike_words: "Ett tall: bydelen og Oslo er like".into(),
        panels: vec![
            panel("Arbeid og aktivitet", "+3", [43.0, 46.0], [40.0, 41.0]),
            panel("Psykisk helse", "+1", [30.0, 31.0], [29.0, 29.0]),
            panel("Nettverk", "+2", [25.0, 27.0], [24.0, 24.0]),
            panel("Sosial fungering", "\u{2212}1", [23.0, 22.0], [22.0, 21.0]),
            panel("Økonomi", "\u{2212}3", [24.0, 21.0], [23.0, 22.0]),
            panel("Rusbruk", "\u{2212}1", [19.0, 18.0], [17.0, 16.0]),
            panel("Fysisk helse", "0", [14.0, 14.0], [13.0, 13.0]),
            panel("Bosituasjon", "\u{2212}2", [11.0, 9.0], [10.0, 9.0]),
        ],
    }
}

pub(super) fn awkward_slopes() -> Slopes {
    let panel = |title: &str, own: Vec<Labelled>, city: Vec<Labelled>| Panel {
        title: title.into(),
        subtitle: "endring vises ikke".into(),
        own,
        city,
    };
    Slopes {
        panels: vec![
            panel("Nytt i 2018", vec![missing(), whole(46.0)], vec![missing(), whole(41.0)]),
            panel("Skjult i 2017", vec![hidden(), whole(9.0)], vec![whole(9.4), whole(9.0)]),
            panel("Skjult begge år", vec![hidden(), hidden()], vec![whole(21.0), whole(22.0)]),
            panel(
                "Meningsfull aktivitet og arbeid, stort sprang",
                vec![whole(20.0), whole(45.0)],
                vec![whole(44.0), whole(44.8)],
            ),
            panel("Uten Oslo", vec![whole(20.0), whole(21.0)], vec![]),
        ],
        ..slopes()
    }
}

pub(super) fn change() -> Change {
    let row = |name: &str, value: f64, text: &str, low, high| ChangeRow {
        name: name.into(),
        change: at(value, text),
        interval: Some((low, high)),
    };
    Change {
        rows: vec![
            row("Arbeid og aktivitet", 2.9, "+3", -2.2, 8.0),
            row("Nettverk", 1.9, "+2", -2.6, 6.4),
            row("Psykisk helse", 1.0, "+1", -3.7, 5.8),
            row("Fysisk helse", 0.0, "0", -3.6, 3.5),
            row("Rusbruk", -1.0, "\u{2212}1", -5.0, 3.1),
            row("Økonomi", -3.1, "\u{2212}3", -7.4, 1.2),
            ChangeRow { name: "Har kriseplan".into(), change: missing(), interval: None },
            ChangeRow { name: "Utsetter andre for vold".into(), change: hidden(), interval: None },
        ],
        reach: 9.0,
        ticks: vec![(-5.0, "\u{2212}5".into()), (0.0, "0".into()), (5.0, "+5".into())],
    }
}

pub(super) fn heatmap() -> Heatmap {
    let columns = [
        "Arbeid og|aktivitet",
        "Psykisk|helse",
        "Nettverk",
        "Sosial|fungering",
        "Økonomi",
        "Rusbruk",
        "Fysisk|helse",
        "Bositua-|sjon",
    ];
    let rows = [
        ("Gamle Oslo", "1015", [41, 34, 26, 22, 23, 18, 14, 10]),
        ("Grünerløkka", "1002", [48, 32, 24, 23, 26, 17, 14, 10]),
        ("Sagene", "742", [46, 31, 27, 22, 21, 18, 14, 9]),
        ("St. Hanshaugen", "521", [37, 28, 21, 23, 20, 17, 13, 9]),
        ("Ullern", "268", [29, 19, 19, 15, 16, -1, 9, -1]),
        ("Søndre Nordstrand", "679", [41, 27, 27, 22, 24, 16, 13, -2]),
        ("Oslo", "9377", [41, 29, 24, 21, 22, 16, 13, 9]),
    ];
    let cell = |value: i32| match value {
        -1 => hidden(),
        -2 => missing(),
        value => whole(f64::from(value)),
    };
    Heatmap {
        columns: columns.map(|name| name.split('|').map(str::to_owned).collect()).to_vec(),
        base_head: "n".into(),
        classes: ["under 10", "10–19", "20–29", "30–39", "fra 40"].map(str::to_owned).to_vec(),
        hidden_name: ": skjult".into(),
        rows: rows
            .map(|(name, base, cells)| HeatRow {
                name: name.into(),
                base: base.into(),
                own: name == "Sagene",
                total: name == "Oslo",
                cells: cells.map(cell).to_vec(),
            })
            .to_vec(),
    }
}

pub(super) fn mini(share: f64, city: f64) -> ChartSpec {
    ChartSpec::Mini(Mini {
        share,
        cell: String::new(),
        tick: Some(at(city, &format!("Oslo {city:.0}"))),
        maximum: 50.0,
    })
}

pub(super) fn dots(
    own: f64,
    half: f64,
    city: f64,
    area: f64,
    minimum: f64,
    maximum: f64,
    step: f64,
) -> ChartSpec {
    ChartSpec::Dots(Dots {
        own,
        cells: Default::default(),
        interval: Some((own - half, own + half)),
        city: Some(city),
        area: Some(area),
        minimum,
        maximum,
        step,
    })
}
