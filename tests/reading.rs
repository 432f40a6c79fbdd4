//! Broken tables are refused with their place, in bounded time and memory, and never give other figures.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test: it writes broken files"
)]

mod common;

use bydelsrapport::{
    confidential::{PublishedTable, RawTable},
    diagnostic::{Diagnostic, Problems},
    ledger::Memory,
    limits,
};
use common::{Project, fixtures};
use proptest::prelude::*;
use std::{
    fmt::Write as _,
    fs,
    io::{Cursor, Write},
    path::Path,
    process::{Command, Output},
    time::{Duration, Instant},
};
use zip::{ZipWriter, write::SimpleFileOptions};

fn starter() -> Project {
    Project::open(&[&fixtures("starter")])
}

fn published(project: &Project) -> Result<PublishedTable, Problems> {
    let settings = project.settings()?;
    let raw = RawTable::read(&project.data(), &settings)?;
    let valid = raw.validate(&settings, &mut Problems::default())?;
    Ok(valid.publish(&settings, &Memory::default()))
}

fn told(project: &Project) -> Vec<Diagnostic> {
    published(project).err().unwrap_or_default().0
}

/// The only problem: its code and place.
fn only(project: &Project) -> (&'static str, String) {
    let all = told(project);
    assert_eq!(all.len(), 1, "{all:?}");
    (all[0].code, all[0].place.to_string())
}

/// An archive of parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook written by hand: names and rows of its sheets, and its shared strings.
fn workbook(sheets: &[(&str, &str)], strings: &str) -> Vec<u8> {
    let space = "http://schemas.openxmlformats.org";
    let mut list = String::new();
    let mut links = String::new();
    let mut parts = vec![(
        "[Content_Types].xml".to_owned(),
        format!("<Types xmlns=\"{space}/package/2006/content-types\"/>"),
    )];
    for (n, (name, rows)) in (1..).zip(sheets) {
        write!(list, "<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"r{n}\"/>").unwrap();
        let kind = format!("{space}/officeDocument/2006/relationships/worksheet");
        write!(links, "<Relationship Id=\"r{n}\" Type=\"{kind}\" Target=\"worksheets/s{n}.xml\"/>")
            .unwrap();
        let sheet = format!(
            "<worksheet xmlns=\"{space}/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
        );
        parts.push((format!("xl/worksheets/s{n}.xml"), sheet));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!(
            "<workbook xmlns=\"{space}/spreadsheetml/2006/main\" xmlns:r=\"{space}/officeDocument/2006/relationships\">\
             <sheets>{list}</sheets></workbook>"
        ),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!(
            "<Relationships xmlns=\"{space}/package/2006/relationships\">{links}</Relationships>"
        ),
    ));
    let document = format!(
        "<Relationship Id=\"r0\" Type=\"{space}/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>"
    );
    parts.push((
        "_rels/.rels".to_owned(),
        format!(
            "<Relationships xmlns=\"{space}/package/2006/relationships\">{document}</Relationships>"
        ),
    ));
    parts.push(("xl/sharedStrings.xml".to_owned(), strings.to_owned()));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (&**name, &**text)).collect();
    archive(&parts)
}

const NO_STRINGS: &str = "<sst></sst>";

/// The starter's ages as rows of a sheet; `cell` may write one otherwise, by row from 1 and column.
fn ages(project: &Project, cell: impl Fn(usize, usize, &str) -> Option<String>) -> String {
    let mut rows = String::new();
    for (row, line) in (1..).zip(project.text("data/alder.csv").lines()) {
        write!(rows, "<row r=\"{row}\">").unwrap();
        for (column, text) in line.split(';').enumerate() {
            let name = format!("{}{row}", ["A", "B", "C"][column]);
            let number = text.replace(',', ".");
            let own = cell(row, column, text).unwrap_or_else(|| match number.parse::<f64>() {
                Ok(_) => format!("<c r=\"{name}\"><v>{number}</v></c>"),
                Err(_) => format!("<c r=\"{name}\" t=\"str\"><v>{text}</v></c>"),
            });
            rows.push_str(&own);
        }
        rows.push_str("</row>");
    }
    rows
}

/// The starter with its ages in this workbook.
fn with_book(bytes: Vec<u8>) -> Project {
    let project = starter();
    let sources = project.text("config/sources.toml").replace("alder.csv", "alder.xlsx");
    project.with("config/sources.toml", sources).with("data/alder.xlsx", bytes)
}

fn with_rows(rows: &str) -> Project {
    with_book(workbook(&[("Kanarinavn 4711", rows)], NO_STRINGS))
}

#[test]
fn a_cell_at_the_far_end_of_a_sheet_costs_nothing() {
    let plain = starter();
    let rows = ages(&plain, |_, _, _| None);
    let stray =
        format!("{rows}<row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>x</v></c></row>");
    let other = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>7</v></c></row>";
    let before = published(&plain).unwrap();
    for book in [
        workbook(&[("a", &stray)], NO_STRINGS),
        workbook(&[("a", &rows), ("b", other)], NO_STRINGS),
    ] {
        assert!(published(&with_book(book)).unwrap().iter().eq(before.iter()));
    }
}

#[test]
fn damaged_sheets_are_told_by_number_and_cell() {
    let rows = ages(&starter(), |_, _, _| None);
    let end = |row: &str| format!("{rows}{row}");
    for (rows, code, place) in [
        (
            end("<row r=\"99999999\"><c><v>1</v></c></row>"),
            "unreadable-file",
            "sheet 1, cell A99999999",
        ),
        (end("<row r=\"20\"><c r=\"A1048577\"><v>1</v></c></row>"), "unreadable-file", "sheet 1"),
        (end("<row r=\"20\"><c r=\"XFE20\"><v>1</v></c></row>"), "unreadable-file", "sheet 1"),
        (end("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>"), "unreadable-file", "sheet 1, cell A2"),
        (
            end("<row r=\"20\"><c r=\"A20\"><f>A1+1</f></c></row>"),
            "formula-without-value",
            "sheet 1, cell A20",
        ),
        (
            end("<row r=\"20\"><c r=\"A20\"><f>A1</f><v></v></c></row>"),
            "formula-without-value",
            "sheet 1, cell A20",
        ),
        (rows.replacen("<v>78.4</v>", "<v>NaN</v>", 1), "unreadable-number", "sheet 1, cell C2"),
        (rows.replacen("<v>78.4</v>", "<v>inf</v>", 1), "unreadable-number", "sheet 1, cell C2"),
        (rows.replacen("<v>78.4</v>", "<v>1e999</v>", 1), "unreadable-number", "sheet 1, cell C2"),
        (rows.replacen("<v>78.4</v>", "<v>-5</v>", 1), "negative-mean", "sheet 1, cell C2"),
        (rows.replacen("<v>78.4</v>", "<v>1e300</v>", 1), "too-large-number", "sheet 1, cell C2"),
        (
            rows.replacen("<v>78.4</v></c>", "<v>78.4</v></c><c r=\"D2\"><v>7</v></c>", 1),
            "cell-without-heading",
            "sheet 1, cell D2",
        ),
    ] {
        let (found, at) = only(&with_rows(&rows));
        assert_eq!(found, code);
        assert!(at.starts_with(&format!("data/alder.xlsx, {place}")), "{code}: {at}");
    }
    // A note beside the table is no figure.
    let note = rows.replacen(
        "<v>78.4</v></c>",
        "<v>78.4</v></c><c r=\"E2\" t=\"str\"><v>rettet</v></c>",
        1,
    );
    assert!(published(&with_rows(&note)).is_ok());
}

#[test]
fn one_long_string_in_many_cells_is_refused_at_the_first() {
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
    let mut rows = String::new();
    for row in 1..=5000 {
        write!(rows, "<row r=\"{row}\"><c r=\"B{row}\" t=\"s\"><v>0</v></c></row>").unwrap();
    }
    let project = with_book(workbook(&[("a", &rows)], &long));
    assert_eq!(only(&project), ("too-large", "data/alder.xlsx, sheet 1, cell B1".to_owned()));
    // One as long as may be, in so many cells that they are too much together.
    let most = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(limits::CELL));
    let cells = limits::TEXT / limits::CELL + 2;
    let rows: String = (1..=cells)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    let (code, place) = only(&with_book(workbook(&[("a", &rows)], &most)));
    assert_eq!(code, "too-large");
    assert!(place.contains("sheet 1, cell A"), "{place}");
}

#[test]
fn archives_are_measured_by_what_they_unpack_to() {
    let zeros = "0".repeat(usize::try_from(limits::UNPACKED).unwrap() + 1);
    let bomb = archive(&[("[Content_Types].xml", ""), ("xl/media/x", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(only(&with_book(bomb)).0, "too-large");
    let parts: Vec<String> = (0..=limits::PARTS).map(|n| format!("p{n}")).collect();
    let parts: Vec<(&str, &str)> = parts.iter().map(|name| (&**name, "")).collect();
    assert_eq!(only(&with_book(archive(&parts))).0, "too-large");
    assert_eq!(only(&with_book(archive(&[("a.txt", "x")]))).0, "unknown-format");
    let cut = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", "<office:document-content><table:table table:name=\"a\">"),
    ]);
    assert_eq!(only(&with_book(cut)).0, "unreadable-file");
}

#[test]
fn persons_beside_the_cells_are_found_and_not_repeated() {
    // Synthetic: month + 80.
    let number = "01810012389";
    let number = (0..100)
        .map(|end| format!("{}{end:02}", &number[..9]))
        .find(|n| bydelsrapport::identity::valid(n))
        .or_else(|| {
            (0..100)
                .map(|end| format!("018100124{end:02}"))
                .find(|n| bydelsrapport::identity::valid(n))
        })
        .unwrap();
    let rows = ages(&starter(), |_, _, _| None);
    let named = workbook(&[(&format!("om {number}"), &rows)], NO_STRINGS);
    let comment = format!("<comments><t>ring {number}</t></comments>");
    for book in [named, archive(&[("[Content_Types].xml", ""), ("xl/comments1.xml", &comment)])] {
        let all = told(&with_book(book));
        assert_eq!(all[0].code, "identity-number");
        assert!(!format!("{all:?}").contains(&number[6..]));
    }
}

#[test]
fn slips_of_the_hand_are_told_with_their_line() {
    let text = starter().text("data/svar.csv");
    let line = |wanted: &str| 1 + text.lines().position(|line| line == wanted).unwrap();
    let count = text.lines().find(|line| line.starts_with("Nordlia;Svar i alt;")).unwrap();
    let [first, second] = [4, 3].map(|n| count.split(';').nth(n).unwrap());
    let row = line(count);
    let with = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        starter().with("data/svar.csv", text.replacen(from, to, 1))
    };
    let moved = format!("Nordlia;Svar i alt;;;{second};{first}");
    let short = format!("Nordlia;Svar i alt;{second};{first}");
    for (from, to, code, place) in [
        (count, &*moved, "cell-without-heading", format!("{row}, column '6'")),
        (count, &*short, "row-too-short", format!("{row}")),
        (count, &format!("\"{count}"), "open-quote", format!("{row}")),
        (
            count,
            &count.replace(first, "2000000000"),
            "too-large-number",
            format!("{row}, column '2024'"),
        ),
    ] {
        let all = told(&with(from, to));
        assert_eq!(
            (all[0].code, &*all[0].place.to_string()),
            (code, &*format!("data/svar.csv:{place}"))
        );
    }
    let headings: String = text.split_inclusive('\n').take(3).collect();
    assert_eq!(only(&starter().with("data/svar.csv", headings)).0, "empty-source");
    let lost: String =
        text.split_inclusive('\n').filter(|line| !line.contains(";Kjenner")).collect();
    assert_eq!(only(&starter().with("data/svar.csv", lost)).0, "missing-indicator");
    let alone = text.lines().find(|line| line.contains(";Bor alene;")).unwrap();
    let all = told(&with(alone, &format!("{alone}0")));
    assert!(all.iter().any(|p| p.code == "categories-do-not-sum"), "{all:?}");
}

#[test]
fn many_wrong_rows_are_told_twenty_times_and_counted() {
    let project = starter();
    let mut text = project.text("data/svar.csv");
    for n in 0..100_000 {
        writeln!(text, "Ukjent{n}x;Svar i alt;;{n};{n}").unwrap();
    }
    let all = told(&project.with("data/svar.csv", text));
    assert!(all.len() < 60, "{}", all.len());
    let further = all.iter().find(|p| p.code == "unknown-names").unwrap();
    assert!(further.message.contains("99800 rows"), "{}", further.message);
    assert!(!format!("{all:?}").contains("Ukjent7x"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// What a slip does to separators, quotation marks and line ends is told, or changes no figure.
    #[test]
    fn slips_change_no_figure_in_silence(
        at in any::<prop::sample::Index>(),
        way in 0usize..5,
    ) {
        let project = starter();
        let text = project.text("data/svar.csv");
        let signs: Vec<usize> =
            text.char_indices().filter(|(_, c)| matches!(c, ';' | '\n')).map(|(n, _)| n).collect();
        let sign = signs[at.index(signs.len())];
        let mut slip = text.clone();
        match way {
            0 => drop(slip.remove(sign)),
            1 => slip.insert(sign, ';'),
            2 => slip.insert(sign + 1, '"'),
            3 => slip.insert(sign, '\n'),
            _ => slip.truncate(sign),
        }
        let before = published(&project).unwrap();
        if let Ok(after) = published(&project.with("data/svar.csv", slip.clone())) {
            prop_assert!(after.iter().eq(before.iter()), "{}", slip);
        }
    }

    #[test]
    fn damaged_bytes_never_panic(
        which in 0usize..4,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let cube = "data/fastlege-ssb.json";
        let (project, path) = match which {
            0 => (starter(), "data/svar.csv"),
            1 => (Project::open(&[&fixtures("cases").join("jsonstat")]), cube),
            _ => (with_rows(&ages(&starter(), |_, _, _| None)), "data/alder.xlsx"),
        };
        let mut bytes = project.bytes(path);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if which == 3 {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ends = published(&project.with(path, bytes));
    }
}

/// The program's answer to `check`, which must come soon.
fn check(folder: &Path) -> (Output, String) {
    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_bydelsrapport"))
        .arg("check")
        .arg("--project")
        .arg(folder)
        .output()
        .unwrap();
    assert!(start.elapsed() < Duration::from_secs(60));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output, said)
}

fn laid_out(project: &Project) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in project.files() {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// An old workbook whose folder goes round in a circle: a reader that follows it fills all memory.
fn circle() -> Vec<u8> {
    let mut bytes = vec![0; 3 * 512];
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let mut put = |at: usize, number: u32| bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
    put(24, 0x0003_003e);
    put(28, 0x0009_fffe);
    put(32, 6);
    put(44, 1);
    put(48, 1);
    put(60, 0xffff_fffe);
    put(68, 0xffff_fffe);
    (77..128).for_each(|n| put(n * 4, 0xffff_ffff));
    put(76, 0);
    put(512, 0xffff_fffd);
    put(516, 1);
    bytes
}

#[test]
#[cfg(target_os = "linux")]
fn a_workbook_that_takes_all_memory_is_tried_apart() {
    let endless = workbook(
        &[("a", "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")],
        "<sst uniqueCount=\"9999999999999\"></sst>",
    );
    for bytes in [circle(), endless] {
        let folder = laid_out(&with_book(bytes));
        let (output, said) = check(folder.path());
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("unreadable-file") && said.contains("data/alder.xlsx"), "{said}");
    }
    let sound = with_rows(&ages(&starter(), |_, _, _| None));
    let (output, said) = check(laid_out(&sound).path());
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(!String::from_utf8_lossy(&output.stdout).contains("4711"));
}

#[test]
#[cfg(unix)]
fn pipes_large_files_and_links_away_are_told_at_once() {
    use std::os::unix::fs::symlink;
    let pipe = |path: &Path| {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    let told = |make: &dyn Fn(&Path), what: &str| {
        let folder = laid_out(&starter());
        make(folder.path());
        let (output, said) = check(folder.path());
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(what), "{said}");
    };
    let gone = |root: &Path| fs::remove_file(root.join("data/alder.csv")).unwrap();
    told(
        &|root| {
            gone(root);
            pipe(&root.join("data/alder.csv"))
        },
        "pipe, socket or device",
    );
    told(
        &|root| {
            gone(root);
            symlink("/dev/zero", root.join("data/alder.csv")).unwrap()
        },
        "pipe, socket or device",
    );
    told(
        &|root| {
            gone(root);
            fs::create_dir(root.join("data/alder.csv")).unwrap()
        },
        "is a folder",
    );
    told(
        &|root| {
            let file = fs::File::create(root.join("data/alder.csv")).unwrap();
            file.set_len(1 << 40).unwrap();
        },
        "larger than 256 MB",
    );
    told(&|root| pipe(&root.join("config/pipe.toml")), "pipe, socket or device");
    told(&|root| symlink("/", root.join("config/away")).unwrap(), "leads out of the project");
    // The search for a name that is nearly right does not walk the disk.
    told(
        &|root| {
            gone(root);
            symlink("/", root.join("data/away")).unwrap()
        },
        "there is no file data/alder.csv",
    );
}
