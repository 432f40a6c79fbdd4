//! Law: whoever waits for another process looks at the clock, and says how the other ended.

use super::{
    Limits,
    serve::NO_THREAD,
    wire::{self, Answer, Hello, TOO_MUCH},
};
use crate::{
    assets::Assets,
    diagnostic::{Diagnostic, Place, Problems},
    render::{BROKEN, Done},
};
use std::{
    io::{BufReader, BufWriter, Read},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::Duration,
};

/// The most of its last words that is read.
const LAST_WORDS: u64 = 4096;

/// A process that sets pages.
pub(super) struct Worker {
    child: Child,
    to: BufWriter<ChildStdin>,
    from: Receiver<(Vec<u8>, Vec<u8>)>,
}

/// How an order ended.
pub(super) enum Answered {
    Done(Done),
    Refused(Problems),
    /// The process has ended, too.
    Dead(Problems),
}

impl Worker {
    /// Calls the program and hands it the project's own templates and fonts.
    pub(super) fn start(
        program: &Path,
        arguments: &[String],
        assets: &Assets,
        limits: Limits,
    ) -> Result<Self, Problems> {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        apart(&mut command);
        let mut child = command.spawn().map_err(|error| unable(&error.to_string()))?;
        let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(unable("it cannot be spoken to"));
        };
        let (give, take) = mpsc::channel();
        let listen = move || {
            let mut from = BufReader::new(from);
            while let Ok(frame) = wire::read(&mut from) {
                if give.send(frame).is_err() {
                    break;
                }
            }
        };
        let mut worker = Self { child, to: BufWriter::new(to), from: take };
        thread::Builder::new().spawn(listen).map_err(|error| unable(&error.to_string()))?;
        let own: Vec<(&str, &[u8])> = assets
            .under("report-templates/")
            .filter(|(path, _)| {
                !assets.is_default(path)
                    && ["html/", "typst/", "fonts/"]
                        .iter()
                        .any(|folder| path["report-templates/".len()..].starts_with(folder))
            })
            .collect();
        let files = own.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.len())).collect();
        let hello = Hello { megabytes: limits.megabytes, files };
        let bytes: Vec<u8> = own.iter().flat_map(|(_, bytes)| bytes.iter().copied()).collect();
        let hello = serde_json::to_vec(&hello).map_err(|error| unable(&error.to_string()))?;
        if wire::write(&mut worker.to, &hello, &bytes).is_err() {
            return Err(worker.end(None));
        }
        Ok(worker)
    }

    /// Gives an order; whether the process took it.
    pub(super) fn give(&mut self, order: &[u8]) -> bool {
        wire::write(&mut self.to, order, &[]).is_ok()
    }

    /// Waits for what comes of an order. Where the person stops the run, this process ends at once, and with it the other.
    pub(super) fn answer(&mut self, limits: Limits) -> Answered {
        let (meant, bytes) = match self.from.recv_timeout(Duration::from_secs(limits.seconds)) {
            Ok(frame) => frame,
            Err(RecvTimeoutError::Disconnected) => return Answered::Dead(self.end(Some(limits))),
            Err(RecvTimeoutError::Timeout) => {
                let message =
                    format!("it was not set within the limit of {} seconds", limits.seconds);
                return Answered::Dead(limit(message, "seconds").into());
            }
        };
        let Ok(answer) = serde_json::from_slice::<Answer>(&meant) else {
            return Answered::Dead(self.end(None));
        };
        if answer.problems.is_empty() {
            return Answered::Done(Done { bytes, pages: answer.pages });
        }
        let problems = wire::problems(answer.problems);
        if answer.last { Answered::Dead(problems) } else { Answered::Refused(problems) }
    }

    /// What the end of the process means.
    fn end(&mut self, limits: Option<Limits>) -> Problems {
        let mut words = String::new();
        // Nearly always it is gone already, and this changes nothing; whatever it is, nobody waits for it.
        let _ = self.child.kill();
        if let Some(heard) = self.child.stderr.take() {
            // What is said there is the system's, not the report's; where it cannot be read, the status speaks.
            let _ = heard.take(LAST_WORDS).read_to_string(&mut words);
        }
        let status = self.child.wait().map_or_else(|error| error.to_string(), |s| s.to_string());
        let megabytes = limits.map_or(0, |limits| limits.megabytes);
        if words.contains("memory allocation") {
            let message = format!("it needed more than the limit of {megabytes} megabytes");
            return limit(message, "megabytes").into();
        }
        if words.contains(NO_THREAD) {
            return unable("the system gives it no thread");
        }
        let how = if words.contains("overflowed its stack") {
            "a template goes too deep".to_owned()
        } else {
            format!("its process ended: {status}")
        };
        Diagnostic::error(BROKEN, Place::Nowhere, format!("the typesetter broke off: {how}"))
            .hint("look for what is unusual in the project's own templates and fonts; where the system ended it, give the machine more memory or fewer --jobs")
            .into()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It has nothing of its own to finish; one that is gone already is no trouble.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn limit(message: String, setting: &str) -> Diagnostic {
    Diagnostic::error(TOO_MUCH, Place::Nowhere, message)
        .hint("look for a loop or a very large number in the project's own templates, and for a damaged font")
        .hint(format!("where a report is honestly that large, raise `{setting}` under [limits] in config/report.toml"))
}

fn unable(why: &str) -> Problems {
    let message = format!("the process that sets pages cannot be started: {why}");
    Diagnostic::error("press-start", Place::Nowhere, message)
        .hint("the program calls itself once for each of --jobs: allow it more processes, or ask for fewer jobs")
        .into()
}

/// Ctrl-C at a terminal goes to a whole group: this process decides by itself when the other one ends.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn apart(_: &mut Command) {}
