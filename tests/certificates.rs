//! Law: certificates prove what is hidden, anybody can check them, and each of their tables gives the same reports.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "lays out projects and reads what comes of them"
)]

mod support;

use bydelsrapport::{
    audit::{self, Output, Verified},
    config::report::Format,
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};
use support::{
    Asked, Made,
    canary::{self, Shape},
    few::{self, Row},
    make_as,
    traces::traces,
};

const FILE: &str = "certificates.json";

/// How a project is made here: with certificates, as data.
const DATA: Asked = Asked {
    jobs: 1,
    formats: &[Format::Data],
    only: &[],
    ledger: None,
    publish: true,
    certified: true,
};

fn made(rows: &[Row], asked: Asked) -> Made {
    let folder = tempfile::tempdir().unwrap();
    few::write(folder.path(), rows);
    make_as(folder.path(), asked).unwrap_or_else(|found| panic!("{}", support::told(&found)))
}

fn certificates(made: &Made) -> Value {
    assert_eq!(made.apart.keys().collect::<Vec<_>>(), [FILE]);
    serde_json::from_slice(&made.apart[FILE].bytes).unwrap()
}

/// What a stranger has.
fn public(made: &Made) -> BTreeMap<&str, &[u8]> {
    let files = made.files.values();
    files.map(|file| (file.path.as_str(), file.bytes.as_slice())).collect()
}

fn output(made: &Made) -> Output {
    let files = made.files.values();
    Output {
        name: "output".to_owned(),
        files: files.map(|file| (file.path.clone(), file.bytes.clone())).collect(),
    }
}

fn verified(certificates: &Value, output: &Output) -> Verified {
    let bytes = serde_json::to_vec(certificates).unwrap();
    let folder =
        Output { name: "proof".to_owned(), files: BTreeMap::from([(FILE.to_owned(), bytes)]) };
    audit::verify(&folder, output)
}

fn codes(verified: &Verified) -> Vec<&'static str> {
    verified.findings.counts().into_keys().collect()
}

/// A table of certificates: what it changes, by cell.
fn changes(certificates: &Value, table: usize) -> BTreeMap<u64, i64> {
    let terms = certificates["tables"][table].as_array().unwrap();
    let term = |it: &Value| (it[0].as_u64().unwrap(), it[1].as_i64().unwrap());
    terms.iter().map(term).collect()
}

/// The rows with the numbers of a table in the place of the true ones.
fn fed(rows: &[Row], certificates: &Value, table: usize) -> Vec<Row> {
    let changes = changes(certificates, table);
    let figures = certificates["figures"].as_array().unwrap();
    let figures: BTreeMap<&str, &Value> =
        figures.iter().map(|it| (it[0].as_str().unwrap(), it)).collect();
    let by = |cell: &Value| changes.get(&cell.as_u64().unwrap()).copied().unwrap_or(0);
    let row = |row: &Row| {
        let figure = figures[row.address().as_str()];
        Row {
            at: row.at,
            count: row.count + by(&figure[1]),
            base: row.base.map(|base| base + by(&figure[2])),
            was: row.was,
            kept_back: row.kept_back,
        }
    };
    rows.iter().map(row).collect()
}

/// The numbers of the cells that people were counted for.
fn values(certificates: &Value) -> BTreeMap<&str, i64> {
    let cells = certificates["cells"].as_array().unwrap().iter();
    let counted = cells.filter(|cell| cell[5] == "counted");
    counted.map(|cell| (cell[0].as_str().unwrap(), cell[1].as_i64().unwrap())).collect()
}

#[test]
fn what_is_built_is_proved() {
    for seed in [1, 2, 3] {
        let made = made(&few::rows(seed), DATA);
        let certificates = certificates(&made);
        let verified = verified(&certificates, &output(&made));
        assert_eq!(codes(&verified), [""; 0], "{:?}", verified.findings);
        assert!(verified.hidden > 20 && verified.proved == verified.hidden);
        assert!(verified.withheld > 10 && verified.shown > 50);
        assert!(verified.narrowest >= Some(4));
        assert!(verified.outside > verified.withheld, "the codebook is asked, too");
    }
}

#[test]
fn a_table_in_the_place_of_the_true_one_gives_the_same_reports() {
    let (mut tables, mut moved, mut sorts) = (0, 0, BTreeSet::new());
    for seed in [1, 2, 3] {
        let rows = few::rows(seed);
        let first = made(&rows, DATA);
        let memory = first.outcome.ledger.as_deref();
        let certificates = certificates(&first);
        let names = certificates["cells"].as_array().unwrap();
        let again = Asked { ledger: memory, publish: false, ..DATA };
        let kept = made(&rows, again);
        assert!(public(&kept) == public(&first), "the memory alone changes nothing");
        let told = self::certificates(&kept);
        let told = verified(&told, &output(&kept));
        assert_eq!(codes(&told), [""; 0], "{:?}", told.findings);
        for table in 0..certificates["tables"].as_array().unwrap().len() {
            let other = fed(&rows, &certificates, table);
            let told = |row: &&Row| !row.kept_back;
            let (a, b) = (other.iter().filter(told), rows.iter().filter(told));
            // Or it moves only what the sender keeps back: whatever that is, the input is the same.
            moved += usize::from(a.zip(b).any(|(a, b)| a.count != b.count || a.base != b.base));
            let second = made(&other, again);
            assert!(public(&second) == public(&first), "seed {seed}, table {table}");
            // And it was that very table, with all its totals.
            let changes = changes(&certificates, table);
            let reckoned = self::certificates(&second);
            let (before, after) = (values(&certificates), values(&reckoned));
            for (at, cell) in names.iter().enumerate() {
                let name = cell[0].as_str().unwrap();
                let by = changes.get(&(at as u64)).copied().unwrap_or(0);
                // The city less a district is a number of its own only where it is few.
                let few = name.starts_with("others") && !after.contains_key(name);
                if let Some(value) = before.get(name).filter(|_| !few) {
                    assert_eq!(after.get(name), Some(&(value + by)), "{name}");
                }
                if by != 0 {
                    sorts.extend(sort(name));
                }
            }
            tables += 1;
        }
    }
    assert!(moved > 30, "{moved} of {tables}");
    let all = ["city", "district", "every group", "one group", "a category", "a count", "a rest"];
    assert_eq!(sorts.into_iter().collect::<BTreeSet<_>>(), BTreeSet::from(all));
}

/// What a cell is, by its name.
fn sort(name: &str) -> Vec<&'static str> {
    let (sort, address) = name.split_once(':').unwrap();
    let parts: Vec<&str> = address.split('.').collect();
    if sort != "cell" {
        return vec![if sort == "base" { "a base" } else { "a rest" }];
    }
    let pick = |total, a, b| if total { a } else { b };
    vec![
        pick(parts[1] == "total", "city", "district"),
        pick(parts[2] == "total", "every group", "one group"),
        pick(parts[4] == "total", "a count", "a category"),
    ]
}

#[test]
fn pages_and_papers_are_the_same_too() {
    let rows = few::rows(1);
    let asked = Asked { formats: &[Format::Pdf, Format::Html, Format::Data], ..DATA };
    let first = made(&rows, asked);
    let certificates = certificates(&first);
    let again = Asked {
        ledger: first.outcome.ledger.as_deref(),
        publish: false,
        certified: false,
        ..asked
    };
    // The tables that change most.
    let tables = certificates["tables"].as_array().unwrap();
    let mut order: Vec<usize> = (0..tables.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(tables[*at].as_array().unwrap().len()));
    for table in &order[..2] {
        let second = made(&fed(&rows, &certificates, *table), again);
        assert!(public(&second) == public(&first), "table {table}");
    }
}

#[test]
fn who_changes_certificates_or_what_is_published_is_found_out() {
    let made = made(&few::rows(1), DATA);
    let (good, output) = (certificates(&made), output(&made));
    let at = |state: &str| {
        let cells = good["cells"].as_array().unwrap();
        let is =
            |cell: &Value| cell[4] == state && cell[5] == "counted" && cell[1].as_i64() > Some(0);
        let in_data = |cell: &Value| {
            let name = cell[0].as_str().unwrap();
            name.starts_with("cell:2018.030101.total")
        };
        cells.iter().position(|cell| is(cell) && in_data(cell)).unwrap()
    };
    let (hidden, shown) = (at("hidden"), at("shown"));
    let with = |edit: &dyn Fn(&mut Value)| {
        let mut other = good.clone();
        edit(&mut other);
        assert!(other != good);
        let verified = verified(&other, &output);
        assert!(verified.findings.fatal());
        codes(&verified)
    };
    let add = |value: &mut Value, by: i64| *value = json!(value.as_i64().unwrap() + by);
    let one_number = with(&|it| add(&mut it["tables"][0][0][1], 1));
    assert!(one_number.contains(&"table") && one_number.contains(&"unproved"));
    assert_eq!(with(&|it| drop(it["proofs"].as_array_mut().unwrap().remove(0))), ["unproved"]);
    let a_shown_value = with(&|it| add(&mut it["cells"][shown][1], 1));
    assert_eq!(a_shown_value, ["differs", "sum"]);
    assert_eq!(with(&|it| it["cells"][hidden][3] = json!(1)), ["narrow", "unproved"]);
    assert_eq!(with(&|it| it["cells"][hidden][3] = json!(1000)), ["narrow", "unproved"]);
    let a_state = with(&|it| it["cells"][hidden][4] = json!("shown"));
    assert!(a_state.contains(&"table"), "{a_state:?}");
    assert_eq!(with(&|it| it["cells"][hidden][4] = json!("silent")), ["unproved"]);
    assert_eq!(with(&|it| it["cells"][hidden][2] = json!(-1)), ["below-floor"]);
    assert_eq!(with(&|it| it["edition"] = json!("another")), ["other-output"]);
    // A model without sums lets any table pass; the codebook does not.
    let no_sums = with(&|it| {
        it["sums"] = json!([]);
        it["tables"][0] = json!([[hidden, 9]]);
    });
    assert!(no_sums.contains(&"outside-sum"), "{no_sums:?}");
    let ruled_out = with(&|it| {
        let value = it["cells"][hidden][1].as_i64().unwrap();
        it["cells"][hidden][2] = json!(0);
        it["sums"] = json!([]);
        it["tables"][0] = json!([[hidden, -value]]);
    });
    assert!(ruled_out.contains(&"ruled-out"), "{ruled_out:?}");

    let publish = |path: &str, from: &str, to: &str| {
        let mut other = output.clone();
        let text = std::str::from_utf8(&output.files[path]).unwrap();
        assert!(text.contains(from), "{from}");
        let text = text.replacen(from, to, 1);
        other.files.insert(path.to_owned(), text.into_bytes());
        codes(&verified(&good, &other))
    };
    let csv = output.files.keys().find(|path| path.ends_with(".csv")).unwrap();
    let text = std::str::from_utf8(&output.files[csv]).unwrap();
    let row = |status: &str| {
        let mut lines = text.lines();
        lines.find(|line| line.ends_with(status) && line.contains("arbeid")).unwrap()
    };
    let (seen, withheld) = (row(",shown"), row(",withheld"));
    let fields: Vec<&str> = seen.split(',').collect();
    let more = (fields[5].parse::<i64>().unwrap() + 1).to_string();
    let changed = seen.replacen(&format!(",{},", fields[5]), &format!(",{more},"), 1);
    assert_eq!(publish(csv, seen, &changed), ["differs", "other-output"]);
    let opened = withheld.replace(",,,,withheld", ",7,50,0.14,shown");
    let opened = publish(csv, withheld, &opened);
    assert!(opened.contains(&"shown-and-hidden"), "{opened:?}");
    let wider = publish("codebook.json", "\"width\": 4", "\"width\": 40");
    assert!(wider.contains(&"narrow"), "{wider:?}");
    let mut none = output.clone();
    none.files.retain(|path, _| !path.ends_with(".csv"));
    assert!(codes(&verified(&good, &none)).contains(&"no-data"));
    none.files.remove("codebook.json");
    assert_eq!(codes(&verified(&good, &none)), ["no-codebook"]);
    assert_eq!(codes(&verified(&json!({}), &output)), ["no-certificates"]);
}

#[test]
fn what_is_withheld_and_known_all_the_same_is_counted_apart() {
    let folder = tempfile::tempdir().unwrap();
    few::write(folder.path(), &few::rows(2));
    // Stricter than the general rule: it withholds totals that stand elsewhere as the number mapped.
    let rules = "[indicator.arbeid]\nminimum_base = 75\n";
    fs::write(folder.path().join("config/disclosure.toml"), rules).unwrap();
    let made = make_as(folder.path(), DATA).unwrap();
    let (good, output) = (certificates(&made), output(&made));
    let found = verified(&good, &output);
    assert_eq!(codes(&found), [""; 0], "{:?}", found.findings);
    assert!(found.told > 0);
    // What no data file shows is not believed without a word.
    let mut unseen = good.clone();
    let figures = unseen["figures"].as_array_mut().unwrap();
    let mapped = |it: &&mut Value| it[0] == "2017.030101.psykisk.arbeid.total";
    let figure = figures.iter_mut().find(mapped).unwrap();
    let cells = good["cells"].as_array().unwrap();
    let other = |cell: &Value| cell[0] == "cell:2017.030103.psykisk.kartlagte.total";
    figure[1] = json!(cells.iter().position(other).unwrap());
    assert_eq!(codes(&verified(&unseen, &output)), ["taken-for-known"]);
    // What an earlier publication gives away has no proof, and is told.
    let mut given_away = good.clone();
    let proof = given_away["proofs"].as_array_mut().unwrap().remove(0);
    given_away["given_away"] = json!([proof[0]]);
    let found = verified(&given_away, &output);
    assert_eq!((codes(&found), found.given_away), (vec!["given-away"], 1));
    assert!(!found.findings.fatal() && found.proved + 1 == found.hidden);
}

#[test]
fn hidden_counts_stand_in_certificates_and_in_no_word_about_them() {
    let folder = tempfile::tempdir().unwrap();
    canary::write(folder.path(), Shape::default());
    let made = make_as(folder.path(), DATA).unwrap();
    let hidden = canary::hidden(Shape::default());
    let text = String::from_utf8(made.apart[FILE].bytes.clone()).unwrap();
    assert!(!traces(&text, &hidden).is_empty(), "that is what they are");
    let plain = Asked { certified: false, ..DATA };
    let without = make_as(folder.path(), plain).unwrap();
    assert!(without.apart.is_empty() && public(&made) == public(&without));
    assert!(without.outcome.ledger == made.outcome.ledger);
    let good = certificates(&made);
    let found = verified(&good, &output(&made));
    assert_eq!(codes(&found), [""; 0], "{:?}", found.findings);
    let mut bad = good;
    for table in bad["tables"].as_array_mut().unwrap() {
        table[0][1] = json!(table[0][1].as_i64().unwrap() - 70_000_000);
    }
    let told = format!("{:?}", verified(&bad, &output(&made)).findings);
    assert!(told.contains("unproved"));
    assert_eq!(traces(&told, &hidden), Vec::<String>::new());
}

/// The starting project in a folder of its own.
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/starter");
        lay(&starter, &folder.path().join("p"));
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn tool(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bydelsrapport"));
        command.args(arguments).current_dir(self.0.path());
        command
    }

    /// The exit code, and everything that was said.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let run = self.tool(arguments).output().unwrap();
        let texts = [&run.stdout, &run.stderr].map(|bytes| String::from_utf8_lossy(bytes));
        (run.status.code().unwrap(), texts.join("\n"))
    }

    fn build(&self, folder: &str) -> (i32, String) {
        self.run(&[&BUILD[..], &["--certificates", folder]].concat())
    }

    /// What lies beside the project and in its folder, hidden files too.
    fn names(&self) -> Vec<String> {
        let inside = |folder: PathBuf| fs::read_dir(folder).unwrap();
        let all = inside(self.path("")).chain(inside(self.path("p")));
        let names = all.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }
}

const BUILD: [&str; 5] = ["build", "--project", "p", "--format", "data"];

fn lay(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            lay(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn the_tool_writes_and_verifies() {
    let project = Project::new();
    let (code, told) = project.build("proof");
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("they hold the hidden figures"), "{told}");
    let first = fs::read(project.path("proof").join(FILE)).unwrap();
    assert!(first.ends_with(b"}\n"));
    let manifest = fs::read_to_string(project.path("p/output/manifest.json")).unwrap();
    assert!(!manifest.contains("certificates"), "{manifest}");
    let (code, told) = project.run(&["verify", "proof", "p/output"]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("0 errors"), "{told}");
    // Projects without groups are audited as well.
    assert_eq!(project.run(&["audit", "p/output"]).0, 0);
    // Again, over what stands there, with the same bytes.
    assert_eq!(project.build("proof").0, 0);
    assert!(first == fs::read(project.path("proof").join(FILE)).unwrap());
    // Of another run it is not the proof.
    let data = fs::read_to_string(project.path("p/data/svar.csv")).unwrap();
    let other = data.replacen("Komme ut;88;", "Komme ut;89;", 1);
    fs::write(project.path("p/data/svar.csv"), other).unwrap();
    assert_eq!(project.run(&BUILD).0, 0);
    let (code, told) = project.run(&["verify", "proof", "p/output"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("error[other-output]") && told.contains("error[differs]"));
    assert_eq!(project.run(&["verify", "nothing", "p/output"]).0, 2);
    assert_eq!(project.run(&["verify", "proof"]).0, 2);
}

#[test]
fn no_certificates_where_they_would_be_published_and_none_of_a_run_that_failed() {
    let project = Project::new();
    let before = project.names();
    for folder in ["p/output/proof", "p/output", "p", ".", "p/x/../output/y"] {
        let (code, told) = project.build(folder);
        assert_eq!(code, 2, "{folder}: {told}");
        assert!(told.contains("error[not-apart]"), "{told}");
        assert_eq!(project.names(), before, "{folder}");
    }
    let data = fs::read_to_string(project.path("p/data/svar.csv")).unwrap();
    let broken = data.replacen("Sentrum;Svar", "Sentrem;Svar", 1);
    fs::write(project.path("p/data/svar.csv"), broken).unwrap();
    assert_eq!(project.build("proof").0, 1);
    assert_eq!(project.names(), before);
    fs::write(project.path("p/data/svar.csv"), data).unwrap();
    assert_eq!(project.build("proof").0, 0);
    // Somebody's file is in the way of a report: the proof of what stands there stays with it.
    let proof = fs::read(project.path("proof").join(FILE)).unwrap();
    fs::write(project.path("p/output/torget.csv"), "mine").unwrap();
    let districts = project.path("p/config/districts.toml");
    let text = fs::read_to_string(&districts).unwrap();
    fs::write(&districts, text.replacen("\"sentrum\"", "\"torget\"", 1)).unwrap();
    let (code, told) = project.build("proof");
    assert!(code == 1 && told.contains("error[in-the-way]"), "{told}");
    assert!(proof == fs::read(project.path("proof").join(FILE)).unwrap());
    // Another output is no place either.
    let (code, _) =
        project.run(&[&BUILD[..], &["--output", "new", "--certificates", "p/output"]].concat());
    assert_eq!((code, project.path("new").exists()), (2, false));
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_them_and_an_interrupted_run_leaves_none() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    let before = project.names();
    // Whether the signal comes while the program starts, works or is done depends on the machine.
    for wait in [5, 20, 40, 80, 160] {
        let mut command = project.tool(&["build", "--project", "p", "--certificates", "proof"]);
        let mut run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = Command::new("kill").args(["-INT", &run.id().to_string()]).status();
        let end = run.wait().unwrap().code();
        assert!(matches!(end, None | Some(0 | 130)), "{end:?}");
        if end == Some(0) {
            break;
        }
        if end == Some(130) {
            assert_eq!(project.names(), before);
        }
    }
    assert_eq!(project.build("proof").0, 0);
    let mode = |path: &str| fs::metadata(project.path(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(["proof", "proof/certificates.json"].map(mode), [0o700, 0o600]);
}
