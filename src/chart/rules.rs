//! Law: whatever the figures and names, nothing clips, nothing overlaps, and nothing hidden has a size.

use super::{
    ChartSpec, Drawing, Fonts, Medium, draw,
    gallery::{all, at, hidden, missing},
    probe::{assert_readable, elements},
};
use crate::{assets::Assets, report::spec::*};
use proptest::prelude::*;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    Fonts::from_assets(&Assets::embedded()).expect("the embedded fonts are sound")
});

const MEDIA: [Medium; 3] = [Medium::Paper, Medium::Wide, Medium::Narrow];

fn drawn(spec: &ChartSpec, medium: Medium, width: Option<f64>) -> Drawing {
    draw(
        spec,
        medium,
        width,
        &FONTS,
        "fig",
        "Tittel & <mer>",
        "Beskrivelse \"her\"",
    )
}

#[test]
fn every_chart_of_the_gallery_is_well_formed_readable_and_the_same_each_time() {
    for (name, spec, width) in all() {
        for medium in MEDIA {
            let width = if medium == Medium::Paper { width } else { None };
            let drawing = drawn(&spec, medium, width);
            assert_readable(&format!("{name} {medium:?}"), &drawing, &FONTS);
            assert_eq!(drawing, drawn(&spec, medium, width));
        }
    }
}

#[test]
fn the_web_names_classes_and_the_paper_names_colours() {
    for (name, spec, width) in all() {
        for medium in MEDIA {
            let drawing = drawn(&spec, medium, width);
            let all = elements(&drawing.svg);
            let web = medium != Medium::Paper;
            assert_eq!(drawing.svg.contains('#'), !web, "{name}");
            assert_eq!(
                all.iter().any(|e| !e.get("class").is_empty()),
                web,
                "{name}"
            );
            let root = &all[0];
            assert_eq!(root.get("role"), if web { "img" } else { "" });
            assert_eq!(
                all.iter().filter(|e| e.name == "title").count(),
                usize::from(web)
            );
        }
        let wide = drawn(&spec, Medium::Wide, None).svg;
        assert!(wide.contains("aria-labelledby=\"fig-t-w fig-d-w\""));
        assert!(
            drawn(&spec, Medium::Narrow, None)
                .svg
                .contains("id=\"fig-d-n\"")
        );
        let mark = draw(&spec, Medium::Wide, None, &FONTS, "fig", "", "");
        assert!(mark.svg.contains("aria-hidden=\"true\"") && !mark.svg.contains("<title"));
    }
}

fn row(name: &str, segments: Vec<Labelled>) -> StackedRow {
    StackedRow {
        name: name.into(),
        strong: false,
        segments,
        tick: None,
    }
}

fn stacked(rows: Vec<StackedRow>) -> ChartSpec {
    let series = [
        ("Rødt", Role::Red),
        ("Gult", Role::Yellow),
        ("Grønt", Role::Green),
    ];
    ChartSpec::Stacked(Stacked {
        series: series
            .map(|(name, role)| Series {
                name: name.into(),
                role,
            })
            .to_vec(),
        rows,
        tick_name: None,
        compact: false,
        hidden_words: ": vises ikke".into(),
    })
}

#[test]
fn parts_and_the_gaps_between_them_make_up_the_bar() {
    let spec = stacked(vec![
        row(
            "a",
            vec![at(33.4, "33"), at(33.3, "33"), at(33.3, "33")]
        );
        3
    ]);
    let drawing = drawn(&spec, Medium::Paper, None);
    let parts: Vec<_> = elements(&drawing.svg)
        .into_iter()
        .filter(|e| e.name == "rect" && ["#B4231F", "#96690A", "#4C8A5F"].contains(&e.get("fill")))
        .filter(|e| e.number("height") == 16.0)
        .take(3)
        .collect();
    let widths: f64 = parts.iter().map(|part| part.number("width")).sum();
    let (start, end) = (
        parts[0].number("x"),
        parts[2].number("x") + parts[2].number("width"),
    );
    assert!((start - 58.0 / 25.4 * 72.0).abs() < 0.05 && (end - drawing.width).abs() < 0.05);
    assert!((widths + 2.0 - (end - start)).abs() < 0.11, "{widths}");
}

/// How far apart the ends of a drawing's thin lines lie, from left to right.
fn hatch_width(drawing: &Drawing) -> f64 {
    let path = elements(&drawing.svg)
        .into_iter()
        .find(|e| e.name == "path")
        .expect("a hatch");
    let numbers: Vec<f64> = path
        .get("d")
        .split(['M', 'L'])
        .filter_map(|pair| pair.split(' ').next()?.parse().ok())
        .collect();
    let (low, high) = numbers
        .iter()
        .fold((f64::MAX, f64::MIN), |(l, h), x| (l.min(*x), h.max(*x)));
    (high - low) / 20.0
}

#[test]
fn a_hidden_bar_has_one_width_in_every_chart() {
    let widths: Vec<f64> = [10.0, 45.0, 100.0]
        .map(|maximum| {
            let row = BarRow {
                name: "x".into(),
                share: hidden(),
                count: ":".into(),
                tick: None,
            };
            let shown = BarRow {
                share: at(maximum, "x"),
                count: "9".into(),
                ..row.clone()
            };
            let bars = Bars {
                rows: vec![shown, row],
                tick_name: None,
                count_head: None,
                maximum,
                hidden_words: String::new(),
            };
            hatch_width(&drawn(&ChartSpec::Bars(bars), Medium::Paper, None))
        })
        .to_vec();
    assert!(
        widths
            .iter()
            .all(|width| *width == widths[0] && (28.0..=30.0).contains(width)),
        "{widths:?}"
    );
}

#[test]
fn rows_keep_the_order_of_the_specification() {
    let spec = stacked(vec![
        row(
            "Sist i verdi",
            vec![at(1.0, "1"), at(2.0, "2"), at(97.0, "97")],
        ),
        row("Skjult", vec![hidden(), hidden(), hidden()]),
        row(
            "Først i verdi",
            vec![at(90.0, "90"), at(5.0, "5"), at(5.0, "5")],
        ),
    ]);
    let svg = drawn(&spec, Medium::Paper, None).svg;
    let places =
        ["Sist", "Skjult", "Først"].map(|name| svg.find(name).expect("every name is there"));
    assert!(places.is_sorted());
}

fn name() -> impl Strategy<Value = String> {
    let words = [
        "Bo",
        "og",
        "Arbeid",
        "meningsfull",
        "aktivitet",
        "Sentralstimulerende",
        "NAV-tilskudd",
        "<&>",
        "helsetjenesteordningen",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 1..5)
        .prop_map(|words| words.join(" "))
}

fn label(value: f64, state: u8) -> Labelled {
    match state {
        0 => hidden(),
        1 => missing(),
        _ => at(value, &format!("{value:.0}\u{a0}%")),
    }
}

fn value() -> impl Strategy<Value = Labelled> {
    (prop_oneof![Just(0.0), Just(100.0), 0.0..100.0f64], 0u8..9)
        .prop_map(|(v, state)| label(v, state))
}

fn tick() -> impl Strategy<Value = Option<Labelled>> {
    prop::option::of((0.0..100.0f64).prop_map(|v| at(v, &format!("{v:.0}"))))
}

fn stacked_spec() -> impl Strategy<Value = ChartSpec> {
    let row = (
        name(),
        0.0..1.0f64,
        0.0..1.0f64,
        prop::collection::vec(0u8..12, 3),
        tick(),
    );
    let row = row.prop_map(|(name, a, b, states, tick)| {
        let (low, high) = (a.min(b), a.max(b));
        let parts = [low, high - low, 1.0 - high];
        let segments = (0..3).map(|i| label(100.0 * parts[i], states[i])).collect();
        StackedRow {
            name,
            strong: false,
            segments,
            tick,
        }
    });
    (
        prop::collection::vec(row, 1..9),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(rows, compact, ticks)| {
            let ChartSpec::Stacked(spec) = stacked(rows) else {
                unreachable!()
            };
            ChartSpec::Stacked(Stacked {
                compact,
                tick_name: ticks.then(|| "Oslo".into()),
                ..spec
            })
        })
}

fn bars_spec() -> impl Strategy<Value = ChartSpec> {
    let row =
        (name(), value(), 0u32..99999, tick()).prop_map(|(name, share, count, tick)| BarRow {
            name,
            share,
            count: count.to_string(),
            tick,
        });
    (
        prop::collection::vec(row, 1..14),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(rows, ticks, counts)| {
            ChartSpec::Bars(Bars {
                rows,
                tick_name: ticks.then(|| "Oslo".into()),
                count_head: counts.then(|| "Antall".into()),
                maximum: 100.0,
                hidden_words: ": vises ikke av personvernhensyn".into(),
            })
        })
}

fn pairs_spec() -> impl Strategy<Value = ChartSpec> {
    let row = (name(), value(), value()).prop_map(|(name, first, second)| PairRow {
        name,
        first,
        second,
        difference: "+19".into(),
    });
    prop::collection::vec(row, 1..12).prop_map(|rows| {
        ChartSpec::Pairs(Pairs {
            first: "Får i dag".into(),
            second: "Anbefalt neste år".into(),
            difference_head: "Diff".into(),
            rows,
            maximum: 100.0,
        })
    })
}

fn slopes_spec() -> impl Strategy<Value = ChartSpec> {
    let wave = || {
        (0.0..40.0f64, 0u8..9).prop_map(|(v, state)| match state {
            0 => hidden(),
            1 => missing(),
            _ => at(v, &format!("{v:.0}")),
        })
    };
    let waves = move |count| prop::collection::vec(wave(), count);
    let panel =
        (name(), 2usize..4).prop_flat_map(move |(title, _)| (Just(title), waves(2), waves(2)));
    prop::collection::vec(panel, 1..9).prop_map(|panels| {
        ChartSpec::Slopes(Slopes {
            waves: vec!["2017".into(), "2018".into()],
            own_name: "Bydel Søndre Nordstrand".into(),
            city_name: "Oslo".into(),
            alike_words: "Ett tall: bydelen og Oslo er like".into(),
            panels: panels
                .into_iter()
                .map(|(title, own, city)| Panel {
                    title,
                    subtitle: "+3 prosentpoeng".into(),
                    own,
                    city,
                })
                .collect(),
        })
    })
}

fn parts_spec() -> impl Strategy<Value = ChartSpec> {
    let part = (name(), 0.0..1.0f64, 0u8..12);
    prop::collection::vec(part, 1..6).prop_map(|parts| {
        let sum: f64 = parts
            .iter()
            .map(|(_, share, _)| share)
            .sum::<f64>()
            .max(0.001);
        let part = |(index, (name, share, state)): (usize, (String, f64, u8))| Part {
            name,
            share: label(100.0 * share / sum, state),
            count: "398".into(),
            role: Role::Group(index as u8),
        };
        ChartSpec::Composition(parts.into_iter().enumerate().map(part).collect())
    })
}

fn change_spec() -> impl Strategy<Value = ChartSpec> {
    let row = (name(), -9.0..9.0f64, 0u8..9).prop_map(|(name, change, state)| ChangeRow {
        name,
        change: if state > 1 {
            at(change, "+3")
        } else {
            label(change, state)
        },
        interval: Some((change - 4.0, change + 4.0)),
    });
    prop::collection::vec(row, 1..10).prop_map(|rows| {
        let ticks = [(-5.0, "\u{2212}5"), (0.0, "0"), (5.0, "+5")];
        let ticks = ticks.map(|(at, text)| (at, text.to_owned())).to_vec();
        ChartSpec::Change(Change {
            rows,
            reach: 13.0,
            ticks,
        })
    })
}

fn any_spec() -> impl Strategy<Value = ChartSpec> {
    prop_oneof![
        stacked_spec(),
        bars_spec(),
        pairs_spec(),
        slopes_spec(),
        parts_spec(),
        change_spec()
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_clips_and_nothing_overlaps(spec in any_spec(), narrower in any::<bool>()) {
        for medium in MEDIA {
            let width = match (medium, narrower) {
                (Medium::Paper, true) => Some(262.0),
                (Medium::Narrow, true) => Some(288.0),
                _ => None,
            };
            assert_readable(&format!("{medium:?} {width:?}"), &drawn(&spec, medium, width), &FONTS);
        }
    }
}
