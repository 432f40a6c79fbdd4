//! Law: the auditor passes what is safe, and rejects what one single channel gives away, naming channel and cell but no value.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

mod support;

use bydelsrapport::{
    audit::{Audited, Finding, Output, audit},
    diagnostic::Severity,
    pipeline::FileKind,
};
use std::{fs, path::Path, sync::LazyLock};
use support::{
    Made,
    canary::{Shape, hidden, write},
    make, told,
    traces::traces,
};

const CLOSED: Shape = Shape { shifted: false, open: false, named: None };

/// Hides single cells and leaves enough of their sums: nothing can be computed from outside.
const RULES: &str = "
[indicator.bosituasjon]
k = 60000
[indicator.rusmidler]
k = 70000
[indicator.varighet]
k = 70000
[indicator.henvendelser]
k = 150000
[indicator.bor_alene]
k = 150000
";

fn made(shape: Shape) -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), shape);
    if !shape.open {
        let rules = folder.path().join("config/disclosure.toml");
        fs::write(rules, RULES).expect("the rules can be written");
    }
    make(folder.path(), 1, &[]).unwrap_or_else(|problems| panic!("{}", told(&problems)))
}

/// Hides what it should.
static SAFE: LazyLock<Made> = LazyLock::new(|| made(CLOSED));
/// The same figures, none hidden: what a leak would look like.
static BARE: LazyLock<Made> = LazyLock::new(|| made(Shape { open: true, ..CLOSED }));

fn output(made: &Made) -> Output {
    Output {
        name: "output".to_owned(),
        files: made.files.iter().map(|(path, file)| (path.clone(), file.bytes.clone())).collect(),
    }
}

/// Errors as a failing test shows them; none of them may hold a hidden count.
fn errors(audited: &Audited) -> Vec<&Finding> {
    let all: Vec<&Finding> = audited.findings.iter().collect();
    let text: String = all.iter().map(|finding| format!("{finding:?}\n")).collect();
    assert_eq!(traces(&text, &hidden(CLOSED)), Vec::<String>::new());
    all.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// Audits the safe output after a change to one file.
fn after(path: &str, change: impl FnOnce(String) -> String) -> Audited {
    let mut output = output(&SAFE);
    let bytes = output.files.get_mut(path).expect("the file is there");
    let text = String::from_utf8(bytes.clone()).expect("text");
    let changed = change(text.clone());
    assert_ne!(text, changed, "{path} changes");
    *bytes = changed.into_bytes();
    audit(&[output])
}

#[track_caller]
fn rejects(audited: &Audited, code: &str, channel: &str, cell: &str) {
    let errors = errors(audited);
    let named = |finding: &&&Finding| {
        let there = finding.sources.iter().any(|source| source.ends_with(&format!("({channel})")));
        finding.code == code && there && finding.cells.iter().any(|it| it.starts_with(cell))
    };
    assert!(errors.iter().find(named).is_some(), "{errors:#?}");
}

const ROW: &str = "2018,030101,psykisk,bosituasjon,red,,,,withheld";

fn count() -> u64 {
    let bare = BARE.text("prove.csv");
    let start = ROW.trim_end_matches(",,,,withheld");
    let row = bare.lines().find(|line| line.starts_with(start)).expect("a row");
    row.split(',').nth(5).and_then(|count| count.parse().ok()).expect("a count")
}

#[test]
fn what_is_safe_passes() {
    let audited = audit(&[output(&SAFE)]);
    let errors = errors(&audited);
    assert!(errors.is_empty(), "{errors:#?}");
    assert!(audited.solved.withheld > 90, "{:?}", audited.solved);
    assert_eq!((audited.solved.exact, audited.solved.narrow), (0, 0));
    let warnings: Vec<_> = audited.findings.iter().collect();
    assert!(warnings.is_empty(), "{warnings:#?}");
}

#[test]
fn data_that_show_a_count_are_rejected() {
    let leak = format!("2018,030101,psykisk,bosituasjon,red,{},,,withheld", count());
    let audited = after("prove.csv", |text| text.replace(ROW, &leak));
    rejects(&audited, "shown-and-withheld", "data", "bosituasjon:red@psykisk 030101");
}

#[test]
fn data_that_show_only_a_share_are_rejected() {
    let share = count() as f64 / 210_000.0;
    let leak = format!("2018,030101,psykisk,bosituasjon,red,,,{share:.6},withheld");
    let audited = after("prove.csv", |text| text.replace(ROW, &leak));
    rejects(&audited, "shown-and-withheld", "data", "bosituasjon:red@psykisk 030101");
}

#[test]
fn a_table_that_shows_a_share_is_rejected() {
    let cell = r#"data-cell="share:2018.030101.total.bor_alene.total""#;
    let audited = after("prove.html", |text| {
        let at = text.find(cell).expect("a cell");
        let (before, after) = text.split_at(at);
        let (inside, rest) = after.split_once("</td>").expect("it ends");
        let inside = inside.split_once('>').expect("a tag").0;
        format!("{before}{inside}>31 %</td>{rest}")
    });
    rejects(&audited, "shown-and-withheld", "HTML table", "bor_alene:total@total 030101");
}

#[test]
fn a_difference_that_holds_a_withheld_share_is_rejected() {
    let cell = r#"data-cell="share:2018.030101.total.bor_alene.total share:2018.rest-030101.total.bor_alene.total""#;
    let audited = after("prove.html", |text| {
        let at = text.find(cell).expect("a difference");
        let (before, after) = text.split_at(at);
        let (inside, rest) = after.split_once("</td>").expect("it ends");
        let inside = inside.split_once('>').expect("a tag").0;
        format!("{before}{inside}>+4</td>{rest}")
    });
    rejects(&audited, "made-of-withheld", "HTML table", "bor_alene:total@total 030101");
}

#[test]
fn a_sentence_that_rests_on_a_withheld_figure_is_rejected() {
    let audited = after("prove.html", |text| {
        let leak = r#"<p><span data-cells="2018.030101.total.bor_alene.total">31 prosent bor alene.</span></p>"#;
        text.replacen("</section>", &format!("{leak}</section>"), 1)
    });
    rejects(&audited, "rests-on-withheld", "HTML text", "bor_alene:total@total 030101");
}

#[test]
fn a_sentence_with_a_number_of_its_own_is_rejected() {
    let audited = after("prove.html", |text| {
        text.replacen("</section>", "<p>Tre personer bor alene.</p></section>", 1)
    });
    let errors = errors(&audited);
    assert!(
        errors
            .iter()
            .any(|it| it.code == "unexplained-number"
                && it.message.contains("«# personer bor alene.»")),
        "{errors:#?}"
    );
}

#[test]
fn a_number_that_only_those_see_who_look_into_the_file_is_rejected() {
    for leak in ["<!-- 31 -->", "<p aria-label=\"31 prosent\"></p>"] {
        let audited = after("prove.html", |text| {
            text.replacen("</section>", &format!("{leak}</section>"), 1)
        });
        let found = errors(&audited);
        assert!(found.iter().any(|it| it.code == "unexplained-number"), "{leak}: {found:#?}");
    }
}

#[test]
fn a_pdf_without_its_page_and_a_broken_file_are_rejected() {
    let mut output = output(&SAFE);
    output.files.remove("prove.html");
    output.files.insert("kontroll.csv".to_owned(), b"not the columns".to_vec());
    output.files.insert("more.txt".to_owned(), Vec::new());
    let audited = audit(&[output]);
    let codes: Vec<&str> = audited.findings.iter().map(|it| it.code).collect();
    for code in ["paper-alone", "unreadable", "not-read"] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
}

#[test]
fn an_alternative_text_that_says_a_share_is_rejected() {
    let audited = after("prove.html", |text| {
        let at = text.find("Bor alene: Antall vises ikke").expect("an alternative");
        let (before, after) = text.split_at(at);
        format!(
            "{before}{}",
            after.replacen("Antall vises ikke av personvernhensyn", "Antall 31", 1)
        )
    });
    rejects(
        &audited,
        "shown-and-withheld",
        "HTML alternative text",
        "bor_alene:total@total 030101",
    );
}

#[test]
fn a_bar_of_a_withheld_figure_is_rejected() {
    let leak = r#"<g data-mark="bar" data-cell="share:2018.030101.total.bor_alene.total"><rect x="2000" y="100" width="700" height="200" class="f-district"/></g></svg>"#;
    let audited = after("prove.html", |text| {
        let at = text
            .rfind("<svg class=\"chart")
            .or(text.rfind("class=\"chart c-w\""))
            .expect("a chart");
        let (before, after) = text.split_at(at);
        format!("{before}{}", after.replacen("</svg>", leak, 1))
    });
    rejects(&audited, "drawn-and-withheld", "chart", "bor_alene:total@total 030101");
}

#[test]
fn a_bar_that_names_no_figure_is_rejected() {
    let leak = r#"<rect x="2000" y="100" width="700" height="200" class="f-district"/></svg>"#;
    let audited = after("prove.html", |text| {
        let at = text.rfind("class=\"chart c-w\"").expect("a chart");
        let (before, after) = text.split_at(at);
        format!("{before}{}", after.replacen("</svg>", leak, 1))
    });
    assert!(errors(&audited).iter().any(|it| it.code == "unnamed-mark"));
}

#[test]
fn a_bar_as_long_as_another_figure_is_rejected() {
    let mark = r#"<g data-mark="bar" data-cell="share:2018.030101.total.arbeid.red"><rect"#;
    let audited = after("prove.html", |text| {
        let at = text.find(mark).expect("a bar");
        let (before, after) = text.split_at(at);
        let (start, rest) = after.split_once("width=\"").expect("a width");
        let (width, rest) = rest.split_once('"').expect("it ends");
        let width: f64 = width.parse().expect("a number");
        format!("{before}{start}width=\"{}\"{rest}", (width * 0.7).round())
    });
    rejects(&audited, "drawn-otherwise", "chart", "arbeid:red@total 030101");
}

#[test]
fn an_axis_that_goes_too_far_is_rejected() {
    let audited = after("prove.html", |text| {
        let title = text.find("Noen tall").expect("the chart");
        let at = title + text[title..].find("<g data-axis=\"").expect("an axis");
        let (before, after) = text.split_at(at);
        let (axis, rest) = after.split_once("\"/>").expect("it ends");
        let longer = axis.rsplit_once(' ').expect("four numbers").0;
        format!("{before}{longer} 100\"/>{rest}")
    });
    let found = errors(&audited);
    assert!(found.iter().any(|it| ["axis", "drawn-otherwise"].contains(&it.code)), "{found:#?}");
}

/// Moves the last row of sorted bars to their top.
#[test]
fn a_withheld_row_among_sorted_ones_is_rejected() {
    let audited = after("prove.html", |text| {
        let title = text.find(">Noen tall</span>").expect("a table of bars");
        let from = title + text[title..].find("<tbody>").expect("its rows") + "<tbody>".len();
        let to = from + text[from..].find("</tbody>").expect("they end");
        let rows: Vec<&str> = text[from..to].split_inclusive("</tr>").collect();
        let last = rows.iter().rposition(|row| row.contains("<tr")).expect("a row");
        let mut order: Vec<&str> = rows.clone();
        order.rotate_right(rows.len() - last);
        format!("{}{}{}", &text[..from], order.concat(), &text[to..])
    });
    let found = errors(&audited);
    assert!(found.iter().any(|it| it.code == "order"), "{found:#?}");
}

#[test]
fn a_pdf_that_shows_what_its_page_withholds_is_rejected() {
    let mut output = output(&SAFE);
    output.files.insert("prove.pdf".to_owned(), BARE.files["prove.pdf"].bytes.clone());
    let audited = audit(&[output]);
    rejects(&audited, "shown-and-withheld", "PDF table", "bor_alene:total@total 030101");
    rejects(&audited, "shown-and-withheld", "PDF alternative text", "bor_alene:total@total 030101");
    let errors = errors(&audited);
    assert!(
        errors.iter().any(|it| it.sources.iter().any(|source| source.ends_with("(PDF text)"))),
        "{errors:#?}"
    );
}

#[test]
fn what_an_earlier_edition_showed_is_not_hidden_now() {
    let earlier = Output {
        name: "earlier".to_owned(),
        files: output(&BARE)
            .files
            .into_iter()
            .filter(|(path, _)| path.ends_with(".csv") || path.ends_with(".json"))
            .collect(),
    };
    let audited = audit(&[earlier.clone(), output(&SAFE)]);
    rejects(&audited, "shown-before", "data", "bosituasjon:red@psykisk 030101");
    let audited = audit(&[output(&SAFE), earlier]);
    rejects(&audited, "withheld-before", "data", "bosituasjon:red@psykisk 030101");
}

#[test]
fn without_a_codebook_nothing_passes() {
    let mut output = output(&SAFE);
    output.files.remove("codebook.json");
    let audited = audit(&[output]);
    assert!(errors(&audited).iter().any(|it| it.code == "no-codebook"));
}

#[test]
fn the_samples_data_give_nothing_away() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let made =
        make(root, 2, &[bydelsrapport::config::report::Format::Data]).expect("the sample is made");
    // A file of figures and one of claims for each district, and the codebook.
    let data = made.of(FileKind::Data).count() + made.of(FileKind::Findings).count();
    let audited = audit(&[output(&made)]);
    assert_eq!(audited.files, data + 1);
    let bydelsrapport::audit::Solved { withheld, exact, narrow, .. } = audited.solved;
    assert!(withheld > 1000, "{withheld}");
    assert_eq!((exact, narrow), (0, 0));
}
