//! Law: whoever asks a run to stop is heard at once, in whatever stage, and nothing is left over.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "lays out projects, takes time and reads what comes of them"
)]

use std::{
    collections::BTreeSet,
    fs,
    io::Read,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// How long a run may go on that is asked to stop; the aim is a fifth of a second, on a machine with nothing else to do.
const PATIENCE: Duration = Duration::from_millis(1000);

fn start(args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_bydelsrapport"))
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// How a run ended that got a signal after a while.
struct End {
    code: Option<i32>,
    after: Duration,
    told: String,
}

fn stopped(mut run: Child, wait: u64, signal: &str) -> End {
    std::thread::sleep(Duration::from_millis(wait));
    let began = Instant::now();
    let _ = Command::new("kill").args([&format!("-{signal}"), &run.id().to_string()]).status();
    let code = run.wait().unwrap().code();
    let after = began.elapsed();
    let mut told = String::new();
    run.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    End { code, after, told }
}

fn project(folder: &Path) -> String {
    let project = folder.join("p");
    let project = project.to_str().unwrap();
    let made = start(&["new", project, "--quiet"]).wait().unwrap();
    assert!(made.success());
    project.to_owned()
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_build_stops_at_once_and_says_truly_what_it_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let project = project(folder.path());
    let before = names(Path::new(&project));
    let output = Path::new(&project).join("output");
    let mut met = 0;
    for (n, wait) in [15, 40, 80, 130, 200, 300, 450, 700].into_iter().enumerate() {
        let (signal, expected) = if n % 2 == 0 { ("INT", 130) } else { ("TERM", 143) };
        let end = stopped(start(&["build", "--publish", "--project", &project]), wait, signal);
        let memory = Path::new(&project).join("publications.txt");
        if end.code == Some(expected) {
            met += 1;
            assert!(end.after < PATIENCE, "{signal} after {wait} ms: {:?}", end.after);
            assert!(end.told.starts_with("stopping …\nstopped; "), "{}", end.told);
            let nothing = end.told.contains("nothing was written");
            assert_eq!(nothing, !output.exists(), "{}", end.told);
            assert_eq!(nothing, !memory.exists(), "{}", end.told);
        } else {
            // The signal came before the program could listen, or after its end.
            assert!(matches!(end.code, None | Some(0)), "{:?}: {}", end.code, end.told);
        }
        for made in [&output, &memory] {
            let _ = fs::remove_dir_all(made);
            let _ = fs::remove_file(made);
        }
        assert_eq!(names(Path::new(&project)), before, "nothing is left: {}", end.told);
    }
    assert!(met > 0, "no signal met a run");
}

#[test]
fn a_check_and_an_audit_stop_at_once_and_do_not_speak_of_writing() {
    let sample = env!("CARGO_MANIFEST_DIR");
    for wait in [60, 150, 400] {
        let end = stopped(start(&["check", "--savings", "--project", sample]), wait, "INT");
        if end.code == Some(130) {
            assert!(end.after < PATIENCE, "{:?}", end.after);
            assert_eq!(end.told, "stopping …\nstopped\n");
        } else {
            assert!(matches!(end.code, None | Some(0)), "{:?}: {}", end.code, end.told);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let project = project(folder.path());
    let built =
        start(&["build", "--format", "html,data", "--project", &project]).wait_with_output();
    assert!(built.unwrap().status.success());
    let output = format!("{project}/output");
    for wait in [5, 20, 50] {
        let end = stopped(start(&["audit", &output]), wait, "TERM");
        let heard = end.code == Some(143) && end.told == "stopping …\nstopped\n";
        assert!(heard || matches!(end.code, None | Some(0)), "{:?}: {}", end.code, end.told);
        assert!(end.after < PATIENCE, "{:?}", end.after);
    }
}

/// Nobody reads what it says, so it waits for ever in a call of the system.
#[test]
fn a_run_that_hangs_stops_too() {
    for (signal, expected) in [("INT", 130), ("TERM", 143)] {
        let end = stopped(start(&["schema"]), 300, signal);
        assert_eq!(end.code, Some(expected), "{}", end.told);
        assert!(end.after < PATIENCE, "{:?}", end.after);
        assert_eq!(end.told, "stopping …\nstopped\n");
    }
}
