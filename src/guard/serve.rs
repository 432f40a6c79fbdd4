//! Law: the process that sets pages holds itself to its limits before it reads anything that others wrote.

use super::wire::{self, Answer, Hello, Said};
use crate::{
    assets::Assets,
    diagnostic::Problems,
    render::{BROKEN, Order, Press},
};
use std::{
    io::{self, BufReader, BufWriter},
    panic,
    process::ExitCode,
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

/// Typst and the readers of fonts and drawings go deep where a template does.
const STACK: usize = 64 << 20;

/// The last words of a process that may have no thread.
pub(super) const NO_THREAD: &str = "no thread to work on";

/// Where the last fault inside was.
static FAULT: Mutex<String> = Mutex::new(String::new());

/// Sets pages for the process that called this one, until that one ends.
pub fn serve() -> ExitCode {
    // The message of a fault may repeat what stands in a report, so its place alone is kept.
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", last(at.file()), at.line()));
        *FAULT.lock().unwrap_or_else(PoisonError::into_inner) = place.unwrap_or_default();
    }));
    let mut from = BufReader::new(io::stdin());
    let Ok((hello, bytes)) = wire::read(&mut from) else {
        return ExitCode::FAILURE;
    };
    let Ok(hello) = serde_json::from_slice::<Hello>(&hello) else {
        return ExitCode::FAILURE;
    };
    limit(hello.megabytes);
    let (give, take) = mpsc::channel();
    let work = move || work(&assets(&hello, &bytes), &take);
    if let Err(error) = thread::Builder::new().stack_size(STACK).spawn(work) {
        eprintln!("{NO_THREAD}: {error}");
        return ExitCode::FAILURE;
    }
    // This thread only listens, so that this process ends with the one that called it whatever a template does.
    while let Ok((order, _)) = wire::read(&mut from) {
        if give.send(order).is_err() {
            break;
        }
    }
    ExitCode::SUCCESS
}

/// Carries out orders one after the other.
fn work(assets: &Assets, orders: &mpsc::Receiver<Vec<u8>>) {
    // One thread for what Typst does side by side: reports stand side by side already, each in its process.
    // It must be another thread than this one, or what Typst leaves to do would wait for ever.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK);
    if let Err(error) = pool.build_global() {
        eprintln!("{NO_THREAD}: {error}");
        std::process::exit(1);
    }
    let press = Press::new(assets);
    let mut to = BufWriter::new(io::stdout().lock());
    for order in orders {
        let Ok(order) = serde_json::from_slice::<Order>(&order) else {
            break;
        };
        let done = match &press {
            Ok(press) => press.set(&order),
            Err(problems) => Err(problems.clone()),
        };
        let (answer, bytes) = match done {
            Ok(done) => (Answer { pages: done.pages, ..Answer::default() }, done.bytes),
            Err(problems) => (refusal(problems), Vec::new()),
        };
        let Ok(meant) = serde_json::to_vec(&answer) else {
            break;
        };
        if wire::write(&mut to, &meant, &bytes).is_err() || answer.last {
            break;
        }
    }
    std::process::exit(0);
}

/// After a fault inside nothing of this process is trusted any more.
fn refusal(mut problems: Problems) -> Answer {
    let mut last = false;
    for problem in &mut problems.0 {
        if problem.code == BROKEN {
            last = true;
            let place = FAULT.lock().unwrap_or_else(PoisonError::into_inner);
            problem.message.push_str(&format!(" ({place})"));
        }
    }
    Answer { pages: 0, problems: problems.0.into_iter().map(Said::of).collect(), last }
}

/// The embedded files with the project's own over them.
fn assets(hello: &Hello, bytes: &[u8]) -> Assets {
    let mut assets = Assets::embedded();
    let mut at = 0;
    for (path, length) in &hello.files {
        let end = (at + length).min(bytes.len());
        assets.put(path, bytes[at..end].to_vec());
        at = end;
    }
    assets
}

/// Holds this process to so many megabytes, and lets nothing of it fall into a file when it is killed.
#[cfg(unix)]
fn limit(megabytes: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let hold = |resource, most: u64| {
        let most = getrlimit(resource).maximum.map_or(most, |known| known.min(most));
        // Where the system does not know a limit, the clock alone guards.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    };
    hold(Resource::Data, megabytes.saturating_mul(1 << 20));
    hold(Resource::Core, 0);
}

#[cfg(not(unix))]
fn limit(_: u64) {}

/// A source file without the folders of the machine that built the program.
fn last(path: &str) -> String {
    let parts: Vec<&str> = path.rsplit(['/', '\\']).take(4).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}
