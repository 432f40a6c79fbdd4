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
        assert!(!told.contains("written"), "a check never writes");
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
    assert_eq!(code(&tool(&["new", there])), 2, "it is not empty any more");
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
    let built =
        project.run("build", &["--only", "sør-åsen, utvika", "--only", "01", "--format", "data"]);
    assert_eq!(code(&built), 0, "{}", errors(&built));
    assert!(results(&built).contains("3 reports, 0 pages"), "{}", results(&built));
    assert!(errors(&built).is_empty(), "no progress without a terminal: {}", errors(&built));
    let before = project.output();
    let fewer = ["--only", "01", "--format", "data"];
    let refused = project.run("build", &fewer);
    assert_eq!(code(&refused), 2, "{}", errors(&refused));
    let told = errors(&refused);
    assert!(told.contains("would remove 4 files") && told.contains("--force"), "{told}");
    let told = results(&project.run("build", &[&fewer[..], &["--dry-run"]].concat()));
    assert!(told.contains("removed   utvika.findings.json"), "{told}");
    assert!(told.contains("4 removed") && told.contains("nothing was written"), "{told}");
    assert!(project.output() == before, "neither changed anything");
    let forced = project.run("build", &[&fewer[..], &["--force", "--verbose"]].concat());
    assert_eq!(code(&forced), 0, "{}", errors(&forced));
    assert!(results(&forced).contains("1 report, 0 pages"), "{}", results(&forced));
    let told = errors(&forced);
    assert!(told.contains("hiding small figures") && told.contains("1/1 Sentrum"), "{told}");
    assert_eq!(project.output().len(), 4);
    let list = assert_listed(&project.output());
    for row in list["files"].as_array().unwrap() {
        assert!(!["pdf", "html"].contains(&row["kind"].as_str().unwrap()), "{row}");
    }
}

#[test]
fn an_audit_says_what_it_read_and_what_fails() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let book: Value = serde_json::from_str(
        r#"{"codebook": 1, "periods": ["2018"], "population": "n", "districts": [{"id": "a"}, {"id": "b"}],
            "areas": [{"id": "total"}], "groups": [{"id": "g"}], "indicators": [{"id": "n", "kind": "count"}],
            "rules": {"k": 5, "width": 4, "zeros": "shown"}}"#,
    )
    .unwrap();
    // As the program writes it.
    put("codebook.json", &format!("{book:#}\n"));
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
    assert_eq!(code(&refused), 2);
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
    assert_eq!(code(&project.run("build", &["--format", "data", "--force"])), 0);
    let left: Vec<_> = fs::read_dir(&path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(left.is_empty(), "the next run clears up: {left:?}");
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

#[test]
fn a_dry_run_touches_nothing() {
    let project = Project::new();
    let proof = project.path("../proof");
    let args =
        ["--dry-run", "--publish", "--format", "data", "--certificates", proof.to_str().unwrap()];
    let told = project.run("build", &args);
    assert_eq!(code(&told), 0, "{}", errors(&told));
    let told = results(&told);
    assert!(told.contains("new       sentrum.csv"), "{told}");
    assert!(told.contains("the publication would be remembered"), "{told}");
    assert_eq!(
        fs::read_dir(project.path("")).unwrap().count(),
        fs::read_dir(fixture("starter")).unwrap().count()
    );
    assert!(!proof.exists());
}

#[test]
fn an_output_is_compared_with_its_list() {
    let project = Project::new();
    assert_eq!(code(&project.run("build", &["--format", "data", "--quiet"])), 0);
    let output = project.path("output");
    let whole = tool(&["integrity", output.to_str().unwrap()]);
    assert_eq!(code(&whole), 0, "{}", errors(&whole));
    assert!(results(&whole).contains("all as they were written"), "{}", results(&whole));
    fs::write(project.path("output/codebook.json"), "{}").unwrap();
    let broken = tool(&["integrity", output.to_str().unwrap()]);
    assert_eq!(code(&broken), 1);
    let told = errors(&broken);
    assert!(told.contains("error[changed]") && told.ends_with("1 problem\n"), "{told}");
    fs::write(project.path("output/manifest.json"), "{").unwrap();
    let refused = project.run("build", &["--format", "data"]);
    assert_eq!(code(&refused), 2);
    assert!(errors(&refused).contains("manifest.json is broken"), "{}", errors(&refused));
}

#[test]
fn no_output_lies_in_the_input_or_at_the_end_of_a_lost_link() {
    let project = Project::new();
    for inside in ["config/out", "report-templates/a/b", "data/out", "data"] {
        let output = project.path(inside);
        let refused = project.run("build", &["--output", output.to_str().unwrap()]);
        assert_eq!(code(&refused), 2, "{inside}");
        assert!(errors(&refused).contains("error[inside-input]"), "{}", errors(&refused));
        assert!(inside == "data" || !output.exists(), "{inside}");
    }
    let elsewhere = project.path("deep/er/out");
    let unknown = ["--output", elsewhere.to_str().unwrap(), "--only", "nobody"];
    assert_eq!(code(&project.run("build", &unknown)), 2);
    assert!(!project.path("deep").exists(), "what was made for it is gone");
    #[cfg(unix)]
    {
        let link = project.path("link");
        std::os::unix::fs::symlink("gone", &link).unwrap();
        let refused = project.run("build", &["--output", link.to_str().unwrap()]);
        assert_eq!(code(&refused), 2);
        assert!(errors(&refused).contains("a link to a folder that is not there"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_said_is_told_and_a_reader_that_leaves_is_not() {
    let to = |path: &str, args: &[&str]| {
        let full = fs::OpenOptions::new().write(true).open(path).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_bydelsrapport"));
        command.args(args).stdout(full).output().unwrap()
    };
    for args in [&["schema", "report"][..], &["--help"], &["completions", "bash"], &["man"]] {
        let lost = to("/dev/full", args);
        assert_eq!(code(&lost), 1, "{args:?}");
        assert!(errors(&lost).contains("cannot write to standard output"), "{args:?}");
        assert_eq!(code(&to("/dev/null", args)), 0, "{args:?}");
    }
    let mut gone = Command::new(env!("CARGO_BIN_EXE_bydelsrapport"))
        .arg("schema")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(gone.stdout.take());
    let gone = gone.wait_with_output().unwrap();
    assert_eq!((code(&gone), errors(&gone)), (0, String::new()));
}

#[test]
fn help_shells_and_paths_serve_who_types() {
    let help = results(&tool(&["--help"]));
    for word in ["Examples:", "Exit codes:", "130", "integrity", "--dry-run"] {
        assert!(help.contains(word), "{word}: {help}");
    }
    let short = results(&tool(&["-h"]));
    assert!(short.lines().count() < help.lines().count() && !short.contains("Exit codes"));
    assert!(results(&tool(&["completions", "fish"])).contains("dry-run"));
    assert!(results(&tool(&["man", "build"])).contains("certificates"));
    assert_eq!(code(&tool(&["man", "biuld"])), 2);
    let folder = tempfile::tempdir().unwrap();
    let mut new = Command::new(env!("CARGO_BIN_EXE_bydelsrapport"));
    let made = new.current_dir(folder.path()).args(["new", "--", "-my survey"]).output().unwrap();
    assert_eq!(code(&made), 0, "{}", errors(&made));
    if cfg!(unix) {
        let told = results(&made);
        assert!(told.ends_with("build --project './-my survey'\n"), "{told}");
    }
}

#[test]
fn colours_are_for_whoever_wants_them() {
    let told = |set: &[(&str, &str)], args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bydelsrapport"));
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        let args = [&["check", "--project", "/does/not/exist"], args].concat();
        let output = command.envs(set.iter().copied()).args(args).output().unwrap();
        errors(&output).contains('\u{1b}')
    };
    assert!(!told(&[], &[]), "no terminal");
    assert!(told(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!told(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(told(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")], &[]), "empty is not set");
    assert!(told(&[("NO_COLOR", "1")], &["--color", "always"]));
    assert!(!told(&[("CLICOLOR_FORCE", "1")], &["--color=never"]));
}

#[test]
fn many_threads_are_not_more_than_a_machine_can_use() {
    let project = Project::new();
    let began = std::time::Instant::now();
    let built = project.run("build", &["--jobs", "70000", "--format", "data"]);
    assert_eq!(code(&built), 0, "{}", errors(&built));
    assert!(errors(&built).contains("instead of 70000"), "{}", errors(&built));
    assert!(began.elapsed() < Duration::from_secs(20));
}

#[cfg(target_os = "linux")]
#[test]
fn few_processes_are_enough() {
    // The limit counts all processes of the person, and does not bind the system's own: a look only where it binds.
    let project = Project::new();
    let line = format!(
        "ulimit -p 1 2>/dev/null || ulimit -u 1; {} build --format data --project {}",
        env!("CARGO_BIN_EXE_bydelsrapport"),
        project.path("").display()
    );
    let built = Command::new("sh").args(["-c", &line]).output().unwrap();
    assert!(!errors(&built).contains("panicked"), "{}", errors(&built));
    assert_eq!(code(&built), 0, "{}", errors(&built));
}

#[test]
fn names_that_no_file_can_have_are_told_by_check() {
    let project = Project::new();
    project.edit("config/districts.toml", "slug = \"sentrum\"", "slug = \"com3\"");
    project.edit("config/report.toml", "edition = ", "notice_in_names = \"a/b\"\nedition = ");
    let told = errors(&project.run("check", &[]));
    assert!(told.contains("error[slug]") && told.contains("error[file-name]"), "{told}");
    assert!(told.contains("config/report.toml"), "{told}");
}
