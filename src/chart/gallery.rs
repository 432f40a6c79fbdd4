//! Law: every kind of chart and every awkward case stands here once, with synthetic figures, to be looked at.

use super::{ChartSpec, Fonts, Medium, draw, stylesheet};
use crate::{assets::Assets, report::spec::*};
use std::{fmt::Write, fs, path::PathBuf};

pub(super) fn at(value: f64, text: &str) -> Labelled {
    Labelled {
        point: Point::At(value),
        text: text.into(),
    }
}

pub(super) fn hidden() -> Labelled {
    Labelled {
        point: Point::Hidden,
        text: ":".into(),
    }
}

pub(super) fn missing() -> Labelled {
    Labelled {
        point: Point::Missing,
        text: "..".into(),
    }
}

fn whole(value: f64) -> Labelled {
    at(value, &format!("{value:.0}"))
}

fn percent(value: f64) -> Labelled {
    at(value, &format!("{value:.0}\u{a0}%"))
}

const HIDDEN_WORDS: &str = ": vises ikke av personvernhensyn";

fn levels() -> Vec<Series> {
    [
        ("Rødt", Role::Red),
        ("Gult", Role::Yellow),
        ("Grønt", Role::Green),
    ]
    .map(|(name, role)| Series {
        name: name.into(),
        role,
    })
    .to_vec()
}

fn level_row(name: &str, parts: [f64; 3], tick: f64) -> StackedRow {
    StackedRow {
        name: name.into(),
        strong: false,
        segments: parts.map(whole).to_vec(),
        tick: Some(whole(tick)),
    }
}

fn life_areas() -> Vec<StackedRow> {
    vec![
        level_row("Arbeid og meningsfull aktivitet", [46.0, 35.0, 19.0], 41.0),
        level_row("Psykisk helse", [31.0, 52.0, 17.0], 29.0),
        level_row("Nettverk", [27.0, 46.0, 27.0], 24.0),
        level_row("Sosial fungering", [22.0, 47.0, 31.0], 21.0),
        level_row("Økonomi", [21.0, 40.0, 39.0], 22.0),
        level_row("Rusbruk", [18.0, 25.0, 57.0], 16.0),
        level_row("Fysisk helse", [14.0, 45.0, 41.0], 13.0),
        level_row("Bosituasjon", [9.0, 19.0, 72.0], 9.0),
    ]
}

fn stacked(rows: Vec<StackedRow>) -> Stacked {
    Stacked {
        series: levels(),
        rows,
        tick_name: Some("Oslo".into()),
        compact: false,
        hidden_words: HIDDEN_WORDS.into(),
    }
}

fn awkward_rows() -> Vec<StackedRow> {
    let mut rows = vec![
        level_row("Vanlig", [46.0, 35.0, 19.0], 41.0),
        level_row("Rød for smal: tallet til venstre", [1.0, 12.0, 87.0], 4.0),
        level_row(
            "Gul for smal: tallet bare i tabellen",
            [22.0, 2.0, 76.0],
            21.0,
        ),
        level_row("Ingen på rødt: strek for null", [0.0, 31.0, 69.0], 3.0),
        level_row("Alle på ett nivå", [0.0, 0.0, 100.0], 5.0),
        level_row(
            "Oslo treffer tallet: tallet flyttes, og navnet er så langt at det trenger to linjer",
            [30.0, 40.0, 30.0],
            15.5,
        ),
        level_row("Alle på rødt", [100.0, 0.0, 0.0], 98.0),
    ];
    for index in [3, 4] {
        rows[index].segments[0] = at(0.0, "-");
    }
    let row = |name: &str, segments: Vec<Labelled>, tick| StackedRow {
        name: name.into(),
        strong: false,
        segments,
        tick,
    };
    rows.push(row(
        "To nivåer skjult: felles skravur",
        vec![whole(21.0), hidden(), hidden()],
        Some(whole(22.0)),
    ));
    rows.push(row(
        "Hele raden skjult: står sist",
        vec![hidden(), hidden(), hidden()],
        None,
    ));
    rows.push(row(
        "Tall mangler",
        vec![missing(), missing(), missing()],
        None,
    ));
    rows
}

fn index_chart() -> Stacked {
    let series = [
        ("Blålys", Role::Bluelight),
        ("Rød", Role::Red),
        ("Gul", Role::Yellow),
        ("Grønn", Role::Green),
    ]
    .map(|(name, role)| Series {
        name: name.into(),
        role,
    })
    .to_vec();
    let row = |name: &str, strong, parts: [f64; 4]| StackedRow {
        name: name.into(),
        strong,
        segments: parts.map(whole).to_vec(),
        tick: None,
    };
    Stacked {
        series,
        rows: vec![
            row("Bydel Sagene", true, [9.0, 24.0, 43.0, 24.0]),
            row("Oslo", false, [8.0, 22.0, 43.0, 27.0]),
        ],
        tick_name: None,
        compact: false,
        hidden_words: HIDDEN_WORDS.into(),
    }
}

fn part(name: &str, value: f64, count: &str, group: u8) -> Part {
    Part {
        name: name.into(),
        share: percent(value),
        count: count.into(),
        role: Role::Group(group),
    }
}

fn bars() -> Bars {
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
        name: "Løsemidler".into(),
        share: hidden(),
        count: ":".into(),
        tick: None,
    });
    Bars {
        rows,
        tick_name: Some("Oslo".into()),
        count_head: Some("Antall".into()),
        maximum: 45.0,
        hidden_words: HIDDEN_WORDS.into(),
    }
}

fn twelve() -> Bars {
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

fn pairs() -> Pairs {
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

fn slopes() -> Slopes {
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

fn awkward_slopes() -> Slopes {
    let panel = |title: &str, own: Vec<Labelled>, city: Vec<Labelled>| Panel {
        title: title.into(),
        subtitle: "endring vises ikke".into(),
        own,
        city,
    };
    Slopes {
        panels: vec![
            panel(
                "Nytt i 2018",
                vec![missing(), whole(46.0)],
                vec![missing(), whole(41.0)],
            ),
            panel(
                "Skjult i 2017",
                vec![hidden(), whole(9.0)],
                vec![whole(9.4), whole(9.0)],
            ),
            panel(
                "Skjult begge år",
                vec![hidden(), hidden()],
                vec![whole(21.0), whole(22.0)],
            ),
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

fn change() -> Change {
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
            ChangeRow {
                name: "Har kriseplan".into(),
                change: missing(),
                interval: None,
            },
            ChangeRow {
                name: "Utsetter andre for vold".into(),
                change: hidden(),
                interval: None,
            },
        ],
        reach: 9.0,
        ticks: vec![
            (-5.0, "\u{2212}5".into()),
            (0.0, "0".into()),
            (5.0, "+5".into()),
        ],
    }
}

fn heatmap() -> Heatmap {
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
        columns: columns
            .map(|name| name.split('|').map(str::to_owned).collect())
            .to_vec(),
        base_head: "n".into(),
        classes: ["under 10", "10–19", "20–29", "30–39", "fra 40"]
            .map(str::to_owned)
            .to_vec(),
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

fn mini(share: f64, city: f64) -> ChartSpec {
    ChartSpec::Mini(Mini {
        share,
        tick: Some(at(city, &format!("Oslo {city:.0}"))),
        maximum: 50.0,
    })
}

fn dots(
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
        interval: Some((own - half, own + half)),
        city: Some(city),
        area: Some(area),
        minimum,
        maximum,
        step,
    })
}

/// Everything, with a name and the width on paper where it is not the usual one.
pub(super) fn all() -> Vec<(&'static str, ChartSpec, Option<f64>)> {
    let mut colliding = stacked(life_areas());
    colliding.rows[0].segments = [3.0, 4.0, 93.0].map(whole).to_vec();
    colliding.rows[0].tick = Some(whole(2.0));
    let mut compact = stacked(life_areas());
    compact.compact = true;
    compact.tick_name = None;
    let mut compact_awkward = stacked(awkward_rows());
    compact_awkward.compact = true;
    let mut late = bars();
    late.rows[0].tick = None;
    late.maximum = 40.0;
    let mut hidden_part = vec![
        part("Psykisk helseproblem", 54.0, "398", 0),
        part("Rusmiddelproblem", 0.0, ":", 1),
        part("Samtidig (ROP)", 0.0, ":", 2),
    ];
    hidden_part[1].share = hidden();
    hidden_part[2].share = hidden();
    let mut one_hidden = hidden_part.clone();
    one_hidden[2] = part("Samtidig (ROP)", 21.0, "157", 2);
    let groups = vec![
        part("Psykisk helseproblem", 54.0, "398", 0),
        part("Rusmiddelproblem", 25.0, "187", 1),
        part("Samtidig (ROP)", 21.0, "157", 2),
    ];
    vec![
        ("stacked", ChartSpec::Stacked(stacked(life_areas())), None),
        (
            "stacked-awkward",
            ChartSpec::Stacked(stacked(awkward_rows())),
            None,
        ),
        ("stacked-key", ChartSpec::Stacked(colliding), None),
        ("stacked-index", ChartSpec::Stacked(index_chart()), None),
        ("stacked-compact", ChartSpec::Stacked(compact), None),
        (
            "stacked-compact-awkward",
            ChartSpec::Stacked(compact_awkward),
            None,
        ),
        ("composition", ChartSpec::Composition(groups), None),
        (
            "composition-two",
            ChartSpec::Composition(vec![
                part("Psykisk helseproblem", 61.0, "73", 0),
                part("Rusmiddelproblem", 0.0, "0", 1),
                part("Samtidig (ROP)", 39.0, "47", 2),
            ]),
            Some(235.0),
        ),
        (
            "composition-hidden",
            ChartSpec::Composition(hidden_part),
            None,
        ),
        (
            "composition-one-hidden",
            ChartSpec::Composition(one_hidden),
            None,
        ),
        (
            "composition-five",
            ChartSpec::Composition(vec![
                part("16–17 år", 2.0, "15", 0),
                part("18–29 år", 21.0, "156", 1),
                part("30–44 år", 38.0, "282", 2),
                part("45–59 år", 29.0, "215", 3),
                part("60 år eller eldre", 10.0, "74", 4),
            ]),
            None,
        ),
        (
            "composition-one",
            ChartSpec::Composition(vec![part("Alle", 100.0, "12", 0)]),
            Some(235.0),
        ),
        ("bars", ChartSpec::Bars(bars()), None),
        ("bars-late-tick", ChartSpec::Bars(late), None),
        ("bars-half", ChartSpec::Bars(bars()), Some(262.0)),
        ("bars-twelve", ChartSpec::Bars(twelve()), None),
        ("pairs", ChartSpec::Pairs(pairs()), None),
        ("slopes", ChartSpec::Slopes(slopes()), None),
        ("slopes-awkward", ChartSpec::Slopes(awkward_slopes()), None),
        ("change", ChartSpec::Change(change()), Some(309.0)),
        ("change-full", ChartSpec::Change(change()), None),
        ("heatmap", ChartSpec::Heatmap(heatmap()), None),
        ("mini-46", mini(46.0, 41.0), None),
        ("mini-9", mini(9.0, 12.0), None),
        ("mini-0", mini(0.0, 1.0), None),
        ("mini-50", mini(50.0, 50.0), None),
        (
            "dots-share",
            dots(46.0, 3.5, 41.0, 38.0, 0.0, 90.0, 30.0),
            None,
        ),
        (
            "dots-points",
            dots(4.0, 3.5, 0.0, -3.0, -15.0, 15.0, 5.0),
            None,
        ),
        (
            "dots-close",
            dots(0.5, 1.5, 0.0, 0.8, -15.0, 15.0, 5.0),
            None,
        ),
    ]
}

/// Writes a page per medium and theme to `target/chart-sheet/`, and every drawing as a file:
/// `cargo test --lib chart::gallery -- --ignored`, then open the pages.
#[test]
#[ignore = "writes files to look at"]
fn sheet() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let target = root.join("target/chart-sheet");
    fs::create_dir_all(&target).expect("target can be written");
    let fonts = Fonts::from_assets(&Assets::embedded()).expect("the embedded fonts are sound");
    let faces = ["Regular", "Medium", "SemiBold", "Bold"]
        .iter()
        .enumerate()
        .fold(String::new(), |mut css, (index, name)| {
            let file = root.join(format!("report-templates/fonts/Inter-{name}.ttf"));
            let weight = 400 + 100 * index;
            let _ = write!(
                css,
                "@font-face{{font-family:Inter;font-weight:{weight};src:url('file://{}')}}",
                file.display()
            );
            css
        });
    let pages = [
        ("paper", Medium::Paper, ""),
        ("wide", Medium::Wide, ""),
        ("dark", Medium::Wide, "dark"),
        ("narrow", Medium::Narrow, ""),
    ];
    for (page, medium, theme) in pages {
        let css = match theme {
            "dark" => stylesheet().replace("screen and (prefers-color-scheme:dark)", "screen"),
            _ => stylesheet(),
        };
        let mut html = format!(
            "<!doctype html><meta charset=utf-8><style>{faces}{css}body{{font:12px Inter;background:var(--c-paper);\
             color:var(--c-secondary);margin:16px}}figure{{margin:0 0 28px}}svg{{display:block;margin-top:8px;overflow:visible}}</style>"
        );
        for (name, spec, width) in all() {
            let width = if medium == Medium::Paper { width } else { None };
            let drawing = draw(&spec, medium, width, &fonts, name, name, "Syntetisk");
            let _ = writeln!(html, "<figure>{name}{}</figure>", drawing.svg);
            fs::write(target.join(format!("{page}-{name}.svg")), drawing.svg)
                .expect("target can be written");
        }
        fs::write(target.join(format!("{page}.html")), html).expect("target can be written");
    }
}
