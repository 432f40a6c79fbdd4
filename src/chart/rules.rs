//! Law: whatever the figures and names, nothing clips, nothing overlaps, and nothing hidden has a size.

mod random;

use super::{
    ChartSpec, Drawing, Fonts, Medium, draw,
    gallery::{all, at, hidden},
    probe::{assert_readable, elements},
};
use crate::{assets::Assets, report::spec::*};
use proptest::prelude::*;
use random::any_spec;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    Fonts::from_assets(&Assets::embedded()).expect("the embedded fonts are sound")
});

const MEDIA: [Medium; 3] = [Medium::Paper, Medium::Wide, Medium::Narrow];

fn drawn(spec: &ChartSpec, medium: Medium, width: Option<f64>) -> Drawing {
    draw(spec, medium, width, &FONTS, "fig", "Tittel & <mer>", "Beskrivelse \"her\"")
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
            assert_eq!(all.iter().any(|e| !e.get("class").is_empty()), web, "{name}");
            let root = &all[0];
            assert_eq!(root.get("role"), if web { "img" } else { "" });
            assert_eq!(all.iter().filter(|e| e.name == "title").count(), usize::from(web));
        }
        let wide = drawn(&spec, Medium::Wide, None).svg;
        assert!(wide.contains("aria-labelledby=\"fig-t-w fig-d-w\""));
        assert!(drawn(&spec, Medium::Narrow, None).svg.contains("id=\"fig-d-n\""));
        let mark = draw(&spec, Medium::Wide, None, &FONTS, "fig", "", "");
        assert!(mark.svg.contains("aria-hidden=\"true\"") && !mark.svg.contains("<title"));
    }
}

fn row(name: &str, segments: Vec<Labelled>) -> StackedRow {
    StackedRow { name: name.into(), strong: false, segments, tick: None }
}

fn stacked(rows: Vec<StackedRow>) -> ChartSpec {
    let series = [("Rødt", Role::Red), ("Gult", Role::Yellow), ("Grønt", Role::Green)];
    ChartSpec::Stacked(Stacked {
        series: series.map(|(name, role)| Series { name: name.into(), role }).to_vec(),
        rows,
        tick_name: None,
        compact: false,
        hidden_words: ": vises ikke".into(),
    })
}

#[test]
fn parts_and_the_gaps_between_them_make_up_the_bar() {
    let spec = stacked(vec![row("a", vec![at(33.4, "33"), at(33.3, "33"), at(33.3, "33")]); 3]);
    let drawing = drawn(&spec, Medium::Paper, None);
    let parts: Vec<_> = elements(&drawing.svg)
        .into_iter()
        .filter(|e| e.name == "rect" && ["#B4231F", "#96690A", "#4C8A5F"].contains(&e.get("fill")))
        .filter(|e| e.number("height") == 16.0)
        .take(3)
        .collect();
    let widths: f64 = parts.iter().map(|part| part.number("width")).sum();
    let (start, end) = (parts[0].number("x"), parts[2].number("x") + parts[2].number("width"));
    assert!((start - 58.0 / 25.4 * 72.0).abs() < 0.05 && (end - drawing.width).abs() < 0.05);
    assert!((widths + 2.0 - (end - start)).abs() < 0.11, "{widths}");
}

/// How far apart the ends of a drawing's thin lines lie, from left to right.
fn hatch_width(drawing: &Drawing) -> f64 {
    let path = elements(&drawing.svg).into_iter().find(|e| e.name == "path").expect("a hatch");
    let numbers: Vec<f64> = path
        .get("d")
        .split(['M', 'L'])
        .filter_map(|pair| pair.split(' ').next()?.parse().ok())
        .collect();
    let (low, high) = numbers.iter().fold((f64::MAX, f64::MIN), |(l, h), x| (l.min(*x), h.max(*x)));
    (high - low) / 20.0
}

#[test]
fn a_hidden_bar_has_one_width_in_every_chart() {
    let widths: Vec<f64> = [10.0, 45.0, 100.0]
        .map(|maximum| {
            let row = BarRow { name: "x".into(), share: hidden(), count: ":".into(), tick: None };
            let shown = BarRow { share: at(maximum, "x"), count: "9".into(), ..row.clone() };
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
        widths.iter().all(|width| *width == widths[0] && (28.0..=30.0).contains(width)),
        "{widths:?}"
    );
}

#[test]
fn rows_keep_the_order_of_the_specification() {
    let spec = stacked(vec![
        row("Sist i verdi", vec![at(1.0, "1"), at(2.0, "2"), at(97.0, "97")]),
        row("Skjult", vec![hidden(), hidden(), hidden()]),
        row("Først i verdi", vec![at(90.0, "90"), at(5.0, "5"), at(5.0, "5")]),
    ]);
    let svg = drawn(&spec, Medium::Paper, None).svg;
    let places =
        ["Sist", "Skjult", "Først"].map(|name| svg.find(name).expect("every name is there"));
    assert!(places.is_sorted());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

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
