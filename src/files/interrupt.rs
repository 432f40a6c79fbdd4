//! Law: a run that is asked to stop stops at once, in whatever stage, and says truly what it has written.
//!
//! One thread waits for signals. The first one takes the window (see [`window`]), clears away what lies beside the
//! output, says what stands, and ends the program, whatever its other threads do meanwhile: one that hangs in a
//! file or in a solver cannot hold it up.

use super::standing::Standing;
use crate::diagnostic::{Diagnostic, Place, Problems};
use std::{
    fs, io,
    path::{Path, PathBuf},
    process,
    sync::{
        Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

/// How long clearing away may hold up the end.
const PATIENCE: Duration = Duration::from_millis(120);

/// A signal that comes sooner after the first is the same request: `timeout` sends it to the program and to its group.
const ANOTHER: Duration = Duration::from_millis(300);

static ASKED: AtomicBool = AtomicBool::new(false);
static WINDOW: Mutex<Standing> = Mutex::new(Standing::nothing());
static WRITING: RwLock<()> = RwLock::new(());
static BESIDE: Mutex<Vec<(PathBuf, Content)>> = Mutex::new(Vec::new());

/// What of a path that is looked after is cleared away.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Everything.
    Ours,
    /// Nothing: only a folder that is empty by then.
    None,
}

/// Whether somebody asked the program to stop.
pub fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}

/// Keeps a thread for ever that has nothing more to do in a program that is about to end; elsewhere it does nothing.
pub fn rest_if_asked() {
    while asked() {
        thread::park();
    }
}

/// What this run has put in place; while it is held, no signal but a second one ends the program.
pub fn window() -> MutexGuard<'static, Standing> {
    WINDOW.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Held while a file beside the output is written, so that it is not cleared away halfway.
pub(super) fn writing() -> RwLockReadGuard<'static, ()> {
    WRITING.read().unwrap_or_else(PoisonError::into_inner)
}

/// A file or folder that has no place once the program ends. Dropped, it is no longer looked after.
pub(super) struct Beside(PathBuf);

impl Beside {
    /// Looks after `path` and all that lies in it.
    pub fn new(path: &Path) -> Self {
        beside().push((path.to_owned(), Content::Ours));
        Self(path.to_owned())
    }

    /// Looks after a folder as long as it is empty.
    pub fn if_empty(path: &Path) -> Self {
        beside().push((path.to_owned(), Content::None));
        Self(path.to_owned())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let mut all = beside();
        if let Some(at) = all.iter().rposition(|(path, _)| *path == self.0) {
            all.remove(at);
        }
    }
}

fn beside() -> MutexGuard<'static, Vec<(PathBuf, Content)>> {
    BESIDE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Listens for Ctrl-C and for the system's requests to end; `say` tells the person.
///
/// A second request ends the program as it stands; the next run clears away what it leaves.
///
/// # Errors
/// The system does not let the program listen. Then requests end it without a word.
pub fn listen(say: fn(&str)) -> Result<(), Problems> {
    start(say).map_err(|error| {
        let message = format!("the program cannot listen for Ctrl-C: {error}");
        Diagnostic::warning("signals", Place::Nowhere, message)
            .hint("Ctrl-C ends it all the same; the next run clears away what is left")
            .into()
    })
}

fn start(say: fn(&str)) -> io::Result<()> {
    let (first, heard) = mpsc::channel::<i32>();
    let name = |name: &str| thread::Builder::new().name(name.to_owned());
    name("stop").spawn(move || {
        if let Ok(code) = heard.recv() {
            stop(say, code);
        }
    })?;
    let mut since: Option<Instant> = None;
    let heed = move |code: i32| match since {
        None => {
            since = Some(Instant::now());
            ASKED.store(true, Ordering::SeqCst);
            if first.send(code).is_err() {
                process::exit(code);
            }
        }
        Some(since) if since.elapsed() < ANOTHER => {}
        Some(_) => process::exit(code),
    };
    hear(name("signals"), heed)
}

/// Calls `heed` with the exit code that belongs to each signal.
#[cfg(unix)]
fn hear(thread: thread::Builder, mut heed: impl FnMut(i32) + Send + 'static) -> io::Result<()> {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
    };
    let wanted: &[i32] =
        if outlives_its_terminal() { &[SIGINT, SIGTERM] } else { &[SIGINT, SIGTERM, SIGHUP] };
    // The thread first: where there is none, signals keep their usual meaning.
    let (send, receive) = mpsc::channel::<Signals>();
    thread.spawn(move || {
        let Ok(mut signals) = receive.recv() else { return };
        for signal in signals.forever() {
            heed(128 + signal);
        }
    })?;
    let signals = Signals::new(wanted)?;
    send.send(signals).map_err(io::Error::other)
}

#[cfg(not(unix))]
fn hear(_thread: thread::Builder, mut heed: impl FnMut(i32) + Send + 'static) -> io::Result<()> {
    ctrlc::set_handler(move || heed(130)).map_err(io::Error::other)
}

/// Whether the program was started such that the end of its terminal is none of its business, as `nohup` does.
#[cfg(unix)]
fn outlives_its_terminal() -> bool {
    // Where there is no such file, the signal is listened for.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask & 1 != 0)
}

/// The end of a run that was asked to stop.
fn stop(say: fn(&str), code: i32) -> ! {
    say("stopping …");
    let standing = window();
    let patience = Instant::now() + PATIENCE;
    // Whoever writes now is let finish, within reason; whoever wants to write afterwards waits for the end.
    let writers = loop {
        match WRITING.try_write() {
            Ok(none) => break Some(none),
            Err(_) if Instant::now() > patience => break None,
            Err(_) => thread::sleep(Duration::from_millis(2)),
        }
    };
    let mut left = Vec::new();
    for (path, content) in beside().iter().rev() {
        match content {
            Content::Ours if !clear(path, patience) => left.push(path.clone()),
            // One that holds something stays.
            Content::None => drop(fs::remove_dir(path)),
            Content::Ours => {}
        }
    }
    say(&match standing.said() {
        Some(said) => format!("stopped; {said}"),
        None => "stopped".to_owned(),
    });
    for path in left {
        say(&format!("the next run clears away {}", path.display()));
    }
    drop(writers);
    process::exit(code)
}

/// Removes a file, or a folder with all in it, until `end`; says whether nothing is left.
fn clear(path: &Path, end: Instant) -> bool {
    let Ok(metadata) = fs::symlink_metadata(path) else { return true };
    if !metadata.is_dir() {
        return fs::remove_file(path).is_ok();
    }
    let Ok(entries) = fs::read_dir(path) else { return false };
    for entry in entries {
        let Ok(entry) = entry else { return false };
        if Instant::now() > end || !clear(&entry.path(), end) {
            return false;
        }
    }
    fs::remove_dir(path).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clearing_takes_all_or_says_so() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("new");
        fs::create_dir_all(folder.join("a/b")).unwrap();
        fs::write(folder.join("a/b/c"), "c").unwrap();
        assert!(!clear(&folder, Instant::now() - Duration::from_millis(1)), "no time");
        assert!(clear(&folder, Instant::now() + Duration::from_secs(9)));
        assert!(!folder.exists() && clear(&folder, Instant::now()), "nothing is left");
    }

    #[test]
    fn what_is_dropped_is_no_longer_looked_after() {
        let path = Path::new("nowhere/at/all");
        let one = Beside::new(path);
        assert!(beside().iter().any(|(other, _)| other == path));
        drop(one);
        assert!(!beside().iter().any(|(other, _)| other == path));
    }
}
