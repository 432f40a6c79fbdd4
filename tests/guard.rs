//! Law: what a project's own templates and fonts do ends, is named, and takes nothing else with it.

use bydelsrapport::{
    assets::Assets,
    config,
    diagnostic::{Diagnostic, Problems},
    guard::{Guard, Limits},
    render::{Done, Order, Paper, pdf::Standard},
};
use std::{collections::BTreeMap, path::Path};

const MAIN: &str = "report-templates/typst/main.typ";
const PAGE: &str = "report-templates/html/page.html";
const LIMITS: Limits = Limits { seconds: 5, megabytes: 600 };

/// The embedded files with one of a project's own.
fn with(path: &str, text: &str) -> Assets {
    let mut assets = Assets::embedded();
    assets.put(path, text.as_bytes().to_vec());
    assets
}

fn guarded<T>(assets: &Assets, limits: Limits, work: impl FnOnce(&Guard) -> T) -> T {
    let program = Path::new(env!("CARGO_BIN_EXE_bydelsrapport")).to_owned();
    work(&Guard::new(program, &["press"], assets, limits))
}

fn paper() -> Order {
    Order::Paper(Box::new(Paper {
        view: "{}".to_owned(),
        drawings: BTreeMap::new(),
        archive: Standard::A2a,
        attachment: None,
        ident: "one".to_owned(),
        published: "2019-06-05".to_owned(),
        sections: Vec::new(),
    }))
}

fn page() -> Order {
    let settings = config::load(&Assets::embedded(), &mut Problems::default());
    let settings = settings.expect("the built-in settings are right");
    let words = &settings.languages[&"nb".into()].words;
    let view =
        serde_json::json!({ "meta": { "lang": "nb", "files": { "sisters": [] } }, "words": words });
    Order::Page { view, drawings: BTreeMap::new() }
}

/// The one problem that an order gives.
fn problem(path: &str, text: &str, order: &Order, limits: Limits) -> Diagnostic {
    let made = guarded(&with(path, text), limits, |guard| guard.set(order));
    let mut problems = made.expect_err(&text[..text.floor_char_boundary(200)]);
    assert_eq!(problems.0.len(), 1, "{problems:?}");
    problems.0.remove(0)
}

const PLAIN: &str = "#set document(title: \"Plain\")\n#set text(font: \"Inter\", lang: \"nb\")\n";

fn typst(text: &str) -> Diagnostic {
    problem(MAIN, &format!("{PLAIN}{text}"), &paper(), LIMITS)
}

#[test]
fn what_is_sound_is_set_and_the_process_serves_again() {
    let assets = with(MAIN, &format!("{PLAIN}Tekst.\n"));
    let made: Vec<Done> = guarded(&assets, LIMITS, |guard| {
        (0..3).map(|_| guard.set(&paper()).expect("it can be set")).collect()
    });
    assert!(made[0].bytes.starts_with(b"%PDF"));
    assert_eq!((made[0].pages, &made[0]), (1, &made[2]));
}

#[test]
fn a_page_template_without_end_is_ended() {
    let endless = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}";
    assert_eq!(problem(PAGE, endless, &page(), LIMITS).code, "page-template");
    let grows = "{% set ns = namespace(a='aaaaaaaaaa') %}{% for b in range(90) %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}{{ ns.a }}";
    assert_eq!(problem(PAGE, grows, &page(), LIMITS).code, "press-limit");
    let wide = "{{ '%999999999d' | format(1) }}{{ '%999999999d' | format(1) }}";
    assert_eq!(problem(PAGE, wide, &page(), LIMITS).code, "press-limit");
}

#[test]
fn a_page_template_that_goes_deep_is_set_or_told() {
    let deep = format!("{{{{ 1{} }}}}", " + 1".repeat(50_000));
    // The process has the stack for what a file can hold, or it ends and is told: both are answers.
    let made = guarded(&with(PAGE, &deep), LIMITS, |guard| guard.set(&page()));
    let ended =
        made.map_or_else(|told| told.0[0].code == "press-broken", |done| !done.bytes.is_empty());
    assert!(ended);
    let own = "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}";
    assert_eq!(problem(PAGE, own, &page(), LIMITS).code, "page-template");
}

#[test]
fn typst_that_runs_on_is_ended() {
    let quick = Limits { seconds: 2, ..LIMITS };
    let endless = "#let f(n) = { let i = 0; while i < 9000 { let j = 0; while j < 9000 { j += 1 }; i += 1 } }\n#f(1)\n#f(2)";
    let told = problem(MAIN, &format!("{PLAIN}{endless}"), &paper(), quick);
    assert_eq!((told.code, told.message.contains("2 seconds")), ("press-limit", true));
    let told = typst("#range(200000000).len()");
    assert_eq!((told.code, told.message.contains("600 megabytes")), ("press-limit", true));
    // Typst's own limits come with their place.
    let told = typst("#let f(n) = f(n + 1)\n#f(1)");
    assert_eq!((told.code, told.place.path()), ("template-error", Some(MAIN)));
}

#[test]
fn a_line_that_no_writer_takes_is_a_problem() {
    let long = format!("#block(width: 1000000pt)[{}ø{}]", "a".repeat(65_534), "a".repeat(9));
    let told = typst(&long);
    assert!(["press-broken", "template-error"].contains(&told.code), "{told:?}");
}

#[test]
fn after_a_death_the_next_report_is_set() {
    let text = format!(
        "{PLAIN}#if json(\"/data.json\").report == (:) [Tekst.] else {{ range(200000000).len() }}"
    );
    guarded(&with(MAIN, &text), LIMITS, |guard| {
        let Order::Paper(mut bad) = paper() else { unreachable!() };
        bad.view = "{\"large\":true}".to_owned();
        let bad = Order::Paper(bad);
        assert!(guard.set(&paper()).is_ok());
        assert_eq!(guard.set(&bad).expect_err("too much").0[0].code, "press-limit");
        assert!(guard.set(&paper()).is_ok());
    });
}

#[test]
fn a_damaged_font_ends_as_well() {
    let embedded = Assets::embedded();
    let path = "report-templates/fonts/Inter-Regular.ttf";
    let font = embedded.bytes(path).expect("it is there");
    for (from, step) in [(0, 101), (4_000, 1_009), (12, 16)] {
        let mut damaged = font.to_vec();
        for at in (from..damaged.len().min(from + 200_000)).step_by(step) {
            damaged[at] ^= 0xA5;
        }
        let mut assets = with(MAIN, &format!("{PLAIN}Tekst.\n"));
        assets.put(path, damaged);
        // Whatever becomes of it is an answer; the settings' check refuses such a font before.
        let _ = guarded(&assets, LIMITS, |guard| guard.set(&paper()));
    }
}

#[test]
fn a_program_that_cannot_be_called_is_told() {
    let assets = Assets::embedded();
    let guard = Guard::new("/no/such/program".into(), &["press"], &assets, LIMITS);
    assert_eq!(guard.set(&Order::Nothing).expect_err("it is not there").0[0].code, "press-start");
}
