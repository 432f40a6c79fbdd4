//! Law: on small projects whose answer can be found by hand the control hides that many and no more, the auditor agrees, and rejects less.
//!
//! `BLESS=1 cargo test --test disclosure` writes `expected.csv` anew; `answer.toml` is written by hand alone.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

mod support;

use bydelsrapport::{
    audit::{Output, audit},
    confidential::{PublishedTable, RawTable, View, Why},
    config,
    diagnostic::{Problems, Severity},
    files::Project,
    ident::CellKey,
    ledger::Memory,
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use support::{make, told};

/// What somebody found with paper and pencil.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    /// The cells that are hidden for their own sake.
    primary: Vec<String>,
    /// How many are hidden for theirs.
    secondary: usize,
    /// What would be found if less were hidden.
    #[serde(default)]
    leak: Vec<Leak>,
}

/// An output that says more, and what the auditor must find in it.
#[derive(Deserialize)]
struct Leak {
    /// Secondary cells that are shown in the data; all of them where nothing is said of anything.
    shown: Option<Vec<String>>,
    /// A place in the page that shows its figure.
    page: Option<String>,
    /// A mark that is drawn although its figure is hidden.
    mark: Option<String>,
    /// The findings by code, each with its cells.
    #[serde(flatten)]
    codes: BTreeMap<String, BTreeSet<String>>,
}

/// Everything is shown.
const OPEN: &str = "k = 1\nminimum_base = 0\ncomplement = false\nwidth = 1\n";

type Files = BTreeMap<String, String>;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/disclosure")
}

fn cases() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(fixtures())
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.is_dir() && !path.ends_with("_base"))
        .collect();
    folders.sort();
    folders
}

fn lay(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("it can be read");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            lay(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("it can be copied");
        }
    }
}

/// The table with its reasons, and all text files of the output.
fn made(root: &Path) -> (PublishedTable, Files) {
    let failed = |problems: Problems| -> ! { panic!("{}: {}", root.display(), told(&problems)) };
    let mut project = Project::open(root).unwrap_or_else(|it| failed(it));
    let mut warnings = Problems::default();
    let settings = config::load(&project.assets, &mut warnings).unwrap_or_else(|it| failed(it));
    let sources = project.read_sources(&settings).unwrap_or_else(|it| failed(it));
    let table = RawTable::read(&sources, &settings)
        .and_then(|raw| raw.validate(&settings, &mut warnings))
        .unwrap_or_else(|it| failed(it))
        .publish(&settings, &Memory::default());
    let output = make(root, 1, &[]).unwrap_or_else(|it| failed(it));
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text is UTF-8");
    let files = output.files.iter();
    (table, files.map(|(path, file)| (path.clone(), text(&file.bytes))).collect())
}

/// A cell as the auditor names it.
fn named(key: &CellKey) -> String {
    let CellKey { indicator, category, group, district, period } = key;
    format!("{indicator}:{category}@{group} {district} {period}")
}

fn of_row(row: &str) -> String {
    let ids: Vec<&str> = row.split(',').take(5).collect();
    match ids[..] {
        [period, district, group, indicator, category] => {
            format!("{indicator}:{category}@{group} {district} {period}")
        }
        _ => String::new(),
    }
}

fn because(table: &PublishedTable, why: Why) -> BTreeSet<String> {
    let cells = table.iter().filter(|(_, cell)| cell.leading().view() == View::Withheld(why));
    cells.map(|(key, _)| named(key)).collect()
}

fn statuses(table: &PublishedTable) -> String {
    let mut text = "period,district,group,indicator,category,status\n".to_owned();
    for (key, cell) in table.iter() {
        let CellKey { indicator, category, group, district, period } = key;
        let status = match cell.leading().view() {
            View::Shown(_) => "shown",
            View::Missing => "missing",
            View::Withheld(Why::Primary) => "primary",
            View::Withheld(Why::Secondary) => "secondary",
            View::Withheld(Why::Sender) => "sender",
        };
        text += &format!("{period},{district},{group},{indicator},{category},{status}\n");
    }
    text
}

/// The data with the rows of some cells as they are where nothing is hidden.
fn with_rows(files: &Files, open: &Files, shown: &BTreeSet<String>) -> Files {
    let bare: BTreeMap<String, &str> = open
        .iter()
        .filter(|(path, _)| path.ends_with(".csv"))
        .flat_map(|(_, text)| text.lines().map(|row| (of_row(row), row)))
        .collect();
    let mut files = files.clone();
    // Pages would withhold what the data show, and that is another finding.
    files.retain(|path, _| !path.ends_with(".html"));
    for (_, text) in files.iter_mut().filter(|(path, _)| path.ends_with(".csv")) {
        let rows = text.lines().map(|row| match bare.get(&of_row(row)) {
            Some(open) if shown.contains(&of_row(row)) => open,
            _ => row,
        });
        *text = rows.map(|row| format!("{row}\n")).collect();
    }
    files
}

/// The pages with something from those in which nothing is hidden.
fn with(files: &Files, open: &Files, graft: impl Fn(&str, &str) -> Option<String>) -> Files {
    let mut files = files.clone();
    let pages = files.iter_mut().filter(|(path, _)| path.ends_with(".html"));
    let mut grafted = 0;
    for (path, text) in pages {
        if let Some(more) = graft(text, &open[path]) {
            grafted += usize::from(more != *text);
            *text = more;
        }
    }
    assert!(grafted > 0, "some page shows it where nothing is hidden");
    files
}

/// A page with the figure that stands in one place of another.
fn with_figure(page: &str, open: &str, place: &str) -> Option<String> {
    let figure = |text: &str| {
        let at = text.find(&format!("data-cell=\"{place}\""))?;
        let start = at + text[at..].find('>')? + 1;
        Some(start..start + text[start..].find('<')?)
    };
    let (to, from) = (figure(page)?, figure(open)?);
    Some([&page[..to.start], &open[from], &page[to.end..]].concat())
}

/// A page with the mark of another in its first drawing.
fn with_mark(page: &str, open: &str, cell: &str) -> Option<String> {
    let mark = open.find(&format!("<g data-mark=\"bar\" data-cell=\"{cell}\""))?;
    let end = mark + open[mark..].find("</g>")? + "</g>".len();
    let axis = page.find("<g data-axis=")?;
    let at = axis + page[axis..].find('>')? + 1;
    Some([&page[..at], &open[mark..end], &page[at..]].concat())
}

/// The cells of the findings that stop publication, by code.
fn found(files: &Files) -> BTreeMap<String, BTreeSet<String>> {
    let bytes = files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    let output = Output { name: "output".to_owned(), files: bytes.collect() };
    let audited = audit(&[output]);
    let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for finding in audited.findings.iter().filter(|it| it.severity == Severity::Error) {
        let cells = codes.entry(finding.code.to_owned()).or_default();
        cells.extend(finding.cells.iter().cloned());
    }
    codes
}

#[test]
fn every_case_has_the_answer_found_by_hand() {
    let cases = cases();
    assert!(cases.len() >= 11);
    let mut wrong = Vec::new();
    for case in cases {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        let mut expect = |what: &str, right: bool, now: String| {
            if !right {
                wrong.push(format!("{name}: {what}; now {now}"));
            }
        };
        let answer = fs::read_to_string(case.join("answer.toml")).expect("an answer");
        let answer: Answer =
            toml::from_str(&answer).unwrap_or_else(|error| panic!("{name}: {error}"));
        let readme = fs::read_to_string(case.join("README.md")).unwrap_or_default();
        expect("a README says why", readme.lines().count() > 2, String::new());
        let folder = tempfile::tempdir().expect("a folder");
        lay(&fixtures().join("_base"), folder.path());
        lay(&case, folder.path());
        let (table, files) = made(folder.path());
        fs::write(folder.path().join("config/disclosure.toml"), OPEN).expect("it can be written");
        let (bare, open) = made(folder.path());
        assert_eq!(bare.withheld(), 0, "{name}: everything can be shown");

        let (primary, secondary) = (because(&table, Why::Primary), because(&table, Why::Secondary));
        let by_hand: BTreeSet<String> = answer.primary.iter().cloned().collect();
        expect("the primary cells", primary == by_hand, format!("{primary:?}"));
        let number = secondary.len() == answer.secondary;
        expect("the number of secondary cells", number, format!("{secondary:?}"));
        let statuses = statuses(&table);
        let file = case.join("expected.csv");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&file, &statuses).expect("it can be written");
        } else {
            let same = fs::read_to_string(&file).unwrap_or_default() == statuses;
            expect(
                "expected.csv (`BLESS=1 cargo test --test disclosure` accepts it)",
                same,
                statuses,
            );
        }
        let codes = found(&files);
        let now = format!("{codes:?}");
        expect("the auditor accepts it", codes.is_empty(), now);
        for leak in &answer.leak {
            let files = match (&leak.shown, &leak.page, &leak.mark) {
                (_, Some(place), _) => {
                    with(&files, &open, |page, open| with_figure(page, open, place))
                }
                (_, _, Some(place)) => {
                    with(&files, &open, |page, open| with_mark(page, open, place))
                }
                (Some(cells), _, _) => with_rows(&files, &open, &cells.iter().cloned().collect()),
                (None, None, None) => with_rows(&files, &open, &secondary),
            };
            let codes = found(&files);
            let now = format!("{codes:?}");
            expect("what the auditor finds in more", codes == leak.codes, now);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
