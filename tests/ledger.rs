//! Law: what was published decides what later reports show, and the memory of it tells no hidden figure.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "lays out projects and reads what comes of them"
)]

mod support;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Duration,
};
use support::{
    canary::{self, Shape},
    data::rows,
    traces::traces,
};

const MEMORY: &str = "publications.txt";

/// A project in a folder of its own, which goes away in the end.
struct Project(tempfile::TempDir);

impl Project {
    /// The starting project.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/starter");
        lay(&starter, &folder.path().join("p"));
        Self(folder)
    }

    /// The starting project, published.
    fn published() -> Self {
        let project = Self::new();
        project.publish();
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("p").join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bydelsrapport"));
        command.args(arguments).arg("--project").arg(self.path(""));
        if arguments[0] == "build" {
            command.args(["--format", "data"]);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Builds, and says what was told.
    fn build(&self) -> String {
        let run = self.run(&["build"]);
        assert!(run.status.success(), "{}", told(&run));
        told(&run)
    }

    fn publish(&self) -> String {
        let run = self.run(&["build", "--publish"]);
        assert!(run.status.success(), "{}", told(&run));
        told(&run)
    }

    /// A run that finds problems; what was written before is as it was.
    fn refused(&self, arguments: &[&str]) -> String {
        let before = (self.memory(), self.output());
        let run = self.run(arguments);
        assert_eq!(run.status.code(), Some(1), "{}", told(&run));
        assert!(before == (self.memory(), self.output()));
        assert_eq!(self.left(), Vec::<String>::new());
        told(&run)
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from), "{from} stands in {name}");
        fs::write(self.path(name), text.replacen(from, to, 1)).unwrap();
    }

    fn memory(&self) -> String {
        fs::read_to_string(self.path(MEMORY)).unwrap_or_default()
    }

    fn output(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(self.path("output"));
        let files = entries.into_iter().flatten().map(|entry| entry.unwrap());
        files
            .map(|file| {
                let name = file.file_name().into_string().unwrap();
                (name, fs::read(file.path()).unwrap())
            })
            .collect()
    }

    /// What a run left beside the project's files.
    fn left(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("")).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with('.'))
            .collect()
    }

    /// The status and count of a figure in the download of a district.
    fn figure(&self, [slug, id]: [&str; 2], at: [&str; 3]) -> (String, Option<u64>) {
        let csv = fs::read_to_string(self.path("output").join(format!("{slug}.csv"))).unwrap();
        let [period, indicator, category] = at;
        let key = [id, "total", indicator, category].map(str::to_owned);
        let row = &rows(&csv, period)[&key];
        (row.status.clone(), row.count)
    }
}

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

fn told(output: &Output) -> String {
    let texts = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    texts.join("\n")
}

/// The codes of warnings about the memory, in order.
fn codes(told: &str) -> Vec<&str> {
    let lines = told.lines().filter_map(|line| line.strip_prefix("warning["));
    lines.map(|line| line.split(']').next().unwrap()).collect()
}

const WITHHELD: (&str, Option<u64>) = ("withheld", None);
const SENTRUM: [&str; 2] = ["sentrum", "01"];
const UTVIKA: [&str; 2] = ["utvika", "04"];
const MEALS: [&str; 3] = ["2023", "onsker", "mat"];
const GOING_OUT: [&str; 3] = ["2023", "onsker", "ut"];

fn plain(figure: &(String, Option<u64>)) -> (&str, Option<u64>) {
    (&figure.0, figure.1)
}

#[test]
fn a_second_wave_keeps_to_the_first() {
    let project = Project::new();
    let years = r#""2023" = "2023", "2024" = "2024""#;
    project.edit("config/sources.toml", years, r#""2023" = "2023""#);
    project.edit("config/report.toml", r#"["2023", "2024"]"#, r#"["2023"]"#);
    let ages = fs::read_to_string(project.path("data/alder.csv")).unwrap();
    let first = ages.lines().filter(|line| !line.contains("2024"));
    let first: String = first.map(|line| format!("{line}\n")).collect();
    fs::write(project.path("data/alder.csv"), first).unwrap();
    project.publish();
    let (one, memory) = (project.output(), project.memory());
    project.edit("config/sources.toml", r#""2023" = "2023""#, years);
    project.edit("config/report.toml", r#"["2023"]"#, r#"["2023", "2024"]"#);
    fs::write(project.path("data/alder.csv"), ages).unwrap();
    assert_eq!(codes(&project.publish()), [""; 0]);
    assert!(project.memory().starts_with(&memory), "only something is added");
    let of_first = |csv: &[u8]| rows(std::str::from_utf8(csv).unwrap(), "2023");
    let two = project.output();
    for (name, csv) in one.iter().filter(|(name, _)| name.ends_with(".csv")) {
        // The download of one wave has rows of other districts too.
        let (before, now) = (of_first(csv), of_first(&two[name]));
        assert!(now.len() > 20, "{name}");
        for (key, row) in now {
            assert_eq!(format!("{row:?}"), format!("{:?}", before[&key]), "{name} {key:?}");
        }
    }
}

#[test]
fn the_same_publication_twice_changes_nothing_and_can_be_made_again() {
    let project = Project::new();
    assert!(project.publish().contains("the publication is remembered\n"));
    let published = (project.memory(), project.output());
    assert!(project.publish().contains("was remembered before"));
    assert!(published == (project.memory(), project.output()));
    project.build();
    assert!(published == (project.memory(), project.output()));
    let other = Project::new();
    let run = other.run(&["build", "--publish", "--jobs", "1", "--only", "utvika"]);
    assert!(run.status.success(), "{}", told(&run));
    let memory = other.memory();
    let row = memory.lines().find(|line| line.starts_with("2023 onsker mat total"));
    assert!(row.is_some_and(|row| row.contains("  - - - w ")), "only what is seen: {memory}");
    // Then the others, who keep to it.
    other.publish();
    assert!(other.memory().starts_with(&memory));
    assert!(other.output() == published.1);
    assert_eq!(other.left(), Vec::<String>::new());
}

#[test]
fn a_build_or_a_check_is_no_publication() {
    let project = Project::new();
    project.build();
    assert!(project.run(&["check"]).status.success());
    assert_eq!(project.memory(), "");
}

#[test]
fn a_correction_by_one_is_warned_of_and_one_by_ten_is_told() {
    let project = Project::published();
    assert_eq!(codes(&project.build()), [""; 0]);
    project.edit("data/svar.csv", "Komme ut;88;", "Komme ut;89;");
    let by_one = project.build();
    assert_eq!(codes(&by_one), ["corrected", "small-correction"]);
    assert!(by_one.contains("'onsker:ut' of"), "{by_one}");
    assert!(!by_one.contains("88") && !by_one.contains("89"), "{by_one}");
    let shown = project.figure(SENTRUM, GOING_OUT);
    assert_eq!(plain(&shown), ("shown", Some(89)));
    let checked = told(&project.run(&["check"]));
    assert_eq!(codes(&checked), ["corrected", "small-correction"]);
    project.edit("data/svar.csv", "Komme ut;89;", "Komme ut;98;");
    assert_eq!(codes(&project.publish()), ["corrected"]);
    assert_eq!(codes(&project.build()), [""; 0], "it is known now");
}

#[test]
fn what_was_withheld_stays_withheld() {
    let project = Project::published();
    assert_eq!(plain(&project.figure(UTVIKA, MEALS)), WITHHELD);
    project.edit("data/svar.csv", "Matlaging;2;3", "Matlaging;14;3");
    project.build();
    assert_eq!(plain(&project.figure(UTVIKA, MEALS)), WITHHELD);
    fs::remove_file(project.path(MEMORY)).unwrap();
    project.build();
    let shown = project.figure(UTVIKA, MEALS);
    assert_eq!(plain(&shown), ("shown", Some(14)), "by today's rules alone");
}

#[test]
fn what_was_shown_stays_shown_unless_it_became_small() {
    let project = Project::published();
    let going_out = ["2024", "onsker", "ut"];
    project.edit("config/disclosure.toml", "k = 5", "k = 14");
    let warned = project.build();
    assert_eq!(codes(&warned), ["shown-before"], "{warned}");
    let shown = project.figure(UTVIKA, going_out);
    assert_eq!(plain(&shown), ("shown", Some(13)));
    project.edit("data/svar.csv", "Komme ut;11;13", "Komme ut;11;4");
    let warned = project.build();
    assert!(codes(&warned).contains(&"now-hidden"), "{warned}");
    assert_eq!(plain(&project.figure(UTVIKA, going_out)), WITHHELD);
}

#[test]
fn a_damaged_memory_stops_the_run_and_is_told_with_everything_else() {
    let project = Project::published();
    let memory = project.memory();
    let is_row = |line: &str| line.starts_with("2023 onsker mat total");
    let row = memory.lines().find(|line| is_row(line)).unwrap();
    project.edit(MEMORY, row, &row.replace(" w", " x"));
    let line = memory.lines().position(is_row).unwrap() + 1;
    project.edit("data/svar.csv", "Svar i alt;;231;", "Svar i alt;;many;");
    let place = format!("{MEMORY}:{line}");
    for arguments in [&["check"][..], &["build"], &["build", "--publish"]] {
        let told = project.refused(arguments);
        assert!(told.contains("error[ledger]") && told.contains(&place), "{told}");
        assert!(told.contains("data/svar.csv:4") && told.contains("put back"), "{told}");
    }
    fs::write(project.path(MEMORY), "").unwrap();
    assert!(project.refused(&["build", "--publish"]).contains(MEMORY), "emptied is not new");
}

#[test]
fn a_run_with_problems_or_one_that_is_killed_leaves_the_memory() {
    let project = Project::published();
    project.edit("data/svar.csv", "Sentrum;Svar", "Sentrem;Svar");
    project.refused(&["build", "--publish"]);
    project.edit("data/svar.csv", "Sentrem;Svar", "Sentrum;Svar");
    let mut memory = project.memory();
    for (n, wait) in [5, 20, 40, 60, 90, 120, 200].into_iter().enumerate() {
        let version = format!("version = '2.{n}'\n");
        let report = fs::read_to_string(project.path("config/report.toml")).unwrap();
        let report = report.split_once("edition").unwrap().1;
        fs::write(project.path("config/report.toml"), format!("{version}edition{report}")).unwrap();
        let mut command = project.command(&["build", "--publish"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut run = command.spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        run.kill().unwrap();
        run.wait().unwrap();
        let now = project.memory();
        assert!(now.starts_with(&memory), "only something is added");
        assert!(project.run(&["check"]).status.success(), "and that is whole: {now}");
        memory = now;
    }
    project.publish();
    assert_eq!(project.left(), Vec::<String>::new(), "the next run clears up");
}

#[cfg(unix)]
#[test]
fn a_run_that_is_interrupted_leaves_the_memory() {
    let project = Project::new();
    // Whether the signal comes while the program starts, works or is done depends on the machine.
    for wait in [10, 30, 60, 100, 160, 250] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bydelsrapport"));
        command.args(["build", "--publish", "--project"]);
        command.arg(project.path("")).stdout(Stdio::null());
        let mut run = command.stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let id = run.id().to_string();
        let _ = Command::new("kill").args(["-INT", &id]).status();
        let end = run.wait().unwrap().code();
        if end == Some(130) {
            assert_eq!((project.memory(), project.left()), (String::new(), vec![]));
        }
        assert!(matches!(end, None | Some(0 | 130)), "{end:?}");
        let _ = fs::remove_file(project.path(MEMORY));
    }
}

#[test]
fn hidden_counts_leave_no_trace_in_the_memory() {
    let memory = |shape: Shape| {
        let project = Project(tempfile::tempdir().unwrap());
        canary::write(&project.path(""), shape);
        project.publish();
        project.memory()
    };
    let closed = Shape::default();
    let shifted = Shape { shifted: true, ..closed };
    let text = memory(closed);
    assert_eq!(traces(&text, &canary::hidden(closed)), Vec::<String>::new());
    assert!(text == memory(shifted), "other hidden counts give the same bytes");
    let [open, other] = [closed, shifted].map(|shape| memory(Shape { open: true, ..shape }));
    assert!(open != other, "which differ where they are shown");
}
