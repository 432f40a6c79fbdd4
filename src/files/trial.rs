//! Trial opening of workbooks by a child process of this program that may take only so much memory and time.
//!
//! The library that reads workbooks believes what a file's header says and sets aside memory for it, which cannot be
//! caught in the same process. A workbook that the child survives does the same in this one: reading is deterministic.

use crate::{confidential, limits};
use std::{
    io::{self, Read, Write},
    path::Path,
    process::{Child, Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

/// The only argument of such a child.
const WORD: &str = "try-workbook-from-standard-input";

/// Whether this process is such a child.
pub fn asked() -> bool {
    let mut arguments = std::env::args_os().skip(1);
    arguments.next().is_some_and(|word| word == WORD) && arguments.next().is_none()
}

/// Opens the workbook on standard input and says nothing; that it ends is the answer.
pub fn run() -> ExitCode {
    bound();
    let mut bytes = Vec::new();
    match io::stdin().lock().take(limits::FILE).read_to_end(&mut bytes) {
        Ok(_) => {
            confidential::try_workbook(&bytes);
            ExitCode::SUCCESS
        }
        Err(_) => ExitCode::FAILURE,
    }
}

/// Whether a file's content calls for a trial.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

/// Whether a workbook can be opened within the limits; also where no child can be had, and it is read unbounded.
pub(super) fn survives(program: &Path, bytes: &[u8]) -> bool {
    let child = Command::new(program)
        .arg(WORD)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else {
        return true;
    };
    if let Some(mut input) = child.stdin.take() {
        // A child that is gone already says so by its status.
        let _gone = input.write_all(bytes);
    }
    ended_well(&mut child)
}

fn ended_well(child: &mut Child) -> bool {
    // Where the system bounds the child's processor time itself, this is for its waiting.
    let until = Instant::now() + Duration::from_secs(2 * limits::BOOK_SECONDS);
    let mut pause = Duration::from_millis(1);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < until => thread::sleep(pause),
            Ok(None) | Err(_) => {
                let _gone = child.kill();
                let _gone = child.wait();
                return false;
            }
        }
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

#[cfg(all(unix, not(target_os = "openbsd")))]
fn bound() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let bounds = [
        (Resource::As, limits::BOOK_MEMORY),
        (Resource::Data, limits::BOOK_MEMORY),
        (Resource::Cpu, limits::BOOK_SECONDS),
        (Resource::Core, 0),
    ];
    for (resource, most) in bounds {
        // A system that does not know one of them leaves the others and the parent's clock.
        let _unknown = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

#[cfg(not(all(unix, not(target_os = "openbsd"))))]
fn bound() {}
