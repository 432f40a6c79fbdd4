//! Law: every kind of chart and every awkward case stands here once, with synthetic figures, to be looked at.

#![allow(clippy::disallowed_methods, reason = "the contact sheet is written to be looked at")]

mod others;
mod wholes;

use super::{ChartSpec, Fonts, Medium, draw, stylesheet};
use crate::assets::Assets;
use others::*;
use std::{fmt::Write, fs, path::PathBuf};
use wholes::*;
pub(super) use wholes::{at, hidden, missing};

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
        ("stacked-awkward", ChartSpec::Stacked(stacked(awkward_rows())), None),
        ("stacked-key", ChartSpec::Stacked(colliding), None),
        ("stacked-index", ChartSpec::Stacked(index_chart()), None),
        ("stacked-compact", ChartSpec::Stacked(compact), None),
        ("stacked-compact-awkward", ChartSpec::Stacked(compact_awkward), None),
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
        ("composition-hidden", ChartSpec::Composition(hidden_part), None),
        ("composition-one-hidden", ChartSpec::Composition(one_hidden), None),
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
        ("dots-share", dots(46.0, 3.5, 41.0, 38.0, 0.0, 90.0, 30.0), None),
        ("dots-points", dots(4.0, 3.5, 0.0, -3.0, -15.0, 15.0, 5.0), None),
        ("dots-close", dots(0.5, 1.5, 0.0, 0.8, -15.0, 15.0, 5.0), None),
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
    let faces = ["Regular", "Medium", "SemiBold", "Bold"].iter().enumerate().fold(
        String::new(),
        |mut css, (index, name)| {
            let file = root.join(format!("report-templates/fonts/Inter-{name}.ttf"));
            let weight = 400 + 100 * index;
            let _ = write!(
                css,
                "@font-face{{font-family:Inter;font-weight:{weight};src:url('file://{}')}}",
                file.display()
            );
            css
        },
    );
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
