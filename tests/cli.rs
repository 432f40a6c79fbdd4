//! Law: what a person meets at the command line: exit codes, words, and what lands on disk.
//!
//! Expected words are re-blessed with `BLESS=1 cargo test --test cli`.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "lays out projects and reads what comes of them"
)]

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Duration,
};

fn tool(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bydelsrapport")).args(args).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn results(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// Copies a folder over another.
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

/// A project in a folder of its own, which goes away in the end.
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        lay(&fixture("starter"), &folder.path().join("p"));
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("p").join(name)
    }

    fn run(&self, command: &str, args: &[&str]) -> Output {
        let project = self.path("");
        let mut all = vec![command, "--project", project.to_str().unwrap()];
        all.extend(args);
        tool(&all)
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from), "{from} stands in {name}");
        fs::write(self.path(name), text.replacen(from, to, 1)).unwrap();
    }

    fn output(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        gather(&self.path("output"), "", &mut files);
        files
    }
}

fn gather(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, fs::read(entry.path()).unwrap());
        }
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Asserts that the list names every file but itself and README.md, with the right size and hash.
fn assert_listed(files: &BTreeMap<String, Vec<u8>>) -> Value {
    let list: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let rows = list["files"].as_array().unwrap();
    let paths: Vec<&str> = rows.iter().map(|row| row["path"].as_str().unwrap()).collect();
    let there: Vec<&str> = files
        .keys()
        .map(String::as_str)
        .filter(|path| !["manifest.json", "README.md"].contains(path))
        .collect();
    assert_eq!(paths, there, "sorted and complete");
    for row in rows {
        let bytes = &files[row["path"].as_str().unwrap()];
        assert_eq!(row["bytes"].as_u64().unwrap(), bytes.len() as u64);
        assert_eq!(row["sha256"].as_str().unwrap(), sha256(bytes));
        assert!(
            ["pdf", "html", "data", "findings", "index", "other"]
                .contains(&row["kind"].as_str().unwrap())
        );
        let keys: Vec<&String> = row.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["path", "kind", "district", "language", "bytes", "sha256"]);
    }
    list
}

#[test]
fn wrong_calls_end_with_2() {
    let project = Project::new();
    for args in [
        &["--nonsense"][..],
        &["build", "--format", "docx"],
        &["schema", "nonsense"],
        &["build", "--project", "/does/not/exist"],
        &["new"],
        &["audit"],
        &["audit", "/does/not/exist"],
    ] {
        assert_eq!(code(&tool(args)), 2, "{args:?}");
    }
    let unknown = project.run("build", &["--only", "Nordlja"]);
    assert_eq!(code(&unknown), 2);
    assert!(errors(&unknown).contains("did you mean 'Nordlia'?"), "{}", errors(&unknown));
    assert!(!project.path("output").exists());
    assert_eq!(code(&tool(&["--help"])), 0);
    assert!(results(&tool(&["--version"])).starts_with("bydelsrapport "));
}

#[test]
fn broken_settings_are_told_word_for_word() {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(fixture("broken-settings")).unwrap() {
        let case = entry.unwrap().path();
        let project = Project::new();
        for folder in ["config", "report-templates"] {
            if case.join(folder).is_dir() {
                lay(&case.join(folder), &project.path(folder));
            }
        }
        let output = project.run("check", &[]);
        let told = errors(&output);
        let expected = case.join("expected.txt");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &told).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default().replace('\r', "") != told {
            wrong.push(format!("{}:\n{told}", case.display()));
        }
        assert_eq!(code(&output), 1, "{}: {told}", case.display());
        assert!(results(&output).is_empty(), "problems go to standard error");
    }
    assert!(wrong.is_empty(), "BLESS=1 accepts:\n{}", wrong.join("\n"));
}

#[test]
fn the_starting_project_builds_at_once_and_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("mine");
    let there = there.to_str().unwrap();
    let made = tool(&["new", there]);
    assert_eq!(code(&made), 0, "{}", errors(&made));
    assert_eq!(code(&tool(&["new", there])), 1, "it is not empty any more");
    let built = tool(&["build", "--project", there]);
    assert_eq!(code(&built), 0, "{}", errors(&built));
    assert!(results(&built).contains("4 reports"), "{}", results(&built));
    let output = Path::new(there).join("output");
    let audited = tool(&["audit", output.to_str().unwrap()]);
    assert_eq!(code(&audited), 0, "{}", errors(&audited));
    let checked = tool(&["check", "--project", there]);
    assert_eq!(code(&checked), 0, "{}", errors(&checked));
    assert!(results(&checked).contains("data/svar.csv"), "{}", results(&checked));
}

#[test]
fn a_build_lists_what_it_was_made_from_and_what_it_made() {
    let project = Project::new();
    fs::create_dir(project.path("output")).unwrap();
    fs::write(project.path("output/README.md"), "mine").unwrap();
    let built = project.run("build", &[]);
    assert_eq!(code(&built), 0, "{}", errors(&built));
    let files = project.output();
    assert_eq!(files["README.md"], b"mine");
    let list = assert_listed(&files);
    assert_eq!(list["edition"], "fjordby-2024");
    assert_eq!(list["tool"]["name"], "bydelsrapport");
    for input in list["inputs"].as_array().unwrap() {
        let path = input["path"].as_str().unwrap();
        // A hash of a table would confirm a guess of its hidden figures.
        let hash =
            (!path.starts_with("data/")).then(|| sha256(&fs::read(project.path(path)).unwrap()));
        assert_eq!(input["sha256"].as_str(), hash.as_deref(), "{path}");
    }
    let inputs = list["inputs"].to_string();
    assert!(inputs.contains("data/svar.csv") && inputs.contains("config/report.toml"), "{inputs}");
    let again = project.run("build", &["--jobs", "1"]);
    assert_eq!(code(&again), 0, "{}", errors(&again));
    assert!(project.output() == files, "the same input gives the same bytes, for 1 or many jobs");
}

#[test]
fn only_some_districts_and_only_some_forms() {
    let project = Project::new();
    let built = project.run("build", &["--only", "sør-åsen", "--only", "01", "--format", "data"]);
    assert_eq!(code(&built), 0, "{}", errors(&built));
    assert!(results(&built).contains("2 reports"), "{}", results(&built));
    let list = assert_listed(&project.output());
    for row in list["files"].as_array().unwrap() {
        assert!(!["pdf", "html"].contains(&row["kind"].as_str().unwrap()), "{row}");
    }
}

#[test]
fn an_audit_says_what_it_read_and_what_fails() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    put(
        "codebook.json",
        r#"{"codebook": 1, "periods": ["2018"], "population": "n", "districts": [{"id": "a"}, {"id": "b"}],
            "areas": [{"id": "total"}], "groups": [{"id": "g"}], "indicators": [{"id": "n", "kind": "count"}],
            "rules": {"k": 5, "width": 4, "zeros": "shown"}}"#,
    );
    let head = "period,district,group,indicator,category,count,base,share,status\n";
    let audit = || tool(&["audit", folder.path().to_str().unwrap()]);
    put("a.csv", &format!("{head}2018,a,g,n,total,731,,,shown\n2018,b,g,n,total,,,,withheld\n"));
    let passed = audit();
    assert_eq!(code(&passed), 0, "{}", results(&passed));
    assert!(
        results(&passed).contains("cells withheld                   1"),
        "{}",
        results(&passed)
    );
    let city = "2018,total,g,n,total,1400,,,shown\n";
    put("b.csv", &format!("{head}{city}"));
    let failed = audit();
    assert_eq!(code(&failed), 1, "{}", results(&failed));
    let told = results(&failed);
    assert!(told.contains("error[exact]") && told.contains("n:total@g b 2018"), "{told}");
    assert!(!told.contains("669") && !told.contains("731"), "no values: {told}");
}

#[test]
fn problems_leave_the_previous_output_as_it_was() {
    let project = Project::new();
    assert_eq!(code(&project.run("build", &["--format", "data"])), 0);
    let before = project.output();
    assert!(!before.is_empty());
    project.edit("data/svar.csv", "Sentrum;Svar i alt;;231;", "Sentrem;Svar i alt;;231;");
    let refused = project.run("build", &["--format", "data"]);
    assert_eq!(code(&refused), 1, "{}", results(&refused));
    let told = errors(&refused);
    assert!(told.contains("data/svar.csv:4") && !told.contains("231"), "{told}");
    assert!(project.output() == before);
}

#[test]
fn somebodys_documents_are_not_replaced() {
    let project = Project::new();
    fs::create_dir(project.path("output")).unwrap();
    fs::write(project.path("output/thesis.docx"), "mine").unwrap();
    let refused = project.run("build", &["--format", "data"]);
    assert_eq!(code(&refused), 1);
    assert!(errors(&refused).contains("error[not-ours]"), "{}", errors(&refused));
    assert_eq!(project.output().len(), 1);
}

#[test]
fn a_missing_table_is_found_by_its_name() {
    let project = Project::new();
    fs::rename(project.path("data/svar.csv"), project.path("data/svar24.csv")).unwrap();
    let refused = project.run("check", &[]);
    assert_eq!(code(&refused), 1);
    let told = errors(&refused);
    assert!(told.contains("did you mean 'data/svar24.csv'?"), "{told}");
    assert!(told.contains("config/sources.toml:5:8"), "{told}");
}

#[test]
fn a_run_that_is_killed_leaves_a_whole_output() {
    let project = Project::new();
    assert_eq!(code(&project.run("build", &["--format", "html,data"])), 0);
    let path = project.path("");
    for wait in [5, 20, 60, 120, 250] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_bydelsrapport"))
            .args(["build", "--project", path.to_str().unwrap()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        run.kill().unwrap();
        run.wait().unwrap();
        assert_listed(&project.output());
    }
    assert_eq!(code(&project.run("build", &["--format", "data"])), 0);
    let left: Vec<_> = fs::read_dir(&path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(left.is_empty(), "the next run clears up: {left:?}");
}

#[cfg(unix)]
#[test]
fn a_run_that_is_interrupted_ends_with_130_and_writes_nothing() {
    let project = Project::new();
    let path = project.path("");
    // Whether the signal comes while the program starts, works or is done depends on the machine.
    let mut ends = Vec::new();
    for wait in [10, 30, 60, 100, 160, 250] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_bydelsrapport"))
            .args(["build", "--project", path.to_str().unwrap()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = Command::new("kill").args(["-INT", &run.id().to_string()]).status();
        let end = run.wait().unwrap().code();
        if end == Some(130) {
            assert!(!path.join("output").exists(), "nothing was written");
            let left = fs::read_dir(&path).unwrap().count();
            assert_eq!(left, fs::read_dir(fixture("starter")).unwrap().count(), "nothing is left");
        }
        if path.join("output").exists() {
            fs::remove_dir_all(path.join("output")).unwrap();
        }
        ends.push(end);
    }
    assert!(ends.iter().all(|end| matches!(end, None | Some(0 | 130))), "{ends:?}");
}

#[test]
fn schemas_are_printed_for_editors() {
    let all: Value = serde_json::from_slice(&tool(&["schema"]).stdout).unwrap();
    assert_eq!(all.as_object().unwrap().len(), 7);
    for name in ["report", "outline.toml", "config/indicators.toml", "lang"] {
        let one = tool(&["schema", name]);
        assert_eq!(code(&one), 0, "{name}");
        let one: Value = serde_json::from_slice(&one.stdout).unwrap();
        assert_eq!(one["additionalProperties"], false, "{name}");
    }
    assert!(errors(&tool(&["schema", "outlin"])).contains("did you mean 'outline'?"));
}
